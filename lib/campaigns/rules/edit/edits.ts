import { accept, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import type { Programme } from "@/lib/scoring/programme/schema";
import { readForm, type Typed } from "./form";
import { insert, move, readable, remove, replace } from "./operations";
import { isValue, nodeOf, type Place, placeAt, type Slot, slotsOf, type Value, wayTo } from "./places";
import { isWithin, type Pointer, parentOf } from "./pointer";
import { codesOf, recoded, repointed } from "./references";
import { fieldsFor, optionsAt } from "./shape";
import { type Naming, Templates } from "./templates";

/** A changed document, and the part to look at next. */
export interface Edit {
  readonly programme: Programme;
  readonly at: Pointer;
}

type Edited = Result<Edit>;

export const STRUCTURAL_ACTS = ["add", "remove", "duplicate", "up", "down", "wrap", "unwrap", "recast"] as const;
export type StructuralAct = (typeof STRUCTURAL_ACTS)[number];

/** Kinds of node that another node may be put into, by the field that takes it. */
const HOLDS: Readonly<Record<string, string>> = {
  scale: "of",
  weighted: "parts",
  total: "parts",
  product: "parts",
  change: "of",
  shortfall: "of",
  choose: "else",
  veto: "of",
};
const CONDITION_HOLDS: Readonly<Record<string, string>> = { all: "of", any: "of", not: "of" };

/** What a part can be put into; empty where that makes no sense. */
export function wrappersFor(place: Place): readonly string[] {
  if (nodeOf(place)) return Object.keys(HOLDS);
  return place.type === "condition" ? Object.keys(CONDITION_HOLDS) : [];
}

/** Changes the order or the make-up of the document. `kind` is what is added, put around or put in place. */
export function restructured(
  programme: Programme,
  act: StructuralAct,
  at: Pointer,
  kind: string | null,
  naming: Naming,
): Edited {
  if (act === "add") return added(programme, at, kind, naming);
  const place = placeAt(programme, at);
  if (!place || place.type === "programme") return refuse("NO_SUCH_PLACE", { values: { at } });
  switch (act) {
    case "remove":
      return removed(programme, place);
    case "duplicate":
      return duplicated(programme, place);
    case "up":
      return shifted(programme, place, -1);
    case "down":
      return shifted(programme, place, 1);
    case "wrap":
      return wrapped(programme, place, kind, naming);
    case "unwrap":
      return unwrapped(programme, place);
    case "recast":
      return recast(programme, place, kind, naming);
  }
}

/** The slot with this pointer: a list, or a field that may be absent. */
export function slotAt(programme: Programme, at: Pointer): Slot | null {
  const holder = wayTo(programme, at).at(-1)!;
  return slotsOf(holder).find((slot) => slot.at === at) ?? null;
}

function added(programme: Programme, at: Pointer, kind: string | null, naming: Naming): Edited {
  const slot = slotAt(programme, at);
  if (!slot) return refuse("NO_SUCH_PLACE", { values: { at } });
  if (!slot.room)
    return slot.list ? refuse("LIST_FULL", { values: { most: slot.places.length } }) : refuse("THERE_ALREADY");
  const kinds = kindsFor(slot);
  if (kind !== null && kind !== "" && !kinds.includes(kind)) return refuse("NOT_A_CHOICE", { field: "kind" });
  const made = new Templates(programme, naming).make(slot.shape, slot.type, kind || null);
  if (!slot.list) return edit(insert(programme, at, made), at);
  // A list that may be absent begins with its first item.
  if (slot.optional && slot.places.length === 0) {
    const holder = insert(programme, at, [made]);
    return edit(holder.ok ? holder : replace(programme, at, [made]), `${at}/0`);
  }
  return edit(insert(programme, `${at}/-`, made), `${at}/${slot.places.length}`);
}

/** What one may choose from when adding to a slot; empty where there is but one sort. */
export function kindsFor(slot: Pick<Slot, "shape" | "type">): readonly string[] {
  if (slot.type === "part") return [...optionsAt({ kind: "node" })!.keys()];
  const options = optionsAt(slot.shape);
  return options ? [...options.keys()] : [];
}

function removed(programme: Programme, place: Place): Edited {
  const { list } = place;
  if (!list) {
    if (!place.optional) return refuse("PART_NEEDED");
    return edit(remove(programme, place.at), holderAt(programme, place.at));
  }
  if (list.length <= list.min) return refuse("LIST_TOO_SHORT", { values: { at: list.at } });
  const shorter = remove(programme, place.at);
  if (!shorter.ok) return shorter;
  const at = holderAt(programme, place.at);
  return accept({ programme: shorter.value, at });
}

function holderAt(programme: Programme, at: Pointer): Pointer {
  return wayTo(programme, parentOf(at)).at(-1)!.at;
}

function duplicated(programme: Programme, place: Place): Edited {
  const { list } = place;
  if (!list) return refuse("NOT_IN_A_LIST");
  const to = `${list.at}/${list.index + 1}`;
  return edit(insert(programme, to, recoded(place.value, codesOf(programme))), to);
}

function shifted(programme: Programme, place: Place, by: 1 | -1): Edited {
  const { list } = place;
  if (!list) return refuse("NOT_IN_A_LIST");
  const to = list.index + by;
  if (to < 0 || to >= list.length) return refuse("AT_THE_END");
  return edit(move(programme, place.at, `${list.at}/${to}`), `${list.at}/${to}`);
}

function wrapped(programme: Programme, place: Place, kind: string | null, naming: Naming): Edited {
  const node = nodeOf(place);
  const holds = node ? HOLDS : place.type === "condition" ? CONDITION_HOLDS : {};
  const field = kind !== null && Object.hasOwn(holds, kind) ? holds[kind] : undefined;
  if (field === undefined || kind === null) return refuse("CANNOT_WRAP", { field: "kind" });
  const target = node ?? place;
  const shape = { kind: node ? "node" : "condition" } as const;
  const around = new Templates(programme, naming).make(shape, shape.kind, kind) as Record<string, unknown>;
  const held = around[field];
  if (kind === "weighted") around.parts = [{ weight: "100", of: target.value }];
  else if (Array.isArray(held)) around[field] = [target.value, ...held.slice(1)];
  else around[field] = target.value;
  return edit(replace(programme, target.at, around), place.at);
}

/** The part steps into the place of what it lies in; whatever else lay there goes. */
function unwrapped(programme: Programme, place: Place): Edited {
  const inner = nodeOf(place) ?? (place.type === "condition" ? place : null);
  if (!inner) return refuse("CANNOT_UNWRAP");
  const sort = nodeOf(place) ? "node" : "condition";
  const way = wayTo(programme, place.at);
  const outer = way
    .slice(0, -1)
    .findLast((step) => (sort === "node" ? nodeOf(step) !== null : step.type === "condition"));
  // Only from directly inside: a node inside a condition or a case does not answer for the node around it.
  const around = outer && (nodeOf(outer) ?? outer);
  const between = outer ? way.slice(way.indexOf(outer) + 1, -1) : [];
  if (!around || between.length > 0) return refuse("CANNOT_UNWRAP");
  return edit(replace(programme, around.at, inner.value), outer.at);
}

function recast(programme: Programme, place: Place, kind: string | null, naming: Naming): Edited {
  const node = nodeOf(place);
  const shape = node ? ({ kind: "node" } as const) : place.shape;
  const option = kind === null ? undefined : optionsAt(shape)?.get(kind);
  if (!option || kind === null || (!node && place.type !== "condition"))
    return refuse("NOT_A_CHOICE", { field: "kind" });
  const target = node ?? place;
  if (target.value.kind === kind) return accept({ programme, at: place.at });
  const made = new Templates(programme, naming).make(shape, node ? "node" : "condition", kind) as Value;
  const was = new Map(fieldsFor(shape, target.value).map((field) => [field.name, field.shape]));
  const kept = option.fields.flatMap(({ name, shape: of }) =>
    of.kind !== "fixed" && was.get(name) === of && Object.hasOwn(target.value, name)
      ? [[name, target.value[name]]]
      : [],
  );
  return edit(replace(programme, target.at, { ...made, ...Object.fromEntries(kept) }), place.at);
}

function edit(result: Result<Programme>, at: Pointer): Edited {
  return result.ok ? accept({ programme: result.value, at }) : result;
}

/** Fills in the form of one part. A code that changes is changed wherever something points at it. */
export function filledIn(programme: Programme, at: Pointer, typed: Typed, naming: Naming): Edited {
  const place = placeAt(programme, at);
  if (!place) return refuse("NO_SUCH_PLACE", { values: { at } });
  const { value, faults } = readForm(place, typed, new Templates(programme, naming));
  if (faults.length > 0) return refuseAll(faults);
  const filled = replace(programme, place.at, value);
  if (!filled.ok) return atField(filled, place.at);
  let document = filled.value;
  for (const [before, after] of [
    [place.value, value],
    [place.inner?.value, value.of],
  ]) {
    if (!isValue(before) || !isValue(after)) continue;
    const [from, to] = [before.code, after.code];
    if (typeof from === "string" && typeof to === "string" && from !== to)
      document = repointed(document, place.type, from, to);
  }
  return edit(readable(document), place.at);
}

/** What the vocabulary refuses stands at the box it was typed into. */
function atField(
  refused: Extract<Edited, { ok: false }> | Extract<Result<Programme>, { ok: false }>,
  at: Pointer,
): Edited {
  const [first, ...rest] = refused.refusals;
  const where = String(first.values?.at ?? "");
  if (!isWithin(where, at) || where === at) return { ok: false, refusals: [first, ...rest] };
  return { ok: false, refusals: [{ ...first, field: `f.${where.slice(at.length)}` }, ...rest] };
}

/** The nearest part that still stands where `at` was: what to look at after undoing. */
export function nearest(programme: Programme, at: Pointer): Pointer {
  return wayTo(programme, at).at(-1)!.at;
}
