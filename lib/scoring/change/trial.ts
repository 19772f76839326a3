import { type Points, points } from "@/lib/kernel/points";
import { finish, type Steps } from "@/lib/kernel/steps";
import { proposeAwards } from "../awards";
import { type Again, Ground } from "../compute/ground";
import { type Opened, opened, rankedReview } from "../compute/stages";
import { countBelow } from "../explain/exact";
import { bared } from "../explain/shares";
import type { RankedReview } from "../outcomes";
import { proposePenalties } from "../penalties";
import { placeSubjects } from "../place";
import type { Programme } from "../programme/schema";
import type { Fact, Ranking, ReviewComputation, ReviewInput } from "../types";
import { outcomeOf } from "./outcome";
import type { Goal, Outcome } from "./types";

/**
 * A review that is computed again and again with a few facts changed, for what it comes to for one subject. Each time
 * the result is that of `computeReview`, but only what the change touches is computed: the sheets of those whose facts
 * they are, everybody else's only where the mark moves that all are measured against, and of awards and penalties those
 * that a question is about.
 */
export class Rehearsal {
  readonly before: Outcome;
  readonly #subject: string;
  readonly #computation: ReviewComputation;
  readonly #ground: Ground;
  readonly #byId: ReadonlyMap<string, readonly Fact[]>;
  readonly #rivals: readonly Points[];

  /** `computation` is the review's own, computed from `input`. Throws what `computeReview` throws. */
  constructor(input: ReviewInput, computation: ReviewComputation, subject: string) {
    // Findings explain a record's value and do not make it.
    const facts = input.facts.map(withoutLines);
    this.#subject = subject;
    this.#computation = computation;
    this.before = outcomeOf(computation, subject);
    this.#ground = new Ground(
      opened(input, facts),
      computation.sheets.map((sheet) => ({ ...sheet, root: bared(sheet.root) })),
    );
    const byId = new Map<string, Fact[]>();
    for (const fact of facts) byId.set(fact.id, [...(byId.get(fact.id) ?? []), fact]);
    this.#byId = byId;
    const { standings } = computation.ranking;
    const own = standings.find((standing) => standing.subject === subject);
    this.#rivals = standings
      .filter((standing) => standing.subject !== subject && standing.group === own?.group)
      .flatMap(({ total }) => (total === null ? [] : [points(total)]))
      .sort((a, b) => a.comparedTo(b));
  }

  /** What everybody is measured against, in steps; without it the first trial does it all at once. */
  prepare(): Steps<void> {
    return this.#ground.prepare();
  }

  /** The facts of a record, or none. */
  factsOf(id: string): readonly Fact[] {
    return this.#byId.get(id) ?? [];
  }

  /** The review without the facts `out` (the objects that `factsOf` gave) and with the facts `into`. */
  with(out: readonly Fact[], into: readonly Fact[]): Trial {
    return finish(this.withInSteps(out, into));
  }

  /** The same in steps of one sheet each. */
  *withInSteps(out: readonly Fact[], into: readonly Fact[]): Steps<Trial> {
    const { opened } = this.#ground;
    const review = { ...opened, scope: { ...opened.scope, index: opened.scope.index.changed(out, into) } };
    const changed = this.#ground.named([...out, ...into]);
    const again = yield* this.#ground.again(review, changed, false);
    const alone = again.apart && [...changed].every((id) => id === this.#subject);
    return new Trial(this.#subject, review, again, {
      review: this.#computation.review,
      rivals: alone ? this.#rivals : null,
    });
  }
}

interface About {
  readonly review: string;
  /** Totals of the others in the same list, ascending, where only the subject's own has moved. */
  readonly rivals: readonly Points[] | null;
}

/** One time: what it comes to, as far as it is asked. */
export class Trial {
  /** Sheets that were computed. */
  readonly computed: number;
  readonly #subject: string;
  readonly #opened: Opened;
  readonly #again: Again;
  readonly #about: About;
  #ranked: RankedReview | undefined;
  readonly #answers = new Map<string, Outcome>();

  constructor(subject: string, review: Opened, again: Again, about: About) {
    this.computed = again.computed;
    this.#subject = subject;
    this.#opened = review;
    this.#again = again;
    this.#about = about;
  }

  /** The whole outcome, as of `computeReview`. */
  outcome(): Outcome {
    return this.#remembered("", (programme) => programme);
  }

  /** The outcome as far as a goal asks for it; of the rest, nothing is said. */
  towards(goal: Goal): Outcome {
    switch (goal.kind) {
      case "RANK":
        return { ...this.#standing(), awards: [], penalties: {}, money: {} };
      case "AWARD":
        return this.#remembered(`award ${goal.award}`, (programme) => onlyAward(programme, goal.award));
      case "PENALTY":
        return this.#remembered(`penalty ${goal.penalty}`, (programme) => onlyPenalty(programme, goal.penalty));
      case "MONEY": {
        const [kind, code = ""] = goal.due.split(" ");
        return this.#remembered(`${kind} ${code}`, (programme) =>
          kind === "award" ? onlyAward(programme, code) : onlyPenalty(programme, code),
        );
      }
    }
  }

  /** Total and rank. Where nobody else has moved and nobody is equal, those with more are counted. */
  #standing(): Pick<Outcome, "rank" | "total"> {
    const { rivals } = this.#about;
    const total = this.#again.sheets.find((sheet) => sheet.subject === this.#subject)?.total ?? null;
    if (rivals && total !== null && !this.#ranked) {
      const own = points(total);
      const less = countBelow(rivals, own, false);
      if (less === countBelow(rivals, own, true)) return { total, rank: rivals.length - less + 1 };
    }
    const standing = this.#ranking().standings.find(({ subject }) => subject === this.#subject);
    return { total: standing?.total ?? null, rank: standing?.rank ?? null };
  }

  #ranking(): Ranking {
    return this.#review().ranking;
  }

  #review(): RankedReview {
    if (!this.#ranked) {
      const { programme, review, subjects } = this.#opened;
      const { evaluator, excluded, sheets } = this.#again;
      const ranking = placeSubjects(programme, review, sheets, subjects);
      this.#ranked = rankedReview(this.#opened, evaluator, excluded, sheets, ranking);
    }
    return this.#ranked;
  }

  #remembered(key: string, part: (programme: Programme) => Programme): Outcome {
    const known = this.#answers.get(key);
    if (known) return known;
    const given = { ...this.#review(), programme: part(this.#opened.programme), about: this.#subject };
    const outcome = outcomeOf(
      {
        review: this.#about.review,
        sheets: this.#again.sheets,
        ranking: given.ranking,
        awards: proposeAwards(given),
        penalties: proposePenalties(given),
      },
      this.#subject,
    );
    this.#answers.set(key, outcome);
    return outcome;
  }
}

/** The award and those that exclude it; awards of other reviews stay, because they have a say in it and cost nothing. */
function onlyAward(programme: Programme, code: string): Programme {
  const review = programme.awards.find((award) => award.code === code)?.review;
  const wanted = new Set([code]);
  for (const award of programme.awards.toReversed()) {
    if (wanted.has(award.code)) for (const other of award.notWith ?? []) wanted.add(other);
  }
  const awards = programme.awards.filter((award) => award.review !== review || wanted.has(award.code));
  return { ...programme, awards, penalties: [] };
}

/** The penalty and those that it may take the place of. */
function onlyPenalty(programme: Programme, code: string): Programme {
  const word = programme.penalties.find((penalty) => penalty.code === code)?.dearestOf;
  const penalties = programme.penalties.filter(
    (penalty) => penalty.code === code || (word !== undefined && penalty.dearestOf === word),
  );
  return { ...programme, awards: [], penalties };
}

function withoutLines(fact: Fact): Fact {
  if (!fact.lines) return fact;
  const { lines: _lines, ...rest } = fact;
  return rest;
}
