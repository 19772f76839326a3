import { expect, it } from "vitest";
import { timeScale } from "./scale";

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
