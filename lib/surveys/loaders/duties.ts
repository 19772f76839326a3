import "server-only";
import { may } from "@/lib/access/policy";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { listSurveys, tallyAnswers } from "../data/surveys";
import { completionsOf, stateOf } from "../rules/course";
import { INTERVIEWED } from "../types";
import { mayRecord, outletsFor } from "./ground";

/** ASK: samples that are not full; CLOSE: it is over and waits to be closed. */
export interface SurveyDuty {
  readonly kind: "ASK" | "CLOSE";
  readonly no: string;
  readonly name: Text;
  readonly dueOn: Day;
  /** Outlets whose sample of the running period is not full. */
  readonly outlets: number;
}

/** What surveys ask of the actor today, for the first page. */
export async function surveyDuties(actor: Actor, campaign: CampaignForPage): Promise<SurveyDuty[]> {
  const [asks, closes] = [mayRecord(actor, campaign), may(actor, "surveys.make", campaign)];
  if (campaign.archived || (!asks && !closes)) return [];
  const day = today();
  const ids = (await outletsFor(actor, campaign)).map(({ id }) => id);
  const duties = await Promise.all(
    (await listSurveys(db, campaign.id)).map(async (survey): Promise<SurveyDuty[]> => {
      const { id, no, name, kind, to } = survey;
      const state = stateOf(survey, day);
      if (state === "OVER" && closes) return [{ kind: "CLOSE", no, name, dueOn: to, outlets: 0 }];
      if (state !== "RUNNING" || !asks || !INTERVIEWED.includes(kind)) return [];
      const tallies = Map.groupBy(await tallyAnswers(db, id, ids), ({ unitId }) => unitId);
      const outlets = ids.filter((unitId) => {
        const now = completionsOf(survey, tallies.get(unitId) ?? [], day).at(-1);
        return now !== undefined && now.got < now.wanted;
      }).length;
      return outlets > 0 ? [{ kind: "ASK", no, name, dueOn: to, outlets }] : [];
    }),
  );
  return duties.flat();
}
