import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import type { Actor } from "@/lib/kernel/actor";
import { db, inTransaction } from "@/lib/platform/db";
import { findSheet, findSheetByCode } from "@/lib/standards/data";
import { freezeVersions } from "@/lib/standards/mutations";
import type { StandardDocument } from "@/lib/standards/schema";
import { itemsOf } from "@/lib/standards/types";
import { loadStandardFile } from "@/lib/standards/usecases";
import { useDatabase } from "../support/database";
import { actorFor, documentOf, placeUnit } from "../support/inspected-bank";

useDatabase();

let staff: Actor;
let manager: Actor;

beforeAll(async () => {
  const hq = await placeUnit("HQ", "HQ", null);
  staff = await actorFor("hq", "CAMPAIGN_STAFF", hq);
  manager = await actorFor("m", "BRANCH_MANAGER", hq);
});

const document = () => structuredClone(documentOf("standards/self-check.json")) as StandardDocument;
const load = (from: unknown, actor = staff) => perform(loadStandardFile, { actor, input: { document: from } });

describe("the library of standards", () => {
  it("takes the three shipped sheets, each worth exactly 100 points", async () => {
    for (const [file, items] of [
      ["self-check", 64],
      ["open-check", 63],
      ["mystery-visit", 40],
    ] as const) {
      expect(await load(documentOf(`standards/${file}.json`))).toMatchObject({
        ok: true,
        value: { version: 1, outcome: "ADDED" },
      });
      const sheet = await findSheetByCode(db, file);
      expect(sheet).toMatchObject({ full: "100.00", version: 1 });
      expect(itemsOf(sheet!)).toHaveLength(items);
    }
    expect(await load(document())).toMatchObject({ ok: true, value: { version: 1, outcome: "SAME" } });
  });

  it("is filled by headquarters only", async () => {
    expect(await load(document(), manager)).toMatchObject({ ok: false, refusals: [{ code: "NOT_FOUND" }] });
  });

  it("puts an unused version right in place", async () => {
    const changed = document();
    changed.sections[0]!.items[0]!.text.zh = "门头招牌和灯箱齐全";
    expect(await load(changed)).toMatchObject({ ok: true, value: { version: 1, outcome: "REPLACED" } });
    expect((await findSheetByCode(db, "self-check"))!.sections[0]!.items[0]!.text.zh).toBe("门头招牌和灯箱齐全");
  });

  it("never changes a frozen version: a new wording is a new version beside it", async () => {
    const before = (await findSheetByCode(db, "self-check"))!;
    await inTransaction((tx) =>
      freezeVersions({ tx, actor: staff, now: new Date(), today: "2026-03-01" }, [before.versionId]),
    );
    const rows = () =>
      db.standardItem.findMany({ where: { versionId: before.versionId }, orderBy: { position: "asc" } });
    const kept = await rows();
    expect(await load(document())).toMatchObject({ ok: true, value: { version: 2, outcome: "ADDED" } });
    expect(await rows()).toEqual(kept);
    const again = await findSheet(db, before.versionId);
    expect(again?.sections).toEqual(before.sections);
    expect((await findSheetByCode(db, "self-check", 1))?.sections[0]?.items[0]?.text.zh).toBe("门头招牌和灯箱齐全");
    expect((await findSheetByCode(db, "self-check"))?.version).toBe(2);
  });

  it("two loads at once make one version", async () => {
    const fresh = { ...document(), code: "extra-check" };
    const outcomes = await Promise.all([load(fresh), load(fresh)]);
    expect(outcomes.map((outcome) => outcome.ok && outcome.value.outcome).sort()).toEqual(["ADDED", "SAME"]);
    expect(await db.standardVersion.count({ where: { standard: { code: "extra-check" } } })).toBe(1);
  });

  it.each([
    [
      "points that do not add up",
      (d: StandardDocument) => {
        d.full = "99.00";
      },
      "TOTAL_DIFFERS",
    ],
    [
      "a code used twice",
      (d: StandardDocument) => {
        d.sections[0]!.items[1]!.code = d.sections[0]!.items[0]!.code;
      },
      "CODES_TWICE",
    ],
    [
      "steps that do not reach the points",
      (d: StandardDocument) => {
        d.sections[0]!.items[0]!.steps = ["0.50"];
      },
      "STEPS",
    ],
    [
      "another method under a known code",
      (d: StandardDocument) => {
        d.method = "OPEN";
      },
      "OTHER_METHOD",
    ],
    [
      "one language only",
      (d: StandardDocument) => {
        d.name.en = "";
      },
      "REQUIRED",
    ],
  ])("refuses %s", async (_, spoil, code) => {
    const spoilt = document();
    spoil(spoilt);
    expect(await load(spoilt)).toMatchObject({ ok: false, refusals: [{ code }] });
  });
});
