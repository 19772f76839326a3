import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Points, points, text } from "@/lib/kernel/points";
import { checkProgramme } from "@/lib/scoring/programme/check";
import { readProgramme } from "@/lib/scoring/programme/read";
import type { Programme } from "@/lib/scoring/programme/schema";

/**
 * Parameter → value. A parameter is a JSON pointer, `weight of CODE`, or `CODE/each` below the thing of that code; a step
 * into a list may be a code as well.
 */
export type Settings = Readonly<Record<string, unknown>>;

export const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

/** A programme as shipped, with some parameters changed. */
export function shipped(code: string, set: Settings = {}): Programme {
  const { programme, issues } = readProgramme(readJson(join(process.cwd(), `prisma/programmes/${code}.json`)));
  if (!programme) throw new Error(`${code} does not read: ${JSON.stringify(issues)}`);
  change(programme, set);
  return programme;
}

export function change(raw: unknown, set: Settings): void {
  for (const [parameter, value] of Object.entries(set)) {
    const pointer = pointerOf(raw, parameter);
    const steps = pointer.slice(1).split("/");
    const last = steps.pop()!;
    const holder = at(raw, steps);
    const key = isRecord(holder) ? keyIn(holder, last) : last;
    if (!isRecord(holder) || !(key in holder)) throw new Error(`no parameter ${parameter}`);
    holder[key] = value;
  }
}

function pointerOf(raw: unknown, parameter: string): string {
  if (parameter.startsWith("/")) return parameter;
  const weight = parameter.startsWith("weight of ") ? parameter.slice("weight of ".length) : null;
  const [code = "", ...rest] = weight === null ? parameter.split("/") : [weight];
  const found = pointersOf(raw, code);
  if (found.length !== 1) throw new Error(`${code} stands ${found.length} times in the document`);
  return weight === null ? [found[0]!, ...rest].join("/") : found[0]!.replace(/\/of$/, "/weight");
}

/** Places of everything that bears a code. */
function pointersOf(value: unknown, code: string, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = isRecord(value) && value.code === code ? [path] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => pointersOf(inner, code, `${path}/${key}`))];
}

function at(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((inner, step) => (isRecord(inner) ? inner[keyIn(inner, step)] : undefined), value);
}

/** The step itself, or where in a list the thing with that code stands. */
function keyIn(holder: Record<string, unknown>, step: string): string {
  if (!Array.isArray(holder) || step in holder) return step;
  const index = holder.findIndex((one) => isRecord(one) && one.code === step);
  return index < 0 ? step : String(index);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/**
 * Fills every blank with something that makes sense by itself: the rest of the weights in equal parts, intervals over the
 * whole of 2026, one of everything that is counted. What the figures are is of no importance to the tests that use it.
 */
export function filled(programme: Programme): Programme {
  const document = structuredClone(programme);
  for (let round = 0; round < 5; round += 1) {
    const blanks = checkProgramme(document).filter((issue) => issue.code === "BLANK");
    if (blanks.length === 0) return document;
    for (const { path } of blanks) fill(document, path);
  }
  throw new Error(`${programme.code} keeps blanks: ${JSON.stringify(checkProgramme(document))}`);
}

function fill(document: Programme, path: string): void {
  const steps = path.slice(1).split("/");
  const last = steps.pop()!;
  const holder = at(document, steps);
  if (!isRecord(holder)) throw new Error(`no place ${path}`);
  holder[last] = valueFor(document, path, last, steps);
}

function valueFor(document: Programme, path: string, last: string, steps: readonly string[]): unknown {
  const [top] = steps;
  if (top === "phases" || top === "periods") return last === "from" ? "2026-01-01" : "2026-12-31";
  const index = Number(steps.at(-1));
  switch (last) {
    case "cutOffOn": {
      const review = document.reviews[index]!;
      return document.periods.find((period) => period.code === review.period)?.to ?? null;
    }
    case "settledOn": {
      const award = document.awards[index]!;
      return document.reviews.find((review) => review.code === award.review)?.cutOffOn ?? null;
    }
    case "since":
      return "2026-01-01";
    case "weight":
      return restOfWeights(at(document, steps.slice(0, -1)));
    case "each":
      return at(document, [...steps.slice(0, -2), "tone"]) === "minus" ? "-1" : "1";
    case "from":
      return text(points(100 - 10 * (index + 1)));
    case "noticeDays":
    case "atLeast":
    case "n":
    case "listed":
      return 1;
    default:
      return DEFAULTS[last] ?? amountFor(path);
  }
}

const DEFAULTS: Readonly<Record<string, unknown>> = {
  floor: "-10",
  cap: "10",
  target: "100",
  base: "100",
  value: "100",
  mark: "90",
  at: "60",
  than: "0",
  times: "2",
};

/** Ranges and sums of money, told apart by where they stand. */
function amountFor(path: string): unknown {
  const money = path.includes("/amount");
  if (path.endsWith("/quota/max")) return 1;
  if (path.endsWith("/amount")) return "100.00";
  if (path.endsWith("/min")) return money ? "100.00" : "1";
  if (path.endsWith("/max")) return money ? "200.00" : "5";
  throw new Error(`nobody knows what to fill in at ${path}`);
}

function restOfWeights(parts: unknown): string {
  const weights = (parts as readonly { readonly weight: string | null }[]).map((part) => part.weight);
  const given = weights.flatMap((weight) => (weight === null ? [] : [points(weight)]));
  const rest: Points = given.reduce((left, weight) => left.minus(weight), points(100));
  const open = weights.length - given.length;
  return text(open === 1 ? rest : rest.div(open).toDecimalPlaces(2));
}
