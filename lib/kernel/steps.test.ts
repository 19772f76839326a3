import { expect, it } from "vitest";
import { finish, type Steps } from "./steps";

function* counting(n: number): Steps<number> {
  for (let i = 0; i < n; i += 1) yield;
  if (n < 0) throw new RangeError("less than nothing");
  return n;
}

it("a computation in steps is finished in one go, whatever the number of its steps", () => {
  expect([0, 1, 7].map((n) => finish(counting(n)))).toEqual([0, 1, 7]);
  expect(() => finish(counting(-1))).toThrow(RangeError);
});
