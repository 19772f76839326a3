import type { Programme } from "@/lib/scoring/programme/schema";
import { type Blank, blanksOf } from "./blanks";
import type { Line } from "./lines";

/** Phases, then the periods that are scored, the cut-offs and the recurring duties, each a sentence with its dates. */
export interface DateLines {
  readonly phases: readonly Line[];
  readonly periods: readonly Line[];
  readonly reviews: readonly Line[];
  readonly duties: readonly Line[];
}

export function dateLines(programme: Programme): DateLines {
  const blanks = blanksOf(programme);
  const at = (path: string): Blank => blanks.get(path)!;
  const interval = (list: "phases" | "periods", i: number) => {
    const from = at(`/${list}/${i}/from`);
    const to = at(`/${list}/${i}/to`);
    return { blanks: { from, to }, example: { kind: "days", from: from.path, to: to.path } as const };
  };
  const named = [...programme.periods, ...programme.phases];
  return {
    phases: programme.phases.map((phase, i) => ({
      id: `/phases/${i}`,
      say: "phase",
      name: phase.name,
      values: {},
      clause: phase.clause ?? null,
      ...interval("phases", i),
    })),
    periods: programme.periods.map((period, i) => ({
      id: `/periods/${i}`,
      say: "period",
      name: period.name,
      values: {},
      clause: null,
      ...interval("periods", i),
    })),
    reviews: programme.reviews.map((review, i) => {
      const period = programme.periods.find((candidate) => candidate.code === review.period);
      return {
        id: `/reviews/${i}`,
        say: "cutOff",
        name: review.name,
        values: { period: period?.name ?? review.name },
        blanks: { cutOffOn: at(`/reviews/${i}/cutOffOn`) },
        clause: review.clause ?? null,
        example: null,
      };
    }),
    duties: programme.duties.map((duty, i) => {
      const range = named.find((candidate) => candidate.code === duty.within);
      return {
        id: `/duties/${i}`,
        say: duty.every === "QUARTER" ? "dutyQuarter" : "dutyMonth",
        name: duty.name,
        values: { within: range?.name ?? duty.name, whole: duty.broken === "SKIP" ? "yes" : "no" },
        blanks: { atLeast: at(`/duties/${i}/atLeast`) },
        clause: duty.clause ?? null,
        example: null,
      };
    }),
  };
}

/** How long each review's result is on public notice. */
export function noticeLine(programme: Programme, review: number): Line {
  const plan = programme.reviews[review]!;
  return {
    id: `/reviews/${review}`,
    say: "notice",
    name: plan.name,
    values: {},
    blanks: { noticeDays: blanksOf(programme).get(`/reviews/${review}/noticeDays`)! },
    clause: plan.clause ?? null,
    example: null,
  };
}

/**
 * In which days an outlet answers a finding, in which days, and how often, may be appealed; none where the plan leaves it
 * to the product (3 days, 5 days, 2 hearings).
 */
export function appealsLines(programme: Programme): Line[] {
  if (!programme.appeals) return [];
  const blanks = blanksOf(programme);
  const line = { name: programme.name, values: {}, clause: null, example: null };
  const confirmDays = blanks.get("/appeals/confirmDays");
  return [
    ...(confirmDays ? [{ ...line, id: "/appeals/confirmDays", say: "confirmDays", blanks: { confirmDays } }] : []),
    {
      ...line,
      id: "/appeals",
      say: "appeals",
      blanks: { days: blanks.get("/appeals/days")!, rounds: blanks.get("/appeals/rounds")! },
    },
  ];
}
