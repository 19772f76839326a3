import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { loadAppeal, loadAppealForm, loadAppealList } from "@/lib/appeals/loaders/appeals";
import { loadBesideItem } from "@/lib/appeals/loaders/items";
import { loadFormerResult, loadNotice } from "@/lib/appeals/loaders/notice";
import { loadSet } from "@/lib/appeals/loaders/sets";
import {
  addRescoreChange,
  answerObjection,
  applyRescoreSet,
  cancelRescoreSet,
  fileAppeal,
  finaliseReview,
  hearAppeal,
  objectToResult,
  openRescoreSet,
  previewRescoreSet,
  replyToItem,
  signRescoreSet,
  takeAppealUp,
} from "@/lib/appeals/usecases";
import { inspectionFacts } from "@/lib/inspections/data/facts";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findResult, listResults, listSignatures, listStandings, readComputed, readLife } from "@/lib/reviews/data";
import { canonical, digest } from "@/lib/reviews/rules/seal";
import { freezeReview, liftFreeze, recuseFromSubject, signReview } from "@/lib/reviews/usecases";
import type { Programme } from "@/lib/scoring/programme/schema";
import {
  type AppealedBank,
  freezeHalfYear,
  H1,
  makeAppealedBank,
  publishHalfYear,
  SEATS,
} from "../support/appealed-bank";
import { useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

const C = { campaign: "C-2026-01" };
const WORDS = "我们有监控录像为证，当时并无此情形。";

let bank: AppealedBank;

const at = (day: string) => setClock(() => new Date(`${day}T02:00:00Z`));

beforeEach(async () => {
  at("2026-07-01");
  bank = await makeAppealedBank();
});

type Outcome = { ok: boolean; refusals?: readonly { code: string }[] };
const codes = (outcome: Outcome) => (outcome.ok ? [] : (outcome.refusals ?? []).map(({ code }) => code));

const file = (actor: Actor, kind: string, item: string, key?: string) =>
  perform(fileAppeal, { actor, input: { ...C, kind, item, statement: WORDS }, ...(key ? { key } : {}) });

const hear = (actor: Actor, no: string, outcome: string, more: Record<string, string> = {}) =>
  perform(hearAppeal, {
    actor,
    input: {
      ...C,
      no,
      outcome,
      code: outcome === "REJECTED" ? "NOT_PROVEN" : "EVIDENCE_INSUFFICIENT",
      reason: "经复核。",
      ...more,
    },
  });

async function value<T>(
  outcome: Promise<{ ok: true; value: T } | { ok: false; refusals: readonly unknown[] }>,
): Promise<T> {
  const done = await outcome;
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value;
}

const preview = (set: string) => value(perform(previewRescoreSet, { actor: bank.staff, input: { ...C, set } }));
const apply = (set: string, read: string, actor = bank.leader, key?: string) =>
  perform(applyRescoreSet, { actor, input: { ...C, set, digest: read }, ...(key ? { key } : {}) });

async function signAll(set: string, read: string): Promise<void> {
  for (const [actor, seat] of SEATS(bank))
    await value(perform(signRescoreSet, { actor, input: { ...C, set, review: "H1", seat, digest: read } }));
}

async function ranks(): Promise<Record<string, number | null>> {
  const life = await readLife(db, bank.campaign.id, "H1");
  const result = await findResult(db, life);
  const standings = await listStandings(db, result!.id);
  return Object.fromEntries(
    standings.map(({ subject, rank }) => [bank.outlets.find(({ id }) => id === subject)?.code ?? subject, rank]),
  );
}

async function upheld(): Promise<string> {
  const { no } = await value(file(bank.appellant, "FINDING", bank.findings[0]!.no));
  const { set } = await value(hear(bank.stranger, no, "UPHELD"));
  return set!;
}

describe("an appeal against a finding of a published review", () => {
  it("moves a rank once the set is signed and applied, and the first result stays readable", async () => {
    const firstSeal = await publishHalfYear(bank);
    at("2026-07-03");
    const before = await ranks();
    expect(before.O002).toBeGreaterThan(before.O003!);
    const { no } = await value(file(bank.appellant, "FINDING", bank.findings[0]!.no));
    const { set } = await value(hear(bank.stranger, no, "UPHELD"));
    expect(set).toBe("RS-2026-00001");
    // A ruling alone changes nothing.
    expect(await ranks()).toEqual(before);
    await value(
      perform(addRescoreChange, {
        actor: bank.staff,
        input: { ...C, set, what: "FINDING", item: bank.findings[1]!.no, reason: "同一次检查，复查有误。" },
      }),
    );
    await value(
      perform(addRescoreChange, {
        actor: bank.staff,
        input: { ...C, set, what: "COMPLAINT", item: bank.complaint, reason: "录像证明无责。" },
      }),
    );
    await value(
      perform(addRescoreChange, {
        actor: bank.staff,
        input: { ...C, set, what: "INSPECTION", item: bank.covert.no, reason: "暗访走错网点。" },
      }),
    );
    const { digest: read, reviews } = await preview(set!);
    expect(reviews).toBe(1);
    expect(await ranks()).toEqual(before);
    expect(await db.findingCorrection.count()).toBe(0);
    expect(codes(await apply(set!, read))).toEqual(["NOT_SIGNED"]);
    await signAll(set!, read);
    const stored = await db.rescorePreview.findFirstOrThrow({ orderBy: { seq: "desc" } });
    const [touched] = stored.reviews as unknown as { input: string; output: string; formerId: string }[];
    await value(apply(set!, read));

    const life = await readLife(db, bank.campaign.id, "H1");
    expect([life.state, life.steps.at(-1)?.reason]).toEqual(["NOTICE", set]);
    const after = await ranks();
    expect(after.O002).toBeLessThan(before.O002!);
    expect(after.O002).toBeLessThan(after.O003!);
    const results = await listResults(db, life.id!);
    expect(results.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(results[1]!.previousSeal).toBe(firstSeal);
    // What was previewed is what stands, byte for byte.
    const row = await db.reviewResult.findUniqueOrThrow({ where: { id: results[1]!.id } });
    expect([digest(row.input), digest(row.output)]).toEqual([touched!.input, touched!.output]);
    expect((await readComputed(db, "C-2026-01", "H1", results[1]!, { fresh: true })).agrees).toBe(true);
    expect((await readComputed(db, "C-2026-01", "H1", results[0]!, { fresh: true })).agrees).toBe(true);
    expect((await listStandings(db, results[0]!.id)).length).toBe(4);
    expect((await listSignatures(db, results[1]!.id)).map(({ seat }) => seat)).toEqual([
      "MEMBER",
      "DEPUTY_LEADER",
      "LEADER",
    ]);
    // By-rule awards are granted anew under it.
    expect(await db.awardDecision.count({ where: { resultId: results[1]!.id, granted: true } })).toBeGreaterThan(0);
    // The notice days run anew from the day it was applied.
    at("2026-07-09");
    expect(codes(await perform(finaliseReview, { actor: bank.leader, input: H1 }))).toEqual(["NOTICE_RUNNING"]);
    at("2026-07-20");
    expect(codes(await perform(finaliseReview, { actor: bank.leader, input: H1 }))).toEqual([]);
  });

  it("is applied to a final review too, which goes back on notice", async () => {
    await publishHalfYear(bank);
    at("2026-07-04");
    const { no } = await value(file(bank.appellant, "FINDING", bank.findings[0]!.no));
    at("2026-07-20");
    await value(perform(finaliseReview, { actor: bank.leader, input: H1 }));
    const { set } = await value(hear(bank.stranger, no, "PARTLY", { lost: await smaller(), code: "EXCESSIVE" }));
    const { digest: read } = await preview(set!);
    await signAll(set!, read);
    await value(apply(set!, read));
    expect((await readLife(db, bank.campaign.id, "H1")).state).toBe("NOTICE");
    const facts = await inspectionFacts(db, bank.campaign.id, { from: "2026-01-01", to: "2026-12-31" });
    const fact = facts.find(({ id }) => id === bank.inspection.id)!;
    expect(fact.lines?.[0]?.lost).toBe(String(Number(await smaller())));
  });

  it("reaches every later review that took the corrected one over", async () => {
    // The bank above has no later review; one of July takes over what the half-year came to.
    const late = { campaign: "C-2026-01", review: "LATE" };
    await addLateReview();
    await publishHalfYear(bank);
    at("2026-07-03");
    const { no } = await value(file(bank.appellant, "FINDING", bank.findings[0]!.no));
    at("2026-07-20");
    await value(perform(finaliseReview, { actor: bank.leader, input: H1 }));
    at("2026-08-03");
    await value(perform(freezeReview, { actor: bank.leader, input: late }));
    const { set } = await value(hear(bank.stranger, no, "UPHELD"));
    const { digest: read, reviews } = await preview(set!);
    expect(reviews).toBe(2);
    await signAll(set!, read);
    await value(apply(set!, read));
    const [half, later] = await Promise.all(["H1", "LATE"].map((code) => readLife(db, bank.campaign.id, code)));
    expect([half!.state, later!.state]).toEqual(["NOTICE", "FROZEN"]);
    const [first, second] = [(await findResult(db, half!))!, (await findResult(db, later!))!];
    expect([first.seq, second.seq, second.previousSeal]).toEqual([2, 2, first.seal]);
    const totals = Object.fromEntries(
      (await listStandings(db, first.id)).map(({ subject, total }) => [subject, total]),
    );
    const computed = await readComputed(db, "C-2026-01", "LATE", second, { fresh: true });
    expect([computed.agrees, computed.input.carried]).toEqual([true, { H1: totals }]);
  });

  it("sends a frozen review back to be signed again", async () => {
    const seal = await freezeHalfYear(bank);
    await value(perform(signReview, { actor: bank.member, input: { ...H1, seat: "MEMBER", seal } }));
    const { no } = await value(perform(openRescoreSet, { actor: bank.staff, input: { ...C, reason: "复查。" } }));
    await value(
      perform(addRescoreChange, {
        actor: bank.staff,
        input: { ...C, set: no, what: "INSPECTION", item: bank.inspection.no, reason: "重复录入。" },
      }),
    );
    const { digest: read } = await preview(no);
    await value(apply(no, read));
    const life = await readLife(db, bank.campaign.id, "H1");
    const result = await findResult(db, life);
    expect([life.state, result?.seq, (await listSignatures(db, result!.id)).length]).toEqual(["FROZEN", 2, 0]);
    expect(codes(await perform(signReview, { actor: bank.member, input: { ...H1, seat: "MEMBER", seal } }))).toEqual([
      "RESULT_CHANGED",
    ]);
  });

  it("corrects an open day at once", async () => {
    at("2026-04-24");
    const { no } = await value(file(bank.appellant, "FINDING", bank.findings[0]!.no));
    const { set } = await value(hear(bank.stranger, no, "UPHELD"));
    expect(set).toBeNull();
    const corrections = await db.findingCorrection.findMany();
    expect(corrections.map(({ findingId, lost }) => [findingId, lost.toFixed(2)])).toEqual([
      [bank.findings[0]!.id, "0.00"],
    ]);
    const facts = await inspectionFacts(db, bank.campaign.id, { from: "2026-04-22", to: "2026-04-22" });
    const original = await db.inspection.findUniqueOrThrow({ where: { id: bank.inspection.id } });
    expect(Number(facts[0]!.value)).toBeGreaterThan(Number(original.score));
  });
});

async function addLateReview(): Promise<void> {
  const plan = await db.campaignPlan.findFirstOrThrow({ where: { campaignId: bank.campaign.id } });
  const document = structuredClone(plan.document) as unknown as Programme;
  const half = document.reviews[0]!;
  document.reviews.push({
    ...half,
    code: "LATE",
    period: "H2",
    cutOffOn: "2026-07-31",
    ties: [],
    root: { kind: "carry", code: "LATE_CARRY", name: half.name, review: "H1", otherwise: "UNRANKED" },
  });
  await db.campaignPlan.create({
    data: {
      campaignId: bank.campaign.id,
      version: 2,
      document: JSON.parse(JSON.stringify(document)),
      hash: digest(canonical(document)),
      publishedById: plan.publishedById,
    },
  });
}

async function smaller(): Promise<string> {
  const finding = bank.findings[0]!;
  const inspection = await db.inspection.findUniqueOrThrow({ where: { id: bank.inspection.id } });
  const item = await db.standardItem.findFirstOrThrow({
    where: { versionId: inspection.versionId, code: finding.itemCode },
  });
  return item.steps[0]!;
}

describe("hearings", () => {
  it("go one level up once more, and then no further", async () => {
    await publishHalfYear(bank);
    at("2026-07-03");
    const { no } = await value(file(bank.appellant, "FINDING", bank.findings[0]!.no));
    const up = () =>
      perform(takeAppealUp, { actor: bank.appellant, input: { ...C, no, statement: "请上一级再看一次录像。" } });
    expect(codes(await up())).toEqual(["NOT_HEARD_YET"]);
    await value(hear(bank.stranger, no, "REJECTED"));
    expect(codes(await hear(bank.leader, no, "REJECTED"))).toEqual(["ALREADY_RULED"]);
    await value(up());
    // The same level does not hear it again, the one above does.
    expect(codes(await hear(bank.leader, no, "UPHELD"))).toEqual(["NOT_A_LEVEL_UP"]);
    await value(hear(bank.upper, no, "REJECTED"));
    expect(codes(await up())).toEqual(["ROUNDS_USED"]);
  });

  it("are not held by those involved", async () => {
    await publishHalfYear(bank);
    at("2026-07-03");
    const judge: Actor = { ...bank.inspector, grants: [...bank.inspector.grants, ...bank.leader.grants] };
    const { no } = await value(file(bank.appellant, "FINDING", bank.findings[0]!.no));
    expect(codes(await hear(judge, no, "UPHELD"))).toEqual(["INVOLVED"]);
    expect(codes(await hear(bank.appellant, no, "UPHELD"))).toEqual(["NOT_FOUND"]);
    expect(codes(await hear(bank.staff, no, "UPHELD"))).toEqual(["NOT_FOUND"]);
    const stood = await perform(recuseFromSubject, {
      actor: bank.stranger,
      input: { ...H1, subject: bank.outlets[1]!.id, interest: "KIN", reason: "亲属在该网点任职。" },
    });
    expect(codes(stood)).toEqual([]);
    expect(codes(await hear(bank.stranger, no, "UPHELD"))).toEqual(["INVOLVED"]);
    asking = bank.stranger;
    expect((await loadAppeal("C-2026-01", no)).notHearing).toBe("INVOLVED");
  });

  it("name a reason that fits, and correct no more than there is", async () => {
    await publishHalfYear(bank);
    at("2026-07-03");
    const { no } = await value(file(bank.appellant, "FINDING", bank.findings[0]!.no));
    expect(codes(await hear(bank.stranger, no, "UPHELD", { code: "NOT_PROVEN" }))).toEqual(["REASON_DOES_NOT_FIT"]);
    expect(codes(await hear(bank.stranger, no, "PARTLY"))).toEqual(["LOST_MISSING"]);
    expect(codes(await hear(bank.stranger, no, "PARTLY", { lost: bank.findings[0]!.lost }))).toEqual(["LOST_NOT_LESS"]);
    const whole = await value(file(bank.appellant, "INSPECTION", bank.inspection.no));
    expect(codes(await hear(bank.stranger, whole.no, "PARTLY"))).toEqual(["PARTLY_NOT_POSSIBLE"]);
  });
});

describe("filing", () => {
  it("has its days: from the release, and again from each notice", async () => {
    at("2026-04-28");
    expect(codes(await file(bank.appellant, "FINDING", bank.findings[0]!.no))).toEqual(["WINDOW_CLOSED"]);
    at("2026-07-01");
    await publishHalfYear(bank);
    at("2026-07-07");
    expect(codes(await file(bank.appellant, "FINDING", bank.findings[0]!.no))).toEqual(["WINDOW_CLOSED"]);
    at("2026-07-06");
    expect(codes(await file(bank.appellant, "FINDING", bank.findings[0]!.no))).toEqual([]);
    expect(codes(await file(bank.appellant, "FINDING", bank.findings[0]!.no))).toEqual(["ALREADY_APPEALED"]);
  });

  it("knows nothing of other outlets, of mystery visits before their review, nor of what there is not", async () => {
    expect(codes(await file(bank.appellant, "FINDING", bank.covert.finding))).toEqual(["NOT_FOUND"]);
    expect(codes(await file(bank.appellant, "INSPECTION", bank.covert.no))).toEqual(["NOT_FOUND"]);
    await publishHalfYear(bank);
    expect(codes(await file(bank.manager, "FINDING", bank.findings[0]!.no))).toEqual(["NOT_FOUND"]);
    expect(codes(await file(bank.leader, "FINDING", bank.findings[0]!.no))).toEqual(["NOT_FOUND"]);
    expect(codes(await file(bank.appellant, "FINDING", "F-2026-00000"))).toEqual(["NOT_FOUND"]);
    expect(codes(await file(bank.appellant, "FINDING", bank.covert.finding))).toEqual([]);
  });

  it("twice at once is one appeal", async () => {
    await publishHalfYear(bank);
    const one = await value(file(bank.appellant, "FINDING", bank.findings[0]!.no, "k1"));
    expect(await value(file(bank.appellant, "FINDING", bank.findings[0]!.no, "k1"))).toEqual(one);
    expect(await db.appeal.count()).toBe(1);
    const again = await Promise.all([
      file(bank.appellant, "FINDING", bank.findings[1]!.no),
      file(bank.appellant, "FINDING", bank.findings[1]!.no),
    ]);
    expect(again.filter(({ ok }) => ok).length).toBe(1);
  });

  it("keeps what an outlet says beside the item without any appeal", async () => {
    await value(
      perform(replyToItem, {
        actor: bank.appellant,
        input: { ...C, kind: "FINDING", item: bank.findings[0]!.no, text: "当日系统升级，叫号机停用。" },
      }),
    );
    expect(
      codes(
        await perform(replyToItem, {
          actor: bank.manager,
          input: { ...C, kind: "FINDING", item: bank.findings[0]!.no, text: "别的网点。" },
        }),
      ),
    ).toEqual(["NOT_FOUND"]);
    expect(await db.outletReply.count()).toBe(1);
  });
});

describe("complaints and penalties", () => {
  it("a verdict is revised, and the penalty it set off falls away", async () => {
    await publishHalfYear(bank);
    const life = await readLife(db, bank.campaign.id, "H1");
    const first = await findResult(db, life);
    const before = await db.penaltyDecision.count({ where: { resultId: first!.id } });
    const { no } = await value(file(bank.appellant, "COMPLAINT", bank.complaint));
    const { set } = await value(hear(bank.stranger, no, "UPHELD"));
    const { digest: read } = await preview(set!);
    await signAll(set!, read);
    await value(apply(set!, read));
    const second = await findResult(db, await readLife(db, bank.campaign.id, "H1"));
    expect(await db.penaltyDecision.count({ where: { resultId: second!.id } })).toBeLessThan(before);
    expect(await db.penaltyDecision.count({ where: { resultId: first!.id } })).toBe(before);
    const computed = await readComputed(db, "C-2026-01", "H1", second!);
    expect(computed.input.facts.find(({ ref }) => ref === bank.complaint)?.attrs.validity).toBe("INVALID");
  });

  it("a penalty is heard above the body that decided it, and waived under a new result", async () => {
    await publishHalfYear(bank);
    const first = await findResult(db, await readLife(db, bank.campaign.id, "H1"));
    const decision = await db.penaltyDecision.findFirstOrThrow({
      where: { resultId: first!.id, consequence: "REMOVAL", subject: bank.outlets[1]!.id },
    });
    expect(codes(await file(bank.manager, "PENALTY", decision.id))).toEqual(["NOT_FOUND"]);
    const { no } = await value(file(bank.appellant, "PENALTY", decision.id));
    expect(codes(await hear(bank.leader, no, "UPHELD"))).toEqual(["NOT_A_LEVEL_UP"]);
    const { set } = await value(hear(bank.upper, no, "UPHELD"));
    const { digest: read } = await preview(set!);
    await signAll(set!, read);
    await value(apply(set!, read));
    const second = await findResult(db, await readLife(db, bank.campaign.id, "H1"));
    const rows = await db.penaltyDecision.findMany({
      where: {
        resultId: second!.id,
        penaltyCode: decision.penaltyCode,
        subject: decision.subject,
        factId: decision.factId,
      },
    });
    // What was not appealed against stays; with the other gone as well the penalty is waived.
    expect(rows.map(({ consequence }) => consequence)).toEqual(["RECOMPETE"]);
    const rest = await value(file(bank.appellant, "PENALTY", rows[0]!.id));
    const next = await value(hear(bank.upper2, rest.no, "UPHELD"));
    const { digest: again } = await preview(next.set!);
    await signAll(next.set!, again);
    await value(apply(next.set!, again));
    const third = await findResult(db, await readLife(db, bank.campaign.id, "H1"));
    const left = await db.penaltyDecision.findMany({ where: { resultId: third!.id } });
    expect(left.map(({ consequence, amountMinor }) => [consequence, amountMinor])).toEqual([["", null]]);
  });

  it("a person appeals against a penalty of their own", async () => {
    await publishHalfYear(bank);
    const first = await findResult(db, await readLife(db, bank.campaign.id, "H1"));
    const decision = await db.penaltyDecision.findFirstOrThrow({
      where: { resultId: first!.id, subject: bank.outlets[1]!.id, personId: bank.outlets[1]!.head },
    });
    const other: Actor = {
      ...(await actorFor("teller", "STAFF", bank.outlets[1]!)),
      personId: bank.outlets[1]!.teller,
    };
    const own: Actor = { ...(await actorFor("head", "STAFF", bank.outlets[1]!)), personId: bank.outlets[1]!.head };
    expect(codes(await file(other, "PENALTY", decision.id))).toEqual(["NOT_FOUND"]);
    expect(codes(await file(own, "PENALTY", decision.id))).toEqual([]);
  });
});

describe("re-score sets", () => {
  it("of two at once the second must be previewed again", async () => {
    await publishHalfYear(bank);
    const one = await upheld();
    const two = await value(perform(openRescoreSet, { actor: bank.staff, input: { ...C, reason: "复查。" } }));
    await value(
      perform(addRescoreChange, {
        actor: bank.staff,
        input: { ...C, set: two.no, what: "INSPECTION", item: bank.covert.no, reason: "走错网点。" },
      }),
    );
    const [first, second] = [await preview(one), await preview(two.no)];
    await signAll(one, first.digest);
    await signAll(two.no, second.digest);
    const both = await Promise.all([apply(one, first.digest), apply(two.no, second.digest)]);
    expect(both.flatMap(codes)).toEqual(["STALE"]);
    const left = both[0]!.ok ? two.no : one;
    const again = await preview(left);
    expect(codes(await apply(left, again.digest))).toEqual(["NOT_SIGNED"]);
    await signAll(left, again.digest);
    expect(codes(await apply(left, again.digest))).toEqual([]);
    const life = await readLife(db, bank.campaign.id, "H1");
    const results = await listResults(db, life.id!);
    expect(results.map(({ previousSeal }) => previousSeal)).toEqual([null, results[0]!.seal, results[1]!.seal]);
  });

  it("a second click applies nothing twice", async () => {
    await publishHalfYear(bank);
    const set = await upheld();
    const { digest: read } = await preview(set);
    await signAll(set, read);
    const both = await Promise.all([apply(set, read, bank.leader, "k"), apply(set, read, bank.leader, "k")]);
    expect(both.some(({ ok }) => ok)).toBe(true);
    expect((await apply(set, read, bank.leader, "k")).ok).toBe(true);
    expect(codes(await apply(set, read))).toEqual(["SET_CLOSED"]);
    expect(await db.rescoreResult.count()).toBe(1);
  });

  it("are refused where they say nothing, are not read, or have changed", async () => {
    await publishHalfYear(bank);
    const { no } = await value(perform(openRescoreSet, { actor: bank.staff, input: { ...C, reason: "复查。" } }));
    const add = (what: string, item: string, more: Record<string, string> = {}) =>
      perform(addRescoreChange, { actor: bank.staff, input: { ...C, set: no, what, item, reason: "复查。", ...more } });
    const run = () => perform(previewRescoreSet, { actor: bank.staff, input: { ...C, set: no } });
    expect(codes(await run())).toEqual(["SET_EMPTY"]);
    expect(codes(await add("INSPECTION", "I-2026-0"))).toEqual(["ITEM_UNKNOWN"]);
    expect(codes(await apply(no, "0".repeat(64)))).toEqual(["NO_PREVIEW"]);
    await value(add("FINDING", bank.findings[0]!.no));
    expect(codes(await add("FINDING", bank.findings[0]!.no))).toEqual(["IN_SET_ALREADY"]);
    const { digest: read } = await preview(no);
    expect(codes(await apply(no, "0".repeat(64)))).toEqual(["PREVIEW_CHANGED"]);
    await value(add("FINDING", bank.findings[1]!.no));
    // What was read does not hold the second correction.
    expect(codes(await apply(no, read))).toEqual(["NO_PREVIEW"]);
    const again = await preview(no);
    const sign = (actor: Actor, seat: string, review = "H1") =>
      perform(signRescoreSet, { actor, input: { ...C, set: no, review, seat, digest: again.digest } });
    expect(codes(await sign(bank.leader, "LEADER"))).toEqual(["NOT_YOUR_TURN"]);
    expect(codes(await sign(bank.stranger, "MEMBER"))).toEqual(["NOT_YOUR_SEAT"]);
    expect(codes(await sign(bank.member, "MEMBER", "YEAR"))).toEqual(["NOTHING_TO_SIGN"]);
    await value(sign(bank.member, "MEMBER"));
    expect(codes(await sign(bank.member, "MEMBER"))).toEqual(["ALREADY_SIGNED"]);
    expect(codes(await apply(no, again.digest, bank.staff))).toEqual(["NOT_FOUND"]);
    expect(codes(await perform(previewRescoreSet, { actor: bank.appellant, input: { ...C, set: no } }))).toEqual([
      "NOT_FOUND",
    ]);
    await value(perform(cancelRescoreSet, { actor: bank.staff, input: { ...C, set: no, reason: "不再需要。" } }));
    expect(codes(await run())).toEqual(["SET_CLOSED"]);
    expect(await db.findingCorrection.count()).toBe(0);
  });

  it("leave open days to where they are recorded", async () => {
    const { no } = await value(perform(openRescoreSet, { actor: bank.staff, input: { ...C, reason: "复查。" } }));
    const added = await perform(addRescoreChange, {
      actor: bank.staff,
      input: { ...C, set: no, what: "FINDING", item: bank.findings[0]!.no, reason: "复查。" },
    });
    expect(codes(added)).toEqual(["DAY_OPEN"]);
  });

  it("a cancelled one leaves what rulings ordered to the next, and the review is not final before", async () => {
    await publishHalfYear(bank);
    at("2026-07-03");
    const set = await upheld();
    at("2026-07-20");
    expect(codes(await perform(finaliseReview, { actor: bank.leader, input: H1 }))).toEqual(["CORRECTIONS_OPEN"]);
    await value(perform(cancelRescoreSet, { actor: bank.staff, input: { ...C, set, reason: "并入下一组。" } }));
    expect(codes(await perform(finaliseReview, { actor: bank.leader, input: H1 }))).toEqual(["CORRECTIONS_OPEN"]);
    const next = await value(perform(openRescoreSet, { actor: bank.staff, input: { ...C, reason: "再来。" } }));
    const changes = await db.rescoreChange.findMany({ where: { set: { no: next.no } } });
    expect(changes.map(({ itemId }) => itemId)).toEqual([bank.findings[0]!.id]);
  });
});

describe("objections during the public notice", () => {
  const object = (actor: Actor, subject: string, text = "第二名与第三名的业务量疑似互换。") =>
    perform(objectToResult, { actor, input: { ...H1, subject, text } });

  it("are made only then, decided by others, and keep the review from becoming final", async () => {
    expect(codes(await object(bank.manager, bank.outlets[1]!.id))).toEqual(["NOT_FOUND"]);
    await freezeHalfYear(bank);
    expect(codes(await object(bank.manager, bank.outlets[1]!.id))).toEqual(["NOT_FOUND"]);
    await value(perform(liftFreeze, { actor: bank.leader, input: { ...H1, reason: "重来。" } }));
    await publishHalfYear(bank);
    at("2026-07-03");
    expect(codes(await object(bank.manager, "00000000-0000-7000-8000-0000000000ff"))).toEqual(["LINE_UNKNOWN"]);
    expect((await object(bank.manager, bank.outlets[1]!.id, "短")).ok).toBe(false);
    const { no } = await value(object(bank.manager, bank.outlets[1]!.id));
    expect(codes(await object(bank.manager, bank.outlets[1]!.id))).toEqual(["ALREADY_OBJECTED"]);
    const own = await value(object(bank.leader, bank.outlets[2]!.id));
    at("2026-07-20");
    expect(codes(await object(bank.manager, bank.outlets[2]!.id))).toEqual(["NOTICE_OVER"]);
    const final = await perform(finaliseReview, { actor: bank.leader, input: H1 });
    expect(final.ok ? null : final.refusals).toMatchObject([{ code: "OBJECTIONS_OPEN", values: { count: 2 } }]);
    const answer = (actor: Actor, which: string, outcome: string, code: string) =>
      perform(answerObjection, { actor, input: { ...C, no: which, outcome, code, reason: "已核对导入表。" } });
    expect(codes(await answer(bank.manager, no, "REJECTED", "NOT_PROVEN"))).toEqual(["NOT_FOUND"]);
    expect(codes(await answer(bank.leader, own.no, "REJECTED", "NOT_PROVEN"))).toEqual(["INVOLVED"]);
    expect(codes(await answer(bank.deputy, no, "UPHELD", "NOT_PROVEN"))).toEqual(["REASON_DOES_NOT_FIT"]);
    await value(answer(bank.deputy, own.no, "REJECTED", "NOT_PROVEN"));
    const { set } = await value(answer(bank.deputy, no, "UPHELD", "RULE_MISREAD"));
    expect(codes(await answer(bank.deputy, no, "REJECTED", "NOT_PROVEN"))).toEqual(["ALREADY_ANSWERED"]);
    expect(codes(await perform(finaliseReview, { actor: bank.leader, input: H1 }))).toEqual(["CORRECTIONS_OPEN"]);
    await value(perform(cancelRescoreSet, { actor: bank.staff, input: { ...C, set: set!, reason: "已在他处更正。" } }));
    expect(codes(await perform(finaliseReview, { actor: bank.leader, input: H1 }))).toEqual([]);
  });
});

describe("what the pages show", () => {
  it("nobody reads another outlet's appeal, nor who objects, nor a result before its notice", async () => {
    await publishHalfYear(bank);
    at("2026-07-03");
    const { no } = await value(file(bank.appellant, "FINDING", bank.findings[0]!.no));
    await value(
      perform(objectToResult, {
        actor: bank.appellant,
        input: { ...H1, subject: bank.outlets[0]!.id, text: "第一名的业务量疑似重复计入。" },
      }),
    );
    asking = bank.manager;
    await expect(loadAppeal("C-2026-01", no)).rejects.toThrow();
    await expect(loadAppealForm("C-2026-01", "FINDING", bank.findings[1]!.no)).rejects.toThrow();
    expect((await loadAppealList("C-2026-01")).rows).toEqual([]);
    expect((await loadAppealList("C-2026-01")).sets).toBeNull();
    expect(await loadBesideItem("C-2026-01", "FINDING", bank.findings[0]!.no)).toBeNull();
    const seen = await loadNotice("C-2026-01", "H1");
    expect(seen?.objections).toHaveLength(1);
    expect(seen?.objections[0]).toMatchObject({ byName: null, text: null, own: false });
    expect(JSON.stringify(seen)).not.toContain(bank.appellant.name);
    await expect(loadSet("C-2026-01", "RS-2026-00001")).rejects.toThrow();
    asking = bank.appellant;
    expect((await loadNotice("C-2026-01", "H1"))?.objections[0]).toMatchObject({ byName: null, own: true });
    expect(await loadAppeal("C-2026-01", no)).toMatchObject({ no, mayHear: false, notHearing: null });
    asking = bank.stranger;
    expect(await loadAppeal("C-2026-01", no)).toMatchObject({ mayHear: true });
    expect((await loadAppealList("C-2026-01")).toHear).toBe(1);
    expect((await loadNotice("C-2026-01", "H1"))?.objections[0]).toMatchObject({ byName: "m2", mayAnswer: true });
  });

  it("the difference since the first notice, and the first result, are open to everybody who may read the list", async () => {
    await freezeHalfYear(bank);
    await value(perform(liftFreeze, { actor: bank.leader, input: { ...H1, reason: "重来。" } }));
    await publishHalfYear(bank);
    at("2026-07-03");
    const set = await upheld();
    const { digest: read } = await preview(set);
    asking = bank.staff;
    const shown = await loadSet("C-2026-01", set);
    expect(shown.effects?.[0]).toMatchObject({ review: "H1", state: "NOTICE", after: "NOTICE", subjects: 4 });
    expect(shown.effects?.[0]?.rows.some(({ code }) => code === "O002")).toBe(true);
    await signAll(set, read);
    await value(apply(set, read));
    asking = bank.manager;
    const seen = await loadNotice("C-2026-01", "H1");
    expect(seen?.changed?.sets).toEqual([set]);
    expect(seen?.changed?.rows.some(({ name }) => name.en === "Outlet O002")).toBe(true);
    // The one whose freeze was lifted was never published.
    expect(seen?.earlier.map(({ seq, set: by }) => [seq, by])).toEqual([[2, set]]);
    expect(await loadFormerResult("C-2026-01", "H1", 2)).toMatchObject({ set, agrees: true });
    await expect(loadFormerResult("C-2026-01", "H1", 1)).rejects.toThrow();
    await expect(loadFormerResult("C-2026-01", "H1", 9)).rejects.toThrow();
    asking = bank.leader;
    expect((await loadFormerResult("C-2026-01", "H1", 1)).set).toBeNull();
  });

  it("a penalty of one's own outlet is listed while its days run", async () => {
    await publishHalfYear(bank);
    asking = bank.appellant;
    expect((await loadAppealList("C-2026-01")).penalties.length).toBeGreaterThan(0);
    asking = bank.manager;
    expect((await loadAppealList("C-2026-01")).penalties).toEqual([]);
    at("2026-07-07");
    asking = bank.appellant;
    expect((await loadAppealList("C-2026-01")).penalties).toEqual([]);
  });
});
