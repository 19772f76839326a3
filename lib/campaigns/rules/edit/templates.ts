import type { Text } from "@/lib/kernel/text";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { PlaceType, Value } from "./places";
import { isWeighted } from "./places";
import { codesOf, freshCode, known, refersTo } from "./references";
import { type FieldShape, optionsAt, type Shape } from "./shape";

/** Names that new parts start with, in both languages: `plan.types.<type>` and `plan.nodes.<kind>.name`. */
export type Naming = (type: PlaceType, kind: string | null) => Text;

const STREAM = "inspection.open";
const PLAIN = "constant";

/**
 * The smallest part of a sort that the vocabulary reads: every number that may stay open is open, everything else is a
 * value somebody can change. What it points at is the first thing of its kind in the document.
 */
export class Templates {
  readonly #programme: Programme;
  readonly #naming: Naming;
  readonly #taken: Set<string>;

  constructor(programme: Programme, naming: Naming) {
    this.#programme = programme;
    this.#naming = naming;
    this.#taken = codesOf(programme);
  }

  /** A part for a slot. `kind` chooses among nodes, conditions and the like; null takes the plainest. */
  make(shape: Shape, type: PlaceType, kind: string | null): unknown {
    if (shape.kind === "node") return this.#chosen(shape, "node", kind ?? PLAIN);
    if (shape.kind === "condition") return this.#chosen(shape, "condition", kind ?? "compare");
    if (shape.kind === "variant") return this.#chosen(shape, type, kind ?? [...shape.options.keys()][0]!);
    if (shape.kind === "object" && isWeighted(shape)) {
      const fields = this.#fields(shape.fields, type, null) as Record<string, unknown>;
      return { ...fields, of: this.make({ kind: "node" }, "node", kind) };
    }
    return shape.kind === "object" ? this.#fields(shape.fields, type, null) : this.#scalar(shape, "", type, kind);
  }

  #chosen(shape: Shape, type: PlaceType, kind: string): unknown {
    const option = optionsAt(shape)?.get(kind);
    if (!option) throw new RangeError(`no such kind: ${kind}`);
    const made = this.#fields(option.fields, type, kind) as Record<string, unknown>;
    return { ...made, ...PREFERRED[kind] };
  }

  #fields(fields: readonly FieldShape[], type: PlaceType, kind: string | null): Value {
    return Object.fromEntries(
      fields.flatMap(({ name, shape, optional, nullable }): [string, unknown][] => {
        if (optional && !NEEDED.has(`${type} ${name}`)) return [];
        return [[name, nullable ? null : this.#scalar(shape, name, type, kind)]];
      }),
    );
  }

  #scalar(shape: Shape, field: string, type: PlaceType, kind: string | null): unknown {
    switch (shape.kind) {
      case "text":
        return this.#naming(type, kind);
      case "code":
      case "population":
        return this.#code(field, type, kind);
      case "decimal":
        return field === "full" ? "100" : "0";
      case "day":
        return "2026-01-01";
      case "flag":
        return false;
      case "line":
        return "-";
      case "count":
        return Math.max(shape.min, field === "max" ? 1 : 0);
      case "choice":
        return shape.values[0];
      case "fixed":
        return shape.value;
      case "record":
        return {};
      case "list":
        return Array.from({ length: shape.min }, () => this.#inside(shape.of, field));
      default:
        return this.#inside(shape, field);
    }
  }

  /** A part inside a new part has its own sort. */
  #inside(shape: Shape, field: string): unknown {
    const types: Readonly<Record<string, PlaceType>> = {
      entries: "line",
      cases: "case",
      vetoes: "veto",
      consequences: "consequence",
      bands: "band",
    };
    return this.make(shape, types[field] ?? "item", null);
  }

  #code(field: string, type: PlaceType, kind: string | null): string {
    if (field === "stream") return STREAM;
    if (field === "standard") return "open-check";
    const refers = refersTo(field, type === "duty" ? "/duties/0" : "/");
    if (refers) return known(this.#programme, refers)[0]?.code ?? "NONE";
    const code = freshCode((kind ?? type).toUpperCase(), this.#taken);
    this.#taken.add(code);
    return code;
  }
}

/** Optional in the vocabulary, and yet what makes the part what it is. */
const NEEDED = new Set(["line each"]);

/** Where the first choice of the vocabulary is not the usual one. */
const PREFERRED: Readonly<Record<string, Value>> = {
  measure: { full: "100" },
  compare: { is: "AT_LEAST" },
};
