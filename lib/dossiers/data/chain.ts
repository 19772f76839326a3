import "server-only";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import type { Reader } from "@/lib/reviews/data";
import { listResults, type ResultNamed, readSealed, recomputeInBreaths } from "./results";

/** A seal of the campaign as somebody reads it who asks whether it still holds. */
export interface VerifiedLink extends ResultNamed {
  /** Computed once more from the stored plan and facts, it is what was sealed, and it follows the seal before it. */
  readonly agrees: boolean;
}

/** How long an answer is believed: a campaign may have many results, and each is a computation. */
const BELIEVED_MS = 5 * 60_000;
const answers = new Map<string, { agrees: boolean; at: number }>();

/** Every result of the campaign in order, each computed once more. */
export async function verifyChain(reader: Reader, campaign: { id: string; code: string }): Promise<VerifiedLink[]> {
  const links: VerifiedLink[] = [];
  let before: string | null = null;
  for (const result of await listResults(reader, campaign.id)) {
    const follows = result.previous === before;
    links.push({ ...result, agrees: follows && (await holds(reader, campaign.code, result)) });
    before = result.seal;
  }
  return links;
}

async function holds(reader: Reader, campaign: string, { id, seal }: ResultNamed): Promise<boolean> {
  const key = `${id} ${seal}`;
  const at = now().getTime();
  const known = answers.get(key);
  if (known && at - known.at < BELIEVED_MS) return known.agrees;
  for (const [old, answer] of answers) if (at - answer.at >= BELIEVED_MS) answers.delete(old);
  let agrees = false;
  try {
    agrees = (await recomputeInBreaths(await readSealed(reader, campaign, id))).agrees;
  } catch (error) {
    // What was changed may not even be readable as a plan or as facts any more.
    log.error({ err: error, result: id }, "a sealed result cannot be computed");
  }
  answers.set(key, { agrees, at });
  return agrees;
}
