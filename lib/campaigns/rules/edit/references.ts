import type { Text } from "@/lib/kernel/text";
import type { Programme } from "@/lib/scoring/programme/schema";
import { isText, isValue, placesBelow, rootPlace } from "./places";
import type { Pointer } from "./pointer";

/** What a code in the document points at. */
export type Refers = "sheet" | "period" | "interval" | "review" | "award" | "seat" | "component";

/** Which fields hold the code of something else; the holder's field tells the two uses of `within` apart. */
export function refersTo(field: string, at: Pointer): Refers | null {
  switch (field) {
    case "sheet":
    case "period":
    case "review":
    case "seat":
      return field;
    case "node":
      return "component";
    case "notWith":
      return "award";
    case "within":
      return /^\/duties\/\d+/.test(at) ? "interval" : "period";
    default:
      return null;
  }
}

export interface Known {
  readonly code: string;
  readonly name: Text;
}

/** What may be pointed at, in the order of the document. */
export function known(programme: Programme, refers: Refers): Known[] {
  switch (refers) {
    case "sheet":
      return named(programme.sheets);
    case "period":
      return named(programme.periods);
    case "interval":
      return named([...programme.periods, ...programme.phases]);
    case "review":
      return named(programme.reviews);
    case "award":
      return named(programme.awards);
    case "seat":
      return named(programme.committee);
    case "component":
      return components(programme);
  }
}

function named(items: readonly Known[]): Known[] {
  return items.map(({ code, name }) => ({ code, name }));
}

function components(programme: Programme): Known[] {
  const found = new Map<string, Known>();
  for (const place of placesBelow(rootPlace(programme))) {
    const value =
      place.type === "line" ? place.value : (place.inner?.value ?? (place.type === "node" ? place.value : null));
    if (!value) continue;
    const { code, name, kind } = value;
    if (typeof code !== "string" || !isText(name)) continue;
    if (!found.has(code)) found.set(code, { code, name });
    if (kind !== "ratio") continue;
    for (const side of ["over", "under"]) found.set(`${code}.${side}`, { code: `${code}.${side}`, name });
  }
  return [...found.values()];
}

/** Every code that names something in the document. */
export function codesOf(value: unknown): Set<string> {
  const codes = new Set<string>();
  const open = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) open.push(...next);
    else if (isValue(next)) {
      if (typeof next.code === "string") codes.add(next.code);
      open.push(...Object.values(next));
    }
  }
  return codes;
}

/** A code nobody has yet: the stem, or the stem with a number. */
export function freshCode(stem: string, taken: ReadonlySet<string>): string {
  const base = stem.replace(/_\d+$/, "").slice(0, 54);
  if (!taken.has(base)) return base;
  for (let n = 2; ; n += 1) if (!taken.has(`${base}_${n}`)) return `${base}_${n}`;
}

/** A copy in which everything has a new code, and what pointed inside points inside again. */
export function recoded(value: unknown, taken: ReadonlySet<string>): unknown {
  const all = new Set(taken);
  const renamed = new Map<string, string>();
  for (const code of codesOf(value)) {
    const fresh = freshCode(code, all);
    all.add(fresh);
    renamed.set(code, fresh);
  }
  const copy = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(copy);
    if (!isValue(part)) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, held]) => {
        const code = typeof held === "string" && (key === "code" || key === "node") ? renamed.get(held) : undefined;
        return [key, code ?? copy(held)];
      }),
    );
  };
  return copy(value);
}

const REFERS_OF_TYPE: Readonly<Record<string, readonly Refers[]>> = {
  sheet: ["sheet"],
  period: ["period", "interval"],
  phase: ["interval"],
  review: ["review"],
  award: ["award"],
  seat: ["seat"],
  node: ["component"],
  part: ["component"],
  line: ["component"],
};

/** The document with everything that pointed at the old code of a part of this type pointing at the new one. */
export function repointed(programme: Programme, type: string, from: string, to: string): Programme {
  const refers = REFERS_OF_TYPE[type] ?? [];
  if (refers.length === 0 || from === to) return programme;
  const copy = (part: unknown, at: Pointer): unknown => {
    if (Array.isArray(part)) return part.map((item, index) => copy(item, `${at}/${index}`));
    if (!isValue(part)) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, held]) => {
        const here = `${at}/${key}`;
        const target = refersTo(key, here);
        if (target === null || !refers.includes(target)) return [key, copy(held, here)];
        if (held === from) return [key, to];
        if (target === "component" && typeof held === "string" && held.startsWith(`${from}.`)) {
          return [key, `${to}${held.slice(from.length)}`];
        }
        return [key, Array.isArray(held) ? held.map((code) => (code === from ? to : code)) : copy(held, here)];
      }),
    );
  };
  return copy(programme, "") as Programme;
}
