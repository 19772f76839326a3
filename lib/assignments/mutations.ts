import "server-only";
import type { Context } from "@/lib/access/types";
import { listParticipants } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { MysteryDetail } from "@/lib/mystery/data/visits";
import { keyVisit } from "@/lib/mystery/mutations/entering";
import type { KeyVisitInput } from "@/lib/mystery/schema";
import { findUnitByCode } from "@/lib/organisation/data";
import { nextNumber } from "@/lib/platform/numbers";
import { recordAnswer } from "@/lib/surveys/mutations/answers";
import type { Survey } from "@/lib/surveys/types";
import { courseOf, findAbout } from "./data/about";
import { listAssignmentsOf, listEvaluators } from "./data/assignments";
import { decideDue, decideWorking } from "./rules/course";
import type { EndAssignmentInput, GiveAssignmentInput, RecordAssignedInput } from "./schema";
import type { Assignment } from "./types";

export interface CampaignSubject {
  readonly campaign: Campaign;
  readonly path: string;
}

export interface AssignmentSubject extends CampaignSubject {
  readonly assignment: Assignment;
}

/** An evaluator's own interviews. */
export interface InterviewsSubject extends AssignmentSubject {
  readonly survey: Survey;
}

/** An evaluator's own keying. */
export interface KeyingSubject extends AssignmentSubject {
  readonly visit: MysteryDetail;
}

export async function giveAssignment(
  { tx, actor, today, now }: Context,
  input: GiveAssignmentInput,
  { campaign }: CampaignSubject,
): Promise<Result<{ no: string }>> {
  if (!campaign.plan) return refuse("CAMPAIGN_NOT_OPEN");
  const evaluators = await listEvaluators(tx, campaign.path);
  const evaluator = evaluators.find(({ username }) => username === input.evaluator);
  if (!evaluator) return refuse("EVALUATOR_UNKNOWN", { field: "evaluator" });
  const about = await findAbout(tx, campaign.id, input.about);
  if (!about) return refuse("ABOUT_UNKNOWN", { field: "about" });
  const due = decideDue(input.dueOn, today, "survey" in about ? about.survey.to : null);
  if (!due.ok) return due;

  const participants = await listParticipants(tx, campaign.id, today);
  const outlets = "survey" in about ? input.outlets : [about.visit.unit.code];
  const unknown = outlets.find((code) => !participants.some(({ unit }) => unit.code === code));
  if (unknown !== undefined) return refuse("OUTLET_UNKNOWN", { field: "outlets", values: { unit: unknown } });
  const unitIds = participants.filter(({ unit }) => outlets.includes(unit.code)).map(({ unitId }) => unitId);
  if (unitIds.length === 0) return refuse("NO_OUTLET", { field: "outlets" });

  const ref = "survey" in about ? { surveyId: about.survey.id } : { mysteryVisitId: about.visit.id };
  const draft: Assignment = {
    ...{ id: "", no: "", campaignId: campaign.id, accountId: evaluator.id, surveyId: null, mysteryVisitId: null },
    ...{ ...ref, unitIds, dueOn: input.dueOn, byName: actor.name, at: now.toISOString(), ending: null },
  };
  const open = decideWorking(courseOf(draft, about), today);
  if (!open.ok) return refuse("ABOUT_ENDED", { field: "about" });
  const live = (await listAssignmentsOf(tx, evaluator.id)).find(
    (one) =>
      one.ending === null &&
      one.dueOn >= today &&
      one.surveyId === draft.surveyId &&
      one.mysteryVisitId === draft.mysteryVisitId,
  );
  if (live) return refuse("GIVEN_ALREADY", { field: "evaluator", values: { no: live.no } });
  const [no = ""] = await nextNumber(tx, `WT-${today.slice(0, 4)}`);
  await tx.assignment.create({
    data: {
      no,
      campaignId: campaign.id,
      accountId: evaluator.id,
      ...ref,
      unitIds,
      dueOn: new Date(input.dueOn),
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no });
}

/** From now on it is closed to the evaluator; what was handed in stays. */
export async function endAssignment(
  { tx, actor, now }: Context,
  input: EndAssignmentInput,
  { campaign, assignment }: AssignmentSubject,
): Promise<Result<{ no: string }>> {
  if (assignment.ending) return refuse("ASSIGNMENT_ENDED");
  await tx.assignmentEnding.create({
    data: {
      assignmentId: assignment.id,
      campaignId: campaign.id,
      reason: input.reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: assignment.no });
}

/** What a customer told the evaluator, at an outlet of the assignment. */
export async function recordAssigned(
  context: Context,
  input: RecordAssignedInput,
  { campaign, survey, assignment }: InterviewsSubject,
): Promise<Result<{ id: string }>> {
  const open = decideWorking(courseOf(assignment, { survey }), context.today);
  if (!open.ok) return open;
  const unit = await findUnitByCode(context.tx, input.unit, context.today);
  if (!unit || !assignment.unitIds.includes(unit.id)) return refuse("OUTLET_NOT_ASSIGNED", { field: "unit" });
  const { onDay, said, remark, submission } = input;
  return recordAnswer(
    context,
    { campaign: campaign.code, survey: survey.no, unit: unit.code, onDay, said, remark, submission },
    { campaign, survey, unit, path: unit.path },
  );
}

/** One of the two keyings; of the other nothing is read. */
export async function keyAssigned(
  context: Context,
  input: KeyVisitInput,
  { campaign, path, visit, assignment }: KeyingSubject,
): Promise<Result<{ no: string; seq: 1 | 2 }>> {
  const open = decideWorking(courseOf(assignment, { visit }), context.today);
  return open.ok ? keyVisit(context, input, { campaign, path, visit }) : open;
}
