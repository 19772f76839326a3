import { z } from "zod";
import { decimalSchema } from "@/lib/kernel/points";
import { type Text, textSchema } from "@/lib/kernel/text";

/**
 * What a score, a fine or a prize can be computed from: the nodes of a tree, the conditions that ask about them, and
 * the selectors that name facts. Money is computed by the same nodes as points, so that it explains itself the same
 * way. The engine evaluates these kinds and nothing else: no expression of a document is ever run as code.
 */

/** Codes tie parts of the document together: `service.open`, `H1`, `ADVANCED_COLLECTIVE`. */
export const codeSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,59}$/);

/** What of a document can be written out for each month or quarter, so that a code that names it must be rewritten. */
export type Named = "PERIOD" | "REVIEW" | "AWARD" | "SHEET";

/** Which schemas of this vocabulary are such codes; `mapReferences` finds them all through it. */
export const references = z.registry<{ names: Named }>();

export const periodCodeSchema = codeSchema.clone().register(references, { names: "PERIOD" });
export const reviewCodeSchema = codeSchema.clone().register(references, { names: "REVIEW" });
export const awardCodeSchema = codeSchema.clone().register(references, { names: "AWARD" });
export const sheetCodeSchema = codeSchema.clone().register(references, { names: "SHEET" });

/** All schemas of codes, those that name something in particular included. */
export const CODE_SCHEMAS = [codeSchema, periodCodeSchema, reviewCodeSchema, awardCodeSchema, sheetCodeSchema] as const;

/** The clause a parameter comes from, for example `{ article: "第四条" }`, with its wording when HQ entered it. */
export const clauseSchema = z.strictObject({ article: textSchema, wording: textSchema.optional() });
export type Clause = z.infer<typeof clauseSchema>;

/** `null` is a blank that headquarters fills before publishing. */
export const amountSchema = decimalSchema.nullable();

// ── which facts ───────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Every named attribute has one of the values, and every named number (`value` is the fact's own) lies in its range:
 * `min` and `max` belong to it, `above` and `below` do not (a call of exactly two minutes is allowed, R-053).
 */
const narrowing = {
  where: z.record(codeSchema, z.array(z.string().min(1).max(60)).min(1).max(20)).optional(),
  range: z
    .record(
      codeSchema,
      z.strictObject({
        min: amountSchema.optional(),
        max: amountSchema.optional(),
        above: amountSchema.optional(),
        below: amountSchema.optional(),
      }),
    )
    .optional(),
};

/** Which facts: a stream, narrowed. */
export const selectorSchema = z.strictObject({
  stream: codeSchema,
  ...narrowing,
  /** Or else: at least one of these narrowings holds as well. */
  anyOf: z.array(z.strictObject(narrowing)).min(1).max(10).optional(),
  /**
   * The attribute that names the subject; absent: the fact's own subject. One violation can so count for the person, the
   * department and the head at once (shared liability, R-015).
   */
  by: codeSchema.optional(),
  /** Only the last so many months of the period, a rolling window that ends with it (R13). */
  lastMonths: z.int().min(1).max(60).optional(),
  /** Of the facts with the same value of this attribute only the highest counts (highest only, no double; R15). */
  highestPer: codeSchema.optional(),
});
export type Selector = z.infer<typeof selectorSchema>;

export const TAKES = ["MEAN", "SUM", "COUNT", "MIN", "MAX", "LATEST"] as const;

/** What happens to a node with fewer facts than required: the subject is unranked, the node is zero, or it is left out of its parent's denominator. */
export const SHORTFALLS = ["UNRANKED", "ZERO", "LEFT_OUT"] as const;

export const STEPS = ["WEEK", "MONTH", "QUARTER"] as const;

// ── nodes ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

const common = {
  code: codeSchema,
  name: textSchema,
  clause: clauseSchema.optional(),
  /** Decimals kept at this node (half-up); absent = exact. */
  places: z.int().min(0).max(6).optional(),
  /** Which of the data colours shows this component; presentation only, ignored by the engine. */
  tone: z.enum(["open", "covert", "cctv", "train", "minus", "plus"]).optional(),
};

type Common = {
  code: string;
  name: Text;
  clause?: Clause | undefined;
  places?: number | undefined;
  tone?: "open" | "covert" | "cctv" | "train" | "minus" | "plus" | undefined;
};

const measure = z.strictObject({
  ...common,
  kind: z.literal("measure"),
  take: z.enum(TAKES),
  from: selectorSchema,
  /** First within each week, month or quarter, then over those (months add up to a quarter, R14). */
  every: z.strictObject({ step: z.enum(STEPS), take: z.enum(TAKES) }).optional(),
  /** Value a full result has, for showing what was lost (usually 100). */
  full: decimalSchema.optional(),
  /** Facts, or with `every` stretches with facts, that there must be. */
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

/**
 * Points per fact: additions positive, deductions negative; the sum is held between floor and cap. An entry has either
 * `each` (a fixed number of points for a fact, or with `per: VALUE` for each unit of its value: a day late, a point
 * lost), or `between`: a named body set the points of each fact (its value) inside this range (R18).
 */
const ledger = z.strictObject({
  ...common,
  kind: z.literal("ledger"),
  /** What everybody starts with. */
  base: amountSchema.optional(),
  entries: z
    .array(
      z.strictObject({
        code: codeSchema,
        name: textSchema,
        from: selectorSchema,
        each: amountSchema.optional(),
        per: z.enum(["FACT", "VALUE"]).optional(),
        between: z.strictObject({ min: amountSchema, max: amountSchema, sign: z.enum(["PLUS", "MINUS"]) }).optional(),
        /** The entry alone adds, or takes off, at most so much. */
        most: decimalSchema.optional(),
        clause: clauseSchema.optional(),
      }),
    )
    .min(1)
    .max(40),
  floor: amountSchema.optional(),
  cap: amountSchema.optional(),
});

/** Takes the final score of another review of the same campaign (H1 into the year). */
const carry = z.strictObject({
  ...common,
  kind: z.literal("carry"),
  review: reviewCodeSchema,
  otherwise: z.enum(SHORTFALLS),
});

/** Another sheet of this document, evaluated over a named period. */
const sheetUse = z.strictObject({
  ...common,
  kind: z.literal("sheet"),
  sheet: sheetCodeSchema,
  period: periodCodeSchema,
});

/** A number of the plan. */
const constant = z.strictObject({ ...common, kind: z.literal("constant"), value: amountSchema });

/** The value of another node of the review's tree, by its code. */
const ref = z.strictObject({ ...common, kind: z.literal("ref"), node: codeSchema });

/** Only in the amount of a penalty per event: the value of the fact that triggered it, or one of its attributes. */
const event = z.strictObject({ ...common, kind: z.literal("event"), attr: codeSchema.optional() });

/** Whose ranks: everybody in the review, or those of the subject's own group, sub-branch, district … (`within` of the subjects). */
export const populationSchema = z.union([z.literal("ALL"), z.literal("GROUP"), codeSchema]);

/**
 * A rank, where ranks already exist: of this review (only in awards and penalties), of an earlier one, or from outside
 * (a stream of imported ranks: value = rank, attribute `of` = size). TOP counts 1 for the best, BOTTOM 1 for the last.
 * MOVEMENT is how many ranks better than in the earlier `review` (negative: worse).
 */
const standing = z.strictObject({
  ...common,
  kind: z.literal("standing"),
  as: z.enum(["TOP", "BOTTOM", "MOVEMENT"]),
  population: populationSchema.optional(),
  review: reviewCodeSchema.optional(),
  outside: codeSchema.optional(),
  otherwise: z.enum(SHORTFALLS),
});

export type Node =
  | z.infer<typeof measure>
  | z.infer<typeof ratio>
  | z.infer<typeof ledger>
  | z.infer<typeof carry>
  | z.infer<typeof sheetUse>
  | z.infer<typeof constant>
  | z.infer<typeof ref>
  | z.infer<typeof event>
  | z.infer<typeof standing>
  | ScaleNode
  | WeightedNode
  | TotalNode
  | ProductNode
  | ChangeNode
  | ShortfallNode
  | ChooseNode
  | VetoNode;

export type NodeKind = Node["kind"];

type Better = "HIGHER" | "LOWER";

/**
 * Brings a value onto points: proportion to the best subject or to a target (held at `full`; with `better: LOWER` the
 * proportion is turned round), a band table, or a table of ranks among all in the field.
 */
export type ScaleNode = Common & {
  kind: "scale";
  of: Node;
  by:
    | { kind: "TO_BEST"; full: string; better?: Better | undefined }
    | { kind: "TO_TARGET"; target: string | null; full: string; better?: Better | undefined }
    | { kind: "BANDS"; bands: { from: string; points: string }[] }
    | { kind: "PLACES"; places: { to: number; points: string }[]; rest: string; better?: Better | undefined };
};

/** Weights must total 100 %. Each part's contribution is `value × weight ÷ 100`, rounded to the node's places. */
export type WeightedNode = Common & { kind: "weighted"; parts: { weight: string | null; of: Node }[] };

/**
 * Plain sum of its parts, held between floor and cap. `stated`: the total that the source itself gives beside the parts
 * (T01, T02); it never counts, but stands there with its difference, which nobody smooths.
 */
export type TotalNode = Common & {
  kind: "total";
  parts: Node[];
  stated?: Node | undefined;
  floor?: string | null | undefined;
  cap?: string | null | undefined;
};

/** Its parts multiplied: a rate by a count, a share by a pay. */
export type ProductNode = Common & { kind: "product"; parts: Node[] };

/**
 * `of` against `base`: the difference, or the growth in percent of the base. A base of zero has no growth. `otherwise`
 * says what that comes to, and what a missing side comes to; with UNRANKED a side that is left out leaves the change out
 * as well, and only a side that is missing for good bars the rank.
 */
export type ChangeNode = Common & {
  kind: "change";
  of: Node;
  base: Node;
  as: "DIFFERENCE" | "PERCENT";
  otherwise: (typeof SHORTFALLS)[number];
};

/**
 * What it costs to stay on the wrong side of a mark: `base` plus `each` for every unit between (1,000 plus 200 for each
 * point below 92). Exactly at the mark costs nothing. STARTED counts a part of a unit as a whole one.
 */
export type ShortfallNode = Common & {
  kind: "shortfall";
  of: Node;
  side: "BELOW" | "ABOVE";
  mark: string | null;
  base: string | null;
  each: string | null;
  parts: "EXACT" | "STARTED";
};

/** The first case whose condition holds; else the last word. */
export type ChooseNode = Common & { kind: "choose"; cases: { when: Condition; gives: Node }[]; else: Node };

/** A value with what can overrule it: nothing left, held at a ceiling, or no rank at all (R7, R13). */
export type VetoNode = Common & {
  kind: "veto";
  of: Node;
  vetoes: {
    code: string;
    name: Text;
    when: Condition;
    effect: { kind: "ZERO" } | { kind: "CEILING"; at: string | null } | { kind: "UNRANKED" };
    clause?: Clause | undefined;
  }[];
};

export const COMPARISONS = ["LESS", "AT_MOST", "EQUAL", "AT_LEAST", "MORE"] as const;

/** A question with the answer yes or no. A value that does not exist answers no, also inside `not`'s opposite: see the engine. */
export type Condition =
  | { kind: "compare"; of: Node; is: (typeof COMPARISONS)[number]; than: string | null }
  | { kind: "all"; of: Condition[] }
  | { kind: "any"; of: Condition[] }
  | { kind: "not"; of: Condition };

export const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    measure,
    ratio,
    ledger,
    carry,
    sheetUse,
    constant,
    ref,
    event,
    standing,
    scale,
    weighted,
    total,
    product,
    change,
    shortfall,
    choose,
    veto,
  ]),
);

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("compare"), of: nodeSchema, is: z.enum(COMPARISONS), than: amountSchema }),
    z.strictObject({ kind: z.literal("all"), of: z.array(conditionSchema).min(1).max(20) }),
    z.strictObject({ kind: z.literal("any"), of: z.array(conditionSchema).min(1).max(20) }),
    z.strictObject({ kind: z.literal("not"), of: conditionSchema }),
  ]),
);

const better = z.enum(["HIGHER", "LOWER"]).optional();

const scale = z.strictObject({
  ...common,
  kind: z.literal("scale"),
  of: nodeSchema,
  by: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("TO_BEST"), full: decimalSchema, better }),
    z.strictObject({ kind: z.literal("TO_TARGET"), target: amountSchema, full: decimalSchema, better }),
    z.strictObject({
      kind: z.literal("BANDS"),
      bands: z
        .array(z.strictObject({ from: decimalSchema, points: decimalSchema }))
        .min(1)
        .max(50),
    }),
    z.strictObject({
      kind: z.literal("PLACES"),
      places: z
        .array(z.strictObject({ to: z.int().min(1).max(100_000), points: decimalSchema }))
        .min(1)
        .max(50),
      /** Points of every later place. */
      rest: decimalSchema,
      better,
    }),
  ]),
});

const weighted = z.strictObject({
  ...common,
  kind: z.literal("weighted"),
  parts: z
    .array(z.strictObject({ weight: amountSchema, of: nodeSchema }))
    .min(1)
    .max(40),
});

const total = z.strictObject({
  ...common,
  kind: z.literal("total"),
  parts: z.array(nodeSchema).min(1).max(40),
  stated: nodeSchema.optional(),
  floor: amountSchema.optional(),
  cap: amountSchema.optional(),
});

const product = z.strictObject({ ...common, kind: z.literal("product"), parts: z.array(nodeSchema).min(2).max(5) });

const change = z.strictObject({
  ...common,
  kind: z.literal("change"),
  of: nodeSchema,
  base: nodeSchema,
  as: z.enum(["DIFFERENCE", "PERCENT"]),
  otherwise: z.enum(SHORTFALLS),
});

const shortfall = z.strictObject({
  ...common,
  kind: z.literal("shortfall"),
  of: nodeSchema,
  side: z.enum(["BELOW", "ABOVE"]),
  mark: amountSchema,
  base: amountSchema,
  each: amountSchema,
  parts: z.enum(["EXACT", "STARTED"]),
});

const choose = z.strictObject({
  ...common,
  kind: z.literal("choose"),
  cases: z
    .array(z.strictObject({ when: conditionSchema, gives: nodeSchema }))
    .min(1)
    .max(20),
  else: nodeSchema,
});

const veto = z.strictObject({
  ...common,
  kind: z.literal("veto"),
  of: nodeSchema,
  vetoes: z
    .array(
      z.strictObject({
        code: codeSchema,
        name: textSchema,
        when: conditionSchema,
        effect: z.discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("ZERO") }),
          z.strictObject({ kind: z.literal("CEILING"), at: amountSchema }),
          z.strictObject({ kind: z.literal("UNRANKED") }),
        ]),
        clause: clauseSchema.optional(),
      }),
    )
    .min(1)
    .max(20),
});
