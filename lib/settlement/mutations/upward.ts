import "server-only";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { holdReview } from "@/lib/reviews/mutations";
import type { ReviewSubject } from "@/lib/reviews/types";
import { listReports, readSource } from "../data";
import { bookOf } from "../rules/book";
import { decideReport, upwardLists } from "../rules/upward";
import type { ReportInput } from "../schema";

/** The office reports the winners of a final review to a level above; who stands in the list is kept with it. */
export async function reportUpward(
  { tx, actor, now, today }: Context,
  input: ReportInput,
  subject: ReviewSubject,
): Promise<Result<{ reference: string; count: number; seq: number }>> {
  await holdReview(tx, subject);
  const { campaign, plan } = subject;
  const source = await readSource(tx, { id: campaign.id, code: campaign.code, programme: plan.programme });
  const review = source.reviews.find(({ code }) => code === input.review);
  if (!review) return refuse("REVIEW_NOT_PUBLISHED");
  const lists = upwardLists(
    bookOf(source),
    (award) => plan.programme.awards.find(({ code }) => code === award)?.report ?? null,
    await listReports(tx, campaign.id),
  );
  const on = input.on ?? today;
  const decided = decideReport(
    lists.find(({ reviewCode, level }) => reviewCode === input.review && level === input.level),
    { on, today, from: review.publishedOn, state: review.state },
  );
  if (!decided.ok) return decided;
  const { seq, listed } = decided.value;
  await tx.awardReport.create({
    data: {
      campaignId: campaign.id,
      reviewCode: input.review,
      level: input.level,
      seq,
      recipient: input.recipient,
      reference: input.reference,
      onDay: new Date(on),
      listed: listed.map(({ award, subject: who }) => ({ award, subject: who })),
      note: input.note ?? "",
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ reference: input.reference, count: listed.length, seq });
}
