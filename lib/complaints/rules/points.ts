import { Points, points, text, ZERO } from "@/lib/kernel/points";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Programme } from "@/lib/scoring/programme/schema";
import { CAUSES, COMPLAINT_LEVELS, type PointsAsked, type PointsCase, type PointsEntry, VALIDITIES } from "../types";
import { complaintAttributes } from "./attributes";
import { entriesCounting } from "./entries";

/** Decimals that may be set where the plan rounds nothing and writes its limits without any: what people count in. */
const USUAL_PLACES = 2;
/** Decimals that can be kept. */
const MOST_PLACES = 6;

/**
 * Which points have to be set for a fact of this stream with these attributes (R18; R-012 a verified complaint, R-013 a
 * praise; P03 and P30): null where no line of the plan leaves any to a body.
 *
 * A fact bears one figure, and the engine holds it inside the range of every line that counts it (UNIT.COMPLAINT for the
 * outlet, PERSON.COMPLAINT for the person). So it must lie in all of those ranges: then each line counts exactly what was
 * set. Ranges that share nothing are APART, and nothing can be set until the plan is corrected.
 *
 * Decimals are those to which the line's ledger is rounded; without such a setting two, or as many as the limits have.
 */
export function pointsAsked(
  programme: Programme,
  stream: string,
  attrs: Readonly<Record<string, string>>,
): PointsAsked | null {
  const entries = new Map<string, PointsEntry & { readonly places: number }>();
  for (const { node, entry } of entriesCounting(programme, stream, attrs, { trees: "ALL" })) {
    const { min, max, sign } = entry.between ?? {};
    // Only a draft has blanks, and nothing is decided under a draft.
    if (min == null || max == null || sign === undefined) continue;
    const limits = Math.max(points(min).decimalPlaces(), points(max).decimalPlaces());
    const written = Math.min(Math.max(USUAL_PLACES, limits), MOST_PLACES);
    // The engine reads what was set without its sign.
    const least = text(Points.max(points(min), ZERO));
    const article = (entry.clause ?? node.clause)?.article ?? null;
    const one = { name: entry.name, article, min: least, max, sign, places: node.places ?? written };
    entries.set(`${node.code} ${entry.code}`, one);
  }
  const [first, ...rest] = [...entries.values()];
  if (!first) return null;
  const min = text(Points.max(first.min, ...rest.map((entry) => entry.min)));
  const max = text(Points.min(first.max, ...rest.map((entry) => entry.max)));
  return {
    kind: points(min).greaterThan(points(max)) ? "APART" : "RANGE",
    min,
    max,
    sign: first.sign,
    places: Math.min(first.places, ...rest.map((entry) => entry.places)),
    entries: [first, ...rest].map(({ places: _, ...entry }) => entry),
  };
}

export type PointsRefusal = "POINTS_MISSING" | "POINTS_NOT_ASKED" | "POINTS_OUTSIDE" | "POINTS_PLACES" | "POINTS_APART";

/**
 * Points set for one case (R18): there where the plan asks for them, inside its range, both limits included, with no more
 * decimals than the plan keeps; not there where it does not ask. `given` is a plain decimal.
 */
export function judgePoints(
  asked: PointsAsked | null,
  given: string | undefined,
): Result<string | null, PointsRefusal> {
  const field = "points";
  if (!asked) return given === undefined ? accept(null) : refuse("POINTS_NOT_ASKED", { field });
  if (asked.kind === "APART") return refuse("POINTS_APART", { field, values: namesOf(asked.entries) });
  const { min, max, places } = asked;
  if (given === undefined) return refuse("POINTS_MISSING", { field, values: { min, max } });
  const set = points(given);
  if (set.lessThan(points(min)) || set.greaterThan(points(max)))
    return refuse("POINTS_OUTSIDE", { field, values: { points: text(set), min, max } });
  if (set.decimalPlaces() > places) return refuse("POINTS_PLACES", { field, values: { points: text(set), places } });
  return accept(text(set));
}

function namesOf(entries: readonly PointsEntry[]): Record<string, string> {
  return {
    lines_zh: entries.map(({ name, min, max }) => `“${name.zh}”${min}至${max}分`).join("、"),
    lines_en: entries.map(({ name, min, max }) => `“${name.en}” ${min} to ${max}`).join(", "),
  };
}

/**
 * Every way of deciding this complaint for which points have to be set, said as shortly as it is true: where the range
 * does not depend on the level (the cause, somebody being concerned), the case names none.
 */
export function complaintPointsCases(
  programme: Programme,
  complaint: { readonly category: string; readonly channel: string; readonly level: string },
): PointsCase[] {
  return VALIDITIES.flatMap((validity) => {
    const causes = validity === "VALID" ? CAUSES : (["NONE", ...CAUSES] as const);
    const all = COMPLAINT_LEVELS.flatMap((level) =>
      causes.flatMap((cause) =>
        [true, false].map((person): Case => {
          const decision = { validity, level, cause, personId: person ? "SOMEBODY" : null };
          const asked = pointsAsked(programme, "complaint", complaintAttributes(complaint, decision));
          return { validity, level, cause, person, asked };
        }),
      ),
    );
    const shortened = (["level", "cause", "person"] as const).reduce<readonly Case[]>(withoutIdle, all);
    return shortened.flatMap(({ asked, ...rest }) => (asked ? [{ ...rest, asked }] : []));
  });
}

type Case = Omit<PointsCase, "asked"> & { readonly asked: PointsAsked | null };

/** Leaves a circumstance unsaid where every choice of it comes to the same. */
function withoutIdle(cases: readonly Case[], which: "level" | "cause" | "person"): readonly Case[] {
  const merged = new Map<string, { readonly one: Case; readonly answers: Set<string> }>();
  for (const one of cases) {
    const { asked, ...rest } = { ...one, [which]: null };
    const key = JSON.stringify(rest);
    const { one: before, answers } = merged.get(key) ?? { one: null, answers: new Set<string>() };
    // With somebody concerned the person's own line may count it as well; the range decides whether that is said.
    answers.add(JSON.stringify(asked && { ...asked, entries: [] }));
    const more = before === null || (asked?.entries.length ?? 0) > (before.asked?.entries.length ?? 0);
    merged.set(key, { one: more ? { ...rest, asked } : before, answers });
  }
  const groups = [...merged.values()];
  return groups.every(({ answers }) => answers.size === 1) ? groups.map(({ one }) => one) : cases;
}
