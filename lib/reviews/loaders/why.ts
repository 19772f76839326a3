import "server-only";
import { notFound } from "next/navigation";
import type { Sight } from "@/lib/inspections/data/records";
import { type Day, type DayRange, within } from "@/lib/kernel/calendar";
import { points, sum, text } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { mapHeads } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { reviewPeriod } from "@/lib/scoring/awards";
import { compareStandings, listOf, neighbours } from "@/lib/scoring/compare";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import { expandNodes } from "@/lib/scoring/programme/walk";
import type { Comparison, Explained, Fact, ReviewComputation, ScoreSheet, Standing } from "@/lib/scoring/types";
import { type Evidence, findEvidence } from "../evidence";
import { opensDetails } from "../policy";
import { noticeUntil, stepInto } from "../rules/life";
import { equation, lostInAll, type Step, scoreLines, wayTo } from "../rules/lines";
import { outcomesOf, type UnitOutcome } from "../rules/outcomes";
import { type OutsideRank, outsideRanks, type PlaceWithin, placesWithin } from "../rules/populations";
import { type Tree, treesOf } from "../rules/trees";
import { mapSubjects, type SubjectKnown } from "../subjects";
import type { ResultHead, ReviewState, ScoreLine } from "../types";
import { computedFor, planOf, type ReviewAccess, requireReview } from "./access";

export interface SubjectInRanking {
  readonly id: string;
  readonly code: string;
  readonly name: Text;
  readonly rank: number | null;
  readonly total: string | null;
  /** Null where the reader may not open it. */
  readonly href: string | null;
}

export interface ComparisonView {
  readonly above: SubjectInRanking;
  readonly below: SubjectInRanking;
  readonly comparison: Comparison;
  /** The ladder each of the two went through. */
  readonly ties: { readonly above: Standing["ties"]; readonly below: Standing["ties"] };
  /** A single record without which the order would be the other way round, where there is one. */
  readonly decisive: {
    readonly ref: string;
    readonly factId: string;
    readonly unit: string;
    readonly total: string;
  } | null;
}

export interface Point {
  readonly on: Day;
  readonly stream: string;
  readonly value: string;
  readonly ref: string;
}

export interface WhyView {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly review: ReviewPlan;
  readonly programme: Programme;
  readonly period: DayRange;
  readonly state: ReviewState;
  readonly noticeUntil: Day | null;
  readonly live: boolean;
  readonly today: Day;
  readonly result: ResultHead | null;
  readonly planVersion: number;
  readonly agrees: boolean;
  readonly subject: SubjectKnown;
  readonly head: { readonly name: string; readonly nameLatin: string } | null;
  readonly standing: Standing;
  readonly ranked: number;
  readonly sheet: ScoreSheet;
  /** The score, and every amount that the plan computes for the unit: each opens to its explanation. */
  readonly trees: readonly Tree[];
  /** The one that was asked for. */
  readonly tree: Tree;
  readonly outcomes: readonly UnitOutcome[];
  /** Ranks in the group, sub-branch, district and branch, smallest first. */
  readonly places: readonly (PlaceWithin & { readonly name: Text | null })[];
  /** Counted from the last of the list, as penalties for the last ones do; null without a rank. */
  readonly fromBottom: number | null;
  /** Ranks that others gave and that were imported. */
  readonly outside: readonly OutsideRank[];
  readonly equation: readonly ScoreLine[];
  /** Nodes that take over the score of another review. */
  readonly carried: readonly { readonly node: string; readonly review: string }[];
  readonly lost: string | null;
  readonly comparison: ComparisonView | null;
  /** Everybody with a rank, for choosing whom to compare with. */
  readonly others: readonly SubjectInRanking[];
  /** Inspection scores of the period, by day. */
  readonly points: readonly Point[];
  /** Points lost by line, own and mean of everybody ranked. */
  readonly makeUp: readonly {
    readonly code: string;
    readonly name: Text;
    readonly own: string;
    readonly mean: string;
  }[];
  readonly opened: {
    /** The tree in which the record stands, and the way to it there. */
    readonly root: Explained;
    readonly steps: readonly Step[];
    readonly fact: Fact;
    readonly node: Explained;
    readonly evidence: Evidence | null;
  } | null;
}

/** Why somebody has the place they have: its tree, its neighbours, and the evidence just opened. Those of others are not there. */
export async function loadWhy(
  campaignCode: string,
  reviewCode: string,
  code: string,
  wanted: { fact?: string; line?: string; with?: string; of?: string },
): Promise<WhyView> {
  const access = await requireReview(campaignCode, reviewCode);
  const { subject, life, result } = access;
  const computed = await computedFor(campaignCode, reviewCode);
  const { computation, programme, input } = computed;
  const day = today();
  const all = await subjectsOf(programme, computation, day);
  const known = [...all.values()].find((candidate) => candidate.code === code);
  if (!known || !access.opens(known)) notFound();
  const sheet = computation.sheets.find((candidate) => candidate.subject === known.id);
  const standing = computation.ranking.standings.find((candidate) => candidate.subject === known.id);
  if (!sheet || !standing) notFound();
  const trees = treesOf(programme, computation, known.id);
  const tree = trees.find((candidate) => candidate.key === wanted.of) ?? trees[0];
  if (!tree) notFound();
  const roots = [tree.root, ...trees.filter((other) => other !== tree).map(({ root }) => root)];
  const review = planOf(access, programme);
  const period = reviewPeriod(programme, reviewCode);
  const others = listed(access, computation, all);
  const against = others.find((other) => other.code === wanted.with)?.id ?? nextTo(computation, known.id);
  const then = within(day, period) ? day : period.to;
  const head = known.kind === "UNIT" ? (await mapHeads(db, [known.id], then)).get(known.id) : undefined;
  const published = stepInto(life.steps, "NOTICE");
  return {
    campaign: { code: subject.campaign.code, name: subject.campaign.name },
    review,
    programme,
    period,
    state: life.state,
    noticeUntil: published ? noticeUntil(today("Asia/Shanghai", published.at), review.noticeDays) : null,
    live: result === null,
    today: day,
    result,
    planVersion: result?.planVersion ?? subject.plan.version,
    agrees: computed.agrees,
    subject: known,
    head: head ? { name: head.name, nameLatin: head.nameLatin } : null,
    standing,
    ranked: listOf(computation.ranking, known.id).filter(({ rank }) => rank !== null).length,
    sheet,
    trees,
    tree,
    outcomes: outcomesOf(programme, computation, known.id),
    places: await placesNamed(programme, placesWithin(computation.ranking, input.subjects, known.id), then),
    fromBottom: computation.ranking.standings.find(({ subject }) => subject === known.id)?.rankFromBottom ?? null,
    outside: outsideRanks(programme, input.facts, period, known.id),
    equation: equation(sheet.root),
    carried: expandNodes(programme, review.root, "").flatMap(({ node }) =>
      node.kind === "carry" ? [{ node: node.code, review: node.review }] : [],
    ),
    lost: sheet.total === null ? null : lostInAll(scoreLines(sheet.root)),
    comparison: against ? compared(computation, others, known.id, against) : null,
    others: others.filter((other) => other.rank !== null),
    points: input.facts.flatMap((fact) =>
      fact.subject === known.id &&
      fact.stream.startsWith("inspection.") &&
      fact.state === "COUNTED" &&
      fact.value !== null &&
      period.from <= fact.on &&
      fact.on <= period.to
        ? [{ on: fact.on, stream: fact.stream, value: fact.value, ref: fact.ref }]
        : [],
    ),
    makeUp: makeUp(computation, sheet),
    opened: wanted.fact ? await opened(access, input.facts, roots, known, period, wanted.fact, wanted.line) : null,
  };
}

async function placesNamed(programme: Programme, places: readonly PlaceWithin[], day: Day): Promise<WhyView["places"]> {
  const members = await mapSubjects(
    db,
    programme,
    places.map(({ member }) => member),
    day,
  );
  return places.map((place) => ({ ...place, name: members.get(place.member)?.name ?? null }));
}

function subjectsOf(
  programme: Programme,
  computation: ReviewComputation,
  day: Day,
): Promise<Map<string, SubjectKnown>> {
  return mapSubjects(
    db,
    programme,
    computation.ranking.standings.map((standing) => standing.subject),
    day,
  );
}

function listed(
  access: ReviewAccess,
  computation: ReviewComputation,
  all: ReadonlyMap<string, SubjectKnown>,
): SubjectInRanking[] {
  const root = `/campaigns/${access.subject.campaign.code}/reviews/${access.subject.review.code}/why`;
  return computation.ranking.standings.flatMap(({ subject, rank, total, unlisted }) => {
    const known = all.get(subject);
    if (!known || (unlisted !== undefined && !access.opens(known))) return [];
    const { code, name } = known;
    const href = access.opens(known) ? `${root}/${encodeURIComponent(code)}` : null;
    return [{ id: subject, code, name, rank, total, href }];
  });
}

/** The one just above, or for the first the one just below. */
function nextTo(computation: ReviewComputation, subject: string): string | null {
  const standing = computation.ranking.standings.find((candidate) => candidate.subject === subject);
  const { above, below } = neighbours(computation.ranking, subject);
  return standing?.tiedWith[0] ?? above.at(-1) ?? below[0] ?? null;
}

function compared(
  computation: ReviewComputation,
  others: readonly SubjectInRanking[],
  a: string,
  b: string,
): ComparisonView | null {
  const comparison = compareStandings(computation, a, b);
  const [above, below] = [comparison?.above, comparison?.below].map((id) => others.find((other) => other.id === id));
  if (!comparison || !above || !below) return null;
  const ladder = (id: string) => computation.ranking.standings.find((standing) => standing.subject === id)?.ties ?? [];
  return {
    above,
    below,
    comparison,
    ties: { above: ladder(above.id), below: ladder(below.id) },
    decisive: decisive(computation, comparison, below),
  };
}

/** A valid complaint that cost the lower unit more than the whole difference: without it, it would stand above. */
function decisive(
  computation: ReviewComputation,
  comparison: Comparison,
  below: SubjectInRanking,
): ComparisonView["decisive"] {
  if (below.total === null || below.href === null || comparison.shared) return null;
  const root = computation.sheets.find((sheet) => sheet.subject === below.id)?.root;
  if (!root) return null;
  const difference = points(comparison.difference);
  const losses = recordsOf(root).filter(({ share }) => share !== null && points(share).isNegative());
  const worst = losses.sort((x, y) => points(x.share ?? "0").comparedTo(points(y.share ?? "0")))[0];
  if (!worst?.fact || worst.share === null) return null;
  const lost = points(worst.share).abs();
  if (!lost.greaterThan(difference)) return null;
  return { ref: worst.fact.ref, factId: worst.fact.id, unit: below.id, total: text(points(below.total).plus(lost)) };
}

function recordsOf(node: Explained): Explained[] {
  return node.kind === "fact" ? [node] : node.inputs.flatMap(recordsOf);
}

function makeUp(computation: ReviewComputation, sheet: ScoreSheet): WhyView["makeUp"] {
  const ranked = computation.sheets
    .filter((candidate) => candidate.total !== null)
    .map((candidate) => scoreLines(candidate.root));
  if (sheet.total === null || ranked.length === 0) return [];
  return scoreLines(sheet.root)
    .filter((line) => line.code !== "rounding" && line.code !== "limit")
    .map((line) => {
      const all = ranked.map((lines) => points(lines.find((other) => other.code === line.code)?.lost ?? "0"));
      return {
        code: line.code,
        name: line.name,
        own: line.lost ?? "0",
        mean: text(sum(all).div(all.length).toDecimalPlaces(4)),
      };
    });
}

async function opened(
  access: ReviewAccess,
  facts: readonly Fact[],
  roots: readonly Explained[],
  known: SubjectKnown,
  period: DayRange,
  id: string,
  line: string | undefined,
): Promise<WhyView["opened"]> {
  // A record counts for a subject that it is about, or that it names (`by`).
  const concerns = ({ subject, attrs }: Fact) => subject === known.id || Object.values(attrs).includes(known.id);
  const fact = facts.find((candidate) => candidate.id === id && concerns(candidate));
  if (!fact) return null;
  const ways = roots.map((root) =>
    wayTo(
      root,
      (node) =>
        node.fact?.id === id &&
        (node.fact.line ?? null) === (line ?? null) &&
        (line !== undefined || node.kind === "fact"),
    ),
  );
  const steps = ways.find((way) => way.length > 0);
  const [root, node] = [steps?.[0]?.node, steps?.at(-1)?.node];
  if (!steps || !root || !node) return null;
  // People see their own score; what inspectors and customers wrote is for those who may read it at the outlet.
  const mayRead = access.all || (known.unit !== null && opensDetails(access.actor, known.unit.path));
  const sight: Sight = access.all
    ? { unitIds: null, covert: "ALL" }
    : { unitIds: known.unit ? [known.unit.id] : [], covert: { through: period.to } };
  return {
    root,
    steps,
    fact,
    node,
    evidence: mayRead ? await findEvidence(db, access.subject.campaign.id, fact, line ?? null, sight) : null,
  };
}

export interface CompareView {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly review: ReviewPlan;
  readonly state: ReviewState;
  readonly live: boolean;
  readonly others: readonly SubjectInRanking[];
  readonly chosen: { readonly a: string | null; readonly b: string | null };
  readonly comparison: ComparisonView | null;
  /** The two were chosen and may not be compared: neither is the reader's own, or one has no rank. */
  readonly refused: boolean;
}

/** Two units side by side. Readers of the published result must be able to open one of the two. */
export async function loadComparison(
  campaignCode: string,
  reviewCode: string,
  wanted: { a?: string; b?: string },
): Promise<CompareView> {
  const access = await requireReview(campaignCode, reviewCode);
  const { computation, programme } = await computedFor(campaignCode, reviewCode);
  const others = listed(access, computation, await subjectsOf(programme, computation, today())).filter(
    (other) => other.rank !== null,
  );
  const a = others.find((other) => other.code === wanted.a);
  const b = others.find((other) => other.code === wanted.b);
  const allowed = Boolean(a && b && a !== b && (a.href || b.href));
  return {
    campaign: { code: access.subject.campaign.code, name: access.subject.campaign.name },
    review: planOf(access, programme),
    state: access.life.state,
    live: access.result === null,
    others,
    chosen: { a: a?.code ?? null, b: b?.code ?? null },
    comparison: allowed && a && b ? compared(computation, others, a.id, b.id) : null,
    refused: Boolean(wanted.a && wanted.b) && !allowed,
  };
}
