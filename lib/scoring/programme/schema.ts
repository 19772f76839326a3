import { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { decimalSchema } from "@/lib/kernel/points";
import { textSchema } from "@/lib/kernel/text";

/**
 * The vocabulary of a programme (方案): one JSON document says phases, committee, standards, scoring, reviews,
 * awards and penalties. The engine knows no programme by name. `null` marks a blank that headquarters must fill
 * before publishing (DESIGN §1.1); `check.ts` lists the blanks and contradictions with the path of each.
 */

/** Codes tie parts of the document together: `service.open`, `H1`, `ADVANCED_COLLECTIVE`. */
export const codeSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,59}$/);

/** The clause a parameter comes from, for example `{ article: "第四条" }`, with its wording when HQ entered it. */
const clauseSchema = z.strictObject({ article: textSchema, wording: textSchema.optional() });

const weight = decimalSchema.nullable();
const amount = decimalSchema.nullable();

/** Which facts a measure looks at: a stream, narrowed by attributes (every named attribute must match one of the values). */
const selectorSchema = z.strictObject({
  stream: codeSchema,
  where: z.record(codeSchema, z.array(z.string().min(1).max(60)).min(1).max(20)).optional(),
});

export const TAKES = ["MEAN", "SUM", "COUNT", "MIN", "MAX", "LATEST"] as const;

const common = {
  code: codeSchema,
  name: textSchema,
  clause: clauseSchema.optional(),
  /** Decimals kept at this node (half-up); absent = exact. */
  places: z.int().min(0).max(6).optional(),
  /** Which of the data colours shows this component; presentation only, ignored by the engine. */
  tone: z.enum(["open", "covert", "cctv", "train", "minus", "plus"]).optional(),
};

/** What happens to a node with fewer facts than required: the subject is unranked, the node is zero, or it is left out of its parent's denominator. */
export const SHORTFALLS = ["UNRANKED", "ZERO", "LEFT_OUT"] as const;

const measure = z.strictObject({
  ...common,
  kind: z.literal("measure"),
  take: z.enum(TAKES),
  from: selectorSchema,
  /** Value a full result has, for showing what was lost (usually 100). */
  full: decimalSchema.optional(),
  atLeast: z.int().min(0).max(1000).nullable(),
  otherwise: z.enum(SHORTFALLS),
});

/** `over ÷ under`, for example business volume ÷ mean headcount. Denominator zero or absent means no value. */
const ratio = z.strictObject({
  ...common,
  kind: z.literal("ratio"),
  over: z.strictObject({ take: z.enum(TAKES), from: selectorSchema }),
  under: z.strictObject({ take: z.enum(TAKES), from: selectorSchema }),
  unit: textSchema.optional(),
  otherwise: z.enum(SHORTFALLS),
});

/** Points per fact: additions positive, deductions negative; the sum is held between floor and cap. */
const ledger = z.strictObject({
  ...common,
  kind: z.literal("ledger"),
  entries: z
    .array(
      z.strictObject({
        code: codeSchema,
        name: textSchema,
        from: selectorSchema,
        each: amount,
        clause: clauseSchema.optional(),
      }),
    )
    .min(1)
    .max(40),
  floor: decimalSchema.nullable().optional(),
  cap: decimalSchema.nullable().optional(),
});

/** Takes the final score of another review of the same campaign (H1 into the year). */
const carry = z.strictObject({
  ...common,
  kind: z.literal("carry"),
  review: codeSchema,
  otherwise: z.enum(SHORTFALLS),
});

/** Another sheet of this document, evaluated over a named period. */
const sheetUse = z.strictObject({ ...common, kind: z.literal("sheet"), sheet: codeSchema, period: codeSchema });

export type Node =
  | z.infer<typeof measure>
  | z.infer<typeof ratio>
  | z.infer<typeof ledger>
  | z.infer<typeof carry>
  | z.infer<typeof sheetUse>
  | ScaleNode
  | WeightedNode
  | TotalNode;

type Common = { [K in keyof typeof common]?: z.infer<(typeof common)[K]> } & {
  code: string;
  name: z.infer<typeof textSchema>;
};

/** Brings a value onto points: proportion to the best subject or to a target (held at `full`), or a band table. */
export type ScaleNode = Common & {
  kind: "scale";
  of: Node;
  by:
    | { kind: "TO_BEST"; full: string }
    | { kind: "TO_TARGET"; target: string | null; full: string }
    | { kind: "BANDS"; bands: { from: string; points: string }[] };
};

/** Weights must total 100 %. Each part's contribution is `value × weight ÷ 100`, rounded to the node's places. */
export type WeightedNode = Common & { kind: "weighted"; parts: { weight: string | null; of: Node }[] };

/** Plain sum of its parts, held between floor and cap. */
export type TotalNode = Common & { kind: "total"; parts: Node[]; floor?: string | null; cap?: string | null };

const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.discriminatedUnion("kind", [measure, ratio, ledger, carry, sheetUse, scale, weighted, total]),
);

const scale = z.strictObject({
  ...common,
  kind: z.literal("scale"),
  of: nodeSchema,
  by: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("TO_BEST"), full: decimalSchema }),
    z.strictObject({ kind: z.literal("TO_TARGET"), target: amount, full: decimalSchema }),
    z.strictObject({
      kind: z.literal("BANDS"),
      bands: z
        .array(z.strictObject({ from: decimalSchema, points: decimalSchema }))
        .min(1)
        .max(50),
    }),
  ]),
});

const weighted = z.strictObject({
  ...common,
  kind: z.literal("weighted"),
  parts: z
    .array(z.strictObject({ weight, of: nodeSchema }))
    .min(1)
    .max(40),
});

const total = z.strictObject({
  ...common,
  kind: z.literal("total"),
  parts: z.array(nodeSchema).min(1).max(40),
  floor: decimalSchema.nullable().optional(),
  cap: decimalSchema.nullable().optional(),
});

/** A named interval. A single date has `from === to`. */
const periodSchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  from: daySchema.nullable(),
  to: daySchema.nullable(),
});

const phaseSchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  from: daySchema.nullable(),
  to: daySchema.nullable(),
  tasks: z.array(z.strictObject({ code: codeSchema, name: textSchema, evidence: textSchema.optional() })).max(60),
  clause: clauseSchema.optional(),
});

/** Seats of the leading group and its office. People are named in the campaign, not in the document. */
const seatSchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  body: z.enum(["LEADING_GROUP", "OFFICE"]),
  min: z.int().min(0).max(60),
  max: z.int().min(1).max(60),
});

export const METHODS = ["SELF", "OPEN", "COVERT"] as const;

/** A standard in use and the method it serves; the version is pinned when the campaign is published. */
const standardUseSchema = z.strictObject({
  method: z.enum(METHODS),
  standard: codeSchema,
  /** How often: once a month for every outlet (self-check), or as visits are assigned. */
  rhythm: z.enum(["MONTHLY", "ASSIGNED"]),
});

const sheetSchema = z.strictObject({ code: codeSchema, name: textSchema, root: nodeSchema });

/** Tried in order when totals are equal after rounding; what is still equal shares the rank (1-2-2-4). */
const tieStepSchema = z.strictObject({
  node: codeSchema,
  better: z.enum(["HIGHER", "LOWER"]),
  name: textSchema,
});

const reviewSchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  kind: z.enum(["HALF_YEAR", "YEAR", "STAGE", "QUARTER", "MONTH"]),
  period: codeSchema,
  cutOffOn: daySchema.nullable(),
  root: nodeSchema,
  ties: z.array(tieStepSchema).max(10),
  /** Seats whose holders must sign, in order; ALL holders of a seat, or ANY one of them. */
  signOff: z
    .array(z.strictObject({ seat: codeSchema, need: z.enum(["ALL", "ANY"]) }))
    .min(1)
    .max(10),
  noticeDays: z.int().min(0).max(60).nullable(),
  clause: clauseSchema.optional(),
});

const prizeSchema = z.strictObject({
  kind: z.enum(["MONEY", "CERTIFICATE", "STUDY_TRIP", "OTHER"]),
  /** Yuan as a decimal with two places, for MONEY. */
  amount: decimalSchema.nullable().optional(),
  what: textSchema,
  payer: z.enum(["SUB_BRANCH", "BRANCH", "HEAD_OFFICE"]),
});

const awardSchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  review: codeSchema,
  target: z.enum(["UNIT", "PERSON"]),
  /** RANK: best by a node of the review's score tree. NOMINATION: named by outlets, decided by the leading group. */
  basis: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("RANK"), node: codeSchema, ties: z.array(tieStepSchema).max(10) }),
    z.strictObject({ kind: z.literal("NOMINATION"), perUnit: z.int().min(1).max(20) }),
  ]),
  quota: z.strictObject({ min: z.int().min(0).max(1000), max: z.int().min(0).max(1000).nullable() }),
  /** Subjects with at least one such fact in the review's period cannot win. */
  excludedBy: z.array(z.strictObject({ code: codeSchema, name: textSchema, from: selectorSchema })).max(10),
  prizes: z.array(prizeSchema).max(10),
  settledOn: daySchema.nullable(),
  clause: clauseSchema.optional(),
});

export const CONSEQUENCES = ["REMOVAL", "RECOMPETE", "ACCOUNTABILITY", "FINE"] as const;

const consequenceSchema = z.strictObject({
  code: codeSchema,
  kind: z.enum(CONSEQUENCES),
  name: textSchema,
  falls: z.enum(["UNIT", "UNIT_HEAD", "PERSON"]),
  /** For FINE: yuan, decided by the named body within the range. */
  amount: z.strictObject({ min: amount, max: amount }).optional(),
});

const penaltySchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  review: codeSchema,
  when: z.discriminatedUnion("kind", [
    /** `within` narrows the events to another period, so that a year's review does not repeat the half-year's; absent = the review's. */
    z.strictObject({ kind: z.literal("PER_EVENT"), from: selectorSchema, within: codeSchema.optional() }),
    /** Last `n` of the population by the review's ranking; an imported rank of a wider population takes its place where given. */
    z.strictObject({
      kind: z.literal("BOTTOM"),
      n: z.int().min(1).max(1000).nullable(),
      outsideRank: codeSchema.optional(),
    }),
  ]),
  /** ALL consequences follow, or the leading group picks ONE and gives its reason. */
  choose: z.enum(["ALL", "ONE"]),
  consequences: z.array(consequenceSchema).min(1).max(10),
  clause: clauseSchema.optional(),
});

/** A duty that recurs, for example one lecture, quiz or contest each quarter. */
const dutySchema = z.strictObject({
  code: codeSchema,
  name: textSchema,
  from: selectorSchema,
  every: z.enum(["MONTH", "QUARTER"]),
  /** Code of a period or of a phase. */
  within: codeSchema,
  /** A month or quarter that the interval only touches: still COUNT it (default) or SKIP it. */
  broken: z.enum(["COUNT", "SKIP"]).optional(),
  atLeast: z.int().min(1).max(100).nullable(),
  clause: clauseSchema.optional(),
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
  groups: z.array(z.strictObject({ code: codeSchema, name: textSchema })).max(60),
  standards: z.array(standardUseSchema).max(20),
  sheets: z.array(sheetSchema).min(1).max(40),
  reviews: z.array(reviewSchema).min(1).max(40),
  awards: z.array(awardSchema).max(100),
  penalties: z.array(penaltySchema).max(100),
  duties: z.array(dutySchema).max(40),
});

export type Programme = z.infer<typeof programmeSchema>;
export type Period = z.infer<typeof periodSchema>;
export type Phase = z.infer<typeof phaseSchema>;
export type Seat = z.infer<typeof seatSchema>;
export type ReviewPlan = z.infer<typeof reviewSchema>;
export type AwardPlan = z.infer<typeof awardSchema>;
export type PenaltyPlan = z.infer<typeof penaltySchema>;
export type DutyPlan = z.infer<typeof dutySchema>;
export type Selector = z.infer<typeof selectorSchema>;
export type Clause = z.infer<typeof clauseSchema>;
export type TieStep = z.infer<typeof tieStepSchema>;
export type Method = (typeof METHODS)[number];
export type StandardUse = z.infer<typeof standardUseSchema>;
export type Prize = z.infer<typeof prizeSchema>;
export type ConsequencePlan = z.infer<typeof consequenceSchema>;
