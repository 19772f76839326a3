import "server-only";
import { randomUUID } from "node:crypto";
import { faultsOf } from "@/lib/access/faults";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import type { Unit } from "@/lib/organisation/types";
import { safeName } from "@/lib/platform/files/rules";
import { findEdition, listCampaignsUsing, listReferences } from "../data";
import { oneAtATime, rename, rowsOf } from "../mutations";
import { undecidedIn } from "../rules";
import { itemFrom, sectionsChosen, withItems, withMove, withoutItem } from "../rules/changes";
import { documentOf, isSheetDocument, withSum } from "../rules/document";
import { type AnyDocument, libraryDocumentSchema, standardDocumentSchema } from "../schema";
import type {
  AddItemsInput,
  ArrangeInput,
  CreateSheetInput,
  DraftInput,
  HeadInput,
  ItemInput,
  ReferenceInput,
  StandardInput,
  TakeContentInput,
} from "../schema/edit";
import type { Edition } from "../types";

/** Standards serve the whole bank; `path` and `root` are the bank's own, absent before it is set up. */
export interface Place {
  readonly path: string;
  readonly root: Unit | null;
}

export interface SavedDraft {
  readonly code: string;
  readonly version: number;
}

/** A sheet with the chosen items of a library, as its first draft. What they are worth is decided afterwards. */
export async function createSheet(context: Context, input: CreateSheetInput): Promise<Result<SavedDraft>> {
  const { tx } = context;
  await oneAtATime(context, input.code);
  if (await tx.standard.findUnique({ where: { code: input.code } })) return refuse("CODE_TAKEN", { field: "code" });
  const library = await libraryOf(context, input.library);
  if (!library) return refuse("NOT_A_CHOICE", { field: "library" });
  const sections = sectionsChosen(library, input);
  if (sections.length === 0) return refuse("NOTHING_CHOSEN");
  const { code, name, method, about, effectiveOn } = input;
  const read = standardDocumentSchema.safeParse(
    withSum({ format: 1, code, name, method, about, effectiveOn, full: "0.00", sections }),
  );
  if (!read.success) return refuseAll(read.error.issues.flatMap(faultsOf));
  const standard = await tx.standard.create({ data: { code, nameZh: name.zh, nameEn: name.en, method, about } });
  await addVersion(context, standard.id, 1, read.data);
  return accept({ code, version: 1 });
}

/** The next draft, saying what the newest version says, which is locked. */
export async function copyVersion(context: Context, input: StandardInput): Promise<Result<SavedDraft>> {
  await oneAtATime(context, input.standard);
  const newest = await findEdition(context.tx, input.standard);
  if (!newest) return refuse("NOT_FOUND");
  if (newest.frozenAt === null) return refuse("DRAFT_THERE", { values: { version: newest.version } });
  return accept(await next(context, newest, documentOf(newest)));
}

/** Removes a draft that no plan is made for; the locked versions stay. */
export async function discardDraft(context: Context, input: DraftInput): Promise<Result<SavedDraft>> {
  const { tx } = context;
  const draft = await draftOf(context, input);
  if (!draft.ok) return draft;
  const { versionId, code, version } = draft.value;
  const used = await listCampaignsUsing(tx, versionId);
  if (used.length > 0) return refuse("DRAFT_IN_USE", { values: { campaigns: used.join("、"), list: used.join(", ") } });
  await tx.standardItem.deleteMany({ where: { versionId } });
  await tx.standardVersion.delete({ where: { id: versionId } });
  if (version === 1) await tx.standard.delete({ where: { code } });
  return accept({ code, version: version - 1 });
}

/** Locks a draft by hand, before a campaign does: from then on it says what it says. */
export async function lockDraft(context: Context, input: DraftInput): Promise<Result<SavedDraft>> {
  const draft = await draftOf(context, input);
  if (!draft.ok) return draft;
  const open = undecidedIn(draft.value);
  if (open.length > 0) return refuse("UNDECIDED", { values: { count: open.length, items: open.join("、") } });
  const { versionId, code, version } = draft.value;
  await context.tx.standardVersion.update({ where: { id: versionId }, data: { frozenAt: context.now } });
  return accept({ code, version });
}

export async function editHead(context: Context, input: HeadInput): Promise<Result<SavedDraft>> {
  return change(context, input, async (document, draft) => {
    const standard = await context.tx.standard.findUniqueOrThrow({ where: { code: draft.code } });
    if (!(await rename(context.tx, standard.id, input.name))) return refuse("NAME_PINNED", { field: "name.zh" });
    return accept({ ...document, name: input.name, effectiveOn: input.effectiveOn });
  });
}

/** Takes further items over from a library; those that are there already stay as they are. */
export async function addItems(context: Context, input: AddItemsInput): Promise<Result<SavedDraft>> {
  const library = await libraryOf(context, input.library);
  if (!library) return refuse("NOT_A_CHOICE", { field: "library" });
  return change(context, input, async (document) => {
    if (!isSheetDocument(document)) return refuse("LIBRARY_ITSELF");
    const known = new Set(document.sections.flatMap((section) => section.items.map((item) => item.code)));
    const chosen = sectionsChosen(library, input, known);
    return chosen.length > 0 ? accept(withItems(document, chosen)) : refuse("NOTHING_CHOSEN");
  });
}

export async function arrangeItem(context: Context, input: ArrangeInput): Promise<Result<SavedDraft>> {
  const [act = "", code = ""] = input.arranged.split(" ");
  return change(context, input, async (document) => {
    const items = document.sections.flatMap((section) => section.items.map((item) => item.code));
    if (!items.includes(code)) return refuse("ITEM_GONE", { values: { item: code } });
    if (act === "UP" || act === "DOWN") return accept(withMove(document, code, act));
    return items.length > 1 ? accept(withoutItem(document, code)) : refuse("LAST_ITEM");
  });
}

export async function editItem(context: Context, input: ItemInput): Promise<Result<SavedDraft>> {
  return change(context, input, async (document) => {
    const before = document.sections.flatMap((section) => [...section.items]).find((item) => item.code === input.item);
    if (!before) return refuse("ITEM_GONE", { values: { item: input.item } });
    const judged = itemFrom(document, before, input);
    return "faults" in judged ? refuseAll(judged.faults) : accept(withItem(document, judged.item));
  });
}

/** Files the picture for the bank itself and shows it at the item. Its bytes are in the store already. */
export async function fileReference(
  context: Context,
  input: ReferenceInput,
  { root }: Place,
): Promise<Result<SavedDraft & { referenceId: string }>> {
  if (!root) return refuse("NOT_FOUND");
  const extension = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" }[input.mime];
  let referenceId = "";
  const saved = await change(context, input, async (document) => {
    const before = document.sections.flatMap((section) => [...section.items]).find((item) => item.code === input.item);
    if (!before) return refuse("ITEM_GONE", { values: { item: input.item } });
    ({ id: referenceId } = await context.tx.evidenceFile.create({
      data: {
        name: safeName(input.name, extension),
        mime: input.mime,
        bytes: input.bytes,
        width: input.width,
        height: input.height,
        sha256: input.sha256,
        displaySha256: input.displaySha256,
        thumbnailSha256: input.thumbnailSha256,
        storageKey: `${input.folder}/${randomUUID()}`,
        unitId: root.id,
        uploadedById: context.actor.accountId,
        uploadedAt: context.now,
      },
      select: { id: true },
    }));
    return accept(withItem(document, { ...before, referenceId }));
  });
  return saved.ok ? accept({ ...saved.value, referenceId }) : saved;
}

/**
 * Takes a whole content over that was read from a file and compared with the newest version. A draft is replaced, beside
 * a locked version a draft is added. Name, purpose and day are not the file's business.
 */
export async function takeContent(
  context: Context,
  input: TakeContentInput,
  { root }: Place,
): Promise<Result<SavedDraft>> {
  await oneAtATime(context, input.standard);
  const newest = await findEdition(context.tx, input.standard);
  if (!newest) return refuse("NOT_FOUND");
  if (newest.versionId !== input.versionId || newest.revision !== input.revision) return refuse("CONTENT_CHANGED");
  const before = documentOf(newest);
  const { document } = input;
  if (isSheetDocument(document) !== isSheetDocument(before)) return refuse("OTHER_METHOD", { field: "document" });
  const after = withSum({ ...before, sections: document.sections } as AnyDocument);
  if (JSON.stringify(rowsOf(after)) === JSON.stringify(rowsOf(before))) return refuse("NOTHING_NEW");
  const wanted = after.sections.flatMap((section) => section.items.flatMap((item) => item.referenceId ?? []));
  const known = await listReferences(context.tx, wanted, root?.id);
  if (wanted.some((id) => !known.has(id))) return refuse("PICTURE_UNKNOWN", { field: "document" });
  return accept(newest.frozenAt === null ? await write(context, newest, after) : await next(context, newest, after));
}

async function libraryOf({ tx }: Context, code: string) {
  const edition = await findEdition(tx, code);
  const document = edition && documentOf(edition);
  return document && !isSheetDocument(document) ? document : null;
}

/** The newest version, which must be a draft in the revision that the form was made from. */
async function draftOf(
  context: Context,
  input: { standard: string; version: number },
): Promise<Result<Edition, "NOT_FOUND" | "LOCKED" | "STALE">> {
  await oneAtATime(context, input.standard);
  const newest = await findEdition(context.tx, input.standard);
  if (!newest) return refuse("NOT_FOUND");
  if (newest.frozenAt !== null) return refuse("LOCKED", { values: { version: newest.version } });
  return newest.revision === input.version ? accept(newest) : refuse("STALE");
}

/** One change of a draft: made on the document, judged as a whole, written as a whole. */
async function change(
  context: Context,
  input: { standard: string; version: number },
  make: (document: AnyDocument, draft: Edition) => Promise<Result<AnyDocument>>,
): Promise<Result<SavedDraft>> {
  const draft = await draftOf(context, input);
  if (!draft.ok) return draft;
  const made = await make(documentOf(draft.value), draft.value);
  if (!made.ok) return made;
  const summed = withSum(made.value);
  const schema = isSheetDocument(summed) ? standardDocumentSchema : libraryDocumentSchema;
  const read = schema.safeParse(summed);
  if (!read.success) return refuseAll(read.error.issues.flatMap(faultsOf));
  return accept(await write(context, draft.value, read.data));
}

type Item = AnyDocument["sections"][number]["items"][number];

function withItem(document: AnyDocument, item: Item): AnyDocument {
  const sections = document.sections.map((section) => ({
    ...section,
    items: section.items.map((other) => (other.code === item.code ? item : other)),
  }));
  return { ...document, sections } as AnyDocument;
}

const dated = (document: AnyDocument) => ({
  effectiveOn: new Date(document.effectiveOn),
  full: isSheetDocument(document) ? document.full : null,
});

async function write({ tx }: Context, { versionId, code, version }: Edition, document: AnyDocument) {
  await tx.standardItem.deleteMany({ where: { versionId } });
  await tx.standardVersion.update({
    where: { id: versionId },
    data: { ...dated(document), revision: { increment: 1 } },
  });
  await tx.standardItem.createMany({
    data: rowsOf(document).map((item, position) => ({ ...item, versionId, position })),
  });
  return { code, version };
}

/** A draft after a locked version: in force from today at the earliest, and never before the version it follows. */
async function next(context: Context, newest: Edition, document: AnyDocument): Promise<SavedDraft> {
  const { id } = await context.tx.standard.findUniqueOrThrow({ where: { code: newest.code }, select: { id: true } });
  const effectiveOn = [newest.effectiveOn, context.today].sort()[1] ?? context.today;
  await addVersion(context, id, newest.version + 1, { ...document, effectiveOn });
  return { code: newest.code, version: newest.version + 1 };
}

async function addVersion({ tx }: Context, standardId: string, version: number, document: AnyDocument): Promise<void> {
  const { id: versionId } = await tx.standardVersion.create({ data: { standardId, version, ...dated(document) } });
  await tx.standardItem.createMany({
    data: rowsOf(document).map((item, position) => ({ ...item, versionId, position })),
  });
}
