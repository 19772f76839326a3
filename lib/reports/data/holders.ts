import "server-only";
import { listAwardDecisions, type Reader } from "@/lib/awards/data";
import type { Campaign } from "@/lib/campaigns/types";
import { readComputed } from "@/lib/reviews/data";
import type { ResultHead } from "@/lib/reviews/types";
import { listFalls } from "@/lib/settlement/data";
import { holdersOf } from "@/lib/settlement/rules/winners";
import type { ComputedSource, Holder } from "@/lib/settlement/types";

/** Who has the awards of a review now, by the rules of the ledger, and what the plan gives each. */
export async function holdersUnder(
  reader: Reader,
  campaign: Pick<Campaign, "id" | "code">,
  reviewCode: string,
  result: ResultHead,
): Promise<{ holders: readonly Holder[]; computed: ComputedSource }> {
  const { programme, computation, input } = await readComputed(reader, campaign.code, reviewCode, result);
  const computed: ComputedSource = {
    programme,
    awards: computation.awards,
    penalties: computation.penalties,
    subjects: input.subjects,
  };
  const source = { code: reviewCode, current: result.id, computed: new Map([[result.id, computed]]) };
  const awards = await listAwardDecisions(reader, [result.id]);
  return { holders: holdersOf(source, awards, await listFalls(reader, campaign.id)).holders, computed };
}
