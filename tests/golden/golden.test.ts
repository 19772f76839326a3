import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Day } from "@/lib/kernel/calendar";
import { fixed, points } from "@/lib/kernel/points";
import { withinQuota } from "@/lib/scoring/awards";
import { compareStandings } from "@/lib/scoring/compare";
import { computeReview } from "@/lib/scoring/compute";
import { dutyStatuses } from "@/lib/scoring/duties";
import { findNode } from "@/lib/scoring/explain/find";
import { phasesOn, reviewsDueOn, reviewsOpenOn } from "@/lib/scoring/programme/calendar";
import { checkProgramme } from "@/lib/scoring/programme/check";
import { readProgramme } from "@/lib/scoring/programme/read";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Explained, Fact, FactState, ReviewComputation } from "@/lib/scoring/types";

/**
 * Runs the cases of this folder. A case is P01 as shipped, with the parameters under `set` changed, and a handful of
 * facts; `expected` says what a policy officer worked out by hand (`working`). Figures are compared at two decimals.
 */
interface Case {
  readonly name: { readonly zh: string; readonly en: string };
  readonly working?: string;
  /** JSON pointer → value. */
  readonly set?: Readonly<Record<string, unknown>>;
  readonly review?: string;
  readonly subjects?: readonly string[];
  readonly carried?: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  readonly facts?: readonly GivenFact[];
  readonly day?: Day;
  readonly today?: Day;
  readonly expected: Expected;
}

interface GivenFact {
  readonly of: string;
  readonly what: string;
  readonly on: Day;
  readonly value?: string;
  readonly state?: FactState;
  readonly attrs?: Readonly<Record<string, string>>;
  readonly full?: string;
  readonly lines?: readonly { readonly code: string; readonly lost: string; readonly of: string }[];
}

type Figures = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

interface Expected {
  readonly totals?: Readonly<Record<string, string | null>>;
  readonly ranks?: Readonly<Record<string, number | null>>;
  readonly unranked?: Readonly<Record<string, readonly string[]>>;
  /** Effect of a node on the total. */
  readonly shares?: Figures;
  /** Value of a node on its own scale. */
  readonly values?: Figures;
  /** Effect of a single finding on the total. */
  readonly findings?: Figures;
  readonly decidedBy?: readonly (readonly [string, string, string])[];
  readonly awards?: Readonly<
    Record<string, { winners: readonly string[]; contested?: readonly string[]; seats?: number; max?: number }>
  >;
  readonly approvable?: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  readonly penalties?: readonly unknown[];
  readonly phases?: readonly string[];
  readonly reviewsOpen?: readonly string[];
  readonly reviewsDue?: readonly string[];
  readonly duties?: readonly unknown[];
  readonly issues?: readonly { readonly code: string; readonly path: string }[];
}

interface RuleFile {
  readonly rule: string;
  readonly article: { readonly zh: string; readonly en: string };
  readonly name: { readonly zh: string; readonly en: string };
  readonly review?: string;
  readonly cases: readonly Case[];
}

interface CampaignFile {
  readonly name: { readonly zh: string; readonly en: string };
  readonly subjects: readonly string[];
  readonly facts: readonly GivenFact[];
  readonly reviews: readonly { readonly review: string; readonly expected: Expected }[];
}

const FOLDER = join(process.cwd(), "tests/golden");
const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

function shipped(set: Case["set"] = {}): Programme {
  const raw = read(join(process.cwd(), "prisma/programmes/P01.json"));
  const { programme } = readProgramme(raw);
  if (!programme) throw new Error("P01 does not read");
  for (const [pointer, value] of Object.entries(set)) {
    const steps = pointer.slice(1).split("/");
    const last = steps.pop()!;
    let at: unknown = programme;
    for (const step of steps) at = (at as Record<string, unknown>)[step];
    expect(at, pointer).toHaveProperty(last);
    (at as Record<string, unknown>)[last] = value;
  }
  return programme;
}

function factsOf(given: readonly GivenFact[]): Fact[] {
  return given.map(({ of, what, on, value, state, attrs, full, lines }, i) => {
    const ref = `F-${String(i + 1).padStart(3, "0")}`;
    return {
      id: `f${i + 1}`,
      subject: of,
      stream: what,
      on,
      state: state ?? "COUNTED",
      value: value ?? null,
      attrs: attrs ?? {},
      ref,
      title: { zh: ref, en: ref },
      ...(full === undefined ? {} : { full }),
      ...(lines
        ? { lines: lines.map((line, n) => ({ id: `f${i}-${n}`, title: { zh: line.code, en: line.code }, ...line })) }
        : {}),
    };
  });
}

const cents = (value: string | null | undefined) =>
  value === null || value === undefined ? null : fixed(points(value), 2);

function lineOf(root: Explained, code: string): Explained | null {
  if (root.kind === "line" && root.code === code) return root;
  for (const input of root.inputs) {
    const found = lineOf(input, code);
    if (found) return found;
  }
  return null;
}

function expectComputation(computation: ReviewComputation, expected: Expected): void {
  const sheets = new Map(computation.sheets.map((sheet) => [sheet.subject, sheet]));
  const standings = new Map(computation.ranking.standings.map((standing) => [standing.subject, standing]));
  const rootOf = (subject: string) => sheets.get(subject)!.root;
  for (const [subject, total] of Object.entries(expected.totals ?? {})) {
    expect(cents(sheets.get(subject)!.total), `total of ${subject}`).toBe(total);
  }
  for (const [subject, rank] of Object.entries(expected.ranks ?? {})) {
    expect(standings.get(subject)!.rank, `rank of ${subject}`).toBe(rank);
  }
  for (const [subject, codes] of Object.entries(expected.unranked ?? {})) {
    expect(
      standings.get(subject)!.unrankedBecause.map((reason) => reason.code),
      subject,
    ).toEqual(codes);
  }
  for (const [which, figures] of [
    ["share", expected.shares],
    ["value", expected.values],
  ] as const) {
    for (const [subject, nodes] of Object.entries(figures ?? {})) {
      for (const [node, figure] of Object.entries(nodes)) {
        expect(cents(findNode(rootOf(subject), node)?.[which]), `${which} of ${node} for ${subject}`).toBe(figure);
      }
    }
  }
  for (const [subject, lines] of Object.entries(expected.findings ?? {})) {
    for (const [code, share] of Object.entries(lines))
      expect(cents(lineOf(rootOf(subject), code)?.share), code).toBe(share);
  }
  for (const [above, below, node] of expected.decidedBy ?? []) {
    expect(compareStandings(computation, above, below)).toMatchObject({ above, below, decidedBy: { node } });
  }
  for (const [code, { winners, contested, seats, max }] of Object.entries(expected.awards ?? {})) {
    const proposal = computation.awards.find((award) => award.award === code)!;
    expect(
      proposal.winners.map((winner) => winner.subject),
      code,
    ).toEqual(winners);
    expect(proposal.contested, code).toEqual(contested ? { subjects: contested, seats } : null);
    if (max !== undefined) expect(proposal.quota.max, code).toBe(max);
  }
  for (const [code, counts] of Object.entries(expected.approvable ?? {})) {
    const { quota } = computation.awards.find((award) => award.award === code)!;
    for (const [given, allowed] of Object.entries(counts))
      expect(withinQuota(quota, Number(given)), given).toBe(allowed);
  }
  if (expected.penalties) {
    const found = computation.penalties.map(({ penalty, subject, person, consequences, choose }) => ({
      penalty,
      subject,
      person,
      consequences,
      choose,
    }));
    expect(found).toEqual(expected.penalties);
  }
}

function run(file: RuleFile, given: Case): void {
  const programme = shipped(given.set);
  const { expected } = given;
  const facts = factsOf(given.facts ?? []);
  if (expected.issues) {
    const found = checkProgramme(programme);
    for (const issue of expected.issues)
      expect(found).toContainEqual(expect.objectContaining({ ...issue, blocks: true }));
    return;
  }
  if (given.day !== undefined) {
    expect(phasesOn(programme, given.day).map((phase) => phase.code)).toEqual(expected.phases);
    expect(reviewsOpenOn(programme, given.day).map((review) => review.code)).toEqual(expected.reviewsOpen);
    expect(reviewsDueOn(programme, given.day).map((review) => review.code)).toEqual(expected.reviewsDue);
    return;
  }
  if (given.today !== undefined) {
    const found = dutyStatuses(programme, facts, given.today).map(({ window, done, state }) => [
      window.name,
      done,
      state,
    ]);
    expect(found).toEqual(expected.duties);
    return;
  }
  const review = given.review ?? file.review ?? "H1";
  const subjects = (given.subjects ?? []).map((id) => ({ id }));
  expectComputation(computeReview({ programme, review, subjects, facts, carried: given.carried ?? {} }), expected);
}

for (const fileName of readdirSync(FOLDER)
  .filter((entry) => /^R-\d{3}\.json$/.test(entry))
  .sort()) {
  const file = read(join(FOLDER, fileName)) as RuleFile;
  describe(`${file.rule} ${file.name.en} (${file.article.en})`, () => {
    it.each(file.cases.map((given) => [given.name.en, given] as const))("%s", (_, given) => run(file, given));
  });
}

for (const fileName of readdirSync(FOLDER)
  .filter((entry) => /^campaign-.*\.json$/.test(entry))
  .sort()) {
  const file = read(join(FOLDER, fileName)) as CampaignFile;
  it(`${file.name.en} comes out as worked by hand, each review carrying the one before`, () => {
    const programme = shipped();
    const subjects = file.subjects.map((id) => ({ id }));
    const carried: Record<string, Record<string, string | null>> = {};
    for (const { review, expected } of file.reviews) {
      const computation = computeReview({ programme, review, subjects, facts: factsOf(file.facts), carried });
      expectComputation(computation, expected);
      carried[review] = Object.fromEntries(computation.sheets.map((sheet) => [sheet.subject, sheet.total]));
    }
  });
}
