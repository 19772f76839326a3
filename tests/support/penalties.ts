import { perform } from "@/lib/access/usecase";
import { confirmPenalty, decidePenalty } from "@/lib/awards/usecases";
import type { Actor } from "@/lib/kernel/actor";

/** Another member of the same leading group, for acts that take two people. */
export const second = (actor: Actor): Actor => ({
  ...actor,
  accountId: "00000000-0000-7000-8000-0000000000f2",
  personId: null,
});

/** One member proposes, another confirms; what the first is refused is the answer. */
export async function penalise(
  actor: Actor,
  input: { campaign: string; review: string } & Record<string, unknown>,
  other: Actor = second(actor),
) {
  const proposed = await perform(decidePenalty, { actor, input });
  if (!proposed.ok) return proposed;
  const { campaign, review } = input;
  return perform(confirmPenalty, { actor: other, input: { campaign, review, motion: proposed.value.motion } });
}
