import { type Day, type DayRange, monthOf, monthsIn, within } from "@/lib/kernel/calendar";
import { points, sum, text } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { ReviewState } from "@/lib/reviews/types";
import { stemOf } from "@/lib/scoring/programme/recur";
import type { Method, Programme, ReviewPlan, StreamPlan } from "@/lib/scoring/programme/schema";
import { kindOf, type SubjectKind } from "@/lib/scoring/programme/subjects";
import type { DutyStatus, Fact } from "@/lib/scoring/types";
import type { PhaseSaid, PhaseWord } from "../../schema";
import { outletOf } from "./problems";

/** A phase of the plan at the end: what the calendar says, and what the office says. */
export interface PhaseCourse {
  readonly name: Text;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly tasks: readonly Text[];
  readonly time: "OVER" | "RUNNING" | "COMING" | "UNDATED";
  readonly word: PhaseWord | null;
  readonly note: string;
}

export function phasesOf({ phases }: Programme, said: readonly PhaseSaid[], today: Day): PhaseCourse[] {
  return phases.map(({ code, name, from, to, tasks }) => {
    const own = said.find((one) => one.code === code);
    const undated = from === null && to === null;
    const time = undated
      ? "UNDATED"
      : to !== null && to < today
        ? "OVER"
        : from !== null && from > today
          ? "COMING"
          : "RUNNING";
    return {
      name,
      from,
      to,
      tasks: tasks.map((task) => task.name),
      time,
      word: own?.state ?? null,
      note: own?.note ?? "",
    };
  });
}

/** A recurring duty over all its stretches. */
export interface DutyCourse {
  readonly name: Text;
  readonly done: number;
  readonly missed: number;
  readonly open: number;
}

export function dutiesOf({ duties }: Programme, statuses: readonly DutyStatus[]): DutyCourse[] {
  return duties.flatMap(({ code, name }) => {
    const own = statuses.filter(({ duty }) => duty === code);
    const count = (...states: DutyStatus["state"][]) => own.filter(({ state }) => states.includes(state)).length;
    return own.length === 0
      ? []
      : [{ name, done: count("DONE"), missed: count("OVERDUE"), open: count("OPEN", "COMING") }];
  });
}

/** A review of the plan as it came out; figures only of one that is published. */
export interface ReviewCourse {
  readonly code: string;
  readonly name: Text;
  readonly cutOffOn: Day | null;
  readonly state: ReviewState;
  readonly publishedOn: Day | null;
  readonly units: number | null;
  readonly ranked: number | null;
  readonly mean: string | null;
  readonly spread: string | null;
}

/** Ranks of the same subjects over reviews of one kind, in time. */
export interface RankCourse {
  readonly kind: SubjectKind;
  readonly reviews: readonly Text[];
  /** Published reviews of the kind before those shown. */
  readonly earlier: number;
  readonly rows: readonly {
    readonly name: Text;
    readonly outlet: Text | null;
    readonly ranks: readonly (number | null)[];
    /** Places gained from the first rank shown to the last; null without two. */
    readonly gained: number | null;
  }[];
}

/** A published review with its ranks, as the course is drawn from it. */
export interface RankedReview {
  readonly plan: ReviewPlan;
  readonly ranks: ReadonlyMap<string, number | null>;
}

/** Columns that a page holds. */
export const SHOWN = 6;

/**
 * Reviews are set beside their likes: those that recur beside the same of other months, the others beside one another, each
 * with its own kind of subjects, in the order of their last days. One review alone is no course.
 */
export function rankCourses(
  reviews: readonly RankedReview[],
  nameOf: (subject: string) => { readonly name: Text; readonly outlet: Text | null },
): RankCourse[] {
  const likes = new Map<string, RankedReview[]>();
  for (const review of reviews) {
    const stem = stemOf(review.plan.code);
    const key = JSON.stringify([kindOf(review.plan), stem === review.plan.code ? null : stem]);
    likes.set(key, [...(likes.get(key) ?? []), review]);
  }
  return [...likes.values()].flatMap((own): RankCourse[] => {
    const [first] = own;
    if (!first || own.length < 2) return [];
    const ordered = [...own].sort((a, b) => ((a.plan.cutOffOn ?? "9999") < (b.plan.cutOffOn ?? "9999") ? -1 : 1));
    const shown = ordered.slice(-SHOWN);
    const subjects = [...new Set(shown.flatMap(({ ranks }) => [...ranks.keys()]))];
    const rows = subjects.map((subject) => {
      const ranks = shown.map((review) => review.ranks.get(subject) ?? null);
      const had = ranks.filter((rank) => rank !== null);
      const [start, end] = [had[0], had.at(-1)];
      const gained = had.length < 2 || start === undefined || end === undefined ? null : start - end;
      return { ...nameOf(subject), ranks, gained };
    });
    const last = (ranks: readonly (number | null)[]) => ranks.at(-1) ?? Number.MAX_SAFE_INTEGER;
    return [
      {
        kind: kindOf(first.plan),
        reviews: shown.map(({ plan }) => plan.name),
        earlier: ordered.length - shown.length,
        rows: rows.sort((a, b) => last(a.ranks) - last(b.ranks)),
      },
    ];
  });
}

/** Complaints by the month in which they came in. */
export interface ComplaintMonth {
  readonly month: string;
  readonly received: number;
  readonly valid: number;
  /** Not decided yet. */
  readonly open: number;
}

export function complaintMonths(facts: readonly Fact[], days: DayRange): ComplaintMonth[] {
  const own = facts.filter(({ stream, on, state }) => stream === "complaint" && within(on, days) && state !== "VOIDED");
  return monthsIn(days).map((month) => {
    const received = own.filter(({ on }) => monthOf(on) === month);
    return {
      month,
      received: received.length,
      valid: received.filter(({ state, attrs }) => state === "COUNTED" && attrs.validity === "VALID").length,
      open: received.filter(({ state }) => state === "PENDING").length,
    };
  });
}

/** What was done in the campaign, counted. */
export interface Activity {
  readonly method: Method | null;
  readonly name: Text | null;
  readonly kind: "INSPECTION" | "RECORD" | "LEARNING" | "COMPLAINT" | "PRAISE";
  readonly records: number;
  readonly outlets: number;
}

export function activitiesOf(
  { standards, streams }: Programme,
  facts: readonly Fact[],
  methods: Readonly<Record<Method, string>>,
): Activity[] {
  const counted = facts.filter(({ state }) => state === "COUNTED" || state === "PENDING");
  const of = (stream: string, as: Pick<Activity, "method" | "name" | "kind">): Activity[] => {
    const own = counted.filter((fact) => fact.stream === stream);
    return own.length === 0 ? [] : [{ ...as, records: own.length, outlets: new Set(own.map(outletOf)).size }];
  };
  return [
    ...[...new Set(standards.map(({ method }) => method))].flatMap((method) =>
      of(methods[method], { method, name: null, kind: "INSPECTION" }),
    ),
    ...(streams ?? []).flatMap(({ code, name }) => of(code, { method: null, name, kind: "RECORD" })),
    ...of("learning", { method: null, name: null, kind: "LEARNING" }),
    ...of("complaint", { method: null, name: null, kind: "COMPLAINT" }),
    ...of("praise", { method: null, name: null, kind: "PRAISE" }),
  ];
}

/** How many of those who take part any counted record is about. */
export function activeUnits(facts: readonly Fact[], participants: readonly string[]): number {
  const seen = new Set(facts.flatMap((fact) => (fact.state === "COUNTED" ? [outletOf(fact)] : [])));
  return participants.filter((id) => seen.has(id)).length;
}

/** Streams that measure what customers or staff think, as the plan calls them. */
export function satisfactionStreams({ streams }: Programme): StreamPlan[] {
  return (streams ?? []).filter(
    ({ name, value }) =>
      value && (/满意|客户评分|征求意见/.test(name.zh) || /satisf|customer rating|survey/i.test(name.en)),
  );
}

export interface Satisfaction {
  readonly name: Text;
  readonly answers: number;
  readonly mean: string;
  /** Means of the first and the second half of the days; null where one of them has no answer. */
  readonly halves: readonly [string, string] | null;
  readonly full: string | null;
}

export function satisfactionOf(programme: Programme, facts: readonly Fact[], days: DayRange): Satisfaction[] {
  const months = monthsIn(days);
  const middle = months[Math.ceil(months.length / 2)];
  return satisfactionStreams(programme).flatMap(({ code, name, value }): Satisfaction[] => {
    const own = facts.filter(
      (fact) => fact.stream === code && fact.state === "COUNTED" && fact.value !== null && within(fact.on, days),
    );
    if (own.length === 0) return [];
    const mean = (some: readonly Fact[]) => text(sum(some.map((fact) => points(fact.value ?? "0"))).div(some.length));
    const early = own.filter(({ on }) => middle === undefined || monthOf(on) < middle);
    const late = own.filter((fact) => !early.includes(fact));
    return [
      {
        name,
        answers: own.length,
        mean: mean(own),
        halves: early.length > 0 && late.length > 0 ? [mean(early), mean(late)] : null,
        full: value?.full ?? null,
      },
    ];
  });
}
