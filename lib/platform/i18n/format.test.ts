import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDay,
  formatDayRange,
  formatDeadline,
  formatInstant,
  formatMoney,
  formatMonth,
  formatPercent,
  formatPoints,
  formatRank,
  formatSigned,
  formatTime,
  formatWeekday,
  pick,
} from "./format";

describe("figures", () => {
  it("have thousands by comma, fixed decimals and a true minus", () => {
    expect(formatPoints("94.4")).toBe("94.40");
    expect(formatPoints("1234567.891")).toBe("1,234,567.89");
    expect(formatPoints("-1")).toBe("\u22121.00");
    expect(formatPoints("0")).toBe("0.00");
    expect(formatPoints("100", 0)).toBe("100");
    expect(formatPoints("999", 0)).toBe("999");
    expect(formatCount(48216)).toBe("48,216");
  });

  it("are rounded half-up from the exact figure, never through a float", () => {
    expect(formatPoints("1.005")).toBe("1.01");
    expect(formatPoints("-1.005")).toBe("\u22121.01");
    expect(formatPoints("0.1234567890125", 12)).toBe("0.123456789013");
  });

  it("never show a negative zero", () => {
    expect(formatPoints("-0.001")).toBe("0.00");
    expect(formatSigned("-0.001")).toBe("0.00");
  });

  it("carry a plus only as a change upwards", () => {
    expect(formatSigned("0.5")).toBe("+0.50");
    expect(formatSigned("-1")).toBe("\u22121.00");
    expect(formatSigned("0")).toBe("0.00");
    expect(formatSigned("0.001")).toBe("0.00");
  });

  it("name the currency in the reader's way", () => {
    expect(formatMoney("1000", "zh-CN")).toBe("1,000.00元");
    expect(formatMoney({ minor: 100000, currency: "CNY" }, "en")).toBe("CNY 1,000.00");
    expect(formatMoney({ minor: -50050, currency: "CNY" }, "en")).toBe("\u2212CNY 500.50");
  });

  it("write percentages with the decimals the plan gives them", () => {
    expect(formatPercent("40")).toBe("40%");
    expect(formatPercent("12.5")).toBe("12.5%");
    expect(formatPercent("96", 2)).toBe("96.00%");
  });

  it("write ranks", () => {
    expect(formatRank(4, "zh-CN")).toBe("第4名");
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map((rank) => formatRank(rank, "en"))).toEqual([
      "1st",
      "2nd",
      "3rd",
      "4th",
      "11th",
      "12th",
      "13th",
      "21st",
      "22nd",
      "103rd",
      "111th",
    ]);
  });

  it("write sizes of files", () => {
    expect([512, 2 * 1024 * 1024, 1536].map(formatBytes)).toEqual(["512 B", "2 MB", "1.5 KB"]);
  });
});

describe("days", () => {
  it("are written without spaces in Chinese", () => {
    expect(formatDay("2026-07-13", "zh-CN")).toBe("7月13日");
    expect(formatDay("2026-07-13", "en")).toBe("13 Jul");
    expect(formatDay("2026-07-03", "zh-CN", { year: true })).toBe("2026年7月3日");
    expect(formatDay("2026-07-03", "en", { year: true })).toBe("3 Jul 2026");
    expect(formatMonth("2026-11", "zh-CN")).toBe("2026年11月");
    expect(formatMonth("2026-11", "en", { year: false })).toBe("Nov");
    expect(formatWeekday("2026-07-13", "zh-CN")).toBe("星期一");
    expect(formatWeekday("2026-07-13", "en")).toBe("Monday");
  });

  it("make ranges that say the month and the year once", () => {
    expect(formatDayRange("2026-03-16", "2026-06-30", "zh-CN")).toBe("3月16日至6月30日");
    expect(formatDayRange("2026-03-16", "2026-03-25", "zh-CN")).toBe("3月16日至25日");
    expect(formatDayRange("2026-03-16", "2026-06-30", "zh-CN", { year: true })).toBe("2026年3月16日至6月30日");
    expect(formatDayRange("2026-12-01", "2027-01-31", "zh-CN")).toBe("2026年12月1日至2027年1月31日");
    expect(formatDayRange("2026-03-16", "2026-06-30", "en")).toBe("16 Mar–30 Jun");
    expect(formatDayRange("2026-03-16", "2026-03-25", "en", { year: true })).toBe("16–25 Mar 2026");
    expect(formatDayRange("2026-12-01", "2027-01-31", "en")).toBe("1 Dec 2026–31 Jan 2027");
    expect(formatDayRange("2026-03-16", "2026-03-16", "zh-CN")).toBe("3月16日");
  });
});

describe("instants", () => {
  it("are read on the bank's clock, whatever the machine's", () => {
    expect(formatInstant("2026-06-30T18:14:05Z", "zh-CN")).toBe("7月1日02:14");
    expect(formatInstant(new Date("2026-06-30T18:14:05Z"), "en")).toBe("1 Jul, 02:14");
    expect(formatInstant("2026-06-30T18:14:05Z", "zh-CN", { year: true, seconds: true })).toBe("2026年7月1日02:14:05");
    expect(formatTime("2026-06-30T16:00:00Z")).toBe("00:00");
  });

  it("end a day at 24:00, not at 00:00 of the next", () => {
    expect(formatDeadline("2026-07-16T16:00:00Z", "zh-CN")).toBe("7月16日24:00");
    expect(formatDeadline("2026-07-16T16:00:00Z", "en", { year: true })).toBe("16 Jul 2026, 24:00");
    expect(formatDeadline("2026-07-16T09:30:00Z", "zh-CN")).toBe("7月16日17:30");
  });
});

it("texts are read in the reader's language", () => {
  expect(pick({ zh: "网点", en: "Outlet" }, "zh-CN")).toBe("网点");
  expect(pick({ zh: "网点", en: "Outlet" }, "en")).toBe("Outlet");
});
