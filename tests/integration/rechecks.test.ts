import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { loadOfficeDay } from "@/lib/home/loaders";
import { findInspection, type Sight } from "@/lib/inspections/data/records";
import { reverseInspectionRecord, submitInspectionVisit } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findRecheck, listRechecks } from "@/lib/rechecks/data/rechecks";
import { findSample, listCandidates } from "@/lib/rechecks/data/samples";
import { loadNewSample, loadRecheck, loadRechecks, loadSample } from "@/lib/rechecks/loaders/rechecks";
import type { RecheckRow } from "@/lib/rechecks/types";
import {
  drawRecheckSample,
  handOverRecheck,
  submitInspectionRecheck,
  withdrawRecheckSample,
} from "@/lib/rechecks/usecases";
import { declareVisitInterest } from "@/lib/visits/usecases";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, allPass, hire, type InspectedBank, makeInspectedBank, placeUnit } from "../support/inspected-bank";

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));
// Out of a request nothing is remembered between two loads, whoever asks.
vi.mock("react", async (original) => ({
  ...(await original<typeof import("react")>()),
  cache: <T>(of: T): T => of,
}));

const { owner } = useDatabase({ each: "test" });

let bank: InspectedBank;
let one: Actor;
let two: Actor;
let three: Actor;
let leader: Actor;
let auditor: Actor;
let officeBelow: Actor;
const C = "C-2026-01";
const TODAY = "2026-07-13";
const at = (day: string) => void setClock(() => new Date(`${day}T12:00:00+08:00`));
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.refusals?.map(({ code }) => code) ?? [];

async function withPerson(actor: Actor, personId: string): Promise<Actor> {
  await db.account.update({ where: { id: actor.accountId }, data: { personId } });
  return { ...actor, personId };
}

beforeEach(async () => {
  at(TODAY);
  bank = await makeInspectedBank();
  const branch = bank.staff.grants[0]!;
  const place = { id: branch.unitId, path: branch.path };
  const department = await placeUnit("D01", "DEPARTMENT", place);
  const inspects = async (name: string, staffNo: string) =>
    withPerson(await actorFor(name, "INSPECTOR", place), await hire(department.id, staffNo, "OFFICE"));
  one = await withPerson(bank.inspector, await hire(department.id, "9001", "OFFICE"));
  two = await inspects("inspector2", "9002");
  three = await inspects("inspector3", "9003");
  leader = await actorFor("leader", "LEADING_GROUP", place);
  auditor = await actorFor("auditor", "AUDITOR", place);
  officeBelow = await actorFor("office-below", "CAMPAIGN_STAFF", bank.outlets[0]!);
});

const lost = (points = "1.00") => ({ verdict: "DEDUCTED", lost: points, reason: "门头灯箱不亮" });

async function visit(actor: Actor, more: Record<string, unknown> = {}): Promise<string> {
  const method = String(more.method ?? "OPEN");
  const outcome = await perform(submitInspectionVisit, {
    actor,
    input: {
      campaign: C,
      unit: "O001",
      method,
      onDay: TODAY,
      answers: allPass(
        method === "COVERT" ? "mystery-visit" : "open-check",
        method === "OPEN" ? { "OUT-001": lost() } : {},
      ),
      ...more,
    },
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value.no;
}

const asked = (more: Record<string, unknown> = {}) => ({
  campaign: C,
  from: "2026-07-01",
  to: TODAY,
  size: 1,
  dueOn: "2026-07-20",
  reason: "七月质量控制",
  seed: "七月十三日公开：4471",
  ...more,
});
const draw = (more: Record<string, unknown> = {}, actor = bank.staff) =>
  perform(drawRecheckSample, { actor, input: asked(more) });

async function drawn(more: Record<string, unknown> = {}): Promise<RecheckRow[]> {
  const made = await draw(more);
  if (!made.ok) throw new Error(JSON.stringify(made.refusals));
  const sample = await findSample(db, bank.campaign.id, made.value.no);
  return listRechecks(db, bank.campaign.id, { sampleId: sample!.id });
}

const lookerOf = ({ assignee }: RecheckRow): Actor =>
  [one, two, three].find(({ personId }) => personId === assignee.id)!;

async function findingOf(row: RecheckRow): Promise<string> {
  return (await db.finding.findFirstOrThrow({ where: { inspectionId: row.inspection.id } })).no;
}

async function handIn(row: RecheckRow, word: object = { verdict: "STANDS" }, more: object = {}, actor = lookerOf(row)) {
  const words = { [await findingOf(row)]: word };
  return perform(submitInspectionRecheck, { actor, input: { campaign: C, no: row.no, words, ...more } });
}

const NOT = { verdict: "NOT", reason: "照片显示灯箱亮着" };

describe("drawing a sample", () => {
  it("takes so many inspections by lot, each for somebody who did not make it", async () => {
    const makers = [one, two, one, two, one];
    for (const maker of makers) await visit(maker);
    const rows = await drawn({ size: 4 });
    expect(rows.map(({ place }) => place)).toEqual([1, 2, 3, 4]);
    for (const row of rows) expect(row.inspection.authorId).not.toBe(lookerOf(row).accountId);
    asking = bank.staff;
    const page = await loadSample(C, rows[0]!.sample);
    expect(page.repeated).toBe(true);
    expect(page.sample).toMatchObject({ seed: "七月十三日公开：4471", given: { size: 4, nobody: [] } });
  });

  it("leaves out self-checks, reversed ones, other days, other methods, and those drawn before", async () => {
    const first = await visit(one);
    const gone = await visit(one);
    await perform(reverseInspectionRecord, {
      actor: bank.staff,
      input: { campaign: C, no: gone, reason: "检查错了网点" },
    });
    const covert = await visit(two, { method: "COVERT" });
    const earlier = await visit(one, { onDay: "2026-07-10" });
    const { id: _, spent: __, ...same } = await db.inspection.findUniqueOrThrow({ where: { no: earlier } });
    await db.inspection.create({
      data: { ...same, answers: {}, no: "I-2026-99999", method: "SELF", month: "2026-07", submissionId: null },
    });
    expect(codes(await draw({ method: "SELF" }))).toEqual(["NOT_A_CHOICE"]);
    expect(codes(await draw({ method: "UPPER" }))).toEqual(["NOTHING_TO_DRAW"]);
    expect((await drawn({ from: TODAY, method: "OPEN" })).map(({ inspection }) => inspection.no)).toEqual([first]);
    expect(codes(await draw({ size: 3 }))).toEqual(["SAMPLE_TOO_LARGE"]);
    const rest = await drawn({ size: 2 });
    expect(rest.map(({ inspection }) => inspection.no).sort()).toEqual([covert, earlier].sort());
  });

  it("takes no mystery visit that is closed to the reader", async () => {
    const open = await visit(one);
    await visit(two, { method: "COVERT" });
    const closed: Sight = { unitIds: null, covert: { through: "2026-06-30" } };
    const days = { from: "2026-07-01", to: TODAY };
    const seen = await listCandidates(db, bank.campaign.id, closed, days, undefined);
    expect(seen.map(({ no }) => no)).toEqual([open]);
  });

  it("gives nothing to whoever works at the outlet or declared an interest there", async () => {
    const own = await withPerson(
      await actorFor("inspector-there", "INSPECTOR", {
        id: bank.staff.grants[0]!.unitId,
        path: bank.staff.grants[0]!.path,
      }),
      await hire(bank.outlets[0]!.id, "1003", "OFFICE"),
    );
    await perform(declareVisitInterest, {
      actor: two,
      input: { campaign: C, unit: "O001", interest: "KINSHIP", reason: "配偶在该网点" },
    });
    for (let turn = 0; turn < 6; turn += 1) await visit(one);
    const rows = await drawn({ size: 6 });
    expect(new Set(rows.map(({ assignee }) => assignee.id))).toEqual(new Set([three.personId]));
    expect(rows.some(({ assignee }) => assignee.id === own.personId)).toBe(false);
  });

  it("names what nobody may look at, and refuses where that is everything", async () => {
    for (const actor of [two, three])
      await perform(declareVisitInterest, {
        actor,
        input: { campaign: C, unit: "O001", interest: "OTHER", reason: "曾有业务往来" },
      });
    const there = await visit(one);
    expect(codes(await draw())).toEqual(["NOBODY_TO_LOOK"]);
    const other = await visit(one, { unit: "O002" });
    const [row] = await drawn();
    expect(row?.inspection.no).toBe(other);
    expect((await findSample(db, bank.campaign.id, row!.sample))?.given.nobody).toEqual([there]);
  });

  it("refuses days that cannot be", async () => {
    expect(codes(await draw({ from: TODAY, to: "2026-07-01" }))).toEqual(["DAYS_REVERSED"]);
    expect(codes(await draw({ to: "2026-07-14" }))).toEqual(["DAYS_FUTURE"]);
    expect(codes(await draw({ dueOn: "2026-07-12" }))).toEqual(["DUE_PAST"]);
    expect(codes(await draw())).toEqual(["NOTHING_TO_DRAW"]);
  });

  it("is for the office of the organiser alone", async () => {
    await visit(one);
    for (const actor of [one, leader, auditor, bank.manager, officeBelow])
      expect(codes(await draw({}, actor))).toEqual(["NOT_FOUND"]);
    for (const actor of [one, leader, auditor, bank.manager, officeBelow]) {
      asking = actor;
      await expect(loadNewSample(C)).rejects.toThrow();
    }
  });

  it("does not draw the same inspection twice when two draw at once", async () => {
    await visit(one);
    const both = await Promise.all([draw(), draw()]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(["NOTHING_TO_DRAW"]);
  });
});

describe("a sample that is withdrawn", () => {
  it("is not waited for, keeps what was handed in, and frees the rest for another", async () => {
    await visit(one);
    await visit(one);
    const [first, second] = await drawn({ size: 2 });
    await handIn(first!);
    const input = { campaign: C, sample: first!.sample, reason: "日期选错了" };
    for (const actor of [one, leader, bank.manager, officeBelow])
      expect(codes(await perform(withdrawRecheckSample, { actor, input }))).toEqual(["NOT_FOUND"]);
    expect((await perform(withdrawRecheckSample, { actor: bank.staff, input })).ok).toBe(true);
    expect(codes(await perform(withdrawRecheckSample, { actor: bank.staff, input }))).toEqual(["SAMPLE_WITHDRAWN"]);
    expect((await findRecheck(db, bank.campaign.id, first!.no))?.state).toBe("DONE");
    expect(codes(await handIn(second!))).toEqual(["SAMPLE_WITHDRAWN"]);
    expect((await drawn()).map(({ inspection }) => inspection.no)).toEqual([second!.inspection.no]);
  });
});

describe("handing over", () => {
  const give = (row: RecheckRow, person: string, actor = bank.staff) =>
    perform(handOverRecheck, { actor, input: { campaign: C, no: row.no, person, reason: "出差，改由他人复核" } });
  const staffNoOf = (actor: Actor) => ({ [one.accountId]: "9001", [two.accountId]: "9002" })[actor.accountId] ?? "9003";

  it("keeps the rules of the draw", async () => {
    await visit(one);
    const [row] = await drawn();
    const looker = lookerOf(row!);
    const other = looker === two ? three : two;
    expect(codes(await give(row!, "9001"))).toEqual(["BARRED_MADE"]);
    expect(codes(await give(row!, "1001"))).toEqual(["PERSON_UNKNOWN"]);
    expect(codes(await give(row!, staffNoOf(looker)))).toEqual(["SAME_PERSON"]);
    for (const actor of [one, looker, leader, bank.manager, officeBelow])
      expect(codes(await give(row!, staffNoOf(other), actor))).toEqual(["NOT_FOUND"]);
    expect((await give(row!, staffNoOf(other))).ok).toBe(true);
    expect(codes(await handIn(row!, NOT, {}, looker))).toEqual(["NOT_FOUND"]);
    expect((await handIn(row!, NOT, {}, other)).ok).toBe(true);
    expect(codes(await give(row!, staffNoOf(looker)))).toEqual(["ALREADY_DONE"]);
  });

  it("is what is left to whoever finds a conflict of interest, because they cannot hand it in", async () => {
    await visit(one);
    const [row] = await drawn();
    const looker = lookerOf(row!);
    const interest = { campaign: C, unit: "O001", interest: "KINSHIP", reason: "亲属调入该网点" };
    await perform(declareVisitInterest, { actor: looker, input: interest });
    expect(codes(await handIn(row!))).toEqual(["STAND_BACK"]);
    const other = looker === two ? three : two;
    await perform(declareVisitInterest, { actor: other, input: interest });
    expect(codes(await give(row!, staffNoOf(other)))).toEqual(["BARRED_INTEREST"]);
  });
});

describe("a second look", () => {
  it("is kept as it was handed in and changes no score", async () => {
    await visit(one);
    const [row] = await drawn();
    const before = await findInspection(db, bank.campaign.id, row!.inspection.no, { unitIds: null, covert: "ALL" });
    const missed = [
      { item: "OUT-005", lost: "1.00", reason: "照片可见落叶" },
      { item: "", lost: "", reason: "" },
    ];
    const done = await handIn(row!, NOT, { missed, note: "光线好" });
    expect(done).toMatchObject({ ok: true, value: { differing: 2 } });
    expect(await findRecheck(db, bank.campaign.id, row!.no)).toMatchObject({
      state: "DONE",
      report: { note: "光线好" },
      words: [
        { itemCode: "OUT-001", verdict: "NOT", was: "1.00", lost: "0.00" },
        { itemCode: "OUT-005", verdict: "MISSED", was: "0.00", lost: "1.00", findingId: null },
      ],
    });
    expect(await findInspection(db, bank.campaign.id, row!.inspection.no, { unitIds: null, covert: "ALL" })).toEqual(
      before,
    );
    expect(codes(await handIn(row!))).toEqual(["ALREADY_DONE"]);
  });

  it("is of whom it was given to, says something of every finding, and gives its reasons", async () => {
    await visit(one);
    const [row] = await drawn();
    const other = lookerOf(row!) === two ? three : two;
    for (const actor of [one, other, bank.staff, leader, auditor, bank.manager])
      expect(codes(await handIn(row!, NOT, {}, actor))).toEqual(["NOT_FOUND"]);
    const empty = { campaign: C, no: row!.no };
    expect(codes(await perform(submitInspectionRecheck, { actor: lookerOf(row!), input: empty }))).toEqual([
      "WORD_MISSING",
    ]);
    expect(codes(await handIn(row!, { verdict: "NOT" }))).toEqual(["REASON_MISSING"]);
    expect(codes(await handIn(row!, { verdict: "LESS", reason: "轻微" }))).toEqual(["POINTS_MISSING"]);
  });

  it("is not taken of an inspection reversed meanwhile", async () => {
    const no = await visit(one);
    const [row] = await drawn();
    await perform(reverseInspectionRecord, { actor: bank.staff, input: { campaign: C, no, reason: "检查错了网点" } });
    expect(codes(await handIn(row!))).toEqual(["INSPECTION_REVERSED"]);
    asking = lookerOf(row!);
    expect((await loadRechecks(C)).waiting).toEqual([]);
  });

  it("cannot be changed in the database either, nor say what its points do not", async () => {
    await visit(one);
    const [row] = await drawn();
    await handIn(row!, NOT);
    const wrong = `INSERT INTO recheck_words SELECT gen_random_uuid(), campaign_id, recheck_id, 9, gen_random_uuid(), 'X', 'LESS', 1, 2, 'x' FROM recheck_words`;
    for (const [sql, because] of [
      ["UPDATE recheck_words SET lost = 1", "never changed or deleted"],
      ["DELETE FROM recheck_reports", "never changed or deleted"],
      ["UPDATE rechecks SET place = 9", "never changed or deleted"],
      ["UPDATE recheck_samples SET seed = 'x'", "never changed or deleted"],
      [wrong, "words_agree_with_points"],
    ] as const)
      await expect(asOwner(owner, sql)).rejects.toThrow(because);
  });
});

describe("who reads what of it", () => {
  let row: RecheckRow;
  beforeEach(async () => {
    await visit(one);
    [row] = (await drawn()) as [RecheckRow];
  });
  const reads = async (actor: Actor) => {
    asking = actor;
    return loadRecheck(C, row.no).then(
      () => true,
      () => false,
    );
  };

  it("the second inspector from the draw, the first once it is handed in, never anybody else who inspects, nor a branch", async () => {
    const other = lookerOf(row) === two ? three : two;
    expect([await reads(lookerOf(row)), await reads(one), await reads(other)]).toEqual([true, false, false]);
    await handIn(row, NOT);
    expect([await reads(lookerOf(row)), await reads(one), await reads(other)]).toEqual([true, true, false]);
    for (const actor of [bank.staff, leader, auditor]) expect(await reads(actor)).toBe(true);
    for (const actor of [bank.manager, bank.otherManager, officeBelow]) {
      expect(await reads(actor)).toBe(false);
      await expect(loadRechecks(C)).rejects.toThrow();
      await expect(loadSample(C, row.sample)).rejects.toThrow();
    }
    for (const actor of [one, two]) {
      asking = actor;
      await expect(loadSample(C, row.sample)).rejects.toThrow();
    }
  });

  it("results by inspector for the office, the leading group and the auditor; one's own for the inspector", async () => {
    await handIn(row, NOT);
    const result = { name: { zh: "员工9001" }, rechecked: 1, findings: 1, differed: 1, mean: "-1.00", apart: "1.00" };
    for (const actor of [bank.staff, leader, auditor, one]) {
      asking = actor;
      const page = await loadRechecks(C);
      expect(page.results).toMatchObject([result]);
      expect(page.results[0]?.cases.map(({ no }) => no)).toEqual([row.no]);
    }
    asking = lookerOf(row);
    expect(await loadRechecks(C)).toMatchObject({ results: [], looked: [{ no: row.no }], samples: [] });
  });

  it("points the office to where it is corrected: the reversal, or a re-score set once the day is frozen", async () => {
    asking = bank.staff;
    expect((await loadRecheck(C, row.no)).correct).toBeNull();
    await handIn(row, NOT);
    expect((await loadRecheck(C, row.no)).correct).toBe("REVERSAL");
    await db.frozenPeriod.create({
      data: { campaignId: bank.campaign.id, reviewCode: "H1", fromOn: new Date("2026-07-01"), toOn: new Date(TODAY) },
    });
    expect((await loadRecheck(C, row.no)).correct).toBe("RESCORE");
    for (const actor of [auditor, one, lookerOf(row)]) {
      asking = actor;
      expect((await loadRecheck(C, row.no)).correct).toBeNull();
    }
  });

  it("waits on the first page of the second inspector until it is handed in", async () => {
    asking = lookerOf(row);
    expect((await loadOfficeDay()).open?.recheck).toEqual({ count: 1, late: 0, dueOn: "2026-07-20" });
    const { waiting } = (await loadOfficeDay()).open!;
    at("2026-07-21");
    expect((await loadOfficeDay()).open?.recheck).toMatchObject({ count: 1, late: 1 });
    asking = one;
    expect((await loadOfficeDay()).open?.recheck).toBeNull();
    at(TODAY);
    await handIn(row);
    asking = lookerOf(row);
    expect((await loadOfficeDay()).open).toMatchObject({ recheck: null, waiting: waiting - 1 });
  });
});
