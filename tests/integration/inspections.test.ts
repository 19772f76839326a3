import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import { findFindings, inspectionFacts } from "@/lib/inspections/data/facts";
import { findInspection, listInspections, publishedThrough } from "@/lib/inspections/data/records";
import {
  discardInspectionDraft,
  reverseInspectionRecord,
  saveInspectionDraft,
  startInspectionVisit,
  submitInspectionVisit,
  submitSelfCheckForMonth,
} from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { useDatabase } from "../support/database";
import { allPass, hire, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";

useDatabase();

let bank: InspectedBank;
const YEAR = { from: "2026-01-01", to: "2026-12-31" };
const C = "C-2026-01";

beforeAll(async () => {
  setClock(() => new Date("2026-07-13T04:40:00Z"));
  bank = await makeInspectedBank();
});
beforeEach(() => void setClock(() => new Date("2026-07-13T04:40:00Z")));

const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.refusals?.map(({ code }) => code) ?? [];

function selfCheck(actor: Actor, input: Record<string, unknown>, key?: string) {
  const whole = { campaign: C, unit: "O001", month: "2026-07", answers: allPass("self-check"), ...input };
  return perform(submitSelfCheckForMonth, { actor, input: whole, ...(key ? { key } : {}) });
}

function visit(actor: Actor, input: Record<string, unknown>) {
  const method = String(input.method ?? "OPEN");
  const answers = allPass(method === "OPEN" ? "open-check" : "mystery-visit");
  return perform(submitInspectionVisit, {
    actor,
    input: { campaign: C, unit: "O001", method, onDay: "2026-07-13", answers, ...input },
  });
}

const deducted = (more: Record<string, unknown> = {}) => ({
  verdict: "DEDUCTED",
  lost: "1.00",
  reason: "叫号3次未举手，1人走错窗口",
  ...more,
});

describe("a submission with an id of its own", () => {
  const id = (at: number) => `0197b7a0-0000-7000-8000-00000000f0${String(at).padStart(2, "0")}`;

  it("sent ten times at once and once more is one record with one number", async () => {
    const tries = await Promise.all(Array.from({ length: 10 }, () => visit(bank.inspector, { submission: id(1) })));
    const again = await visit(bank.inspector, { submission: id(1) });
    const numbers = [...tries, again].map((outcome) => outcome.ok && outcome.value.no);
    expect(new Set(numbers).size, JSON.stringify(tries)).toBe(1);
    expect(numbers[0]).toMatch(/^I-2026-/);
    expect(again).toEqual(tries[0]);
    expect(await db.inspection.count({ where: { submissionId: id(1) } })).toBe(1);
  });

  it("sent again with other content is refused with the record's number, and nothing changes", async () => {
    const first = await visit(bank.inspector, { submission: id(2) });
    const other = await visit(bank.inspector, {
      submission: id(2),
      answers: { ...allPass("open-check"), [Object.keys(allPass("open-check"))[0]!]: { verdict: "NOT_OBSERVED" } },
    });
    expect(other).toMatchObject({
      refusals: [{ code: "SUBMISSION_DIFFERS", values: { no: first.ok && first.value.no } }],
    });
    expect(await db.inspection.count({ where: { submissionId: id(2) } })).toBe(1);
  });

  it("of somebody else, or of another outlet, says nothing about its record", async () => {
    await visit(bank.inspector, { submission: id(3) });
    expect(codes(await visit(bank.inspector, { submission: id(3), unit: "O002" }))).toEqual(["SUBMISSION_TAKEN"]);
    expect(codes(await visit(bank.inspector, { submission: id(3), method: "COVERT" }))).toEqual(["SUBMISSION_TAKEN"]);
  });

  it("replays after the draft is gone, and a self-check after its month is taken", async () => {
    const started = await perform(startInspectionVisit, {
      actor: bank.inspector,
      input: { campaign: C, unit: "O002", method: "OPEN", onDay: "2026-07-13" },
    });
    const draft = started.ok ? started.value.draft : "";
    const first = await visit(bank.inspector, { unit: "O002", draft, submission: draft });
    expect(await visit(bank.inspector, { unit: "O002", draft, submission: draft })).toEqual(first);
    expect(first.ok).toBe(true);

    setClock(() => new Date("2026-04-20T10:00:00Z"));
    const check = await selfCheck(bank.manager, { month: "2026-04", submission: id(4) });
    expect(await selfCheck(bank.manager, { month: "2026-04", submission: id(4) })).toEqual(check);
    expect(check.ok).toBe(true);
    expect(codes(await selfCheck(bank.manager, { month: "2026-04", submission: id(5) }))).toEqual([
      "ALREADY_SUBMITTED",
    ]);
  });
});

describe("a self-check", () => {
  it("two at once keep exactly one, and the other learns its number and time", async () => {
    const outcomes = await Promise.all([selfCheck(bank.manager, {}), selfCheck(bank.manager, {})]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const kept = outcomes.find((outcome) => outcome.ok);
    const refused = outcomes.find((outcome) => !outcome.ok);
    expect(refused).toMatchObject({
      refusals: [{ code: "ALREADY_SUBMITTED", values: { no: kept?.ok && kept.value.no } }],
    });
    expect(
      await db.inspection.count({ where: { campaignId: bank.campaign.id, method: "SELF", month: "2026-07" } }),
    ).toBe(1);
    const again = await selfCheck(bank.manager, {});
    expect(codes(again)).toEqual(["ALREADY_SUBMITTED"]);
  });

  it("sent again with the same key gives the same answer", async () => {
    setClock(() => new Date("2026-06-30T10:00:00Z"));
    const first = await selfCheck(bank.manager, { month: "2026-06" }, "one-key");
    const second = await selfCheck(bank.manager, { month: "2026-06" }, "one-key");
    expect(first.ok && second.ok && first.value.no === second.value.no).toBe(true);
  });

  it("keeps score, findings and the sheet's version, and yields a fact", async () => {
    setClock(() => new Date("2026-05-20T10:00:00Z"));
    const teller = bank.outlets[0]!.people[1]!;
    const outcome = await selfCheck(bank.manager, {
      month: "2026-05",
      answers: allPass("self-check", {
        "POS-011": deducted({ personId: teller, dueOn: "2026-05-23" }),
        "INF-004": { verdict: "NOT_APPLICABLE" },
      }),
    });
    expect(outcome).toMatchObject({ ok: true, value: { score: "98.9691", findings: 1 } });
    const no = outcome.ok ? outcome.value.no : "";
    expect(no).toMatch(/^I-2026-\d{5}$/);
    const facts = await inspectionFacts(db, bank.campaign.id, { from: "2026-05-01", to: "2026-05-31" });
    expect(facts).toMatchObject([
      {
        ref: no,
        subject: bank.outlets[0]!.id,
        stream: "inspection.self",
        on: "2026-05-20",
        state: "COUNTED",
        value: "98.9691",
        full: "100",
        attrs: { month: "2026-05" },
        lines: [{ code: "POS-011", lost: "1", of: "2", title: { zh: "叫号后向客户举手示意" } }],
      },
    ]);
    const seen = await findInspection(db, bank.campaign.id, no, { unitIds: null, covert: "ALL" });
    expect(seen).toMatchObject({ standard: { code: "self-check", version: 1 }, applicable: "97.00", lost: "1.00" });
    expect(seen?.findingList[0]).toMatchObject({
      no: expect.stringMatching(/^F-2026-/),
      reason: "叫号3次未举手，1人走错窗口",
      person: { id: teller, post: "TELLER" },
    });
    const [context] = await findFindings(db, bank.campaign.id, [facts[0]!.lines![0]!.id], {
      unitIds: null,
      covert: "ALL",
    });
    expect(context).toMatchObject({ inspection: { no }, elsewhere: { deducted: 1 } });
  });

  it.each([
    ["outside the phase", { month: "2026-02" }, "MONTH_OUTSIDE"],
    ["of a month to come", { month: "2026-08" }, "MONTH_FUTURE"],
    ["of a month long closed", { month: "2026-04" }, "MONTH_CLOSED"],
    ["dated in another month", { month: "2026-07", unit: "O002", onDay: "2026-06-30" }, "DAY_OUTSIDE_MONTH"],
    ["without every answer", { month: "2026-07", unit: "O002", answers: {} }, "ITEM_UNANSWERED"],
    [
      "blaming somebody from elsewhere",
      {
        unit: "O002",
        answers: () => allPass("self-check", { "POS-011": deducted({ personId: bank.outlets[0]!.people[0] }) }),
      },
      "PERSON_NOT_AT_OUTLET",
    ],
    ["of an outlet that does not exist", { unit: "O999" }, "NOT_FOUND"],
    ["of another's outlet", { unit: "O001" }, "NOT_FOUND"],
  ])("%s is refused and leaves nothing", async (_, { answers, ...input }: Record<string, unknown>, code) => {
    const before = await db.inspection.count();
    const given = typeof answers === "function" ? answers() : answers;
    const outcome = await selfCheck(bank.otherManager, {
      unit: "O002",
      ...input,
      ...(given ? { answers: given } : {}),
    });
    expect(codes(outcome)[0]).toBe(code);
    expect(await db.inspection.count()).toBe(before);
  });

  it("blames nobody who had moved on by that day", async () => {
    setClock(() => new Date("2026-05-15T10:00:00Z"));
    const former = await hire(bank.outlets[1]!.id, "2009", "TELLER", "2020-01-01", "2026-04-30");
    const answers = allPass("self-check", { "POS-011": deducted({ personId: former }) });
    const outcome = await selfCheck(bank.otherManager, { unit: "O002", month: "2026-05", answers });
    expect(outcome).toMatchObject({ refusals: [{ code: "PERSON_NOT_AT_OUTLET", field: "answers.POS-011.personId" }] });
    setClock(() => new Date("2026-04-30T10:00:00Z"));
    const then = await selfCheck(bank.otherManager, { unit: "O002", month: "2026-04", answers });
    expect(then.ok).toBe(true);
  });

  it("is refused for a day that a review has frozen", async () => {
    setClock(() => new Date("2026-08-20T10:00:00Z"));
    const frozen = await db.frozenPeriod.create({
      data: {
        campaignId: bank.campaign.id,
        reviewCode: "H1",
        fromOn: new Date("2026-08-01"),
        toOn: new Date("2026-08-31"),
      },
    });
    expect(codes(await selfCheck(bank.manager, { month: "2026-08" }))).toEqual(["DAY_FROZEN"]);
    await db.frozenPeriod.delete({ where: { id: frozen.id } });
  });

  it("once reversed may be handed in again, past its deadline, naming the former one", async () => {
    setClock(() => new Date("2026-09-10T10:00:00Z"));
    const first = await selfCheck(bank.manager, { month: "2026-09" });
    const no = first.ok ? first.value.no : "";
    setClock(() => new Date("2026-10-20T10:00:00Z"));
    const reverse = (actor: Actor) =>
      perform(reverseInspectionRecord, { actor, input: { campaign: C, no, reason: "扣错网点，重新自查" } });
    expect(codes(await reverse(bank.manager))).toEqual(["NOT_FOUND"]);
    expect((await reverse(bank.staff)).ok).toBe(true);
    expect(codes(await reverse(bank.staff))).toEqual(["ALREADY_REVERSED"]);
    const second = await selfCheck(bank.manager, { month: "2026-09" });
    expect(second.ok).toBe(true);
    expect(codes(await selfCheck(bank.manager, { month: "2026-09" }))).toEqual(["ALREADY_SUBMITTED"]);
    const facts = await inspectionFacts(db, bank.campaign.id, { from: "2026-09-01", to: "2026-09-30" });
    expect(facts.map(({ ref, state }) => [ref, state]).sort()).toEqual(
      [
        [no, "VOIDED"],
        [second.ok && second.value.no, "COUNTED"],
      ].sort(),
    );
    const seen = await findInspection(db, bank.campaign.id, no, { unitIds: null, covert: "ALL" });
    expect(seen).toMatchObject({
      reversed: { reason: "扣错网点，重新自查" },
      replacedBy: second.ok && second.value.no,
    });
  });
});

describe("a draft", () => {
  const save = (actor: Actor, input: Record<string, unknown>) =>
    perform(saveInspectionDraft, {
      actor,
      input: {
        campaign: C,
        unit: "O002",
        method: "SELF",
        month: "2026-07",
        onDay: "2026-07-13",
        revision: 0,
        answers: {},
        ...input,
      },
    });

  it("of two tabs: the second is told, and both texts remain", async () => {
    const first = await save(bank.otherManager, { answers: { "LOB-001": { verdict: "PASS" } } });
    expect(first).toMatchObject({ ok: true, value: { revision: 1 } });
    const second = await save(bank.otherManager, {
      revision: 1,
      answers: { "LOB-001": { verdict: "DEDUCTED", lost: "" } },
    });
    expect(second).toMatchObject({ ok: true, value: { revision: 2 } });
    expect(
      codes(await save(bank.otherManager, { revision: 1, answers: { "LOB-001": { verdict: "NOT_APPLICABLE" } } })),
    ).toEqual(["DRAFT_STALE"]);
    expect(codes(await save(bank.otherManager, { revision: 0 }))).toEqual(["DRAFT_STALE"]);
    const kept = await db.inspectionDraft.findFirstOrThrow({ where: { unitId: bank.outlets[1]!.id } });
    expect(kept).toMatchObject({ revision: 2, answers: { "LOB-001": { verdict: "DEDUCTED" } } });
  });

  it("begun twice at once is one draft", async () => {
    setClock(() => new Date("2026-11-10T10:00:00Z"));
    const twice = await Promise.all([
      save(bank.otherManager, { month: "2026-11", onDay: "2026-11-10" }),
      save(bank.otherManager, { month: "2026-11", onDay: "2026-11-10" }),
    ]);
    expect(twice.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await db.inspectionDraft.count({ where: { month: "2026-11" } })).toBe(1);
  });

  it("belongs to those who may submit it", async () => {
    expect(codes(await save(bank.manager, {}))).toEqual(["NOT_FOUND"]);
    expect(codes(await save(bank.inspector, {}))).toEqual(["NOT_FOUND"]);
  });

  it("goes when it is submitted, and gives its start to the record", async () => {
    setClock(() => new Date("2026-07-13T06:00:00Z"));
    const outcome = await selfCheck(bank.otherManager, { unit: "O002" });
    expect(outcome.ok).toBe(true);
    expect(await db.inspectionDraft.count({ where: { unitId: bank.outlets[1]!.id, month: "2026-07" } })).toBe(0);
    const kept = await db.inspection.findFirstOrThrow({ where: { unitId: bank.outlets[1]!.id, month: "2026-07" } });
    expect(kept.startedAt < kept.submittedAt).toBe(true);
    expect(codes(await save(bank.otherManager, {}))).toEqual(["ALREADY_SUBMITTED"]);
  });

  it("of a visit is begun, kept, submitted or thrown away by the inspector alone", async () => {
    const begin = () =>
      perform(startInspectionVisit, {
        actor: bank.inspector,
        input: { campaign: C, unit: "O001", method: "OPEN", onDay: "2026-07-13" },
      });
    const begun = await begin();
    const draft = begun.ok ? begun.value.draft : "";
    const keep = (revision: number) =>
      save(bank.inspector, {
        unit: "O001",
        method: "OPEN",
        month: "",
        draft,
        revision,
        answers: { "LOB-001": { verdict: "PASS" } },
      });
    expect(await keep(1)).toMatchObject({ ok: true, value: { revision: 2 } });
    expect(codes(await keep(1))).toEqual(["DRAFT_STALE"]);
    expect(
      codes(await perform(discardInspectionDraft, { actor: bank.manager, input: { campaign: C, draft } })),
    ).toEqual(["NOT_FOUND"]);
    expect((await visit(bank.inspector, { draft })).ok).toBe(true);
    expect(codes(await visit(bank.inspector, { draft }))).toEqual(["DRAFT_GONE"]);
    const other = await begin();
    const discard = await perform(discardInspectionDraft, {
      actor: bank.inspector,
      input: { campaign: C, draft: other.ok ? other.value.draft : "" },
    });
    expect(discard.ok).toBe(true);
  });
});

describe("a visit", () => {
  it("is an inspector's, inside the campaign and not in the future", async () => {
    expect((await visit(bank.inspector, {})).ok).toBe(true);
    expect(codes(await visit(bank.manager, {}))).toEqual(["NOT_FOUND"]);
    expect(codes(await visit(bank.inspector, { onDay: "2026-07-14" }))).toEqual(["DAY_FUTURE"]);
    expect(codes(await visit(bank.inspector, { onDay: "2026-01-14" }))).toEqual(["DAY_OUTSIDE_CAMPAIGN"]);
    expect(codes(await visit(bank.inspector, { answers: allPass("self-check") }))).toContain("ITEM_UNKNOWN");
    expect(codes(await visit(bank.inspector, { surprise: 1 }))).toEqual(["UNKNOWN_FIELD"]);
  });

  it("takes the place only of a reversed one of the same outlet and method", async () => {
    const first = await visit(bank.inspector, { unit: "O002" });
    const no = first.ok ? first.value.no : "";
    expect(codes(await visit(bank.inspector, { unit: "O002", replaces: no }))).toEqual(["REPLACES_UNKNOWN"]);
    await perform(reverseInspectionRecord, { actor: bank.staff, input: { campaign: C, no, reason: "分数记错了" } });
    expect(codes(await visit(bank.inspector, { unit: "O001", replaces: no }))).toEqual(["REPLACES_UNKNOWN"]);
    const twice = await Promise.all([
      visit(bank.inspector, { unit: "O002", replaces: no }),
      visit(bank.inspector, { unit: "O002", replaces: no }),
    ]);
    expect(twice.filter((outcome) => outcome.ok)).toHaveLength(1);
  });

  it("by a mystery shopper shows itself to the outlet only after the review that covers it is published", async () => {
    const outcome = await visit(bank.inspector, { method: "COVERT", onDay: "2026-06-20" });
    expect(outcome.ok).toBe(true);
    const own = [bank.outlets[0]!.id];
    const list = async () => {
      const sight = { unitIds: own, covert: { through: await publishedThrough(db, bank.campaign.id) } } as const;
      const { rows } = await listInspections(db, bank.campaign.id, sight, { method: "COVERT" }, { size: 50, page: 1 });
      return rows;
    };
    expect(await list()).toEqual([]);
    await db.frozenPeriod.create({
      data: {
        campaignId: bank.campaign.id,
        reviewCode: "H1",
        fromOn: new Date("2026-03-16"),
        toOn: new Date("2026-06-30"),
      },
    });
    const review = await db.review.create({ data: { campaignId: bank.campaign.id, code: "H1" } });
    const move = (seq: number, state: string) =>
      db.reviewTransition.create({
        data: { reviewId: review.id, seq, state, byId: bank.staff.accountId, byName: "hq" },
      });
    await move(1, "REVIEW");
    expect(await list()).toEqual([]);
    await move(2, "NOTICE");
    expect(await list()).toMatchObject([{ method: "COVERT", authorName: null }]);
    const everything = await listInspections(
      db,
      bank.campaign.id,
      { unitIds: null, covert: "ALL" },
      { method: "COVERT" },
      { size: 50, page: 1 },
    );
    expect(everything.rows[0]?.authorName).toBe("inspector");
  });
});

describe("the audit trail", () => {
  it("has a line for what was done and for what was refused", async () => {
    const lines = await db.auditEntry.findMany({
      where: { action: "inspections.submitSelfCheck" },
      select: { outcome: true },
    });
    expect(new Set(lines.map(({ outcome }) => outcome))).toEqual(new Set(["DONE", "REFUSED"]));
  });

  it("has one line for every record that was handed in, with its number, outlet and score", async () => {
    const records = await db.inspection.findMany({
      where: { method: { in: ["SELF", "OPEN"] } },
      select: { no: true, score: true, authorId: true, campaignId: true },
    });
    expect(records.length).toBeGreaterThan(3);
    const written: number[] = [];
    for (const { no, score, ...who } of records) {
      const lines = await db.auditEntry.findMany({
        where: { subject: no, action: { startsWith: "inspections.submit" }, outcome: "DONE" },
        orderBy: { at: "asc" },
      });
      expect(lines[0], no).toMatchObject({ actorId: who.authorId, campaignId: who.campaignId });
      expect(lines[0]?.detail, no).toMatchObject({ unit: expect.any(String), score: score.toFixed(4) });
      written.push(lines.length);
    }
    // Sent again it is answered again, and that stands in the trail too: a visit eleven times above, one and a self-check twice.
    const again = written.filter((lines) => lines !== 1);
    expect(again.sort((a, b) => a - b)).toEqual([2, 2, 11]);
  });
});

it("counts every record once among the facts", async () => {
  const facts = await inspectionFacts(db, bank.campaign.id, YEAR);
  expect(facts).toHaveLength(await db.inspection.count());
  expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
});
