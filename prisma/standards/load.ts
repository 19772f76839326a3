import { systemActor } from "@/lib/access/system";
import type { Outcome } from "@/lib/access/types";
import { perform } from "@/lib/access/usecase";
import { db } from "@/lib/platform/db";
import { loadLibraryFile, loadStandardFile } from "@/lib/standards/usecases";
import { SHIPPED_LIBRARIES, SHIPPED_STANDARDS } from "./shipped";

/**
 * What a bank of its own begins with, before anybody has an account. A standard that is there already is left as it is,
 * because its draft may have been edited since.
 */
const known = new Set((await db.standard.findMany({ select: { code: true } })).map(({ code }) => code));
const accepted = (outcome: Outcome<unknown>) => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
};
for (const document of SHIPPED_LIBRARIES)
  if (!known.has(document.library))
    accepted(await perform(loadLibraryFile, { actor: systemActor(), input: { document } }));
for (const document of SHIPPED_STANDARDS)
  if (!known.has(document.code))
    accepted(await perform(loadStandardFile, { actor: systemActor(), input: { document } }));
await db.$disconnect();
