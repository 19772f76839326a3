import { computeReview } from "./compute";
import type { Node } from "./programme/nodes";
import type { Programme, ReviewPlan } from "./programme/schema";
import type { Explained, Fact, ReviewComputation, ReviewInput, SubjectInput } from "./types";

/** Small programmes and facts for tests: only what a case is about has to be said. */

export const name = (text: string) => ({ zh: text, en: text });

let serial = 0;

/** A counted fact with an id and a record code of its own. */
export function fact(
  subject: string,
  stream: string,
  on: string,
  value: string | null,
  rest: Partial<Fact> = {},
): Fact {
  serial += 1;
  const ref = `R-${String(serial).padStart(5, "0")}`;
  return {
    id: `id-${serial}`,
    subject,
    stream,
    on,
    state: "COUNTED",
    value,
    attrs: {},
    ref,
    title: name(ref),
    ...rest,
  };
}

/** The mean of a stream, full marks 100; without any fact the subject is unranked. */
export function mean(code: string, stream = code, rest: Partial<Extract<Node, { kind: "measure" }>> = {}): Node {
  return {
    kind: "measure",
    code,
    name: name(code),
    take: "MEAN",
    from: { stream },
    full: "100",
    atLeast: 1,
    otherwise: "UNRANKED",
    ...rest,
  };
}

/** One review R over 2026 with this score tree. */
export function programme(root: Node, rest: Partial<Programme> = {}, review: Partial<ReviewPlan> = {}): Programme {
  return {
    format: 1,
    code: "TEST",
    name: name("test"),
    purpose: name("test"),
    basis: [],
    timeZone: "Asia/Shanghai",
    phases: [{ code: "PHASE", name: name("phase"), from: "2026-01-01", to: "2026-12-31", tasks: [] }],
    periods: [{ code: "Y", name: name("year"), from: "2026-01-01", to: "2026-12-31" }],
    committee: [{ code: "LEADER", name: name("leader"), body: "LEADING_GROUP", min: 1, max: 1 }],
    groups: [],
    standards: [],
    sheets: [{ code: "s", name: name("s"), root: mean("UNUSED") }],
    reviews: [
      {
        code: "R",
        name: name("review"),
        kind: "YEAR",
        period: "Y",
        cutOffOn: "2026-12-31",
        root,
        ties: [],
        signOff: [{ seat: "LEADER", need: "ALL" }],
        noticeDays: 7,
        ...review,
      },
    ],
    awards: [],
    penalties: [],
    duties: [],
    ...rest,
  };
}

/** The last review of the plan, computed. */
export function compute(
  plan: Programme,
  subjects: readonly (string | SubjectInput)[],
  facts: readonly Fact[],
  carried: ReviewInput["carried"] = {},
): ReviewComputation {
  return computeReview({
    programme: plan,
    review: plan.reviews.at(-1)!.code,
    subjects: subjects.map((subject) => (typeof subject === "string" ? { id: subject } : subject)),
    facts,
    carried,
  });
}

/** The explanation of a subject that was computed. */
export function rootOf(computation: ReviewComputation, subject: string): Explained {
  return computation.sheets.find((sheet) => sheet.subject === subject)!.root;
}

/** The total of a subject that was computed; null without one. */
export function totalOf(computation: ReviewComputation, subject: string): string | null {
  return computation.sheets.find((sheet) => sheet.subject === subject)!.total;
}

/** Lines nothing stands below. */
export function leavesOf(root: Explained): Explained[] {
  return root.inputs.length === 0 ? [root] : root.inputs.flatMap(leavesOf);
}
