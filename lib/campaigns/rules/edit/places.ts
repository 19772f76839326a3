import type { Text } from "@/lib/kernel/text";
import type { Programme } from "@/lib/scoring/programme/schema";
import { isWithin, type Pointer } from "./pointer";
import { type FieldShape, fieldsFor, PROGRAMME_SHAPE, type Shape } from "./shape";

/** What the items of a list are called: `plan.types.<type>`. */
const TYPE_OF: Readonly<Record<string, PlaceType>> = {
  phases: "phase",
  tasks: "task",
  periods: "period",
  committee: "seat",
  groups: "group",
  standards: "standard",
  streams: "stream",
  attrs: "attribute",
  values: "value",
  sheets: "sheet",
  reviews: "review",
  awards: "award",
  penalties: "penalty",
  duties: "duty",
  entry: "entry",
  conditions: "entry",
  ties: "tie",
  grades: "grade",
  bands: "band",
  strata: "stratum",
  excludedBy: "exclusion",
  prizes: "prize",
  consequences: "consequence",
  entries: "line",
  cases: "case",
  vetoes: "veto",
};

export type PlaceType =
  | "programme"
  | "node"
  | "condition"
  | "part"
  | "item"
  | "phase"
  | "task"
  | "period"
  | "seat"
  | "group"
  | "standard"
  | "stream"
  | "attribute"
  | "value"
  | "sheet"
  | "review"
  | "award"
  | "penalty"
  | "duty"
  | "entry"
  | "tie"
  | "grade"
  | "band"
  | "stratum"
  | "exclusion"
  | "prize"
  | "consequence"
  | "line"
  | "case"
  | "veto";

export type Value = Readonly<Record<string, unknown>>;

/** A part of the document with a form of its own and a line in the tree. */
export interface Place {
  readonly at: Pointer;
  readonly type: PlaceType;
  readonly value: Value;
  readonly shape: Shape;
  /** The list it stands in, if any. */
  readonly list: { readonly at: Pointer; readonly index: number; readonly length: number; readonly min: number } | null;
  /** Stands alone in a field that may be absent. */
  readonly optional: boolean;
  /** The node inside a weighted part: both are one line and one form. */
  readonly inner: { readonly at: Pointer; readonly value: Value } | null;
}

/** Where parts hang below a place: one field, with what stands there. */
export interface Slot {
  readonly field: string;
  readonly at: Pointer;
  readonly shape: Shape;
  readonly type: PlaceType;
  readonly list: boolean;
  readonly optional: boolean;
  /** Another one may be added. */
  readonly room: boolean;
  readonly places: readonly Place[];
}

export function rootPlace(programme: Programme): Place {
  return {
    at: "",
    type: "programme",
    value: programme,
    shape: PROGRAMME_SHAPE,
    list: null,
    optional: false,
    inner: null,
  };
}

/** The node that a place is or holds: what wrapping and replacing act on. */
export function nodeOf(place: Place): { readonly at: Pointer; readonly value: Value } | null {
  return place.inner ?? (place.type === "node" ? place : null);
}

export function slotsOf(place: Place): Slot[] {
  if (place.inner) return slotsIn(fieldsFor({ kind: "node" }, place.inner.value), place.inner.value, place.inner.at);
  return slotsIn(fieldsFor(place.shape, place.value), place.value, place.at);
}

export function childrenOf(place: Place): Place[] {
  return slotsOf(place).flatMap((slot) => slot.places);
}

function slotsIn(fields: readonly FieldShape[], value: Value, at: Pointer): Slot[] {
  return fields.flatMap((field): Slot[] => {
    const { name, shape, optional } = field;
    const here = `${at}/${name}`;
    const held = value[name];
    if (isPart(shape)) {
      const type = typeOf(shape, name);
      const places = isValue(held) ? [placeOf(held, here, shape, type, null, optional)] : [];
      return [
        { field: name, at: here, shape, type, list: false, optional, room: optional && held === undefined, places },
      ];
    }
    if (shape.kind === "list" && (isPart(shape.of) || isItem(shape.of, at === ""))) {
      const items = Array.isArray(held) ? held.filter(isValue) : [];
      const type = typeOf(shape.of, name);
      const places = items.map((item, index) =>
        placeOf(
          item,
          `${here}/${index}`,
          shape.of,
          type,
          { at: here, index, length: items.length, min: shape.min },
          false,
        ),
      );
      return [
        { field: name, at: here, shape: shape.of, type, list: true, optional, room: items.length < shape.max, places },
      ];
    }
    if ((shape.kind === "object" || shape.kind === "variant") && isValue(held)) {
      return slotsIn(fieldsFor(shape, held), held, here);
    }
    return [];
  });
}

function placeOf(
  value: Value,
  at: Pointer,
  shape: Shape,
  type: PlaceType,
  list: Place["list"],
  optional: boolean,
): Place {
  const of = type === "part" ? value.of : undefined;
  return { at, type, value, shape, list, optional, inner: isValue(of) ? { at: `${at}/of`, value: of } : null };
}

function typeOf(shape: Shape, field: string): PlaceType {
  if (shape.kind === "node" || shape.kind === "condition") return shape.kind;
  return isWeighted(shape) ? "part" : (TYPE_OF[field] ?? "item");
}

export function isPart(shape: Shape): boolean {
  return shape.kind === "node" || shape.kind === "condition";
}

/** An item of a list that is more than a row of a form: it has a name, or parts of its own, or is a list of the plan itself. */
export function isItem(shape: Shape, onTop: boolean): boolean {
  if (shape.kind !== "object") return false;
  if (onTop) return true;
  return shape.fields.some(
    ({ name, shape: inner }) =>
      NAMES.has(name) || isPart(inner) || (inner.kind === "list" && (isPart(inner.of) || isItem(inner.of, false))),
  );
}

const NAMES = new Set(["code", "name", "what"]);

/** A number and a node, and nothing that would tell them apart: the part of a weighted sum. */
export function isWeighted(shape: Shape): boolean {
  if (shape.kind !== "object") return false;
  const nodes = shape.fields.filter((field) => isPart(field.shape));
  return nodes.length === 1 && nodes[0]!.name === "of" && !shape.fields.some(({ name }) => name === "code");
}

export function isValue(value: unknown): value is Value {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The smallest part that holds the pointer, with all that it lies in, outermost first. */
export function wayTo(programme: Programme, at: Pointer): Place[] {
  const way = [rootPlace(programme)];
  for (;;) {
    const next = childrenOf(way.at(-1)!).find((child) => isWithin(at, child.at));
    if (!next) return way;
    way.push(next);
  }
}

/** The part at exactly this pointer (a weighted part also by its node's); null where there is none. */
export function placeAt(programme: Programme, at: Pointer): Place | null {
  const place = wayTo(programme, at).at(-1)!;
  return place.at === at || place.inner?.at === at ? place : null;
}

/** Every part below, parents first, in the order of the document. */
export function* placesBelow(place: Place): Generator<Place> {
  const open = [place];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    open.push(...childrenOf(next).reverse());
  }
}

export function nameOf(place: Place): Text | null {
  for (const value of [place.value, place.inner?.value]) {
    for (const field of ["name", "what"]) {
      const name = value?.[field];
      if (isText(name)) return name;
    }
  }
  return null;
}

export function isText(value: unknown): value is Text {
  return isValue(value) && typeof value.zh === "string" && typeof value.en === "string";
}
