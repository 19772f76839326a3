import { systemActor } from "@/lib/access/system";
import type { Outcome } from "@/lib/access/types";
import { perform } from "@/lib/access/usecase";
import { loadLanguageFile } from "@/lib/language/usecases";
import { db } from "@/lib/platform/db";
import { loadLibraryFile, loadStandardFile, lockStandard } from "@/lib/standards/usecases";
import { SHIPPED_LANGUAGE, SHIPPED_LIBRARIES, SHIPPED_STANDARDS } from "./shipped";

/**
 * What a bank of its own begins with, before anybody has an account. A standard that is there already is left as it is,
 * because its draft may have been edited since.
 */
const known = new Set((await db.standard.findMany({ select: { code: true } })).map(({ code }) => code));
const accepted = (outcome: Outcome<unknown>) => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
};
for (const document of SHIPPED_LIBRARIES) {
  if (known.has(document.library)) continue;
  accepted(await perform(loadLibraryFile, { actor: systemActor(), input: { document } }));
  const input = { standard: document.library, version: 1 };
  accepted(await perform(lockStandard, { actor: systemActor(), input }));
}
for (const document of SHIPPED_STANDARDS)
  if (!known.has(document.code))
    accepted(await perform(loadStandardFile, { actor: systemActor(), input: { document } }));
if ((await db.languageVersion.count()) === 0)
  accepted(await perform(loadLanguageFile, { actor: systemActor(), input: { document: SHIPPED_LANGUAGE } }));
await db.$disconnect();
