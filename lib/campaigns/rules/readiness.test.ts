import { describe, expect, it } from "vitest";
import { METHODS, type Programme } from "@/lib/scoring/programme/schema";
import { findProgramme } from "../programmes";
import { lifeOf, standingOn } from "./calendar";
import { isEditing, savedAt } from "./editing";
import { exclusionChoices } from "./exclusions";
import { nextSteps } from "./next";
import { staffNoOf } from "./people";
import { blockersOf, missingFor, type Setup } from "./readiness";
import { choicesFor, newestFor } from "./standards";
import { ladderOf, tieChoices } from "./ties";

const P01 = findProgramme("P01") as Programme;

function setup(changes: Partial<Setup> = {}): Setup {
  return {
    programme: P01,
    name: { zh: "竞赛", en: "Competition" },
    committee: ["LEADER", "DEPUTY_LEADER", "MEMBER", "OFFICE_DIRECTOR"].map((seat) => ({ seat })),
    participants: [{ unitId: "u1", name: { zh: "南湖", en: "Nanhu" }, groupCode: "ALL" }],
    headed: new Set(["u1"]),
    pinned: new Set(METHODS),
    undecided: [],
    ...changes,
  };
}

const besideDocument = (changes: Partial<Setup>) =>
  missingFor(setup(changes)).filter((item) => item.from === "campaign");

describe("what publishing waits for", () => {
  it("is only the blanks of the document once people, outlets and standards are there", () => {
    const missing = blockersOf(missingFor(setup()));
    expect(new Set(missing.map((item) => item.code))).toEqual(new Set(["BLANK"]));
    expect(missing.map((item) => item.step)).toEqual([...Array(5).fill("awards"), ...Array(4).fill("penalties")]);
  });

  it("remarks on more awards than there are outlets, and lets them be", () => {
    const found = missingFor(setup()).filter(({ code }) => code === "QUOTA_ABOVE_POPULATION");
    expect(found.map(({ path, blocks, step }) => [path, blocks, step])).toContainEqual([
      "/awards/0/quota/max",
      false,
      "awards",
    ]);
    const many = Array.from({ length: 9 }, (_, i) => ({ ...setup().participants[0]!, unitId: `u${i}` }));
    expect(missingFor(setup({ participants: many })).map(({ code }) => code)).not.toContain("QUOTA_ABOVE_POPULATION");
  });

  it("is a seat below its minimum or above its maximum", () => {
    expect(besideDocument({ committee: [] }).map(({ code, values }) => [code, values.name_en])).toEqual([
      ["SEAT_OPEN", "Leader"],
      ["SEAT_OPEN", "Deputy leader"],
      ["SEAT_OPEN", "Member"],
      ["SEAT_OPEN", "Office director"],
    ]);
    const two = [...setup().committee, { seat: "LEADER" }];
    expect(besideDocument({ committee: two })).toMatchObject([{ code: "SEAT_CROWDED", values: { held: 2, max: 1 } }]);
  });

  it("is somebody to compete, each with a head and a group", () => {
    expect(besideDocument({ participants: [] })).toMatchObject([{ code: "NO_PARTICIPANTS", step: "units" }]);
    expect(besideDocument({ headed: new Set() })).toMatchObject([
      { code: "UNITS_WITHOUT_HEAD", values: { n: 1, names_zh: "南湖", more: "no" } },
    ]);
    const loose = [{ unitId: "u1", name: { zh: "南湖", en: "Nanhu" }, groupCode: null }];
    expect(besideDocument({ participants: loose })).toMatchObject([{ code: "UNITS_WITHOUT_GROUP" }]);
    expect(besideDocument({ participants: loose, programme: { ...P01, groups: [] } })).toEqual([]);
  });

  it("is a version of the standard for each method that the document uses", () => {
    expect(besideDocument({ pinned: new Set(["SELF"]) }).map(({ values }) => values.method)).toEqual([
      "OPEN",
      "COVERT",
    ]);
  });

  it("is points for every item of a chosen sheet", () => {
    const undecided = [
      { method: "OPEN" as const, undecided: ["FAC-002", "LOB-003"] },
      { method: "SELF" as const, undecided: [] },
      { method: "CCTV" as const, undecided: ["FAC-002"] },
    ];
    expect(besideDocument({ undecided })).toMatchObject([
      {
        code: "STANDARD_UNDECIDED",
        step: "standards",
        blocks: true,
        values: { method: "OPEN", count: 2, items_zh: "FAC-002、LOB-003", items_en: "FAC-002, LOB-003" },
      },
    ]);
  });

  it("is weights that total 100 %", () => {
    const programme = structuredClone(P01);
    const root = programme.reviews[1]?.root;
    if (root?.kind === "weighted") root.parts[0]!.weight = "40";
    expect(missingFor(setup({ programme }))).toContainEqual(
      expect.objectContaining({ code: "WEIGHTS_NOT_100", step: "scoring", blocks: true }),
    );
  });

  it("names the penalty of a fine, and the page of a cut-off", () => {
    const fine = missingFor(setup()).find((item) => item.path.startsWith("/penalties/3/"));
    expect(fine?.of).toEqual(P01.penalties[3]?.name);
    const programme = { ...P01, reviews: P01.reviews.map((review) => ({ ...review, cutOffOn: null })) };
    expect(missingFor(setup({ programme })).find((item) => item.path === "/reviews/0/cutOffOn")?.step).toBe("phases");
  });
});

describe("a working copy", () => {
  const at = (ms: number) => new Date(ms);
  it("is open until published, closed by publishing, and open again once it is younger than its plan", () => {
    expect(isEditing(at(5), null)).toBe(true);
    expect(isEditing(at(5), at(5))).toBe(false);
    expect(isEditing(savedAt(at(5), at(5)), at(5))).toBe(true);
  });
});

describe("where a campaign stands", () => {
  it("is told by phase, day and next cut-off", () => {
    expect(standingOn(P01, "2026-03-15")).toMatchObject({ stage: "COMING", phase: null, next: { code: "H1" } });
    expect(standingOn(P01, "2026-03-26")).toMatchObject({ stage: "RUNNING", phase: { day: 1, days: 281 } });
    expect(standingOn(P01, "2026-06-30")).toMatchObject({ next: { code: "H1", inDays: 0 } });
    expect(standingOn(P01, "2026-07-01")).toMatchObject({ next: { code: "YEAR" } });
    expect(standingOn(P01, "2027-01-01")).toMatchObject({ stage: "OVER", next: null });
  });

  it("is shown as a life line of phases and cut-offs in time", () => {
    expect(lifeOf(P01, "2026-11-15").map((step) => step.state)).toEqual(["done", "now", "done", "todo"]);
  });

  it("decides what is next for whom", () => {
    const none = {
      edits: false,
      imports: false,
      selfChecks: false,
      visits: false,
      registers: false,
      signs: false,
      nominates: false,
    };
    const running = standingOn(P01, "2026-05-10");
    const published = { open: false, published: true, missing: 0 };
    const keys = (rights: Partial<typeof none>, draft = published) =>
      nextSteps(P01, running, "2026-05-10", { ...none, ...rights }, draft).map((step) => step.key);
    expect(keys({ selfChecks: true, nominates: true })).toEqual(["selfCheck", "nominate", "result"]);
    expect(keys({ signs: true })).toEqual(["review"]);
    expect(
      keys({ edits: true, imports: true, selfChecks: true }, { open: true, published: false, missing: 3 }),
    ).toEqual(["setup"]);
    expect(keys({})).toEqual([]);
  });
});

describe("tie ladders", () => {
  const review = P01.reviews[0]!;
  it("offer what stands once in the review, both ways, and keep the order chosen", () => {
    const choices = tieChoices(P01, review);
    expect(
      choices
        .filter((step) => step.node === "COVERT")
        .map((step) => step.better)
        .sort(),
    ).toEqual(["HIGHER", "LOWER"]);
    expect(
      ladderOf(P01, review, ["HIGHER OPEN", "", "HIGHER COVERT", "HIGHER OPEN"])?.map((step) => step.node),
    ).toEqual(["OPEN", "COVERT"]);
    expect(ladderOf(P01, review, ["HIGHER NOTHING"])).toBeNull();
  });
});

describe("exclusions from an award", () => {
  it("may be any deduction of the document", () => {
    expect(exclusionChoices(P01, P01.awards[0]!).map((choice) => choice.code)).toEqual([
      "COMPLAINTS.OUTLET",
      "COMPLAINTS.BRANCH",
      "COMPLAINTS.HEAD_OFFICE",
    ]);
  });
});

describe("the standard for a method", () => {
  it("is the newest frozen version, and the newest while none is frozen", () => {
    const version = (n: number, frozen: boolean) => ({
      versionId: `v${n}`,
      version: n,
      frozen,
      method: "SELF" as const,
      code: "self-check",
      name: { zh: "自查", en: "Self" },
      effectiveOn: "2026-01-01",
      full: "100",
      undecided: [],
    });
    const use = { method: "SELF", standard: "self-check", rhythm: "MONTHLY" } as const;
    expect(newestFor(use, [version(1, true), version(2, true), version(3, false)])?.version).toBe(2);
    expect(newestFor(use, [version(1, false), version(2, false)])?.version).toBe(2);
    expect(newestFor({ ...use, standard: "other" }, [version(1, true)])).toBeNull();
    expect(newestFor({ ...use, method: "CCTV" }, [version(1, true)])?.version).toBe(1);
    expect(newestFor(use, [version(1, false), { ...version(2, false), undecided: ["A-1"] }])?.version).toBe(1);
  });
});

describe("what the set-up offers for a method", () => {
  it("is every sheet, those made for the method first", () => {
    const version = (code: string, method: "SELF" | "OPEN") => ({
      versionId: code,
      version: 1,
      frozen: false,
      method,
      code,
      name: { zh: code, en: code },
      effectiveOn: "2026-01-01",
      full: "100",
      undecided: [],
    });
    const all = [version("a", "OPEN"), version("b", "SELF"), version("c", "OPEN")];
    expect(choicesFor("SELF", all).map(({ code }) => code)).toEqual(["b", "a", "c"]);
    expect(choicesFor("CCTV", all).map(({ code }) => code)).toEqual(["a", "b", "c"]);
  });
});

describe("a person typed into a seat", () => {
  it("is found by the staff number at the end", () => {
    expect(staffNoOf("王明 S01001")).toBe("S01001");
    expect(staffNoOf(" S01001 ")).toBe("S01001");
    expect(staffNoOf("")).toBe("");
  });
});
