import "server-only";
import { allows } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findRoot } from "@/lib/organisation/data";
import { mayLoadStandard } from "@/lib/standards/policy";
import {
  addGroup,
  addPhrase,
  arrange,
  beginDraft,
  discardDraft,
  editGroup,
  editPhrase,
  loadLanguage,
  publishDraft,
} from "./mutations";
import {
  addGroupInput,
  addPhraseInput,
  arrangeInput,
  beginInput,
  draftInput,
  editGroupInput,
  editPhraseInput,
  loadLanguageInput,
  publishInput,
} from "./schema";

/** Like the standards, it lies at the top of the bank, and whoever owns those owns it. */
async function topOfBank({ tx, today }: Context) {
  return { path: (await findRoot(tx, today))?.path ?? "/" };
}

const owned = { subject: topOfBank, policy: allows("standards.edit") } as const;
const traced = ({ version }: { version: number }, detail: Record<string, unknown> = {}) => ({
  subject: `language ${version}`,
  detail: { version, ...detail },
});

export const loadLanguageFile = asUseCase({
  name: "language.load",
  input: loadLanguageInput,
  subject: topOfBank,
  policy: mayLoadStandard,
  run: loadLanguage,
  trace: (_input, _bank, loaded) => traced(loaded, { outcome: loaded.outcome }),
});

export const beginLanguage = asUseCase({
  ...owned,
  name: "language.begin",
  input: beginInput,
  run: beginDraft,
  trace: (_input, _bank, saved) => traced(saved),
});

export const discardLanguage = asUseCase({
  ...owned,
  name: "language.discard",
  input: draftInput,
  run: discardDraft,
  trace: (_input, _bank, saved) => traced(saved),
});

export const publishLanguage = asUseCase({
  ...owned,
  name: "language.publish",
  input: publishInput,
  run: publishDraft,
  trace: (input, _bank, saved) => traced(saved, { effectiveOn: input.effectiveOn }),
});

export const addLanguageGroup = asUseCase({
  ...owned,
  name: "language.addGroup",
  input: addGroupInput,
  run: addGroup,
  trace: (input, _bank, saved) => traced(saved, { kind: input.kind }),
});

export const editLanguageGroup = asUseCase({
  ...owned,
  name: "language.editGroup",
  input: editGroupInput,
  run: editGroup,
  trace: (input, _bank, saved) => traced(saved, { group: input.group }),
});

export const addPhraseToLanguage = asUseCase({
  ...owned,
  name: "language.addPhrase",
  input: addPhraseInput,
  run: addPhrase,
  trace: (input, _bank, saved) => traced(saved, { group: input.group, kind: input.kind }),
});

export const editPhraseOfLanguage = asUseCase({
  ...owned,
  name: "language.editPhrase",
  input: editPhraseInput,
  run: editPhrase,
  trace: (input, _bank, saved) => traced(saved, { phrase: input.phrase }),
});

export const arrangeLanguage = asUseCase({
  ...owned,
  name: "language.arrange",
  input: arrangeInput,
  run: arrange,
  trace: (input, _bank, saved) => traced(saved, { arranged: input.arranged }),
});
