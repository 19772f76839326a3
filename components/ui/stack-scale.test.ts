import { expect, it } from "vitest";
import { stackScale } from "./stack-scale";

it("shares the bar between the greatest addition and the greatest loss", () => {
  const { zero, width } = stackScale({ lost: "18", gained: "2" });
  expect(zero).toBe(10);
  expect(width("18")).toBe(90);
  expect(width("0.5")).toBe(2.5);
});

it("begins at the left edge where nothing was added, and is empty where nothing was lost", () => {
  expect(stackScale({ lost: "10", gained: "0" }).zero).toBe(0);
  expect(stackScale({ lost: "0", gained: "0" }).width("0")).toBe(0);
});
