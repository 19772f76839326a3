import type { z } from "zod";
import { daySchema } from "@/lib/kernel/calendar";
import { decimalSchema } from "@/lib/kernel/points";
import { textSchema } from "@/lib/kernel/text";
import { CODE_SCHEMAS, conditionSchema, nodeSchema, populationSchema } from "@/lib/scoring/programme/nodes";
import { programmeSchema } from "@/lib/scoring/programme/schema";

/**
 * The vocabulary as the editor needs it, read off the one schema: which fields a part has, of which sort, and where
 * further parts hang. A word that the schema gains is editable without another line here.
 */
export type Shape =
  | ObjectShape
  | { readonly kind: "list"; readonly of: Shape; readonly min: number; readonly max: number }
  /** Named by attributes: `where`, `range`. */
  | { readonly kind: "record"; readonly of: Shape }
  /** One of several, told apart by its field `kind`. */
  | { readonly kind: "variant"; readonly options: ReadonlyMap<string, ObjectShape> }
  | { readonly kind: "node" }
  | { readonly kind: "condition" }
  | { readonly kind: "text" | "code" | "population" | "decimal" | "day" | "flag" }
  | { readonly kind: "line"; readonly max: number }
  | { readonly kind: "count"; readonly min: number; readonly max: number }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  | { readonly kind: "fixed"; readonly value: string | number };

export interface ObjectShape {
  readonly kind: "object";
  readonly fields: readonly FieldShape[];
}

export interface FieldShape {
  readonly name: string;
  readonly shape: Shape;
  /** The field may be absent. */
  readonly optional: boolean;
  /** The field may be an open blank. */
  readonly nullable: boolean;
}

/** The parts of a zod schema that are read here (zod 4's own description of itself). */
interface Described {
  readonly def: {
    readonly type: string;
    readonly innerType?: Described;
    readonly element?: Described;
    readonly valueType?: Described;
    readonly shape?: Readonly<Record<string, Described>>;
    readonly options?: readonly Described[];
    readonly discriminator?: string;
    readonly entries?: Readonly<Record<string, string>>;
    readonly values?: readonly (string | number)[];
    readonly getter?: () => Described;
    readonly checks?: readonly { readonly _zod: { readonly def: CheckDef } }[];
  };
}

interface CheckDef {
  readonly check: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly value?: number;
}

function described(schema: z.ZodType): Described {
  return schema as unknown as Described;
}

const NAMED: ReadonlyMap<Described, Shape> = new Map<Described, Shape>([
  [described(textSchema), { kind: "text" }],
  ...CODE_SCHEMAS.map((schema) => [described(schema), { kind: "code" }] satisfies [Described, Shape]),
  [described(populationSchema), { kind: "population" }],
  [described(decimalSchema), { kind: "decimal" }],
  [described(daySchema), { kind: "day" }],
  [described(nodeSchema), { kind: "node" }],
  [described(conditionSchema), { kind: "condition" }],
]);

const read = new Map<Described, Shape>();

function shapeOf(schema: Described): Shape {
  const known = NAMED.get(schema) ?? read.get(schema);
  if (known) return known;
  const shape = reading(schema);
  read.set(schema, shape);
  return shape;
}

function reading(schema: Described): Shape {
  const { def } = schema;
  const bound = (check: string, fallback: number) => {
    const found = def.checks?.find(({ _zod }) => _zod.def.check === check)?._zod.def;
    return found?.minimum ?? found?.maximum ?? found?.value ?? fallback;
  };
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
      return shapeOf(def.innerType!);
    case "lazy":
      return shapeOf(def.getter!());
    case "object":
      return { kind: "object", fields: Object.entries(def.shape!).map(([name, field]) => fieldOf(name, field)) };
    case "array":
      return {
        kind: "list",
        of: shapeOf(def.element!),
        min: bound("min_length", 0),
        max: bound("max_length", Number.MAX_SAFE_INTEGER),
      };
    case "record":
      return { kind: "record", of: shapeOf(def.valueType!) };
    case "union":
      return { kind: "variant", options: optionsOf(schema) };
    case "enum":
      return { kind: "choice", values: Object.values(def.entries!) };
    case "literal":
      return { kind: "fixed", value: def.values![0]! };
    case "boolean":
      return { kind: "flag" };
    case "number":
      return { kind: "count", min: bound("greater_than", 0), max: bound("less_than", 100_000) };
    case "string":
      return { kind: "line", max: bound("max_length", 2000) };
    default:
      throw new Error(`the editor does not know ${def.type}`);
  }
}

function fieldOf(name: string, schema: Described): FieldShape {
  let optional = false;
  let nullable = false;
  let inner = schema;
  while (inner.def.type === "optional" || inner.def.type === "nullable") {
    if (inner.def.type === "optional") optional = true;
    else nullable = true;
    inner = inner.def.innerType!;
  }
  return { name, shape: shapeOf(inner), optional, nullable };
}

function optionsOf(schema: Described): ReadonlyMap<string, ObjectShape> {
  const options = schema.def.options!.map((option): [string, ObjectShape] => {
    const kind = option.def.shape?.kind?.def.values?.[0];
    const shape = shapeOf(option);
    if (kind === undefined || shape.kind !== "object")
      throw new Error("the editor knows only choices told apart by kind");
    return [String(kind), shape];
  });
  return new Map(options);
}

function unwrapped(schema: z.ZodType): Described {
  const { def } = described(schema);
  return def.type === "lazy" ? def.getter!() : described(schema);
}

export const PROGRAMME_SHAPE = shapeOf(described(programmeSchema)) as ObjectShape;
const NODE_SHAPES = optionsOf(unwrapped(nodeSchema));
const CONDITION_SHAPES = optionsOf(unwrapped(conditionSchema));

export const NODE_KINDS: readonly string[] = [...NODE_SHAPES.keys()];
export const CONDITION_KINDS: readonly string[] = [...CONDITION_SHAPES.keys()];

/** The kinds of a choice: of nodes, of conditions, or of a field like an award's basis; null where there is no choice. */
export function optionsAt(shape: Shape): ReadonlyMap<string, ObjectShape> | null {
  if (shape.kind === "node") return NODE_SHAPES;
  if (shape.kind === "condition") return CONDITION_SHAPES;
  return shape.kind === "variant" ? shape.options : null;
}

/** Fields of a part as it stands: of an object, or of the kind that was chosen. */
export function fieldsFor(shape: Shape, value: unknown): readonly FieldShape[] {
  if (shape.kind === "object") return shape.fields;
  const kind = typeof value === "object" && value !== null && "kind" in value ? String(value.kind) : "";
  return optionsAt(shape)?.get(kind)?.fields ?? [];
}
