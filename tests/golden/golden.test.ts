import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Day } from "@/lib/kernel/calendar";
import { fixed, points, sum } from "@/lib/kernel/points";
import { withinQuota } from "@/lib/scoring/awards";
import { compareStandings } from "@/lib/scoring/compare";
import { computeReview } from "@/lib/scoring/compute";
import { dutyStatuses } from "@/lib/scoring/duties";
import { findNode } from "@/lib/scoring/explain/find";
import { phasesOn, reviewsDueOn, reviewsOpenOn } from "@/lib/scoring/programme/calendar";
import { checkProgramme } from "@/lib/scoring/programme/check";
import { recurring } from "@/lib/scoring/programme/recur";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { DutyStatus, Explained, ReviewComputation, SubjectInput } from "@/lib/scoring/types";
import { factsOf, type GivenFact } from "./support/facts";
import { type ExpectedOutcomes, expectOutcomes } from "./support/outcomes";
import { filled, readJson, type Settings, shipped } from "./support/plan";
import { type Carried, type Cast, settle, subjectsOf } from "./support/settle";
import { type SmallPlan, smallProgramme } from "./support/small";

/**
 * Runs the cases of this folder. A case is a programme as shipped (P01 unless the file names another), with the
 * parameters under `set` changed and, where the file says so, what is still blank filled with anything; and a handful of
 * facts. `expected` says what a policy officer worked out by hand (`working`). Figures are compared at two decimals.
 */
interface Case {
  readonly name: { readonly zh: string; readonly en: string };
  readonly working?: string;
  readonly plan?: SmallPlan;
  readonly set?: Settings;
  readonly review?: string;
  readonly subjects?: readonly GivenSubject[];
  /** Who is scored where the review scores people. */
  readonly people?: readonly GivenSubject[];
  readonly carried?: Carried;
  /** Reviews that are final before this one, by code or by the word they recur under: their results count as facts. */
  readonly after?: readonly string[];
  readonly facts?: readonly GivenFact[];
  readonly day?: Day;
  readonly today?: Day;
  /** Which of the plan's duties the case is about; absent: all. */
  readonly duty?: string;
  readonly expected: Expected;
}

type GivenSubject = string | SubjectInput;

type Figures = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

interface Expected extends ExpectedOutcomes {
  readonly totals?: Readonly<Record<string, string | null>>;
  readonly ranks?: Readonly<Record<string, number | null>>;
  readonly grades?: Readonly<Record<string, string | null>>;
  /** Codes of the reasons. */
  readonly unranked?: Readonly<Record<string, readonly string[]>>;
  /** Effect of a node on the total. */
  readonly shares?: Figures;
  /** Value of a node on its own scale. */
  readonly values?: Figures;
  /** Effect of a single finding on the total. */
  readonly findings?: Figures;
  readonly decidedBy?: readonly (readonly [string, string, string])[];
  readonly awards?: Readonly<
    Record<
      string,
      {
        winners: readonly string[];
        contested?: readonly string[];
        seats?: number;
        max?: number;
        /** How often each winner has it. */
        times?: Readonly<Record<string, number>>;
        /** What the winners' sentences say, by subject: some of the values. */
        said?: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
        /** Code of the reason why the others have not. */
        whyNot?: Readonly<Record<string, string>>;
      }
    >
  >;
  /** Yuan of all awards of the review that the plan itself fixes, by subject. */
  readonly prizes?: Readonly<Record<string, string>>;
  readonly approvable?: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  readonly penalties?: readonly unknown[];
  /** Who is proposed for a penalty, once for each proposal. */
  readonly penalised?: Readonly<Record<string, readonly string[]>>;
  /** Yuan of all proposed fines that the plan itself computes, by subject. */
  readonly fines?: Readonly<Record<string, string>>;
  readonly phases?: readonly string[];
  readonly reviewsOpen?: readonly string[];
  readonly reviewsDue?: readonly string[];
  /** Stretch, how many, state; with the subject in front where each has the duty for itself. */
  readonly duties?: readonly unknown[];
  readonly issues?: readonly { readonly code: string; readonly path: string }[];
}

interface RuleFile {
  readonly rule: string;
  readonly article: { readonly zh: string; readonly en: string };
  readonly name: { readonly zh: string; readonly en: string };
  /** The programme; P01 when absent. */
  readonly programme?: string;
  /** In place of a shipped programme, for a rule that none of them has. */
  readonly plan?: SmallPlan;
  /** Fill what is blank and has nothing to do with the rule. */
  readonly fill?: boolean;
  /** Parameters of every case. */
  readonly set?: Settings;
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

function expectComputation(programme: Programme, computation: ReviewComputation, expected: Expected): void {
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
  for (const [subject, grade] of Object.entries(expected.grades ?? {})) {
    expect(standings.get(subject)!.grade ?? null, `grade of ${subject}`).toBe(grade);
  }
  for (const [code, { winners, contested, seats, max, times, said, whyNot }] of Object.entries(expected.awards ?? {})) {
    const proposal = computation.awards.find((award) => award.award === code)!;
    expect(
      proposal.winners.map((winner) => winner.subject),
      code,
    ).toEqual(winners);
    expect(proposal.contested, code).toEqual(contested ? { subjects: contested, seats } : null);
    if (max !== undefined) expect(proposal.quota.max, code).toBe(max);
    for (const [subject, often] of Object.entries(times ?? {})) {
      expect(proposal.winners.find((winner) => winner.subject === subject)?.times ?? 1, `${code} ${subject}`).toBe(
        often,
      );
    }
    for (const [subject, values] of Object.entries(said ?? {})) {
      expect(proposal.winners.find((winner) => winner.subject === subject)?.because.values).toMatchObject(values);
    }
    for (const [subject, reason] of Object.entries(whyNot ?? {})) {
      expect(proposal.whyNot.find((other) => other.subject === subject)?.because.code, subject).toBe(reason);
    }
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
  for (const [code, subjects] of Object.entries(expected.penalised ?? {})) {
    const proposed = computation.penalties.filter((penalty) => penalty.penalty === code).map(({ subject }) => subject);
    expect(proposed, code).toEqual(subjects);
  }
  for (const [subject, yuan] of Object.entries(expected.fines ?? {})) {
    const amounts = computation.penalties
      .filter((penalty) => penalty.subject === subject)
      .flatMap((penalty) => Object.values(penalty.amounts ?? {}).map(({ amount }) => points(amount)));
    expect(fixed(sum(amounts)), `fines of ${subject}`).toBe(yuan);
  }
  expectOutcomes(programme, computation, expected);
  for (const [subject, yuan] of Object.entries(expected.prizes ?? {})) {
    expect(fixed(sum(prizesOf(programme, computation, subject))), `prizes of ${subject}`).toBe(yuan);
  }
}

/** What the plan itself fixes for a winner: as computed, or its prizes as they stand there. */
function prizesOf(programme: Programme, computation: ReviewComputation, subject: string) {
  return computation.awards.flatMap(({ award, winners }) => {
    const winner = winners.find((candidate) => candidate.subject === subject);
    const plan = programme.awards.find((candidate) => candidate.code === award);
    if (!winner || !plan) return [];
    const due = winner.prizes ?? plan.prizes.map(({ amount }) => ({ amount: amount ?? null }));
    return due.flatMap(({ amount }) => (amount === null ? [] : [points(amount)]));
  });
}

const asSubject = (given: GivenSubject): SubjectInput => (typeof given === "string" ? { id: given } : given);

function castOf({ subjects = [], people }: Pick<Case, "subjects" | "people">): Cast {
  return { units: subjects.map(asSubject), ...(people && { people: people.map(asSubject) }) };
}

function run(file: RuleFile, given: Case): void {
  const set = { ...file.set, ...given.set };
  const small = given.plan ?? file.plan;
  const plan = small ? smallProgramme(small, set) : shipped(file.programme ?? "P01", set);
  const { expected } = given;
  const facts = factsOf(given.facts ?? []);
  if (expected.issues) {
    const found = checkProgramme(plan);
    for (const issue of expected.issues)
      expect(found).toContainEqual(expect.objectContaining({ ...issue, blocks: true }));
    return;
  }
  const programme = recurring(file.fill ? filled(plan) : plan);
  if (given.day !== undefined) {
    expect(phasesOn(programme, given.day).map((phase) => phase.code)).toEqual(expected.phases);
    expect(reviewsOpenOn(programme, given.day).map((review) => review.code)).toEqual(expected.reviewsOpen);
    expect(reviewsDueOn(programme, given.day).map((review) => review.code)).toEqual(expected.reviewsDue);
    return;
  }
  const cast = castOf(given);
  if (given.today !== undefined) {
    const subjects = cast.units.map(({ id }) => id);
    const found = dutyStatuses(programme, facts, given.today, subjects).filter(
      ({ duty }) => given.duty === undefined || duty === given.duty,
    );
    expect(found.map(dutyLine)).toEqual(expected.duties);
    return;
  }
  const code = given.review ?? file.review ?? (small ? "R" : "H1");
  if (given.after) {
    expectComputation(programme, settle(programme, cast, facts, [...given.after, code]).get(code)!, expected);
    return;
  }
  const review = programme.reviews.find((candidate) => candidate.code === code)!;
  const subjects = subjectsOf(programme, review, cast);
  const computation = computeReview({ programme, review: code, subjects, facts, carried: given.carried ?? {} });
  expectComputation(programme, computation, expected);
}

function dutyLine({ subject, window, done, state }: DutyStatus & { readonly subject?: string }) {
  return [...(subject === undefined ? [] : [subject]), window.name, done, state];
}

for (const fileName of readdirSync(FOLDER)
  .filter((entry) => /^(R-\d{3}|P\d{2})\.json$/.test(entry))
  .sort()) {
  const file = readJson(join(FOLDER, fileName)) as RuleFile;
  describe(`${file.rule} ${file.name.en} (${file.article.en})`, () => {
    it.each(file.cases.map((given) => [given.name.en, given] as const))("%s", (_, given) => run(file, given));
  });
}

for (const fileName of readdirSync(FOLDER)
  .filter((entry) => /^campaign-.*\.json$/.test(entry))
  .sort()) {
  const file = readJson(join(FOLDER, fileName)) as CampaignFile;
  it(`${file.name.en} comes out as worked by hand, each review carrying the one before`, () => {
    const programme = shipped("P01");
    const subjects = file.subjects.map((id) => ({ id }));
    const carried: Record<string, Record<string, string | null>> = {};
    for (const { review, expected } of file.reviews) {
      const computation = computeReview({ programme, review, subjects, facts: factsOf(file.facts), carried });
      expectComputation(programme, computation, expected);
      carried[review] = Object.fromEntries(computation.sheets.map((sheet) => [sheet.subject, sheet.total]));
    }
  });
}
