import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import type { Actor } from "@/lib/kernel/actor";
import { fingerprint, listImports, metricFacts, readReference } from "@/lib/metrics/data";
import { judgeRows } from "@/lib/metrics/rules/judge";
import { readLayout } from "@/lib/metrics/rules/layout";
import type { ImportInput } from "@/lib/metrics/schema";
import { importMetrics } from "@/lib/metrics/usecases";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { readSheet } from "@/lib/platform/sheet/read";
import { writeWorkbook } from "@/lib/platform/sheet/write";
import { programmeSchema } from "@/lib/scoring/programme/schema";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, documentOf, type InspectedBank, makeInspectedBank, placeUnit } from "../support/inspected-bank";

const database = useDatabase();
const programme = programmeSchema.parse(documentOf("programmes/P01.json"));

let bank: InspectedBank;
let stranger: Actor;

beforeAll(async () => {
  setClock(() => new Date("2026-11-16T01:00:00Z"));
  bank = await makeInspectedBank();
  const hq = await db.orgUnit.findUniqueOrThrow({ where: { code: "HQ" } });
  const elsewhere = await placeUnit("B02", "BRANCH", { id: hq.id, path: "/HQ/" });
  stranger = await actorFor("strange", "CAMPAIGN_STAFF", elsewhere);
  await placeUnit("O900", "OUTLET", elsewhere);
  await placeUnit("O003", "OUTLET", {
    id: (await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } })).id,
    path: "/HQ/B01/",
  });
});

type Row = ImportInput["rows"][number];
const row = (
  number: number,
  unit: string,
  month: string,
  headcount: string | null,
  volume: string | null,
  more: Partial<Row> = {},
): Row => ({
  row: number,
  unit,
  month,
  headcount,
  volume,
  ...more,
});
const file = (rows: Row[], more: Partial<ImportInput> = {}) => ({
  campaign: bank.campaign.code,
  fileName: "7月.xlsx",
  sha256: "a".repeat(64),
  rows,
  ...more,
});
const send = (rows: Row[], actor: Actor = bank.staff, more: Partial<ImportInput> = {}) =>
  perform(importMetrics, { actor, input: file(rows, more) });
const codes = (outcome: Awaited<ReturnType<typeof perform>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code, field }) => (field ? `${code} ${field}` : code));
const range = { from: "2026-03-16", to: "2026-12-31" };

describe("importing figures", () => {
  it("takes every figure of a file and remembers file, hash, who and rows", async () => {
    const done = await send([row(2, "O001", "2026-07", "12", "48000"), row(3, "O002", "2026年7月", "9.5", "40500.25")]);
    expect(done).toMatchObject({ ok: true, value: { rows: 2, figures: 4, replaced: 0 } });
    const { entries } = await listImports(db, bank.campaign.id, { skip: 0, take: 10 });
    expect(entries[0]).toMatchObject({
      fileName: "7月.xlsx",
      sha256: "a".repeat(64),
      rows: 2,
      by: "hq",
      figures: 4,
      replaced: 0,
    });
    const facts = await metricFacts(db, bank.campaign.id, range);
    expect(facts.filter((fact) => fact.subject === bank.outlets[0]?.id)).toMatchObject([
      { stream: "metric.HEADCOUNT", on: "2026-07-31", value: "12", state: "COUNTED" },
      { stream: "metric.BUSINESS_VOLUME", on: "2026-07-31", value: "48000" },
    ]);
  });

  it("is the organiser's alone; others find no campaign", async () => {
    for (const actor of [bank.manager, bank.inspector, stranger]) {
      expect(codes(await send([row(2, "O001", "2026-08", "1", "1")], actor))).toEqual(["NOT_FOUND"]);
    }
  });

  it("names every fault at its row and column, and takes nothing at all", async () => {
    const before = await db.metricFact.count();
    const faulty = await send([
      row(2, "O777", "2026-08", "1", "1"),
      row(3, "O900", "2026-08", "1", "1"),
      row(4, "O003", "2026-08", "1", "1"),
      row(5, "O001", "2026-01", "1", "1"),
      row(6, "O001", "2026-12", "1", "1"),
      row(7, "O001", "August", "1", "1"),
      row(8, "O001", "2026-08", "twelve", "1,234"),
      row(9, "O002", "2026-08", "-1", "1.00001"),
      row(10, "O001", "2026-09", "0", "=1+1"),
      row(11, "O001", "2026-09", "5", null, { name: "O002网点" }),
      row(12, "O002", "2026-10", "5", "9".repeat(13), { rank: "50", of: "42" }),
      row(13, "O001", "2026-10", "5", "1", { rank: "3" }),
      row(14, "O001", "2026-11", "5", "1"),
    ]);
    expect(codes(faulty)).toEqual([
      "UNKNOWN_OUTLET rows.0.unit",
      "UNKNOWN_OUTLET rows.1.unit",
      "NOT_PARTICIPATING rows.2.unit",
      "MONTH_OUTSIDE rows.3.month",
      "MONTH_TO_COME rows.4.month",
      "MONTH_FORM rows.5.month",
      "NOT_A_NUMBER rows.6.headcount",
      "THOUSANDS rows.6.volume",
      "NEGATIVE rows.7.headcount",
      "TOO_MANY_DECIMALS rows.7.volume",
      "HEADCOUNT_ZERO rows.8.headcount",
      "FORMULA rows.8.volume",
      "NAME_DIFFERS rows.9.name",
      "EMPTY rows.9.volume",
      "DUPLICATE rows.9.unit",
      "TOO_LARGE rows.10.volume",
      "RANK_BEYOND rows.10.rank",
      "RANK_PAIR rows.11.of",
    ]);
    expect(await db.metricFact.count()).toBe(before);
    expect(await db.metricImport.count()).toBe(1);
  });

  it("replaces figures of the same month, keeps the old ones and says so; the same again is nothing new", async () => {
    const again = await send([
      row(2, "O001", "2026-07", "12.0", "47500"),
      row(3, "O002", "2026-07", "9.5", "40500.25"),
    ]);
    expect(again).toMatchObject({ ok: true, value: { rows: 1, figures: 1, replaced: 1, unchanged: 3 } });
    const facts = await metricFacts(db, bank.campaign.id, range);
    expect(facts).toHaveLength(4);
    expect(
      facts.find((fact) => fact.subject === bank.outlets[0]?.id && fact.stream === "metric.BUSINESS_VOLUME")?.value,
    ).toBe("47500");
    expect(await db.metricFact.count({ where: { month: "2026-07" } })).toBe(5);
    expect(codes(await send([row(2, "O001", "2026-07", "12", "47500")]))).toEqual(["NOTHING_NEW"]);
    expect(codes(await send([row(2, "O001", "2026-07", null, null)]))).toEqual(["NOTHING_NEW"]);
  });

  it("is refused when the figures to be replaced are no longer those that were shown", async () => {
    const rows = [row(2, "O001", "2026-07", "12", "46000")];
    const reference = await readReference(db, bank.staff, bank.campaign.id, programme, "2026-11-16");
    const shown = fingerprint(judgeRows(rows, reference).figures);
    expect((await send([row(2, "O001", "2026-07", "12", "46500")])).ok).toBe(true);
    expect(codes(await send(rows, bank.staff, { replaces: shown }))).toEqual(["FIGURES_CHANGED"]);
  });

  it("by two at once keeps one figure for each outlet and month", async () => {
    const outcomes = await Promise.all([
      send([row(2, "O001", "2026-05", "10", "100")]),
      send([row(2, "O001", "2026-05", "10", "100")]),
    ]);
    expect(outcomes.flatMap(codes)).toEqual(["NOTHING_NEW"]);
    const two = await Promise.all([
      send([row(2, "O001", "2026-05", "11", "100")]),
      send([row(2, "O001", "2026-05", "12", "100")]),
    ]);
    expect(two.every((outcome) => outcome.ok)).toBe(true);
    const live = (await metricFacts(db, bank.campaign.id, range)).filter(
      (fact) => fact.attrs.month === "2026-05" && fact.stream === "metric.HEADCOUNT",
    );
    expect(live).toHaveLength(1);
  });

  it("brings a bank-wide rank with the number of outlets ranked", async () => {
    expect((await send([row(2, "O002", "2026-06", "9", "100", { rank: "40", of: "42" })])).ok).toBe(true);
    const facts = await metricFacts(db, bank.campaign.id, { from: "2026-06-30", to: "2026-06-30" });
    expect(facts.find((fact) => fact.stream === "metric.BRANCH_RANK")).toMatchObject({
      value: "40",
      attrs: { of: "42" },
      on: "2026-06-30",
    });
    expect(facts.map((fact) => fact.stream)).not.toContain("metric.BRANCH_OUTLETS");
  });

  it("leaves the months of a frozen review alone", async () => {
    await asOwner(
      database.owner,
      "INSERT INTO frozen_periods (id, campaign_id, review_code, from_on, to_on) VALUES (gen_random_uuid(), $1, 'H1', '2026-03-16', '2026-06-30')",
      [bank.campaign.id],
    );
    expect(codes(await send([row(2, "O001", "2026-06", "9", "1"), row(3, "O001", "2026-10", "9", "1")]))).toEqual([
      "MONTH_FROZEN rows.0.month",
    ]);
  });
});

describe("a file of 5,000 rows with hostile cells", () => {
  it("is read and judged row by row, and nothing of it is taken", async () => {
    const hostile = [
      "=cmd|'/c calc'!A1",
      "🙂🙂🙂",
      "x".repeat(30_000),
      "＝1+1",
      "<script>alert(1)</script>",
      "'; DROP TABLE metric_facts; --",
    ];
    const rows = Array.from({ length: 5_000 }, (_, index) => [
      hostile[index % hostile.length] ?? "",
      "",
      "2026-10",
      "5",
      "100",
    ]);
    const bytes = await writeWorkbook([
      { name: "数据", head: ["网点代码", "网点名称", "月份", "在岗人数", "业务量"], rows },
    ]);
    const sheet = await readSheet(bytes);
    if (!sheet.ok) throw new Error(sheet.refusals[0].code);
    const layout = readLayout(sheet.value);
    expect(layout.faults).toEqual([]);
    const judged = judgeRows(
      layout.drafts,
      await readReference(db, bank.staff, bank.campaign.id, programme, "2026-11-16"),
    );
    expect(judged.faults).toHaveLength(5_000);
    expect(judged.faults[0]).toMatchObject({ row: 2, column: "unit", code: "FORMULA" });
    expect(judged.faults[1]).toMatchObject({
      row: 3,
      column: "unit",
      code: "UNKNOWN_OUTLET",
      values: { text: "🙂🙂🙂" },
    });
    expect(String(judged.faults[2]?.values.text).length).toBeLessThan(50);

    const before = await db.metricFact.count();
    const input = layout.drafts.map((draft) => draft as unknown as Row);
    expect((await send(input)).ok).toBe(false);
    expect(await db.metricFact.count()).toBe(before);
  }, 60_000);
});

describe("the document that figures were taken from", () => {
  it("is kept with the import, and must be filed for the organiser", async () => {
    const organiser = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
    const outlet = await db.orgUnit.findUniqueOrThrow({ where: { code: "O001" } });
    const filed = async (unitId: string, name: string) => {
      const sha256 = createHash("sha256").update(name).digest("hex");
      const { id } = await db.evidenceFile.create({
        data: {
          name,
          mime: "application/pdf",
          bytes: 9,
          storageKey: sha256,
          sha256,
          unitId,
          uploadedById: bank.staff.accountId,
        },
      });
      return id;
    };
    const notice = await filed(organiser.id, "分行排名通报.pdf");
    const foreign = await filed(outlet.id, "别的.pdf");
    const rows = [row(2, "O001", "2026-10", "12", "47123")];
    expect(codes(await send(rows, bank.staff, { evidence: [foreign] }))).toEqual(["EVIDENCE_UNKNOWN evidence"]);
    expect((await send(rows, bank.staff, { evidence: [notice] })).ok).toBe(true);
    const { entries } = await listImports(db, bank.campaign.id, { skip: 0, take: 10 });
    expect(entries[0]?.documents.map(({ name }) => name)).toEqual(["分行排名通报.pdf"]);
  });
});
