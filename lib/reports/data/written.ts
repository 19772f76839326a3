import "server-only";
import type { Reader } from "@/lib/awards/data";
import type { Day } from "@/lib/kernel/calendar";
import { FORM_TYPES, type Form, renderPaper } from "@/lib/platform/paper/render";
import type { Paper } from "@/lib/platform/paper/types";
import { type CampaignPaper, isCampaignPaper, type PaperKind } from "../policy";
import { circularOf } from "../rules/documents/circular";
import { decisionOf, listOf } from "../rules/documents/decision";
import type { ReviewMaterial } from "../rules/documents/material";
import { planOf } from "../rules/documents/plan";
import { reportOf } from "../rules/documents/report";
import { roundOf } from "../rules/documents/round";
import { summaryOf } from "../rules/documents/summary";
import type { Words } from "../rules/documents/words";
import type { PaperStage, TakenFile } from "../types";
import { readPlanMaterial, readReviewMaterial } from "./material";
import type { How, PaperAtHand } from "./papers";
import { type RoundAsked, readRoundMaterial } from "./rounds";
import { readSummaryMaterial } from "./summary";
import { wordsIn } from "./words";

const BUILDERS: Readonly<Record<Exclude<PaperKind, CampaignPaper>, (material: ReviewMaterial, words: Words) => Paper>> =
  {
    circular: circularOf,
    report: reportOf,
    decision: decisionOf,
    list: listOf,
  };

export async function fileOf(paper: Paper, form: Form, name: readonly string[], at: Date): Promise<TakenFile> {
  const { type, ending } = FORM_TYPES[form];
  return { bytes: await renderPaper(paper, form, at), name: `${name.join("-")}.${ending}`, type };
}

/** The circular of an inspection round; it has no result behind it, so it is made from the records of the day. */
export async function writeRound(
  reader: Reader,
  { campaign, source, days }: RoundAsked,
  { language, form }: How,
  now: { readonly at: Date; readonly day: Day },
): Promise<TakenFile | null> {
  const words = wordsIn(language);
  const material = await readRoundMaterial(reader, campaign, source, days, now.day);
  const name = [campaign.code, source.code, `${days.from}_${days.to}`, words.t("fileNames.round")];
  return material && fileOf(roundOf(material, words), form, name, now.at);
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
  if (kind === "summary") {
    const material = await readSummaryMaterial(reader, campaign, now.day);
    await word("composed");
    return material && fileOf(summaryOf(material, words), form, [campaign.code, name], now.at);
  }
  if (!at || isCampaignPaper(kind)) return null;
  const material = await readReviewMaterial(reader, at.subject, at.life, at.result, now.day);
  await word("composed");
  return fileOf(BUILDERS[kind](material, words), form, [campaign.code, at.subject.review.code, name], now.at);
}
