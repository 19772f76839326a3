import "server-only";
import type { Context } from "@/lib/access/types";
import { findVersionInUse, listParticipants } from "@/lib/campaigns/data";
import { isClosedAtOnce } from "@/lib/inspections/data/closed";
import { findPlannedVisit } from "@/lib/inspections/data/planned";
import { campaignRange } from "@/lib/inspections/rules/days";
import { within } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { listForeignFiles } from "@/lib/platform/files/data";
import { nextNumber } from "@/lib/platform/numbers";
import { findSheet } from "@/lib/standards/data";
import { itemsOf } from "@/lib/standards/types";
import { ALL_PLANS, findPlan, listVisits } from "@/lib/visits/data/visits";
import { findAcquaintance, findQuestionnaire, findShopper, listStays } from "../data/shoppers";
import { findTrials } from "../data/trials";
import type { MysteryDetail } from "../data/visits";
import { decideRotation, type RotationRefusal, ruleFor } from "../rules/rotation";
import { decideUnfinished } from "../rules/states";
import { decideTried } from "../rules/trials";
import type { AssignVisitInput, AttachRecordingsInput, CancelVisitInput } from "../schema";
import type { StepKind } from "../types";
import { type CampaignSubject, holdMystery } from "./shoppers";

export interface MysterySubject extends CampaignSubject {
  readonly visit: MysteryDetail;
}

type PlannedFault = "PLANNED_UNKNOWN" | "PLANNED_TAKEN" | "PLANNED_TOO_EARLY";

/** The visit of a sealed plan that this one makes, with the rotation it was drawn under. */
async function plannedFor(
  { tx, today }: Context,
  { campaign }: CampaignSubject,
  unitId: string,
  { planned, onDay }: AssignVisitInput,
): Promise<Result<{ notTwice: boolean; mostPerOutlet: number | null } | null, PlannedFault>> {
  if (planned === undefined) return accept(null);
  const known = await findPlannedVisit(tx, campaign.id, planned);
  if (!known || known.unitId !== unitId || known.method !== "COVERT" || known.cancelled)
    return refuse("PLANNED_UNKNOWN", { field: "planned" });
  const others = await tx.mysteryVisit.findMany({ where: { visitId: planned }, select: { id: true } });
  const ended = await tx.mysteryStep.count({
    where: { mysteryVisitId: { in: others.map(({ id }) => id) }, kind: "CANCELLED" },
  });
  if (known.made !== null || others.length > ended) return refuse("PLANNED_TAKEN", { field: "planned" });
  if (onDay < known.fromOn) return refuse("PLANNED_TOO_EARLY", { field: "onDay", values: { from: known.fromOn } });
  const [row] = await listVisits(tx, campaign.id, ALL_PLANS, { id: planned }, today);
  const plan = row?.plan && (await findPlan(tx, campaign.id, { id: row.plan.id }));
  return accept(plan ? plan.terms.rotation : null);
}

/** A trial makes no visit of a plan, and rotation says nothing about it. */
const decideTrial = ({ planned }: AssignVisitInput): Result<void, "TRIAL_OF_PLAN"> =>
  planned === undefined ? accept(undefined) : refuse("TRIAL_OF_PLAN", { field: "planned" });

/** A real visit: with a questionnaire that was tried out as it demands, by a shopper whose turn it is. */
async function decideReal(
  context: Context,
  input: AssignVisitInput,
  subject: CampaignSubject,
  shopperId: string,
  unitId: string,
): Promise<Result<void, RotationRefusal | PlannedFault | "TRIALS_MISSING">> {
  const { campaign } = subject;
  const tried = decideTried(await findTrials(context.tx, campaign.id));
  if (!tried.ok) return tried;
  const planned = await plannedFor(context, subject, unitId, input);
  if (!planned.ok) return planned;
  const { questionnaire } = await findQuestionnaire(context.tx, campaign.id);
  return decideRotation(
    ruleFor(questionnaire.rotation, planned.value),
    await listStays(context.tx, campaign.organiser.id, unitId),
    { shopper: shopperId, onDay: input.onDay },
  );
}

type AssignRefusal =
  | RotationRefusal
  | PlannedFault
  | "TRIAL_OF_PLAN"
  | "TRIALS_MISSING"
  | "CAMPAIGN_NOT_RUNNING"
  | "NO_STANDARD"
  | "OUTLET_UNKNOWN"
  | "SHOPPER_UNKNOWN"
  | "SHOPPER_RETIRED"
  | "SHOPPER_KNOWN_THERE"
  | "DAY_OUTSIDE_CAMPAIGN";

/**
 * Sends a shopper, with the questionnaire of today; refused beyond the rotation rule and where the shopper is known, which
 * counts what every campaign of the register knows.
 */
export async function assignVisit(
  context: Context,
  input: AssignVisitInput,
  subject: CampaignSubject,
): Promise<Result<{ no: string }, AssignRefusal>> {
  const { tx, today, actor } = context;
  const { campaign } = subject;
  const range = campaign.plan && campaignRange(campaign.plan.programme);
  if (!range) return refuse("CAMPAIGN_NOT_RUNNING");
  if (!(await findVersionInUse(tx, campaign.id, "COVERT"))) return refuse("NO_STANDARD");
  // A questionnaire is best tried out before the campaign begins.
  const days = input.trial ? { ...range, from: input.onDay } : range;
  if (!within(input.onDay, days)) return refuse("DAY_OUTSIDE_CAMPAIGN", { field: "onDay", values: { ...range } });
  const participants = await listParticipants(tx, campaign.id, today);
  const unit = participants.find((one) => one.unit.code === input.unit)?.unit;
  if (!unit) return refuse("OUTLET_UNKNOWN", { field: "unit" });
  await holdMystery(context, subject);
  const shopper = await findShopper(tx, campaign.organiser.id, input.shopper);
  if (!shopper) return refuse("SHOPPER_UNKNOWN", { field: "shopper" });
  if (shopper.retired) return refuse("SHOPPER_RETIRED", { field: "shopper" });
  if (await findAcquaintance(tx, shopper.id, unit.id)) return refuse("SHOPPER_KNOWN_THERE", { field: "shopper" });

  const { seq, questionnaire } = await findQuestionnaire(tx, campaign.id);
  const real = input.trial ? decideTrial(input) : await decideReal(context, input, subject, shopper.id, unit.id);
  if (!real.ok) return real;
  const [no] = await nextNumber(tx, `MV-${today.slice(0, 4)}`);
  await tx.mysteryVisit.create({
    data: {
      no: no!,
      campaignId: campaign.id,
      unitId: unit.id,
      shopperId: shopper.id,
      onDay: new Date(input.onDay),
      visitId: input.planned ?? null,
      questionnaire: questionnaire as unknown as Prisma.InputJsonValue,
      questionnaireSeq: seq,
      trial: input.trial,
      byId: actor.accountId,
      byName: actor.name,
      at: context.now,
    },
  });
  return accept({ no: no! });
}

/** Files of the shopper, filed for the outlet before and never open to it; kept as they came. */
export async function attachRecordings(
  { tx, today, now, actor }: Context,
  { kind, item, evidence }: AttachRecordingsInput,
  { campaign, visit }: MysterySubject,
): Promise<Result<{ no: string; files: number }>> {
  const unfinished = decideUnfinished(visit);
  if (!unfinished.ok) return unfinished;
  if (visit.onDay > today) return refuse("DAY_FUTURE", { values: { day: visit.onDay } });
  if ((await listForeignFiles(tx, evidence, visit.unit.id)).length > 0)
    return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const filed = await tx.evidenceFile.findMany({
    where: { id: { in: evidence } },
    select: { covert: true, uploadedById: true },
  });
  for (const file of filed)
    if (!(await isClosedAtOnce(tx, file, today))) return refuse("FILE_WAS_OPEN", { field: "evidence" });
  const taken = await tx.mysteryRecording.findFirst({ where: { fileId: { in: evidence } }, select: { id: true } });
  if (taken) return refuse("FILE_TAKEN", { field: "evidence" });
  if (item !== undefined) {
    const version = await findVersionInUse(tx, campaign.id, "COVERT");
    const sheet = version && (await findSheet(tx, version));
    if (!sheet || !itemsOf(sheet).some(({ code }) => code === item))
      return refuse("ITEM_UNKNOWN", { field: "item", values: { item } });
  }
  const files = [...new Set(evidence)];
  await tx.mysteryRecording.createMany({
    data: files.map((fileId) => ({
      campaignId: campaign.id,
      mysteryVisitId: visit.id,
      fileId,
      kind,
      itemCode: item ?? null,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    })),
  });
  return accept({ no: visit.no, files: files.length });
}

export async function stepVisit(
  { tx, actor, now }: Context,
  { campaign, visit }: MysterySubject,
  kind: StepKind,
  more: { reason?: string; choices?: object; inspectionId?: string } = {},
): Promise<void> {
  const { choices, ...rest } = more;
  await tx.mysteryStep.create({
    data: {
      campaignId: campaign.id,
      mysteryVisitId: visit.id,
      seq: visit.steps.length + 1,
      round: visit.round,
      kind,
      ...rest,
      ...(choices ? { choices: choices as Prisma.InputJsonValue } : {}),
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
}

/** A visit that will not be made, or that is worth nothing (the shopper was recognised): the shopper is free again. */
export async function cancelVisit(
  context: Context,
  input: CancelVisitInput,
  subject: MysterySubject,
): Promise<Result<{ no: string }>> {
  const unfinished = decideUnfinished(subject.visit);
  if (!unfinished.ok) return unfinished;
  await stepVisit(context, subject, "CANCELLED", { reason: input.reason });
  return accept({ no: subject.visit.no });
}
