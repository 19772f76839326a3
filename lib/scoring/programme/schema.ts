import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { decimalSchema } from "@/lib/kernel/points";
import { textSchema } from "@/lib/kernel/text";
import {
  amountSchema,
  awardCodeSchema,
  clauseSchema,
  codeSchema,
  conditionSchema,
  nodeSchema,
  periodCodeSchema,
  populationSchema,
  reviewCodeSchema,
  STEPS,
  selectorSchema,
} from "./nodes";

/**
 * The vocabulary of a programme (方案): one JSON document says phases, committee, standards, scoring, reviews,
 * awards and penalties. The engine knows no programme by name. `null` marks a blank that headquarters must fill
 * before publishing (DESIGN §1.1); `check.ts` lists the blanks and contradictions with the path of each.
 */

/**
 * A named interval. A single date has `from === to`. With `every` it stands for each of its months or quarters, and so
 * does whatever names it: `recur.ts` writes them out (`MONTHLY` becomes `MONTHLY.2026-03`, `MONTHLY.2026-04` …).
 */
export const periodSchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  from: daySchema.nullable(),
  to: daySchema.nullable(),
  every: z.enum(["MONTH", "QUARTER"]).optional(),
});

export const phaseSchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  from: daySchema.nullable(),
  to: daySchema.nullable(),
  tasks: z.array(z.strictObject({ code: codeSchema, name: textSchema, evidence: textSchema.optional() })).max(60),
  clause: clauseSchema.optional(),
});

/** Seats of the leading group and its office. People are named in the campaign, not in the document. */
export const seatSchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  body: z.enum(["LEADING_GROUP", "OFFICE"]),
  min: z.int().min(0).max(60),
  max: z.int().min(1).max(60),
});

/** 自查、明查、暗访、录像、上级、交叉、抽查. */
export const METHODS = ["SELF", "OPEN", "COVERT", "CCTV", "UPPER", "CROSS", "SPOT"] as const;

/** A standard in use and the method it serves; the version is pinned when the campaign is published. */
export const standardUseSchema = z.strictObject({
  method: z.enum(METHODS),
  standard: codeSchema,
  /** How often: once a month for every outlet (self-check), or as visits are assigned. */
  rhythm: z.enum(["MONTHLY", "ASSIGNED"]),
});

export const sheetSchema = z.strictObject({ code: codeSchema, name: textSchema, root: nodeSchema });

/**
 * Who is scored: outlets (or departments), each by itself or a whole competition group together (its code is the subject
 * then, and its facts name it), or people, all or only those in certain posts.
 */
export const subjectsSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("UNIT"), together: z.literal("GROUP").optional() }),
  z.strictObject({ kind: z.literal("PERSON"), posts: z.array(codeSchema).max(40).optional() }),
]);

/** Who may take part at all, as sentences with yes or no (application complete, screening passed; R17). */
export const entrySchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  when: conditionSchema,
  clause: clauseSchema.optional(),
});

/** Words for totals: good, fair, poor. Bands of a post come before those for everybody. */
export const gradesSchema = z.strictObject({
  posts: z.array(codeSchema).max(40).optional(),
  bands: z
    .array(z.strictObject({ code: codeSchema, name: textSchema, from: amountSchema }))
    .min(1)
    .max(20),
});

/** Tried in order when totals are equal after rounding; what is still equal shares the rank (1-2-2-4). */
export const tieStepSchema = z.strictObject({
  node: codeSchema,
  better: z.enum(["HIGHER", "LOWER"]),
  name: textSchema,
});

export const reviewSchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  kind: z.enum(["HALF_YEAR", "YEAR", "STAGE", "QUARTER", "MONTH"]),
  period: periodCodeSchema,
  /** The last day that counts; a review of a recurring period takes the last day of each stretch instead. */
  cutOffOn: daySchema.nullable(),
  /** Absent: units. */
  subjects: subjectsSchema.optional(),
  entry: z.array(entrySchema).max(20).optional(),
  root: nodeSchema,
  ties: z.array(tieStepSchema).max(10),
  /** TOGETHER in one list (default), or APART: each competition group has its own ranks. */
  groups: z.enum(["TOGETHER", "APART"]).optional(),
  grades: z.array(gradesSchema).max(20).optional(),
  /** How many of the best the published list names; absent: all. */
  listed: z.int().min(1).max(100_000).nullable().optional(),
  /** Seats whose holders must sign, in order; ALL holders of a seat, or ANY one of them. */
  signOff: z
    .array(z.strictObject({ seat: codeSchema, need: z.enum(["ALL", "ANY"]) }))
    .min(1)
    .max(10),
  noticeDays: z.int().min(0).max(60).nullable(),
  clause: clauseSchema.optional(),
});

export const prizeSchema = z.strictObject({
  kind: z.enum(["MONEY", "CERTIFICATE", "STUDY_TRIP", "OTHER"]),
  /** Yuan as a decimal with two places, for MONEY. */
  amount: amountSchema.optional(),
  /** Money computed for the winner; in place of `amount`. */
  by: nodeSchema.optional(),
  /** Only for these places of the award; absent: for every winner. Places may be ordered and still share a prize. */
  places: z.strictObject({ from: z.int().min(1).max(100_000), to: z.int().min(1).max(100_000) }).optional(),
  what: textSchema,
  payer: z.enum(["SUB_BRANCH", "BRANCH", "HEAD_OFFICE"]),
  /** A recommendation for promotion, no money: the personnel department is told (P04, P15). */
  promotion: z.boolean().optional(),
});

const streak = {
  from: selectorSchema,
  step: z.enum(["MONTH", "QUARTER"]),
  length: z.int().min(2).max(60),
  /** CALENDAR: the streak must be one calendar quarter or year; ROLLING: any months in a row. */
  window: z.enum(["CALENDAR", "ROLLING"]),
  /** May one month belong to two streaks? */
  reuse: z.boolean(),
};

export const awardSchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  review: reviewCodeSchema,
  target: z.enum(["UNIT", "PERSON"]),
  /**
   * RANK: best by a node of the review's score tree. THRESHOLD: everybody for whom the condition holds. STREAK: so many
   * months or quarters in a row with such a fact, each counted once unless `reuse`. VOTE: most votes. NOMINATION: named
   * by outlets, decided by the leading group.
   */
  basis: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("RANK"), node: codeSchema, ties: z.array(tieStepSchema).max(10) }),
    z.strictObject({ kind: z.literal("THRESHOLD"), when: conditionSchema }),
    z.strictObject({ kind: z.literal("STREAK"), ...streak }),
    z.strictObject({
      kind: z.literal("VOTE"),
      from: selectorSchema,
      ties: z.array(tieStepSchema).max(10),
      /** Who votes: the staff of those that take part (default), or everybody at and below the organiser. */
      voters: z.enum(["PARTICIPANTS", "ALL_STAFF"]).optional(),
      /** One may vote for oneself; absent: not. */
      own: z.boolean().optional(),
    }),
    z.strictObject({ kind: z.literal("NOMINATION"), perUnit: z.int().min(1).max(20) }),
  ]),
  /** `per`: the quota holds for each group, sub-branch …; `strata`: at most so many of the winners in certain posts. */
  quota: z.strictObject({
    min: z.int().min(0).max(100_000),
    max: z.int().min(0).max(100_000).nullable(),
    per: populationSchema.optional(),
    strata: z
      .array(z.strictObject({ name: textSchema, posts: z.array(codeSchema).min(1).max(40), max: z.int().min(0) }))
      .max(20)
      .optional(),
  }),
  /** What a winner must fulfil besides (every single target met). */
  conditions: z.array(entrySchema).max(20).optional(),
  /** Whoever wins one of these does not get this one too (highest only). */
  notWith: z.array(awardCodeSchema).max(20).optional(),
  /** How many stand ready when a winner falls away. */
  reserves: z.int().min(0).max(100).optional(),
  /** Subjects with at least one such fact in the review's period cannot win. */
  excludedBy: z.array(z.strictObject({ code: codeSchema, name: textSchema, from: selectorSchema })).max(10),
  prizes: z.array(prizeSchema).max(10),
  settledOn: daySchema.nullable(),
  /** The level above that the winners are reported to (上报); absent: to nobody. */
  report: z.enum(["BRANCH", "HEAD_OFFICE"]).optional(),
  clause: clauseSchema.optional(),
});

export const CONSEQUENCES = [
  "REMOVAL",
  "RECOMPETE",
  "ACCOUNTABILITY",
  "FINE",
  "TRAINING",
  "OFF_POST",
  "CIRCULAR",
  "OTHER",
] as const;

export const consequenceSchema = z.strictObject({
  code: codeSchema,
  kind: z.enum(CONSEQUENCES),
  name: textSchema,
  falls: z.enum(["UNIT", "UNIT_HEAD", "PERSON"]),
  /** For FINE: yuan, decided by the named body within the range. */
  amount: z.strictObject({ min: amountSchema, max: amountSchema }).optional(),
  /** For FINE: yuan as the plan computes it; in place of `amount`. */
  by: nodeSchema.optional(),
});

export const penaltySchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  review: reviewCodeSchema,
  when: z.discriminatedUnion("kind", [
    /** `within` narrows the events to another period, so that a year's review does not repeat the half-year's; absent = the review's. */
    z.strictObject({ kind: z.literal("PER_EVENT"), from: selectorSchema, within: periodCodeSchema.optional() }),
    /** Last `n` of the population by the review's ranking; an imported rank of a wider population takes its place where given. */
    z.strictObject({
      kind: z.literal("BOTTOM"),
      n: z.int().min(1).max(100_000).nullable(),
      population: populationSchema.optional(),
      outsideRank: codeSchema.optional(),
    }),
    /** Everybody for whom the condition holds. */
    z.strictObject({ kind: z.literal("THRESHOLD"), when: conditionSchema }),
    z.strictObject({ kind: z.literal("STREAK"), ...streak }),
  ]),
  /** First day on which it is more than a notice; earlier events are made known and cost nothing (grace date, R-054). */
  since: daySchema.nullable().optional(),
  /** Amounts are multiplied when the same attributes occurred before in this campaign, or the event carries one of `or`. */
  repeat: z
    .strictObject({
      same: z.array(codeSchema).max(5),
      or: z.record(codeSchema, z.array(z.string().min(1).max(60)).min(1).max(20)).optional(),
      times: amountSchema,
      clause: clauseSchema.optional(),
    })
    .optional(),
  /** Of the penalties with the same word only the dearest is proposed for a subject (R15). */
  dearestOf: codeSchema.optional(),
  /** ALL consequences follow, or the leading group picks ONE and gives its reason. */
  choose: z.enum(["ALL", "ONE"]),
  consequences: z.array(consequenceSchema).min(1).max(10),
  clause: clauseSchema.optional(),
});

/** A duty that recurs, for example one lecture, quiz or contest each quarter. */
export const dutySchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  from: selectorSchema,
  every: z.enum(STEPS),
  /** CAMPAIGN: together (default); SUBJECT: each participant for itself. */
  whose: z.enum(["CAMPAIGN", "SUBJECT"]).optional(),
  /** Due at the END of the stretch (default), or before it begins (a plan for the quarter). */
  due: z.enum(["END", "START"]).optional(),
  /** START: the first so many days of the stretch are still in time (a plan before the 2nd of the month: 1). */
  grace: z.int().min(0).max(27).optional(),
  /** Code of a period or of a phase. */
  within: codeSchema,
  /** A month or quarter that the interval only touches: still COUNT it (default) or SKIP it. */
  broken: z.enum(["COUNT", "SKIP"]).optional(),
  atLeast: z.int().min(1).max(100).nullable(),
  clause: clauseSchema.optional(),
});

/**
 * A stream of facts that people record or import for this programme (tests, votes, violations, outside ranks): what a
 * record says, so that its form, its file template and its checks follow from the plan. Inspections, complaints, praise,
 * business figures and learning events have pages of their own and are not declared here.
 */
export const streamSchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  /** Who a record is about. */
  of: z.enum(["UNIT", "PERSON"]),
  /** The body at whose discretion it is (R18): every record of it says why, and of frozen days the body itself posts it. */
  body: z.enum(["LEADING_GROUP", "OFFICE"]).optional(),
  /** Absent: it only happened. `full`: a score out of so much. */
  value: z
    .strictObject({
      name: textSchema,
      unit: textSchema.optional(),
      min: decimalSchema.optional(),
      max: decimalSchema.optional(),
      places: z.int().min(0).max(6).optional(),
      full: decimalSchema.optional(),
    })
    .optional(),
  attrs: z
    .array(
      z.strictObject({
        code: codeSchema,
        name: textSchema,
        /** CHOICE of `values`; a colleague, a unit, a figure or a few words. */
        kind: z.enum(["CHOICE", "PERSON", "UNIT", "NUMBER", "TEXT"]),
        values: z
          .array(z.strictObject({ code: z.string().min(1).max(60), name: textSchema }))
          .min(1)
          .max(60)
          .optional(),
        required: z.boolean(),
      }),
    )
    .max(12),
  clause: clauseSchema.optional(),
});
export type StreamPlan = z.infer<typeof streamSchema>;

/**
 * A competition group of units, or with `posts` of the people who hold one of them. It may be closed or kept off the
 * list; its members are then shown as such, with the reason.
 */
const groupSchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  posts: z.array(codeSchema).min(1).max(40).optional(),
  withheld: textSchema.optional(),
});

export const programmeSchema = z.strictObject({
  format: z.literal(1),
  code: codeSchema,
  name: textSchema,
  purpose: textSchema,
  basis: z.array(textSchema).max(20),
  timeZone: z.literal("Asia/Shanghai"),
  phases: z.array(phaseSchema).min(1).max(30),
  periods: z.array(periodSchema).min(1).max(60),
  committee: z.array(seatSchema).min(1).max(20),
  groups: z.array(groupSchema).max(60),
  standards: z.array(standardUseSchema).max(20),
  streams: z.array(streamSchema).max(60).optional(),
  sheets: z.array(sheetSchema).min(1).max(40),
  reviews: z.array(reviewSchema).min(1).max(40),
  awards: z.array(awardSchema).max(100),
  penalties: z.array(penaltySchema).max(100),
  duties: z.array(dutySchema).max(40),
  /**
   * Calendar days to appeal in after an item was made known, hearings at most, and days in which an outlet confirms or
   * disputes a finding; absent: 5 days, 2 hearings, 3 days.
   */
  appeals: z
    .strictObject({
      days: z.int().min(0).max(60),
      rounds: z.int().min(1).max(3),
      confirmDays: z.int().min(1).max(30).optional(),
    })
    .optional(),
});

export type Programme = z.infer<typeof programmeSchema>;
export type Period = z.infer<typeof periodSchema>;
export type Phase = z.infer<typeof phaseSchema>;
export type Seat = z.infer<typeof seatSchema>;
export type ReviewPlan = z.infer<typeof reviewSchema>;
export type AwardPlan = z.infer<typeof awardSchema>;
export type PenaltyPlan = z.infer<typeof penaltySchema>;
export type DutyPlan = z.infer<typeof dutySchema>;
export type Streak = Extract<AwardPlan["basis"], { kind: "STREAK" }>;
export type Entry = z.infer<typeof entrySchema>;
export type Grades = z.infer<typeof gradesSchema>;
export type TieStep = z.infer<typeof tieStepSchema>;
export type Method = (typeof METHODS)[number];
export type StandardUse = z.infer<typeof standardUseSchema>;
export type Prize = z.infer<typeof prizeSchema>;
export type ConsequencePlan = z.infer<typeof consequenceSchema>;
