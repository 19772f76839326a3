import "server-only";
import { faultsOf } from "@/lib/access/faults";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { findLanguageDraft, findLatest, listPublishedCodes, listUnknownItems } from "./data";
import { decidePublishing, saysTheSame } from "./rules";
import { arranged, withGroup, withNewGroup, withNewPhrase, withPhrase } from "./rules/changes";
import {
  type AddGroupInput,
  type AddPhraseInput,
  type ArrangeInput,
  type BeginInput,
  contentSchema,
  type DraftInput,
  type EditGroupInput,
  type EditPhraseInput,
  type LoadLanguageInput,
  type PublishInput,
} from "./schema";
import type { LanguageContent, LanguageDraft } from "./types";

export interface Saved {
  readonly version: number;
}

/** What ships becomes the first version; where there is one already, headquarters alone changes it. */
export async function loadLanguage(
  context: Context,
  { document: { effectiveOn, note, groups } }: LoadLanguageInput,
): Promise<Result<Saved & { readonly outcome: "ADDED" | "THERE" }>> {
  await oneAtATime(context);
  const there = (await findLatest(context.tx)) ?? (await findLanguageDraft(context.tx));
  if (there) return accept({ version: there.version, outcome: "THERE" });
  const read = contentSchema.safeParse({ groups });
  if (!read.success) return refuseAll(read.error.issues.flatMap(faultsOf));
  await publish(context, 1, { content: read.data, effectiveOn, note });
  return accept({ version: 1, outcome: "ADDED" });
}

/** The next version begins with what the last one says. */
export async function beginDraft(context: Context, input: BeginInput): Promise<Result<Saved>> {
  await oneAtATime(context);
  const there = await findLanguageDraft(context.tx);
  if (there) return refuse("DRAFT_THERE", { values: { version: there.version } });
  const latest = await findLatest(context.tx);
  if ((latest?.version ?? 0) !== input.follows) return refuse("STALE");
  const version = input.follows + 1;
  await context.tx.languageDraft.create({
    data: {
      version,
      content: stored(latest?.content ?? { groups: [] }),
      byId: context.actor.accountId,
      at: context.now,
    },
  });
  return accept({ version });
}

export async function discardDraft(context: Context, input: DraftInput): Promise<Result<Saved>> {
  const draft = await draftOf(context, input);
  if (!draft.ok) return draft;
  const { version } = draft.value;
  await context.tx.languageDraft.delete({ where: { version } });
  return accept({ version });
}

export async function publishDraft(context: Context, input: PublishInput): Promise<Result<Saved>> {
  const draft = await draftOf(context, input);
  if (!draft.ok) return draft;
  const { version, content } = draft.value;
  const decided = decidePublishing(
    { content, effectiveOn: input.effectiveOn },
    { latest: await findLatest(context.tx), today: context.today },
  );
  if (!decided.ok) return decided;
  await publish(context, version, { content, effectiveOn: input.effectiveOn, note: input.note });
  await context.tx.languageDraft.delete({ where: { version } });
  return accept({ version });
}

export async function addGroup(context: Context, input: AddGroupInput): Promise<Result<Saved>> {
  return change(
    context,
    input,
    async (content) =>
      (await knowsItems(context, input)) ?? withNewGroup(content, input, await listPublishedCodes(context.tx)),
  );
}

export async function editGroup(context: Context, input: EditGroupInput): Promise<Result<Saved>> {
  return change(context, input, async (content) => (await knowsItems(context, input)) ?? withGroup(content, input));
}

export async function addPhrase(context: Context, input: AddPhraseInput): Promise<Result<Saved>> {
  return change(context, input, async (content) => withNewPhrase(content, input, await listPublishedCodes(context.tx)));
}

export async function editPhrase(context: Context, input: EditPhraseInput): Promise<Result<Saved>> {
  return change(context, input, async (content) => withPhrase(content, input));
}

export async function arrange(context: Context, input: ArrangeInput): Promise<Result<Saved>> {
  return change(context, input, async (content) => arranged(content, input));
}

/** Two who begin or publish at once would both see the same last version. */
async function oneAtATime({ tx }: Context): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('language', 0))`;
}

const stored = (content: LanguageContent) => content as unknown as Prisma.InputJsonValue;

async function publish(
  { tx, actor, now }: Context,
  version: number,
  { content, effectiveOn, note }: { content: LanguageContent; effectiveOn: string; note: PublishInput["note"] },
): Promise<void> {
  await tx.languageVersion.create({
    data: {
      version,
      effectiveOn: new Date(effectiveOn),
      noteZh: note?.zh ?? null,
      noteEn: note?.en ?? null,
      content: stored(content),
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
}

/** The draft, in the revision that the form was made from. */
async function draftOf(context: Context, input: DraftInput): Promise<Result<LanguageDraft, "NO_DRAFT" | "STALE">> {
  await oneAtATime(context);
  const draft = await findLanguageDraft(context.tx);
  if (!draft) return refuse("NO_DRAFT");
  return draft.revision === input.version ? accept(draft) : refuse("STALE");
}

async function knowsItems({ tx }: Context, { items }: { items: readonly string[] }) {
  const unknown = await listUnknownItems(tx, items);
  return unknown.length > 0 ? refuse("ITEM_UNKNOWN", { field: "items", values: { items: unknown.join("、") } }) : null;
}

/** One change of the draft, judged as a whole and written as a whole. */
async function change(
  context: Context,
  input: DraftInput,
  make: (content: LanguageContent) => Promise<Result<LanguageContent>>,
): Promise<Result<Saved>> {
  const draft = await draftOf(context, input);
  if (!draft.ok) return draft;
  const { version, content } = draft.value;
  const made = await make(content);
  if (!made.ok) return made;
  if (saysTheSame(content, made.value)) return accept({ version });
  const read = contentSchema.safeParse(made.value);
  if (!read.success) return refuseAll(read.error.issues.flatMap(faultsOf));
  await context.tx.languageDraft.update({
    where: { version },
    data: { content: stored(read.data), revision: { increment: 1 } },
  });
  return accept({ version });
}
