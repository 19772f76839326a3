import "server-only";
import { listAwardDecisions, listPenaltyDecisions } from "@/lib/awards/data";
import type { Campaign } from "@/lib/campaigns/types";
import { HUNDRED, points } from "@/lib/kernel/points";
import type { Reader } from "@/lib/reviews/data";
import type { ResultHead } from "@/lib/reviews/types";
import type { Decided } from "../types";
import { holdersUnder } from "./holders";

/** What was decided under a result, and who has an award since, as the workbook reads it. */
export async function decidedUnder(
  reader: Reader,
  campaign: Pick<Campaign, "id" | "code">,
  reviewCode: string,
  result: ResultHead | null,
): Promise<Decided> {
  const ids = result ? [result.id] : [];
  const { holders, fallen } = result
    ? await holdersUnder(reader, campaign, reviewCode, result)
    : { holders: [], fallen: [] };
  const fell = (award: string, subject: string) =>
    fallen.some((one) => one.awardCode === award && one.subject === subject);
  const awards = await listAwardDecisions(reader, ids);
  const penalties = await listPenaltyDecisions(reader, ids);
  return {
    awards: awards.map(({ awardCode, subject, unitId, personId, granted, rewardMinor, rewardWhat }) => ({
      award: awardCode,
      subject,
      holder: personId !== null && unitId !== null ? unitId : subject,
      granted,
      ...(granted && (rewardMinor != null || rewardWhat) && { reward: { rewardMinor, rewardWhat } }),
      ...(fell(awardCode, subject) && { fell: true as const }),
    })),
    followers: holders.flatMap(({ awardCode, subject, unitId, personId, after, place }) =>
      after === null
        ? []
        : [
            {
              award: awardCode,
              subject,
              holder: personId !== null && unitId !== null ? unitId : subject,
              after,
              place,
            },
          ],
    ),
    penalties: penalties.map(({ penaltyCode, subject, factId, consequence, amountMinor }) => ({
      penalty: penaltyCode,
      subject,
      fact: factId,
      consequence,
      amount: amountMinor === null ? null : points(amountMinor).div(HUNDRED).toFixed(2),
    })),
  };
}
