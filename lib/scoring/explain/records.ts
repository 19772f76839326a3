import { points, sum, ZERO } from "@/lib/kernel/points";
import type { Fact, FactLine } from "../types";
import { type Draft, type Piece, say } from "./draft";
import { ONE, shown } from "./exact";

const FULL_NAME = { zh: "满分", en: "Full marks" };
const FLOOR_NAME = { zh: "限额调整", en: "Adjustment to the limit" };
const SHEET_NAME = { zh: "检查表折算", en: "Rescaling of the sheet" };

/** COUNTED facts enter; the four other states are listed with their reason and enter nothing (DESIGN §1.6). */
const NOT_ENTERING = {
  PENDING: { state: "MISSING", code: "factPending" },
  NOT_APPLICABLE: { state: "LEFT_OUT", code: "factNotApplicable" },
  NOT_OBSERVED: { state: "LEFT_OUT", code: "factNotObserved" },
  VOIDED: { state: "LEFT_OUT", code: "factVoided" },
} as const;

function record(fact: Fact): Pick<Draft, "code" | "name" | "kind" | "clause" | "tone" | "fact" | "lacks"> {
  return {
    code: fact.ref,
    name: fact.title,
    kind: "fact",
    clause: null,
    tone: null,
    fact: opens(fact),
    lacks: [],
  };
}

function opens(fact: Fact): NonNullable<Draft["fact"]> {
  return { id: fact.id, ref: fact.ref, stream: fact.stream, on: fact.on };
}

/** A record that does not enter its node. A voided one is shown with a share of 0, the others with none. */
export function asideFact(fact: Fact, reason?: string): Piece {
  const aside =
    fact.state === "COUNTED"
      ? ({ state: "LEFT_OUT", code: reason ?? "factNoValue" } as const)
      : NOT_ENTERING[fact.state];
  const draft: Draft = {
    ...record(fact),
    state: aside.state,
    value: null,
    full: fact.full === undefined ? null : points(fact.full),
    most: null,
    say: say(aside.code, {
      value: fact.value === null ? "" : shown(points(fact.value)),
      has: fact.value === null ? "no" : "yes",
    }),
    pieces: [],
  };
  return { draft, effect: fact.state === "VOIDED" ? ZERO : null, factor: ZERO };
}

/**
 * A record whose value enters with `factor` parent units a point. With findings it opens into full marks and one
 * negative line each: their shares add up to the record's.
 */
export function scoredFact(fact: Fact & { value: string }, factor: Piece["factor"], code = "factScore"): Piece {
  const value = points(fact.value);
  const full = fact.full === undefined ? null : points(fact.full);
  const findings = full !== null && fact.lines ? fact.lines : null;
  const losses = findings ? amountsOf(findings) : [];
  const lost = sum(losses.map(({ amount, times }) => amount.times(times)));
  const draft: Draft = {
    ...record(fact),
    state: "VALUED",
    value,
    full,
    most: full,
    say: findings
      ? say(code === "factScore" ? "factFindings" : code, {
          value: shown(value),
          n: losses.reduce((count, { amount, times }) => count + (amount.isZero() ? 0 : times), 0),
          lost: shown(lost),
        })
      : say(code, { value: shown(value) }),
    pieces: findings && full ? findingPieces(fact, full, findings, value.minus(full.minus(lost))) : [],
  };
  return { draft, effect: value.times(factor), factor };
}

/** A record that counts as one event worth `each` parent units. */
export function eventFact(fact: Fact, each: Piece["factor"], code: string): Piece {
  const draft: Draft = {
    ...record(fact),
    state: "VALUED",
    value: each,
    full: null,
    most: each.isNegative() ? ZERO : each,
    say: say(code, { each: shown(each.abs()) }),
    pieces: [],
  };
  return { draft, effect: each, factor: ONE };
}

function findingPieces(
  fact: Fact,
  full: Piece["factor"],
  findings: readonly FactLine[],
  held: Piece["factor"],
): Piece[] {
  const pieces: Piece[] = [
    {
      draft: line("full", FULL_NAME, fact, {
        value: full,
        full,
        most: full,
        say: say("fullMarks", { full: shown(full) }),
      }),
      effect: full,
      factor: ONE,
    },
  ];
  const drawn = new Map<string, Piece>();
  for (const finding of findings) {
    const alike = `${finding.lost} ${finding.of}`;
    const piece = drawn.get(alike) ?? findingPiece(finding, fact, alike);
    drawn.set(alike, piece);
    const own = { code: finding.code, name: finding.title, fact: { ...opens(fact), line: finding.id } };
    pieces.push({ ...piece, draft: { ...piece.draft, ...own } });
  }
  // Items that did not apply leave the sheet's full marks, so the value differs from full − Σ lost.
  if (!held.isZero()) pieces.push(limitPiece(held, "heldRecord", {}, SHEET_NAME));
  return pieces;
}

function findingPiece(finding: FactLine, fact: Fact, alike: string): Piece {
  const lost = points(finding.lost);
  const of = points(finding.of);
  const draft = line(finding.code, finding.title, fact, {
    value: of.minus(lost),
    full: of,
    most: ZERO,
    say: say("finding", { lost: shown(lost), of: shown(of) }),
  });
  return { draft, effect: lost.negated(), factor: ONE, alike };
}

/** A score sheet has hundreds of lines but only a few different amounts. */
function amountsOf(findings: readonly FactLine[]): { amount: Piece["factor"]; times: number }[] {
  const times = new Map<string, number>();
  for (const { lost } of findings) times.set(lost, (times.get(lost) ?? 0) + 1);
  return [...times].map(([lost, count]) => ({ amount: points(lost), times: count }));
}

function line(
  code: string,
  name: Draft["name"],
  fact: Fact,
  rest: Pick<Draft, "value" | "full" | "most" | "say">,
): Draft {
  return { ...record(fact), code, name, kind: "line", state: "VALUED", pieces: [], ...rest };
}

/** What a floor, a cap or a full mark added (positive) or took away (negative). */
export function limitPiece(
  effect: Piece["factor"],
  code: string,
  values: Record<string, string | number>,
  name: Draft["name"] = FLOOR_NAME,
): Piece {
  return {
    draft: {
      code: "limit",
      name,
      kind: "limit",
      state: "VALUED",
      value: effect,
      full: null,
      most: null,
      say: say(code, { ...values, amount: shown(effect.abs()) }),
      clause: null,
      tone: null,
      fact: null,
      pieces: [],
      lacks: [],
    },
    effect,
    factor: ONE,
  };
}
