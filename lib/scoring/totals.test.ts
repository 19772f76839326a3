import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { campaignOf, type GeneratedCampaign } from "@/tests/support/campaigns/campaign";
import { goldenReviews } from "@/tests/support/golden-reviews";
import { computeReview } from "./compute";
import { recurring } from "./programme/recur";
import { type Programme, programmeSchema } from "./programme/schema";
import { computeTotals } from "./totals";
import { aggregateFacts } from "./totals/aggregate";
import { asksOf, needsFacts } from "./totals/asks";
import type { ReviewInput } from "./types";

/** TOTALS_CAMPAIGNS=5000 TOTALS_FROM=0 npx vitest run --project unit lib/scoring/totals.test.ts */
const COUNT = Number(process.env.TOTALS_CAMPAIGNS ?? 200);
const FROM = Number(process.env.TOTALS_FROM ?? 0);

function expectSame(input: ReviewInput, label: string): void {
  const { sheets, ranking } = computeReview(input, { shares: false });
  const { facts, ...rest } = input;
  const come = computeTotals({ ...rest, aggregates: aggregateFacts(facts, asksOf(input.programme, input.review)) });
  expect(come.totals, label).toEqual(sheets.map(({ subject, total, missing }) => ({ subject, total, missing })));
  expect(come.ranking, label).toEqual(ranking);
}

function* campaigns(): Generator<GeneratedCampaign & { readonly seed: number }> {
  for (let seed = FROM, made = 0; made < COUNT; seed += 1) {
    const campaign = campaignOf(seed);
    if (!campaign) continue;
    made += 1;
    yield { seed, ...campaign };
  }
}

describe("totals without trees", () => {
  it(`are those of the explaining engine in generated campaigns, ${COUNT} of them`, { timeout: 3_600_000 }, () => {
    let covered = 0;
    let atOnce = 0;
    const why = new Map<string, number>();
    for (const { seed, document, given } of campaigns()) {
      const programme = recurring(document);
      const needs = new Set(needsFacts(programme, given.review).map(({ code }) => code));
      for (const code of needs) why.set(code, (why.get(code) ?? 0) + 1);
      if (needs.size > 0) continue;
      covered += 1;
      if (!/"kind":"(choose|veto|standing)"/.test(JSON.stringify([programme.sheets, programme.reviews]))) atOnce += 1;
      expectSame({ programme, ...given }, `campaign ${seed}`);
    }
    if (process.env.TOTALS_SAY) console.log({ COUNT, covered, atOnce, why: Object.fromEntries(why) });
    expect(covered).toBeGreaterThan(COUNT / 5);
    expect(atOnce).toBeGreaterThan(COUNT / 50);
  });

  it("are those of the explaining engine in the golden cases", { timeout: 600_000 }, () => {
    const reviews = goldenReviews().map(({ name, document, given }) => ({
      name,
      programme: recurring(document),
      given,
    }));
    const covered = reviews.filter(({ programme, given }) => needsFacts(programme, given.review).length === 0);
    for (const { name, programme, given } of covered) expectSame({ programme, ...given }, name);
    if (process.env.TOTALS_SAY) console.log({ golden: reviews.length, covered: covered.length });
    expect(covered.length).toBeGreaterThan(reviews.length / 2);
  });

  it("are said for the reviews of all shipped programmes but those named here", () => {
    const folder = join(process.cwd(), "prisma/programmes");
    const files = readdirSync(folder).filter((name) => /^P\d+\.json$/.test(name));
    const shipped = files.map((name) => programmeSchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))));
    expect(shipped.length).toBe(26);
    expect(Object.fromEntries(shipped.map(uncovered).filter(([, reviews]) => Object.keys(reviews).length > 0))).toEqual(
      {
        P02: { UNITS: ["HIGHEST_ONLY"] },
        P03: { EMPLOYEES: ["JOINED_ATTRIBUTE"] },
        P04: { GROUPS: ["JOINED_ATTRIBUTE"] },
      },
    );
  });
});

function uncovered(document: Programme): [string, Record<string, readonly string[]>] {
  const programme = recurring(document);
  const reviews = programme.reviews.flatMap((review) => {
    const codes = new Set(needsFacts(programme, review.code).map(({ code }) => code));
    return codes.size > 0 ? [[review.code, [...codes]] as const] : [];
  });
  return [programme.code, Object.fromEntries(reviews)];
}
