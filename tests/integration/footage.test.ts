import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { perform, type UseCase } from "@/lib/access/usecase";
import { listCirculars } from "@/lib/footage/data/circulars";
import {
  EVERYTHING,
  type FootageSight,
  findReview,
  listFindings,
  listReviews,
  listSeen,
} from "@/lib/footage/data/reviews";
import { findTerms } from "@/lib/footage/data/terms";
import { shortfallsOf } from "@/lib/footage/rules/floors";
import * as footage from "@/lib/footage/usecases";
import { findInspection } from "@/lib/inspections/data/records";
import { reverseInspectionRecord, startInspectionVisit, submitInspectionVisit } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { wordsIn } from "@/lib/reports/data/words";
import { footageOf } from "@/lib/reports/rules/documents/footage";
import { takeFootage } from "@/lib/reports/usecases";
import type { Programme } from "@/lib/scoring/programme/schema";
import { approveVisitPlan, declareVisitInterest, makeVisitPlan } from "@/lib/visits/usecases";
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

const C = "C-2026-01";
const TODAY = "2026-07-13";
const CANARY = "一边吃东西一边办业务";
const at = (day: string, hour = "12:00") => void setClock(() => new Date(`${day}T${hour}:00+08:00`));

let bank: InspectedBank;
let inspector: Actor;
let leader: Actor;
let auditor: Actor;
let teller: string;
let head: string;
/** What the manager of the first outlet may know. */
let branch: FootageSight;

type Outcome = { ok: boolean; refusals?: readonly { code: string; field?: string; values?: object }[] };
const codes = (outcome: Outcome) => outcome.refusals?.map(({ code }) => code) ?? [];
const fields = (outcome: Outcome) => outcome.refusals?.map(({ field }) => field) ?? [];

async function must<I, S, T>(act: UseCase<I, S, T>, actor: Actor, input: object): Promise<T> {
  const outcome = await perform(act, { actor, input: { campaign: C, ...input } });
  if (!outcome.ok) throw new Error(`${act.name}: ${JSON.stringify(outcome.refusals)}`);
  return outcome.value;
}
const may = <I, S, T>(act: UseCase<I, S, T>, actor: Actor, input: object) =>
  perform(act, { actor, input: { campaign: C, ...input } });

async function withPerson(actor: Actor, personId: string): Promise<Actor> {
  await db.account.update({ where: { id: actor.accountId }, data: { personId } });
  return { ...actor, personId };
}

beforeAll(async () => {
  at(TODAY);
  bank = await makeInspectedBank({ "INT-003": { seasonFrom: "01-01", seasonTo: "06-30" } });
  const top = bank.staff.grants[0]!;
  const place = { id: top.unitId, path: top.path };
  const department = await placeUnit("D01", "DEPARTMENT", place);
  inspector = await withPerson(bank.inspector, await hire(department.id, "9001", "OFFICE"));
  leader = await actorFor("leader", "LEADING_GROUP", place);
  auditor = await actorFor("auditor", "AUDITOR", place);
  [head, teller] = bank.outlets[0]!.people as [string, string];
  await hire(bank.outlets[0]!.id, "1003", "LOBBY_MANAGER");
  await hire(bank.outlets[0]!.id, "1004", "GUARD");
  const covert = await db.standardInUse.findFirstOrThrow({ where: { method: "COVERT" } });
  await db.standardInUse.create({
    data: { campaignId: bank.campaign.id, method: "CCTV", versionId: covert.versionId },
  });
  branch = { whole: [], own: [bank.outlets[0]!.id] };
});
beforeEach(() => at(TODAY));

const ask = (more: object = {}, actor = inspector) =>
  may(footage.askFootageReview, actor, { unit: "O001", purpose: "六月下旬柜面服务", ...more });
const asked = async (more: object = {}) => {
  const outcome = await ask(more);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value.no;
};
const period = (review: string, more: object = {}) => ({
  review,
  onDay: "2026-07-06",
  from: "09:00",
  to: "10:00",
  place: "2号柜台",
  reason: "投诉时段",
  ...more,
});
const onRecorder = { medium: "RECORDER", reference: "DVR-2/07" };
const POSTS = ["OUTLET_HEAD", "LOBBY_MANAGER", "TELLER", "GUARD"];

const read = (no: string, sight = EVERYTHING) => findReview(db, bank.campaign.id, no, sight, "2026-07-13");

/** Named, supplied, and viewed from one end to the other. */
async function viewed(more: object = {}): Promise<string> {
  const no = await asked();
  await must(footage.nameFootagePeriod, inspector, period(no, more));
  await must(footage.supplyFootagePeriod, bank.manager, { review: no, period: 1, ...onRecorder });
  await must(footage.viewFootagePeriod, inspector, {
    review: no,
    period: 1,
    minutes: 40,
    allItems: "on",
    posts: POSTS,
  });
  return no;
}

describe("a review of recordings", () => {
  it("is asked for by an inspector, under the sheet that the campaign uses for recordings", async () => {
    const no = await asked();
    expect(await read(no)).toMatchObject({ no, state: "ASKED", retentionDays: 90, unit: { code: "O001" } });
    for (const actor of [bank.manager, bank.staff, leader, auditor])
      expect(codes(await ask({}, actor))).toEqual(["NOT_FOUND"]);
    expect(codes(await ask({ unit: "O999" }))).toEqual(["NOT_FOUND"]);
    const alone = await placeUnit("O777", "OUTLET", {
      id: bank.staff.grants[0]!.unitId,
      path: bank.staff.grants[0]!.path,
    });
    expect(codes(await ask({ unit: alone.code }))).toEqual(["NOT_TAKING_PART"]);
    expect(codes(await ask({ visit: "00000000-0000-7000-8000-00000000ffff" }))).toEqual(["VISIT_UNKNOWN"]);
  });

  it("is not for the own outlet, one worked at on days that can still be seen, or one of a declared interest", async () => {
    const bare = await actorFor("own", "INSPECTOR", {
      id: bank.staff.grants[0]!.unitId,
      path: bank.staff.grants[0]!.path,
    });
    const own = await withPerson(
      bare,
      await hire(bank.outlets[0]!.id, "1009", "CUSTOMER_MANAGER", "2020-01-01", "2026-06-30"),
    );
    expect(codes(await ask({}, own))).toEqual(["OWN_OUTLET"]);
    expect((await ask({ unit: "O002" }, own)).ok).toBe(true);
    await must(declareVisitInterest, own, { unit: "O002", interest: "KINSHIP", reason: "亲属在此任职" });
    expect(codes(await ask({ unit: "O002" }, own))).toEqual(["OWN_OUTLET"]);
    const no = await asked();
    expect(codes(await may(footage.nameFootagePeriod, own, period(no)))).toEqual(["OWN_OUTLET"]);
  });

  it("names periods that are still there, once, within the campaign, and says the words for what is gone", async () => {
    const no = await asked();
    const name = (more: object) => may(footage.nameFootagePeriod, inspector, period(no, more));
    expect(await name({})).toMatchObject({ ok: true, value: { period: 1 } });
    expect((await read(no))?.periods[0]).toMatchObject({
      dueOn: "2026-07-16",
      countdown: { lastDay: "2026-10-03", left: 82 },
    });
    expect(codes(await name({ from: "09:30", to: "09:50" }))).toEqual(["NAMED_ALREADY"]);
    expect((await name({ from: "09:30", to: "09:50", place: "大堂" })).ok).toBe(true);
    expect(codes(await name({ from: "10:00", to: "09:00" }))).toEqual(["TIMES_REVERSED"]);
    expect(fields(await name({ from: "25:00" }))).toEqual(["from"]);
    expect(codes(await name({ onDay: "2026-07-14" }))).toEqual(["DAY_FUTURE"]);
    expect(codes(await name({ onDay: "2025-01-05" }))).toEqual(["DAY_OUTSIDE_CAMPAIGN"]);
    const gone = await name({ onDay: "2026-04-14" });
    expect(gone).toMatchObject({
      ok: false,
      refusals: [{ code: "OVERWRITTEN", field: "onDay", values: { days: 90, last: "2026-07-12" } }],
    });
    expect((await name({ onDay: "2026-04-15" })).ok).toBe(true);
    expect(codes(await name({ onDay: "2026-07-05", dueOn: "2026-07-12" }))).toEqual(["DUE_PAST"]);
    expect(codes(await name({ onDay: "2026-04-16", dueOn: "2026-07-20" }))).toEqual(["DUE_AFTER_OVERWRITTEN"]);
    expect(codes(await may(footage.nameFootagePeriod, bank.manager, period(no)))).toEqual(["NOT_FOUND"]);
    const short = await asked({ retentionDays: 5 });
    expect(codes(await may(footage.nameFootagePeriod, inspector, period(short)))).toEqual(["OVERWRITTEN"]);
  });

  it("has its periods supplied by the outlet, or learns why not; what was lost too early is marked", async () => {
    const no = await asked();
    for (const place of ["1号柜台", "2号柜台", "大堂"])
      await must(footage.nameFootagePeriod, inspector, period(no, { place }));
    const supply = (more: object, actor = bank.manager) =>
      may(footage.supplyFootagePeriod, actor, { review: no, period: 1, ...onRecorder, ...more });
    expect(codes(await supply({}, bank.otherManager))).toEqual(["NOT_FOUND"]);
    expect(codes(await supply({}, inspector))).toEqual(["NOT_FOUND"]);
    expect(codes(await supply({ period: 9 }))).toEqual(["NOT_FOUND"]);
    expect(codes(await supply({ medium: "FILE" }))).toEqual(["FILE_MISSING"]);
    expect(codes(await supply({ reference: "" }))).toEqual(["REFERENCE_MISSING"]);
    expect(codes(await supply({ evidence: ["00000000-0000-7000-8000-00000000ffff"] }))).toEqual(["EVIDENCE_UNKNOWN"]);
    const miss = (more: object) =>
      may(footage.missFootagePeriod, bank.manager, {
        review: no,
        period: 2,
        cause: "OVERWRITTEN",
        text: "硬盘已覆盖",
        ...more,
      });
    expect((await miss({})).ok).toBe(true);
    expect(codes(await miss({}))).toEqual(["ALREADY_ANSWERED"]);
    expect(fields(await miss({ cause: "NOT_SUPPLIED" }))).toEqual(["cause"]);
    expect((await read(no))?.periods[1]).toMatchObject({ state: "UNAVAILABLE", unavailable: { early: true } });
    expect((await supply({ period: 2, medium: "DISC", reference: "光盘3" })).ok).toBe(true);
    expect((await supply({})).ok).toBe(true);
    expect(codes(await supply({}))).toEqual(["ALREADY_SUPPLIED"]);
    const pass = () => may(footage.passFootagePeriod, inspector, { review: no, period: 3, text: "催办未果" });
    expect(codes(await pass())).toEqual(["STILL_DUE"]);
    at("2026-07-17");
    expect((await pass()).ok).toBe(true);
    expect(codes(await pass())).toEqual(["ALREADY_ANSWERED"]);
    expect((await read(no))?.periods[2]).toMatchObject({ unavailable: { cause: "NOT_SUPPLIED", early: false } });
    const late = await asked();
    await must(footage.nameFootagePeriod, inspector, period(late));
    at("2026-10-04");
    expect(
      codes(await may(footage.supplyFootagePeriod, bank.manager, { review: late, period: 1, ...onRecorder })),
    ).toEqual(["OVERWRITTEN"]);
  });

  it("is viewed in sittings that are never longer than the recording", async () => {
    const no = await asked();
    await must(footage.nameFootagePeriod, inspector, period(no));
    const view = (more: object = {}, actor = inspector) =>
      may(footage.viewFootagePeriod, actor, { review: no, period: 1, minutes: 40, posts: ["TELLER"], ...more });
    expect(codes(await view())).toEqual(["NOT_SUPPLIED_YET"]);
    await must(footage.supplyFootagePeriod, bank.manager, { review: no, period: 1, ...onRecorder });
    expect(codes(await view({}, bank.manager))).toEqual(["NOT_FOUND"]);
    expect(codes(await view({ minutes: 61 }))).toEqual(["MORE_THAN_THERE_IS"]);
    expect(codes(await view({ items: ["NO-1"] }))).toEqual(["ITEM_UNKNOWN"]);
    expect(codes(await view({ posts: [] }))).toEqual(["NOTHING_OBSERVED"]);
    expect((await view()).ok).toBe(true);
    expect(codes(await view({ minutes: 21 }))).toEqual(["MORE_THAN_THERE_IS"]);
    expect((await view({ minutes: 20 })).ok).toBe(true);
    expect((await read(no))?.periods[0]).toMatchObject({ state: "VIEWED", minutes: 60 });
  });
});

describe("findings on recordings", () => {
  const found = (review: string, more: object = {}) => ({
    review,
    period: 1,
    code: "09:31:20",
    until: "09:33:05",
    item: "ATT-006",
    lost: "1.00",
    reason: CANARY,
    ...more,
  });

  it("have a time code on a supplied recording and cost what the sheet lets them", async () => {
    const no = await viewed();
    await must(footage.nameFootagePeriod, inspector, period(no, { place: "门口" }));
    const note = (more: object = {}, actor = inspector) => may(footage.noteFootageFinding, actor, found(no, more));
    expect(codes(await note({}, bank.manager))).toEqual(["NOT_FOUND"]);
    expect(codes(await note({ period: 7 }))).toEqual(["PERIOD_UNKNOWN"]);
    expect(codes(await note({ period: 2 }))).toEqual(["NOT_SUPPLIED_YET"]);
    expect(codes(await note({ code: "08:59:59" }))).toEqual(["CODE_OUTSIDE_PERIOD"]);
    expect(codes(await note({ until: "10:00:01" }))).toEqual(["CODE_OUTSIDE_PERIOD"]);
    expect(codes(await note({ until: "09:31:00" }))).toEqual(["CODES_REVERSED"]);
    expect(codes(await note({ code: "9点半" }))).toEqual(["TIME_CODE"]);
    expect(codes(await note({ item: "NO-1" }))).toEqual(["ITEM_UNKNOWN"]);
    expect(await note({ lost: "0.70" })).toMatchObject({ refusals: [{ code: "LOST_NOT_A_STEP", field: "lost" }] });
    expect(await note({ lost: "" })).toMatchObject({ refusals: [{ code: "LOST_MISSING", field: "lost" }] });
    expect(await note({ person: inspector.personId })).toMatchObject({
      refusals: [{ code: "PERSON_NOT_AT_OUTLET", field: "person" }],
    });
    expect((await note({ person: teller })).ok).toBe(true);
    expect(codes(await note())).toEqual(["FOUND_ALREADY"]);
    const mark = (more: object = {}) =>
      may(footage.markFootageFinding, inspector, { review: no, finding: 1, period: 1, code: "09:50:00", ...more });
    expect(codes(await mark({ code: "11:00:00" }))).toEqual(["CODE_OUTSIDE_PERIOD"]);
    expect(codes(await mark({ finding: 5 }))).toEqual(["NOT_FOUND"]);
    expect((await mark()).ok).toBe(true);
    const exempt = (item: string) =>
      may(footage.exemptFootageItem, inspector, { review: no, item, reason: "该网点无自助区" });
    expect(codes(await exempt("ATT-006"))).toEqual(["FOUND_ALREADY"]);
    expect(codes(await exempt("NO-1"))).toEqual(["ITEM_UNKNOWN"]);
    expect((await exempt("SLF-001")).ok).toBe(true);
    expect(codes(await exempt("SLF-001"))).toEqual(["ITEM_EXEMPT"]);
    expect(codes(await note({ item: "SLF-001" }))).toEqual(["ITEM_EXEMPT"]);
    const withdraw = () =>
      may(footage.withdrawFootageFinding, inspector, { review: no, finding: 1, reason: "复看后不是" });
    expect((await withdraw()).ok).toBe(true);
    expect(codes(await withdraw())).toEqual(["FINDING_WITHDRAWN"]);
    expect(codes(await mark())).toEqual(["FINDING_WITHDRAWN"]);
    expect((await note()).ok).toBe(true);
  });

  it("are not told to the outlet before the review is closed, and neither is why a period was named", async () => {
    const no = await viewed({ reason: "举报：9点半有人吃东西" });
    await must(footage.noteFootageFinding, inspector, found(no, { person: teller }));
    const told = (await read(no, branch))!;
    expect(told).toMatchObject({ whole: false, state: "SUPPLIED", purpose: "" });
    expect(told.periods[0]).toMatchObject({
      place: "2号柜台",
      reason: null,
      state: "SUPPLIED",
      minutes: 0,
      sittings: [],
    });
    expect(await listFindings(db, told)).toEqual([]);
    expect(JSON.stringify(await listReviews(db, bank.campaign.id, branch, {}, TODAY))).not.toContain("吃东西");
    expect(await listReviews(db, bank.campaign.id, { whole: [], own: [bank.outlets[1]!.id] }, { no }, TODAY)).toEqual(
      [],
    );
    // Somebody who also reads reviews elsewhere still learns nothing of the outlet they manage.
    expect((await read(no, { whole: null, own: branch.own }))?.whole).toBe(false);
    expect(await db.finding.count({ where: { reason: { contains: CANARY } } })).toBe(0);
    await must(footage.closeFootageReview, inspector, { review: no });
    const open = (await read(no, branch))!;
    expect(open).toMatchObject({ whole: true, state: "CLOSED" });
    expect((await listFindings(db, open))[0]).toMatchObject({ answer: { reason: CANARY, personId: teller } });
  });
});

describe("closing", () => {
  it("is refused with the names of the items and posts that were not observed", async () => {
    const no = await asked();
    const close = (actor = inspector) => may(footage.closeFootageReview, actor, { review: no });
    expect(codes(await close())).toEqual(["NO_PERIODS"]);
    await must(footage.nameFootagePeriod, inspector, period(no));
    expect(codes(await close())).toEqual(["PERIODS_OPEN", "ITEMS_OPEN", "POSTS_OPEN"]);
    await must(footage.supplyFootagePeriod, bank.manager, { review: no, period: 1, ...onRecorder });
    const view = (more: object) =>
      must(footage.viewFootagePeriod, inspector, { review: no, period: 1, minutes: 10, ...more });
    await view({ allItems: "on", posts: ["TELLER", "LOBBY_MANAGER"] });
    const refused = await close();
    expect(refused).toMatchObject({
      refusals: [
        { code: "ITEMS_OPEN" },
        { code: "POSTS_OPEN", values: { count: 2, posts_zh: "网点主任、保安", posts_en: "outlet head, guards" } },
      ],
    });
    expect((await read(no))?.state).toBe("VIEWED");
    await view({ posts: ["OUTLET_HEAD", "GUARD"] });
    expect(codes(await close())).toEqual(["ITEMS_OPEN"]);
    await view({ allItems: "on", posts: ["OUTLET_HEAD", "GUARD"] });
    expect((await read(no))?.state).toBe("COVERED");
    expect(codes(await close(bank.manager))).toEqual(["NOT_FOUND"]);
    expect((await close()).ok).toBe(true);
  });

  it("makes one inspection of method CCTV in the register, with the time codes in its findings", async () => {
    const no = await viewed();
    await must(footage.noteFootageFinding, inspector, {
      review: no,
      period: 1,
      code: "09:31:20",
      until: "09:33:05",
      item: "EFF-007",
      lost: "2.00",
      reason: "接私人电话",
      person: teller,
    });
    await must(footage.exemptFootageItem, inspector, { review: no, item: "SLF-001", reason: "该网点没有自助设备" });
    const [one, two] = await Promise.all([
      may(footage.closeFootageReview, inspector, { review: no }),
      may(footage.closeFootageReview, inspector, { review: no }),
    ]);
    expect([...codes(one), ...codes(two)]).toEqual(["REVIEW_ENDED"]);
    const value = one.ok ? one.value : two.ok ? two.value : null;
    const record = await findInspection(db, bank.campaign.id, value!.inspection, { unitIds: null, covert: "ALL" });
    expect(record).toMatchObject({ method: "CCTV", onDay: "2026-07-06", findings: 1, score: "97.9381" });
    expect(record?.findingList[0]).toMatchObject({ lost: "2.00", reason: "2026-07-06 09:31:20–09:33:05 接私人电话" });
    const answers = record!.sections.flatMap(({ items }) => items);
    expect(answers.find(({ code }) => code === "SLF-001")).toMatchObject({ verdict: "NOT_APPLICABLE" });
    expect(answers.filter(({ verdict }) => verdict === "NOT_OBSERVED")).toEqual([]);
    for (const act of [
      may(footage.nameFootagePeriod, inspector, period(no, { place: "门口" })),
      may(footage.viewFootagePeriod, inspector, { review: no, period: 1, minutes: 1, posts: ["TELLER"] }),
      may(footage.supplyFootagePeriod, bank.manager, { review: no, period: 1, ...onRecorder }),
      may(footage.missFootagePeriod, bank.manager, { review: no, period: 1, cause: "FAULTY", text: "摄像头坏了" }),
      may(footage.cancelFootageReview, inspector, { review: no, reason: "不再需要了" }),
    ])
      expect(codes(await act)).toEqual(["REVIEW_ENDED"]);
  });

  it("can take the place of a reversed inspection, and of no other", async () => {
    const first = await must(footage.closeFootageReview, inspector, { review: await viewed() });
    const again = await viewed();
    const close = () => may(footage.closeFootageReview, inspector, { review: again, replaces: first.inspection });
    expect(codes(await close())).toEqual(["REPLACES_UNKNOWN"]);
    await must(reverseInspectionRecord, bank.staff, { no: first.inspection, reason: "看错了网点" });
    expect((await close()).ok).toBe(true);
  });

  it("fulfils the planned visit it was asked for", async () => {
    const plan = await must(makeVisitPlan, bank.staff, {
      name: "七月录像检查",
      method: "CCTV",
      announced: "",
      period: "2026-07",
      choice: "CHOSEN",
      outlets: ["O001"],
      times: 1,
      every: "PERIOD",
      window: "WHOLE",
      people: ["9001"],
      notTwice: "",
    });
    await must(approveVisitPlan, leader, { plan: plan.no });
    const visit = await db.visit.findFirstOrThrow({ where: { campaignId: bank.campaign.id } });
    const no = await asked({ visit: visit.id });
    await must(footage.nameFootagePeriod, inspector, period(no));
    await must(footage.supplyFootagePeriod, bank.manager, { review: no, period: 1, ...onRecorder });
    await must(footage.viewFootagePeriod, inspector, {
      review: no,
      period: 1,
      minutes: 40,
      allItems: "on",
      posts: POSTS,
    });
    const { inspection } = await must(footage.closeFootageReview, inspector, { review: no });
    expect(await db.inspection.findUnique({ where: { no: inspection } })).toMatchObject({ visitId: visit.id });
    expect(codes(await ask({ visit: visit.id }))).toEqual(["VISIT_MADE"]);
  });

  it("loses no finding of a season that the last day seen is not in", async () => {
    const no = await viewed({ onDay: "2026-06-29" });
    const former = { review: no, period: 1, minutes: 10, allItems: "on", posts: ["CUSTOMER_MANAGER"] };
    await must(footage.viewFootagePeriod, inspector, former);
    const dark = { review: no, period: 1, code: "09:00:00", item: "INT-003", lost: "1.00", reason: "半数灯不亮" };
    await must(footage.noteFootageFinding, inspector, dark);
    await must(footage.nameFootagePeriod, inspector, period(no));
    await must(footage.supplyFootagePeriod, bank.manager, { review: no, period: 2, ...onRecorder });
    await must(footage.viewFootagePeriod, inspector, { review: no, period: 2, minutes: 5, posts: ["TELLER"] });
    expect(codes(await may(footage.noteFootageFinding, inspector, { ...dark, period: 2 }))).toEqual(["ITEM_UNKNOWN"]);
    expect(await may(footage.closeFootageReview, inspector, { review: no })).toMatchObject({
      refusals: [{ code: "OUT_OF_SEASON", values: { item: "INT-003", finding: 1, day: "2026-07-06" } }],
    });
    await must(footage.withdrawFootageFinding, inspector, { review: no, finding: 1, reason: "不在有效期内" });
    expect((await may(footage.closeFootageReview, inspector, { review: no })).ok).toBe(true);
  });

  it("has no other way round: no form takes an inspection of method CCTV", async () => {
    const input = { campaign: C, unit: "O001", method: "CCTV", onDay: "2026-07-06" };
    expect(codes(await perform(startInspectionVisit, { actor: inspector, input }))).toEqual(["BY_FOOTAGE"]);
    const filled = { ...input, answers: allPass("mystery-visit") };
    expect(codes(await perform(submitInspectionVisit, { actor: inspector, input: filled }))).toEqual(["BY_FOOTAGE"]);
  });

  it("can be given up, with a reason", async () => {
    const no = await asked();
    expect(codes(await may(footage.cancelFootageReview, bank.manager, { review: no, reason: "不想让看" }))).toEqual([
      "NOT_FOUND",
    ]);
    expect((await may(footage.cancelFootageReview, inspector, { review: no, reason: "时段点错了" })).ok).toBe(true);
    expect(await read(no)).toMatchObject({ state: "CANCELLED", cancelled: "时段点错了" });
    expect(await read(no, branch)).toMatchObject({ state: "CANCELLED", cancelled: "" });
  });
});

describe("the terms of a campaign", () => {
  it("say how long recordings are kept and the weekly floor, and count what was viewed for it", async () => {
    const set = (more: object, actor = bank.staff) =>
      may(footage.setFootageTerms, actor, {
        retentionDays: 30,
        supplyDays: 2,
        reason: "录像机容量只有三十天",
        ...more,
      });
    for (const actor of [bank.manager, inspector, leader]) expect(codes(await set({}, actor))).toEqual(["NOT_FOUND"]);
    expect(codes(await set({ floorPer: "CAMPAIGN", floorPeriods: 2 }))).toEqual(["FLOOR_HALF"]);
    const before = (await listSeen(db, bank.campaign.id)).filter(({ minutes }) => minutes >= 30).length;
    expect((await set({ floorPer: "CAMPAIGN", floorPeriods: before + 3, floorMinutes: 30 })).ok).toBe(true);
    const plan = documentOf("programmes/P01.json") as Programme;
    const terms = await findTerms(db, bank.campaign.id, plan);
    expect(terms).toMatchObject({ retentionDays: 30, supplyDays: 2, since: TODAY });
    expect((await read(await asked()))?.retentionDays).toBe(30);
    await viewed();
    const seen = await listSeen(db, bank.campaign.id);
    const [short] = shortfallsOf(terms.floor!, TODAY, [], seen, TODAY);
    expect(short).toMatchObject({ least: before + 3, made: before + 1, over: false, unitId: null });
  });
});

describe("a circular", () => {
  it("tells of the round once, enforces from the day of grace on, and is viewed together at the outlets", async () => {
    at("2026-09-09");
    const no = await asked({ retentionDays: 90 });
    for (const onDay of ["2026-09-06", "2026-09-09"])
      await must(footage.nameFootagePeriod, inspector, period(no, { onDay }));
    for (const which of [1, 2]) {
      await must(footage.supplyFootagePeriod, bank.manager, { review: no, period: which, ...onRecorder });
      await must(footage.viewFootagePeriod, inspector, {
        review: no,
        period: which,
        minutes: 30,
        allItems: "on",
        posts: POSTS,
      });
    }
    const finding = { review: no, code: "09:10:00", lost: "1.00", reason: "伏案睡觉", person: teller };
    await must(footage.noteFootageFinding, inspector, { ...finding, period: 1, item: "LNG-003" });
    await must(footage.noteFootageFinding, inspector, { ...finding, period: 2, item: "LOB-004" });
    await must(footage.closeFootageReview, inspector, { review: no });
    const issue = (more: object = {}, actor = bank.staff) =>
      may(footage.issueFootageCircular, actor, {
        title: "九月录像检查通报",
        from: "2026-09-09",
        to: "2026-09-09",
        graceOn: "2026-09-08",
        dueOn: "2026-09-16",
        ...more,
      });
    for (const actor of [inspector, leader, bank.manager]) expect(codes(await issue({}, actor))).toEqual(["NOT_FOUND"]);
    expect(codes(await issue({ from: "2026-09-10" }))).toEqual(["DAYS_REVERSED"]);
    expect(codes(await issue({ to: "2026-09-10" }))).toEqual(["DAYS_FUTURE"]);
    expect(codes(await issue({ dueOn: "2026-09-08" }))).toEqual(["DUE_PAST"]);
    expect(codes(await issue({ from: "2026-09-01", to: "2026-09-02" }))).toEqual(["NO_REVIEWS"]);
    const issued = await issue();
    expect(issued).toMatchObject({ ok: true, value: { reviews: 1, findings: 2 } });
    expect(codes(await issue())).toEqual(["NO_REVIEWS"]);
    const circular = issued.ok ? issued.value.no : "";
    const [stored] = await listCirculars(db, bank.campaign.id, circular);
    expect(stored?.findings.map(({ onDay, effect, lost }) => [onDay, effect, lost])).toEqual([
      ["2026-09-06", "NOTIFY", "1.00"],
      ["2026-09-09", "ENFORCE", "1.00"],
    ]);
    expect(stored?.findings[0]?.marks[0]).toMatchObject({ period: 1, from: 33_000, place: "2号柜台" });

    const take = (actor: Actor, more: object = {}) =>
      may(takeFootage, actor, { circular, language: "zh-CN", form: "word", ...more });
    expect(codes(await take(bank.manager, { circular: "DT-2026-99999" }))).toEqual(["NOT_FOUND"]);
    const own = bank.staff.grants[0]!;
    const clerk = await actorFor("clerk", "STAFF", { id: own.unitId, path: own.path });
    expect(codes(await take(clerk))).toEqual(["NOT_FOUND"]);
    const taken = await take(bank.otherManager);
    if (!taken.ok) throw new Error(JSON.stringify(taken.refusals));
    for (const [language, told, enforced] of [
      ["zh-CN", "仅通报", "集体观看，执行罚则"],
      ["en", "Told only", "Viewed together, penalties"],
    ] as const) {
      const paper = footageOf({ ...taken.value, issuedOn: "2026-09-09" }, wordsIn(language));
      const [table] = paper.body.flatMap((block) => (block.kind === "table" ? [block.rows] : []));
      expect(table?.map((row) => [row[1], row[3], row[4]])).toEqual([
        ["2026-09-06 09:10:00", "1.00", told],
        ["2026-09-09 09:10:00", "1.00", enforced],
      ]);
      expect(JSON.stringify(paper)).not.toMatch(/员工1002|Employee 1002/);
    }

    const gather = (more: object = {}, actor = bank.manager) =>
      may(footage.gatherForFootage, actor, {
        circular,
        unit: "O001",
        heldOn: "2026-09-09",
        holder: head,
        present: 4,
        note: "晨会集体观看并对照规范讨论",
        ...more,
      });
    for (const actor of [bank.otherManager, inspector, bank.staff])
      expect(codes(await gather({}, actor))).toEqual(["NOT_FOUND"]);
    expect(codes(await gather({ circular: "DT-2026-99999" }))).toEqual(["NOT_FOUND"]);
    expect(codes(await gather({ heldOn: "2026-09-10" }))).toEqual(["HELD_FUTURE"]);
    expect(codes(await gather({ heldOn: "2026-09-08" }))).toEqual(["HELD_BEFORE_ISSUE"]);
    expect(codes(await gather({ present: 5 }))).toEqual(["MORE_THAN_WORK_THERE"]);
    expect(codes(await gather({ holder: inspector.personId }))).toEqual(["HOLDER_NOT_THERE"]);
    expect(codes(await gather({ evidence: ["00000000-0000-7000-8000-00000000ffff"] }))).toEqual(["EVIDENCE_UNKNOWN"]);
    expect((await gather()).ok).toBe(true);
    const outside = await placeUnit("O778", "OUTLET", { id: bank.outlets[0]!.id, path: bank.outlets[0]!.path });
    expect(codes(await gather({ unit: outside.code }))).toEqual(["NOT_TAKING_PART"]);
    expect((await listCirculars(db, bank.campaign.id, circular))[0]?.viewings).toMatchObject([
      { unitId: bank.outlets[0]!.id, present: 4, staff: 4, holder: { zh: "员工1001" } },
    ]);
  });
});
