import "server-only";
import type { Campaign } from "@/lib/campaigns/types";
import { type Day, type DayRange, earlierOf } from "@/lib/kernel/calendar";
import { mapLives, type Reader } from "@/lib/reviews/data";
import { readFacts } from "@/lib/reviews/gather";
import { isPublished } from "@/lib/reviews/rules/life";
import { openRange } from "@/lib/scoring/programme/calendar";
import type { RoundMaterial, RoundSource } from "../rules/documents/material";
import { findProblems, gracesOf, roundFigures } from "../rules/documents/problems";
import { issuerOf } from "./material";

/** An inspection round as the office names it. */
export interface RoundAsked {
  readonly campaign: Campaign;
  readonly source: RoundSource;
  readonly days: DayRange;
}

/** Everything that the circular of a round may need, read now; null while the campaign is a draft. */
export async function readRoundMaterial(
  reader: Reader,
  campaign: Campaign,
  source: RoundSource,
  days: DayRange,
  day: Day,
): Promise<RoundMaterial | null> {
  const { plan } = campaign;
  if (!plan) return null;
  const programme = plan.document;
  const facts = await readFacts(reader, campaign.id, days);
  const only = new Set(source.streams);
  const lives = await mapLives(reader, campaign.id);
  const published = plan.programme.reviews.some((review) => {
    const life = lives.get(review.code);
    const range = openRange(plan.programme, review);
    return life && isPublished(life.state) && range && range.from <= days.from && days.to <= range.to;
  });
  return {
    campaign: { code: campaign.code, name: campaign.name, organiser: await issuerOf(reader, campaign, day) },
    programme,
    planVersion: plan.version,
    source,
    days,
    ...roundFigures(programme, facts, days, source.streams),
    problems: findProblems(programme, facts, days, only),
    graces: gracesOf(programme, facts, days, only),
    published,
    today: day,
  };
}

/** The days that a campaign's rounds can lie in: from the first day of its plan to today, at the latest its last. */
export function roundDays({ plan }: Pick<Campaign, "plan">, day: Day): DayRange | null {
  const days = (plan?.document.periods ?? []).flatMap(({ from, to }) =>
    from === null ? [] : [{ from, to: to ?? day }],
  );
  const from = days.map((one) => one.from).sort()[0];
  const to = days
    .map((one) => one.to)
    .sort()
    .at(-1);
  if (from === undefined || to === undefined || from > day) return null;
  return { from, to: earlierOf(to, day) };
}
