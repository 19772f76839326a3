import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { readSheet } from "@/lib/platform/sheet/read";
import { writeCsv, writeWorkbook } from "@/lib/platform/sheet/write";
import { findReviewSubject } from "@/lib/reviews/data";
import { gatherFacts } from "@/lib/reviews/gather";
import { canonical, digest } from "@/lib/reviews/rules/seal";
import { freezeReview } from "@/lib/reviews/usecases";
import { computeReview } from "@/lib/scoring/compute";
import type { Programme } from "@/lib/scoring/programme/schema";
import { gapsOf } from "@/lib/simulations/data";
import { comparisonOf } from "@/lib/simulations/loaders/comparison";
import { drawLuck, viewOf } from "@/lib/simulations/loaders/luck";
import { UNIT_COLUMNS, unitLine } from "@/lib/simulations/rules/sheet";
import type { Prepared } from "@/lib/simulations/types";
import { runSimulation } from "@/lib/simulations/usecases";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, placeUnit } from "../support/inspected-bank";
import { inspect, makeReviewedBank, type ReviewedBank } from "../support/reviewed-bank";

const database = useDatabase();

let bank: ReviewedBank;
let elsewhere: Actor;
let auditor: Actor;

/** The plan of the bank with everything filled in; `change` makes it another one. */
function filled(document: object, change: (plan: Programme) => void = () => {}): Programme {
  const plan = JSON.parse(JSON.stringify(document)) as Programme;
  for (const award of plan.awards) for (const prize of award.prizes) if (prize.kind === "MONEY") prize.amount = "3000";
  for (const penalty of plan.penalties) {
    for (const consequence of penalty.consequences) {
      if (consequence.kind === "FINE") consequence.amount = { min: "500", max: "1000" };
    }
  }
  for (const phase of plan.phases) {
    phase.from ??= "2026-03-16";
    phase.to ??= "2026-12-31";
  }
  change(plan);
  return plan;
}

/** Mystery visits count for nothing, open ones for all; the outlet without a mystery visit then has a rank. */
const OPEN_ONLY = (plan: Programme): void => {
  const text = JSON.stringify(plan.sheets).replace(
    '"atLeast":1,"otherwise":"UNRANKED"',
    '"atLeast":1,"otherwise":"LEFT_OUT"',
  );
  plan.sheets = JSON.parse(text.replaceAll('"otherwise":"UNRANKED"', '"otherwise":"LEFT_OUT"')) as Programme["sheets"];
};

async function setDraft(code: string, document: object): Promise<void> {
  await db.campaign.update({
    where: { code },
    data: { document: JSON.parse(JSON.stringify(document)), updatedAt: new Date("2027-01-01") },
  });
}

beforeAll(async () => {
  setClock(() => new Date("2026-07-02T01:00:00Z"));
  bank = await makeReviewedBank();
  const { document } = await db.campaign.findUniqueOrThrow({ where: { code: bank.campaign.code } });
  await setDraft(bank.campaign.code, filled(document as object, OPEN_ONLY));
  const version = filled(document as object);
  await db.campaignPlan.create({
    data: {
      campaignId: bank.campaign.id,
      version: 2,
      document: JSON.parse(JSON.stringify(version)),
      hash: digest(canonical(version)),
      publishedById: bank.staff.accountId,
    },
  });
  const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
  auditor = await actorFor("auditor", "AUDITOR", { id: branch.id, path: "/HQ/B01/" });
  const hq = await db.orgUnit.findUniqueOrThrow({ where: { code: "HQ" } });
  const other = await placeUnit("B02", "BRANCH", { id: hq.id, path: "/HQ/" });
  elsewhere = await actorFor("elsewhere", "CAMPAIGN_STAFF", other);
  await db.campaign.create({
    data: {
      code: "C-2026-09",
      nameZh: "另一家的竞赛",
      nameEn: "A competition elsewhere",
      year: 2026,
      organiserId: other.id,
      programmeCode: "P01",
      document: JSON.parse(JSON.stringify(version)),
      createdById: elsewhere.accountId,
    },
  });
});

const ask = (input: object, actor: Actor = bank.staff) =>
  perform(runSimulation, {
    actor,
    input: { facts: "C-2026-01:H1", plan: "draft:C-2026-01", earlier: "KEPT", ...input },
  });
const codes = (outcome: Awaited<ReturnType<typeof perform>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code, field }) => (field ? `${code} ${field}` : code));
async function prepared(input: object = {}): Promise<Prepared> {
  const outcome = await ask(input);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}

/** Rows of every table there is, by name. */
async function rowsOfAll(): Promise<Record<string, string>> {
  const tables = await asOwner<{ name: string }>(
    database.owner,
    "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1",
  );
  const counts: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await asOwner<{ n: string }>(database.owner, `SELECT count(*)::text AS n FROM ${name}`);
    counts[name] = row?.n ?? "";
  }
  return counts;
}

describe("a draft on the facts of a running review", () => {
  it("uses the very facts of the review, and shows who gains and loses", async () => {
    const found = await prepared();
    const subject = await findReviewSubject(db, { campaign: "C-2026-01", review: "H1" });
    const live = await gatherFacts(db, subject!);
    expect(found.sealed).toBe(false);
    expect([...found.input.facts].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      [...live.facts].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    const { rows, changed, total } = await comparisonOf(found);
    const [first] = bank.outlets;
    expect(rows.find(({ code }) => code === first?.code)?.change.before.rank).toBe(1);
    // The outlet without a mystery visit has no rank by the plan in force, and one by the draft.
    const fourth = rows.find(({ code }) => code === "O004");
    expect(fourth?.change.before.rank).toBeNull();
    expect(fourth?.change.after.rank).not.toBeNull();
    expect(changed).toBeGreaterThan(0);
    expect(total.subjects).toBe(4);
  });

  it("the same plan changes nothing", async () => {
    const { changed, total, rows } = await comparisonOf(await prepared({ plan: "version:C-2026-01:2" }));
    expect(changed).toBe(0);
    expect(total).toMatchObject({ up: 0, down: 0, money: { least: "0", most: "0" } });
    const subject = await findReviewSubject(db, { campaign: "C-2026-01", review: "H1" });
    const { ranking } = computeReview(await gatherFacts(db, subject!));
    for (const { subject: id, rank } of ranking.standings) {
      expect(rows.find(({ change }) => change.subject === id)?.change.after.rank).toBe(rank);
    }
  });

  it("stores nothing at all but the lines of the audit trail", async () => {
    const before = await rowsOfAll();
    const one = await prepared();
    await comparisonOf(one);
    const luck = await viewOf(one, { seed: "rows", draws: 100 });
    expect(luck.luck.draws).toBe(100);
    await prepared({ plan: "version:C-2026-01:2", against: "draft:C-2026-01", earlier: "AGAIN" });
    const after = await rowsOfAll();
    const grown = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(grown).toHaveLength(1);
    expect(grown[0]).toMatch(/audit/i);
    expect(Number(after[grown[0]!]) - Number(before[grown[0]!])).toBe(2);
    const [line] = await db.auditEntry.findMany({
      where: { action: "simulations.run" },
      orderBy: { at: "desc" },
      take: 1,
    });
    expect(line).toMatchObject({ outcome: "DONE", subject: "C-2026-01:H1", campaignId: bank.campaign.id });
  });

  it("compares with any plan that may be tried", async () => {
    const turned = await comparisonOf(await prepared({ plan: "version:C-2026-01:2", against: "draft:C-2026-01" }));
    const straight = await comparisonOf(await prepared());
    expect(turned.changed).toBeGreaterThan(0);
    for (const { change } of straight.rows) {
      const back = turned.rows.find((row) => row.change.subject === change.subject)!.change;
      expect([back.before.rank, back.after.rank]).toEqual([change.after.rank, change.before.rank]);
    }
  });
});

describe("who may not", () => {
  it("is told that there is nothing: managers, other roles, others' staff", async () => {
    for (const actor of [bank.manager, auditor, elsewhere]) {
      expect(codes(await ask({}, actor))).toEqual(["NOT_FOUND"]);
    }
    expect(codes(await ask({}, bank.leader))).toEqual([]);
  });

  it("nor with another bank's plan, nor on another bank's facts", async () => {
    expect(codes(await ask({ plan: "draft:C-2026-09" }))).toEqual(["NOT_FOUND"]);
    expect(codes(await ask({ against: "draft:C-2026-09" }))).toEqual(["NOT_FOUND"]);
    expect(codes(await ask({ plan: "draft:C-2026-09" }, elsewhere))).toEqual(["NOT_FOUND"]);
    expect(codes(await ask({ facts: "C-2026-09:H1", plan: "draft:C-2026-09" }, elsewhere))).toEqual(["NOT_FOUND"]);
    expect(codes(await ask({ plan: "version:C-2026-01:9" }))).toEqual(["NOT_FOUND"]);
    expect(codes(await ask({ plan: "programme:NONE" }))).toEqual(["NOT_FOUND"]);
    expect(codes(await ask({ facts: "C-2026-01:NONE" }))).toEqual(["NOT_FOUND"]);
  });

  it("an address that says nothing sensible is refused where it is wrong", async () => {
    expect(codes(await ask({ plan: "draft:../etc" }))).toEqual([expect.stringMatching(/ plan$/)]);
    expect(codes(await ask({ review: "NONE" }))).toEqual(["NO_SUCH_REVIEW review"]);
    expect(codes(await ask({ more: "1" })).length).toBeGreaterThan(0);
  });
});

describe("a draft with blanks", () => {
  it("is refused with the list of what is missing", async () => {
    const outcome = await ask({ plan: "version:C-2026-01:1" });
    expect(codes(outcome)).toEqual(["PLAN_INCOMPLETE plan"]);
    const { document } = await db.campaignPlan.findFirstOrThrow({ where: { version: 1 } });
    const name = { zh: "方案", en: "Plan" };
    const reference = { kind: "DRAFT" as const, campaign: "C-2026-01" };
    const gaps = gapsOf({
      reference,
      path: bank.outlets[0]!.path,
      name,
      moved: 0,
      programme: document as unknown as Programme,
    });
    expect(outcome.ok ? 0 : outcome.refusals[0].values?.n).toBe(gaps.length);
    expect(gaps.every(({ path, blocks, from }) => path !== "" && blocks && from === "document")).toBe(true);
  });
});

describe("the luck test", () => {
  it("repeats from its seed, whoever runs it", async () => {
    const one = await drawLuck(await prepared(), { seed: "7", draws: 120 }, 60_000);
    const other = await drawLuck(await prepared(), { seed: "7", draws: 120 }, 60_000);
    expect(other).toEqual(one);
    expect(one.noise.map(({ stream, from }) => [stream, from])).toEqual([
      ["inspection.covert", "BETWEEN"],
      ["inspection.open", "BETWEEN"],
    ]);
  });

  it("ends when its time is up, and says how many draws that was", async () => {
    const luck = await drawLuck(await prepared(), { seed: "7", draws: 5_000 }, 40);
    expect(luck.draws).toBeGreaterThan(0);
    expect(luck.draws).toBeLessThan(5_000);
  });
});

describe("the exported table", () => {
  it("keeps hostile names as text, in workbook and CSV", async () => {
    const hostile = "=cmd|'/c calc'!A1";
    await db.orgUnit.update({ where: { code: "O002" }, data: { nameZh: hostile, nameEn: hostile } });
    const { rows } = await comparisonOf(await prepared());
    const lines = rows.map((row) =>
      unitLine(
        row,
        ({ zh }) => zh,
        (code) => code,
        "；",
      ),
    );
    const sheet = { head: [...UNIT_COLUMNS], rows: lines };
    const read = await readSheet(await writeWorkbook([{ name: "试算", ...sheet }]));
    if (!read.ok) throw new Error(read.refusals[0].code);
    expect(read.value.rows.some(({ cells }) => cells.includes(hostile))).toBe(true);
    const csv = new TextDecoder().decode(writeCsv(sheet));
    expect(csv).toContain(`'${hostile}`);
    expect(csv.split("\r\n").some((line) => line.includes(`,${hostile}`))).toBe(false);
  });
});

describe("a frozen review", () => {
  it("gives its sealed facts, whatever comes afterwards", async () => {
    await db.metricFact.count();
    const frozen = await perform(freezeReview, {
      actor: bank.leader,
      input: { campaign: "C-2026-01", review: "H1" },
    });
    if (!frozen.ok) throw new Error(JSON.stringify(frozen.refusals));
    const found = await prepared();
    expect(found.sealed).toBe(true);
    const count = found.input.facts.length;
    await inspect(bank, bank.outlets[0]!.id, "OPEN", "2026-06-01", "10");
    const again = await prepared();
    expect(again.input.facts).toHaveLength(count);
    expect((await comparisonOf(again)).rows.find(({ code }) => code === "O001")?.change.before.rank).toBe(1);
  });

  it("says which days of the tried plan it knows nothing of", async () => {
    const found = await prepared({ review: "YEAR" });
    expect(found.beyond).toEqual({ from: "2026-07-01", to: found.after.period.to });
  });
});
