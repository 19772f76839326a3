import { describe, expect, it } from "vitest";
import type { FindingRow } from "@/lib/findings/types";
import {
  decideDrill,
  decidePlan,
  decideRecheck,
  decideSubmission,
  effectOf,
  escalatedTo,
  isLate,
  overdueDays,
  recurrenceOf,
} from "./rules";
import type { OrderRow, Standing } from "./types";

const order: Standing = { state: "ORDERED", dueOn: "2026-07-18", ownerId: null, drill: "NONE", steps: 0 };

const finding = (more: Partial<FindingRow>): FindingRow => ({
  id: "f",
  no: "F-1",
  seq: 1,
  inspectionId: "i",
  inspection: "I-1",
  method: "OPEN",
  unitId: "o",
  onDay: "2026-07-01",
  itemCode: "A",
  text: { zh: "甲", en: "A" },
  track: null,
  fine: null,
  personId: null,
  lost: "1.00",
  counts: "1.00",
  reason: "",
  evidence: [],
  state: "SILENT",
  knownOn: "2026-07-01",
  until: null,
  authorId: "x",
  versionId: "v",
  ...more,
});

const closed = (about: FindingRow, closedOn: string): OrderRow => ({
  ...order,
  state: "CLOSED",
  finding: about,
  reopened: 0,
  closedOn,
  overdue: 0,
});

describe("a deadline", () => {
  it("runs only while it is the outlet's turn", () => {
    expect(overdueDays(order, "2026-07-18")).toBe(0);
    expect(overdueDays(order, "2026-07-22")).toBe(4);
    expect(overdueDays({ ...order, state: "SUBMITTED" }, "2026-07-22")).toBe(0);
    expect([0, 1, 3, 4].map(escalatedTo)).toEqual(["NOBODY", "OFFICE", "OFFICE", "LEADER"]);
  });
});

describe("an order", () => {
  it("keeps what was settled before when a step is taken", () => {
    const planned = decidePlan({ ...order, ownerId: "p", drill: "ORDERED" });
    expect(planned).toEqual({ ok: true, value: { ...order, ownerId: "p", drill: "ORDERED", state: "PLANNED" } });
  });

  it("of hardware needs picture and department, of software neither where there was no picture before", () => {
    const nothing = { evidence: [] };
    expect(decideSubmission(order, { track: "SOFTWARE", evidence: [] }, nothing).ok).toBe(true);
    expect(decideSubmission(order, { track: null, evidence: ["before"] }, nothing)).toMatchObject({
      refusals: [{ code: "AFTER_PHOTO_MISSING" }],
    });
    expect(decideSubmission(order, { track: "HARDWARE", evidence: [] }, { evidence: ["after"] })).toMatchObject({
      refusals: [{ code: "DEPARTMENT_MISSING" }],
    });
  });

  it("reopens with the new deadline of a failed re-check", () => {
    const submitted: Standing = { ...order, state: "SUBMITTED" };
    expect(decideRecheck(submitted, { outcome: "FAILED", dueOn: "2026-07-25" }, "2026-07-19")).toMatchObject({
      value: { state: "REOPENED", dueOn: "2026-07-25" },
    });
  });
});

describe("retraining", () => {
  it("comes in turn, and late is told from in time", () => {
    const ordered: Standing = { ...order, drill: "ORDERED" };
    const given = { heldOn: "2026-07-14", evidence: ["video"] };
    expect(decideDrill(ordered, "SESSION", given, "2026-07-13", "2026-07-14").ok).toBe(true);
    expect(isLate("SESSION", "2026-07-13", "2026-07-13")).toBe(false);
    expect(isLate("SESSION", "2026-07-14", "2026-07-13")).toBe(true);
    expect(isLate("COMMENT", "2026-07-14", "2026-07-13")).toBe(false);
    expect(isLate("COMMENT", "2026-07-15", "2026-07-13")).toBe(true);
  });
});

describe("what came back", () => {
  const first = finding({});
  const again = finding({ id: "g", no: "F-2", inspection: "I-2", onDay: "2026-08-01" });
  const struck = finding({ id: "h", no: "F-3", inspection: "I-3", onDay: "2026-09-01", state: "STRUCK" });

  it("counts inspections, leaves out what no longer counts, and says whether closing lasted", () => {
    expect(recurrenceOf([again, first, struck], [closed(first, "2026-07-10")])).toEqual([
      {
        itemCode: "A",
        text: { zh: "甲", en: "A" },
        times: 2,
        lastOn: "2026-08-01",
        last: "I-2",
        open: 0,
        closedOn: "2026-07-10",
        again: true,
      },
    ]);
    expect(effectOf([again, first, struck], [closed(first, "2026-07-10")])).toEqual({
      closed: 1,
      again: 1,
      meanDays: "9.0",
    });
    expect(effectOf([first, struck], [closed(first, "2026-07-10")])).toMatchObject({ again: 0 });
    expect(effectOf([], [])).toEqual({ closed: 0, again: 0, meanDays: null });
  });
});
