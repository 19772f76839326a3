import { describe, expect, it } from "vitest";
import type { DutyPlan } from "@/lib/scoring/programme/schema";
import type { DutyStatus } from "@/lib/scoring/types";
import { dutyLines } from "./duties";

const duty = (code: string): DutyPlan => ({
  code,
  name: { zh: code, en: code },
  from: { stream: "learning" },
  every: "MONTH",
  within: "YEAR",
  atLeast: 1,
});
const status = (month: number, state: DutyStatus["state"], subject?: string): DutyStatus => ({
  duty: "D",
  ...(subject !== undefined && { subject }),
  window: { name: `2026-0${month}`, from: `2026-0${month}-01`, to: `2026-0${month}-28` },
  required: 1,
  done: state === "DONE" ? 1 : 0,
  state,
});
const names = new Map(["a", "b"].map((id) => [id, { zh: id, en: id }]));

describe("duties as a page shows them", () => {
  it("are the latest that have begun, newest first, with how the earlier ones went", () => {
    const lines = dutyLines(
      [duty("D")],
      [
        status(1, "DONE"),
        status(2, "OVERDUE"),
        status(3, "OVERDUE"),
        status(4, "DONE"),
        status(5, "DONE"),
        status(6, "DONE"),
        status(7, "OPEN"),
        status(8, "COMING"),
      ],
      names,
    );
    expect(lines.map(({ from, state }) => [from, state])).toEqual([
      ["2026-07-01", "OPEN"],
      ["2026-06-01", "DONE"],
      ["2026-05-01", "DONE"],
      ["2026-04-01", "DONE"],
    ]);
    expect(lines.map(({ earlier }) => earlier)).toEqual([null, null, null, { done: 1, missed: 2 }]);
  });
  it("of each for itself count who has done it and name who has not", () => {
    const lines = dutyLines([duty("D")], [status(1, "DONE", "a"), status(1, "OVERDUE", "b")], names);
    expect(lines).toMatchObject([{ done: 1, required: 2, state: "OVERDUE", missing: [{ zh: "b", en: "b" }] }]);
    expect(dutyLines([duty("D")], [status(1, "DONE", "a")], names)[0]).toMatchObject({ state: "DONE", missing: [] });
  });
  it("that nobody has yet are not there", () => {
    expect(dutyLines([duty("D"), duty("E")], [status(1, "COMING")], names)).toEqual([]);
  });
});
