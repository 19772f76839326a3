import { systemActor } from "@/lib/access/system";
import { perform } from "@/lib/access/usecase";
import { db } from "@/lib/platform/db";
import { loadStandardFile } from "@/lib/standards/usecases";
import { SHIPPED_STANDARDS } from "./shipped";

/** What a bank of its own begins with, before anybody has an account. Running it again changes nothing. */
for (const document of SHIPPED_STANDARDS) {
  const outcome = await perform(loadStandardFile, { actor: systemActor(), input: { document } });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
}
await db.$disconnect();
