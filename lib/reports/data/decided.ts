import "server-only";
import { listAwardDecisions, listPenaltyDecisions } from "@/lib/awards/data";
import { HUNDRED, points } from "@/lib/kernel/points";
import type { Reader } from "@/lib/reviews/data";
import type { ResultHead } from "@/lib/reviews/types";
import type { Decided } from "../types";

/** What was decided under a result, as the workbook reads it. */
export async function decidedUnder(reader: Reader, result: Pick<ResultHead, "id"> | null): Promise<Decided> {
  const ids = result ? [result.id] : [];
  const awards = await listAwardDecisions(reader, ids);
  const penalties = await listPenaltyDecisions(reader, ids);
  return {
    awards: awards.map(({ awardCode, subject, unitId, personId, granted }) => ({
      award: awardCode,
      subject,
      holder: personId !== null && unitId !== null ? unitId : subject,
      granted,
    })),
    penalties: penalties.map(({ penaltyCode, subject, factId, consequence, amountMinor }) => ({
      penalty: penaltyCode,
      subject,
      fact: factId,
      consequence,
      amount: amountMinor === null ? null : points(amountMinor).div(HUNDRED).toFixed(2),
    })),
  };
}
