import { readProgramme } from "@/lib/scoring/programme/read";
import type { Programme } from "@/lib/scoring/programme/schema";
import { change, type Settings } from "./plan";

/** What a rule without a shipped document says about itself; the rest of a programme is filled in around it. */
export interface SmallPlan {
  readonly root?: unknown;
  /** Changes to the one review `R` over 2026. */
  readonly review?: Readonly<Record<string, unknown>>;
  readonly periods?: readonly unknown[];
  readonly sheets?: readonly unknown[];
  readonly awards?: readonly object[];
  readonly penalties?: readonly object[];
  readonly duties?: readonly object[];
}

const ROOT = {
  kind: "measure",
  code: "SCORE",
  take: "MEAN",
  from: { stream: "score" },
  atLeast: 1,
  otherwise: "UNRANKED",
};

const DAYS = { from: "2026-01-01", to: "2026-12-31" };

export function smallProgramme(plan: SmallPlan, set: Settings = {}): Programme {
  const document = {
    format: 1,
    code: "SMALL",
    name: { zh: "例子", en: "Example" },
    purpose: { zh: "例子", en: "Example" },
    basis: [],
    timeZone: "Asia/Shanghai",
    phases: [{ code: "PHASE", ...DAYS, tasks: [] }],
    periods: [{ code: "Y", ...DAYS }, ...(plan.periods ?? [])],
    committee: [{ code: "LEADER", body: "LEADING_GROUP", min: 1, max: 1 }],
    groups: [],
    standards: [],
    sheets: plan.sheets ?? [{ code: "unused", root: ROOT }],
    reviews: [
      {
        code: "R",
        kind: "YEAR",
        period: "Y",
        cutOffOn: DAYS.to,
        root: plan.root ?? ROOT,
        ties: [],
        signOff: [{ seat: "LEADER", need: "ALL" }],
        noticeDays: 0,
        ...plan.review,
      },
    ],
    awards: (plan.awards ?? []).map((award) => ({
      review: "R",
      target: "UNIT",
      quota: { min: 0, max: 1000 },
      excludedBy: [],
      prizes: [],
      settledOn: DAYS.to,
      ...award,
    })),
    penalties: (plan.penalties ?? []).map((penalty) => ({ review: "R", choose: "ALL", ...penalty })),
    duties: plan.duties ?? [],
  };
  const { programme, issues } = readProgramme(named(document));
  if (!programme) throw new Error(`the small plan does not read: ${JSON.stringify(issues)}`);
  change(programme, set);
  return programme;
}

/** Whatever has a code and no name is called by its code, so that a case only says what it is about. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(one)]));
  return typeof inner.code === "string" && !("name" in inner)
    ? { ...inner, name: { zh: inner.code, en: inner.code } }
    : inner;
}
