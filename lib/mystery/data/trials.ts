import "server-only";
import { trialsOf } from "../rules/trials";
import type { Trials } from "../types";
import { findQuestionnaire, type Reader } from "./shoppers";
import { listMysteryVisits } from "./visits";

/** How far the version of the questionnaire that is in force was tried out. */
export async function findTrials(reader: Reader, campaignId: string): Promise<Trials> {
  const { seq, questionnaire } = await findQuestionnaire(reader, campaignId);
  return trialsOf(questionnaire.trials, await listMysteryVisits(reader, campaignId, { trialsOf: seq }));
}
