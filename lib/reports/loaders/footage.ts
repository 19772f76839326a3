import "server-only";
import { notFound } from "next/navigation";
import { requireActor } from "@/lib/access/loaders";
import { perform } from "@/lib/access/usecase";
import { now, today } from "@/lib/platform/clock";
import type { How } from "../data/papers";
import { wordsIn } from "../data/words";
import { fileOf } from "../data/written";
import { footageOf } from "../rules/documents/footage";
import type { TakenFile } from "../types";
import { takeFootage } from "../usecases";

/** The circular on a round of CCTV reviews, made for whoever may read it. */
export async function takeFootagePaper(
  campaign: string,
  circular: string,
  { language, form }: How,
): Promise<TakenFile> {
  const actor = await requireActor();
  const taken = await perform(takeFootage, { actor, input: { campaign, circular, language, form } });
  if (!taken.ok) notFound();
  const { campaign: head, circular: issued } = taken.value;
  const words = wordsIn(language);
  const issuedOn = today("Asia/Shanghai", new Date(issued.at));
  const paper = footageOf({ campaign: head, circular: issued, issuedOn }, words);
  return fileOf(paper, form, [head.code, issued.no, words.t("fileNames.footage")], now());
}
