import { accept, type Result, refuse } from "@/lib/kernel/result";

/** JSON pointer (RFC 6901) into the document: `/reviews/1/root/parts/0`. The whole document is the empty pointer. */
export type Pointer = string;

const INDEX = /^(0|[1-9]\d{0,5})$/;

export function stepsOf(pointer: Pointer): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function pointerTo(steps: readonly (string | number)[]): Pointer {
  return steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

export function parentOf(pointer: Pointer): Pointer {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf("/")));
}

export function lastOf(pointer: Pointer): string {
  return stepsOf(pointer).at(-1) ?? "";
}

/** Place in its list of what the pointer names; null when it stands in no list. */
export function indexOf(pointer: Pointer): number | null {
  const last = lastOf(pointer);
  return INDEX.test(last) ? Number(last) : null;
}

/** What stands at the pointer; undefined where nothing does. Own properties only. */
export function valueAt(root: unknown, pointer: Pointer): unknown {
  let at: unknown = root;
  for (const step of stepsOf(pointer)) {
    if (Array.isArray(at)) at = INDEX.test(step) ? at[Number(step)] : undefined;
    else if (typeof at === "object" && at !== null && Object.hasOwn(at, step)) at = at[step as keyof typeof at];
    else return undefined;
  }
  return at;
}

/** True when `inner` is `outer` or lies below it. */
export function isWithin(inner: Pointer, outer: Pointer): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

export type Holder = unknown[] | Record<string, unknown>;

/** The list or object that holds what the pointer names. */
export function holderOf(root: unknown, pointer: Pointer): Result<Holder, "NO_SUCH_PLACE"> {
  if (pointer === "" || !pointer.startsWith("/")) return refuse("NO_SUCH_PLACE", { values: { at: pointer } });
  const holder = valueAt(root, parentOf(pointer));
  if (typeof holder !== "object" || holder === null) return refuse("NO_SUCH_PLACE", { values: { at: pointer } });
  return accept(holder as Holder);
}
