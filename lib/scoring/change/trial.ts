import { type Points, points } from "@/lib/kernel/points";
import { finish, type Steps } from "@/lib/kernel/steps";
import { proposeAwards } from "../awards";
import { excludedIn, fieldOf, notAdmitted, type Opened, opened, rankedReview, sheetOf } from "../compute/stages";
import { Evaluator } from "../explain/evaluate/evaluator";
import { countBelow } from "../explain/exact";
import { bared } from "../explain/shares";
import { whom } from "../facts";
import type { RankedReview } from "../outcomes";
import { proposePenalties } from "../penalties";
import { placeSubjects } from "../place";
import type { Programme } from "../programme/schema";
import { nodesAsked } from "../programme/walk";
import type { Fact, Ranking, ReviewComputation, ReviewInput, Say, ScoreSheet } from "../types";
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
  readonly #opened: Opened;
  readonly #entrance: Evaluator;
  readonly #excluded: ReadonlyMap<string, Say>;
  readonly #evaluator: Evaluator;
  /** Attributes that may name a subject in place of the fact's own. */
  readonly #naming: readonly (string | undefined)[];
  readonly #byId: ReadonlyMap<string, readonly Fact[]>;
  readonly #sheets: ReadonlyMap<string, ScoreSheet>;
  readonly #rivals: readonly Points[];

  /** `computation` is the review's own, computed from `input`. Throws what `computeReview` throws. */
  constructor(input: ReviewInput, computation: ReviewComputation, subject: string) {
    // Findings explain a record's value and do not make it.
    const facts = input.facts.map(withoutLines);
    this.#subject = subject;
    this.#computation = computation;
    this.before = outcomeOf(computation, subject);
    this.#opened = opened(input, facts);
    const excluded = excludedIn(this.#opened);
    this.#entrance = new Evaluator({ ...this.#opened.scope, field: fieldOf(this.#opened, excluded) });
    for (const id of this.#opened.subjects.keys()) {
      const why = notAdmitted(this.#opened, this.#entrance, id);
      if (why && !excluded.has(id)) excluded.set(id, why);
    }
    this.#excluded = excluded;
    this.#evaluator = new Evaluator({ ...this.#opened.scope, field: fieldOf(this.#opened, excluded) });
    this.#naming = [undefined, ...namingIn(this.#opened.programme)];
    const byId = new Map<string, Fact[]>();
    for (const fact of facts) byId.set(fact.id, [...(byId.get(fact.id) ?? []), fact]);
    this.#byId = byId;
    this.#sheets = new Map(computation.sheets.map((sheet) => [sheet.subject, { ...sheet, root: bared(sheet.root) }]));
    const { standings } = computation.ranking;
    const own = standings.find((standing) => standing.subject === subject);
    this.#rivals = standings
      .filter((standing) => standing.subject !== subject && standing.group === own?.group)
      .flatMap(({ total }) => (total === null ? [] : [points(total)]))
      .sort((a, b) => a.comparedTo(b));
  }

  /** What everybody is measured against, in steps; without it the first trial does it all at once. */
  prepare(): Steps<void> {
    return this.#evaluator.fieldsInSteps(true);
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
    const index = this.#opened.scope.index.changed(out, into);
    const review = { ...this.#opened, scope: { ...this.#opened.scope, index } };
    const named = this.#naming.flatMap((by) => [...out, ...into].map((fact) => whom(fact, by)));
    const changed = new Set(named.filter((id): id is string => id !== undefined && review.subjects.has(id)));
    const excluded = this.#excludedAfter(review, changed);
    const sameField = [...review.subjects.keys()].every(
      (id) => changed.has(id) || excluded.has(id) === this.#excluded.has(id),
    );
    const evaluator = new Evaluator(
      { ...review.scope, field: fieldOf(review, excluded) },
      // Somebody else entered or left the field: everything is to be looked at anew.
      { evaluator: this.#evaluator, changed: sameField ? changed : new Set(review.subjects.keys()) },
    );
    const all = !sameField || !evaluator.measuresAsBefore();
    const sheets: ScoreSheet[] = [];
    for (const id of review.subjects.keys()) {
      const known = all || changed.has(id) ? undefined : this.#sheets.get(id);
      sheets.push(known ?? sheetOf(review, evaluator, id, excluded.get(id), false));
      if (!known) yield;
    }
    const alone = !all && [...changed].every((id) => id === this.#subject);
    const computed = all ? review.subjects.size : changed.size;
    return new Trial(this.#subject, review, evaluator, excluded, sheets, {
      computed,
      review: this.#computation.review,
      rivals: alone ? this.#rivals : null,
    });
  }

  #excludedAfter(review: Opened, changed: ReadonlySet<string>): Map<string, Say> {
    const entry = review.review.entry ?? [];
    const asked = entry.flatMap(({ when }) => nodesAsked(when, ""));
    const apart = asked.every(({ node }) => this.#entrance.isSteady(node));
    const excluded = excludedIn(review);
    if (entry.length === 0) return excluded;
    const field = fieldOf(review, excluded);
    const entrance = new Evaluator({ ...review.scope, field }, { evaluator: this.#entrance, changed });
    for (const id of review.subjects.keys()) {
      const known = apart && !changed.has(id);
      const why = known ? this.#excluded.get(id) : notAdmitted(review, entrance, id);
      if (why && !excluded.has(id)) excluded.set(id, why);
    }
    return excluded;
  }
}

interface About {
  readonly computed: number;
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
  readonly #evaluator: Evaluator;
  readonly #excluded: ReadonlyMap<string, Say>;
  readonly #sheets: readonly ScoreSheet[];
  readonly #about: About;
  #ranked: RankedReview | undefined;
  readonly #answers = new Map<string, Outcome>();

  constructor(
    subject: string,
    review: Opened,
    evaluator: Evaluator,
    excluded: ReadonlyMap<string, Say>,
    sheets: readonly ScoreSheet[],
    about: About,
  ) {
    this.computed = about.computed;
    this.#subject = subject;
    this.#opened = review;
    this.#evaluator = evaluator;
    this.#excluded = excluded;
    this.#sheets = sheets;
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
    const total = this.#sheets.find((sheet) => sheet.subject === this.#subject)?.total ?? null;
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
      const ranking = placeSubjects(programme, review, this.#sheets, subjects);
      this.#ranked = rankedReview(this.#opened, this.#evaluator, this.#excluded, this.#sheets, ranking);
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
        sheets: this.#sheets,
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

function namingIn(programme: Programme): string[] {
  const naming = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "by" && typeof inner === "string") naming.add(inner);
      else visit(inner);
    }
  };
  visit(programme);
  return [...naming];
}

function withoutLines(fact: Fact): Fact {
  if (!fact.lines) return fact;
  const { lines: _lines, ...rest } = fact;
  return rest;
}
