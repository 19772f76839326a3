import "server-only";
import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { requireActor } from "@/lib/access/loaders";
import { may, mayAnywhere } from "@/lib/access/policy";
import { findCampaign, findVersionInUse } from "@/lib/campaigns/data";
import { type Day, earlierOf } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listForbidden } from "@/lib/language/data";
import { findMysteryVisit } from "@/lib/mystery/data/visits";
import type { KeyingPage } from "@/lib/mystery/loaders/visits";
import { decideKeying } from "@/lib/mystery/rules/states";
import { mapUnits } from "@/lib/organisation/data";
import { now, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findSheet } from "@/lib/standards/data";
import { findSurveyById } from "@/lib/surveys/data/surveys";
import type { Questionnaire } from "@/lib/surveys/types";
import { courseOf } from "../data/about";
import { findAssignment, listAssignmentsOf } from "../data/assignments";
import { stateOf } from "../rules/course";
import type { Assignment, AssignmentRow, AssignmentState } from "../types";
import { rowsOf } from "./rows";

/** All that an evaluator from outside sees: what was handed to them. */
export async function loadOwnAssignments(): Promise<readonly AssignmentRow[]> {
  const actor = await requireActor();
  if (!mayAnywhere(actor, "assignments.work")) notFound();
  return rowsOf(await listAssignmentsOf(db, actor.accountId));
}

interface Common {
  readonly no: string;
  readonly state: AssignmentState;
  readonly dueOn: Day;
  readonly ending: Assignment["ending"];
}

export interface InterviewsPage extends Common {
  readonly kind: "SURVEY";
  readonly name: Text;
  readonly from: Day;
  /** Up to today and the last day of the survey. */
  readonly to: Day;
  readonly outlets: readonly { readonly code: string; readonly name: Text; readonly done: number }[];
  readonly questionnaire: Questionnaire;
  readonly submission: string;
}

export interface OwnKeyingPage extends Common {
  readonly kind: "KEYING";
  /** Null: there is nothing to key from yet, or it is not open. */
  readonly keying: KeyingPage | null;
  readonly unit: Text;
  readonly onDay: Day;
}

/** One's own assignment, with the empty form; what others handed in is not even read for it. */
export async function loadOwnAssignment(no: string): Promise<InterviewsPage | OwnKeyingPage> {
  const actor = await requireActor();
  const assignment = await findAssignment(db, { no, accountId: actor.accountId });
  const campaign = assignment && (await findCampaign(db, assignment.campaignId));
  if (!assignment || !campaign || !may(actor, "assignments.work", campaign)) notFound();
  return assignment.surveyId === null
    ? keyingOf(assignment, { id: campaign.id, code: campaign.code, name: campaign.name })
    : interviewsOf(assignment, assignment.surveyId);
}

async function interviewsOf(assignment: Assignment, surveyId: string): Promise<InterviewsPage> {
  const survey = await findSurveyById(db, surveyId);
  const sheet = survey && (await findSheet(db, survey.versionId));
  if (!survey || !sheet) notFound();
  const day = today();
  const units = await mapUnits(db, assignment.unitIds, day);
  const own = await db.surveyAnswer.groupBy({
    by: ["unitId"],
    where: { surveyId, byId: assignment.accountId },
    _count: { _all: true },
  });
  const done = new Map(own.map((row) => [row.unitId, row._count._all]));
  return {
    kind: "SURVEY",
    no: assignment.no,
    state: stateOf(courseOf(assignment, { survey }), day),
    dueOn: assignment.dueOn,
    ending: assignment.ending,
    name: survey.name,
    from: survey.from,
    to: earlierOf(day, survey.to),
    outlets: assignment.unitIds.flatMap((id) => {
      const unit = units.get(id);
      return unit ? [{ code: unit.code, name: unit.name, done: done.get(id) ?? 0 }] : [];
    }),
    questionnaire: sheet.sections,
    submission: randomUUID(),
  };
}

async function keyingOf(
  assignment: Assignment,
  campaign: { readonly id: string; readonly code: string; readonly name: Text },
): Promise<OwnKeyingPage> {
  const row = await db.mysteryVisit.findUnique({
    where: { id: assignment.mysteryVisitId ?? "" },
    select: { no: true },
  });
  const visit = row && (await findMysteryVisit(db, campaign.id, row.no));
  const version = await findVersionInUse(db, campaign.id, "COVERT");
  const sheet = version ? await findSheet(db, version) : null;
  if (!visit || !sheet) notFound();
  const state = stateOf(courseOf(assignment, { visit }), today());
  const open = state === "OPEN" && decideKeying(visit, assignment.accountId).ok;
  const { no, unit, onDay, pseudonym, round, recordings, trial } = visit;
  return {
    kind: "KEYING",
    no: assignment.no,
    state,
    dueOn: assignment.dueOn,
    ending: assignment.ending,
    unit: unit.name,
    onDay,
    keying: open
      ? {
          campaign: { code: campaign.code, name: campaign.name },
          visit: { no, unit, onDay, pseudonym, round, recordings, trial },
          opened: now().toISOString(),
          questionnaire: visit.questionnaire,
          sheet,
          forbidden: await listForbidden(db, onDay),
          // Who works at an outlet is nothing that people from outside are told.
          people: [],
        }
      : null,
  };
}
