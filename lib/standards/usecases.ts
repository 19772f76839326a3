import "server-only";
import { allows } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findRoot } from "@/lib/organisation/data";
import { loadLibrary, loadStandard } from "./mutations";
import {
  addItems,
  arrangeItem,
  copyVersion,
  createSheet,
  discardDraft,
  editHead,
  editItem,
  fileReference,
  lockDraft,
  type Place,
  takeContent,
} from "./mutations/drafts";
import { mayLoadStandard } from "./policy";
import { loadLibraryInput, loadStandardInput } from "./schema";
import {
  addItemsInput,
  arrangeInput,
  createSheetInput,
  draftInput,
  headInput,
  itemInput,
  referenceInput,
  standardInput,
  takeContentInput,
} from "./schema/edit";

/** A standard has no unit of its own: it lies at the top of the bank. */
async function topOfBank({ tx, today }: Context): Promise<Place> {
  const root = await findRoot(tx, today);
  return { root, path: root?.path ?? "/" };
}

const owned = { subject: topOfBank, policy: allows("standards.edit") } as const;
const traced = (saved: { code: string; version: number }, detail: Record<string, unknown> = {}) => ({
  subject: saved.code,
  detail: { version: saved.version, ...detail },
});

export const loadStandardFile = asUseCase({
  name: "standards.load",
  input: loadStandardInput,
  subject: topOfBank,
  policy: mayLoadStandard,
  run: loadStandard,
  trace: (input, _bank, loaded) => ({
    subject: loaded.versionId,
    detail: { code: input.document.code, version: loaded.version, outcome: loaded.outcome },
  }),
});

export const loadLibraryFile = asUseCase({
  name: "standards.loadLibrary",
  input: loadLibraryInput,
  subject: topOfBank,
  policy: mayLoadStandard,
  run: loadLibrary,
  trace: (input, _bank, loaded) => ({
    subject: loaded.versionId,
    detail: { code: input.document.library, version: loaded.version, outcome: loaded.outcome },
  }),
});

export const createStandard = asUseCase({
  ...owned,
  name: "standards.create",
  input: createSheetInput,
  run: createSheet,
  trace: (input, _bank, saved) => traced(saved, { library: input.library }),
});

export const copyStandard = asUseCase({
  ...owned,
  name: "standards.copy",
  input: standardInput,
  run: copyVersion,
  trace: (_input, _bank, saved) => traced(saved),
});

export const discardStandard = asUseCase({
  ...owned,
  name: "standards.discard",
  input: draftInput,
  run: discardDraft,
  trace: (_input, _bank, saved) => traced(saved),
});

export const lockStandard = asUseCase({
  ...owned,
  // The library that ships is locked as it was printed.
  policy: mayLoadStandard,
  name: "standards.lock",
  input: draftInput,
  run: lockDraft,
  trace: (_input, _bank, saved) => traced(saved),
});

export const editStandardHead = asUseCase({
  ...owned,
  name: "standards.editHead",
  input: headInput,
  run: editHead,
  trace: (input, _bank, saved) => traced(saved, { effectiveOn: input.effectiveOn }),
});

export const addStandardItems = asUseCase({
  ...owned,
  name: "standards.addItems",
  input: addItemsInput,
  run: addItems,
  trace: (input, _bank, saved) => traced(saved, { sections: input.sections, items: input.items.length }),
});

export const arrangeStandardItem = asUseCase({
  ...owned,
  name: "standards.arrange",
  input: arrangeInput,
  run: arrangeItem,
  trace: (input, _bank, saved) => traced(saved, { arranged: input.arranged }),
});

export const editStandardItem = asUseCase({
  ...owned,
  name: "standards.editItem",
  input: itemInput,
  run: editItem,
  trace: (input, _bank, saved) => traced(saved, { item: input.item }),
});

export const fileStandardReference = asUseCase({
  ...owned,
  name: "standards.fileReference",
  input: referenceInput,
  run: fileReference,
  trace: (input, _bank, saved) => traced(saved, { item: input.item, file: saved.referenceId }),
});

export const takeStandardContent = asUseCase({
  ...owned,
  name: "standards.import",
  input: takeContentInput,
  run: takeContent,
  trace: (input, _bank, saved) => traced(saved, { file: input.fileName, sha256: input.sha256 }),
});
