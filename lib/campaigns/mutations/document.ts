import "server-only";
import type { Context } from "@/lib/access/types";
import { DECIMAL_PATTERN, points } from "@/lib/kernel/points";
import { type Result, refuse, refuseAll } from "@/lib/kernel/result";
import type { AwardPlan, Prize, Programme } from "@/lib/scoring/programme/schema";
import type { Step } from "../rules/blanks";
import { exclusionChoices } from "../rules/exclusions";
import { contradictionsAt, fillBlanks, type Values } from "../rules/fill";
import { ladderOf } from "../rules/ties";
import type {
  AwardInput,
  BasicsInput,
  GroupsInput,
  PenaltiesInput,
  PhasesInput,
  ReviewsInput,
  ScoringInput,
  SeatsInput,
} from "../schema";
import type { Campaign } from "../types";
import { json, type Saved, save } from "./save";

export async function editBasics(context: Context, input: BasicsInput, campaign: Campaign): Promise<Result<Saved>> {
  const document: Programme = {
    ...campaign.draft,
    purpose: input.purpose,
    basis: input.basis.filter((line) => line.zh !== ""),
  };
  return save(context, campaign, input.version, {
    nameZh: input.name.zh,
    nameEn: input.name.en,
    themeZh: input.theme.zh,
    themeEn: input.theme.en,
    document: json(document),
  });
}

/** How many may sit in each seat. Who does is `editCommittee`. */
export async function editSeats(context: Context, input: SeatsInput, campaign: Campaign): Promise<Result<Saved>> {
  const asked = new Map(input.seats.map((seat, i) => [seat.seat, { ...seat, i }]));
  const committee = campaign.draft.committee.map((seat) => {
    const change = asked.get(seat.code);
    return change ? { ...seat, min: change.min, max: change.max } : seat;
  });
  const unknown = input.seats.findIndex((seat) => !campaign.draft.committee.some(({ code }) => code === seat.seat));
  if (unknown >= 0) return refuse("UNKNOWN_FIELD", { field: `seats.${unknown}.seat` });
  const document: Programme = { ...campaign.draft, committee };
  const fields = new Map<string, string>();
  committee.forEach((seat, at) => {
    const i = asked.get(seat.code)?.i;
    if (i !== undefined) fields.set(`/committee/${at}/max`, `seats.${i}.max`);
  });
  // A seat that has to sign must not be one that may stay empty; said at its minimum.
  document.reviews.forEach((review, r) => {
    review.signOff.forEach((step, s) => {
      const i = asked.get(step.seat)?.i;
      if (i !== undefined) fields.set(`/reviews/${r}/signOff/${s}/seat`, `seats.${i}.min`);
    });
  });
  const faults = contradictionsAt(document, fields);
  if (faults.length > 0) return refuseAll(faults);
  return save(context, campaign, input.version, { document: json(document) });
}

/** Names, adds and removes competition groups; outlets of a removed group stand in none. */
export async function editGroups(context: Context, input: GroupsInput, campaign: Campaign): Promise<Result<Saved>> {
  const kept = input.groups.filter((group) => group.name.zh !== "");
  const known = new Set(campaign.draft.groups.map((group) => group.code));
  const unknown = input.groups.findIndex((group) => group.group && !known.has(group.group));
  if (unknown >= 0) return refuse("UNKNOWN_FIELD", { field: `groups.${unknown}.group` });
  const taken = new Set(known);
  const groups = kept.map(({ group, name }) => {
    const before = campaign.draft.groups.find(({ code }) => code === group);
    if (before) return { ...before, name };
    let n = 1;
    while (taken.has(`G${n}`)) n += 1;
    taken.add(`G${n}`);
    return { code: `G${n}`, name };
  });
  const repeated = input.groups.findIndex(
    (group, i) => group.name.zh !== "" && input.groups.some((other, j) => j < i && other.name.zh === group.name.zh),
  );
  if (repeated >= 0) return refuse("GROUP_TWICE", { field: `groups.${repeated}.name.zh` });
  const saved = await save(context, campaign, input.version, { document: json({ ...campaign.draft, groups }) });
  if (!saved.ok) return saved;
  const gone = [...known].filter((code) => !groups.some((group) => group.code === code));
  await context.tx.participant.updateMany({
    where: { campaignId: campaign.id, groupCode: { in: gone } },
    data: { groupCode: null },
  });
  return saved;
}

export function editPhases(context: Context, input: PhasesInput, campaign: Campaign): Promise<Result<Saved>> {
  return fill(context, campaign, input.version, "phases", input.values);
}

export function editPenalties(context: Context, input: PenaltiesInput, campaign: Campaign): Promise<Result<Saved>> {
  return fill(context, campaign, input.version, "penalties", input.values);
}

async function fill(
  context: Context,
  campaign: Campaign,
  version: number,
  step: Step,
  values: Values,
): Promise<Result<Saved>> {
  const filled = fillBlanks(campaign.draft, step, values);
  if (!filled.ok) return filled;
  return save(context, campaign, version, { document: json(filled.value) });
}

export async function editScoring(context: Context, input: ScoringInput, campaign: Campaign): Promise<Result<Saved>> {
  const filled = fillBlanks(campaign.draft, "scoring", input.values);
  if (!filled.ok) return filled;
  const document = structuredClone(filled.value);
  for (const [r, chosen] of (input.ties ?? []).entries()) {
    const review = document.reviews[r];
    const ladder = review && ladderOf(document, review, chosen);
    if (!review || !ladder) return refuse("NOT_A_CHOICE", { field: `ties.${r}.0` });
    review.ties = ladder;
  }
  return save(context, campaign, input.version, { document: json(document) });
}

export async function editReviews(context: Context, input: ReviewsInput, campaign: Campaign): Promise<Result<Saved>> {
  const filled = fillBlanks(campaign.draft, "reviews", input.values);
  if (!filled.ok) return filled;
  const document = structuredClone(filled.value);
  const fields = new Map<string, string>();
  for (const [r, slots] of (input.signOff ?? []).entries()) {
    const review = document.reviews[r];
    if (!review) return refuse("UNKNOWN_FIELD", { field: `signOff.${r}.0.seat` });
    const chosen = slots.flatMap((slot, s) => (slot.seat === "" ? [] : [{ seat: slot.seat, need: slot.need, s }]));
    if (chosen.length === 0) return refuse("NOBODY_SIGNS", { field: `signOff.${r}.0.seat` });
    const twice = chosen.find(({ seat, s }) => chosen.some((other) => other.seat === seat && other.s < s));
    if (twice) return refuse("SEAT_TWICE", { field: `signOff.${r}.${twice.s}.seat` });
    review.signOff = chosen.map(({ seat, need }) => ({ seat, need }));
    chosen.forEach(({ s }, place) => {
      fields.set(`/reviews/${r}/signOff/${place}/seat`, `signOff.${r}.${s}.seat`);
    });
  }
  const faults = contradictionsAt(document, fields);
  if (faults.length > 0) return refuseAll(faults);
  return save(context, campaign, input.version, { document: json(document) });
}

export async function editAward(context: Context, input: AwardInput, campaign: Campaign): Promise<Result<Saved>> {
  const filled = fillBlanks(campaign.draft, "awards", input.values);
  if (!filled.ok) return filled;
  const document = structuredClone(filled.value);
  const at = document.awards.findIndex((award) => award.code === input.award);
  const award = document.awards[at];
  if (!award) return refuse("NOT_FOUND");
  const foreign = Object.keys(input.values).find((path) => !path.startsWith(`/awards/${at}/`));
  if (foreign) return refuse("UNKNOWN_FIELD", { field: `values.${foreign}` });
  if (input.prizes) {
    const prizes = prizesOf(input.prizes);
    if (!prizes.ok) return prizes;
    award.prizes = prizes.value;
  }
  if (input.excluded) {
    const chosen = new Set(input.excluded);
    award.excludedBy = exclusionChoices(document, award).filter((choice) => chosen.has(choice.code));
  }
  return save(context, campaign, input.version, { document: json(document) });
}

function prizesOf(rows: NonNullable<AwardInput["prizes"]>): Result<AwardPlan["prizes"]> {
  const prizes: Prize[] = [];
  for (const [i, row] of rows.entries()) {
    if (row.kind === "") continue;
    if (row.what.zh === "") return refuse("REQUIRED", { field: `prizes.${i}.what.zh` });
    const field = `prizes.${i}.amount`;
    const { kind, what, payer } = row;
    if (row.promotion && kind !== "OTHER") return refuse("PROMOTION_NOT_OTHER", { field: `prizes.${i}.promotion` });
    if (kind !== "MONEY") {
      if (row.amount !== "") return refuse("AMOUNT_WITHOUT_MONEY", { field });
      prizes.push({ kind, what, payer, ...(row.promotion && { promotion: true as const }) });
      continue;
    }
    // Left open, the amount is a blank that publishing waits for.
    if (row.amount === "") prizes.push({ kind, amount: null, what, payer });
    else if (!DECIMAL_PATTERN.test(row.amount)) return refuse("NOT_A_NUMBER", { field });
    else if (!points(row.amount).greaterThan(0)) return refuse("PRIZE_NOT_POSITIVE", { field });
    else if (points(row.amount).decimalPlaces() > 2) return refuse("AMOUNT_NOT_CENTS", { field });
    else prizes.push({ kind, amount: row.amount, what, payer });
  }
  return { ok: true, value: prizes };
}
