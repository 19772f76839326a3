import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import { findScoreForm, scoreFormsOf } from "./forms";

const folder = join(import.meta.dirname, "../../../prisma/programmes");
const shipped = (code: string): Programme =>
  programmeSchema.parse(JSON.parse(readFileSync(join(folder, `${code}.json`), "utf8")));

describe("score forms", () => {
  it("five criteria of 20 points each are one form out of 100", () => {
    const [form, ...others] = scoreFormsOf(shipped("P06"));
    expect(others).toEqual([]);
    expect(form).toMatchObject({ code: "criteria", of: "PERSON", full: "100" });
    expect(form?.criteria.map(({ stream, value, weight }) => [stream.code, value.full, weight])).toEqual([
      ["score.ATTITUDE", "20", null],
      ["score.ETHICS", "20", null],
      ["score.SKILL", "20", null],
      ["score.APPEARANCE", "20", null],
      ["score.DISCIPLINE", "20", null],
    ]);
  });

  it("what is weighed has its weights and no plain sum", () => {
    const plan = structuredClone(shipped("P14")) as Programme;
    const root = plan.sheets.find(({ code }) => code === "contest")?.root;
    if (root?.kind !== "weighted") throw new Error("the contest weighs its parts");
    for (const [at, part] of root.parts.entries()) part.weight = ["40", "30", "20", "10"][at] ?? null;
    const form = findScoreForm(plan, "contest");
    expect(form?.full).toBeNull();
    expect(form?.criteria.map(({ weight }) => weight)).toEqual(["40", "30", "20", "10"]);
  });

  it("a criterion that asks for more than a figure is left to its own form", () => {
    expect(scoreFormsOf(shipped("P15")).map(({ code }) => code)).not.toContain("team");
    const partly = findScoreForm(shipped("P25"), "department");
    expect([partly?.criteria.length, partly?.full]).toEqual([2, null]);
  });

  it("every shipped plan is read, and a plan without sheets has none", () => {
    const found = readdirSync(folder).flatMap((file) =>
      scoreFormsOf(shipped(file.replace(".json", ""))).map(({ code }) => code),
    );
    expect(found.length).toBeGreaterThan(8);
    expect(scoreFormsOf(shipped("P01"))).toEqual([]);
  });
});
