import "server-only";
import { notFound } from "next/navigation";
import { requireActor } from "@/lib/access/loaders";
import { perform } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { DayRange } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { now, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Method } from "@/lib/scoring/programme/schema";
import type { How } from "../data/papers";
import { roundDays } from "../data/rounds";
import { writeRound } from "../data/written";
import { mayTakeRound } from "../policy";
import { roundSources } from "../rules/documents/problems";
import type { TakenFile } from "../types";
import { takeRound } from "../usecases";

/** The circular of one inspection round, made for whoever may have it. */
export async function takeRoundPaper(
  campaign: string,
  asked: Readonly<Record<"source" | "from" | "to", string>>,
  { language, form }: How,
): Promise<TakenFile> {
  const actor = await requireActor();
  const taken = await perform(takeRound, { actor, input: { campaign, ...asked, language, form } });
  if (!taken.ok) notFound();
  return (await writeRound(db, taken.value, { language, form }, { at: now(), day: today() })) ?? notFound();
}

/** What the reader may take a circular about, and of which days; null for everybody else. */
export interface RoundsView {
  readonly campaign: string;
  readonly sources: readonly { readonly code: string; readonly method: Method | null; readonly name: Text | null }[];
  readonly days: DayRange;
}

export async function loadRounds(code: string): Promise<RoundsView | null> {
  const { actor, campaign: head } = await requireCampaign(code);
  const campaign = await findCampaign(db, head.code);
  const days = campaign && roundDays(campaign, today());
  if (!campaign?.plan || !days) return null;
  const sources = roundSources(campaign.plan.document).filter(({ method }) =>
    mayTakeRound(actor, campaign, method === "COVERT"),
  );
  if (sources.length === 0) return null;
  return {
    campaign: campaign.code,
    sources: sources.map(({ code: source, method, name }) => ({ code: source, method, name })),
    days,
  };
}
