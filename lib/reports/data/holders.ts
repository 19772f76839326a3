import "server-only";
import { listAwardDecisions, type Reader } from "@/lib/awards/data";
import type { Campaign } from "@/lib/campaigns/types";
import { readComputed } from "@/lib/reviews/data";
import type { ResultHead } from "@/lib/reviews/types";
import { listFalls } from "@/lib/settlement/data";
import { holdersOf } from "@/lib/settlement/rules/winners";
import type { AwardFall, ComputedSource, Holder } from "@/lib/settlement/types";

/** A winner who fell away, and who took the seat; null: it stayed empty. */
export interface Fallen extends AwardFall {
  readonly taken: string | null;
}

/**
 * Who has the awards of a review now, by the rules of the ledger, and what the plan gives each; under a result that another
 * took the place of, as it was until then.
 */
export async function holdersUnder(
  reader: Reader,
  campaign: Pick<Campaign, "id" | "code">,
  reviewCode: string,
  result: ResultHead,
): Promise<{ holders: readonly Holder[]; fallen: readonly Fallen[]; computed: ComputedSource }> {
  const { programme, computation, input } = await readComputed(reader, campaign.code, reviewCode, result);
  const computed: ComputedSource = {
    programme,
    awards: computation.awards,
    penalties: computation.penalties,
    subjects: input.subjects,
  };
  const source = { code: reviewCode, current: result.id, computed: new Map([[result.id, computed]]) };
  const awards = await listAwardDecisions(reader, [result.id]);
  const until = await supersededAt(reader, result);
  const falls = (await listFalls(reader, campaign.id)).filter(({ at }) => until === null || at < until);
  const { holders, fallen } = holdersOf(source, awards, falls);
  const hadSeat = (fall: AwardFall) =>
    holders.some((one) => one.awardCode === fall.awardCode && one.after === fall.subject) ||
    fallen.some((one) => one.awardCode === fall.awardCode && one.subject === fall.follower && one.at > fall.at);
  return {
    holders,
    fallen: fallen.map((fall) => ({ ...fall, taken: hadSeat(fall) ? fall.follower : null })),
    computed,
  };
}

async function supersededAt(reader: Reader, { id }: ResultHead): Promise<Date | null> {
  const own = await reader.reviewResult.findUnique({ where: { id }, select: { reviewId: true, seq: true } });
  const next = own && {
    where: { reviewId: own.reviewId, seq: { gt: own.seq } },
    orderBy: { seq: "asc" } as const,
    select: { computedAt: true },
  };
  return (next && (await reader.reviewResult.findFirst(next)))?.computedAt ?? null;
}
