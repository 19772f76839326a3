import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { recurring } from "@/lib/scoring/programme/recur";
import { programmeSchema } from "@/lib/scoring/programme/schema";
import { metricsNeeded, recordsNeeded } from "./needs";

const programmeOf = (code: string) =>
  recurring(programmeSchema.parse(JSON.parse(readFileSync(`prisma/programmes/${code}.json`, "utf8"))));

it("names the declared streams that a rank cannot do without, each with the days of its review", () => {
  const stars = programmeOf("P06");
  const month = stars.reviews.find(({ kind, cutOffOn }) => kind === "MONTH" && cutOffOn !== null);
  const needs = recordsNeeded(stars, month!);
  expect(needs.map(({ stream }) => stream).sort()).toEqual(
    (stars.streams ?? [])
      .map(({ code }) => code)
      .filter((code) => code.startsWith("score."))
      .sort(),
  );
  expect(new Set(needs.map(({ range }) => range.to))).toEqual(new Set([month!.cutOffOn]));
  expect(metricsNeeded(stars, month!)).toEqual([]);
});

it("asks for no records where the plan counts what it finds", () => {
  const year = programmeOf("P01");
  for (const review of year.reviews) expect(recordsNeeded(year, review)).toEqual([]);
});
