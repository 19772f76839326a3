import { expect, it } from "vitest";
import { spokenMarks, timeScale } from "./scale";

const year = timeScale({ from: "2026-01-01", to: "2026-12-31" });

it("puts a day at its morning and ends it at its night", () => {
  expect(year.at("2026-01-01")).toBe(0);
  expect(year.end("2026-12-31")).toBe(100);
  expect(year.end("2026-06-30")).toBe(year.at("2026-07-01"));
});

it("keeps what lies outside on the edge", () => {
  expect(year.at("2025-11-03")).toBe(0);
  expect(year.end("2027-02-01")).toBe(100);
  expect(year.covers("2027-01-01")).toBe(false);
});

it("marks every month, the first one where the line begins", () => {
  expect(timeScale({ from: "2026-03-16", to: "2026-06-30" }).months.map((mark) => mark.month)).toEqual([
    "2026-03",
    "2026-04",
    "2026-05",
    "2026-06",
  ]);
  expect(timeScale({ from: "2026-12-01", to: "2027-01-31" }).months.map((mark) => mark.month)).toEqual([
    "2026-12",
    "2027-01",
  ]);
});

it("never leaves the line", () => {
  for (const day of ["2026-02-28", "2026-05-01", "2026-12-31"]) {
    expect(year.at(day)).toBeGreaterThanOrEqual(0);
    expect(year.end(day)).toBeLessThanOrEqual(100);
    expect(year.end(day)).toBeGreaterThan(year.at(day));
  }
});

it("words beside marks are all there when the marks lie far apart", () => {
  expect([...spokenMarks([30, 97], 80, 26)].sort()).toEqual([0, 1]);
});
it("words go to the next mark and to what has room beside it", () => {
  expect([...spokenMarks([17, 33, 50, 67, 83, 100, 100], 75, 26)].sort()).toEqual([0, 2, 4]);
});
it("words of two on the same day go to one", () => {
  expect(spokenMarks([100, 100], null, 26).size).toBe(1);
});
