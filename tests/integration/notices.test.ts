import { createTranslator } from "next-intl";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { noticeWords } from "@/components/notices/words";
import { perform } from "@/lib/access/usecase";
import {
  addRescoreChange,
  answerObjection,
  applyRescoreSet,
  fileAppeal,
  hearAppeal,
  objectToResult,
  openRescoreSet,
  previewRescoreSet,
  signRescoreSet,
} from "@/lib/appeals/usecases";
import { publishReview } from "@/lib/awards/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { loadFile } from "@/lib/notices/loaders/files";
import { loadLetter, loadLetters, loadNewLetter } from "@/lib/notices/loaders/letters";
import { countUnread, loadNotice, loadNoticeSummary, loadNotices } from "@/lib/notices/loaders/notices";
import { acknowledgeLetter, readAllNotices, readNotice, sendLetter, withdrawLetter } from "@/lib/notices/usecases";
import { db } from "@/lib/platform/db";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import { loadStatement } from "@/lib/settlement/loaders/statement";
import { fallAway, notifyPenalty } from "@/lib/settlement/usecases";
import { type AppealedBank, freezeHalfYear, makeAppealedBank, publishHalfYear, SEATS } from "../support/appealed-bank";
import { asOwner, useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";
import { complain, inspect, type ReviewedBank } from "../support/reviewed-bank";
import { atNoon, finalise, H1, makeSettledBank, must, publish, refusalsOf, supersede } from "../support/settled-bank";

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

const { owner } = useDatabase({ each: "test" });

const C = { campaign: "C-2026-01" };

async function as<T>(actor: Actor, read: () => Promise<T>): Promise<T> {
  asking = actor;
  return read();
}

const noticesFor = (actor: Actor) => as(actor, async () => (await loadNotices({})).rows);
const kindsFor = async (actor: Actor) => (await noticesFor(actor)).map(({ kind }) => kind).sort();
const isAbsent = (read: () => Promise<unknown>) => expect(read()).rejects.toThrow(/NEXT_HTTP_ERROR_FALLBACK;404/);

const t = createTranslator({ locale: "zh-CN", messages: MESSAGES["zh-CN"] as never, namespace: "notices" as never });

/** Everything that a person is shown by this room, in one text: lists, counts, pages, titles as they are written. */
async function allShown(actor: Actor): Promise<string> {
  return as(actor, async () => {
    const list = await loadNotices({});
    const pages = [];
    for (const { key } of list.rows) pages.push(await loadNotice(key));
    const words = list.rows.map((notice) => noticeWords(notice, t, "zh-CN"));
    return JSON.stringify([list, await countUnread(), await loadNoticeSummary(), pages, words]);
  });
}

/** The heads of all outlets, a teller, and everybody else who signs in. */
async function everybody(bank: ReviewedBank): Promise<Actor[]> {
  const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
  const place = { id: branch.id, path: "/HQ/B01/" };
  const heads = [];
  for (const [at, outlet] of bank.outlets.entries())
    heads.push({ ...(await actorFor(`head${at}`, "BRANCH_MANAGER", outlet)), personId: outlet.head });
  return [
    ...heads,
    { ...(await actorFor("teller", "STAFF", bank.outlets[0]!)), personId: bank.outlets[0]!.teller },
    await actorFor("visitor", "INSPECTOR", place),
    await actorFor("officer", "COMPLAINT_OFFICER", place),
    await actorFor("checker", "AUDITOR", place),
    bank.staff,
    bank.leader,
    bank.stranger,
  ];
}

describe("what is decided", () => {
  let bank: ReviewedBank;
  let people: Actor[];
  beforeEach(async () => {
    bank = await makeSettledBank();
    people = await everybody(bank);
  });

  it("is told nobody before it is published: not in a list, a count, a page or a title", async () => {
    const before = [];
    for (const actor of people) before.push(await allShown(actor));
    const { seal } = await must(freezeReview, bank.leader, H1);
    for (const [actor, seat] of [
      [bank.member, "MEMBER"],
      [bank.deputy, "DEPUTY_LEADER"],
      [bank.leader, "LEADER"],
    ] as const)
      await must(signReview, actor, { ...H1, seat, seal });
    for (const [at, actor] of people.entries()) {
      expect(await allShown(actor)).toBe(before[at]);
      expect(await kindsFor(actor)).toEqual(["PLAN_PUBLISHED"]);
    }
    expect(await db.reviewStanding.count()).toBe(4);
    atNoon("2026-07-02");
    await must(publishReview, bank.leader, { ...H1, seal });
    expect(await kindsFor(people[0]!)).toEqual(["AWARD_WON", "PLAN_PUBLISHED", "REVIEW_NOTICE"]);
    expect(await kindsFor(people[1]!)).toEqual(["PLAN_PUBLISHED", "REVIEW_NOTICE"]);
    // Who published it knows.
    expect(await kindsFor(bank.leader)).toEqual(["PLAN_PUBLISHED"]);
  });

  it("is told those whom it concerns, each when it happens, with a way to a page that opens", async () => {
    await publish(bank);
    const rows = await db.penaltyDecision.findMany({ where: { consequence: { not: "" } } });
    const fine = rows.find(({ consequence }) => consequence === "FINE")!;
    const removal = rows.find(({ consequence, subject }) => consequence === "REMOVAL" && subject === fine.subject)!;
    const fined = bank.outlets.findIndex(({ id }) => id === fine.subject);
    const manager = { ...people[fined]!, personId: null };
    const head = { ...people[fined]!, grants: people[4]!.grants };
    for (const actor of people) expect(await kindsFor(actor)).not.toContain("PENALTY_NOTIFIED");
    await must(notifyPenalty, bank.staff, { ...C, decision: fine.id });
    await must(notifyPenalty, bank.staff, { ...C, decision: removal.id });
    // The fine is the outlet's; the removal stands on the head's own statement and on the outlet's.
    const told = (await noticesFor(manager)).filter(({ kind }) => kind === "PENALTY_NOTIFIED");
    expect(told.map(({ href }) => href)).toEqual(Array(2).fill(`/campaigns/C-2026-01/statements/O00${fined + 1}`));
    const own = (await noticesFor(head)).filter(({ kind }) => kind === "PENALTY_NOTIFIED");
    expect(own.map(({ href }) => href)).toEqual([`/campaigns/C-2026-01/statements/${fined + 1}001`]);
    const statement = await as(manager, () => loadStatement("C-2026-01", `O00${fined + 1}`));
    expect(statement.penalties.length).toBeGreaterThan(0);
    for (const [at, actor] of people.entries())
      if (at !== fined) expect(await kindsFor(actor)).not.toContain("PENALTY_NOTIFIED");
    await isAbsent(() => as(people[(fined + 1) % 4]!, () => loadNotice(told[0]!.key)));

    const [first, , third] = bank.outlets;
    const fall = { ...H1, award: "BEST", cause: "DECLINED", reason: "自愿放弃。" };
    await must(fallAway, bank.leader, { ...fall, subject: first!.id, follower: third!.id });
    expect(await kindsFor(people[0]!)).toContain("AWARD_FELL");
    expect(await kindsFor(people[2]!)).toContain("AWARD_FOLLOWED");
    expect(await allShown(people[2]!)).not.toContain(first!.code);
    await finalise(bank);
    for (const actor of people) if (actor !== bank.leader) expect(await kindsFor(actor)).toContain("REVIEW_FINAL");
  });

  it("and falls with a correction is told to be gone once the review is final, and not before", async () => {
    await publish(bank);
    const decision = await db.penaltyDecision.findFirstOrThrow({ where: { consequence: "FINE" } });
    const fined = people[bank.outlets.findIndex(({ id }) => id === decision.subject)]!;
    await must(notifyPenalty, bank.staff, { ...C, decision: decision.id });
    atNoon("2026-07-05");
    await supersede(bank, () => false);
    expect(await kindsFor(people[0]!)).toContain("AWARD_WON");
    expect([...(await kindsFor(people[0]!)), ...(await kindsFor(fined))]).not.toEqual(
      expect.arrayContaining(["AWARD_GONE"]),
    );
    await finalise(bank);
    expect(await kindsFor(people[0]!)).toContain("AWARD_GONE");
    expect(await kindsFor(fined)).toContain("PENALTY_GONE");
  });

  it("never says anything of a mystery visit or of who complained", async () => {
    await publish(bank);
    const before = [];
    for (const actor of people) before.push(await allShown(actor));
    await inspect(bank, bank.outlets[1]!.id, "COVERT", "2026-07-02", "61.2345");
    const visit = await db.inspection.findFirstOrThrow({ where: { method: "COVERT" }, orderBy: { no: "desc" } });
    const no = await complain(bank, bank.outlets[1]!.id, "2026-07-02", {
      validity: "VALID",
      level: "OUTLET",
      personId: bank.outlets[1]!.teller,
    });
    for (const [at, actor] of people.entries()) {
      const shown = await allShown(actor);
      expect(shown).toBe(before[at]);
      for (const word of [visit.no, visit.id, no, "等候时间长", "等候53分钟", "61.2345"])
        expect(shown).not.toContain(word);
    }
  });
});

describe("what is answered and corrected", () => {
  let bank: AppealedBank;
  beforeEach(async () => {
    atNoon("2026-07-01");
    bank = await makeAppealedBank();
  });

  it("is told who appealed or objected, and those whose own line it changed", async () => {
    await publishHalfYear(bank);
    atNoon("2026-07-03");
    const other = await actorFor("m3", "BRANCH_MANAGER", bank.outlets[2]!);
    const { no } = await must(fileAppeal, bank.appellant, {
      ...C,
      kind: "FINDING",
      item: bank.findings[0]!.no,
      statement: "我们有监控录像为证，当时并无此情形。",
    });
    expect(await kindsFor(bank.appellant)).not.toContain("APPEAL_RULED");
    const ruling = { ...C, no, outcome: "UPHELD", code: "EVIDENCE_INSUFFICIENT", reason: "经复核。" };
    const { set } = await must(hearAppeal, bank.stranger, ruling);
    const [told] = (await noticesFor(bank.appellant)).filter(({ kind }) => kind === "APPEAL_RULED");
    expect(told).toMatchObject({ href: `/campaigns/C-2026-01/appeals/${no}`, values: { no, outcome: "UPHELD" } });
    for (const actor of [other, bank.manager, bank.stranger, bank.staff])
      expect(await kindsFor(actor)).not.toContain("APPEAL_RULED");

    const objection = await must(objectToResult, bank.manager, {
      ...H1,
      subject: bank.outlets[2]!.id,
      text: "业务量的数字与导入表不一致。",
    });
    await must(answerObjection, bank.deputy, {
      ...C,
      no: objection.no,
      outcome: "REJECTED",
      code: "NOT_PROVEN",
      reason: "已核对导入表。",
    });
    expect(await kindsFor(bank.manager)).toContain("OBJECTION_ANSWERED");
    for (const actor of [other, bank.appellant, bank.deputy])
      expect(await kindsFor(actor)).not.toContain("OBJECTION_ANSWERED");

    await must(addRescoreChange, bank.staff, {
      ...C,
      set,
      what: "COMPLAINT",
      item: bank.complaint,
      reason: "录像证明无责。",
    });
    const { digest } = await must(previewRescoreSet, bank.staff, { ...C, set });
    for (const [actor, seat] of SEATS(bank)) {
      await must(signRescoreSet, actor, { ...C, set, review: "H1", seat, digest });
      // Nothing of a preview is told, whoever has signed it.
      expect(await kindsFor(bank.appellant)).not.toContain("RESULT_CORRECTED");
    }
    await must(applyRescoreSet, bank.leader, { ...C, set, digest });
    const [corrected] = (await noticesFor(bank.appellant)).filter(({ kind }) => kind === "RESULT_CORRECTED");
    expect(corrected?.href).toBe("/campaigns/C-2026-01/reviews/H1/why/O002");
    expect(corrected?.values.totalAfter).not.toBe(corrected?.values.totalBefore);
    expect(await kindsFor(bank.manager)).not.toContain("RESULT_CORRECTED");
    expect(noticeWords(corrected!, t, "zh-CN").text).toMatch(/更正前第\d名，[\d.]+分，更正后第\d名，[\d.]+分/);
  });

  it("of a result that was frozen only is told nobody", async () => {
    const seal = await freezeHalfYear(bank);
    expect(seal).not.toBe("");
    const { no: set } = await must(openRescoreSet, bank.staff, { ...C, reason: "核对。" });
    await must(addRescoreChange, bank.staff, {
      ...C,
      set,
      what: "FINDING",
      item: bank.findings[0]!.no,
      reason: "明查记录有误。",
    });
    const { digest } = await must(previewRescoreSet, bank.staff, { ...C, set });
    await must(applyRescoreSet, bank.leader, { ...C, set, digest });
    expect(await db.reviewResult.count()).toBe(2);
    for (const actor of [bank.appellant, bank.manager, bank.inspector])
      expect(await kindsFor(actor)).toEqual(["PLAN_PUBLISHED"]);
    expect(await allShown(bank.appellant)).not.toContain(bank.covert.no);
  });
});

describe("what somebody has read", () => {
  let bank: ReviewedBank;
  beforeEach(async () => {
    bank = await makeSettledBank();
    await publish(bank);
  });

  it("is kept by account, once, and counts no more", async () => {
    const [first] = await noticesFor(bank.manager);
    expect(await as(bank.manager, countUnread)).toBe(3);
    await must(readNotice, bank.manager, { notice: first!.key });
    await must(readNotice, bank.manager, { notice: first!.key });
    expect(await db.noticeRead.count()).toBe(1);
    expect(await as(bank.manager, countUnread)).toBe(2);
    expect((await noticesFor(bank.manager)).map(({ read }) => read)).toEqual([false, false, true]);
    expect(await as(bank.staff, countUnread)).toBe(2);
    expect(await must(readAllNotices, bank.manager, { campaign: "C-2026-02" })).toEqual({ count: 0 });
    expect(await must(readAllNotices, bank.manager, C)).toEqual({ count: 2 });
    expect(await as(bank.manager, countUnread)).toBe(0);
    expect(await as(bank.staff, countUnread)).toBe(2);
  });

  it("is nobody else's to mark, and not to be taken back", async () => {
    const award = (await noticesFor(bank.manager)).find(({ kind }) => kind === "AWARD_WON")!;
    const other = await actorFor("other", "BRANCH_MANAGER", bank.outlets[1]!);
    expect(await refusalsOf(readNotice, other, { notice: award.key })).toEqual(["NOT_FOUND"]);
    expect(await refusalsOf(readNotice, other, { notice: `award.${bank.campaign.id}` })).toEqual(["NOT_FOUND"]);
    expect((await refusalsOf(readNotice, other, { notice: "award" })).length).toBe(1);
    await must(readNotice, bank.manager, { notice: award.key });
    await expect(db.$executeRaw`DELETE FROM notice_reads`).rejects.toThrow();
    await expect(asOwner(owner, "UPDATE notice_reads SET notice = 'x'")).rejects.toThrow();
  });

  it("can still be marked when the campaign is in the archive", async () => {
    await db.campaignArchive.create({
      data: { campaignId: bank.campaign.id, reason: "测试", byId: bank.campaign.id, byName: "测试" },
    });
    const [first] = await noticesFor(bank.manager);
    await must(readNotice, bank.manager, { notice: first!.key });
    await must(readAllNotices, bank.manager, {});
    expect(await as(bank.manager, countUnread)).toBe(0);
  });
});

describe("a letter of the office", () => {
  let bank: ReviewedBank;
  let one: Actor;
  let two: Actor;
  let teller: Actor;
  beforeEach(async () => {
    bank = await makeSettledBank();
    one = await actorFor("one", "BRANCH_MANAGER", bank.outlets[0]!);
    two = await actorFor("two", "BRANCH_MANAGER", bank.outlets[1]!);
    teller = { ...(await actorFor("teller", "STAFF", bank.outlets[2]!)), personId: bank.outlets[2]!.teller };
  });

  const letter = { ...C, title: "关于年终服务检查的通知", text: "请各网点做好准备。", dueOn: "2026-07-10" };
  const send = (more: object, actor = bank.staff) => must(sendLetter, actor, { ...letter, ...more });
  const refused = (more: object, actor = bank.staff) => refusalsOf(sendLetter, actor, { ...letter, ...more });
  const mineOf = async (actor: Actor) => {
    const [found] = (await noticesFor(actor)).filter(({ kind }) => kind === "LETTER");
    return as(actor, async () => (await loadNotice(found!.key)).letter!);
  };
  const fileFor = async (unitId: string, uploadedById: string, sha = "a") =>
    db.evidenceFile.create({
      data: {
        name: "附件.pdf",
        mime: "application/pdf",
        bytes: 3,
        sha256: sha.repeat(64),
        storageKey: `${sha}${sha}/${sha.repeat(64)}`,
        unitId,
        uploadedById,
      },
    });

  it("is a reading for everybody who works there, each for themselves, and says how far each outlet is", async () => {
    const sent = await send({ whom: "STAFF", outlets: ["O003"], posts: ["TELLER"] });
    expect(sent).toEqual({ no: "H-2026-00001", addressees: 1 });
    const three = await actorFor("three", "BRANCH_MANAGER", bank.outlets[2]!);
    expect(await kindsFor(three)).not.toContain("LETTER");
    const shown = await mineOf(teller);
    await must(acknowledgeLetter, teller, { addressee: shown.mine[0]!.id });
    expect(await as(bank.staff, () => loadLetter(C.campaign, sent.no))).toMatchObject({
      outlets: [{ code: "O003", done: 1, all: 1 }],
      to: { staff: { posts: ["TELLER"] }, names: [{ zh: "O003网点" }] },
      addressees: [{ unit: { code: "O003" } }],
    });
    expect(await refused({ whom: "STAFF", all: true, posts: ["KING"] })).toEqual(["POST_UNKNOWN"]);
  });

  it("is read by those it is written to, and by nobody else", async () => {
    expect(await send({ outlets: ["O001"], people: "3002，3002" })).toEqual({ no: "H-2026-00001", addressees: 2 });
    expect(await kindsFor(one)).toEqual(["LETTER", "PLAN_PUBLISHED"]);
    expect(await kindsFor(teller)).toEqual(["LETTER", "PLAN_PUBLISHED"]);
    for (const actor of [two, bank.leader, bank.staff]) expect(await kindsFor(actor)).not.toContain("LETTER");
    const shown = await mineOf(one);
    expect(shown).toMatchObject({ text: letter.text, mine: [{ acknowledged: null }] });
    // Nobody learns who else it was written to.
    expect(JSON.stringify(shown)).not.toContain("3002");
    const [found] = (await noticesFor(one)).filter(({ kind }) => kind === "LETTER");
    await isAbsent(() => as(two, () => loadNotice(found!.key)));
    expect(await allShown(two)).not.toContain(letter.title);
  });

  it("goes to all outlets, a group or everything below a unit", async () => {
    expect((await send({ all: "on" })).addressees).toBe(4);
    expect((await send({ places: ["B01"], outlets: ["O001"] })).addressees).toBe(4);
    const group = await makeGroup();
    expect((await send({ groups: [group] })).addressees).toBe(2);

    async function makeGroup(): Promise<string> {
      const plan = await db.campaignPlan.findFirstOrThrow({});
      const { groups } = plan.document as { groups: { code: string }[] };
      const code = groups[0]?.code ?? "";
      if (code)
        await db.participant.updateMany({
          where: { unitId: { in: bank.outlets.slice(0, 2).map(({ id }) => id) } },
          data: { groupCode: code },
        });
      return code;
    }
  });

  it("is refused where something is wrong with it, and to who may not write", async () => {
    expect(await refused({})).toEqual(["NOBODY_ADDRESSED"]);
    expect(await refused({ outlets: ["O999"] })).toEqual(["OUTLET_UNKNOWN"]);
    expect(await refused({ places: ["S99"] })).toEqual(["PLACE_UNKNOWN"]);
    expect(await refused({ groups: ["Z9"] })).toEqual(["GROUP_UNKNOWN"]);
    expect(await refused({ people: "no-one" })).toEqual(["PERSON_UNKNOWN"]);
    expect(await refused({ all: "on", dueOn: "2026-06-30" })).toEqual(["DUE_PAST"]);
    const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
    const foreign = await fileFor(branch.id, one.accountId);
    const elsewhere = await fileFor(bank.outlets[0]!.id, bank.staff.accountId, "b");
    expect(await refused({ all: "on", evidence: [foreign.id] })).toEqual(["FILE_NOT_YOURS"]);
    expect(await refused({ all: "on", evidence: [elsewhere.id] })).toEqual(["FILE_NOT_YOURS"]);
    const below = await actorFor("below", "CAMPAIGN_STAFF", bank.outlets[0]!);
    for (const actor of [one, bank.leader, below]) expect(await refused({ all: "on" }, actor)).toEqual(["NOT_FOUND"]);
    expect(await db.letter.count()).toBe(0);
    await asOwner(owner, "ALTER TABLE campaign_plans DISABLE TRIGGER USER");
    await asOwner(owner, "DELETE FROM campaign_plans");
    expect(await refused({ all: "on" })).toEqual(["CAMPAIGN_NOT_RUNNING"]);
  });

  it("is acknowledged by each for themselves, and the office sees who has and who has not", async () => {
    const { no } = await send({ outlets: ["O001", "O002"], people: "3002" });
    const [ofOne] = (await mineOf(one)).mine;
    const [ofTeller] = (await mineOf(teller)).mine;
    expect((await as(one, loadNoticeSummary)).toAcknowledge).toMatchObject([{ title: letter.title, late: false }]);
    expect(await refusalsOf(acknowledgeLetter, two, { addressee: ofOne!.id })).toEqual(["NOT_FOUND"]);
    expect(await refusalsOf(acknowledgeLetter, bank.staff, { addressee: ofOne!.id })).toEqual(["NOT_FOUND"]);
    expect(await refusalsOf(acknowledgeLetter, one, { addressee: ofTeller!.id })).toEqual(["NOT_FOUND"]);
    await must(acknowledgeLetter, one, { addressee: ofOne!.id, note: "已传达。" });
    expect(await refusalsOf(acknowledgeLetter, one, { addressee: ofOne!.id })).toEqual(["ALREADY_ACKNOWLEDGED"]);
    expect((await as(one, loadNoticeSummary)).toAcknowledge).toEqual([]);
    atNoon("2026-07-11");
    expect((await as(two, loadNoticeSummary)).toAcknowledge).toMatchObject([{ late: true }]);
    await must(acknowledgeLetter, teller, { addressee: ofTeller!.id });
    const page = await as(bank.staff, () => loadLetter("C-2026-01", no));
    expect(page.addressees.map(({ code, acknowledged, late }) => [code, acknowledged?.note ?? null, late])).toEqual([
      ["O002", null, true],
      ["O001", "已传达。", false],
      ["3002", "", true],
    ]);
    const list = await as(bank.leader, () => loadLetters("C-2026-01"));
    expect(list).toMatchObject({
      maySend: false,
      rows: [{ state: "SENT", acknowledged: 2, addressees: 3, overdue: true }],
    });
    for (const actor of [one, teller]) {
      await isAbsent(() => as(actor, () => loadLetters("C-2026-01")));
      await isAbsent(() => as(actor, () => loadLetter("C-2026-01", no)));
    }
    await isAbsent(() => as(bank.leader, () => loadNewLetter("C-2026-01")));
  });

  it("without a day asks for nothing", async () => {
    await send({ outlets: ["O001"], dueOn: "" });
    const [mine] = (await mineOf(one)).mine;
    expect((await as(one, loadNoticeSummary)).toAcknowledge).toEqual([]);
    expect(await refusalsOf(acknowledgeLetter, one, { addressee: mine!.id })).toEqual(["NOTHING_TO_ACKNOWLEDGE"]);
  });

  it("can be withdrawn with a reason: its text is closed, and it is there to be read again", async () => {
    const { no } = await send({ outlets: ["O001"], text: "误写的内容。" });
    const [mine] = (await mineOf(one)).mine;
    await must(readAllNotices, one, {});
    const withdrawn = { ...C, letter: no, reason: "发错了网点。" };
    expect(await refusalsOf(withdrawLetter, one, withdrawn)).toEqual(["NOT_FOUND"]);
    expect((await refusalsOf(withdrawLetter, bank.staff, { ...withdrawn, reason: "错" })).length).toBe(1);
    await must(withdrawLetter, bank.staff, withdrawn);
    expect(await refusalsOf(withdrawLetter, bank.staff, withdrawn)).toEqual(["LETTER_WITHDRAWN"]);
    expect(await refusalsOf(acknowledgeLetter, one, { addressee: mine!.id })).toEqual(["LETTER_WITHDRAWN"]);
    expect(await as(one, countUnread)).toBe(1);
    const shown = await allShown(one);
    expect(shown).toContain("发错了网点。");
    expect(shown).not.toContain("误写的内容。");
    expect((await as(one, loadNoticeSummary)).toAcknowledge).toEqual([]);
    await expect(db.$executeRaw`UPDATE letters SET text = 'x'`).rejects.toThrow();
    await expect(asOwner(owner, "DELETE FROM letter_withdrawals")).rejects.toThrow();
  });

  it("opens its files to those it is written to and to the office, until it is withdrawn", async () => {
    const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
    const file = await fileFor(branch.id, bank.staff.accountId);
    const visitor = await actorFor("visitor", "INSPECTOR", { id: branch.id, path: "/HQ/B01/" });
    const { no } = await send({ outlets: ["O001"], evidence: ["", file.id] });
    const opens = async (actor: Actor) => (await loadFile(actor, file.id, "original")) !== null;
    expect([await opens(one), await opens(bank.staff), await opens(bank.leader)]).toEqual([true, true, true]);
    expect([await opens(two), await opens(teller), await opens(visitor)]).toEqual([false, false, false]);
    await must(withdrawLetter, bank.staff, { ...C, letter: no, reason: "发错了网点。" });
    expect([await opens(one), await opens(bank.staff)]).toEqual([false, true]);
  });

  it("is not sent, acknowledged or withdrawn once the campaign is in the archive, and can still be read", async () => {
    const { no } = await send({ outlets: ["O001"] });
    const [mine] = (await mineOf(one)).mine;
    await db.campaignArchive.create({
      data: { campaignId: bank.campaign.id, reason: "测试", byId: bank.campaign.id, byName: "测试" },
    });
    expect(await refused({ all: "on" })).toEqual(["CAMPAIGN_ARCHIVED"]);
    expect(await refusalsOf(acknowledgeLetter, one, { addressee: mine!.id })).toEqual(["CAMPAIGN_ARCHIVED"]);
    expect(await refusalsOf(withdrawLetter, bank.staff, { ...C, letter: no, reason: "发错了网点。" })).toEqual([
      "CAMPAIGN_ARCHIVED",
    ]);
    expect(await mineOf(one)).toMatchObject({ archived: true, text: letter.text });
    await isAbsent(() => as(bank.staff, () => loadNewLetter("C-2026-01")));
  });

  it("sent twice with the same key is one letter", async () => {
    const input = { ...letter, all: "on" };
    const first = await perform(sendLetter, { actor: bank.staff, input, key: "k" });
    expect(await perform(sendLetter, { actor: bank.staff, input, key: "k" })).toEqual(first);
    expect(await db.letter.count()).toBe(1);
  });
});
