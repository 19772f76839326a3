import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import { complaintFacts, isUnmasked, undecidedComplaints } from "@/lib/complaints/data";
import {
  addComplaintStep,
  decideComplaint,
  registerComplaint,
  reverseComplaint,
  unmaskComplaint,
} from "@/lib/complaints/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { unseal } from "@/lib/platform/secrets";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, type InspectedBank, makeInspectedBank, placeUnit } from "../support/inspected-bank";
import { addPointsCampaign, scoreOf } from "../support/points-campaign";

const database = useDatabase();

let bank: InspectedBank;
let officer: Actor;
let auditor: Actor;
let strangeOfficer: Actor;

beforeAll(async () => {
  setClock(() => new Date("2026-06-22T01:12:00Z"));
  bank = await makeInspectedBank();
  const branch = { id: (await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } })).id, path: "/HQ/B01/" };
  officer = await actorFor("officer", "COMPLAINT_OFFICER", branch);
  auditor = await actorFor("auditor", "AUDITOR", branch);
  const hq = await db.orgUnit.findUniqueOrThrow({ where: { code: "HQ" } });
  strangeOfficer = await actorFor(
    "strange",
    "COMPLAINT_OFFICER",
    await placeUnit("B02", "BRANCH", { id: hq.id, path: "/HQ/" }),
  );
});

const range = { from: "2026-03-16", to: "2026-12-31" };
const ALL = (changes: Record<string, unknown> = {}) => ({
  campaign: bank.campaign.code,
  unit: "O001",
  receivedAt: "2026-06-15T09:58",
  channel: "HOTLINE",
  category: "WAITING",
  level: "OUTLET",
  title: "等候53分钟，窗口未全开",
  account: "早上九点取号，等到快十点才办上。",
  customer: "王建国",
  contact: "13812342207",
  person: "1002",
  ...changes,
});

async function registered(changes: Record<string, unknown> = {}): Promise<string> {
  const done = await perform(registerComplaint, { actor: officer, input: ALL(changes) });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value.no;
}
async function withReport(changes: Record<string, unknown> = {}): Promise<string> {
  const no = await registered(changes);
  await perform(addComplaintStep, { actor: officer, input: { no, kind: "INQUIRY", note: "已询问当事人。" } });
  return no;
}
const verdict = (no: string, changes: Record<string, unknown> = {}) => ({
  no,
  validity: "VALID",
  level: "OUTLET",
  cause: "OBJECTIVE",
  reason: "超过公示承诺的30分钟。",
  ...changes,
});
const codes = (outcome: Awaited<ReturnType<typeof perform>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code, field }) => (field ? `${code} ${field}` : code));

describe("registering a complaint", () => {
  it("keeps it as first received, numbers it and seals name and contact", async () => {
    const no = await registered();
    expect(no).toMatch(/^T-2026-\d{5}$/);
    const row = await db.complaint.findUniqueOrThrow({ where: { no } });
    expect(row.receivedAt.toISOString()).toBe("2026-06-15T01:58:00.000Z");
    expect(row.receivedOn.toISOString()).toBe("2026-06-15T00:00:00.000Z");
    expect(row.personId).toBe(bank.outlets[0]?.people[1]);
    expect(row.contactSealed).not.toContain("2207");
    expect(unseal(row.contactSealed ?? "", "complaints.contact")).toBe("13812342207");
    expect(() => unseal(row.contactSealed ?? "", "complaints.customer")).toThrow();
  });

  it("is the complaint officer's: everybody else finds nothing, as does an officer of another branch", async () => {
    for (const actor of [bank.manager, bank.staff, bank.inspector, auditor, strangeOfficer]) {
      expect(codes(await perform(registerComplaint, { actor, input: ALL() }))).toEqual(["NOT_FOUND"]);
    }
    expect(codes(await perform(registerComplaint, { actor: officer, input: ALL({ unit: "O999" }) }))).toEqual([
      "NOT_FOUND",
    ]);
    expect(codes(await perform(registerComplaint, { actor: officer, input: ALL({ campaign: "C-1999-01" }) }))).toEqual([
      "NOT_FOUND",
    ]);
  });

  it("names each wrong entry at its field", async () => {
    const bad = ALL({ receivedAt: "2026-02-30T10:00", channel: "PIGEON", title: " ", extra: 1 });
    expect(codes(await perform(registerComplaint, { actor: officer, input: bad })).sort()).toEqual([
      "NOT_A_CHOICE channel",
      "REQUIRED title",
      "TIME receivedAt",
      "UNKNOWN_FIELD extra",
    ]);
    expect(codes(await perform(registerComplaint, { actor: officer, input: ALL({ person: "2001" }) }))).toEqual([
      "PERSON_UNKNOWN person",
    ]);
    expect(
      codes(await perform(registerComplaint, { actor: officer, input: ALL({ receivedAt: "2026-03-01T10:00" }) })),
    ).toEqual(["OUTSIDE_CAMPAIGN receivedAt"]);
    expect(
      codes(await perform(registerComplaint, { actor: officer, input: ALL({ receivedAt: "2026-06-23T10:00" }) })),
    ).toEqual(["DAY_TO_COME receivedAt"]);
    expect(
      codes(await perform(registerComplaint, { actor: officer, input: ALL({ receivedAt: "2026-06-22T23:00" }) })),
    ).toEqual(["TIME_TO_COME receivedAt"]);
    expect(
      codes(
        await perform(registerComplaint, {
          actor: officer,
          input: ALL({ evidence: ["018f0000-0000-7000-8000-000000000000"] }),
        }),
      ),
    ).toEqual(["EVIDENCE_UNKNOWN evidence"]);
  });

  it("sent twice with one key is one complaint", async () => {
    const before = await db.complaint.count();
    const send = () => perform(registerComplaint, { actor: officer, input: ALL(), key: "one-key" });
    const [first, second] = await Promise.all([send(), send()]);
    expect(first).toEqual(second);
    expect(await db.complaint.count()).toBe(before + 1);
  });
});

describe("steps of a complaint", () => {
  it("are added by the officer, and the written report by the outlet's own head alone", async () => {
    const no = await registered();
    const add = (actor: Actor, kind: string) =>
      perform(addComplaintStep, { actor, input: { no, kind, note: "说明。" } });
    expect((await add(officer, "CONTACTED")).ok).toBe(true);
    expect((await add(bank.manager, "OUTLET_REPORT")).ok).toBe(true);
    expect(codes(await add(bank.manager, "REPLY"))).toEqual(["ONLY_REPORT kind"]);
    expect(codes(await add(bank.otherManager, "OUTLET_REPORT"))).toEqual(["NOT_FOUND"]);
    expect(codes(await add(strangeOfficer, "CONTACTED"))).toEqual(["NOT_FOUND"]);
    expect(codes(await add(auditor, "CONTACTED"))).toEqual(["NOT_FOUND"]);
    const steps = await db.complaintStep.findMany({ where: { complaint: { no } }, orderBy: { at: "asc" } });
    expect(steps.map((step) => [step.kind, step.byName])).toEqual([
      ["CONTACTED", "officer"],
      ["OUTLET_REPORT", "manager"],
    ]);
  });
});

describe("deciding a complaint", () => {
  it("needs evidence, and for a valid one its cause", async () => {
    const no = await registered();
    expect(codes(await perform(decideComplaint, { actor: officer, input: verdict(no) }))).toEqual([
      "NO_EVIDENCE evidence",
    ]);
    await perform(addComplaintStep, { actor: officer, input: { no, kind: "INQUIRY", note: "已询问。" } });
    expect(codes(await perform(decideComplaint, { actor: officer, input: verdict(no, { cause: "" }) }))).toEqual([
      "CAUSE_MISSING cause",
    ]);
    expect(codes(await perform(decideComplaint, { actor: officer, input: verdict(no, { reason: "" }) }))).toEqual([
      "REQUIRED reason",
    ]);
    expect(
      codes(
        await perform(decideComplaint, {
          actor: officer,
          input: verdict(no, { evidence: ["018f0000-0000-7000-8000-000000000000"] }),
        }),
      ),
    ).toEqual(["EVIDENCE_UNKNOWN evidence"]);
    expect(
      (
        await perform(decideComplaint, {
          actor: officer,
          input: verdict(no, { validity: "INVALID", cause: "", person: "NONE" }),
        })
      ).ok,
    ).toBe(true);
    const decision = await db.complaintDecision.findFirstOrThrow({ where: { complaint: { no } } });
    expect([decision.validity, decision.cause, decision.personId, decision.evidence.length]).toEqual([
      "INVALID",
      "NONE",
      null,
      1,
    ]);
  });

  it("happens once: the second is told who decided and when", async () => {
    const no = await withReport();
    expect((await perform(decideComplaint, { actor: officer, input: verdict(no) })).ok).toBe(true);
    const second = await perform(decideComplaint, { actor: officer, input: verdict(no, { validity: "INVALID" }) });
    expect(second).toMatchObject({
      ok: false,
      refusals: [{ code: "ALREADY_DECIDED", values: { no, who: "officer", when: "2026-06-22 09:12" } }],
    });
  });

  it("by two officers at once keeps one of the two verdicts", async () => {
    const no = await withReport();
    const branch = officer.grants[0];
    const colleague = await actorFor("colleague", "COMPLAINT_OFFICER", {
      id: branch?.unitId ?? "",
      path: branch?.path ?? "",
    });
    const outcomes = await Promise.all([
      perform(decideComplaint, { actor: officer, input: verdict(no) }),
      perform(decideComplaint, { actor: colleague, input: verdict(no, { validity: "INVALID" }) }),
    ]);
    expect(outcomes.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
    expect(outcomes.flatMap(codes)).toEqual(["ALREADY_DECIDED"]);
    expect(await db.complaintDecision.count({ where: { complaint: { no } } })).toBe(1);
  });

  it("is not for anybody whom it concerns", async () => {
    const no = await withReport();
    const [head, teller] = bank.outlets[0]?.people ?? [];
    for (const personId of [head ?? "", teller ?? ""]) {
      expect(codes(await perform(decideComplaint, { actor: { ...officer, personId }, input: verdict(no) }))).toEqual([
        "CONCERNED",
      ]);
    }
    expect(
      (
        await perform(decideComplaint, {
          actor: { ...officer, personId: bank.outlets[1]?.people[0] ?? "" },
          input: verdict(no),
        })
      ).ok,
    ).toBe(true);
  });

  it("is not for other roles or another branch's officer", async () => {
    const no = await withReport();
    for (const actor of [bank.manager, bank.staff, bank.inspector, auditor, strangeOfficer]) {
      expect(codes(await perform(decideComplaint, { actor, input: verdict(no) }))).toEqual(["NOT_FOUND"]);
    }
    expect(codes(await perform(decideComplaint, { actor: officer, input: verdict("T-2026-99999") }))).toEqual([
      "NOT_FOUND",
    ]);
  });
});

describe("points that the plan leaves to a body", () => {
  let contest: { id: string; code: string };
  beforeAll(async () => {
    contest = await addPointsCampaign(bank);
  });
  const inContest = (changes: Record<string, unknown> = {}) => withReport({ campaign: contest.code, ...changes });
  const decide = (no: string, changes: Record<string, unknown>, key?: string) =>
    perform(decideComplaint, {
      actor: officer,
      input: verdict(no, { cause: "SUBJECTIVE", ...changes }),
      ...(key ? { key } : {}),
    });
  const decisions = (no: string) => db.complaintDecision.count({ where: { complaint: { no } } });

  it("are refused at their field: missing, outside of the range, with part points it does not keep, no figure", async () => {
    const no = await inContest();
    for (const [points, refused] of [
      [undefined, "POINTS_MISSING points"],
      ["", "POINTS_MISSING points"],
      ["4.9", "POINTS_OUTSIDE points"],
      ["20.1", "POINTS_OUTSIDE points"],
      ["-7", "POINTS_OUTSIDE points"],
      ["0", "POINTS_OUTSIDE points"],
      ["7.25", "POINTS_PLACES points"],
      ["about 7", "NOT_A_NUMBER points"],
      ["1e1", "NOT_A_NUMBER points"],
      [7, "WRONG_KIND points"],
    ] as const)
      expect([points, codes(await decide(no, { points }))]).toEqual([points, [refused]]);
    expect(await decide(no, { points: "21" })).toMatchObject({
      refusals: [{ values: { points: "21", min: "5", max: "20" } }],
    });
    expect(await decisions(no)).toBe(0);
    expect((await decide(no, { points: "7.0" })).ok).toBe(true);
  });

  it("are refused where the plan leaves none open: another cause, another validity, another plan", async () => {
    const no = await inContest();
    expect(codes(await decide(no, { points: "7", cause: "OBJECTIVE" }))).toEqual(["POINTS_NOT_ASKED points"]);
    expect(codes(await decide(no, { points: "7", validity: "INVALID", cause: "" }))).toEqual([
      "POINTS_NOT_ASKED points",
    ]);
    expect((await decide(no, { cause: "OBJECTIVE" })).ok).toBe(true);
    const elsewhere = await withReport();
    expect(codes(await decide(elsewhere, { points: "7" }))).toEqual(["POINTS_NOT_ASKED points"]);
    expect((await decide(elsewhere, {})).ok).toBe(true);
  });

  it("come after what stands in the way of any decision", async () => {
    const no = await registered({ campaign: contest.code });
    expect(codes(await decide(no, { points: "99" }))).toEqual(["NO_EVIDENCE evidence"]);
    const other = await inContest();
    expect(codes(await decide(other, { points: "99", cause: "" }))).toEqual(["CAUSE_MISSING cause"]);
    for (const actor of [bank.manager, bank.staff, auditor, strangeOfficer])
      expect(codes(await perform(decideComplaint, { actor, input: verdict(other, { points: "99" }) }))).toEqual([
        "NOT_FOUND",
      ]);
  });

  it("suit every line that counts the case: 10 to 20 where somebody's attitude is at fault", async () => {
    const no = await inContest({ category: "ATTITUDE" });
    expect(await decide(no, { points: "9.9" })).toMatchObject({
      refusals: [{ code: "POINTS_OUTSIDE", field: "points", values: { points: "9.9", min: "10", max: "20" } }],
    });
    expect(codes(await decide(no, { points: "20.5" }))).toEqual(["POINTS_OUTSIDE points"]);
    expect((await decide(no, { points: "20" })).ok).toBe(true);
    const nobody = await inContest({ category: "ATTITUDE" });
    expect((await decide(nobody, { points: "5", person: "NONE" })).ok).toBe(true);
  });

  it("cannot be set where the lines have nothing in common", async () => {
    const no = await inContest({ category: "FEES" });
    for (const points of ["20", "30", undefined])
      expect(codes(await decide(no, { points }))).toEqual(["POINTS_APART points"]);
    expect((await decide(no, { validity: "INVALID", cause: "" })).ok).toBe(true);
  });

  it("are kept with the decision, become the fact's value, and change the score by exactly themselves", async () => {
    const before = await scoreOf(bank, contest.id);
    const no = await inContest();
    expect((await scoreOf(bank, contest.id)).totals).toEqual(before.totals);
    const done = await decide(no, { points: "6.5" }, "points");
    expect(done.ok).toBe(true);
    expect(await decide(no, { points: "6.5" }, "points")).toEqual(done);
    expect(codes(await decide(no, { points: "7" }))).toEqual(["ALREADY_DECIDED"]);
    const row = await db.complaintDecision.findFirstOrThrow({ where: { complaint: { no } } });
    expect(row.points?.toFixed()).toBe("6.5");
    const find = async () => (await complaintFacts(db, contest.id, range)).find((fact) => fact.ref === no);
    expect(await find()).toMatchObject({ state: "COUNTED", value: "6.5" });
    const after = await scoreOf(bank, contest.id);
    expect(after.records[no]).toBe("-6.5");
    expect([Number(before.totals[0]) - Number(after.totals[0]), after.totals[1]]).toEqual([6.5, before.totals[1]]);
    const entry = await db.auditEntry.findFirstOrThrow({
      where: { action: "complaints.decide", outcome: "DONE", subject: no },
    });
    expect(entry.detail).toMatchObject({ points: "6.5" });

    await perform(reverseComplaint, { actor: bank.staff, input: { no, reason: "重复登记" } });
    expect(await find()).toMatchObject({ state: "VOIDED", value: "6.5" });
    expect((await scoreOf(bank, contest.id)).totals).toEqual(before.totals);
  });

  it("are never changed afterwards", async () => {
    await expect(
      asOwner(database.owner, "UPDATE complaint_decisions SET points = 1 WHERE points IS NOT NULL", []),
    ).rejects.toThrow(/never changed/);
  });
});

describe("opening a customer's contact", () => {
  it("needs the officer and a reason, is written down and ends by itself", async () => {
    const no = await registered();
    for (const actor of [bank.manager, bank.staff, auditor, strangeOfficer]) {
      expect(codes(await perform(unmaskComplaint, { actor, input: { no, reason: "回复客户" } }))).toEqual([
        "NOT_FOUND",
      ]);
    }
    expect(codes(await perform(unmaskComplaint, { actor: officer, input: { no, reason: " " } }))).toEqual([
      "REQUIRED reason",
    ]);
    expect(await isUnmasked(db, officer.accountId, no)).toBe(false);
    expect(
      (await perform(unmaskComplaint, { actor: officer, input: { no, reason: "回复客户" }, key: "unmask" })).ok,
    ).toBe(true);
    expect(await isUnmasked(db, officer.accountId, no)).toBe(true);
    expect(await isUnmasked(db, bank.staff.accountId, no)).toBe(false);
    const entry = await db.auditEntry.findFirstOrThrow({
      where: { action: "complaints.unmask", outcome: "DONE", subject: no },
    });
    expect(entry.detail).toEqual({ reason: "回复客户" });
    const everything = JSON.stringify(
      [await db.auditEntry.findMany(), await db.idempotencyKey.findMany()],
      (_, value) => (typeof value === "bigint" ? String(value) : value),
    );
    expect(everything).not.toMatch(/王建国|13812342207/);
  });

  it("has nothing to open where nothing was given", async () => {
    const no = await registered({ customer: "", contact: "" });
    expect(codes(await perform(unmaskComplaint, { actor: officer, input: { no, reason: "回复客户" } }))).toEqual([
      "NOTHING_SEALED",
    ]);
  });
});

describe("complaints as facts", () => {
  it("are pending, then counted with the decided level, then voided when reversed", async () => {
    const no = await withReport({ level: "BRANCH" });
    const find = async () => (await complaintFacts(db, bank.campaign.id, range)).find((fact) => fact.ref === no);
    expect(await find()).toMatchObject({
      stream: "complaint",
      on: "2026-06-15",
      state: "PENDING",
      subject: bank.outlets[0]?.id,
    });
    expect((await undecidedComplaints(db, bank.campaign.id, range)).map((open) => open.no)).toContain(no);

    await perform(decideComplaint, {
      actor: officer,
      input: verdict(no, { level: "HEAD_OFFICE", cause: "SUBJECTIVE" }),
    });
    expect(await find()).toMatchObject({
      state: "COUNTED",
      attrs: { validity: "VALID", level: "HEAD_OFFICE", cause: "SUBJECTIVE", person: bank.outlets[0]?.people[1] },
    });
    expect((await undecidedComplaints(db, bank.campaign.id, range)).map((open) => open.no)).not.toContain(no);

    const reverse = (actor: Actor) => perform(reverseComplaint, { actor, input: { no, reason: "重复登记" } });
    expect(codes(await reverse(officer))).toEqual(["NOT_FOUND"]);
    const both = await Promise.all([reverse(bank.staff), reverse(bank.staff)]);
    expect(both.flatMap(codes)).toEqual(["ALREADY_REVERSED"]);
    expect((await find())?.state).toBe("VOIDED");
    expect(await complaintFacts(db, bank.campaign.id, { from: "2026-07-01", to: "2026-12-31" })).toEqual([]);
  });

  it("cannot be reversed before they are decided", async () => {
    expect(
      codes(await perform(reverseComplaint, { actor: bank.staff, input: { no: await registered(), reason: "x" } })),
    ).toEqual(["NOT_DECIDED"]);
  });

  it("stay as they were once their days are frozen", async () => {
    const open = await withReport();
    const decided = await withReport();
    await perform(decideComplaint, { actor: officer, input: verdict(decided) });
    await asOwner(
      database.owner,
      "INSERT INTO frozen_periods (id, campaign_id, review_code, from_on, to_on) VALUES (gen_random_uuid(), $1, 'H1', '2026-03-16', '2026-06-30')",
      [bank.campaign.id],
    );
    expect(codes(await perform(registerComplaint, { actor: officer, input: ALL() }))).toEqual([
      "DAY_FROZEN receivedAt",
    ]);
    expect(codes(await perform(decideComplaint, { actor: officer, input: verdict(open) }))).toEqual(["DAY_FROZEN"]);
    expect(codes(await perform(reverseComplaint, { actor: bank.staff, input: { no: decided, reason: "x" } }))).toEqual([
      "DAY_FROZEN",
    ]);
    expect(
      (await perform(addComplaintStep, { actor: officer, input: { no: open, kind: "REPLY", note: "已答复客户。" } }))
        .ok,
    ).toBe(true);
  });
});
