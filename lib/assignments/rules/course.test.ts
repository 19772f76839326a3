import { describe, expect, it } from "vitest";
import { decideDue, decideWorking, stateOf } from "./course";

const open = { ended: false, over: false, keyed: false, dueOn: "2026-07-10" };
const codeOf = (decided: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  decided.refusals?.[0]?.code ?? null;

describe("an assignment", () => {
  it("is open up to its last day, and done when its keying is in", () => {
    expect(stateOf(open, "2026-07-10")).toBe("OPEN");
    expect(stateOf(open, "2026-07-11")).toBe("OVER");
    expect(stateOf({ ...open, ended: true }, "2026-07-01")).toBe("ENDED");
    expect(stateOf({ ...open, over: true }, "2026-07-01")).toBe("ENDED");
    expect(stateOf({ ...open, keyed: true, over: true }, "2026-08-01")).toBe("DONE");
  });

  it("is worked on while it is open alone", () => {
    expect(codeOf(decideWorking(open, "2026-07-10"))).toBeNull();
    expect(codeOf(decideWorking(open, "2026-07-11"))).toBe("ASSIGNMENT_OVER");
    expect(codeOf(decideWorking({ ...open, ended: true }, "2026-07-01"))).toBe("ASSIGNMENT_ENDED");
    expect(codeOf(decideWorking({ ...open, keyed: true }, "2026-07-01"))).toBe("ASSIGNMENT_DONE");
  });

  it("is due ahead, and not after its survey", () => {
    expect(codeOf(decideDue("2026-07-01", "2026-07-01", "2026-07-31"))).toBeNull();
    expect(codeOf(decideDue("2026-06-30", "2026-07-01", null))).toBe("DUE_PAST");
    expect(codeOf(decideDue("2026-08-01", "2026-07-01", "2026-07-31"))).toBe("DUE_AFTER_SURVEY");
  });
});
