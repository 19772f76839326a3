import "server-only";
import type { Day } from "@/lib/kernel/calendar";
import { findMysteryVisit, listMysteryVisits } from "@/lib/mystery/data/visits";
import type { MysteryRow } from "@/lib/mystery/types";
import { findSurvey, listSurveysById } from "@/lib/surveys/data/surveys";
import { INTERVIEWED, type Survey } from "@/lib/surveys/types";
import { decideWorking } from "../rules/course";
import type { Assignment, Course } from "../types";
import type { Reader } from "./assignments";

/** What an assignment is about. */
export type About = { readonly survey: Survey } | { readonly visit: MysteryRow };

/** What can be handed out under this number in the campaign; null: nothing. */
export async function findAbout(reader: Reader, campaignId: string, no: string): Promise<About | null> {
  const survey = await findSurvey(reader, campaignId, no);
  if (survey) return INTERVIEWED.includes(survey.kind) ? { survey } : null;
  const visit = await findMysteryVisit(reader, campaignId, no);
  return visit && { visit };
}

/** What these assignments are about, by their id. */
export async function mapAbout(reader: Reader, assignments: readonly Assignment[]): Promise<Map<string, About>> {
  const keyings = assignments.filter(({ mysteryVisitId }) => mysteryVisitId !== null);
  const visits = new Map<string, MysteryRow>();
  for (const [campaignId, those] of Map.groupBy(keyings, (one) => one.campaignId)) {
    const unitIds = [...new Set(those.flatMap((one) => one.unitIds))];
    for (const visit of await listMysteryVisits(reader, campaignId, { unitIds })) visits.set(visit.id, visit);
  }
  const surveys = await listSurveysById(
    reader,
    assignments.flatMap(({ surveyId }) => surveyId ?? []),
  );
  const surveyOf = new Map(surveys.map((survey) => [survey.id, survey]));
  return new Map(
    assignments.flatMap((one): [string, About][] => {
      const visit = visits.get(one.mysteryVisitId ?? "");
      const survey = surveyOf.get(one.surveyId ?? "");
      if (visit) return [[one.id, { visit }]];
      return survey ? [[one.id, { survey }]] : [];
    }),
  );
}

/** Whether the evaluator can work on it on the day. */
export async function isOpen(reader: Reader, assignment: Assignment, day: Day): Promise<boolean> {
  const about = (await mapAbout(reader, [assignment])).get(assignment.id);
  return about !== undefined && decideWorking(courseOf(assignment, about), day).ok;
}

export function courseOf({ ending, dueOn, accountId }: Assignment, about: About): Course {
  if ("survey" in about) return { ended: ending !== null, over: about.survey.ending !== null, keyed: false, dueOn };
  const { state, keyers } = about.visit;
  return {
    ended: ending !== null,
    over: state === "RELEASED" || state === "CANCELLED" || keyers.length >= 2,
    keyed: keyers.some(({ id }) => id === accountId),
    dueOn,
  };
}
