import { describe, expect, it } from "vitest";
import { outliersIn } from "./outliers";

const standing = (subject: string, total: string | null, share: string | null = null) => ({
  subject,
  rank: total === null ? null : 1,
  total,
  lines: [{ code: "L", name: { zh: "投诉", en: "Complaints" }, tone: null, share, fullShare: null, lost: null }],
});
const row = (...totals: string[]) => totals.map((total, at) => standing(`s${at}`, total));

describe("figures far from the others", () => {
  it("are those beyond three scaled median deviations, on both sides", () => {
    // Median 90, median deviation 1, so 3 × 1.4826 = 4.4478 is the last that is not far.
    const all = row("89", "90", "91", "89", "91", "90", "88", "92", "94.44", "94.45", "85.55");
    expect(outliersIn(all)).toEqual([
      { subject: "s10", line: null, value: "85.55", median: "90", distance: "-4.45" },
      { subject: "s9", line: null, value: "94.45", median: "90", distance: "4.45" },
    ]);
  });
  it("are none where there is no spread, or too few to have a middle", () => {
    expect(outliersIn(row("90", "90", "90", "90", "90", "90", "90", "10"))).toEqual([]);
    expect(outliersIn(row("89", "90", "91", "89", "91", "90", "10"))).toEqual([]);
  });
  it("are none that would change nothing, however alike the others are", () => {
    // Median total 90: less than 0.45 of a point is not asked about.
    const shares = ["4.99", "5", "5.01", "4.99", "5.01", "5", "4.98", "5.02", "4.56", "4.54"];
    const lines = shares.map((share, at) => standing(`s${at}`, "90", share));
    expect(outliersIn(lines).map(({ subject }) => subject)).toEqual(["s9"]);
  });
  it("are looked for line by line, and in every list by itself", () => {
    const shares = ["19", "20", "21", "19", "21", "20", "18", "22", "5"];
    const lines = shares.map((share, at) => standing(`s${at}`, "90", share));
    expect(outliersIn(lines)).toMatchObject([{ subject: "s8", line: { code: "L" }, distance: "-15" }]);
    const low = ["49", "50", "51", "49", "51", "50", "48", "52"];
    const high = ["89", "90", "91", "89", "91", "90", "88", "92"];
    const both = row(...low, ...high);
    expect(outliersIn(both, [...low.map(() => "A"), ...high.map(() => "B")])).toEqual([]);
  });
  it("leave out who has no rank", () => {
    expect(
      outliersIn([...row("89", "90", "91", "89", "91", "90", "88", "92"), { ...standing("u", "1"), rank: null }]),
    ).toEqual([]);
  });
});
