import sharp from "sharp";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { perform, type UseCase } from "@/lib/access/usecase";
import { loadRegister } from "@/lib/findings/loaders/register";
import { loadOfficeDay, loadOutletDay, loadShell } from "@/lib/home/loaders";
import { loadInspectionList } from "@/lib/inspections/loaders/records";
import type { Actor } from "@/lib/kernel/actor";
import { listHandlersOf } from "@/lib/mystery/data/visits";
import { loadQuestionnaire, loadShoppers } from "@/lib/mystery/loaders/shoppers";
import { loadKeying, loadMystery, loadMysteryVisit, loadNewMystery } from "@/lib/mystery/loaders/visits";
import * as mystery from "@/lib/mystery/usecases";
import { loadNotices } from "@/lib/notices/loaders/notices";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { loadOrders } from "@/lib/rectifications/loaders/orders";
import { loadFound } from "@/lib/search/loaders";
import { loadSchedule } from "@/lib/visits/loaders/visits";
import { approveVisitPlan, makeVisitPlan } from "@/lib/visits/usecases";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, allPass, hire, type InspectedBank, makeInspectedBank, placeUnit } from "../support/inspected-bank";

/** Who is signed in, for what reads through the pages' loaders and the file routes. */
const request = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("@/lib/access/loaders", () => ({
  requireActor: async () => request.actor,
  findCurrentActor: async () => request.actor,
  mustChangePassword: async () => false,
}));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ origin: "http://localhost:3000" }) }));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { MESSAGES } = await import("@/lib/platform/i18n/messages");
  return { getTranslations: async () => createTranslator({ locale: "zh-CN", messages: MESSAGES["zh-CN"] }) };
});

const { POST } = await import("@/app/api/files/route");
const { GET } = await import("@/app/api/files/[id]/route");

const { owner } = useDatabase();

const C = "C-2026-01";
const TODAY = "2026-07-13";
const NAME = "金丝雀真名";
const PHONE = "KANARIE-13800000000";
const WORDS = "KANARIE-WORDS 借记卡不收年费";

let bank: InspectedBank;
let one: Actor;
let two: Actor;
let three: Actor;
let leader: Actor;
let deputy: Actor;
let auditor: Actor;

const at = (day: string, hour = "12:00") => void setClock(() => new Date(`${day}T${hour}:00+08:00`));

async function must<I, S, T>(act: UseCase<I, S, T>, actor: Actor, input: Record<string, unknown>): Promise<T> {
  const outcome = await perform(act, { actor, input: { campaign: C, ...input } });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}
async function codes<I, S, T>(act: UseCase<I, S, T>, actor: Actor, input: Record<string, unknown>): Promise<string[]> {
  const outcome = await perform(act, { actor, input: { campaign: C, ...input } });
  return outcome.ok ? [] : outcome.refusals.map(({ code }) => code);
}
async function as<T>(actor: Actor, read: () => Promise<T>): Promise<T> {
  request.actor = actor;
  return read();
}

beforeAll(async () => {
  at(TODAY);
  bank = await makeInspectedBank();
  const { unitId, path } = bank.staff.grants[0]!;
  const place = { id: unitId, path };
  one = bank.inspector;
  two = await actorFor("inspector2", "INSPECTOR", place);
  three = await actorFor("inspector3", "INSPECTOR", place);
  leader = await actorFor("leader", "LEADING_GROUP", place);
  deputy = await actorFor("deputy", "LEADING_GROUP", place);
  auditor = await actorFor("auditor", "AUDITOR", place);
});
beforeEach(() => at(TODAY));

const shopper = async (name = "王某", contact = "13900000000") =>
  (await must(mystery.registerMysteryShopper, bank.staff, { source: "AGENCY", name, contact })).pseudonym;
const assign = async (unit: string, who: string, onDay: string, more: Record<string, unknown> = {}) =>
  (await must(mystery.assignMysteryVisit, bank.staff, { unit, shopper: who, onDay, ...more })).no;
const refusedTo = (unit: string, who: string, onDay: string, more: Record<string, unknown> = {}) =>
  codes(mystery.assignMysteryVisit, bank.staff, { unit, shopper: who, onDay, ...more });

let pictures = 0;
async function filed(actor: Actor, unit: string): Promise<string> {
  request.actor = actor;
  const bytes = await sharp({
    create: {
      width: 20,
      height: 20,
      channels: 3,
      background: { r: (++pictures * 37) % 256, g: (pictures * 91) % 256, b: 9 },
    },
  })
    .jpeg()
    .toBuffer();
  const form = new FormData();
  form.set("unit", unit);
  form.set("file", new File([bytes as BlobPart], `KANARIE-${pictures}.jpg`));
  const answer = await POST(new Request("http://localhost:3000/api/files", { method: "POST", body: form }));
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
const opens = async (actor: Actor, id: string): Promise<number> => {
  request.actor = actor;
  return (await GET(new Request(`http://localhost:3000/api/files/${id}`), { params: Promise.resolve({ id }) })).status;
};

async function returned(unit: string, who: string, onDay: string): Promise<{ no: string; file: string }> {
  const no = await assign(unit, who, onDay);
  const file = await filed(one, unit);
  await must(mystery.attachMysteryRecordings, one, { no, kind: "QUESTIONNAIRE", evidence: [file] });
  return { no, file };
}

const filledIn = (no: string, more: Record<string, unknown> = {}, round = 1) => ({
  no,
  round,
  answers: allPass("mystery-visit"),
  waiting: { shown: "10:02:10", approached: "10:04:00", by: "STAFF" },
  words: { CORPORATE: { who: "柜员", words: WORDS }, PERSONAL: { who: "大堂经理", words: "借记卡不收年费。" } },
  satisfaction: { SITE: "7", NORMS: "6.5", QUALITY: "6", TIME: "4", OVERALL: "4.5" },
  remarks: { pleased: "", displeased: "" },
  ...more,
});
const LATE = { verdict: "DEDUCTED", lost: "3.00", reason: "三分四十秒才有人上前" };

async function agreed(unit: string, who: string, onDay: string) {
  const { no, file } = await returned(unit, who, onDay);
  await must(mystery.keyMysteryVisit, one, filledIn(no));
  await must(mystery.keyMysteryVisit, two, filledIn(no));
  return { no, file };
}

describe("the register of shoppers", () => {
  it("keeps who it is under seal, and gives everybody a pseudonym alone", async () => {
    const pseudonym = await shopper(NAME, PHONE);
    expect(pseudonym).toMatch(/^S-\d\d$/);
    const stored = JSON.stringify(await asOwner(owner, "SELECT * FROM mystery_shoppers"));
    expect(stored).not.toContain(NAME);
    expect(stored).not.toContain(PHONE);
    const [audit] = await asOwner<{ detail: unknown }>(
      owner,
      "SELECT * FROM audit_entries WHERE action = 'mystery.registerShopper' ORDER BY at DESC LIMIT 1",
    );
    expect(JSON.stringify(audit)).not.toContain(NAME);
    for (const reader of [bank.staff, leader, auditor, one]) {
      const page = JSON.stringify(await as(reader, () => loadShoppers(C)));
      expect(page).toContain(pseudonym);
      expect(page).not.toContain(NAME);
      expect(page).not.toContain(PHONE);
    }
    await expect(as(bank.manager, () => loadShoppers(C))).rejects.toThrow();
  });

  it("sends nobody who was retired or is known there, and notes either once", async () => {
    const who = await shopper();
    await must(mystery.noteMysteryAcquaintance, bank.staff, { shopper: who, unit: "O001", reason: "表妹在此任柜员" });
    const noted = { shopper: who, unit: "O001", reason: "表妹在此任柜员" };
    expect(await codes(mystery.noteMysteryAcquaintance, bank.staff, noted)).toEqual(["NOTED_ALREADY"]);
    expect(await codes(mystery.noteMysteryAcquaintance, bank.staff, { ...noted, unit: "X" })).toEqual([
      "OUTLET_UNKNOWN",
    ]);
    expect(await refusedTo("O001", who, TODAY)).toEqual(["SHOPPER_KNOWN_THERE"]);
    await must(mystery.retireMysteryShopper, bank.staff, { shopper: who, reason: "不再合作" });
    expect(await codes(mystery.retireMysteryShopper, bank.staff, { shopper: who, reason: "不再合作" })).toEqual([
      "RETIRED_ALREADY",
    ]);
    expect(await refusedTo("O002", who, TODAY)).toEqual(["SHOPPER_RETIRED"]);
  });

  it("is unmasked for a reason, by a second person, to who asked, once, within a day, and all of it is written down", async () => {
    const who = await shopper(NAME, PHONE);
    const ask = async (actor: Actor) =>
      (await must(mystery.askMysteryUnmasking, actor, { shopper: who, reason: "核实录音中的身份争议" })).id;
    const decide = (actor: Actor, unmasking: string, outcome: string, reason = "") =>
      codes(mystery.decideMysteryUnmasking, actor, { unmasking, outcome, reason });
    const see = (actor: Actor, unmasking: string) => codes(mystery.seeMysteryIdentity, actor, { unmasking });

    expect(await codes(mystery.askMysteryUnmasking, bank.staff, { shopper: who, reason: "" })).toEqual(["TOO_SHORT"]);
    const first = await ask(leader);
    expect(await see(leader, first)).toEqual(["NOT_GRANTED"]);
    expect(await decide(leader, first, "GRANTED")).toEqual(["OWN_REQUEST"]);
    expect(await decide(bank.staff, first, "GRANTED")).toEqual(["NOT_FOUND"]);
    expect(await decide(deputy, first, "REFUSED")).toEqual(["REASON_MISSING"]);
    expect(await decide(deputy, first, "GRANTED")).toEqual([]);
    expect(await decide(deputy, first, "GRANTED")).toEqual(["DECIDED_ALREADY"]);
    expect(await see(bank.staff, first)).toEqual(["NOT_ASKER"]);
    expect(await must(mystery.seeMysteryIdentity, leader, { unmasking: first })).toEqual({
      pseudonym: who,
      name: NAME,
      contact: PHONE,
    });
    expect(await see(leader, first)).toEqual(["SEEN_ALREADY"]);

    const second = await ask(bank.staff);
    expect(await decide(leader, second, "GRANTED")).toEqual([]);
    at("2026-07-14", "12:01");
    expect(await see(bank.staff, second)).toEqual(["UNMASKING_OVER"]);
    const third = await ask(bank.staff);
    expect(await decide(leader, third, "REFUSED", "理由不足")).toEqual([]);
    expect(await see(bank.staff, third)).toEqual(["NOT_GRANTED"]);

    const page = await as(auditor, () => loadShoppers(C));
    expect(page.unmaskings.filter(({ pseudonym }) => pseudonym === who).map(({ state }) => state)).toEqual([
      "REFUSED",
      "OVER",
      "SEEN",
    ]);
    const trail = await asOwner<{ action: string }>(
      owner,
      "SELECT * FROM audit_entries WHERE action LIKE 'mystery.%nmask%' OR action = 'mystery.seeIdentity'",
    );
    expect(trail.some(({ action }) => action === "mystery.seeIdentity")).toBe(true);
    expect(JSON.stringify(trail)).not.toContain(NAME);
  });

  it("does not keep who it is for the same request sent again", async () => {
    const who = await shopper(NAME, PHONE);
    const { id } = await must(mystery.askMysteryUnmasking, leader, { shopper: who, reason: "核实身份争议" });
    await must(mystery.decideMysteryUnmasking, deputy, { unmasking: id, outcome: "GRANTED" });
    const again = () =>
      perform(mystery.seeMysteryIdentity, { actor: leader, input: { campaign: C, unmasking: id }, key: "k-1" });
    expect((await again()).ok).toBe(true);
    expect(await again()).toEqual({ ok: true, value: { pseudonym: who, name: "", contact: "" } });
    expect(JSON.stringify(await asOwner(owner, "SELECT * FROM idempotency_keys"))).not.toContain(NAME);
  });
});

describe("sending a shopper", () => {
  it("is refused beyond the rotation rule, and to where nobody can be sent", async () => {
    const [a, b] = [await shopper(), await shopper()];
    await assign("O001", a, "2026-04-01");
    expect(await refusedTo("O001", a, "2026-06-29")).toEqual(["TOO_SOON_AGAIN"]);
    expect(await refusedTo("O001", a, "2026-06-30")).toEqual(["TWICE_RUNNING"]);
    await assign("O001", b, "2026-05-15");
    await assign("O001", a, "2026-06-30");
    await assign("O001", await shopper(), "2026-08-01");
    expect(await refusedTo("O001", a, "2026-12-01")).toEqual(["TOO_OFTEN_THERE"]);
    expect(await refusedTo("X999", a, TODAY)).toEqual(["OUTLET_UNKNOWN"]);
    expect(await refusedTo("O001", "S-99", TODAY)).toEqual(["SHOPPER_UNKNOWN"]);
    expect(await refusedTo("O001", a, "2027-03-01")).toEqual(["DAY_OUTSIDE_CAMPAIGN"]);
  });

  it("counts a visit that was given up for nothing", async () => {
    const who = await shopper();
    const no = await assign("O002", who, "2026-04-01");
    expect(await refusedTo("O002", who, "2026-04-05")).toEqual(["TOO_SOON_AGAIN"]);
    await must(mystery.cancelMysteryVisit, bank.staff, { no, reason: "神秘人被认出" });
    expect(await codes(mystery.cancelMysteryVisit, bank.staff, { no, reason: "神秘人被认出" })).toEqual([
      "VISIT_CANCELLED",
    ]);
    const again = await assign("O002", who, "2026-04-05");
    await must(mystery.cancelMysteryVisit, bank.staff, { no: again, reason: "改派他人前往" });
  });

  it("goes by the questionnaire of its day: a declared rule holds from then on", async () => {
    const page = await as(bank.staff, () => loadQuestionnaire(C));
    expect([page.seq, page.questionnaire.rotation]).toEqual([0, { days: 90, notTwice: true, most: 2 }]);
    expect(page.questionnaire.criteria.map(({ points }) => points)).toEqual(["8.00", "7.00", "6.00", "4.00", "5.00"]);
    const { questions, criteria, waiting } = page.questionnaire;
    const declare = (rotation: object, more: object = {}) => ({
      rotation,
      waiting: { ...waiting, item: waiting.item ?? "" },
      questions,
      criteria,
      ...more,
    });
    expect(
      await codes(
        mystery.declareMysteryQuestionnaire,
        bank.staff,
        declare({ days: "90", most: "" }, { questions: [...questions, ...questions] }),
      ),
    ).toEqual(["CODE_TWICE"]);
    // Rows of the form that were left empty are none.
    const spare = { code: "", text: { zh: "", en: "" } };
    await must(
      mystery.declareMysteryQuestionnaire,
      bank.staff,
      declare(
        { days: "0", most: "" },
        { questions: [...questions, spare], criteria: [...criteria, { ...spare, points: "" }] },
      ),
    );
    const declared = (await as(one, () => loadQuestionnaire(C))).questionnaire;
    expect([declared.questions, declared.criteria]).toEqual([questions, criteria]);
    const who = await shopper();
    const visits = [await assign("O002", who, "2026-09-01"), await assign("O002", who, "2026-09-02")];
    for (const no of visits) await must(mystery.cancelMysteryVisit, bank.staff, { no, reason: "仅为测试所派" });
    await must(mystery.declareMysteryQuestionnaire, bank.staff, declare({ days: "90", notTwice: "on", most: "2" }));
    expect((await as(one, () => loadQuestionnaire(C))).seq).toBe(2);
  });

  it("makes the visit of a sealed plan under the rules of its draw, once", async () => {
    const { unitId, path } = bank.staff.grants[0]!;
    const department = await placeUnit("D09", "DEPARTMENT", { id: unitId, path });
    const personId = await hire(department.id, "9009", "OFFICE");
    await db.account.update({ where: { id: three.accountId }, data: { personId } });
    const plan = await must(makeVisitPlan, bank.staff, {
      name: "八月暗访",
      method: "COVERT",
      announced: false,
      from: "2026-08-01",
      to: "2026-08-31",
      choice: "ALL",
      times: 1,
      every: "PERIOD",
      window: "WHOLE",
      people: ["9009"],
      notTwice: false,
      mostPerOutlet: 1,
    });
    await must(approveVisitPlan, leader, { plan: plan.no });
    const page = await as(bank.staff, () => loadNewMystery(C));
    const planned = page.planned.find(({ unit }) => unit.code === "O002")!;
    const who = await shopper();
    expect(await refusedTo("O002", who, "2026-07-31", { planned: planned.id })).toEqual(["PLANNED_TOO_EARLY"]);
    expect(await refusedTo("O001", who, "2026-08-03", { planned: planned.id })).toEqual(["PLANNED_UNKNOWN"]);
    at("2026-08-03");
    const { no } = await (async () => {
      const made = await assign("O002", who, "2026-08-03", { planned: planned.id });
      const file = await filed(one, "O002");
      await must(mystery.attachMysteryRecordings, one, { no: made, kind: "SOUND", evidence: [file] });
      return { no: made };
    })();
    expect(await refusedTo("O002", await shopper(), "2026-08-04", { planned: planned.id })).toEqual(["PLANNED_TAKEN"]);
    await must(mystery.keyMysteryVisit, one, filledIn(no));
    await must(mystery.keyMysteryVisit, two, filledIn(no));
    await must(mystery.checkMysteryVisit, three, { no, round: 1, outcome: "PASSED" });
    const { inspection } = await must(mystery.releaseMysteryVisit, bank.staff, { no });
    expect(await db.inspection.findUniqueOrThrow({ where: { no: inspection } })).toMatchObject({
      visitId: planned.id,
      authorName: who,
    });
  });
});

describe("double entry", () => {
  it("begins when there is something to key from, filed for this outlet and not used before", async () => {
    const who = await shopper();
    const no = await assign("O001", who, "2026-11-20");
    const file = await filed(one, "O001");
    const attach = (evidence: string[], more: object = {}) =>
      codes(mystery.attachMysteryRecordings, one, { no, kind: "SOUND", evidence, ...more });
    expect(await attach([file])).toEqual(["DAY_FUTURE"]);
    at("2026-11-20");
    expect(await codes(mystery.keyMysteryVisit, one, filledIn(no))).toEqual(["NOTHING_TO_KEY"]);
    expect(await attach([await filed(one, "O002")])).toEqual(["EVIDENCE_UNKNOWN"]);
    expect(await attach([file], { item: "NIX-001" })).toEqual(["ITEM_UNKNOWN"]);
    expect(await attach([file])).toEqual([]);
    expect(await attach([file])).toEqual(["FILE_TAKEN"]);
    expect(await codes(mystery.keyMysteryVisit, leader, filledIn(no))).toEqual(["NOT_FOUND"]);
    expect(await codes(mystery.keyMysteryVisit, bank.manager, filledIn(no))).toEqual(["NOT_FOUND"]);
    await must(mystery.cancelMysteryVisit, bank.staff, { no, reason: "仅为测试所派" });
    expect(await attach([await filed(one, "O001")])).toEqual(["VISIT_CANCELLED"]);
    expect(await codes(mystery.keyMysteryVisit, one, filledIn(no))).toEqual(["VISIT_CANCELLED"]);
  });

  it("refuses a questionnaire that is not complete, or whose parts disagree", async () => {
    at("2026-10-20");
    const { no } = await returned("O001", await shopper(), "2026-10-20");
    const key = (more: Record<string, unknown>, round = 1) =>
      codes(mystery.keyMysteryVisit, one, filledIn(no, more, round));
    const { "ATT-001": _, ...rest } = allPass("mystery-visit");
    expect(await key({ answers: rest })).toEqual(["ITEM_UNANSWERED"]);
    expect(await key({ waiting: { shown: "10:00:00", approached: "10:03:40", by: "STAFF" } })).toEqual([
      "WAIT_NOT_MARKED",
    ]);
    expect(await key({ waiting: { shown: "10:00:00", approached: "09:59:00", by: "STAFF" } })).toEqual([
      "TIMES_REVERSED",
    ]);
    expect(await key({ waiting: { shown: "10:00:00", approached: "10:01", by: "VISITOR" } })).toEqual([
      "VISITOR_TOO_EARLY",
    ]);
    expect(await key({ waiting: { shown: "10:00:00", approached: "", by: "STAFF" } })).toEqual(["TIME_MISSING"]);
    expect(await key({ waiting: { shown: "", approached: "10:00:00", by: "STAFF" } })).toEqual(["TIME_MISSING"]);
    expect(
      await key({ words: { CORPORATE: { who: "柜员", words: "营业执照" }, PERSONAL: { who: "", words: "" } } }),
    ).toEqual(["WORDS_MISSING"]);
    expect(await key({ satisfaction: { SITE: "8.01", NORMS: "6.5", QUALITY: "6", TIME: "4", OVERALL: "" } })).toEqual([
      "POINTS_ABOVE",
      "POINTS_MISSING",
    ]);
    expect(
      await key({ satisfaction: { SITE: "8", NORMS: "7", QUALITY: "6", TIME: "4", OVERALL: "5", TASTE: "1" } }),
    ).toEqual(["CRITERION_UNKNOWN"]);
    expect(await key({}, 2)).toEqual(["ROUND_OVER"]);
    await must(mystery.cancelMysteryVisit, bank.staff, { no, reason: "仅为测试所派" });
  });

  it("is by two people who see nothing of each other, and decided difference by difference by a third", async () => {
    at("2026-10-21");
    const { no } = await returned("O001", await shopper(), "2026-10-21");
    const late = filledIn(no, {
      answers: allPass("mystery-visit", { "ATT-015": LATE, "ATT-001": { ...LATE, lost: "1.00", reason: WORDS } }),
      waiting: { shown: "10:00:00", approached: "10:03:40", by: "STAFF" },
      remarks: { pleased: "KANARIE-PLEASED", displeased: "" },
    });
    const adjudicate = (actor: Actor, choices: object, round = 1) =>
      codes(mystery.adjudicateMysteryVisit, actor, { no, round, choices, reason: "已对照录音" });
    await must(mystery.keyMysteryVisit, one, late);
    expect(await codes(mystery.keyMysteryVisit, one, filledIn(no))).toEqual(["KEYED_ALREADY"]);
    expect(await adjudicate(three, {})).toEqual(["NOT_BOTH_IN"]);
    expect(await codes(mystery.checkMysteryVisit, three, { no, round: 1, outcome: "PASSED" })).toEqual(["NOT_BOTH_IN"]);

    // Whoever keys second, adjudicates later or reads along is told that one is in, and not a word of it.
    for (const reader of [two, three, bank.staff, leader, auditor]) {
      const page = await as(reader, () => loadMysteryVisit(C, no));
      expect(page.visit.keyers).toHaveLength(1);
      expect(JSON.stringify(page)).not.toContain("KANARIE-PLEASED");
      expect(page.report).toBeNull();
    }
    expect(JSON.stringify(await as(two, () => loadKeying(C, no)))).not.toContain("KANARIE-PLEASED");
    await expect(as(one, () => loadKeying(C, no))).rejects.toThrow();

    await must(mystery.keyMysteryVisit, two, filledIn(no));
    expect(await codes(mystery.keyMysteryVisit, three, filledIn(no))).toEqual(["BOTH_IN"]);
    const differing = await as(three, () => loadMysteryVisit(C, no));
    expect(differing.visit.state).toBe("DIFFERING");
    expect(differing.visit.differences).toEqual([
      { part: "answers", code: "ATT-001" },
      { part: "answers", code: "ATT-015" },
      { part: "waiting", code: "times" },
      { part: "remarks", code: "pleased" },
    ]);
    // No score before they agree.
    expect(differing.report).toBeNull();
    expect(await codes(mystery.checkMysteryVisit, three, { no, round: 1, outcome: "PASSED" })).toEqual(["NOT_AGREED"]);
    expect(await codes(mystery.releaseMysteryVisit, bank.staff, { no })).toEqual(["NOT_CHECKED"]);

    const all = {
      answers: { "ATT-001": "SECOND", "ATT-015": "FIRST" },
      waiting: { times: "FIRST" },
      remarks: { pleased: "FIRST" },
    };
    expect(await adjudicate(one, all)).toEqual(["KEYER_ADJUDICATES"]);
    expect(await adjudicate(three, { ...all, remarks: {} })).toEqual(["DIFFERENCE_OPEN"]);
    expect(await adjudicate(three, { ...all, words: { PERSONAL: "FIRST" } })).toEqual(["CHOICE_UNKNOWN"]);
    // The time of one and the verdict of the other do not go together.
    expect(await adjudicate(three, { ...all, answers: { "ATT-001": "FIRST", "ATT-015": "SECOND" } })).toEqual([
      "WAIT_NOT_MARKED",
    ]);
    expect(await adjudicate(three, all)).toEqual([]);
    expect(await adjudicate(three, all)).toEqual(["NOTHING_DIFFERS"]);
    const page = await as(three, () => loadMysteryVisit(C, no));
    expect(page.visit.state).toBe("AGREED");
    expect(page.report).toMatchObject({
      score: "97.0000",
      satisfaction: { given: "28.00", of: "30.00" },
      waited: { seconds: 220, overdue: true },
    });
  });

  it("takes one of two second keyings sent at once", async () => {
    at("2026-10-24");
    const { no } = await returned("O002", await shopper(), "2026-10-24");
    await must(mystery.keyMysteryVisit, one, filledIn(no));
    const both = await Promise.all([
      codes(mystery.keyMysteryVisit, two, filledIn(no)),
      codes(mystery.keyMysteryVisit, three, filledIn(no)),
    ]);
    expect(both.sort()).toEqual([[], ["BOTH_IN"]]);
    await must(mystery.cancelMysteryVisit, bank.staff, { no, reason: "仅为测试所派" });
  });
});

describe("check and release", () => {
  it("are by somebody who keyed nothing and works elsewhere; what is sent back is keyed anew", async () => {
    at("2026-10-26");
    const { no } = await agreed("O002", await shopper(), "2026-10-26");
    const check = (actor: Actor, outcome: string, reason = "", round = 1) =>
      codes(mystery.checkMysteryVisit, actor, { no, round, outcome, reason });
    expect(await check(one, "PASSED")).toEqual(["KEYER_CHECKS"]);
    const atOutlet = { ...three, personId: bank.outlets[1]!.people[0]! };
    expect(await check(atOutlet, "PASSED")).toEqual(["WORKS_THERE"]);
    expect(await check(three, "SENT_BACK")).toEqual(["REASON_MISSING"]);
    expect(await check(three, "SENT_BACK", "录音与记录不符")).toEqual([]);
    expect(await check(three, "PASSED")).toEqual(["ROUND_OVER"]);
    const back = await as(two, () => loadMysteryVisit(C, no));
    expect([back.visit.state, back.visit.round, back.visit.keyers]).toEqual(["RETURNED", 2, []]);
    await must(mystery.keyMysteryVisit, two, filledIn(no, {}, 2));
    await must(mystery.keyMysteryVisit, bank.staff, filledIn(no, {}, 2));
    expect(await check(three, "PASSED", "", 2)).toEqual([]);
    expect(await check(one, "PASSED", "", 2)).toEqual(["CHECKED_ALREADY"]);
    expect(await codes(mystery.releaseMysteryVisit, three, { no })).toEqual(["NOT_FOUND"]);
    await must(mystery.releaseMysteryVisit, bank.staff, { no });
    expect(await codes(mystery.releaseMysteryVisit, bank.staff, { no })).toEqual(["VISIT_RELEASED"]);
    expect(await check(three, "SENT_BACK", "太迟了", 2)).toEqual(["VISIT_RELEASED"]);
    expect(await codes(mystery.cancelMysteryVisit, bank.staff, { no, reason: "太迟了吧" })).toEqual(["VISIT_RELEASED"]);
  });

  it("tells each person what waits for them, and nobody else's work", async () => {
    at("2026-11-02");
    const { no } = await returned("O001", await shopper(), "2026-11-02");
    const waits = async (actor: Actor) =>
      (await as(actor, () => loadMystery(C))).rows.find((row) => row.no === no)?.waits ?? null;
    expect(await waits(one)).toBe("KEY");
    expect(await waits(leader)).toBeNull();
    await must(mystery.keyMysteryVisit, one, filledIn(no));
    expect(await waits(one)).toBeNull();
    await must(mystery.keyMysteryVisit, two, filledIn(no, { remarks: { pleased: "快", displeased: "" } }));
    expect([await waits(two), await waits(three)]).toEqual([null, "ADJUDICATE"]);
    await must(mystery.adjudicateMysteryVisit, three, {
      no,
      round: 1,
      choices: { remarks: { pleased: "SECOND" } },
      reason: "已对照问卷",
    });
    expect([await waits(one), await waits(bank.staff)]).toEqual([null, "CHECK"]);
    await must(mystery.checkMysteryVisit, three, { no, round: 1, outcome: "PASSED" });
    expect([await waits(three), await waits(bank.staff)]).toEqual([null, "RELEASE"]);
    const campaign = (await as(bank.staff, () => loadMystery(C))).campaign.code;
    expect(campaign).toBe(C);
    await must(mystery.cancelMysteryVisit, bank.staff, { no, reason: "仅为测试所派" });
  });
});

describe("before its release", () => {
  it("leaves no trace at the branch: not in pages, search, counts, notices, files or the API; after it the report is theirs", async () => {
    at("2026-12-01");
    const branch = [bank.manager, bank.otherManager];
    const last = await db.mysteryVisit.findFirstOrThrow({ orderBy: { no: "desc" }, select: { no: true } });
    const coming = last.no.replace(/\d+$/, (digits) => String(Number(digits) + 1).padStart(digits.length, "0"));
    const look = async () =>
      JSON.stringify(
        await Promise.all(
          branch.map(async (manager) => {
            const looks: (() => Promise<unknown>)[] = [
              () => loadMystery(C),
              () => loadInspectionList(C, {}),
              () => loadRegister(C, {}),
              () => loadOrders(C, {}),
              () => loadSchedule(C, {}),
              () => loadNotices({}),
              () => loadShell(),
              () => loadOutletDay(C),
              () => loadOfficeDay(C),
              () => loadFound(NAME),
              // The number that the visit will have: what is answered must not change when there is one.
              () => loadFound(coming),
            ];
            const seen: unknown[] = [];
            for (const read of looks) seen.push(await as(manager, read));
            return seen;
          }),
        ),
      );
    const closed = async (no: string, file: string) => {
      for (const manager of branch) {
        await expect(as(manager, () => loadMysteryVisit(C, no))).rejects.toThrow();
        await expect(as(manager, () => loadKeying(C, no))).rejects.toThrow();
        await expect(as(manager, () => loadNewMystery(C))).rejects.toThrow();
        await expect(as(manager, () => loadQuestionnaire(C))).rejects.toThrow();
        expect((await as(manager, () => loadFound(no)))?.record).toBeNull();
        expect(await opens(manager, file)).toBe(404);
        expect(await codes(mystery.attachMysteryRecordings, manager, { no, kind: "PHOTO", evidence: [file] })).toEqual([
          "NOT_FOUND",
        ]);
        expect(await codes(mystery.cancelMysteryVisit, manager, { no, reason: "想看看有没有" })).toEqual(["NOT_FOUND"]);
      }
    };
    const before = await look();
    const who = await shopper(NAME, PHONE);
    const file = await filed(one, "O001");
    // Closed from the first moment, before it is attached to anything.
    expect(await opens(bank.manager, file)).toBe(404);
    const no = await assign("O001", who, "2026-12-01");
    expect(no).toBe(coming);
    expect(await look()).toBe(before);
    await must(mystery.attachMysteryRecordings, one, { no, kind: "CLIP", item: "ATT-001", evidence: [file] });
    await closed(no, file);
    expect(await look()).toBe(before);
    const found = filledIn(no, {
      answers: allPass("mystery-visit", { "ATT-001": { verdict: "DEDUCTED", lost: "2.00", reason: WORDS } }),
    });
    await must(mystery.keyMysteryVisit, one, found);
    await must(mystery.keyMysteryVisit, two, found);
    await must(mystery.checkMysteryVisit, three, { no, round: 1, outcome: "PASSED" });
    await closed(no, file);
    expect(await look()).toBe(before);
    expect(before).not.toContain("KANARIE");
    expect(await db.inspection.count({ where: { authorName: who } })).toBe(0);
    for (const colleague of [one, two, leader, auditor, bank.staff]) expect(await opens(colleague, file)).toBe(200);

    const { inspection, score } = await must(mystery.releaseMysteryVisit, bank.staff, { no });
    expect(score).toBe("98.0000");
    const record = await db.inspection.findUniqueOrThrow({ where: { no: inspection }, include: { findings: true } });
    expect(record).toMatchObject({ method: "COVERT", authorName: who });
    expect(record.findings.map(({ itemCode, evidence }) => [itemCode, evidence])).toEqual([["ATT-001", [file]]]);
    // Whoever had a hand in it decides no dispute about it.
    expect((await listHandlersOf(db, record.id)).sort()).toEqual(
      [one, two, three, bank.staff].map(({ accountId }) => accountId).sort(),
    );
    const page = await as(bank.manager, () => loadMysteryVisit(C, no));
    expect(page.report).toMatchObject({ score: "98.0000", lost: [{ item: "ATT-001", lost: "2.00", reason: WORDS }] });
    expect(page.visit).toMatchObject({ pseudonym: who, keyings: [], keyers: [], steps: [], differences: [] });
    expect(JSON.stringify(page)).not.toContain(NAME);
    expect(JSON.stringify(page)).not.toContain(two.name);
    expect((await as(bank.manager, () => loadMystery(C))).rows.map((row) => row.no)).toContain(no);
    expect(await opens(bank.manager, file)).toBe(200);
    expect((await as(bank.manager, () => loadFound(no)))?.record).toEqual({
      no,
      href: `/campaigns/${C}/mystery/${no}`,
    });
    // It is the report of this outlet, not of the others.
    expect((await as(bank.otherManager, () => loadFound(no)))?.record).toBeNull();
    await expect(as(bank.otherManager, () => loadMysteryVisit(C, no))).rejects.toThrow();
    expect(await opens(bank.otherManager, file)).toBe(404);
  });
});
