import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/access/system";
import { perform } from "@/lib/access/usecase";
import { loadFile } from "@/lib/assignments/loaders/files";
import { loadGiven, loadNewAssignment } from "@/lib/assignments/loaders/given";
import { loadOwnAssignment, loadOwnAssignments } from "@/lib/assignments/loaders/own";
import { endAssignment, giveAssignment, keyAssignedVisit, recordAssignedAnswer } from "@/lib/assignments/usecases";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { navigationFor, tabsFor } from "@/lib/home/rules";
import type { Actor } from "@/lib/kernel/actor";
import { loadMystery } from "@/lib/mystery/loaders/visits";
import { assignMysteryVisit, attachMysteryRecordings, registerMysteryShopper } from "@/lib/mystery/usecases";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { loadFound } from "@/lib/search/loaders";
import { loadStandardFile } from "@/lib/standards/usecases";
import { loadSurvey } from "@/lib/surveys/loaders/survey";
import { closeSurvey, planSurvey, recordSurveyAnswer } from "@/lib/surveys/usecases";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, documentOf, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";

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
let survey: string;
const C = "C-2026-01";
const at = (day: string) => void setClock(() => new Date(`${day}T12:00:00+08:00`));
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.refusals?.map(({ code }) => code) ?? [];

async function done<T>(outcome: Promise<{ ok: true; value: T } | { ok: false; refusals: unknown }>): Promise<T> {
  const end = await outcome;
  if (!end.ok) throw new Error(JSON.stringify(end.refusals));
  return end.value;
}

beforeEach(async () => {
  at("2026-07-01");
  bank = await makeInspectedBank();
  const branch = { id: bank.staff.grants[0]!.unitId, path: bank.staff.grants[0]!.path };
  one = await actorFor("one", "EVALUATOR", branch);
  two = await actorFor("two", "EVALUATOR", branch);
  await done(
    perform(loadStandardFile, {
      actor: systemActor(),
      input: { document: documentOf("standards/exit-interview.json") },
    }),
  );
  survey = (
    await done(
      perform(planSurvey, {
        actor: bank.staff,
        input: {
          campaign: C,
          kind: "EXIT",
          name: { zh: "七月拦截访问", en: "Exit interviews in July" },
          questionnaire: "exit-interview",
          from: "2026-07-01",
          to: "2026-07-31",
        },
      }),
    )
  ).no;
  asking = bank.staff;
});

const give = (more: Record<string, unknown> = {}, actor = bank.staff) =>
  perform(giveAssignment, {
    actor,
    input: { campaign: C, evaluator: "one", about: survey, outlets: ["O001"], dueOn: "2026-07-10", ...more },
  });
const record = (assignment: string, more: Record<string, unknown> = {}, actor = one) =>
  perform(recordAssignedAnswer, {
    actor,
    input: {
      assignment,
      unit: "O001",
      onDay: "2026-07-01",
      said: { "SAT-001": "A" },
      submission: randomUUID(),
      ...more,
    },
  });
const end = (assignment: string, actor = bank.staff) =>
  perform(endAssignment, { actor, input: { campaign: C, assignment, reason: "改由本行访问" } });

async function filed(unitId: string) {
  return db.evidenceFile.create({
    data: {
      name: "问卷.jpg",
      mime: "image/jpeg",
      bytes: 9,
      sha256: "a".repeat(64),
      storageKey: `aa/${"a".repeat(64)}`,
      unitId,
      uploadedById: bank.staff.accountId,
      covert: true,
    },
  });
}

/** A visit to the first outlet that came back with a filled-in questionnaire. */
async function returnedVisit(): Promise<{ no: string; file: string }> {
  const shopper = await done(
    perform(registerMysteryShopper, {
      actor: bank.staff,
      input: { campaign: C, source: "AGENCY", name: "郑小雨", contact: "13900000001" },
    }),
  );
  const { no } = await done(
    perform(assignMysteryVisit, {
      actor: bank.staff,
      input: { campaign: C, unit: "O001", shopper: shopper.pseudonym, onDay: "2026-07-01", trial: true },
    }),
  );
  const file = await filed(bank.outlets[0]!.id);
  await done(
    perform(attachMysteryRecordings, {
      actor: bank.staff,
      input: { campaign: C, no, kind: "QUESTIONNAIRE", evidence: [file.id] },
    }),
  );
  return { no, file: file.id };
}

describe("what is handed to an evaluator", () => {
  it("is numbered, traced, and in sight of that evaluator and the office alone", async () => {
    const { no } = await done(give());
    expect(no).toMatch(/^WT-2026-\d{5}$/);
    expect(await db.auditEntry.findFirst({ where: { subject: no } })).toMatchObject({
      action: "assignments.give",
      detail: { evaluator: "one", about: survey },
    });
    expect((await loadGiven(C)).rows).toMatchObject([{ no, kind: "SURVEY", state: "OPEN", evaluator: "one", done: 0 }]);
    asking = one;
    expect(await loadOwnAssignments()).toMatchObject([{ no, outlets: [{ zh: "O001网点" }] }]);
    expect(await loadOwnAssignment(no)).toMatchObject({ kind: "SURVEY", outlets: [{ code: "O001", done: 0 }] });
    await expect(loadGiven(C)).rejects.toThrow();
    asking = two;
    expect(await loadOwnAssignments()).toEqual([]);
    await expect(loadOwnAssignment(no)).rejects.toThrow();
    for (const actor of [bank.manager, bank.inspector]) {
      asking = actor;
      await expect(loadOwnAssignments()).rejects.toThrow();
      await expect(loadOwnAssignment(no)).rejects.toThrow();
      await expect(loadNewAssignment(C)).rejects.toThrow();
    }
  });

  it("is refused to nobody, of nothing, nowhere, for a day that is over or after the survey, and twice", async () => {
    expect(codes(await give({ evaluator: "inspector" }))).toEqual(["EVALUATOR_UNKNOWN"]);
    expect(codes(await give({ about: "MD-2026-99999" }))).toEqual(["ABOUT_UNKNOWN"]);
    expect(codes(await give({ outlets: [] }))).toEqual(["NO_OUTLET"]);
    expect(codes(await give({ outlets: ["O999"] }))).toEqual(["OUTLET_UNKNOWN"]);
    expect(codes(await give({ dueOn: "2026-06-30" }))).toEqual(["DUE_PAST"]);
    expect(codes(await give({ dueOn: "2026-08-01" }))).toEqual(["DUE_AFTER_SURVEY"]);
    for (const actor of [bank.manager, bank.inspector, one])
      expect(codes(await give({}, actor))).toEqual(["NOT_FOUND"]);
    expect((await give()).ok).toBe(true);
    expect(codes(await give({ outlets: ["O002"] }))).toEqual(["GIVEN_ALREADY"]);
    expect((await give({ evaluator: "two" })).ok).toBe(true);
    await db.account.update({ where: { id: two.accountId }, data: { disabledAt: new Date() } });
    expect(codes(await give({ evaluator: "two" }))).toEqual(["EVALUATOR_UNKNOWN"]);
  });

  it("opens nothing else of the bank", async () => {
    await done(give());
    asking = one;
    await expect(requireCampaign(C)).rejects.toThrow();
    await expect(loadSurvey(C, survey)).rejects.toThrow();
    await expect(loadMystery(C)).rejects.toThrow();
    expect(await loadFound("O001")).toMatchObject({ units: [], people: [], record: null });
    expect((await loadFound("ATT"))?.items).toEqual([]);
    expect((await loadFound(survey))?.record).toBeNull();
    expect(navigationFor(one, null).flatMap(({ links }) => links.map(({ href }) => href))).toEqual([
      "/assignments",
      "/me",
    ]);
    expect(tabsFor(one, null).map(({ href }) => href)).toEqual(["/assignments", "/me"]);
    expect(
      codes(
        await perform(recordSurveyAnswer, {
          actor: one,
          input: {
            campaign: C,
            survey,
            unit: "O001",
            onDay: "2026-07-01",
            said: { "SAT-001": "A" },
            submission: randomUUID(),
          },
        }),
      ),
    ).toEqual(["NOT_FOUND"]);
  });

  it("cannot be altered in the database, not even by its owner", async () => {
    const { no } = await done(give());
    await done(end(no));
    for (const sql of ["UPDATE assignments SET due_on = '2027-01-01'", "DELETE FROM assignment_endings"])
      await expect(asOwner(owner, sql)).rejects.toThrow(/never changed/);
  });
});

describe("interviews of an evaluator", () => {
  it("are kept under the evaluator's name and counted, once however often they are sent", async () => {
    const { no } = await done(give());
    const submission = randomUUID();
    await done(record(no, { submission, remark: "等候时间长" }));
    await done(record(no, { submission, remark: "等候时间长" }));
    expect(await db.surveyAnswer.findMany()).toMatchObject([{ byName: "one", personId: null, remark: "等候时间长" }]);
    asking = one;
    expect((await loadOwnAssignments())[0]).toMatchObject({ done: 1 });
    asking = bank.staff;
    expect((await loadSurvey(C, survey)).whole.answers).toBe(1);
  });

  it("are refused elsewhere, in somebody else's name, and with what the survey does not take", async () => {
    const { no } = await done(give());
    expect(codes(await record(no, { unit: "O002" }))).toEqual(["OUTLET_NOT_ASSIGNED"]);
    expect(codes(await record(no, { unit: "O999" }))).toEqual(["OUTLET_NOT_ASSIGNED"]);
    expect(codes(await record(no, {}, two))).toEqual(["NOT_FOUND"]);
    expect(codes(await record(no, {}, bank.staff))).toEqual(["NOT_FOUND"]);
    expect(codes(await record("WT-2026-99999"))).toEqual(["NOT_FOUND"]);
    expect(codes(await record(no, { said: {} }))).toEqual(["NOTHING_SAID"]);
    expect(codes(await record(no, { onDay: "2026-07-02" }))).toEqual(["DAY_TO_COME"]);
    expect(await db.surveyAnswer.count()).toBe(0);
  });

  it("end with the assignment's last day, when it is taken back, and with the survey", async () => {
    const { no } = await done(give());
    expect(codes(await end(no, one))).toEqual(["NOT_FOUND"]);
    at("2026-07-11");
    expect(codes(await record(no))).toEqual(["ASSIGNMENT_OVER"]);
    at("2026-07-05");
    await done(end(no));
    expect(codes(await end(no))).toEqual(["ASSIGNMENT_ENDED"]);
    expect(codes(await record(no))).toEqual(["ASSIGNMENT_ENDED"]);
    asking = one;
    expect(await loadOwnAssignment(no)).toMatchObject({ state: "ENDED", ending: { reason: "改由本行访问" } });
    const again = await done(give({ dueOn: "2026-07-31" }));
    at("2026-08-01");
    await done(perform(closeSurvey, { actor: bank.staff, input: { campaign: C, survey } }));
    expect(codes(await record(again.no, { onDay: "2026-07-31" }))).toEqual(["ASSIGNMENT_ENDED"]);
    // A revoked role closes what is open as well.
    expect(codes(await record(again.no, {}, { ...one, grants: [] }))).toEqual(["NOT_FOUND"]);
  });
});

describe("a keying of an evaluator", () => {
  it("has the empty questionnaire with its recordings, as long as it is open, and nothing of anybody else's", async () => {
    const visit = await returnedVisit();
    const { no } = await done(give({ about: visit.no, outlets: [] }));
    asking = one;
    const page = await loadOwnAssignment(no);
    expect(page).toMatchObject({
      kind: "KEYING",
      state: "OPEN",
      keying: { visit: { no: visit.no, recordings: [{ id: visit.file }] }, people: [] },
    });
    expect(JSON.stringify(page)).not.toContain("郑小雨");
    expect(await loadFile(one, visit.file, "display")).toMatchObject({ name: "问卷.jpg" });
    expect(await loadFile(two, visit.file, "display")).toBeNull();
    expect(await loadFile(bank.manager, visit.file, "display")).toBeNull();
    await done(end(no));
    expect(await loadFile(one, visit.file, "display")).toBeNull();
    expect(await loadOwnAssignment(no)).toMatchObject({ state: "ENDED", keying: null });
  });

  it("is judged by the rules of the questionnaire, and is nobody else's to hand in", async () => {
    const visit = await returnedVisit();
    await done(give({ about: visit.no, outlets: [] }));
    const key = (actor: Actor) =>
      perform(keyAssignedVisit, { actor, input: { campaign: C, no: visit.no, round: 1, answers: {} } });
    const faults = await key(one);
    expect(faults.ok).toBe(false);
    expect(codes(faults)).not.toContain("NOT_FOUND");
    expect(codes(await key(two))).toEqual(["NOT_FOUND"]);
    expect(codes(await key(bank.manager))).toEqual(["NOT_FOUND"]);
    expect(await db.mysteryKeying.count()).toBe(0);
  });
});
