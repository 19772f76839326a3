import type { Steps } from "@/lib/kernel/steps";
import { Evaluator } from "../explain/evaluate/evaluator";
import { whom } from "../facts";
import type { Programme } from "../programme/schema";
import { nodesAsked } from "../programme/walk";
import type { Fact, Say, ScoreSheet } from "../types";
import { excludedIn, fieldOf, notAdmitted, type Opened, sheetOf } from "./stages";

/** A review with a few facts changed, up to its sheets. */
export interface Again {
  readonly evaluator: Evaluator;
  readonly excluded: ReadonlyMap<string, Say>;
  readonly sheets: readonly ScoreSheet[];
  /** Sheets that were computed; the others are those of before. */
  readonly computed: number;
  /** Whether only those whose facts changed have another sheet. */
  readonly apart: boolean;
}

/**
 * A review that was computed, to compute it again with a few facts changed. The sheets are those of `computeReview`, but
 * only what the change touches is computed: the sheets of those whose facts they are, and everybody else's only where the
 * mark moves that all are measured against.
 */
export class Ground {
  readonly opened: Opened;
  readonly #sheets: ReadonlyMap<string, ScoreSheet>;
  readonly #entrance: Evaluator;
  readonly #excluded: ReadonlyMap<string, Say>;
  readonly #evaluator: Evaluator;
  /** Attributes that may name a subject in place of the fact's own. */
  readonly #naming: readonly (string | undefined)[];

  /** `sheets` are those that the opened review came to. */
  constructor(opened: Opened, sheets: readonly ScoreSheet[]) {
    this.opened = opened;
    this.#sheets = new Map(sheets.map((sheet) => [sheet.subject, sheet]));
    const excluded = excludedIn(opened);
    this.#entrance = new Evaluator({ ...opened.scope, field: fieldOf(opened, excluded) });
    for (const id of opened.subjects.keys()) {
      const why = notAdmitted(opened, this.#entrance, id);
      if (why && !excluded.has(id)) excluded.set(id, why);
    }
    this.#excluded = excluded;
    this.#evaluator = new Evaluator({ ...opened.scope, field: fieldOf(opened, excluded) });
    this.#naming = [undefined, ...namingIn(opened.programme)];
  }

  /** What everybody is measured against, in steps; without it the first change does it all at once. */
  prepare(): Steps<void> {
    return this.#evaluator.fieldsInSteps(true);
  }

  /** Whose facts these are. */
  named(facts: readonly Fact[]): Set<string> {
    const named = this.#naming.flatMap((by) => facts.map((fact) => whom(fact, by)));
    return new Set(named.filter((id): id is string => id !== undefined && this.opened.subjects.has(id)));
  }

  /** `review` is this one but for what is read of `changed`. In steps of one sheet each. */
  *again(review: Opened, changed: ReadonlySet<string>, shares: boolean): Steps<Again> {
    const excluded = this.#excludedAfter(review, changed);
    const sameField = [...review.subjects.keys()].every(
      (id) => changed.has(id) || excluded.has(id) === this.#excluded.has(id),
    );
    const evaluator = new Evaluator(
      { ...review.scope, field: fieldOf(review, excluded) },
      // Somebody else entered or left the field: everything is to be looked at anew.
      { evaluator: this.#evaluator, changed: sameField ? changed : new Set(review.subjects.keys()) },
    );
    const apart = sameField && evaluator.measuresAsBefore();
    const sheets: ScoreSheet[] = [];
    let computed = 0;
    for (const id of review.subjects.keys()) {
      const known = apart && !changed.has(id) ? this.#sheets.get(id) : undefined;
      sheets.push(known ?? sheetOf(review, evaluator, id, excluded.get(id), shares));
      if (known) continue;
      computed += 1;
      yield;
    }
    return { evaluator, excluded, sheets, computed, apart };
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
