import { describe, expect, it } from "vitest";
import { mean, name, programme } from "../specimens";
import { openRange, phasesOn, reviewsDueOn, reviewsOpenOn } from "./calendar";
import type { Programme } from "./schema";

const [review] = programme(mean("x")).reviews;
const plan = (rest: Partial<Programme> = {}) =>
  programme(mean("x"), {
    periods: [
      { code: "H1", name: name("H1"), from: "2026-01-01", to: "2026-06-30" },
      { code: "H2", name: name("H2"), from: "2026-07-01", to: "2026-12-31" },
    ],
    reviews: [
      { ...review!, code: "ONE", period: "H1", cutOffOn: "2026-06-30" },
      { ...review!, code: "TWO", period: "H2", cutOffOn: "2026-11-30" },
    ],
    ...rest,
  });

describe("the phases of a day", () => {
  it("are those that it lies in, ends included; one with an open end never holds", () => {
    const phase = (code: string, from: string | null, to: string | null) => ({
      code,
      name: name(code),
      from,
      to,
      tasks: [],
    });
    const phases = [
      phase("A", "2026-03-01", "2026-03-31"),
      phase("B", "2026-03-31", "2026-04-30"),
      phase("C", null, "2026-12-31"),
      phase("D", "2026-01-01", null),
      phase("E", null, null),
    ];
    const on = (day: string) => phasesOn(plan({ phases }), day).map(({ code }) => code);
    expect([on("2026-02-28"), on("2026-03-01"), on("2026-03-31"), on("2026-04-30")]).toEqual([
      [],
      ["A"],
      ["A", "B"],
      ["B"],
    ]);
  });
});

describe("the reviews of a day (R-002)", () => {
  const open = (day: string, document = plan()) => reviewsOpenOn(document, day).map(({ code }) => code);
  it("take facts in from the first day of their own period to their cut-off", () => {
    expect([open("2025-12-31"), open("2026-01-01"), open("2026-06-30")]).toEqual([[], ["ONE"], ["ONE"]]);
    expect([open("2026-07-01"), open("2026-11-30"), open("2026-12-01")]).toEqual([["TWO"], ["TWO"], []]);
    expect(reviewsDueOn(plan(), "2026-11-30").map(({ code }) => code)).toEqual(["TWO"]);
  });
  it("have no such days while an end is open, or their period does not exist", () => {
    const [one, two] = plan().reviews;
    const document = plan({
      periods: [{ code: "H1", name: name("H1"), from: null, to: "2026-06-30" }, plan().periods[1]!],
      reviews: [one!, { ...two!, cutOffOn: null }, { ...two!, code: "LOST", period: "NONE" }],
    });
    expect(document.reviews.map((each) => openRange(document, each))).toEqual([null, null, null]);
    expect(open("2026-06-30", document)).toEqual([]);
  });
});
