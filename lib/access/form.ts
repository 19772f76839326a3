/**
 * FormData as the plain object a schema reads. `name.zh` nests, `evidence[]` collects into an array, and `rows[0].unit`
 * fills an array by position. Values stay strings; what React and the browser add (`$ACTION…`, `_…`) is left out.
 */
export function objectFrom(data: FormData): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of data.entries()) {
    if (typeof value !== "string" || name.startsWith("$") || name.startsWith("_")) continue;
    // PostgreSQL holds no NUL in text, and nobody types one.
    if (value.includes("\u0000")) throw new RangeError(`not text: ${name}`);
    place(root, stepsOf(name), value);
  }
  return root;
}

/** What the user typed, to be shown again after a refusal. Passwords never go back. */
export function valuesFrom(data: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of data.entries()) {
    if (
      typeof value === "string" &&
      !name.startsWith("$") &&
      !name.startsWith("_") &&
      !/password|identity|secret/i.test(name)
    )
      values[name] = value;
  }
  return values;
}

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

function stepsOf(name: string): string[] {
  const steps = name.replace(/\[(\d*)\]/g, (_, index: string) => `.${index === "" ? "+" : index}`).split(".");
  if (steps.length > 12 || steps.some((step) => step === "" || FORBIDDEN.has(step)))
    throw new RangeError(`not a field name: ${name}`);
  return steps;
}

type Branch = Record<string, unknown> | unknown[];

const isBranch = (value: unknown): value is Branch => typeof value === "object" && value !== null;

function place(root: Record<string, unknown>, steps: string[], value: string): void {
  let at: Branch = root;
  for (const [position, step] of steps.entries()) {
    const next = steps[position + 1];
    const key = keyIn(at, step);
    const here: Record<string | number, unknown> = at as Record<string | number, unknown>;
    if (next === undefined) {
      here[key] = value;
      return;
    }
    // Own properties only: what every object inherits is nobody's field.
    if (!Object.hasOwn(here, key)) here[key] = next === "+" || /^\d+$/.test(next) ? [] : {};
    const below = here[key];
    if (!isBranch(below)) throw new RangeError("a field is both a value and a group");
    at = below;
  }
}

function keyIn(at: Branch, step: string): string | number {
  if (!Array.isArray(at)) return step;
  const index = step === "+" ? at.length : /^\d{1,3}$/.test(step) ? Number(step) : Number.NaN;
  if (!Number.isInteger(index) || index > 999) throw new RangeError("too many rows in one form");
  return index;
}
