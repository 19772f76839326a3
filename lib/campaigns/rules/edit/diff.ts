import canonicalize from "canonicalize";
import type { Programme } from "@/lib/scoring/programme/schema";
import { type Control, type FormItem, formOf } from "./form";
import { nodeOf, type Place, rootPlace, type Slot, slotsOf } from "./places";
import { valueAt } from "./pointer";

/** One difference between two wordings of a plan, in the terms in which it is edited. */
export type Difference =
  | { readonly kind: "added" | "removed"; readonly place: Place }
  /** One box, or boxes that belong together, has another content. */
  | {
      readonly kind: "changed";
      readonly place: Place;
      readonly was: Place;
      readonly field: string;
      readonly before: Content;
      readonly after: Content;
    }
  /** A component or condition became another kind; both say themselves. */
  | { readonly kind: "recast"; readonly place: Place; readonly was: Place }
  | { readonly kind: "reordered"; readonly place: Place; readonly field: string; readonly order: readonly Place[] };

export type Content =
  | { readonly sort: "control"; readonly control: Control | null }
  | { readonly sort: "group"; readonly value: unknown };

/**
 * What is different between two wordings, part by part in the order of the later one. Parts are the same when they have
 * the same code, or the same place and name; equal documents have no differences, and each difference names its part.
 */
export function differences(before: Programme, after: Programme): Difference[] {
  return compared(rootPlace(before), rootPlace(after), before, after);
}

function compared(was: Place, place: Place, before: Programme, after: Programme): Difference[] {
  if (same(was.value, place.value)) return [];
  const kind = (of: Place) => (nodeOf(of) ?? of).value.kind;
  const recast = kind(was) !== kind(place) && (nodeOf(place) !== null || place.type === "condition");
  return [
    ...(recast ? [{ kind: "recast" as const, place, was }] : []),
    ...boxes(was, place, before, after, recast),
    ...slots(was, place).flatMap(([left, right]) => listed(left, right, place, before, after)),
  ];
}

function boxes(was: Place, place: Place, before: Programme, after: Programme, recast: boolean): Difference[] {
  const old = new Map(formOf(was).map((item) => [item.name, item]));
  const now = formOf(place);
  const names = [...new Set([...now.map((item) => item.name), ...old.keys()])];
  const found = new Map(now.map((item) => [item.name, item]));
  const groups = new Set<string>();
  return names.flatMap((name): Difference[] => {
    const [left, right] = [old.get(name), found.get(name)];
    // The boxes of another kind are told by what it says now.
    if (recast && !(left && right)) return [];
    const item = (right ?? left)!;
    if (item.item === "control") {
      const [one, other] = [asControl(left), asControl(right)];
      if (one?.value === other?.value && one?.open === other?.open) return [];
      const changed = { field: item.field, before: control(one), after: control(other) };
      return [{ kind: "changed", place, was, ...changed }];
    }
    // Rows of a list are one thing: what the list says.
    const top = item.row === null ? name : name.slice(0, name.lastIndexOf("/"));
    if (groups.has(top)) return [];
    groups.add(top);
    const [one, other] = [valueAt(before, was.at + top), valueAt(after, place.at + top)];
    const [mine, theirs] = [ownOf(one), ownOf(other)];
    if (same(mine, theirs)) return [];
    return [
      {
        kind: "changed",
        place,
        was,
        field: item.field,
        before: { sort: "group", value: one },
        after: { sort: "group", value: other },
      },
    ];
  });
}

function asControl(item: FormItem | undefined): Control | null {
  return item?.item === "control" ? item : null;
}

function control(held: Control | null): Content {
  return { sort: "control", control: held };
}

/** A group without the parts that hang below it: those are compared by themselves. */
function ownOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => key !== "strata" && key !== "when" && key !== "of"),
  );
}

function slots(was: Place, place: Place): [Slot | null, Slot | null][] {
  const left = slotsOf(was);
  const right = slotsOf(place);
  const fields = [...new Set([...right, ...left].map((slot) => slot.field))];
  const find = (all: readonly Slot[], field: string) => all.find((slot) => slot.field === field) ?? null;
  return fields.map((field) => [find(left, field), find(right, field)]);
}

function listed(
  left: Slot | null,
  right: Slot | null,
  holder: Place,
  before: Programme,
  after: Programme,
): Difference[] {
  const old = left?.places ?? [];
  const now = right?.places ?? [];
  const pairs = paired(old, now);
  const partners = new Map(pairs.map(([was, place]) => [place, was]));
  const kept = new Set(pairs.map(([was]) => was));
  const order = now.flatMap((place) => partners.get(place) ?? []).map((was) => old.indexOf(was));
  const reordered = order.some((index, i) => i > 0 && index < order[i - 1]!);
  return [
    ...now.flatMap((place): Difference[] => {
      const was = partners.get(place);
      return was ? compared(was, place, before, after) : [{ kind: "added", place }];
    }),
    ...old.filter((place) => !kept.has(place)).map((place): Difference => ({ kind: "removed", place })),
    ...(reordered && right ? [{ kind: "reordered" as const, place: holder, field: right.field, order: now }] : []),
  ];
}

/** Parts of two lists that are the same: by code, else by name, else by place. */
function paired(old: readonly Place[], now: readonly Place[]): [Place, Place][] {
  const pairs: [Place, Place][] = [];
  const open = { old: [...old], now: [...now] };
  const take = (agree: (one: Place, other: Place) => boolean) => {
    for (const place of [...open.now]) {
      const was = open.old.find((candidate) => agree(candidate, place));
      if (!was) continue;
      pairs.push([was, place]);
      open.old.splice(open.old.indexOf(was), 1);
      open.now.splice(open.now.indexOf(place), 1);
    }
  };
  take((one, other) => codeOf(one) !== null && codeOf(one) === codeOf(other));
  take((one, other) => same(one.value, other.value));
  take((one, other) => one.at === other.at && (codeOf(one) === null || same(nameOf(one), nameOf(other))));
  return pairs;
}

function codeOf(place: Place): unknown {
  return place.value.code ?? place.inner?.value.code ?? null;
}

function nameOf(place: Place): unknown {
  return place.value.name ?? place.inner?.value.name;
}

function same(one: unknown, other: unknown): boolean {
  return canonicalize(one ?? null) === canonicalize(other ?? null);
}
