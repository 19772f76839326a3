import "server-only";
import type { Context } from "@/lib/access/types";
import { listCommittee } from "@/lib/campaigns/data";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { reviewPeriod } from "@/lib/scoring/awards";
import { findResult, listRecusals } from "./data";
import { holdReview } from "./mutations";
import { decideMinutes, decideRecusal } from "./rules/meeting";
import type { MinutesInput, RecuseInput } from "./schema";
import { listSubjects } from "./subjects";
import type { ReviewSubject } from "./types";

/** A member says from whom they stand back; it holds for every decision of the review that is about them. */
export async function recuse(
  context: Context,
  input: RecuseInput,
  subject: ReviewSubject,
): Promise<Result<{ subject: string }>> {
  const { tx, actor, now } = context;
  const life = await holdReview(tx, subject);
  const { programme } = subject.plan;
  const period = reviewPeriod(programme, subject.review.code);
  const ranked = await listSubjects(tx, subject.campaign.id, programme, subject.review, period.to);
  const decision = decideRecusal(
    life.state,
    actor.personId,
    ranked.some(({ id }) => id === input.subject),
  );
  if (!decision.ok) return decision;
  const personId = actor.personId ?? "";
  const declared = await listRecusals(tx, life.id);
  if (declared.some((recusal) => recusal.personId === personId && recusal.subject === input.subject))
    return refuse("ALREADY_RECUSED");
  await tx.reviewRecusal.create({
    data: {
      reviewId: life.id,
      personId,
      name: actor.name,
      subject: input.subject,
      interest: input.interest,
      reason: input.reason,
      at: now,
    },
  });
  return accept({ subject: input.subject });
}

export async function recordMinutes(
  context: Context,
  input: MinutesInput,
  subject: ReviewSubject,
): Promise<Result<{ seq: number }>> {
  const { tx, actor, now } = context;
  const life = await holdReview(tx, subject);
  const result = await findResult(tx, life);
  if (!result) return refuse("REVIEW_NOT_FROZEN");
  if (result.seal !== input.seal) return refuse("RESULT_CHANGED");
  const committee = await listCommittee(tx, subject.campaign.id);
  const decision = decideMinutes(
    life.state,
    { heldOn: input.heldOn, today: context.today, computedOn: today("Asia/Shanghai", result.computedAt) },
    input.present,
    new Set(committee.map(({ personId }) => personId)),
  );
  if (!decision.ok) return decision;
  const people = await mapPeople(tx, input.present);
  const last = await tx.reviewMinutes.findFirst({
    where: { reviewId: life.id },
    orderBy: { seq: "desc" },
    select: { seq: true },
  });
  const seq = (last?.seq ?? 0) + 1;
  await tx.reviewMinutes.create({
    data: {
      reviewId: life.id,
      seq,
      resultId: result.id,
      heldOn: new Date(input.heldOn),
      place: input.place,
      present: [...new Set(input.present)].map((id) => ({
        personId: id,
        name: people.get(id)?.name ?? "",
        nameLatin: people.get(id)?.nameLatin ?? "",
        seats: committee.filter(({ personId }) => personId === id).map(({ seat }) => seat),
      })),
      others: input.others ?? "",
      said: input.said,
      resolved: input.resolved,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ seq });
}
