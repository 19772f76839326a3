import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { smallestChanges } from "@/lib/scoring/change";
import { computeReview } from "@/lib/scoring/compute";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import type { Fact } from "@/lib/scoring/types";
import { factsOf } from "./facts";

/**
 * DESIGN §6: a changed draft is scored again over the year for 500 outlets with 12 visits of 200 items each; and what
 * four and sixteen times as many facts cost; and how long "what would have changed it" takes for one outlet. The last
 * line is the figures as JSON.
 */

function changedDraft(): Programme {
  const plan = programmeSchema.parse(JSON.parse(readFileSync("prisma/programmes/P01.json", "utf8")));
  return JSON.parse(
    JSON.stringify(plan).replaceAll('"weight":"40"', '"weight":"30"').replace('"weight":"10"', '"weight":"20"'),
  );
}

function seconds(programme: Programme, outlets: number, facts: readonly Fact[]): number {
  const subjects = Array.from({ length: outlets }, (_, outlet) => ({ id: `O${outlet}` }));
  const carried = { H1: Object.fromEntries(subjects.map(({ id }, i) => [id, String(80 + (i % 20))])) };
  globalThis.gc?.();
  const begun = performance.now();
  const { ranking } = computeReview({ programme, review: "YEAR", subjects, facts, carried });
  const taken = (performance.now() - begun) / 1000;
  if (ranking.ranked !== outlets) throw new Error(`${ranking.ranked} of ${outlets} outlets ranked`);
  return taken;
}

/** What would have changed an outlet's rank, awards and fines, for the one in the middle. */
function search(programme: Programme, outlets: number, facts: readonly Fact[]): () => number {
  const subjects = Array.from({ length: outlets }, (_, outlet) => ({ id: `O${outlet}` }));
  const carried = { H1: Object.fromEntries(subjects.map(({ id }, i) => [id, String(80 + (i % 20))])) };
  const input = { programme, review: "YEAR", subjects, facts, carried };
  const computation = computeReview(input);
  const { subject } = computation.ranking.standings[Math.floor(outlets / 2)]!;
  return () => {
    const begun = performance.now();
    const { complete } = smallestChanges(input, computation, subject);
    if (!complete) throw new Error("the search was cut short");
    return (performance.now() - begun) / 1000;
  };
}

/** Median of five, after one run that is not counted. */
function median(work: () => number): number {
  work();
  return [work(), work(), work(), work(), work()].sort((a, b) => a - b)[2]!;
}

const programme = changedDraft();
const round = (value: number, digits = 2) => Number(value.toFixed(digits));

const whole = factsOf(500, 12, 200);
const full = median(() => seconds(programme, 500, whole));
const changes = median(search(programme, 500, factsOf(500, 12, 20)));
const growth = [1, 4, 16].map((times) => {
  const facts = factsOf(125, 12 * times, 20);
  return { times, taken: median(() => seconds(programme, 125, facts)) };
});
const figures = [
  { what: "cores", figure: availableParallelism(), unit: "", bar: "" },
  {
    what: "year re-scored, 500 outlets × 12 visits × 200 items",
    figure: round(full),
    unit: "s",
    bar: "≤ 5 s on 2 cores",
  },
  {
    what: "smallest changes for one outlet of 500 (in steps that let others be served)",
    figure: round(changes),
    unit: "s",
    bar: "",
  },
  ...growth.map(({ times, taken }) => ({
    what: `cost per fact at ${times}×, as a multiple of 1× (125 outlets, ${12 * times} visits of 20 items)`,
    figure: round(taken / times / growth[0]!.taken),
    unit: "",
    bar: "about 1 or less: linear",
  })),
];
console.log(JSON.stringify(figures));
