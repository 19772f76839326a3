import "server-only";
import { randomInt } from "node:crypto";
import type { Context } from "@/lib/access/types";
import { listParticipants } from "@/lib/campaigns/data";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { listPeopleAtAny } from "@/lib/people/data";
import { listCards } from "../data/surveys";
import { stateOf } from "../rules/course";
import type { MakeCardsInput } from "../schema";
import { INTERVIEWED } from "../types";
import type { SurveySubject } from "./surveys";

const LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const CARD_LETTERS = 10;

/** Without letters that are taken for each other on paper; 31 to the tenth is not found by trying. */
function cardCode(): string {
  return Array.from({ length: CARD_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}

/** Cards for every outlet that takes part, or for everybody posted there; whoever has one keeps it. */
export async function makeCards(
  { tx, actor, today, now }: Context,
  input: MakeCardsInput,
  { campaign, survey }: SurveySubject,
): Promise<Result<{ made: number }>> {
  if (INTERVIEWED.includes(survey.kind)) return refuse("INTERVIEWED");
  const state = stateOf(survey, today);
  if (state !== "PLANNED" && state !== "RUNNING")
    return refuse("NOT_RUNNING", { values: { from: survey.from, to: survey.to } });
  const units = (await listParticipants(tx, campaign.id, today)).map(({ unitId }) => unitId);
  const wanted: { unitId: string; personId: string | null }[] =
    input.of === "OUTLETS"
      ? units.map((unitId) => ({ unitId, personId: null }))
      : (await listPeopleAtAny(tx, units, today)).flatMap(({ id, unitId }) =>
          unitId === null ? [] : [{ unitId, personId: id }],
        );
  const there = new Set((await listCards(tx, survey.id)).map(({ unitId, personId }) => `${unitId} ${personId}`));
  const missing = wanted.filter(({ unitId, personId }) => !there.has(`${unitId} ${personId}`));
  await tx.surveyCard.createMany({
    data: missing.map((one) => ({
      ...one,
      campaignId: campaign.id,
      surveyId: survey.id,
      code: cardCode(),
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    })),
  });
  return accept({ made: missing.length });
}
