import { type DayRange, within } from "@/lib/kernel/calendar";
import { points } from "@/lib/kernel/points";
import { named, say } from "./explain/draft";
import { periodOf } from "./explain/evaluate";
import { shown } from "./explain/exact";
import { findNode } from "./explain/find";
import { inOrder, matches } from "./facts";
import { ProgrammeError } from "./programme/error";
import type { AwardPlan, Programme } from "./programme/schema";
import { breakTies, splitBy } from "./rank";
import type { AwardProposal, Fact, Say, ScoreSheet, TieTried } from "./types";

/**
 * What the plan's awards of this review come to. For a RANK award the best by a node of the score
 * tree, after the award's own tie ladder; fewer winners than seats is right when there are fewer candidates. When more
 * subjects are equal at the last place than seats remain, nobody is picked: they are `contested`. A NOMINATION award has
 * no winners by rule. A subject needs a value at the award's node, not a rank in the review: an outlet without a
 * mystery visit can still have the best volume per head. `excluded` subjects take no part.
 *
 * `whyNot` names everybody else with the reason. Throws `ProgrammeError` for an unknown review or a blank period.
 */
export function proposeAwards(
  programme: Programme,
  review: string,
  sheets: readonly ScoreSheet[],
  facts: readonly Fact[],
  excluded: ReadonlySet<string> = new Set(),
): AwardProposal[] {
  return programme.awards
    .filter((award) => award.review === review)
    .map((award) =>
      award.basis.kind === "NOMINATION"
        ? { award: award.code, quota: quotaOf(award), winners: [], contested: null, whyNot: [] }
        : proposeByRank(award, award.basis, sheets, awardBars(programme, award, facts), excluded),
    );
}

/** A blank maximum is read as the minimum until headquarters fills it. */
function quotaOf(award: AwardPlan): { min: number; max: number } {
  return { min: award.quota.min, max: award.quota.max ?? award.quota.min };
}

/** how many may be given. Fewer than the minimum is a matter of minutes, more than the maximum is refused. */
export function withinQuota(quota: AwardProposal["quota"], given: number): boolean {
  return given <= quota.max;
}

/**
 * Who cannot win, with the reason: everybody with a fact named by `excludedBy` in the review's period. Keyed by subject,
 * or for an award to persons by the fact's `person` attribute (its subject where there is none).
 */
export function awardBars(programme: Programme, award: AwardPlan, facts: readonly Fact[]): ReadonlyMap<string, Say> {
  const bars = new Map<string, Say>();
  if (award.excludedBy.length === 0) return bars;
  const period = reviewPeriod(programme, award.review);
  for (const bar of award.excludedBy) {
    for (const fact of inOrder(facts.filter((candidate) => matches(candidate, bar.from)))) {
      if (fact.state !== "COUNTED" || !within(fact.on, period)) continue;
      const who = award.target === "PERSON" ? (fact.attrs.person ?? fact.subject) : fact.subject;
      if (!bars.has(who))
        bars.set(who, say("awardBarred", { ...named(bar.name, award.clause), ref: fact.ref, on: fact.on }));
    }
  }
  return bars;
}

/** The days whose facts a review looks at: its period, up to its cut-off. */
export function reviewPeriod(programme: Programme, code: string): DayRange {
  const review = programme.reviews.find((plan) => plan.code === code);
  if (!review) throw new ProgrammeError("UNKNOWN_REVIEW", code);
  return periodOf(programme, review.period, review.cutOffOn ?? undefined);
}

function proposeByRank(
  award: AwardPlan,
  basis: Extract<AwardPlan["basis"], { kind: "RANK" }>,
  sheets: readonly ScoreSheet[],
  bars: ReadonlyMap<string, Say>,
  excluded: ReadonlySet<string>,
): AwardProposal {
  const quota = quotaOf(award);
  const whyNot: { subject: string; because: Say }[] = [];
  const values = new Map<ScoreSheet, string>();
  for (const sheet of sheets) {
    const value = keyOf(sheet, basis.node);
    const bar = bars.get(sheet.subject);
    if (excluded.has(sheet.subject)) {
      whyNot.push({ subject: sheet.subject, because: sheet.missing[0] ?? say("awardNotTakingPart") });
    } else if (bar) whyNot.push({ subject: sheet.subject, because: bar });
    else if (value === null) whyNot.push({ subject: sheet.subject, because: sheet.missing[0] ?? say("awardNoValue") });
    else values.set(sheet, value);
  }
  const ladder = new Map<string, TieTried[]>();
  const groups = splitBy([...values.keys()], (sheet) => points(values.get(sheet)!), "HIGHER").flatMap((group) =>
    breakTies(group, basis.ties, ladder),
  );
  const winners: AwardProposal["winners"][number][] = [];
  let contested: AwardProposal["contested"] = null;
  let placed = 0;
  for (const group of groups) {
    const place = placed + 1;
    placed += group.length;
    const seats = quota.max - winners.length;
    if (contested === null && seats >= group.length) {
      for (const sheet of group) {
        const value = values.get(sheet)!;
        winners.push({ subject: sheet.subject, value, place, because: won(place, value, ladder.get(sheet.subject)) });
      }
    } else if (contested === null && seats > 0) {
      contested = { subjects: group.map((sheet) => sheet.subject), seats };
    } else {
      for (const sheet of group) {
        const value = shown(points(values.get(sheet)!));
        whyNot.push({ subject: sheet.subject, because: say("awardPlacedBelow", { place, value, seats: quota.max }) });
      }
    }
  }
  return { award: award.code, quota, winners, contested, whyNot };
}

function keyOf(sheet: ScoreSheet, node: string): string | null {
  return sheet.root.code === node ? sheet.total : (findNode(sheet.root, node)?.value ?? null);
}

function won(place: number, value: string, ties: readonly TieTried[] | undefined): Say {
  const decider = ties?.findLast((step) => step.decided);
  const values = { place, value: shown(points(value)) };
  return decider
    ? say("awardWonByTie", { ...values, step_zh: decider.name.zh, step_en: decider.name.en })
    : say("awardWon", values);
}
