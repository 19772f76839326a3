import { expect, it } from "vitest";
import { deviceKey } from "../offline/texts";
import { saysTheSame } from "./useDraft";

it("knows its own save again, however the database ordered and trimmed it", () => {
  const sent = {
    "A-1": { verdict: "DEDUCTED", lost: "1.00", reason: " 未举手 ", personId: "" },
    "B-2": { verdict: "PASS" },
  };
  const stored = { "B-2": { verdict: "PASS" }, "A-1": { lost: "1.00", reason: "未举手", verdict: "DEDUCTED" } };
  expect(saysTheSame(sent, stored)).toBe(true);
  expect(saysTheSame(sent, { ...stored, "B-2": { verdict: "NOT_APPLICABLE" } })).toBe(false);
  expect(saysTheSame(null, {})).toBe(false);
  expect(saysTheSame({ e: ["a", "b"] }, { e: ["b", "a"] })).toBe(false);
});

it("keeps each account's forms apart on a shared device", () => {
  const place = { campaign: "C", unit: { code: "O001", name: "" }, month: "2026-07" };
  expect(deviceKey({ ...place, accountId: "a" }, null)).not.toBe(deviceKey({ ...place, accountId: "b" }, null));
});
