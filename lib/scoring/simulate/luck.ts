import { Points, points, roundHalfUp, sum, text, ZERO } from "@/lib/kernel/points";
import { computeReview } from "../compute";
import type { Fact, ReviewComputation, ReviewInput, ScoreSheet } from "../types";
import { freeze } from "./freeze";
import { outcomesOf } from "./outcomes";
import { randomOf } from "./random";

/**
 * The luck test: how much of a result would have come about by chance? A visit sees a few hours of a year; on another
 * day it would have seen something else. The noise of a visit is what the visits of the same subject differ by. It is
 * drawn again, visit by visit, around
 *
 * - ALIKE: one common true value, the mean of all visits. Nobody is better than anybody else; whoever is rewarded or
 *   fined then is so by chance (as far as visits decide).
 * - OWN: each subject's own mean. Nothing has changed; how far a rank moves is what it cannot be trusted by.
 *
 * Everything else (complaints, volumes, learning) stays as it is. All of it follows from the seed.
 */

export interface LuckInput {
  readonly input: ReviewInput;
  /** Streams whose values are seen by visits. Facts of others stay. */
  readonly visits: readonly string[];
  readonly seed: string;
}

/** What is known of one stream's noise. */
export interface StreamNoise {
  readonly stream: string;
  readonly visits: number;
  /** Subjects with at least one visit, and those with two or more, whose visits can differ. */
  readonly subjects: number;
  readonly repeated: number;
  /** Mean of all visits, rounded to six decimals. */
  readonly mean: string;
  /** Standard deviation of the noise, rounded to two decimals. */
  readonly deviation: string;
  /**
   * WITHIN: from visits of the same subject. BETWEEN: too few subjects were visited twice, so the noise is taken from
   * the differences between subjects and holds true ones too: it is the most that chance can be.
   */
  readonly from: "WITHIN" | "BETWEEN";
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface LuckOfOutcome {
  readonly kind: "AWARD" | "PENALTY";
  readonly code: string;
  /** Subjects concerned by the facts as they are. */
  readonly today: number;
  /** ALIKE: subjects concerned on average (decimal, two places) and in nine draws of ten. */
  readonly alike: { readonly mean: string; readonly range: Interval };
  /** OWN: of those concerned today, on average so many would not be (decimal, two places). */
  readonly replaced: string;
}

export interface LuckOfSubject {
  readonly subject: string;
  readonly rank: number | null;
  /** OWN: the middle nine tenths of its ranks; null when it was ranked in no draw. */
  readonly ranks: Interval | null;
  /** ALIKE, in draws: with at least one award, with at least one penalty, with a penalty that costs money. */
  readonly rewarded: number;
  readonly penalised: number;
  readonly fined: number;
}

export interface Luck {
  readonly seed: string;
  readonly draws: number;
  readonly noise: readonly StreamNoise[];
  readonly outcomes: readonly LuckOfOutcome[];
  /** Subjects with any award, any penalty, any fine. */
  readonly any: readonly (Omit<LuckOfOutcome, "code" | "kind"> & { readonly of: "AWARD" | "PENALTY" | "FINE" })[];
  /** Ranked first in ranking order, as the facts are. */
  readonly subjects: readonly LuckOfSubject[];
  /** Points between the first and the last: as it is, and ALIKE on average (two decimals); null with fewer than two ranked. */
  readonly spread: { readonly today: string; readonly alike: string } | null;
}

/**
 * After so many draws the sheets of each subject are only mixed anew, where a plan lets them stand apart (`freeze`): lists
 * are cheap, sheets are not. Of many subjects fewer are kept, so that a large bank fits into memory.
 */
function poolOf(subjects: number): number {
  return Math.min(200, Math.max(50, Math.floor(10_000 / Math.max(1, subjects))));
}

/** Fewer differences between visits of the same subject say too little about noise. */
const LEAST_DIFFERENCES = 8;

type Sheets = ReadonlyMap<string, ScoreSheet>;

interface Visit {
  readonly id: string;
  readonly subject: string;
  readonly value: Points;
  readonly full: string | undefined;
}

/** Figures that are drawn are whole numbers of `10^-DIGITS`, exact and quick. */
const DIGITS = 6;

interface Stream {
  readonly known: StreamNoise;
  readonly visits: readonly Visit[];
  readonly common: bigint;
  readonly own: ReadonlyMap<string, bigint>;
  /** Differences from the true value, one for each visit that tells. */
  readonly differences: readonly bigint[];
  /** A drawn value is rounded to a whole number of these, like the values that were seen. */
  readonly step: bigint;
  readonly least: bigint | null;
  readonly most: bigint | null;
}

/**
 * A luck test that is carried out draw by draw, so that whoever runs it can look after the clock, stop, and still have
 * what was drawn. A draw computes the review twice (later ones only rank it twice): cost grows with facts × draws. After n draws the result is the same
 * for everybody with the same input, seed and n.
 *
 * Throws `ProgrammeError` like `computeReview`.
 */
export class LuckTest {
  readonly noise: readonly StreamNoise[];
  #draws = 0;
  readonly #streams: readonly Stream[];
  readonly #input: ReviewInput;
  readonly #facts: readonly Fact[];
  /** Where the plan still asks for a visit itself, and the means that it asks for. */
  readonly #places: ReadonlyMap<string, number>;
  readonly #means: readonly { readonly at: number; readonly of: readonly string[] }[];
  /** Sheets by subject of the first draws; null where every draw has to be computed whole. */
  readonly #pool: { readonly size: number; readonly alike: Sheets[]; readonly own: Sheets[] } | null;
  readonly #random: (below: number) => number;
  readonly #today: ReviewComputation;
  readonly #concernedToday: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #alike = new Map<string, number[]>();
  readonly #replaced = new Map<string, number>();
  readonly #bySubject = new Map<string, { rewarded: number; penalised: number; fined: number }>();
  readonly #ranks = new Map<string, Map<number, number>>();
  #spread = ZERO;
  #spreads = 0;

  constructor(private readonly given: LuckInput) {
    const { input, visits, seed } = given;
    // Findings explain a visit and add nothing to its value; without them a draw costs a fraction.
    const frozen = freeze(input, visits);
    this.#input = frozen.input;
    this.#facts = frozen.input.facts.map(({ lines: _, ...fact }) => fact);
    this.#places = new Map(this.#facts.map(({ id }, at) => [id, at]));
    this.#means = frozen.means.flatMap(({ id, of }) => {
      const at = this.#places.get(id);
      return at === undefined ? [] : [{ at, of }];
    });
    const subjects = new Set(input.subjects.filter(({ excluded }) => !excluded).map(({ id }) => id));
    this.#streams = [...new Set(visits)].flatMap((stream) => streamOf(stream, input.facts, subjects) ?? []);
    this.noise = this.#streams.map(({ known }) => known);
    this.#pool = frozen.apart ? { size: poolOf(subjects.size), alike: [], own: [] } : null;
    this.#random = randomOf(seed);
    this.#today = computeReview(input, { shares: false });
    this.#concernedToday = concerned(frozen.input.programme, this.#today);
  }

  get draws(): number {
    return this.#draws;
  }

  /** One more year of chance, under both assumptions. */
  draw(): void {
    this.#draws += 1;
    this.#countAlike(this.#next("alike", ({ common }) => common));
    this.#countOwn(this.#next("own", ({ own, common }, subject) => own.get(subject) ?? common));
  }

  #next(kind: "alike" | "own", center: (stream: Stream, subject: string) => bigint): ReviewComputation {
    const pool = this.#pool;
    if (!pool) return this.#compute(this.#drawn(center));
    const kept = pool[kind];
    if (kept.length < pool.size) {
      const computation = this.#compute(this.#drawn(center));
      kept.push(new Map(computation.sheets.map((sheet) => [sheet.subject, sheet])));
      return computation;
    }
    const known = new Map<string, ScoreSheet>();
    for (const { id } of this.#input.subjects) {
      const sheet = kept[this.#random(kept.length)]?.get(id);
      if (sheet) known.set(id, sheet);
    }
    return computeReview({ ...this.#input, facts: this.#facts }, { shares: false, known });
  }

  #compute(facts: readonly Fact[]): ReviewComputation {
    return computeReview({ ...this.#input, facts }, { shares: false });
  }

  #drawn(center: (stream: Stream, subject: string) => bigint): Fact[] {
    const facts = [...this.#facts];
    const values = new Map<string, bigint>();
    for (const stream of this.#streams) {
      for (const { id, subject } of stream.visits) {
        const difference = stream.differences[this.#random(stream.differences.length)] ?? 0n;
        const value = heldBetween(stepped(center(stream, subject) + difference, stream.step), stream);
        values.set(id, value);
        const at = this.#places.get(id);
        if (at !== undefined) facts[at] = { ...facts[at]!, value: text(decimalOf(value)) };
      }
    }
    for (const { at, of } of this.#means) {
      const total = of.reduce((all, id) => all + (values.get(id) ?? 0n), 0n);
      facts[at] = { ...facts[at]!, value: text(roundHalfUp(decimalOf(total).div(of.length), 12)) };
    }
    return facts;
  }

  #countAlike(computation: ReviewComputation): void {
    const now = concerned(this.#input.programme, computation);
    for (const [key, subjects] of now) {
      const counts = this.#alike.get(key) ?? [];
      this.#alike.set(key, counts);
      counts.push(subjects.size);
    }
    for (const [field, key] of [
      ["rewarded", "any AWARD"],
      ["penalised", "any PENALTY"],
      ["fined", "any FINE"],
    ] as const) {
      for (const subject of now.get(key) ?? []) {
        const counts = this.#bySubject.get(subject) ?? { rewarded: 0, penalised: 0, fined: 0 };
        counts[field] += 1;
        this.#bySubject.set(subject, counts);
      }
    }
    const apart = spreadOf(computation);
    if (apart === null) return;
    this.#spread = this.#spread.plus(apart);
    this.#spreads += 1;
  }

  #countOwn(computation: ReviewComputation): void {
    const now = concerned(this.#input.programme, computation);
    for (const [key, subjects] of this.#concernedToday) {
      const gone = [...subjects].filter((subject) => !now.get(key)?.has(subject)).length;
      this.#replaced.set(key, (this.#replaced.get(key) ?? 0) + gone);
    }
    for (const { subject, rank } of computation.ranking.standings) {
      if (rank === null) continue;
      const ranks = this.#ranks.get(subject) ?? new Map<number, number>();
      this.#ranks.set(subject, ranks);
      ranks.set(rank, (ranks.get(rank) ?? 0) + 1);
    }
  }

  /** What the draws so far say. Before the first draw every average is zero and nobody has an interval. */
  result(): Luck {
    const { programme, review } = this.#input;
    const awards = programme.awards.filter((award) => award.review === review && award.basis.kind !== "NOMINATION");
    const penalties = programme.penalties.filter((penalty) => penalty.review === review);
    const outcome = (kind: LuckOfOutcome["kind"], code: string): LuckOfOutcome => ({
      kind,
      code,
      ...this.#luckOf(`${kind} ${code}`),
    });
    const apart = spreadOf(this.#today);
    return {
      seed: this.given.seed,
      draws: this.#draws,
      noise: this.noise,
      outcomes: [
        ...awards.map(({ code }) => outcome("AWARD", code)),
        ...penalties.map(({ code }) => outcome("PENALTY", code)),
      ],
      any: (["AWARD", "PENALTY", "FINE"] as const).map((of) => ({ of, ...this.#luckOf(`any ${of}`) })),
      subjects: this.#today.ranking.standings.map(({ subject, rank }) => ({
        subject,
        rank,
        ranks: middle(this.#ranks.get(subject)),
        ...(this.#bySubject.get(subject) ?? { rewarded: 0, penalised: 0, fined: 0 }),
      })),
      spread: apart && { today: text(apart), alike: average(this.#spread, this.#spreads) },
    };
  }

  #luckOf(key: string): Omit<LuckOfOutcome, "kind" | "code"> {
    const counts = this.#alike.get(key) ?? [];
    const times = new Map<number, number>();
    // A draw in which nobody was concerned left no count.
    if (counts.length < this.#draws) times.set(0, this.#draws - counts.length);
    for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
    return {
      today: this.#concernedToday.get(key)?.size ?? 0,
      alike: {
        mean: average(sum(counts.map((count) => points(count))), this.#draws),
        range: middle(times) ?? { low: 0, high: 0 },
      },
      replaced: average(points(this.#replaced.get(key) ?? 0), this.#draws),
    };
  }
}

/** Runs so many draws at once; for callers that need not look after the clock. */
export function luckOf(given: LuckInput, draws: number): Luck {
  const test = new LuckTest(given);
  for (let n = 0; n < draws; n += 1) test.draw();
  return test.result();
}

function streamOf(stream: string, facts: readonly Fact[], subjects: ReadonlySet<string>): Stream | null {
  const seen = facts.flatMap((fact): Visit[] =>
    fact.stream === stream && fact.state === "COUNTED" && fact.value !== null && subjects.has(fact.subject)
      ? [{ id: fact.id, subject: fact.subject, value: points(fact.value), full: fact.full }]
      : [],
  );
  if (seen.length === 0) return null;
  // Drawn in the order of their ids, so that the order in which facts arrive decides nothing.
  seen.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const bySubject = new Map<string, Points[]>();
  for (const { subject, value } of seen) {
    const known = bySubject.get(subject);
    if (known) known.push(value);
    else bySubject.set(subject, [value]);
  }
  const values = seen.map(({ value }) => value);
  const common = meanOf(values);
  const own = new Map([...bySubject].map(([subject, list]) => [subject, meanOf(list)]));
  const within = seen.flatMap(({ subject, value }) => {
    const n = bySubject.get(subject)?.length ?? 0;
    // Differences from a mean of few are too small by √(n/(n−1)), because the mean followed them.
    return n < 2
      ? []
      : [
          value.minus(own.get(subject) ?? common).times(
            points(n)
              .div(n - 1)
              .sqrt(),
          ),
        ];
  });
  const from = within.length >= LEAST_DIFFERENCES ? "WITHIN" : "BETWEEN";
  const differences = from === "WITHIN" ? within : values.map((value) => value.minus(common));
  const squares = sum(differences.map((difference) => difference.times(difference)));
  const fulls = seen.map(({ full }) => full);
  const places = Math.min(DIGITS, Math.max(...values.map((value) => value.decimalPlaces())));
  return {
    known: {
      stream,
      visits: seen.length,
      subjects: bySubject.size,
      repeated: [...bySubject.values()].filter((list) => list.length > 1).length,
      mean: text(roundHalfUp(common, DIGITS)),
      deviation: text(roundHalfUp(squares.div(differences.length).sqrt(), 2)),
      from,
    },
    visits: seen,
    common: wholeOf(common),
    own: new Map([...own].map(([subject, mean]) => [subject, wholeOf(mean)])),
    differences: differences.map(wholeOf),
    step: 10n ** BigInt(DIGITS - places),
    // A score out of so many stays between nothing and full marks.
    least: values.every((value) => !value.isNegative()) ? 0n : null,
    most: fulls.some((full) => full === undefined)
      ? null
      : wholeOf(Points.max(...fulls.map((full) => points(full ?? "0")))),
  };
}

function meanOf(values: readonly Points[]): Points {
  return sum(values).div(values.length);
}

function wholeOf(value: Points): bigint {
  return BigInt(roundHalfUp(value.times(points(10).pow(DIGITS)), 0).toFixed());
}

function decimalOf(value: bigint): Points {
  return new Points(value.toString()).div(10 ** DIGITS);
}

/** Half-up, away from zero, like every rounding of a plan. */
function stepped(value: bigint, step: bigint): bigint {
  if (step === 1n) return value;
  const half = value < 0n ? -step / 2n : step / 2n;
  return ((value + half) / step) * step;
}

function heldBetween(value: bigint, { least, most }: Stream): bigint {
  if (least !== null && value < least) return least;
  return most !== null && value > most ? most : value;
}

/** Subjects by outcome: each award and penalty, and any of a kind. Equals that contest a place hold none yet. */
function concerned(programme: ReviewInput["programme"], computation: ReviewComputation): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (key: string, subject: string) => {
    const known = found.get(key);
    if (known) known.add(subject);
    else found.set(key, new Set([subject]));
  };
  for (const [subject, { awards, penalties, fines }] of outcomesOf(programme, computation)) {
    for (const code of awards) add(`AWARD ${code}`, subject);
    for (const code of penalties) add(`PENALTY ${code}`, subject);
    if (awards.length > 0) add("any AWARD", subject);
    if (penalties.length > 0) add("any PENALTY", subject);
    if (fines.least !== "0") add("any FINE", subject);
  }
  return found;
}

function spreadOf({ ranking }: ReviewComputation): Points | null {
  const totals = ranking.standings.flatMap(({ total }) => (total === null ? [] : [points(total)]));
  return totals.length < 2 ? null : Points.max(...totals).minus(Points.min(...totals));
}

function average(total: Points, of: number): string {
  return of === 0 ? "0" : text(roundHalfUp(total.div(of), 2));
}

/** From the value that a twentieth lies at or below, to the value that a twentieth lies at or above: nine tenths between. */
function middle(times: ReadonlyMap<number, number> | undefined): Interval | null {
  const sorted = [...(times ?? [])].sort(([a], [b]) => a - b);
  const all = sorted.reduce((count, [, n]) => count + n, 0);
  const [first] = sorted;
  if (!first) return null;
  const at = (twentieths: number): number => {
    let passed = 0;
    for (const [value, n] of sorted) {
      passed += n;
      if (passed * 20 >= all * twentieths) return value;
    }
    return first[0];
  };
  return { low: at(1), high: at(19) };
}
