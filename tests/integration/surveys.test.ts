import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/access/system";
import { perform } from "@/lib/access/usecase";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { loadStandardFile } from "@/lib/standards/usecases";
import { findSurvey, listAnswers, listCards } from "@/lib/surveys/data/surveys";
import {
  answerSurveyCard,
  cancelSurvey,
  closeSurvey,
  makeSurveyCards,
  planSurvey,
  recordSurveyAnswer,
  strikeSurveyAnswer,
} from "@/lib/surveys/usecases";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, documentOf, hire, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";

const { owner } = useDatabase({ each: "test" });
let bank: InspectedBank;
let officer: Actor;
const C = "C-2026-01";
const at = (day: string) => void setClock(() => new Date(`${day}T12:00:00+08:00`));
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.refusals?.map(({ code }) => code) ?? [];

beforeEach(async () => {
  at("2026-07-01");
  bank = await makeInspectedBank();
  const branch = bank.staff.grants[0]!;
  officer = await actorFor("officer", "COMPLAINT_OFFICER", { id: branch.unitId, path: branch.path });
  for (const file of ["exit-interview", "rating-card"]) {
    const loaded = await perform(loadStandardFile, {
      actor: systemActor(),
      input: { document: documentOf(`standards/${file}.json`) },
    });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals));
  }
});

const plan = (more: Record<string, unknown> = {}, actor = bank.staff) =>
  perform(planSurvey, {
    actor,
    input: {
      campaign: C,
      kind: "EXIT",
      name: { zh: "七月拦截访问", en: "Exit interviews in July" },
      questionnaire: "exit-interview",
      from: "2026-07-01",
      to: "2026-07-31",
      sample: 40,
      ...more,
    },
  });

async function planned(more: Record<string, unknown> = {}): Promise<string> {
  const made = await plan(more);
  if (!made.ok) throw new Error(JSON.stringify(made.refusals));
  return made.value.no;
}

const record = (survey: string, more: Record<string, unknown> = {}, actor = bank.inspector) =>
  perform(recordSurveyAnswer, {
    actor,
    input: {
      campaign: C,
      survey,
      unit: "O001",
      onDay: "2026-07-01",
      said: { "SAT-001": "A" },
      submission: randomUUID(),
      ...more,
    },
  });

async function cardOf(survey: string, unit = 0, person: string | null = null): Promise<string> {
  const cards = await listCards(db, (await findSurvey(db, bank.campaign.id, survey))!.id);
  return cards.find(({ unitId, personId }) => unitId === bank.outlets[unit]!.id && personId === person)!.code;
}

const answer = (card: string, more: Record<string, unknown> = {}) =>
  perform(answerSurveyCard, {
    actor: systemActor(),
    input: { card, said: { "REC-001": "9" }, submission: randomUUID(), ...more },
  });

const answersOf = async (survey: string) => listAnswers(db, (await findSurvey(db, bank.campaign.id, survey))!.id);

describe("a survey", () => {
  it("is planned with a questionnaire, which is frozen with it", async () => {
    const no = await planned({ per: "MONTH" });
    expect(no).toMatch(/^MD-2026-\d{5}$/);
    const survey = await findSurvey(db, bank.campaign.id, no);
    expect(survey).toMatchObject({ kind: "EXIT", sample: 40, per: "MONTH", from: "2026-07-01", ending: null });
    const version = await db.standardVersion.findUniqueOrThrow({ where: { id: survey!.versionId } });
    expect(version.frozenAt).not.toBeNull();
  });

  it("is refused backwards, in the past, outside the campaign, and with what is no questionnaire", async () => {
    expect(codes(await plan({ to: "2026-06-30" }))).toEqual(["DAYS_BACKWARD"]);
    expect(codes(await plan({ from: "2026-06-30" }))).toEqual(["BEGINS_BEFORE_TODAY"]);
    expect(codes(await plan({ to: "2027-03-01" }))).toEqual(["OUTSIDE_CAMPAIGN"]);
    expect(codes(await plan({ questionnaire: "open-check" }))).toEqual(["NO_QUESTIONNAIRE"]);
    expect(codes(await plan({ questionnaire: "nothing" }))).toEqual(["NO_QUESTIONNAIRE"]);
    expect((await plan({ sample: 0 })).ok).toBe(false);
  });

  it("is planned by campaign staff of the organiser alone", async () => {
    for (const actor of [bank.manager, bank.inspector, officer])
      expect(codes(await plan({}, actor))).toEqual(["NOT_FOUND"]);
  });

  it("is cancelled for a reason, closed when it is over, and ends once", async () => {
    const no = await planned();
    const close = () => perform(closeSurvey, { actor: bank.staff, input: { campaign: C, survey: no } });
    expect(codes(await close())).toEqual(["NOT_OVER"]);
    await record(no);
    at("2026-08-01");
    expect(await close()).toMatchObject({ ok: true, value: { no, answers: 1 } });
    expect(codes(await close())).toEqual(["ENDED"]);
    const cancel = (reason: string) =>
      perform(cancelSurvey, { actor: bank.staff, input: { campaign: C, survey: no, reason } });
    expect(codes(await cancel("改期再办"))).toEqual(["ENDED"]);
    expect((await cancel("")).ok).toBe(false);
    expect(codes(await record(no))).toEqual(["NOT_RUNNING"]);
  });
});

describe("an interview", () => {
  it("is kept once however often it is sent, and other words under its number are refused", async () => {
    const no = await planned();
    const sent = { submission: randomUUID(), person: "1002", remark: "等候时间长" };
    const tries = await Promise.all(Array.from({ length: 6 }, () => record(no, sent)));
    expect(new Set(tries.map((one) => (one.ok ? one.value.id : "-"))).size).toBe(1);
    expect(codes(await record(no, { ...sent, said: { "SAT-001": "B" } }))).toEqual(["SUBMISSION_DIFFERS"]);
    expect(await answersOf(no)).toMatchObject([
      { said: { "SAT-001": "A" }, remark: "等候时间长", byName: "inspector", personId: bank.outlets[0]!.people[1] },
    ]);
  });

  it("is refused at a wrong question, on a wrong day, elsewhere, or of somebody who was not there", async () => {
    const no = await planned();
    expect(codes(await record(no, { said: { "SAT-001": "Z", "X-1": "A" } }))).toEqual([
      "LEVEL_UNKNOWN",
      "QUESTION_UNKNOWN",
    ]);
    expect(codes(await record(no, { said: {} }))).toEqual(["NOTHING_SAID"]);
    expect(codes(await record(no, { onDay: "2026-07-02" }))).toEqual(["DAY_TO_COME"]);
    expect(codes(await record(no, { onDay: "2026-06-30" }))).toEqual(["OUTSIDE_SURVEY"]);
    expect(codes(await record(no, { person: "2001" }))).toEqual(["PERSON_NOT_AT_OUTLET"]);
    expect(codes(await record(no, { unit: "O999" }))).toEqual(["NOT_FOUND"]);
    expect(codes(await record("MD-2026-99999"))).toEqual(["NOT_FOUND"]);
    expect(codes(await record(no, {}, bank.manager))).toEqual(["NOT_FOUND"]);
    await db.participant.deleteMany({ where: { unitId: bank.outlets[1]!.id } });
    expect(codes(await record(no, { unit: "O002" }))).toEqual(["NOT_TAKING_PART"]);
    expect(await answersOf(no)).toEqual([]);
  });

  it("is not made by the outlet's own people", async () => {
    const no = await planned();
    const personId = await hire(bank.outlets[0]!.id, "1009", "LOBBY_MANAGER");
    expect(codes(await record(no, {}, { ...officer, personId }))).toEqual(["OWN_OUTLET"]);
    expect((await record(no, { unit: "O002" }, { ...officer, personId })).ok).toBe(true);
  });
});

describe("a card", () => {
  it("is made once for each outlet and for each of its people", async () => {
    const no = await planned({ kind: "CARD", questionnaire: "rating-card" });
    const cards = (of: string) =>
      perform(makeSurveyCards, { actor: bank.staff, input: { campaign: C, survey: no, of } });
    expect(await cards("OUTLETS")).toMatchObject({ value: { made: 2 } });
    expect(await cards("OUTLETS")).toMatchObject({ value: { made: 0 } });
    expect(await cards("PEOPLE")).toMatchObject({ value: { made: 3 } });
    expect(
      codes(
        await perform(makeSurveyCards, { actor: bank.inspector, input: { campaign: C, survey: no, of: "PEOPLE" } }),
      ),
    ).toEqual(["NOT_FOUND"]);
    const interviews = await planned();
    expect(
      codes(
        await perform(makeSurveyCards, {
          actor: bank.staff,
          input: { campaign: C, survey: interviews, of: "OUTLETS" },
        }),
      ),
    ).toEqual(["INTERVIEWED"]);
  });

  it("takes what its holder says, without a name, for the outlet and whoever served", async () => {
    const no = await planned({ kind: "CARD", questionnaire: "rating-card" });
    for (const of of ["OUTLETS", "PEOPLE"])
      await perform(makeSurveyCards, { actor: bank.staff, input: { campaign: C, survey: no, of } });
    const teller = bank.outlets[0]!.people[1]!;
    expect((await answer(await cardOf(no), { remark: "=cmd|' /C calc'!A0 😀" })).ok).toBe(true);
    expect((await answer(await cardOf(no, 0, teller))).ok).toBe(true);
    expect(await answersOf(no)).toMatchObject([
      { unitId: bank.outlets[0]!.id, personId: null, byName: null, remark: "=cmd|' /C calc'!A0 😀" },
      { personId: teller, byName: null, onDay: "2026-07-01" },
    ]);
    const [line] = await db.auditEntry.findMany({ where: { action: "surveys.answer" } });
    expect(line).toMatchObject({ subject: no, detail: {} });
    expect(codes(await record(no))).toEqual(["BY_CARD"]);
  });

  it("says nothing when it is unknown, and takes nothing before, after or twice", async () => {
    const no = await planned({ kind: "CARD", questionnaire: "rating-card", from: "2026-07-02" });
    await perform(makeSurveyCards, { actor: bank.staff, input: { campaign: C, survey: no, of: "OUTLETS" } });
    const card = await cardOf(no);
    expect(codes(await answer("ABCDEFGHJK"))).toEqual(["NOT_FOUND"]);
    expect(codes(await answer(card))).toEqual(["NOT_RUNNING"]);
    at("2026-07-02");
    const submission = randomUUID();
    const twice = await Promise.all([answer(card, { submission }), answer(card, { submission })]);
    expect(twice.every(({ ok }) => ok)).toBe(true);
    expect(await answersOf(no)).toHaveLength(1);
    at("2026-08-01");
    expect(codes(await answer(card))).toEqual(["NOT_RUNNING"]);
  });
});

describe("an answer that does not count", () => {
  it("stays with the reason, once, and not after the survey has ended", async () => {
    const no = await planned();
    const kept = await record(no);
    const strike = (answerId: string, actor = bank.staff) =>
      perform(strikeSurveyAnswer, {
        actor,
        input: { campaign: C, survey: no, answer: answerId, reason: "访问员代填" },
      });
    const id = kept.ok ? kept.value.id : "";
    expect(codes(await strike(id, bank.inspector))).toEqual(["NOT_FOUND"]);
    expect(codes(await strike(randomUUID()))).toEqual(["ANSWER_UNKNOWN"]);
    expect((await strike(id)).ok).toBe(true);
    expect(codes(await strike(id))).toEqual(["ALREADY_STRUCK"]);
    expect(await answersOf(no)).toMatchObject([{ id, struck: { reason: "访问员代填" } }]);
    at("2026-08-01");
    expect(await perform(closeSurvey, { actor: bank.staff, input: { campaign: C, survey: no } })).toMatchObject({
      value: { answers: 0 },
    });
    expect(codes(await strike(id))).toEqual(["ENDED"]);
  });

  it("cannot be altered in the database, not even by its owner", async () => {
    await record(await planned());
    for (const sql of ["UPDATE survey_answers SET remark = 'x'", "DELETE FROM surveys"])
      await expect(asOwner(owner, sql)).rejects.toThrow(/never changed/);
  });
});
