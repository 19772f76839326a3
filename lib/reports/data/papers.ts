import "server-only";
import { listAwardDecisions, listPenaltyDecisions, type Reader } from "@/lib/awards/data";
import { findCampaign } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import type { Day } from "@/lib/kernel/calendar";
import type { Locale } from "@/lib/platform/i18n/locale";
import { FORM_TYPES, type Form, renderPaper } from "@/lib/platform/paper/render";
import type { Paper } from "@/lib/platform/paper/types";
import { findResult, findReviewSubject, readLife } from "@/lib/reviews/data";
import type { PaperKind, PaperSubject } from "../policy";
import { circularOf } from "../rules/documents/circular";
import { decisionOf, listOf } from "../rules/documents/decision";
import { type ReviewMaterial, reportedTo } from "../rules/documents/material";
import { planOf } from "../rules/documents/plan";
import { reportOf } from "../rules/documents/report";
import type { Words } from "../rules/documents/words";
import { editionOf } from "../rules/long";
import type { PaperStage, ReviewAtHand, TakenFile } from "../types";
import { readPlanMaterial, readReviewMaterial } from "./material";
import { wordsIn } from "./words";

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
  const decisions = awards.length + penalties.length;
  const numbers = await reader.documentNumber.count({
    where: { campaignId: campaign.id, reviewCode: at.subject.review.code },
  });
  return editionOf({ kind, from: at.result.id, steps: at.life.steps.length, decisions, numbers, day, ...how });
}

const BUILDERS: Readonly<Record<Exclude<PaperKind, "plan">, (material: ReviewMaterial, words: Words) => Paper>> = {
  circular: circularOf,
  report: reportOf,
  decision: decisionOf,
  list: listOf,
};

export async function fileOf(paper: Paper, form: Form, name: readonly string[], at: Date): Promise<TakenFile> {
  const { type, ending } = FORM_TYPES[form];
  return { bytes: await renderPaper(paper, form, at), name: `${name.join("-")}.${ending}`, type };
}

/** The document from what is stored to its bytes; null where there is nothing to make it of. */
export async function writePaper(
  reader: Reader,
  { campaign, at }: PaperAtHand,
  kind: PaperKind,
  { language, form }: How,
  now: { readonly at: Date; readonly day: Day },
  word: (stage: PaperStage) => Promise<void> = async () => {},
): Promise<TakenFile | null> {
  const words = wordsIn(language);
  const name = words.t(`fileNames.${kind}`);
  await word("read");
  if (kind === "plan") {
    const material = await readPlanMaterial(reader, campaign, now.day);
    await word("composed");
    return material && fileOf(planOf(material, words), form, [campaign.code, name], now.at);
  }
  if (!at) return null;
  const material = await readReviewMaterial(reader, at.subject, at.life, at.result, now.day);
  await word("composed");
  return fileOf(BUILDERS[kind](material, words), form, [campaign.code, at.subject.review.code, name], now.at);
}
