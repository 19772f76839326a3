import "server-only";
import { allows, may } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { findMysteryVisit } from "@/lib/mystery/data/visits";
import { keyVisitInput } from "@/lib/mystery/schema";
import { findSurveyById } from "@/lib/surveys/data/surveys";
import { findAssignment, findKeyingOf } from "./data/assignments";
import {
  type AssignmentSubject,
  type CampaignSubject,
  endAssignment as end,
  giveAssignment as give,
  type InterviewsSubject,
  type KeyingSubject,
  keyAssigned,
  recordAssigned,
} from "./mutations";
import { endAssignmentInput, giveAssignmentInput, recordAssignedInput } from "./schema";

async function campaignNamed({ tx }: Context, input: { campaign: string }): Promise<CampaignSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  return campaign && { campaign, path: campaign.path };
}

async function assignmentNamed(
  context: Context,
  input: { campaign: string; assignment: string },
): Promise<AssignmentSubject | null> {
  const subject = await campaignNamed(context, input);
  const by = subject && { no: input.assignment, campaignId: subject.campaign.id };
  const assignment = by && (await findAssignment(context.tx, by));
  return subject && assignment && { ...subject, assignment };
}

/** Only the evaluator's own. */
async function interviewsNamed(
  { tx, actor }: Context,
  input: { assignment: string },
): Promise<InterviewsSubject | null> {
  const assignment = await findAssignment(tx, { no: input.assignment, accountId: actor.accountId });
  const survey = assignment?.surveyId ? await findSurveyById(tx, assignment.surveyId) : null;
  const campaign = assignment && (await findCampaign(tx, assignment.campaignId));
  return assignment && survey && campaign ? { campaign, path: campaign.path, assignment, survey } : null;
}

/** Only the evaluator's own. */
async function keyingNamed(
  { tx, actor }: Context,
  input: { campaign: string; no: string },
): Promise<KeyingSubject | null> {
  const campaign = await findCampaign(tx, input.campaign);
  const visit = campaign && (await findMysteryVisit(tx, campaign.id, input.no));
  const by = visit && { accountId: actor.accountId, mysteryVisitId: visit.id };
  const assignment = by && (await findKeyingOf(tx, by));
  return campaign && visit && assignment && { campaign, path: campaign.path, visit, assignment };
}

const traced = ({ campaign }: CampaignSubject, subject: string, detail: Record<string, unknown> = {}) => ({
  subject,
  campaignId: campaign.id,
  detail,
});

export const giveAssignment = asUseCase({
  name: "assignments.give",
  input: giveAssignmentInput,
  subject: campaignNamed,
  policy: allows("assignments.give"),
  run: give,
  trace: (input, subject, { no }) => traced(subject, no, { evaluator: input.evaluator, about: input.about }),
});

export const endAssignment = asUseCase({
  name: "assignments.end",
  input: endAssignmentInput,
  subject: assignmentNamed,
  policy: allows("assignments.give"),
  run: end,
  trace: (_, subject, { no }) => traced(subject, no),
});

export const recordAssignedAnswer = asUseCase({
  name: "assignments.record",
  input: recordAssignedInput,
  subject: interviewsNamed,
  policy: (actor, subject) => may(actor, "assignments.work", subject),
  run: recordAssigned,
  trace: (input, subject) => traced(subject, subject.survey.no, { assignment: input.assignment, unit: input.unit }),
});

export const keyAssignedVisit = asUseCase({
  name: "assignments.key",
  input: keyVisitInput,
  subject: keyingNamed,
  policy: (actor, subject) => may(actor, "assignments.work", subject),
  run: keyAssigned,
  trace: (input, subject, { no, seq }) =>
    traced(subject, no, { assignment: subject.assignment.no, round: input.round, seq }),
});
