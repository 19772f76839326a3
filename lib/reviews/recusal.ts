import "server-only";
import type { Context } from "@/lib/access/types";
import type { Result } from "@/lib/kernel/result";
import { reviewPeriod } from "@/lib/scoring/awards";
import { listRecusals, type Reader } from "./data";
import { decideTakingPart, standsBackFrom } from "./rules/meeting";
import type { ReviewSubject } from "./types";

/** From whom the member must stand back in this review: declared, by own post, and oneself. */
export async function backFrom(
  reader: Reader,
  subject: ReviewSubject,
  reviewId: string | null,
  personId: string | null,
): Promise<Set<string>> {
  if (personId === null) return new Set();
  const period = reviewPeriod(subject.plan.programme, subject.review.code);
  const posts = await reader.posting.findMany({
    where: {
      personId,
      fromOn: { lte: new Date(period.to) },
      OR: [{ toOn: null }, { toOn: { gte: new Date(period.from) } }],
    },
    select: { personId: true, unitId: true },
  });
  return standsBackFrom(personId, await listRecusals(reader, reviewId), posts);
}

/** Refuses an act about somebody from whom the acting member stands back. */
export async function mayTakePart(
  { tx, actor }: Context,
  subject: ReviewSubject,
  reviewId: string | null,
  about: readonly (string | null | undefined)[],
): Promise<Result<void, "RECUSED">> {
  return decideTakingPart(await backFrom(tx, subject, reviewId, actor.personId), about);
}

/** Whether the person declared, in any review of the campaign, that they stand back from one of these. */
export async function declaredInterest(
  reader: Reader,
  campaignId: string,
  personId: string | null,
  about: readonly (string | null)[],
): Promise<boolean> {
  if (personId === null) return false;
  const subjects = about.flatMap((id) => id ?? []);
  return (
    (await reader.reviewRecusal.count({ where: { personId, subject: { in: subjects }, review: { campaignId } } })) > 0
  );
}
