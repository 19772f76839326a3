import { expect, it } from "vitest";
import type { Steps } from "@/lib/kernel/steps";
import { inBreaths } from "./breath";

function* working(milliseconds: number, steps: number): Steps<string> {
  for (let i = 0; i < steps; i += 1) {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
    yield;
  }
  return "done";
}

it("a long computation lets others have their turn, and comes to its result", async () => {
  let turns = 0;
  const others = setInterval(() => {
    turns += 1;
  }, 1);
  expect(await inBreaths(working(2, 40))).toBe("done");
  clearInterval(others);
  expect(turns).toBeGreaterThanOrEqual(4);
});

it("ends early when its time has come, and passes on what is thrown", async () => {
  expect(await inBreaths(working(2, 1_000_000), performance.now() + 20)).toBeNull();
  await expect(
    inBreaths(
      (function* (): Steps<void> {
        yield;
        throw new RangeError("no");
      })(),
    ),
  ).rejects.toThrow(RangeError);
});
