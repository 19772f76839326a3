import "server-only";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Text } from "@/lib/kernel/text";
import { readProgramme } from "@/lib/scoring/programme/read";
import type { Programme } from "@/lib/scoring/programme/schema";
import { findImport, findState, findTrack } from "../data/plan";
import { type Edit, filledIn, nearest, restructured, slotAt } from "../rules/edit/edits";
import { afterRedo, afterUndo, type Track } from "../rules/edit/history";
import { nameOf, placeAt } from "../rules/edit/places";
import type { Pointer } from "../rules/edit/pointer";
import { savedAt } from "../rules/editing";
import type { BringInput, PartInput, StepInput, StructureInput, TakeInput } from "../schema/plan";
import type { Campaign, DraftChange } from "../types";
import { json, type Saved, save, write } from "./save";
import { naming, placeInWords, typeInWords } from "./words";

/** Where the page goes on, and what the audit trail says about the change. */
export interface PlanSaved extends Saved {
  readonly at: Pointer;
  readonly change: string;
}

/** Fills in the form of one part. */
export function editPart(context: Context, input: PartInput, campaign: Campaign): Promise<Result<PlanSaved>> {
  const edit = filledIn(campaign.draft, input.at, input.f, naming);
  const named = nameAt(edit.ok ? edit.value.programme : campaign.draft, input.at);
  return keep(context, campaign, input.version, "edit", edit, named);
}

/** Adds, removes, moves, copies, wraps or replaces a part. */
export function changePlan(context: Context, input: StructureInput, campaign: Campaign): Promise<Result<PlanSaved>> {
  const edit = restructured(campaign.draft, input.act, input.at, input.kind ?? null, naming);
  const named =
    input.act === "add"
      ? edit.ok
        ? nameAt(edit.value.programme, edit.value.at)
        : (slotAt(campaign.draft, input.at)?.type ?? null)
      : nameAt(campaign.draft, input.at);
  return keep(context, campaign, input.version, input.act, edit, typeof named === "string" ? null : named);
}

async function keep(
  context: Context,
  campaign: Campaign,
  version: number,
  act: string,
  edit: Result<Edit>,
  name: Text | null,
): Promise<Result<PlanSaved>> {
  // Said first: a published plan is not refused for what somebody wanted to change about it.
  if (!campaign.editing) return refuse("PLAN_PUBLISHED", { values: { version: campaign.plan?.version ?? 1 } });
  if (version !== campaign.version) return refuse("STALE");
  if (!edit.ok) return edit;
  return keepDocument(context, campaign, version, edit.value, { act, name });
}

async function keepDocument(
  context: Context,
  campaign: Campaign,
  version: number,
  { programme, at }: Edit,
  change: DraftChange,
): Promise<Result<PlanSaved>> {
  const gone = publishedReviewGone(campaign, programme);
  if (gone) return gone;
  const saved = await save(context, campaign, version, { document: json(programme) }, change);
  if (!saved.ok) return saved;
  await leaveGroups(context, campaign.id, programme);
  return accept({ ...saved.value, at, change: change.act });
}

/** A review that was published has its own record: days, signatures, results. The plan can change it, not lose it. */
function publishedReviewGone(campaign: Campaign, programme: Programme) {
  const codes = new Set(programme.reviews.map((review) => review.code));
  const gone = campaign.plan?.document.reviews.find((review) => !codes.has(review.code));
  return gone ? refuse("REVIEW_PUBLISHED", { values: { name_zh: gone.name.zh, name_en: gone.name.en } }) : null;
}

/** Outlets of a group that is no longer in the document stand in none. */
async function leaveGroups({ tx }: Context, campaignId: string, { groups }: Programme) {
  await tx.participant.updateMany({
    where: { campaignId, groupCode: { notIn: groups.map((group) => group.code) } },
    data: { groupCode: null },
  });
}

function nameAt(programme: Programme, at: Pointer): Text | null {
  const place = placeAt(programme, at);
  return place && (nameOf(place) ?? typeInWords(place.type));
}

export function undoPlan(context: Context, input: StepInput, campaign: Campaign): Promise<Result<PlanSaved>> {
  return step(context, input, campaign, "undo", afterUndo);
}

export function redoPlan(context: Context, input: StepInput, campaign: Campaign): Promise<Result<PlanSaved>> {
  return step(context, input, campaign, "redo", afterRedo);
}

async function step(
  context: Context,
  input: StepInput,
  campaign: Campaign,
  act: "undo" | "redo",
  decide: (track: Track) => Result<Track>,
): Promise<Result<PlanSaved>> {
  if (!campaign.editing) return refuse("PLAN_PUBLISHED", { values: { version: campaign.plan?.version ?? 1 } });
  if (input.version !== campaign.version) return refuse("STALE");
  const track = decide((await findTrack(context.tx, campaign.id)) ?? { first: 0, last: 0, at: 0 });
  if (!track.ok) return track;
  const programme = await findState(context.tx, campaign.id, track.value.at);
  if (!programme) return refuse("STATE_UNREADABLE");
  const gone = publishedReviewGone(campaign, programme);
  if (gone) return gone;
  const saved = await write(context, campaign, input.version, {
    document: json(programme),
    draftAt: track.value.at,
    updatedAt: savedAt(context.now, campaign.plan?.publishedAt ?? null),
  });
  if (!saved.ok) return saved;
  await leaveGroups(context, campaign.id, programme);
  return accept({ ...saved.value, at: nearest(programme, input.at), change: act });
}

/** Reads a document from text and keeps it beside the working copy, to be compared before it takes its place. */
export async function bringPlan(context: Context, input: BringInput, campaign: Campaign): Promise<Result<PlanSaved>> {
  if (!campaign.editing) return refuse("PLAN_PUBLISHED", { values: { version: campaign.plan?.version ?? 1 } });
  let raw: unknown;
  try {
    raw = JSON.parse(input.text);
  } catch {
    return refuse("NOT_JSON", { field: "text" });
  }
  const { programme, issues } = readProgramme(raw);
  const [first] = issues;
  if (!programme) {
    const at = first?.path ?? "";
    const place = placeInWords(raw, at);
    const values = { ...first?.values, at, n: issues.length, place_zh: place.zh, place_en: place.en };
    const code = first?.code === "TOO_LARGE" || first?.code === "TOO_NESTED" ? first.code : "NOT_A_PLAN";
    return refuse(code, { field: "text", values });
  }
  const { tx, actor, now } = context;
  const key = { campaignId: campaign.id, byId: actor.accountId };
  await tx.draftImport.deleteMany({ where: key });
  await tx.draftImport.create({ data: { ...key, document: json(programme), at: now } });
  return accept({ code: campaign.code, version: campaign.version, at: "", change: "bring" });
}

/** What was brought in becomes the working copy; it can be undone like any other change. */
export async function takePlan(context: Context, input: TakeInput, campaign: Campaign): Promise<Result<PlanSaved>> {
  const { tx, actor } = context;
  const brought = await findImport(tx, campaign.id, actor.accountId);
  if (!brought || brought.id !== input.import) return refuse("NOTHING_BROUGHT");
  const edit = accept({ programme: brought.programme, at: "" });
  const saved = await keep(context, campaign, input.version, "import", edit, brought.programme.name);
  if (saved.ok) await tx.draftImport.deleteMany({ where: { campaignId: campaign.id, byId: actor.accountId } });
  return saved;
}

export async function leavePlan(context: Context, input: TakeInput, campaign: Campaign): Promise<Result<PlanSaved>> {
  const { tx, actor } = context;
  const where = { campaignId: campaign.id, byId: actor.accountId, id: input.import };
  if ((await tx.draftImport.deleteMany({ where })).count === 0) return refuse("NOTHING_BROUGHT");
  return accept({ code: campaign.code, version: campaign.version, at: "", change: "leave" });
}
