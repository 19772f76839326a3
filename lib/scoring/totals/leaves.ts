import type { DayRange } from "@/lib/kernel/calendar";
import { type Points, points, ZERO } from "@/lib/kernel/points";
import type { Draft } from "../explain/draft";
import type { Leaf } from "../explain/evaluate/nodes";
import { trim } from "../explain/exact";
import { measureOf, ratioOf } from "../explain/leaves";
import { type Entered, ledgerOf } from "../explain/ledger";
import { overSteps } from "../explain/steps";
import type { Node, TAKES } from "../programme/nodes";
import { type Aggregate, type Aggregates, type Ask, askKey, asksOfLeaf } from "./asks";

type Take = (typeof TAKES)[number];
type Ledger = Extract<Node, { kind: "ledger" }>;

/** What the records come to, as `takeFrom` says it of facts. */
export interface Come {
  readonly n: number;
  readonly value: Points | null;
}

/** Of one ask: the answers by subject. */
export type Answers = (subject: string) => readonly Aggregate[];

const NOTHING: readonly Aggregate[] = [];

/**
 * The leaves of a review's trees, from aggregates. Equal figures are the very same object, so that whatever is computed
 * from one can be looked up the next time.
 */
export class Leaves {
  readonly #aggregates: Aggregates;
  readonly #figures = new Map<string, Points>();
  readonly #means = new Map<string, Points>();
  readonly #counts: Points[] = [];
  readonly #asked = new Map<Leaf, Map<string, Answers[]>>();

  constructor(aggregates: Aggregates) {
    this.#aggregates = aggregates;
  }

  /** Answers to each ask of a leaf, in its order. */
  answersTo(node: Leaf, period: DayRange): readonly Answers[] {
    const asked = this.#asked.get(node) ?? new Map<string, Answers[]>();
    this.#asked.set(node, asked);
    const key = `${period.from} ${period.to}`;
    const known = asked.get(key) ?? asksOfLeaf(node, period).map((ask) => this.#answersTo(ask));
    asked.set(key, known);
    return known;
  }

  #answersTo(ask: Ask): Answers {
    const answers = this.#aggregates.get(askKey(ask));
    if (!answers) throw new Error(`not asked: ${askKey(ask)}`);
    return (subject) => answers.get(subject) ?? NOTHING;
  }

  figure(value: string): Points {
    const known = this.#figures.get(value);
    if (known) return known;
    const figure = points(value);
    this.#figures.set(value, figure);
    return figure;
  }

  count(n: number): Points {
    const known = this.#counts[n];
    if (known) return known;
    const count = points(n);
    if (n < 1000) this.#counts[n] = count;
    return count;
  }

  #mean(amount: string, of: number): Points {
    if (of === 1) return this.figure(amount);
    const key = `${amount}/${of}`;
    const known = this.#means.get(key);
    if (known) return known;
    const mean = trim(this.figure(amount).div(of));
    this.#means.set(key, mean);
    return mean;
  }

  /** As `takeFrom`: nothing is zero for a sum and a count, and no value for the rest. */
  come(take: Take, answer: Aggregate | undefined): Come {
    if (take === "COUNT") return { n: answer?.n ?? 0, value: this.count(answer?.n ?? 0) };
    if (!answer || answer.n === 0 || answer.amount === null) return { n: 0, value: take === "SUM" ? ZERO : null };
    const averaged = take === "MEAN" || take === "LATEST";
    return { n: answer.n, value: averaged ? this.#mean(answer.amount, answer.of) : this.figure(answer.amount) };
  }

  /** A measure, before its own rounding. */
  measured(node: Extract<Leaf, { kind: "measure" }>, answers: readonly Aggregate[]): Come {
    const { every } = node;
    if (!every) return this.come(node.take, answers[0]);
    const values = answers.flatMap((answer) => {
      const { n, value } = this.come(every.take, answer);
      return n > 0 && value !== null ? [value] : [];
    });
    return { n: values.length, value: overSteps(values, node.take) };
  }

  /** An entry of a ledger, before its own limit. */
  entered({ between, each, per }: Ledger["entries"][number], answer: Aggregate | undefined): Omit<Entered, "pieces"> {
    if (!answer || answer.n === 0) return { n: 0, raw: ZERO };
    if (between) {
      const set = this.figure(answer.amount ?? "0");
      return { n: answer.n, raw: between.sign === "PLUS" ? set : set.negated() };
    }
    const rate = this.figure(each ?? "0");
    return { n: answer.n, raw: rate.times(per === "VALUE" ? this.figure(answer.amount ?? "0") : answer.n) };
  }

  /** A leaf as the explaining engine wants it, without lines for its records. */
  draft(node: Leaf, subject: string, period: DayRange): Draft {
    const answers = this.answersTo(node, period).map((of) => of(subject));
    const bare = (come: Come) => ({ ...come, pieces: [] });
    switch (node.kind) {
      case "measure":
        return measureOf(node, bare(this.measured(node, answers[0] ?? NOTHING)));
      case "ratio":
        return ratioOf(
          node,
          bare(this.come(node.over.take, answers[0]?.[0])),
          bare(this.come(node.under.take, answers[1]?.[0])),
        );
      case "ledger":
        return ledgerOf(
          node,
          node.entries.map((entry, i) => ({ ...this.entered(entry, answers[i]?.[0]), pieces: [] })),
        );
    }
  }
}
