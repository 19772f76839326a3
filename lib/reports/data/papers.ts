import "server-only";
import { listAwardDecisions, listPenaltyDecisions, type Reader } from "@/lib/awards/data";
import { findCampaign } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import type { Day } from "@/lib/kernel/calendar";
import type { Locale } from "@/lib/platform/i18n/locale";
import type { Form } from "@/lib/platform/paper/render";
import { findResult, findReviewSubject, readLife } from "@/lib/reviews/data";
import type { PaperKind, PaperSubject } from "../policy";
import { reportedTo } from "../rules/documents/material";
import { editionOf } from "../rules/long";
import type { ReviewAtHand } from "../types";

/** What a document is about, read anew by whoever asks: the page, the download, the job. */
export interface PaperAtHand extends PaperSubject {
  readonly campaign: Campaign;
  /** Null for the plan, and before there is a result. */
  readonly at: ReviewAtHand | null;
}

export interface How {
  readonly language: Locale;
  readonly form: Form;
}

export async function findPaper(
  reader: Reader,
  asked: { campaign: string; review?: string | undefined },
): Promise<PaperAtHand | null> {
  const campaign = await findCampaign(reader, asked.campaign);
  if (!campaign) return null;
  const about = { path: campaign.path, campaign, planned: campaign.plan !== null };
  if (asked.review === undefined) return { ...about, review: null, at: null };
  const subject = await findReviewSubject(reader, { campaign: campaign.code, review: asked.review });
  if (!subject) return null;
  const life = await readLife(reader, campaign.id, asked.review);
  const result = await findResult(reader, life);
  const given = result ? (await listAwardDecisions(reader, [result.id])).filter((one) => one.granted) : [];
  const reported = given.filter(({ awardCode }) => reportedTo(subject.plan.programme, awardCode) !== null).length;
  return {
    ...about,
    review: { state: life.state, computed: result !== null, granted: given.length, reported },
    at: result && { subject, life, result },
  };
}

/** How many lines the document has: units that are ranked or take part, awards that were granted. */
export async function countLines(reader: Reader, { campaign, at, review }: PaperAtHand, kind: PaperKind) {
  if (kind === "plan") return reader.participant.count({ where: { campaignId: campaign.id } });
  if (kind === "decision" || kind === "list") return review?.granted ?? 0;
  return at ? reader.reviewStanding.count({ where: { resultId: at.result.id } }) : 0;
}

/** The name of the document as it is now; null where there is nothing to make one of. */
export async function nameEdition(
  reader: Reader,
  { campaign, at }: PaperAtHand,
  kind: PaperKind,
  day: Day,
  how: How,
): Promise<string | null> {
  if (kind === "plan") {
    const { plan } = campaign;
    return plan && editionOf({ kind, from: plan.id, steps: 0, decisions: 0, numbers: 0, day, ...how });
  }
  if (!at) return null;
  const awards = await listAwardDecisions(reader, [at.result.id]);
  const penalties = await listPenaltyDecisions(reader, [at.result.id]);
  const falls = await reader.awardFall.count({
    where: { campaignId: campaign.id, reviewCode: at.subject.review.code },
  });
  const decisions = awards.length + penalties.length + falls;
  const numbers = await reader.documentNumber.count({
    where: { campaignId: campaign.id, reviewCode: at.subject.review.code },
  });
  return editionOf({ kind, from: at.result.id, steps: at.life.steps.length, decisions, numbers, day, ...how });
}
