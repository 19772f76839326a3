import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import { countFindings, listFindings, mapRepeats } from "@/lib/findings/data/register";
import { findExternalTotal, findSaid, listChecked, listFines } from "@/lib/findings/data/words";
import { honestyOf } from "@/lib/findings/rules";
import {
  confirmFinding,
  decideDispute,
  disputeFinding,
  fineOnTheSpot,
  recordExternalTotal,
} from "@/lib/findings/usecases";
import { findInspection, type Sight } from "@/lib/inspections/data/records";
import { reverseInspectionRecord, submitInspectionVisit } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { countOrders, findOrder, listOrders } from "@/lib/rectifications/data/orders";
import {
  assignRectification,
  checkDrill,
  extendRectification,
  holdDrill,
  orderRectification,
  orderRetraining,
  planRectification,
  recheckRectification,
  submitRectification,
} from "@/lib/rectifications/usecases";
import { useDatabase } from "../support/database";
import { actorFor, allPass, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";

useDatabase();

let bank: InspectedBank;
let inspector2: Actor;
let leader: Actor;
let outletOffice: Actor;
const C = "C-2026-01";
const EVERYTHING: Sight = { unitIds: null, covert: "ALL" };
const at = (day: string, hour = "12:00") => void setClock(() => new Date(`${day}T${hour}:00+08:00`));

beforeAll(async () => {
  at("2026-07-13");
  bank = await makeInspectedBank({ "OUT-001": { track: "HARDWARE", fineMin: "50", fineMax: "200" } });
  const branch = bank.staff.grants[0]!;
  const place = { id: branch.unitId, path: branch.path };
  inspector2 = await actorFor("inspector2", "INSPECTOR", place);
  leader = await actorFor("leader", "LEADING_GROUP", place);
  outletOffice = await actorFor("office-there", "CAMPAIGN_STAFF", bank.outlets[0]!);
});
beforeEach(() => at("2026-07-13"));

const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.refusals?.map(({ code }) => code) ?? [];

async function visit(changes: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<string> {
  const method = String(more.method ?? "OPEN");
  const outcome = await perform(submitInspectionVisit, {
    actor: bank.inspector,
    input: {
      campaign: C,
      unit: "O001",
      method,
      onDay: "2026-07-13",
      answers: allPass(method === "COVERT" ? "mystery-visit" : "open-check", changes),
      ...more,
    },
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value.no;
}

const lost = (more: Record<string, unknown> = {}) => ({
  verdict: "DEDUCTED",
  lost: "1.00",
  reason: "门头灯箱不亮",
  ...more,
});

async function findingsOf(inspection: string): Promise<string[]> {
  const rows = await db.finding.findMany({
    where: { inspection: { no: inspection } },
    orderBy: [{ itemCode: "asc" }, { seq: "asc" }],
  });
  return rows.map(({ no }) => no);
}

async function one(more: Record<string, unknown> = {}, given: Record<string, unknown> = {}): Promise<string> {
  const [no = ""] = await findingsOf(await visit({ "OUT-001": lost(more) }, given));
  return no;
}

async function file(unit: string, by: Actor): Promise<string> {
  const { id } = await db.evidenceFile.create({
    data: {
      name: "after.jpg",
      mime: "image/jpeg",
      bytes: 3,
      sha256: Math.random().toString(16).padEnd(64, "0").slice(2, 66),
      storageKey: `x/${Math.random()}`,
      unitId: unit,
      uploadedById: by.accountId,
    },
  });
  return id;
}

const confirm = (actor: Actor, finding: string) => perform(confirmFinding, { actor, input: { campaign: C, finding } });
const dispute = (actor: Actor, finding: string, more: Record<string, unknown> = {}) =>
  perform(disputeFinding, {
    actor,
    input: { campaign: C, finding, reason: "灯箱当日停电检修，有物业通知。", ...more },
  });
const decide = (actor: Actor, finding: string, more: Record<string, unknown> = {}) =>
  perform(decideDispute, {
    actor,
    input: { campaign: C, finding, outcome: "UPHELD", code: "OUTSIDE_CONTROL", reason: "查实停电", ...more },
  });
const fine = (actor: Actor, finding: string, more: Record<string, unknown> = {}) =>
  perform(fineOnTheSpot, {
    actor,
    input: { campaign: C, finding, amount: "100", receiptNo: `R-${finding}`, reason: "当场处罚", ...more },
  });
const stateOf = async (no: string, now = "2026-07-13") =>
  (await listFindings(db, bank.campaign.id, EVERYTHING, {}, { size: 500, page: 1 }, now)).rows.find(
    (row) => row.no === no,
  )?.state;

/** Publishes a review over the days, as the reviews room does it. */
async function publish(code: string, from: string, to: string): Promise<void> {
  const review = await db.review.create({ data: { campaignId: bank.campaign.id, code } });
  const step = (seq: number, state: string) => ({
    reviewId: review.id,
    seq,
    state,
    byId: bank.staff.accountId,
    byName: "主任",
    at: new Date("2026-07-20T04:00:00Z"),
  });
  await db.reviewTransition.createMany({ data: [step(1, "FROZEN"), step(2, "NOTICE")] });
  await db.frozenPeriod.create({
    data: { campaignId: bank.campaign.id, reviewCode: code, fromOn: new Date(from), toOn: new Date(to) },
  });
}

describe("an outlet's first word", () => {
  it("confirms, or silence does after three days", async () => {
    const [first, second] = [await one(), await one()];
    expect(await stateOf(first)).toBe("WAITING");
    expect((await confirm(bank.manager, first)).ok).toBe(true);
    expect(await stateOf(first)).toBe("CONFIRMED");
    expect(codes(await confirm(bank.manager, first))).toEqual(["ALREADY_ANSWERED"]);
    at("2026-07-16");
    expect(await stateOf(second, "2026-07-16")).toBe("WAITING");
    expect(await stateOf(second, "2026-07-17")).toBe("SILENT");
    at("2026-07-17");
    expect(codes(await confirm(bank.manager, second))).toEqual(["WINDOW_CLOSED"]);
    expect(codes(await dispute(bank.manager, second))).toEqual(["WINDOW_CLOSED"]);
  });

  it("is waited for as long as the plan in force says", async () => {
    const no = await one();
    const plan = await db.campaignPlan.findFirstOrThrow({ where: { campaignId: bank.campaign.id } });
    const { id: _, publishedAt: __, ...published } = plan;
    const document = { ...(plan.document as object), appeals: { days: 5, rounds: 2, confirmDays: 6 } };
    expect(await stateOf(no, "2026-07-17")).toBe("SILENT");
    await db.campaignPlan.create({ data: { ...published, version: 2, document } });
    expect(await stateOf(no, "2026-07-19")).toBe("WAITING");
    expect(await stateOf(no, "2026-07-20")).toBe("SILENT");
    await db.campaignPlan.create({ data: { ...published, version: 3, document: plan.document as object } });
    expect(await stateOf(no, "2026-07-17")).toBe("SILENT");
  });

  it("is the outlet's alone", async () => {
    const no = await one();
    for (const actor of [bank.otherManager, bank.inspector, bank.staff, leader])
      expect(codes(await confirm(actor, no))).toEqual(["NOT_FOUND"]);
    expect(codes(await confirm(bank.manager, "F-2026-99999"))).toEqual(["NOT_FOUND"]);
  });

  it("needs words and its own files to dispute", async () => {
    const no = await one();
    expect((await dispute(bank.manager, no, { reason: "不对" })).ok).toBe(false);
    const foreign = await file(bank.outlets[1]!.id, bank.otherManager);
    expect(codes(await dispute(bank.manager, no, { evidence: [foreign] }))).toEqual(["FILE_OF_ANOTHER_UNIT"]);
    const own = await file(bank.outlets[0]!.id, bank.manager);
    expect((await dispute(bank.manager, no, { evidence: [own] })).ok).toBe(true);
    const { id } = await db.finding.findUniqueOrThrow({ where: { no } });
    expect(await findSaid(db, id)).toMatchObject({ word: { kind: "DISPUTED", evidence: [{ id: own }] }, ruling: null });
  });

  it("is not said about what no longer counts", async () => {
    const inspection = await visit({ "OUT-001": lost() });
    const [no = ""] = await findingsOf(inspection);
    await perform(reverseInspectionRecord, {
      actor: bank.staff,
      input: { campaign: C, no: inspection, reason: "检查错了网点" },
    });
    expect(codes(await confirm(bank.manager, no))).toEqual(["ALREADY_GONE"]);
  });
});

describe("a dispute", () => {
  it("upheld becomes a fact that corrects the finding and the score", async () => {
    const inspection = await visit({ "OUT-001": lost() });
    const [no = ""] = await findingsOf(inspection);
    const before = await findInspection(db, bank.campaign.id, inspection, EVERYTHING);
    expect(codes(await decide(bank.staff, no))).toEqual(["NOT_DISPUTED"]);
    await dispute(bank.manager, no);
    expect(codes(await decide(bank.staff, no, { code: "NOT_PROVEN" }))).toEqual(["REASON_DOES_NOT_FIT"]);
    expect((await decide(bank.staff, no)).ok).toBe(true);
    const after = await findInspection(db, bank.campaign.id, inspection, EVERYTHING);
    expect(Number(after?.score)).toBeGreaterThan(Number(before?.score));
    expect(after?.findingList[0]).toMatchObject({ lost: "1.00", corrected: { lost: "0.00" } });
    expect(codes(await decide(bank.staff, no))).toEqual(["NOT_DISPUTED"]);
    expect(await stateOf(no)).toBe("UPHELD");
  });

  it("is partly upheld only for less, in the item's steps", async () => {
    const no = await one();
    await dispute(bank.manager, no);
    const partly = { outcome: "PARTLY", code: "EXCESSIVE" };
    expect(codes(await decide(bank.staff, no, partly))).toEqual(["LOST_MISSING"]);
    expect(codes(await decide(bank.staff, no, { ...partly, lost: "1.00" }))).toEqual(["LOST_NOT_LESS"]);
    expect(codes(await decide(bank.staff, no, { ...partly, lost: "0.30" }))).toEqual(["LOST_NOT_A_STEP"]);
    expect((await decide(bank.staff, no, { ...partly, lost: "0.50" })).ok).toBe(true);
    expect(await stateOf(no)).toBe("PARTLY");
  });

  it("is not decided by the author, the outlet, or who disputed", async () => {
    const no = await one();
    await dispute(bank.manager, no);
    const author: Actor = { ...bank.inspector, grants: bank.staff.grants };
    expect(codes(await decide(author, no))).toEqual(["INVOLVED"]);
    expect(codes(await decide({ ...bank.manager, grants: leader.grants }, no))).toEqual(["INVOLVED"]);
    expect(codes(await decide(outletOffice, no))).toEqual(["INVOLVED"]);
    expect(codes(await decide({ ...leader, personId: bank.outlets[0]!.people[1]! }, no))).toEqual(["INVOLVED"]);
    for (const actor of [bank.manager, bank.otherManager, inspector2])
      expect(codes(await decide(actor, no))).toEqual(["NOT_FOUND"]);
    expect((await decide(leader, no, { outcome: "REJECTED", code: "RULE_APPLIES" })).ok).toBe(true);
    expect(await stateOf(no)).toBe("REJECTED");
  });

  it("cannot be changed afterwards", async () => {
    await expect(db.findingWord.updateMany({ data: { reason: "" } })).rejects.toThrow();
    await expect(db.findingRuling.deleteMany()).rejects.toThrow();
  });
});

describe("repeats", () => {
  it("count inspections of the same item at the outlet, and with the person", async () => {
    const person = bank.outlets[1]!.people[0]!;
    const made: string[] = [];
    for (const day of ["2026-07-01", "2026-07-02", "2026-07-03"]) {
      const inspection = await visit(
        { "INT-001": lost(day === "2026-07-02" ? {} : { personId: person }) },
        { unit: "O002", onDay: day },
      );
      made.push(inspection);
    }
    const { rows } = await listFindings(
      db,
      bank.campaign.id,
      EVERYTHING,
      { item: "INT-001", unitId: bank.outlets[1]!.id },
      { size: 10, page: 1 },
      "2026-07-13",
    );
    const repeats = await mapRepeats(db, bank.campaign.id, rows, EVERYTHING, "2026-07-13");
    expect(rows.map(({ id }) => repeats.get(id))).toEqual([
      { nth: 3, last: made[1], person: 2 },
      { nth: 2, last: made[0], person: null },
      { nth: 1, last: null, person: 1 },
    ]);
  });
});

describe("a fine on the spot", () => {
  it("stays within the item's range, once a person, under one receipt", async () => {
    const no = await one();
    expect(codes(await fine(bank.inspector, no, { amount: "200.01" }))).toEqual(["FINE_OUT_OF_RANGE"]);
    expect(codes(await fine(bank.inspector, no, { amount: "49.99" }))).toEqual(["FINE_OUT_OF_RANGE"]);
    expect(codes(await fine(bank.inspector, no, { person: "2001" }))).toEqual(["PERSON_NOT_AT_OUTLET"]);
    expect((await fine(bank.inspector, no)).ok).toBe(true);
    expect(codes(await fine(leader, no, { receiptNo: "R-2" }))).toEqual(["ALREADY_FINED"]);
    expect(codes(await fine(leader, no, { person: "1002", receiptNo: `R-${no}` }))).toEqual(["RECEIPT_USED"]);
    expect((await fine(leader, no, { person: "1002", receiptNo: "R-3", amount: "200" })).ok).toBe(true);
    const fines = await listFines(db, bank.campaign.id, { unitId: bank.outlets[0]!.id }, "2026-07-13");
    expect(fines).toMatchObject([
      { amount: "100.00", person: { post: "OUTLET_HEAD" }, fallen: false },
      { amount: "200.00", person: { staffNo: "1002" } },
    ]);
  });

  it("needs the power, a range and a finding that counts", async () => {
    const no = await one();
    for (const actor of [bank.manager, bank.staff]) expect(codes(await fine(actor, no))).toEqual(["NOT_FOUND"]);
    const [plain = ""] = await findingsOf(await visit({ "INT-001": lost() }));
    expect(codes(await fine(bank.inspector, plain))).toEqual(["NO_FINE_RANGE"]);
    await dispute(bank.manager, no);
    await decide(bank.staff, no);
    expect(codes(await fine(bank.inspector, no))).toEqual(["ALREADY_GONE"]);
  });

  it("falls with its finding", async () => {
    const no = await one();
    await fine(bank.inspector, no);
    await dispute(bank.manager, no);
    await decide(bank.staff, no);
    const { id } = await db.finding.findUniqueOrThrow({ where: { no } });
    expect(await listFines(db, bank.campaign.id, { findingId: id }, "2026-07-13")).toMatchObject([{ fallen: true }]);
  });
});

describe("a total from outside", () => {
  const external = (actor: Actor, no: string, total: string) =>
    perform(recordExternalTotal, { actor, input: { campaign: C, no, total, source: "省行通报第3号" } });

  it("stands beside the sum of the parts with their difference", async () => {
    const { versionId } = await db.standardInUse.findFirstOrThrow({ where: { method: "OPEN" } });
    await db.standardInUse.create({ data: { campaignId: bank.campaign.id, method: "UPPER", versionId } });
    const no = await visit({ "INT-001": lost() }, { method: "UPPER" });
    expect(codes(await external(bank.manager, no, "96"))).toEqual(["NOT_FOUND"]);
    expect(codes(await external(bank.inspector, no, "100.5"))).toEqual(["TOTAL_ABOVE_FULL"]);
    expect((await external(bank.inspector, no, "96")).ok).toBe(true);
    expect((await external(bank.inspector, no, "96.5")).ok).toBe(true);
    const record = await findInspection(db, bank.campaign.id, no, EVERYTHING);
    const shown = record && (await findExternalTotal(db, record));
    expect(shown).toMatchObject({ total: "96.5000", parts: record?.score, earlier: [{ total: "96.0000" }] });
    expect(Number(shown?.difference)).toBeCloseTo(96.5 - Number(record?.score), 4);
    expect(codes(await external(bank.inspector, await visit({}), "96"))).toEqual(["NOT_FROM_ABOVE"]);
    await perform(reverseInspectionRecord, {
      actor: bank.staff,
      input: { campaign: C, no, reason: "同一次检查重复录入" },
    });
    expect(codes(await external(bank.inspector, no, "96"))).toEqual(["ALREADY_GONE"]);
  });
});

const order = (actor: Actor, finding: string, dueOn = "2026-07-20") =>
  perform(orderRectification, { actor, input: { campaign: C, finding, dueOn, reason: "限期整改" } });
const submit = (actor: Actor, finding: string, more: Record<string, unknown> = {}) =>
  perform(submitRectification, {
    actor,
    input: { campaign: C, finding, text: "已更换灯管并试亮，正常。", ...more },
  });
const recheck = (actor: Actor, finding: string, more: Record<string, unknown> = {}) =>
  perform(recheckRectification, {
    actor,
    input: { campaign: C, finding, outcome: "PASSED", reason: "现场复查合格", ...more },
  });
const findOne = (no: string, now = "2026-07-13") => findOrder(db, bank.campaign.id, no, EVERYTHING, now);

describe("a rectification order", () => {
  it("is there as soon as the inspection with its deadline is", async () => {
    const no = await one({ dueOn: "2026-07-18" });
    expect(await findOne(no)).toMatchObject({ state: "ORDERED", dueOn: "2026-07-18", steps: 0, overdue: 0 });
    expect((await findOne(no, "2026-07-22"))?.overdue).toBe(4);
    expect(codes(await order(bank.inspector, no))).toEqual(["ALREADY_ORDERED"]);
  });

  it("is given by hand where there was no deadline", async () => {
    const no = await one();
    expect(await findOne(no)).toBeNull();
    expect(codes(await order(bank.manager, no))).toEqual(["NOT_FOUND"]);
    expect(codes(await order(bank.inspector, no, "2026-07-12"))).toEqual(["DEADLINE_PAST"]);
    expect((await order(bank.inspector, no)).ok).toBe(true);
    expect(await findOne(no)).toMatchObject({ state: "ORDERED", dueOn: "2026-07-20", steps: 1 });
  });

  it("goes from the outlet to another person and closes", async () => {
    const no = await one({ dueOn: "2026-07-18" });
    const photo = await file(bank.outlets[0]!.id, bank.manager);
    const foreign = await file(bank.outlets[1]!.id, bank.otherManager);
    const input = { campaign: C, finding: no };
    const plan = (actor: Actor) =>
      perform(planRectification, { actor, input: { ...input, text: "联系广告公司更换灯管" } });
    expect(codes(await plan(bank.otherManager))).toEqual(["NOT_FOUND"]);
    expect((await plan(bank.manager)).ok).toBe(true);
    const assign = (person: string) =>
      perform(assignRectification, { actor: bank.manager, input: { ...input, person } });
    expect(codes(await assign("2001"))).toEqual(["PERSON_NOT_AT_OUTLET"]);
    expect((await assign("1002")).ok).toBe(true);
    expect(codes(await recheck(inspector2, no))).toEqual(["NOT_SUBMITTED"]);
    expect(codes(await submit(bank.manager, no))).toEqual(["DEPARTMENT_MISSING"]);
    const hardware = { department: "GENERAL_AFFAIRS" };
    expect(codes(await submit(bank.manager, no, hardware))).toEqual(["AFTER_PHOTO_MISSING"]);
    expect(codes(await submit(bank.manager, no, { ...hardware, evidence: [foreign] }))).toEqual([
      "FILE_OF_ANOTHER_UNIT",
    ]);
    expect((await submit(bank.manager, no, { ...hardware, evidence: [photo] })).ok).toBe(true);
    expect(codes(await submit(bank.manager, no, { ...hardware, evidence: [photo] }))).toEqual(["ALREADY_SUBMITTED"]);
    expect(codes(await recheck(bank.manager, no))).toEqual(["NOT_FOUND"]);
    expect(codes(await recheck({ ...bank.manager, grants: inspector2.grants }, no))).toEqual(["OWN_WORK"]);
    expect(codes(await recheck({ ...inspector2, personId: bank.outlets[0]!.people[1]! }, no))).toEqual(["OWN_WORK"]);
    expect(codes(await recheck(outletOffice, no))).toEqual(["OWN_WORK"]);
    expect((await recheck(inspector2, no)).ok).toBe(true);
    expect(await findOne(no)).toMatchObject({ state: "CLOSED", closedOn: "2026-07-13", reopened: 0 });
    expect(codes(await submit(bank.manager, no))).toEqual(["ORDER_CLOSED"]);
    expect(codes(await recheck(inspector2, no))).toEqual(["NOT_SUBMITTED"]);
    await expect(db.rectificationStep.deleteMany()).rejects.toThrow();
  });

  it("reopens with a new deadline, extends with a reason, escalates when overdue", async () => {
    const [no = ""] = await findingsOf(await visit({ "INT-001": lost({ dueOn: "2026-07-15" }) }));
    await submit(bank.manager, no);
    expect(codes(await recheck(inspector2, no, { outcome: "FAILED" }))).toEqual(["DEADLINE_MISSING"]);
    expect(codes(await recheck(inspector2, no, { outcome: "FAILED", dueOn: "2026-07-01" }))).toEqual(["DEADLINE_PAST"]);
    expect((await recheck(inspector2, no, { outcome: "FAILED", dueOn: "2026-07-16" })).ok).toBe(true);
    expect(await findOne(no)).toMatchObject({ state: "REOPENED", dueOn: "2026-07-16", reopened: 1 });
    const extend = (actor: Actor, dueOn: string) =>
      perform(extendRectification, { actor, input: { campaign: C, finding: no, dueOn, reason: "配件在途" } });
    expect(codes(await extend(bank.manager, "2026-07-19"))).toEqual(["NOT_FOUND"]);
    expect(codes(await extend(bank.staff, "2026-07-16"))).toEqual(["NOT_LATER"]);
    at("2026-07-19");
    expect(codes(await extend(bank.staff, "2026-07-18"))).toEqual(["DEADLINE_PAST"]);
    at("2026-07-13");
    expect((await extend(bank.staff, "2026-07-19")).ok).toBe(true);
    const only: Sight = { unitIds: [bank.outlets[0]!.id], covert: { through: null } };
    const late = await countOrders(db, bank.campaign.id, only, "2026-07-23");
    expect(late.escalated).toBeGreaterThanOrEqual(1);
    const { rows } = await listOrders(
      db,
      bank.campaign.id,
      only,
      { overdue: true },
      { size: 50, page: 1 },
      "2026-07-23",
    );
    expect(rows.find(({ finding }) => finding.no === no)?.overdue).toBe(4);
  });

  it("falls away with its finding", async () => {
    const no = await one({ dueOn: "2026-07-18" });
    await perform(planRectification, {
      actor: bank.manager,
      input: { campaign: C, finding: no, text: "联系广告公司" },
    });
    await dispute(bank.manager, no);
    await decide(bank.staff, no);
    expect((await findOne(no))?.state).toBe("VOID");
    expect(codes(await submit(bank.manager, no))).toEqual(["ALREADY_GONE"]);
    expect(codes(await recheck(inspector2, no))).toEqual(["ALREADY_GONE"]);
    const other = await one();
    await dispute(bank.manager, other);
    await decide(bank.staff, other);
    expect(codes(await order(bank.inspector, other))).toEqual(["ALREADY_GONE"]);
  });

  it("runs the retraining chain: evening, morning, check", async () => {
    const [no = ""] = await findingsOf(await visit({ "INT-001": lost({ dueOn: "2026-07-20" }) }));
    const input = { campaign: C, finding: no };
    const retrain = (actor: Actor, finding = no) =>
      perform(orderRetraining, { actor, input: { campaign: C, finding, reason: "当晚补训" } });
    const held = (stage: string, heldOn: string, more: Record<string, unknown> = {}) =>
      perform(holdDrill, { actor: bank.manager, input: { ...input, stage, heldOn, text: "全员到场", ...more } });
    const check = (actor: Actor) => perform(checkDrill, { actor, input: { ...input, reason: "看过录像" } });
    const video = await file(bank.outlets[0]!.id, bank.manager);
    expect(codes(await retrain(bank.inspector, await one({ dueOn: "2026-07-20" })))).toEqual(["NOT_SOFTWARE"]);
    expect(codes(await held("SESSION", "2026-07-13"))).toEqual(["DRILL_OUT_OF_TURN"]);
    expect(codes(await retrain(bank.manager))).toEqual(["NOT_FOUND"]);
    expect((await retrain(bank.inspector)).ok).toBe(true);
    expect(codes(await retrain(bank.inspector))).toEqual(["DRILL_ORDERED"]);
    expect(codes(await submit(bank.manager, no))).toEqual(["DRILL_NOT_HELD"]);
    expect(codes(await held("SESSION", "2026-07-14", { evidence: [video] }))).toEqual(["DAY_FUTURE"]);
    expect(codes(await held("SESSION", "2026-07-12", { evidence: [video] }))).toEqual(["DAY_TOO_EARLY"]);
    expect(codes(await held("SESSION", "2026-07-13"))).toEqual(["SESSION_PROOF_MISSING"]);
    expect((await held("SESSION", "2026-07-13", { evidence: [video] })).ok).toBe(true);
    expect(codes(await held("COMMENT", "2026-07-13"))).toEqual(["DAY_TOO_EARLY"]);
    at("2026-07-14");
    expect(codes(await check(bank.staff))).toEqual(["DRILL_OUT_OF_TURN"]);
    expect((await held("COMMENT", "2026-07-14")).ok).toBe(true);
    expect((await submit(bank.manager, no)).ok).toBe(true);
    expect(codes(await recheck(inspector2, no))).toEqual(["DRILL_NOT_CHECKED"]);
    expect(codes(await check({ ...bank.manager, grants: bank.staff.grants }))).toEqual(["OWN_WORK"]);
    expect((await check(bank.staff)).ok).toBe(true);
    expect((await recheck(inspector2, no)).ok).toBe(true);
    expect(await findOne(no, "2026-07-14")).toMatchObject({ state: "CLOSED", drill: "CHECKED" });
  });
});

describe("the gap between self-checks and visits", () => {
  it("is said from two visits on, with their number", async () => {
    const [outlet] = bank.outlets;
    const own = (await listChecked(db, bank.campaign.id, EVERYTHING)).filter(({ unitId }) => unitId === outlet!.id);
    const [line] = honestyOf([outlet!.id], own);
    expect(line).toMatchObject({ self: { count: 0, mean: null }, gap: null });
    expect(line?.others.count).toBe(own.length);
  });
});

/** Last, because it freezes days. */
describe("a mystery visit", () => {
  const outlet: () => Sight = () => ({ unitIds: [bank.outlets[1]!.id], covert: { through: null } });

  it("leaves no trace before its review is published: no finding, order, count or repeat", async () => {
    const { versionId } = await db.standardInUse.findFirstOrThrow({ where: { method: "COVERT" } });
    const item = await db.standardItem.findFirstOrThrow({ where: { versionId } });
    const before = [
      await listFindings(db, bank.campaign.id, outlet(), {}, { size: 500, page: 1 }, "2026-06-20"),
      await listOrders(db, bank.campaign.id, outlet(), {}, { size: 500, page: 1 }, "2026-06-20"),
      [...(await countFindings(db, bank.campaign.id, outlet(), "2026-06-20"))],
      await countOrders(db, bank.campaign.id, outlet(), "2026-06-20"),
      await listChecked(db, bank.campaign.id, outlet()),
    ];
    const inspection = await visit(
      { [item.code]: lost({ dueOn: "2026-06-25", reason: "CANARY-COVERT" }) },
      { method: "COVERT", unit: "O002", onDay: "2026-06-20" },
    );
    const [no = ""] = await findingsOf(inspection);
    const after = [
      await listFindings(db, bank.campaign.id, outlet(), {}, { size: 500, page: 1 }, "2026-06-20"),
      await listOrders(db, bank.campaign.id, outlet(), {}, { size: 500, page: 1 }, "2026-06-20"),
      [...(await countFindings(db, bank.campaign.id, outlet(), "2026-06-20"))],
      await countOrders(db, bank.campaign.id, outlet(), "2026-06-20"),
      await listChecked(db, bank.campaign.id, outlet()),
    ];
    expect(after).toEqual(before);
    const { rows } = await listFindings(
      db,
      bank.campaign.id,
      EVERYTHING,
      { item: item.code },
      { size: 9, page: 1 },
      "2026-07-13",
    );
    expect(await mapRepeats(db, bank.campaign.id, rows, outlet(), "2026-07-13")).toEqual(new Map());
    for (const outcome of [
      await confirm(bank.otherManager, no),
      await dispute(bank.otherManager, no),
      await submit(bank.otherManager, no),
    ])
      expect(codes(outcome)).toEqual(["NOT_FOUND"]);
    expect(codes(await fine(bank.inspector, no))).toEqual(["NOT_KNOWN_YET"]);
    expect(codes(await order(bank.inspector, no))).toEqual(["NOT_KNOWN_YET"]);
    expect(await findOne(no)).toBeNull();
    expect(await stateOf(no)).toBe("HIDDEN");

    await publish("H1", "2026-01-01", "2026-06-30");
    const now = "2026-07-21";
    at(now);
    const through: Sight = { ...outlet(), covert: { through: "2026-06-30" } };
    const shown = await listFindings(db, bank.campaign.id, through, {}, { size: 500, page: 1 }, now);
    expect(shown.rows.find((row) => row.no === no)).toMatchObject({ state: "WAITING", knownOn: "2026-07-20" });
    const ordered = await findOrder(db, bank.campaign.id, no, through, now);
    expect(ordered).toMatchObject({ state: "ORDERED", dueOn: "2026-07-25", overdue: 0 });
    expect(codes(await dispute(bank.otherManager, no))).toEqual(["DAY_FROZEN"]);
    expect((await confirm(bank.otherManager, no)).ok).toBe(true);
  });

  it("and a dispute that is still open when its day is frozen is decided on appeal", async () => {
    at("2026-07-13");
    const no = await one();
    await dispute(bank.manager, no);
    await db.frozenPeriod.create({
      data: {
        campaignId: bank.campaign.id,
        reviewCode: "YEAR",
        fromOn: new Date("2026-07-01"),
        toOn: new Date("2026-12-31"),
      },
    });
    expect(codes(await decide(bank.staff, no))).toEqual(["DAY_FROZEN"]);
    expect((await decide(bank.staff, no, { outcome: "REJECTED", code: "NOT_PROVEN" })).ok).toBe(true);
  });
});
