import "server-only";
import { systemActor } from "@/lib/access/system";
import { countWithin } from "@/lib/access/throttle";
import { perform } from "@/lib/access/usecase";
import type { Refusal } from "@/lib/kernel/result";
import { answerSurveyCard } from "./usecases";

/** Of one address: a hall has many customers behind one, and whoever fills in cards by the hundred has too. */
const A_MINUTE = 20;

/**
 * What somebody with a card says. Where they asked from limits how often, and is kept nowhere: neither the answer nor the
 * trail tells who it was.
 */
export async function answering(
  data: Record<string, unknown>,
  source: string,
): Promise<{ redirectTo: string } | { refusals: readonly [Refusal, ...Refusal[]] }> {
  if (!(await countWithin(`survey|${source}`, A_MINUTE))) return { refusals: [{ code: "TOO_MANY" }] };
  const outcome = await perform(answerSurveyCard, { actor: systemActor(), input: data });
  if (!outcome.ok) return { refusals: outcome.refusals };
  return { redirectTo: `/s/${encodeURIComponent(String(data.card))}?thanks=1` };
}
