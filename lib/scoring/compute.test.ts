import { describe, expect, it } from "vitest";
import { points, sum, text } from "@/lib/kernel/points";
import { componentsOf, findNode } from "./explain/find";
import type { Node } from "./programme/nodes";
import { compute, fact, mean, name, programme, rootOf, totalOf } from "./specimens";
import type { Explained, FactState } from "./types";

const weighted = (parts: [string, Node][], places?: number): Node => ({
  kind: "weighted",
  code: "W",
  name: name("W"),
  ...(places === undefined ? {} : { places }),
  parts: parts.map(([weight, of]) => ({ weight, of })),
});

const ledger = (code: string, each: string, limits: { floor?: string; cap?: string } = {}): Node => ({
  kind: "ledger",
  code,
  name: name(code),
  entries: [{ code: `${code}.E`, name: name(code), from: { stream: code }, each }],
  ...limits,
});

const total = (parts: Node[], limits: { floor?: string; cap?: string } = {}): Node => ({
  kind: "total",
  code: "T",
  name: name("T"),
  parts,
  ...limits,
});

const scale = (of: Node, by: Extract<Node, { kind: "scale" }>["by"]): Node => ({
  kind: "scale",
  code: "S",
  name: name("S"),
  of,
  by,
});

const ratio = (otherwise: "UNRANKED" | "ZERO" | "LEFT_OUT" = "UNRANKED"): Node => ({
  kind: "ratio",
  code: "Q",
  name: name("Q"),
  over: { take: "SUM", from: { stream: "volume" } },
  under: { take: "MEAN", from: { stream: "heads" } },
  otherwise,
});

const day = "2026-05-01";

function sharesAddUp(root: Explained): void {
  if (root.share === null || root.inputs.length === 0) return;
  expect(text(sum(root.inputs.map((input) => points(input.share ?? "0"))))).toBe(root.share);
  root.inputs.forEach(sharesAddUp);
}

describe("what a measure takes", () => {
  const facts = [
    fact("a", "x", "2026-02-01", "92"),
    fact("a", "x", "2026-03-01", "95"),
    fact("a", "x", "2026-04-01", "94"),
  ];
  it.each([
    ["MEAN", "93.666666666667"],
    ["SUM", "281"],
    ["COUNT", "3"],
    ["MIN", "92"],
    ["MAX", "95"],
    ["LATEST", "94"],
  ] as const)("%s of 92, 95 and 94 is %s", (take, expected) => {
    const result = compute(programme(mean("x", "x", { take })), ["a"], facts);
    expect(totalOf(result, "a")).toBe(expected);
    sharesAddUp(rootOf(result, "a"));
  });

  it("averages several facts of the last day, because no order decides", () => {
    const same = [fact("a", "x", day, "90"), fact("a", "x", day, "95"), fact("a", "x", "2026-01-05", "10")];
    expect(totalOf(compute(programme(mean("x", "x", { take: "LATEST" })), ["a"], same), "a")).toBe("92.5");
  });

  it("looks only at facts whose attributes match", () => {
    const plan = programme(mean("x", "x", { from: { stream: "x", where: { level: ["A", "B"] } } }));
    const some = [
      fact("a", "x", day, "90", { attrs: { level: "A" } }),
      fact("a", "x", day, "10", { attrs: { level: "C" } }),
      fact("a", "x", day, "20"),
    ];
    expect(totalOf(compute(plan, ["a"], some), "a")).toBe("90");
  });

  it("counts the first and the last day of the period and nothing outside", () => {
    const plan = programme(mean("x"), {}, { cutOffOn: "2026-06-30" });
    const some = [
      fact("a", "x", "2025-12-31", "0"),
      fact("a", "x", "2026-01-01", "80"),
      fact("a", "x", "2026-06-30", "90"),
      fact("a", "x", "2026-07-01", "0"),
    ];
    expect(totalOf(compute(plan, ["a"], some), "a")).toBe("85");
  });
});

describe("five ways of having no value", () => {
  it.each([
    ["PENDING", "factPending", "MISSING", null],
    ["NOT_APPLICABLE", "factNotApplicable", "LEFT_OUT", null],
    ["NOT_OBSERVED", "factNotObserved", "LEFT_OUT", null],
    ["VOIDED", "factVoided", "LEFT_OUT", "0"],
  ] as const)("a %s fact never enters and is listed with its reason", (state: FactState, code, shown, share) => {
    const result = compute(
      programme(mean("x")),
      ["a"],
      [fact("a", "x", day, "90"), fact("a", "x", day, "10", { state })],
    );
    expect(totalOf(result, "a")).toBe("90");
    const listed = rootOf(result, "a").inputs.find((input) => input.say.code === code);
    expect(listed).toMatchObject({ state: shown, value: null, share });
  });

  it("a counted fact without a figure is an event, not a zero", () => {
    const facts = [fact("a", "x", day, "90"), fact("a", "x", day, null)];
    expect(totalOf(compute(programme(mean("x")), ["a"], facts), "a")).toBe("90");
    expect(totalOf(compute(programme(mean("x", "x", { take: "COUNT" })), ["a"], facts), "a")).toBe("2");
  });

  it("no fact at all leaves the subject unranked, with the number it has and the number it needs", () => {
    const result = compute(programme(mean("x", "x", { atLeast: 2 })), ["a"], [fact("a", "x", day, "0")]);
    expect(totalOf(result, "a")).toBeNull();
    expect(result.sheets[0]!.missing).toEqual([
      { code: "tooFew", values: expect.objectContaining({ have: 1, need: 2, otherwise: "UNRANKED", name_zh: "x" }) },
    ]);
    expect(rootOf(result, "a").inputs[0]).toMatchObject({ value: "0", share: null });
  });

  it("a mean of nothing has no value even when none is required", () => {
    const result = compute(programme(mean("x", "x", { atLeast: 0 })), ["a"], []);
    expect(result.sheets[0]!.missing[0]).toMatchObject({ code: "tooFew", values: { have: 0, need: 1 } });
  });

  it("a sum of nothing is 0 where none is required", () => {
    expect(totalOf(compute(programme(mean("x", "x", { take: "SUM", atLeast: 0 })), ["a"], []), "a")).toBe("0");
  });

  it("a real zero counts", () => {
    expect(totalOf(compute(programme(mean("x")), ["a"], [fact("a", "x", day, "0")]), "a")).toBe("0");
  });

  it("ZERO turns a shortfall into 0 points and keeps the listed facts without a share", () => {
    const plan = programme(
      weighted([
        ["50", mean("x", "x", { atLeast: 2, otherwise: "ZERO" })],
        ["50", mean("y")],
      ]),
    );
    const result = compute(plan, ["a"], [fact("a", "x", day, "100"), fact("a", "y", day, "80")]);
    expect(totalOf(result, "a")).toBe("40");
    expect(findNode(rootOf(result, "a"), "x")).toMatchObject({
      state: "VALUED",
      value: "0",
      share: "0",
      say: { code: "tooFew" },
    });
    sharesAddUp(rootOf(result, "a"));
  });

  it("LEFT_OUT takes the weight out of the denominator too", () => {
    const plan = programme(
      weighted([
        ["60", mean("x", "x", { otherwise: "LEFT_OUT" })],
        ["30", mean("y")],
        ["10", mean("z")],
      ]),
    );
    const result = compute(plan, ["a"], [fact("a", "y", day, "80"), fact("a", "z", day, "100")]);
    expect(totalOf(result, "a")).toBe("85");
    const root = rootOf(result, "a");
    expect(root.full).toBe("100");
    expect(findNode(root, "x")).toMatchObject({ state: "LEFT_OUT", value: null, share: null, fullShare: null });
    expect(findNode(root, "y")!.say.values).toMatchObject({ weighed: "partly", weight: "30", of: "40" });
  });

  it("a subject of which everything is left out has no score", () => {
    const plan = programme(weighted([["100", mean("x", "x", { otherwise: "LEFT_OUT" })]]));
    const result = compute(plan, ["a"], []);
    expect(result.sheets[0]).toMatchObject({ total: null, missing: [{ code: "nothingCounted" }] });
  });

  it("names every missing part, and keeps what is complete readable", () => {
    const plan = programme(
      weighted([
        ["50", mean("x")],
        ["30", mean("y")],
        ["20", mean("z")],
      ]),
    );
    const result = compute(plan, ["a"], [fact("a", "z", day, "70")]);
    expect(result.sheets[0]!.missing.map((reason) => reason.values.name_en)).toEqual(["x", "y"]);
    expect(findNode(rootOf(result, "a"), "z")).toMatchObject({ value: "70", share: null });
  });
});

describe("division by heads (R-003)", () => {
  const plan = programme(ratio());
  it("divides the sum by the mean and gives the share to the dividend", () => {
    const facts = [
      fact("a", "volume", "2026-01-31", "20000"),
      fact("a", "volume", "2026-02-28", "28000"),
      fact("a", "heads", "2026-01-31", "11"),
      fact("a", "heads", "2026-02-28", "13"),
    ];
    const result = compute(plan, ["a"], facts);
    expect(totalOf(result, "a")).toBe("4000");
    const [over, under] = rootOf(result, "a").inputs;
    expect([over!.share, under!.share]).toEqual(["4000", "0"]);
    sharesAddUp(rootOf(result, "a"));
  });
  it.each([
    ["no headcount", [fact("a", "volume", day, "10")], "noDenominator"],
    ["a headcount of zero", [fact("a", "volume", day, "10"), fact("a", "heads", day, "0")], "zeroDenominator"],
    ["no volume recorded", [fact("a", "heads", day, "5")], "noNumerator"],
  ])("%s is no value", (_, facts, code) => {
    expect(compute(plan, ["a"], facts).sheets[0]!.missing).toMatchObject([{ code }]);
  });
  it("a volume of zero is zero", () => {
    expect(totalOf(compute(plan, ["a"], [fact("a", "volume", day, "0"), fact("a", "heads", day, "5")]), "a")).toBe("0");
  });
});

describe("scales", () => {
  const best = programme(scale(mean("x", "x", { take: "SUM" }), { kind: "TO_BEST", full: "100" }));
  it("gives the best subject full marks and the others their proportion", () => {
    const result = compute(
      best,
      ["a", "b", "c"],
      [fact("a", "x", day, "4000"), fact("b", "x", day, "4500"), fact("c", "x", day, "1500")],
    );
    expect(["a", "b", "c"].map((id) => totalOf(result, id))).toEqual(["88.888888888889", "100", "33.333333333333"]);
    sharesAddUp(rootOf(result, "a"));
  });
  it("measures nobody against an excluded subject", () => {
    const why = { code: "excluded", values: {} };
    const result = compute(
      best,
      ["a", { id: "b", excluded: why }],
      [fact("a", "x", day, "10"), fact("b", "x", day, "1000")],
    );
    expect(totalOf(result, "a")).toBe("100");
    expect(result.sheets[1]).toMatchObject({ total: null, missing: [why] });
    expect(result.ranking.standings.map((standing) => standing.rank)).toEqual([1, null]);
    expect(rootOf(result, "b").value).toBe("100");
  });
  it.each([
    ["UNRANKED", null],
    ["ZERO", "0"],
    ["LEFT_OUT", null],
  ] as const)("a best of zero is no measure, so the leaf's own %s applies", (otherwise, expected) => {
    const plan = programme(scale(ratio(otherwise), { kind: "TO_BEST", full: "100" }));
    const result = compute(plan, ["a"], [fact("a", "volume", day, "0"), fact("a", "heads", day, "5")]);
    expect(totalOf(result, "a")).toBe(expected);
  });
  it.each([
    ["half the target", "50", "40"],
    ["exactly the target", "100", "80"],
    ["above the target", "130", "80"],
    ["below zero", "-10", "0"],
  ])("%s is held between zero and full marks", (_, value, expected) => {
    const plan = programme(scale(mean("x", "x", { take: "SUM" }), { kind: "TO_TARGET", target: "100", full: "80" }));
    const result = compute(plan, ["a"], [fact("a", "x", day, value)]);
    expect(totalOf(result, "a")).toBe(expected);
    sharesAddUp(rootOf(result, "a"));
  });
  it.each([
    ["59.99", "0", "belowBands"],
    ["60", "5", "inBand"],
    ["89.9", "5", "inBand"],
    ["90", "10", "inBand"],
  ])("a table gives %s the points %s", (value, expected, code) => {
    const bands = [
      { from: "60", points: "5" },
      { from: "90", points: "10" },
    ];
    const result = compute(programme(scale(mean("x"), { kind: "BANDS", bands })), ["a"], [fact("a", "x", day, value)]);
    expect(totalOf(result, "a")).toBe(expected);
    expect(rootOf(result, "a").say.code).toBe(code);
    sharesAddUp(rootOf(result, "a"));
  });
});

describe("ledgers", () => {
  it("adds up points per fact and stops at the floor, showing what the floor gave back", () => {
    const plan = programme(total([mean("x"), ledger("complaint", "-5", { floor: "-10" })]));
    const three = [1, 2, 3].map((i) => fact("a", "complaint", `2026-05-0${i}`, null));
    const result = compute(plan, ["a"], [fact("a", "x", day, "90"), ...three]);
    expect(totalOf(result, "a")).toBe("80");
    const inputs = findNode(rootOf(result, "a"), "complaint")!.inputs;
    expect(inputs.map((input) => [input.kind, input.share])).toEqual([
      ["entry", "-15"],
      ["limit", "5"],
    ]);
    sharesAddUp(rootOf(result, "a"));
  });
  it("leaves two complaints exactly at the floor alone", () => {
    const plan = programme(total([mean("x"), ledger("complaint", "-5", { floor: "-10" })]));
    const two = [1, 2].map((i) => fact("a", "complaint", `2026-05-0${i}`, null));
    const result = compute(plan, ["a"], [fact("a", "x", day, "90"), ...two]);
    expect(findNode(rootOf(result, "a"), "complaint")!.inputs).toHaveLength(1);
  });
  it("caps a bonus and says the most that was possible", () => {
    const plan = programme(total([mean("x"), ledger("praise", "0.50", { cap: "3" })]));
    const seven = [1, 2, 3, 4, 5, 6, 7].map((i) => fact("a", "praise", `2026-05-0${i}`, null));
    const root = rootOf(compute(plan, ["a"], [fact("a", "x", day, "90"), ...seven]), "a");
    expect([root.share, root.full, root.fullShare]).toEqual(["93", "100", "103"]);
    expect(findNode(root, "praise")).toMatchObject({ share: "3", fullShare: "3" });
  });
  it("an empty ledger is 0, since nothing happened", () => {
    expect(
      findNode(
        rootOf(compute(programme(total([mean("x"), ledger("c", "-1")])), ["a"], [fact("a", "x", day, "1")]), "a"),
        "c",
      ),
    ).toMatchObject({
      value: "0",
      say: { code: "ledgerEmpty" },
    });
  });
  it("holds a total between floor and cap", () => {
    const facts = [fact("a", "x", day, "3"), ...[1, 2].map((i) => fact("a", "c", `2026-05-0${i}`, null))];
    expect(totalOf(compute(programme(total([mean("x"), ledger("c", "-5")], { floor: "0" })), ["a"], facts), "a")).toBe(
      "0",
    );
    expect(totalOf(compute(programme(total([mean("x"), ledger("c", "60")], { cap: "100" })), ["a"], facts), "a")).toBe(
      "100",
    );
  });
});

describe("rounding", () => {
  it("rounds half up where the plan says so, each contribution by itself, and explains the remainder", () => {
    const plan = programme(
      weighted(
        [
          ["30", mean("x")],
          ["70", mean("y")],
        ],
        2,
      ),
    );
    // 93.35 × 30 % = 28.005 → 28.01; 80.05 × 70 % = 56.035 → 56.04
    const result = compute(plan, ["a"], [fact("a", "x", day, "93.35"), fact("a", "y", day, "80.05")]);
    expect(totalOf(result, "a")).toBe("84.05");
    expect(componentsOf(rootOf(result, "a")).map((part) => part.share)).toEqual(["28.01", "56.04"]);
    expect(findNode(rootOf(result, "a"), "x")!.inputs.at(-1)).toMatchObject({ kind: "rounding", share: "0.005" });
    sharesAddUp(rootOf(result, "a"));
  });
  it("rounds negative halves away from zero, like positive ones", () => {
    const plan = programme({ ...ledger("c", "-0.125"), places: 2 } as Node);
    expect(totalOf(compute(plan, ["a"], [fact("a", "c", day, null)]), "a")).toBe("-0.13");
  });
});

describe("a visit opens into its findings", () => {
  const visit = fact("a", "x", day, "95.00", {
    full: "100",
    lines: [
      { id: "f1", code: "LOB-001", title: name("greets"), lost: "2.00", of: "2.00" },
      { id: "f2", code: "POS-011", title: name("raises hand"), lost: "1.00", of: "2.00" },
      { id: "f3", code: "SIG-004", title: name("signs"), lost: "2.00", of: "3.00" },
    ],
  });
  it("2.00 ÷ 2 visits × 40 % = 0.40, as the page says", () => {
    const plan = programme(
      weighted(
        [
          ["40", mean("x")],
          ["60", mean("y")],
        ],
        2,
      ),
    );
    const result = compute(plan, ["a"], [visit, fact("a", "x", day, "96"), fact("a", "y", day, "90")]);
    expect(findNode(rootOf(result, "a"), "x")).toMatchObject({
      value: "95.5",
      share: "38.2",
      fullShare: "40",
      weight: "40",
    });
    const opened = findNode(rootOf(result, "a"), "x")!.inputs.find((input) => input.fact?.ref === visit.ref)!;
    expect(opened).toMatchObject({ share: "19", fullShare: "20" });
    expect(opened.inputs.map((line) => [line.code, line.share, line.fullShare])).toEqual([
      ["full", "20", "20"],
      ["LOB-001", "-0.4", "0"],
      ["POS-011", "-0.2", "0"],
      ["SIG-004", "-0.4", "0"],
    ]);
    expect(opened.inputs[1]!.fact).toMatchObject({ id: visit.id, line: "f1" });
    sharesAddUp(rootOf(result, "a"));
  });
  it("a score held at zero by its standard shows the difference as a limit", () => {
    const held = {
      ...visit,
      value: "0",
      lines: [{ id: "f", code: "ALL", title: name("all"), lost: "120", of: "120" }],
    };
    const root = rootOf(compute(programme(mean("x")), ["a"], [held]), "a");
    expect(root.inputs[0]!.inputs.at(-1)).toMatchObject({ kind: "limit", share: "20" });
    sharesAddUp(root);
  });
});

describe("carrying another review (R-001)", () => {
  const plan = programme(
    weighted([
      ["50", { kind: "carry", code: "H1", name: name("H1"), review: "R", otherwise: "UNRANKED" }],
      ["50", mean("h2")],
    ]),
  );
  const h2 = [fact("a", "h2", day, "94.0"), fact("b", "h2", day, "94.0")];
  it("0.5 × 91.2 + 0.5 × 94.0 = 92.6", () => {
    expect(totalOf(compute(plan, ["a"], h2, { R: { a: "91.2" } }), "a")).toBe("92.6");
  });
  it("a subject without a score to carry is unranked, and so is one that the earlier review did not know", () => {
    const result = compute(plan, ["a", "b"], h2, { R: { a: null } });
    expect(result.sheets.map((sheet) => sheet.missing[0]?.code)).toEqual(["notCarried", "notCarried"]);
  });
});

describe("what a computation refuses", () => {
  it.each([
    ["a blank weight", programme(weighted([["50", mean("x")]])), "BLANK"],
    ["a blank number of visits", programme(mean("x", "x", { atLeast: null })), "BLANK"],
    [
      "blank points",
      programme({
        ...ledger("c", "-1"),
        entries: [{ code: "E", name: name("E"), from: { stream: "c" }, each: null }],
      } as Node),
      "BLANK",
    ],
    ["a blank target", programme(scale(mean("x"), { kind: "TO_TARGET", target: null, full: "1" })), "BLANK"],
    ["a target of zero", programme(scale(mean("x"), { kind: "TO_TARGET", target: "0", full: "1" })), "NOT_POSITIVE"],
    ["a blank cut-off", programme(mean("x"), {}, { cutOffOn: null }), "BLANK"],
    ["an unknown period", programme(mean("x"), {}, { period: "NONE" }), "UNKNOWN_PERIOD"],
    [
      "a blank period",
      programme(mean("x"), { periods: [{ code: "Y", name: name("y"), from: null, to: null }] }),
      "BLANK",
    ],
    [
      "an unknown sheet",
      programme({ kind: "sheet", code: "U", name: name("U"), sheet: "NONE", period: "Y" }),
      "UNKNOWN_SHEET",
    ],
    [
      "an unknown carried review",
      programme({ kind: "carry", code: "C", name: name("C"), review: "NONE", otherwise: "ZERO" }),
      "UNKNOWN_REVIEW",
    ],
    [
      "a sheet inside itself",
      programme(
        { kind: "sheet", code: "U", name: name("U"), sheet: "s", period: "Y" },
        {
          sheets: [
            {
              code: "s",
              name: name("s"),
              root: { kind: "sheet", code: "V", name: name("V"), sheet: "s", period: "Y" },
            },
          ],
        },
      ),
      "TOO_DEEP",
    ],
  ])("%s", (what, plan, code) => {
    if (what === "a blank weight")
      plan.reviews[0]!.root = {
        kind: "weighted",
        code: "W",
        name: name("W"),
        parts: [{ weight: null, of: mean("x") }],
      };
    expect(() => compute(plan, ["a"], [fact("a", "x", day, "1")])).toThrow(
      expect.objectContaining({ name: "ProgrammeError", code }),
    );
  });
});
