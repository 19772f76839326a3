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
    if (typeof value === "string" && !name.startsWith("$") && !name.startsWith("_") && !/password|identity|secret/i.test(name)) values[name] = value;
  }
  return values;
}

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

function stepsOf(name: string): string[] {
  const steps = name.replace(/\[(\d*)\]/g, (_, index: string) => `.${index === "" ? "+" : index}`).split(".");
  if (steps.length > 12 || steps.some((step) => FORBIDDEN.has(step))) throw new RangeError(`not a field name: ${name}`);
  return steps;
}

function place(root: Record<string, unknown>, steps: string[], value: string): void {
  let at: Record<string, unknown> | unknown[] = root;
  for (const [position, step] of steps.entries()) {
    const last = position === steps.length - 1;
    const next = steps[position + 1];
    const fresh = (): unknown => (next === "+" || /^\d+$/.test(next ?? "") ? [] : {});
    if (Array.isArray(at)) {
      const index = step === "+" ? at.length : Number(step);
      if (!Number.isInteger(index) || index > 999) throw new RangeError("too many rows in one form");
      if (last) at[index] = value;
      else {
        at[index] ??= fresh();
        at = at[index] as Record<string, unknown>;
      }
    } else if (last) at[step] = value;
    else {
      at[step] ??= fresh();
      at = at[step] as Record<string, unknown>;
    }
  }
}
