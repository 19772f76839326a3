import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import { listAuthors, listInspections, type Sight } from "@/lib/inspections/data/records";
import {
  reverseInspectionRecord,
  saveInspectionDraft,
  startInspectionVisit,
  submitInspectionVisit,
} from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import {
  ALL_PLANS,
  findPlan,
  listCounted,
  listDrawn,
  listPlans,
  listVisits,
  type VisitSight,
} from "@/lib/visits/data/visits";
import { drawVisits } from "@/lib/visits/rules/draw";
import { shortfallsOf } from "@/lib/visits/rules/floors";
import type { VisitRow } from "@/lib/visits/types";
import {
  approveVisitPlan,
  cancelVisit,
  cancelVisitPlan,
  declareVisitInterest,
  makeVisitPlan,
  moveVisit,
  reassignVisit,
} from "@/lib/visits/usecases";
import { useDatabase } from "../support/database";
import {
  actorFor,
  allPass,
  documentOf,
  hire,
  type InspectedBank,
  makeInspectedBank,
  placeUnit,
} from "../support/inspected-bank";

useDatabase();

let bank: InspectedBank;
let one: Actor;
let two: Actor;
let leader: Actor;
let auditor: Actor;
/** Holds the inspector's role and the office's below the organiser: neither sees a sealed plan. */
let officeBelow: Actor;
const C = "C-2026-01";
const TODAY = "2026-07-13";
const at = (day: string, hour = "12:00") => void setClock(() => new Date(`${day}T${hour}:00+08:00`));
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.refusals?.map(({ code }) => code) ?? [];

async function withPerson(actor: Actor, personId: string): Promise<Actor> {
  await db.account.update({ where: { id: actor.accountId }, data: { personId } });
  return { ...actor, personId };
}

beforeAll(async () => {
  at(TODAY);
  bank = await makeInspectedBank();
  const branch = bank.staff.grants[0]!;
  const place = { id: branch.unitId, path: branch.path };
  const department = await placeUnit("D01", "DEPARTMENT", place);
  one = await withPerson(bank.inspector, await hire(department.id, "9001", "OFFICE"));
  two = await withPerson(await actorFor("inspector2", "INSPECTOR", place), await hire(department.id, "9002", "OFFICE"));
  leader = await actorFor("leader", "LEADING_GROUP", place);
  auditor = await actorFor("auditor", "AUDITOR", place);
  officeBelow = await actorFor("office-below", "CAMPAIGN_STAFF", bank.outlets[0]!);
});
beforeEach(() => at(TODAY));

const request = (more: Record<string, unknown> = {}) => ({
  campaign: C,
  name: "三季度明查",
  method: "OPEN",
  announced: true,
  period: "2026-Q3",
  choice: "ALL",
  times: 2,
  every: "PERIOD",
  window: "WEEK",
  people: ["9001", "9002"],
  notTwice: true,
  ...more,
});

const draw = (more: Record<string, unknown> = {}, actor = bank.staff) =>
  perform(makeVisitPlan, { actor, input: request(more) });

async function plan(more: Record<string, unknown> = {}, approve = true): Promise<string> {
  const made = await draw(more);
  if (!made.ok) throw new Error(JSON.stringify(made.refusals));
  if (approve) {
    const approved = await perform(approveVisitPlan, { actor: leader, input: { campaign: C, plan: made.value.no } });
    if (!approved.ok) throw new Error(JSON.stringify(approved.refusals));
  }
  return made.value.no;
}

async function visitsOf(no: string, sight: VisitSight = ALL_PLANS, day = TODAY): Promise<VisitRow[]> {
  const planId = (await findPlan(db, bank.campaign.id, { no }))!.id;
  return listVisits(db, bank.campaign.id, sight, { planId }, day);
}

const inspectorOf = (visit: VisitRow) => (visit.assignee.id === one.personId ? one : two);
const otherOf = (visit: VisitRow) => (visit.assignee.id === one.personId ? two : one);
const staffNoOf = (actor: Actor) => (actor === one ? "9001" : "9002");

const give = (actor: Actor, visit: VisitRow, person: string, reason = "出差，另派他人") =>
  perform(reassignVisit, { actor, input: { campaign: C, visit: visit.id, person, reason } });
const move = (visit: VisitRow, fromOn: string, dueOn: string) =>
  perform(moveVisit, {
    actor: bank.staff,
    input: { campaign: C, visit: visit.id, fromOn, dueOn, reason: "网点装修停业" },
  });
const drop = (visit: VisitRow) =>
  perform(cancelVisit, { actor: bank.staff, input: { campaign: C, visit: visit.id, reason: "网点撤并，不再检查" } });
const begin = (actor: Actor, visit: VisitRow, onDay: string, more: Record<string, unknown> = {}) =>
  perform(startInspectionVisit, {
    actor,
    input: { campaign: C, unit: visit.unit.code, method: visit.method, onDay, visit: visit.id, ...more },
  });
const handIn = (actor: Actor, visit: VisitRow, onDay: string, more: Record<string, unknown> = {}) =>
  perform(submitInspectionVisit, {
    actor,
    input: {
      campaign: C,
      unit: visit.unit.code,
      method: visit.method,
      onDay,
      answers: allPass(visit.method === "COVERT" ? "mystery-visit" : "open-check"),
      ...more,
    },
  });

describe("a plan of visits", () => {
  it("is drawn by lot, keeps what the draw was given, and the seed draws the same again", async () => {
    const no = await plan({ seed: "公开抽取-3817" }, false);
    const stored = (await findPlan(db, bank.campaign.id, { no }))!;
    expect(stored).toMatchObject({ state: "DRAWN", seed: "公开抽取-3817", from: "2026-07-01", to: "2026-09-30" });
    const again = drawVisits(stored.seed, stored.given);
    expect(again.ok && again.visits).toEqual(await listDrawn(db, stored.id));
    const visits = await visitsOf(no);
    expect(visits).toHaveLength(4);
    for (const code of ["O001", "O002"]) {
      const there = visits.filter(({ unit }) => unit.code === code);
      expect(there[0]!.assignee.id).not.toBe(there[1]!.assignee.id);
      for (const { from } of there) expect(from >= TODAY).toBe(true);
    }
    expect((await listPlans(db, bank.campaign.id, TODAY)).find((row) => row.no === no)?.counts.COMING).toBeGreaterThan(
      0,
    );
  });

  it("refuses what cannot be planned, and says what stands against it", async () => {
    expect(codes(await draw({ period: "2026-Q9" }))).toEqual(["PERIOD_UNKNOWN"]);
    expect(codes(await draw({ period: "" }))).toEqual(["PERIOD_UNKNOWN"]);
    expect(codes(await draw({ period: "2026-Q2" }))).toEqual(["PERIOD_OVER"]);
    expect(codes(await draw({ period: "", from: "2026-08-02", to: "2026-08-01" }))).toEqual(["DAYS_REVERSED"]);
    expect(codes(await draw({ period: "", from: "2026-08-02", to: "2029-08-01" }))).toEqual(["DAYS_OUTSIDE"]);
    expect(codes(await draw({ period: "", from: "2026-08-04", to: "2026-08-05", times: 3 }))).toEqual([
      "PERIOD_TOO_SHORT",
    ]);
    expect(codes(await draw({ period: "", from: "2026-08-04", to: "2026-08-08", every: "WEEK" }))).toEqual([
      "PERIOD_TOO_SHORT",
    ]);
    expect(codes(await draw({ announced: false }))).toEqual(["MUST_ANNOUNCE"]);
    expect(codes(await draw({ method: "COVERT" }))).toEqual(["MUST_SEAL"]);
    expect(codes(await draw({ method: "SPOT" }))).toEqual(["NO_STANDARD"]);
    expect(codes(await draw({ method: "SELF" }))).not.toEqual([]);
    expect(codes(await draw({ choice: "SAMPLE" }))).toEqual(["SAMPLE_MISSING"]);
    expect(codes(await draw({ choice: "SAMPLE", sample: 3 }))).toEqual(["SAMPLE_TOO_LARGE"]);
    expect(codes(await draw({ choice: "CHOSEN" }))).toEqual(["OUTLETS_MISSING"]);
    expect(codes(await draw({ choice: "CHOSEN", outlets: ["B01"] }))).toEqual(["OUTLET_UNKNOWN"]);
    expect(codes(await draw({ people: ["1001"] }))).toEqual(["PERSON_UNKNOWN"]);
    expect(codes(await draw({ floorPer: "OUTLET" }))).toEqual(["FLOOR_HALF"]);
    const alone = await draw({ people: ["9001"] });
    expect(codes(alone)).toEqual(["NOBODY_TO_SEND"]);
    expect(!alone.ok && alone.refusals[0].values).toMatchObject({ people: 1, LAST: 1, LAST_zh: "员工9001", OWN: 0 });
    const few = await draw({ mostPerPerson: 1 });
    expect(!few.ok && few.refusals[0].values).toMatchObject({ people: 2 });
    for (const actor of [bank.manager, one, leader, auditor, officeBelow])
      expect(codes(await draw({}, actor))).toEqual(["NOT_FOUND"]);
    await db.campaign.create({
      data: {
        code: "C-DRAFT",
        nameZh: "草案",
        nameEn: "Draft",
        year: 2026,
        organiserId: bank.staff.grants[0]!.unitId,
        programmeCode: "P01",
        document: documentOf("programmes/P01.json") as object,
        createdById: bank.staff.accountId,
      },
    });
    expect(codes(await draw({ campaign: "C-DRAFT" }))).toEqual(["CAMPAIGN_NOT_RUNNING"]);
  });

  it("does not send people to own and former units, nor where an interest was declared", async () => {
    const former = await hire(bank.outlets[0]!.id, "9003", "TELLER", "2020-01-01", "2026-03-31");
    await db.posting.create({
      data: { personId: former, unitId: bank.staff.grants[0]!.unitId, post: "OFFICE", fromOn: new Date("2026-04-01") },
    });
    const branch = { id: bank.staff.grants[0]!.unitId, path: bank.staff.grants[0]!.path };
    await withPerson(await actorFor("inspector3", "INSPECTOR", branch), former);
    const own = await withPerson(await actorFor("inspector4", "INSPECTOR", branch), bank.outlets[0]!.people[1]!);
    await withPerson(
      await actorFor("inspector5", "INSPECTOR", bank.outlets[1]!),
      await hire(bank.outlets[1]!.id, "9005", "TELLER"),
    );
    const only = { choice: "CHOSEN", outlets: ["O001"], times: 1 };
    const refused = await draw({ ...only, people: ["9003", "1002", "9005"] });
    expect(!refused.ok && refused.refusals[0].values).toMatchObject({
      unit_zh: "O001网点",
      FORMER_zh: "员工9003",
      OWN_zh: "员工1002",
      NOT_THERE_zh: "员工9005",
    });
    // Left more than three months before: with so short a time the former unit is open again.
    expect((await draw({ ...only, people: ["9003"], formerMonths: 3 })).ok).toBe(true);
    expect(codes(await draw({ ...only, people: ["9003"], formerMonths: 4 }))).toEqual(["NOBODY_TO_SEND"]);

    const declare = (actor: Actor, unit: string) =>
      perform(declareVisitInterest, {
        actor,
        input: { campaign: C, unit, interest: "KINSHIP", reason: "配偶在该网点任大堂经理" },
      });
    expect(codes(await declare(bank.manager, "O001"))).toEqual(["NOT_FOUND"]);
    expect(codes(await declare({ ...two, personId: null }, "O002"))).toEqual(["NO_PERSON"]);
    expect(codes(await declare(two, "D01"))).toEqual(["OUTLET_UNKNOWN"]);
    expect((await declare(own, "O002")).ok).toBe(true);
    expect(codes(await declare(own, "O002"))).toEqual(["ALREADY_DECLARED"]);
    const barred = await draw({ choice: "CHOSEN", outlets: ["O002"], times: 1, people: ["1002"] });
    expect(!barred.ok && barred.refusals[0].values).toMatchObject({ INTEREST: 1, INTEREST_zh: "员工1002" });
  });

  it("takes effect once somebody else approves it, and is cancelled with a reason", async () => {
    const no = await plan({}, false);
    const approve = (actor: Actor) => perform(approveVisitPlan, { actor, input: { campaign: C, plan: no } });
    const [first] = await visitsOf(no);
    at(first!.from);
    expect(codes(await begin(inspectorOf(first!), first!, first!.from))).toEqual(["VISIT_UNKNOWN"]);
    at(TODAY);
    for (const actor of [bank.staff, one, auditor, bank.manager])
      expect(codes(await approve(actor))).toEqual(["NOT_FOUND"]);
    const both = { ...leader, accountId: bank.staff.accountId };
    expect(codes(await approve(both))).toEqual(["OWN_PLAN"]);
    at("2026-10-01");
    expect(codes(await approve(leader))).toEqual(["PERIOD_OVER"]);
    at(TODAY);
    expect((await approve(leader)).ok).toBe(true);
    expect(codes(await approve(leader))).toEqual(["PLAN_NOT_OPEN"]);
    const cancel = (actor: Actor) =>
      perform(cancelVisitPlan, { actor, input: { campaign: C, plan: no, reason: "季度安排调整" } });
    expect(codes(await cancel(leader))).toEqual(["NOT_FOUND"]);
    expect((await cancel(bank.staff)).ok).toBe(true);
    expect(codes(await cancel(bank.staff))).toEqual(["PLAN_CANCELLED"]);
    expect(codes(await drop(first!))).toEqual(["PLAN_CANCELLED"]);
    expect((await visitsOf(no)).every(({ state }) => state === "CANCELLED")).toBe(true);
  });

  it("is changed by hand with a reason, and the rules still hold", async () => {
    const no = await plan({ mostPerPerson: 2, period: "2026-Q4" });
    const visits = await visitsOf(no);
    const there = visits.filter(({ unit }) => unit.code === "O001");
    const first = there[0]!;
    expect(codes(await give(bank.staff, first, staffNoOf(inspectorOf(first))))).toEqual(["SAME_PERSON"]);
    expect(codes(await give(bank.staff, first, "1001"))).toEqual(["PERSON_UNKNOWN"]);
    expect(codes(await give(bank.staff, first, staffNoOf(otherOf(first))))).toEqual(["TWICE_RUNNING"]);
    expect(codes(await give(bank.staff, first, "9003"))).toEqual(["BARRED_FORMER"]);
    expect(codes(await give(bank.staff, first, "1002"))).toEqual(["BARRED_OWN"]);
    expect(codes(await give(bank.staff, first, "9005"))).toEqual(["BARRED_NOT_THERE"]);
    const elsewhere = visits.find(({ unit }) => unit.code === "O002")!;
    expect(codes(await give(bank.staff, elsewhere, "1002"))).toEqual(["BARRED_INTEREST"]);
    expect(codes(await give(bank.manager, first, "9003"))).toEqual(["NOT_FOUND"]);
    expect(codes(await move(first, "2026-11-02", "2026-11-01"))).toEqual(["DAYS_REVERSED"]);
    expect(codes(await move(first, "2026-11-02", "2027-02-01"))).toEqual(["DAYS_OUTSIDE"]);
    expect(codes(await move(first, "2026-06-01", "2026-06-02"))).toEqual(["DAY_PAST"]);
    expect((await move(first, "2026-10-05", "2026-10-06")).ok).toBe(true);
    expect((await drop(there[1]!)).ok).toBe(true);
    expect(codes(await drop(there[1]!))).toEqual(["VISIT_CANCELLED"]);
    const even = await plan({ notTwice: false, mostPerPerson: 1, times: 1, period: "2026-Q4" });
    const [mine, theirs] = await visitsOf(even);
    expect(codes(await give(bank.staff, mine!, staffNoOf(inspectorOf(theirs!))))).toEqual(["TOO_MANY_VISITS"]);
    expect((await drop(theirs!)).ok).toBe(true);
    expect((await give(bank.staff, mine!, staffNoOf(inspectorOf(theirs!)))).ok).toBe(true);
    const changed = (await visitsOf(no)).find(({ id }) => id === first.id)!;
    expect(changed).toMatchObject({ from: "2026-10-05", due: "2026-10-06" });
    await expect(db.$executeRaw`UPDATE visits SET place = 99`).rejects.toThrow();
    await expect(db.$executeRaw`DELETE FROM visit_steps`).rejects.toThrow();
    await expect(db.$executeRaw`UPDATE visit_plans SET announced = true`).rejects.toThrow();
  });

  it("limits how often one person goes to one outlet, counting what was there before", async () => {
    // Plans of the tests before this one send people there in December too, each time drawn by another lot.
    for (const { no } of await listPlans(db, bank.campaign.id, TODAY))
      await perform(cancelVisitPlan, { actor: bank.staff, input: { campaign: C, plan: no, reason: "季度安排调整" } });
    const few = { choice: "CHOSEN", outlets: ["O002"], times: 1, mostPerOutlet: 1, period: "2026-12" };
    const no = await plan({ ...few, notTwice: false });
    const [visit] = await visitsOf(no);
    const again = await draw({
      choice: "CHOSEN",
      outlets: ["O002"],
      times: 2,
      mostPerOutlet: 1,
      notTwice: false,
      period: "2026-12",
    });
    expect(codes(again)).toEqual(["NOBODY_TO_SEND"]);
    expect(!again.ok && again.refusals[0].values).toMatchObject({ OFTEN: 2 });
    const second = await plan({
      choice: "CHOSEN",
      outlets: ["O002"],
      times: 1,
      mostPerOutlet: 1,
      notTwice: false,
      period: "2026-12",
    });
    const [other] = await visitsOf(second);
    expect(other!.assignee.id).not.toBe(visit!.assignee.id);
    expect(codes(await give(bank.staff, other!, staffNoOf(inspectorOf(visit!))))).toEqual(["TOO_OFTEN_THERE"]);
  });
});

describe("a planned visit", () => {
  it("is fulfilled by the inspection that was begun for it, once, and opens again when that is reversed", async () => {
    const no = await plan({ choice: "CHOSEN", outlets: ["O001"], times: 1, window: "WHOLE", period: "2026-08" });
    const [visit] = await visitsOf(no);
    const inspector = inspectorOf(visit!);
    at("2026-07-31");
    expect(codes(await begin(inspector, visit!, "2026-07-31"))).toEqual(["VISIT_TOO_EARLY"]);
    at("2026-08-05");
    expect((await visitsOf(no, ALL_PLANS, "2026-08-05"))[0]!.state).toBe("DUE");
    expect(codes(await begin(otherOf(visit!), visit!, "2026-08-05"))).toEqual(["VISIT_UNKNOWN"]);
    expect(codes(await begin(inspector, visit!, "2026-08-05", { unit: "O002" }))).toEqual(["VISIT_UNKNOWN"]);
    const begun = await begin(inspector, visit!, "2026-08-05");
    const again = await begin(inspector, visit!, "2026-08-05");
    expect(again).toEqual(begun);
    const draft = begun.ok ? begun.value.draft : "";
    const saved = await perform(saveInspectionDraft, {
      actor: inspector,
      input: { campaign: C, unit: "O001", method: "OPEN", onDay: "2026-08-05", draft, revision: 1, answers: {} },
    });
    expect(saved.ok).toBe(true);
    const done = await handIn(inspector, visit!, "2026-08-05", { draft });
    const record = done.ok ? done.value.no : "";
    const made = (await visitsOf(no, ALL_PLANS, "2026-08-06"))[0]!;
    expect(made).toMatchObject({ state: "DONE", inspection: { no: record, onDay: "2026-08-05" } });
    expect(codes(await begin(inspector, visit!, "2026-08-05"))).toEqual(["VISIT_MADE"]);
    expect(codes(await handIn(inspector, visit!, "2026-08-05", { visit: visit!.id }))).toEqual(["VISIT_MADE"]);
    expect(codes(await drop(made))).toEqual(["VISIT_MADE"]);

    await perform(reverseInspectionRecord, {
      actor: bank.staff,
      input: { campaign: C, no: record, reason: "表单用错了，重新检查" },
    });
    at("2026-09-02");
    expect((await visitsOf(no, ALL_PLANS, "2026-09-02"))[0]).toMatchObject({ state: "MISSED", inspection: null });
    const late = await handIn(inspector, visit!, "2026-09-02", { visit: visit!.id });
    const second = late.ok ? late.value.no : "";
    expect((await visitsOf(no, ALL_PLANS, "2026-09-03"))[0]).toMatchObject({
      state: "LATE",
      inspection: { no: second },
    });
    const [former, later] = await Promise.all([
      db.inspection.findUniqueOrThrow({ where: { no: record } }),
      db.inspection.findUniqueOrThrow({ where: { no: second } }),
    ]);
    expect(later.replacesId).toBe(former.id);
  });

  it("that was cancelled or given to somebody else while it was filled in costs nobody the sheet", async () => {
    at("2026-09-01");
    const no = await plan({ choice: "CHOSEN", outlets: ["O002"], times: 1, window: "WHOLE", period: "2026-09" });
    const [visit] = await visitsOf(no, ALL_PLANS, "2026-09-01");
    const inspector = inspectorOf(visit!);
    const begun = await begin(inspector, visit!, "2026-09-01");
    expect((await drop(visit!)).ok).toBe(true);
    expect(codes(await begin(inspector, visit!, "2026-09-01"))).toEqual(["VISIT_CANCELLED"]);
    const done = await handIn(inspector, visit!, "2026-09-01", { draft: begun.ok ? begun.value.draft : "" });
    expect(done.ok).toBe(true);
    const record = await db.inspection.findUniqueOrThrow({ where: { no: done.ok ? done.value.no : "" } });
    expect(record.visitId).toBeNull();
    expect((await visitsOf(no, ALL_PLANS, "2026-09-02"))[0]!.state).toBe("CANCELLED");
  });

  it("shows whom it must be taken from once an interest is declared", async () => {
    at("2026-09-07");
    const no = await plan({
      choice: "CHOSEN",
      outlets: ["O002"],
      times: 1,
      notTwice: false,
      people: ["9002"],
      period: "2026-10",
    });
    const [visit] = await visitsOf(no, ALL_PLANS, "2026-09-07");
    expect(visit!.conflict).toBe(false);
    await perform(declareVisitInterest, {
      actor: two,
      input: { campaign: C, unit: "O002", interest: "BUSINESS", reason: "家人在该网点贷款" },
    });
    expect((await visitsOf(no, ALL_PLANS, "2026-09-07"))[0]!.conflict).toBe(true);
    expect(codes(await move(visit!, visit!.from, visit!.due))).toEqual(["BARRED_INTEREST"]);
    expect((await give(bank.staff, visit!, "9001")).ok).toBe(true);
    expect((await visitsOf(no, ALL_PLANS, "2026-09-07"))[0]!.conflict).toBe(false);
  });
});

describe("who sees what of a plan", () => {
  const branchSight = (): VisitSight => ({ plans: false, personId: null, unitIds: [bank.outlets[0]!.id] });

  it("an announced one: the outlet from its approval on, with its days, and nothing of other outlets or of the plan", async () => {
    at("2026-09-14");
    const no = await plan({ period: "2026-11", times: 1, notTwice: false }, false);
    const mine = () => listVisits(db, bank.campaign.id, branchSight(), {}, "2026-09-14");
    const before = (await mine()).length;
    await perform(approveVisitPlan, { actor: leader, input: { campaign: C, plan: no } });
    const after = await mine();
    expect(after).toHaveLength(before + 1);
    for (const visit of after) {
      expect(visit.unit.code).toBe("O001");
      expect(visit.plan).toBeNull();
      expect(visit.announced).toBe(true);
    }
    expect(JSON.stringify(after)).not.toContain(no);
  });

  it("a sealed one leaves no trace at the branch: not in lists, counts, records, drafts or by trying", async () => {
    at("2026-09-21");
    const CANARY = "KANARIE-SEALED";
    const anybody: VisitSight[] = [
      branchSight(),
      { plans: false, personId: null, unitIds: bank.outlets.map(({ id }) => id) },
      { plans: false, personId: null, unitIds: null },
      { plans: false, personId: bank.outlets[0]!.people[0]!, unitIds: [bank.outlets[0]!.id] },
    ];
    const outlet: Sight = { unitIds: bank.outlets.map(({ id }) => id), covert: { through: null } };
    const look = async () => ({
      visits: await Promise.all(anybody.map((sight) => listVisits(db, bank.campaign.id, sight, {}, "2026-09-25"))),
      records: await listInspections(db, bank.campaign.id, outlet, {}, { size: 500, page: 1 }),
      authors: await listAuthors(db, bank.campaign.id, outlet),
      byAuthor: await listInspections(
        db,
        bank.campaign.id,
        outlet,
        { authorId: one.accountId },
        { size: 500, page: 1 },
      ),
    });
    const before = await look();
    const no = await plan({
      name: CANARY,
      contents: CANARY,
      seed: CANARY,
      method: "COVERT",
      announced: false,
      period: "",
      from: "2026-09-21",
      to: "2026-10-20",
      times: 1,
      window: "WHOLE",
      notTwice: false,
      people: ["9001"],
    });
    const visits = await visitsOf(no, ALL_PLANS, "2026-09-21");
    const [visit] = visits.filter(({ unit }) => unit.code === "O001");
    expect(await look()).toEqual(before);

    // Only the one who is sent has it, and without the others'.
    const own = await listVisits(
      db,
      bank.campaign.id,
      { plans: false, personId: one.personId, unitIds: null },
      {},
      "2026-09-21",
    );
    expect(own.filter(({ method }) => method === "COVERT")).toHaveLength(2);
    const others = await listVisits(
      db,
      bank.campaign.id,
      { plans: false, personId: two.personId, unitIds: null },
      {},
      "2026-09-21",
    );
    expect(others.filter(({ method }) => method === "COVERT")).toEqual([]);

    for (const actor of [bank.manager, bank.otherManager, officeBelow, two]) {
      const input = { campaign: C, plan: no };
      expect(codes(await perform(approveVisitPlan, { actor, input }))).toEqual(["NOT_FOUND"]);
      expect(codes(await perform(cancelVisitPlan, { actor, input: { ...input, reason: "试一试看" } }))).toEqual([
        "NOT_FOUND",
      ]);
      expect(codes(await give(actor, visit!, "9001"))).toEqual(["NOT_FOUND"]);
      expect(
        codes(await perform(cancelVisit, { actor, input: { campaign: C, visit: visit!.id, reason: "试一试看" } })),
      ).toEqual(["NOT_FOUND"]);
    }
    // The same word as for a visit that is not there.
    expect(codes(await begin(two, visit!, "2026-09-21"))).toEqual(["VISIT_UNKNOWN"]);
    expect(codes(await begin(two, { ...visit!, id: "00000000-0000-7000-8000-00000000dead" }, "2026-09-21"))).toEqual([
      "VISIT_UNKNOWN",
    ]);

    const begun = await begin(one, visit!, "2026-09-21");
    await handIn(one, visit!, "2026-09-21", { draft: begun.ok ? begun.value.draft : "" });
    expect((await visitsOf(no, ALL_PLANS, "2026-09-22")).find(({ id }) => id === visit!.id)?.state).toBe("DONE");
    expect(await look()).toEqual(before);
    expect(JSON.stringify(await look())).not.toContain(CANARY);
  });
});

describe("the weekly floor", () => {
  it("counts what a week had when it ended; what comes later stands apart", async () => {
    at("2026-10-26");
    await plan({ period: "2026-11", times: 1, notTwice: false, floorPer: "OUTLET", floorTimes: 1 });
    at("2026-11-04");
    const visit = { unit: { code: "O001" }, method: "OPEN" } as VisitRow;
    const short = async (day: string) =>
      shortfallsOf(
        { per: "OUTLET", times: 1 },
        { from: "2026-11-01", to: "2026-11-30" },
        bank.outlets.map(({ id }) => id),
        await listCounted(db, bank.campaign.id, { from: "2026-11-01", to: "2026-11-30" }, "OPEN"),
        day,
      ).map(({ week, who, made, later, over }) => [
        week,
        who === bank.outlets[0]!.id ? "O001" : "O002",
        made,
        later,
        over,
      ]);
    expect(await short("2026-11-04")).toEqual([
      ["2026-11-02", "O001", 0, 0, false],
      ["2026-11-02", "O002", 0, 0, false],
    ]);
    expect((await handIn(one, visit, "2026-11-04")).ok).toBe(true);
    expect(await short("2026-11-04")).toEqual([["2026-11-02", "O002", 0, 0, false]]);
    at("2026-11-10");
    // Handed in afterwards for a day of the week that is over.
    expect((await handIn(one, { ...visit, unit: { code: "O002" } } as VisitRow, "2026-11-06")).ok).toBe(true);
    expect(await short("2026-11-10")).toEqual([
      ["2026-11-02", "O002", 0, 1, true],
      ["2026-11-09", "O001", 0, 0, false],
      ["2026-11-09", "O002", 0, 0, false],
    ]);
  });
});

describe("the register of inspections", () => {
  it("finds records by state and by who made them", async () => {
    const all: Sight = { unitIds: null, covert: "ALL" };
    const rows = async (filter: Parameters<typeof listInspections>[3], sight = all) =>
      (await listInspections(db, bank.campaign.id, sight, filter, { size: 500, page: 1 })).rows;
    const reversed = await rows({ state: "REVERSED" });
    expect(reversed).toHaveLength(1);
    expect((await rows({ state: "COUNTED" })).some((row) => row.reversed)).toBe(false);
    const byOne = await rows({ authorId: one.accountId });
    expect(byOne.length).toBeGreaterThan(0);
    expect(byOne.every(({ authorName }) => authorName === one.name)).toBe(true);
    expect(byOne.some(({ method }) => method === "COVERT")).toBe(true);
    const later: Sight = { unitIds: null, covert: { through: "2026-12-31" } };
    expect((await rows({ authorId: one.accountId }, later)).some(({ method }) => method === "COVERT")).toBe(false);
  });
});
