import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Issue } from "@/lib/scoring/programme/issue";
import { readProgramme } from "@/lib/scoring/programme/read";
import type { Programme } from "@/lib/scoring/programme/schema";
import { holderOf, indexOf, isWithin, lastOf, type Pointer, parentOf, valueAt } from "./pointer";

/**
 * The four changes everything in the editor is made of. Each works on a copy and answers with a document that the
 * vocabulary reads, or refuses: NO_SUCH_PLACE, INTO_ITSELF, LIST_FULL, LIST_TOO_SHORT, NOT_READABLE, TOO_LARGE,
 * TOO_NESTED. The document given is never touched.
 */
export type EditRefusal =
  | "NO_SUCH_PLACE"
  | "INTO_ITSELF"
  | "LIST_FULL"
  | "LIST_TOO_SHORT"
  | "NOT_READABLE"
  | "TOO_LARGE"
  | "TOO_NESTED";

type Edited = Result<Programme, EditRefusal>;

/** Puts a value into a list before the index (`-` = at the end), or into an object that does not have the field yet. */
export function insert(programme: Programme, at: Pointer, value: unknown): Edited {
  return changed(programme, at, (holder) => {
    if (Array.isArray(holder)) {
      const index = lastOf(at) === "-" ? holder.length : indexOf(at);
      if (index === null || index > holder.length) return false;
      holder.splice(index, 0, structuredClone(value));
      return true;
    }
    if (Object.hasOwn(holder, lastOf(at))) return false;
    setOwn(holder, lastOf(at), structuredClone(value));
    return true;
  });
}

export function remove(programme: Programme, at: Pointer): Edited {
  return changed(programme, at, (holder) => taken(holder, at) !== NOTHING);
}

export function replace(programme: Programme, at: Pointer, value: unknown): Edited {
  if (at === "") return readable(structuredClone(value));
  return changed(programme, at, (holder) => {
    if (Array.isArray(holder)) {
      const index = indexOf(at);
      if (index === null || index >= holder.length) return false;
      holder[index] = structuredClone(value);
      return true;
    }
    if (!Object.hasOwn(holder, lastOf(at))) return false;
    setOwn(holder, lastOf(at), structuredClone(value));
    return true;
  });
}

/** Takes what stands at `from` and inserts it at `to`, counted after it was taken. */
export function move(programme: Programme, from: Pointer, to: Pointer): Edited {
  if (isWithin(to, from)) return from === to ? accept(programme) : refuse("INTO_ITSELF", { values: { at: from } });
  const copy: unknown = structuredClone(programme);
  const source = holderOf(copy, from);
  if (!source.ok) return source;
  const value = taken(source.value, from);
  if (value === NOTHING) return refuse("NO_SUCH_PLACE", { values: { at: from } });
  const target = holderOf(copy, to);
  if (!target.ok) return target;
  const nowhere = refuse("NO_SUCH_PLACE", { values: { at: to } });
  if (Array.isArray(target.value)) {
    const index = lastOf(to) === "-" ? target.value.length : indexOf(to);
    if (index === null || index > target.value.length) return nowhere;
    target.value.splice(index, 0, value);
  } else {
    if (Object.hasOwn(target.value, lastOf(to))) return nowhere;
    setOwn(target.value, lastOf(to), value);
  }
  return readable(copy);
}

const NOTHING = Symbol("nothing");

function taken(holder: unknown[] | Record<string, unknown>, at: Pointer): unknown {
  if (Array.isArray(holder)) {
    const index = indexOf(at);
    return index === null || index >= holder.length ? NOTHING : holder.splice(index, 1)[0];
  }
  const key = lastOf(at);
  if (!Object.hasOwn(holder, key)) return NOTHING;
  const value = holder[key];
  delete holder[key];
  return value;
}

/** A plain own property, whatever it is called. */
function setOwn(holder: Record<string, unknown>, key: string, value: unknown) {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function changed(programme: Programme, at: Pointer, change: (holder: unknown[] | Record<string, unknown>) => boolean) {
  const copy: unknown = structuredClone(programme);
  const holder = holderOf(copy, at);
  if (!holder.ok) return holder;
  return change(holder.value) ? readable(copy) : refuse("NO_SUCH_PLACE", { values: { at } });
}

/** The document if the vocabulary can read it; else the first place where it departs from it. */
export function readable(raw: unknown): Edited {
  const { programme, issues } = readProgramme(raw);
  if (programme) return accept(programme);
  const [first] = issues;
  return first ? refused(raw, first) : refuse("NOT_READABLE", { values: { at: "", what: "" } });
}

function refused(raw: unknown, { code, path, values }: Issue): Edited {
  if (code === "TOO_LARGE" || code === "TOO_NESTED") return refuse(code, { values: { most: values.most ?? 0 } });
  const list = valueAt(raw, path);
  if (Array.isArray(list) && values.what === "too_big")
    return refuse("LIST_FULL", { values: { most: list.length - 1 } });
  if (Array.isArray(list) && values.what === "too_small")
    return refuse("LIST_TOO_SHORT", { values: { at: parentOf(path) } });
  return refuse("NOT_READABLE", { values: { at: path, what: String(values.what ?? "") } });
}
