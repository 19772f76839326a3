import { Points, text, ZERO } from "@/lib/kernel/points";
import type { Explained, Say } from "../types";
import type { Draft, Piece } from "./draft";
import { ONE, shown, trim } from "./exact";
import { RECORDS } from "./find";

const ROUNDING_NAME = { zh: "四舍五入", en: "Rounding" };

/**
 * Hands the total down the tree. Every share is exact to 12 decimals; what rounding (of the plan, or of a quotient that
 * does not end) leaves over becomes a line of its own, so that siblings always add up to their parent (DESIGN §1.3).
 * `total` null: the subject has no score, so no line has a share; values stay readable.
 */
export function explainRoot(draft: Draft, total: Points | null): Explained {
  return finish(draft, total, ONE, undefined);
}

/**
 * The tree with its values alone, for computations that nobody reads line by line (a draw of a luck test): no shares, no
 * rounding lines, and records are left out; entries stay, because a tie or an award may name one. The root's share is
 * the total, as ever.
 */
export function bareRoot(draft: Draft, total: Points | null): Explained {
  const share = total === null ? null : text(total);
  return { ...bareLine(draft), share };
}

/** A tree that is there already, without the lines of records, limits and rounding; values and shares stay. */
export function bared(root: Explained): Explained {
  return { ...root, inputs: root.inputs.flatMap((input) => (RECORDS.has(input.kind) ? [] : [bared(input)])) };
}

function bareLine(draft: Draft): Explained {
  const { code, name, kind, state, say, clause, tone, fact } = draft;
  const value = draft.value === null ? null : text(draft.value);
  const inputs = draft.pieces.flatMap((piece) => (RECORDS.has(piece.draft.kind) ? [] : [bareLine(piece.draft)]));
  return {
    code,
    name,
    kind,
    state,
    say,
    clause,
    tone,
    fact,
    value,
    full: null,
    share: null,
    fullShare: null,
    weight: null,
    inputs,
  };
}

function finish(draft: Draft, share: Points | null, factor: Points, weight: Piece["weight"]): Explained {
  const inputs: Explained[] = [];
  let handedOut = ZERO;
  const figured = new Map<string, Figured>();
  for (const piece of draft.pieces) {
    const before = piece.alike === undefined ? undefined : figured.get(piece.alike);
    if (before) {
      const { code, name, fact } = piece.draft;
      inputs.push({ ...before.line, code, name, fact });
      before.times += 1;
      continue;
    }
    const part = share === null || piece.effect === null ? null : trim(piece.effect.times(factor));
    const line = finish(piece.draft, part, piece.factor.times(factor), piece.weight);
    inputs.push(line);
    if (piece.alike !== undefined) figured.set(piece.alike, { line, part, times: 1 });
    else if (part) handedOut = handedOut.plus(part);
  }
  for (const { part, times } of figured.values()) if (part) handedOut = handedOut.plus(part.times(times));
  if (share !== null && inputs.length > 0 && !handedOut.equals(share)) inputs.push(rounding(share.minus(handedOut)));
  return {
    code: draft.code,
    name: draft.name,
    kind: draft.kind,
    state: draft.state,
    value: draft.value === null ? null : text(draft.value),
    full: draft.full === null ? null : text(draft.full),
    share: share === null ? null : text(share),
    fullShare: draft.most === null || draft.state === "LEFT_OUT" ? null : text(trim(draft.most.times(factor))),
    weight: weight?.own ?? null,
    say: isPlanNode(draft) ? weighed(draft.say, weight) : draft.say,
    clause: draft.clause,
    tone: draft.tone,
    fact: draft.fact,
    inputs,
  };
}

interface Figured {
  readonly line: Explained;
  readonly part: Points | null;
  times: number;
}

const LINES = new Set<Explained["kind"]>(["entry", "fact", "line", "limit", "rounding"]);

function isPlanNode(draft: Draft): boolean {
  return !LINES.has(draft.kind);
}

/** `weighed`: "no", "yes" (× weight %), or "partly" (× weight ÷ of, when a sibling was left out of the denominator). */
function weighed(said: Say, weight: Piece["weight"]): Say {
  const values = weight
    ? { weighed: weight.of === "100" ? "yes" : "partly", weight: weight.own, of: weight.of }
    : { weighed: "no", weight: "", of: "" };
  return { code: said.code, values: { ...said.values, ...values } };
}

function rounding(amount: Points): Explained {
  return {
    code: "rounding",
    name: ROUNDING_NAME,
    kind: "rounding",
    state: "VALUED",
    value: text(amount),
    full: null,
    share: text(amount),
    fullShare: null,
    weight: null,
    say: { code: "rounding", values: { amount: shownRemainder(amount) } },
    clause: null,
    tone: null,
    fact: null,
    inputs: [],
  };
}

/** A remainder below half a cent would read 0.00, which says nothing. */
function shownRemainder(amount: Points): string {
  return amount.abs().lessThan(new Points("0.005")) ? text(amount) : shown(amount);
}
