import { recurring } from "@/lib/scoring/programme/recur";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Fact, FactState, SubjectInput } from "@/lib/scoring/types";
import { type Choices, GROUPS, IDS, KINDS, LEVELS, name, POSTS, STREAMS } from "./choices";

const STATES: FactState[] = [
  "COUNTED",
  "COUNTED",
  "COUNTED",
  "COUNTED",
  "COUNTED",
  "COUNTED",
  "PENDING",
  "NOT_APPLICABLE",
  "NOT_OBSERVED",
  "VOIDED",
];

export function subjectsOf(some: Choices): SubjectInput[] {
  return IDS.slice(0, some.count(2, IDS.length)).map((id) => ({
    id,
    ...(some.chance(0.08) && { excluded: { code: "excluded", values: {} } }),
    ...(some.chance(0.85) && { group: some.one(GROUPS) }),
    ...(some.chance(0.7) && { post: some.one(POSTS) }),
    ...(some.chance(0.8) && {
      within: Object.fromEntries(some.some(KINDS, 0.8).map((kind) => [kind, some.one(["1", "2"])])),
    }),
  }));
}

function dayOf(some: Choices): string {
  if (some.chance(0.2))
    return some.one(["2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01"]);
  const month = String(some.count(1, 12)).padStart(2, "0");
  return `2026-${month}-${String(some.one([1, 1, 15, 28, some.count(1, 28)])).padStart(2, "0")}`;
}

export function factsOf(some: Choices, document: Programme, ids: readonly string[]): Fact[] {
  const whom = [...ids, "stranger"];
  const own = recurring(document);
  const awards = own.awards.map(({ code, review }) => ({
    stream: `award.${code.replace(/\.\d{4}-(\d\d|Q\d)$/, "")}`,
    review,
  }));
  const plain = some.list(0, some.one([10, 60, 160]), () => ({
    stream: some.one(STREAMS),
    value: some.maybe(some.figure()),
    attrs: {},
  }));
  const won = some.list(0, 6, () => {
    const { stream, review } = awards.length > 0 ? some.one(awards) : { stream: "award.NONE", review: "NONE" };
    return { stream, value: "1", attrs: { review: some.chance(0.8) ? review : "OTHER" } };
  });
  const ranks = some.list(0, some.one([0, 8]), () => ({
    stream: "rank.OUT",
    value: some.one(["1", "2", "40", "41", "42", "43", "1.5"]),
    attrs: some.chance(0.9) ? { of: some.one(["42", "42", "42", "41.5"]) } : {},
  }));
  return [...plain, ...won, ...ranks].map(({ stream, value, attrs }, i): Fact => {
    const ref = `R${some.chance(0.2) ? 1 : i}`;
    const words = {
      ...(some.chance(0.9) && { level: some.one(LEVELS) }),
      ...(some.chance(0.6) && { case: some.one(["1", "2"]) }),
      ...(some.chance(0.6) && { n: some.one(["0", "1", "2.5", "none"]) }),
      ...(some.chance(0.5) && { person: some.one(whom) }),
      ...(some.chance(0.5) && { head: some.one(whom) }),
    };
    return {
      id: `f${i}`,
      subject: some.one(whom),
      stream,
      on: dayOf(some),
      state: some.one(STATES),
      value,
      attrs: { ...words, ...attrs },
      ref,
      title: name(ref),
    };
  });
}
