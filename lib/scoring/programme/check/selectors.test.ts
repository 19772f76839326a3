import { describe, expect, it } from "vitest";
import { matches } from "../../facts";
import { fact, mean, programme } from "../../specimens";
import type { Selector } from "../nodes";
import { checkSelectors } from "./selectors";

const over = (range: NonNullable<Selector["range"]>[string]): Selector => ({ stream: "call", range: { value: range } });
const found = (range: NonNullable<Selector["range"]>[string]) =>
  checkSelectors(programme(mean("x", "call", { from: over(range) }))).map(({ code, path }) => [
    code,
    path.split("/").at(-1),
  ]);

describe("the ranges of selectors", () => {
  it.each([
    [{ min: "2", max: "2" }, []],
    [{ above: "2" }, []],
    [{ above: "2", below: "2.01" }, []],
    [{ min: "3", max: "2" }, [["RANGE_REVERSED", "max"]]],
    [{ above: "2", max: "2" }, [["RANGE_REVERSED", "max"]]],
    [{ min: "2", below: "2" }, [["RANGE_REVERSED", "below"]]],
    [{ min: null, max: "2" }, [["BLANK", "min"]]],
    [
      { above: null, below: null },
      [
        ["BLANK", "above"],
        ["BLANK", "below"],
      ],
    ],
  ])("%j", (range, issues) => {
    expect(found(range)).toEqual(issues);
  });

  it.each([
    [{ min: "2" }, ["2", "2.01"]],
    [{ above: "2" }, ["2.01"]],
    [{ max: "2" }, ["1.99", "2"]],
    [{ below: "2" }, ["1.99"]],
  ])("%j holds %j of 1.99, 2 and 2.01", (range, held) => {
    const values = ["1.99", "2", "2.01"];
    expect(values.filter((value) => matches(fact("a", "call", "2026-03-01", value), over(range)))).toEqual(held);
  });
});
