import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/access/system";
import { perform } from "@/lib/access/usecase";
import { listCampaigns, requireCampaign } from "@/lib/campaigns/loaders";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { recordFacts } from "@/lib/records/data/facts";
import { reverseRecord } from "@/lib/records/usecases";
import { loadFound } from "@/lib/search/loaders";
import { loadStandardFile } from "@/lib/standards/usecases";
import { findSurvey, listCards } from "@/lib/surveys/data/surveys";
import { loadAnswers } from "@/lib/surveys/loaders/answers";
import { loadCards, loadOpenCard } from "@/lib/surveys/loaders/cards";
import { surveyDuties } from "@/lib/surveys/loaders/duties";
import { loadNewSurvey, loadSurveys } from "@/lib/surveys/loaders/list";
import { loadPosting } from "@/lib/surveys/loaders/posting";
import { loadRecord } from "@/lib/surveys/loaders/record";
import { loadSurvey } from "@/lib/surveys/loaders/survey";
import {
  answerSurveyCard,
  cancelSurvey,
  closeSurvey,
  makeSurveyCards,
  planSurvey,
  postSurvey,
  recordSurveyAnswer,
  strikeSurveyAnswer,
} from "@/lib/surveys/usecases";
import { useDatabase } from "../support/database";
import { actorFor, documentOf, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));
// Out of a request nothing is remembered between two loads, whoever asks.
vi.mock("react", async (original) => ({
  ...(await original<typeof import("react")>()),
  cache: <T>(of: T): T => of,
}));

useDatabase({ each: "test" });

let bank: InspectedBank;
let officer: Actor;
const C = "C-2026-01";
const at = (day: string) => void setClock(() => new Date(`${day}T12:00:00+08:00`));
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.refusals?.map(({ code }) => code) ?? [];

const figure = (max: string, places = 2) => ({
  name: { zh: "得分", en: "Score" },
  min: "0",
  max,
  full: max,
  places,
});
const choice = (code: string, values: readonly string[]) => ({
  code,
  name: { zh: code, en: code },
  kind: "CHOICE",
  required: true,
  values: values.map((value) => ({ code: value, name: { zh: value, en: value } })),
});
const stream = (code: string, more: object) => ({ code, name: { zh: code, en: code }, of: "UNIT", attrs: [], ...more });
const STREAMS = [
  stream("score.SITE", { value: figure("8") }),
  stream("score.SATISFACTION", { value: figure("100") }),
  stream("score.GROUPED", { value: figure("30"), attrs: [choice("group", ["TELLERS", "LOBBY"])] }),
  stream("metric.INTERVIEWS", { value: { name: { zh: "份数", en: "Interviews" }, min: "0", places: 0 } }),
  stream("score.PHONE_SURVEY", { attrs: [choice("kind", ["SATISFIED", "NEUTRAL", "DISSATISFIED"])] }),
  stream("score.WORDS", { value: figure("30"), body: "OFFICE" }),
];

beforeEach(async () => {
  at("2026-07-01");
  bank = await makeInspectedBank();
  const branch = bank.staff.grants[0]!;
  officer = await actorFor("officer", "COMPLAINT_OFFICER", { id: branch.unitId, path: branch.path });
  for (const file of ["exit-interview", "rating-card", "phone-survey"]) {
    const loaded = await perform(loadStandardFile, {
      actor: systemActor(),
      input: { document: documentOf(`standards/${file}.json`) },
    });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals));
  }
  const document = { ...(documentOf("programmes/P01.json") as object), streams: STREAMS };
  await db.campaignPlan.create({
    data: { campaignId: bank.campaign.id, version: 2, document, hash: "-", publishedById: bank.staff.accountId },
  });
  asking = bank.staff;
});

async function done<T>(outcome: Promise<{ ok: true; value: T } | { ok: false; refusals: unknown }>): Promise<T> {
  const end = await outcome;
  if (!end.ok) throw new Error(JSON.stringify(end.refusals));
  return end.value;
}

const planned = async (more: Record<string, unknown> = {}) =>
  (
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
          sample: 2,
          ...more,
        },
      }),
    )
  ).no;

const said = (level: string) => Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((at_) => [`SAT-00${at_}`, level]));

const record = (survey: string, unit: string, level: string, more: Record<string, unknown> = {}) =>
  done(
    perform(recordSurveyAnswer, {
      actor: bank.inspector,
      input: {
        campaign: C,
        survey,
        unit,
        onDay: "2026-07-01",
        said: said(level),
        submission: randomUUID(),
        ...more,
      },
    }),
  );

const close = (survey: string) => done(perform(closeSurvey, { actor: bank.staff, input: { campaign: C, survey } }));
const post = (survey: string, part: string, to: string, more: Record<string, unknown> = {}, actor = bank.staff) =>
  perform(postSurvey, { actor, input: { campaign: C, survey, part, stream: to, ...more } });

/** All very satisfied at the first outlet, one fair answer at the second, in July; closed in August. */
async function closedSurvey(): Promise<string> {
  const no = await planned();
  await record(no, "O001", "A", { person: "1002", remark: "柜员很耐心" });
  await record(no, "O001", "A");
  await record(no, "O002", "C");
  at("2026-08-01");
  await close(no);
  return no;
}

describe("the pages of a survey", () => {
  it("show the office everything while it runs, and a branch its own outlet when it is closed", async () => {
    const no = await planned();
    await record(no, "O001", "A", { remark: "柜员很耐心" });
    await record(no, "O002", "C");
    expect(await loadSurvey(C, no)).toMatchObject({
      sees: "ALL",
      state: "RUNNING",
      whole: { answers: 2, total: "22.50" },
      outlets: [
        { unit: { code: "O001" }, rank: 1, outcome: { total: "30.00" }, completions: [{ got: 1, wanted: 2 }] },
        { unit: { code: "O002" }, rank: 2, outcome: { total: "15.00" } },
      ],
      may: { record: true, cancel: true, close: false, post: false },
    });
    for (const actor of [bank.manager, bank.otherManager]) {
      asking = actor;
      await expect(loadSurvey(C, no)).rejects.toThrow();
      await expect(loadAnswers(C, no, {})).rejects.toThrow();
      expect((await loadSurveys(C)).rows).toEqual([]);
    }
    at("2026-08-01");
    await close(no);
    asking = bank.otherManager;
    const page = await loadSurvey(C, no);
    expect(page.outlets.map(({ unit }) => unit.code)).toEqual(["O002"]);
    expect(page).toMatchObject({
      sees: "OWN",
      whole: { answers: 1 },
      remarks: [],
      may: { record: false, post: false },
    });
    expect((await loadAnswers(C, no, { outlet: "O001" })).rows.map(({ unit }) => unit.code)).toEqual(["O002"]);
    expect(JSON.stringify(page)).not.toContain("柜员很耐心");
    await expect(loadPosting(C, no, {})).rejects.toThrow();
    await expect(loadNewSurvey(C)).rejects.toThrow();
  });

  it("compare with the last survey before that asked the same, outlet by outlet", async () => {
    const before = await closedSurvey();
    const other = await planned({ kind: "CARD", questionnaire: "rating-card", from: "2026-08-01", to: "2026-08-31" });
    const no = await planned({ from: "2026-08-01", to: "2026-08-31" });
    await record(no, "O002", "B", { onDay: "2026-08-01" });
    const page = await loadSurvey(C, no);
    expect(page.others.map((one) => one.no)).toEqual([before]);
    expect(page.against).toMatchObject({ no: before });
    expect(page.outlets.map(({ unit, change }) => [unit.code, change])).toEqual([
      ["O002", "7.50"],
      ["O001", null],
    ]);
    expect((await loadSurvey(C, other)).against).toBeNull();
  });

  it("list the answers, those with words and those that do not count", async () => {
    const no = await planned();
    const { id } = await record(no, "O001", "A", { remark: "=1+1 😀" });
    await record(no, "O002", "C");
    await done(
      perform(strikeSurveyAnswer, {
        actor: bank.staff,
        input: { campaign: C, survey: no, answer: id, reason: "访问员代填" },
      }),
    );
    const of = async (search: Record<string, string>) => (await loadAnswers(C, no, search)).rows;
    expect(await of({})).toHaveLength(2);
    expect(await of({ show: "REMARKS" })).toMatchObject([{ remark: "=1+1 😀", total: "30.00" }]);
    expect(await of({ show: "STRUCK" })).toMatchObject([{ struck: { reason: "访问员代填" } }]);
    expect(await of({ outlet: "O002" })).toMatchObject([{ unit: { code: "O002" }, total: "15.00" }]);
    for (const page of ["9", "-1", "x", "99999999999999999999"]) expect(await of({ page })).toHaveLength(2);
    expect((await loadAnswers(C, no, {})).mayStrike).toBe(true);
    expect((await loadSurvey(C, no)).whole.answers).toBe(1);
    asking = bank.inspector;
    expect((await loadAnswers(C, no, {})).mayStrike).toBe(false);
  });

  it("say who has to ask and who has to close", async () => {
    const no = await planned();
    await record(no, "O001", "A");
    await record(no, "O001", "A");
    const dutiesOf = async (actor: Actor) => {
      asking = actor;
      return surveyDuties(actor, (await requireCampaign(C)).campaign);
    };
    expect(await dutiesOf(bank.inspector)).toMatchObject([{ kind: "ASK", no, outlets: 1, dueOn: "2026-07-31" }]);
    expect(await dutiesOf(bank.manager)).toEqual([]);
    await record(no, "O002", "A");
    await record(no, "O002", "A");
    expect(await dutiesOf(officer)).toEqual([]);
    at("2026-08-01");
    expect(await dutiesOf(bank.staff)).toMatchObject([{ kind: "CLOSE", no }]);
    expect(await dutiesOf(bank.inspector)).toEqual([]);
  });

  it("are found by number by those who may open them", async () => {
    const no = await planned();
    const hrefFor = async (actor: Actor) => {
      asking = actor;
      return (await loadFound(no.toLowerCase()))?.record?.href ?? null;
    };
    expect(await hrefFor(bank.staff)).toBe(`/campaigns/${C}/surveys/${no}`);
    expect(await hrefFor(bank.inspector)).toBe(`/campaigns/${C}/surveys/${no}`);
    expect(await hrefFor(bank.manager)).toBeNull();
    at("2026-08-01");
    await close(no);
    expect(await hrefFor(bank.manager)).toBe(`/campaigns/${C}/surveys/${no}`);
    expect(await listCampaigns()).toHaveLength(1);
  });

  it("open the interviewer's form at outlets in reach alone", async () => {
    const no = await planned();
    asking = bank.inspector;
    expect(await loadRecord(C, no, "O001")).toMatchObject({
      outlet: {
        code: "O001",
        people: [{ staffNo: "1001" }, { staffNo: "1002" }],
        completions: [{ got: 0, wanted: 2 }],
      },
    });
    await expect(loadRecord(C, no, "O999")).rejects.toThrow();
    asking = bank.manager;
    await expect(loadRecord(C, no)).rejects.toThrow();
    const cards = await planned({ kind: "CARD", questionnaire: "rating-card" });
    asking = bank.inspector;
    await expect(loadRecord(C, cards)).rejects.toThrow();
    await expect(loadCards(C, cards)).rejects.toThrow();
  });

  it("name whoever serves on a card as long as they are posted there; then the answer is the outlet's", async () => {
    const no = await planned({ kind: "CARD", questionnaire: "rating-card" });
    await done(perform(makeSurveyCards, { actor: bank.staff, input: { campaign: C, survey: no, of: "PEOPLE" } }));
    const teller = bank.outlets[0]!.people[1]!;
    const survey = (await findSurvey(db, bank.campaign.id, no))!;
    const card = (await listCards(db, survey.id)).find(({ personId }) => personId === teller)!;
    expect((await loadCards(C, no)).cards).toHaveLength(3);
    expect(await loadOpenCard(card.code)).toMatchObject({ person: { en: "Employee 1002" }, state: "RUNNING" });
    await db.posting.updateMany({ where: { personId: teller }, data: { toOn: new Date("2026-07-05") } });
    at("2026-07-06");
    expect(await loadOpenCard(card.code)).toMatchObject({ person: null, unit: { zh: "O001网点" } });
    await done(
      perform(answerSurveyCard, {
        actor: systemActor(),
        input: { card: card.code, said: { "REC-001": "9" }, submission: randomUUID() },
      }),
    );
    expect(await loadSurvey(C, no)).toMatchObject({ people: [], whole: { answers: 1, nps: 100 } });
    expect(await loadOpenCard("ABCDEFGHJK")).toBeNull();
  });
});

describe("a closed survey goes into the plan's records", () => {
  const recorded = async (code: string) =>
    (await recordFacts(db, bank.campaign.id, { from: "2026-01-01", to: "2026-12-31" }))
      .filter((fact) => fact.stream === code)
      .map(({ subject, value, on }) => [subject, value, on]);

  it("a section as it stands, the total in proportion, the number of answers", async () => {
    const no = await closedSurvey();
    const [first, second] = bank.outlets.map(({ id }) => id);
    expect(await post(no, "section.SITE", "score.SITE")).toMatchObject({ ok: true, value: { rows: 2 } });
    expect(await post(no, "total", "score.SATISFACTION")).toMatchObject({ ok: true });
    expect(await post(no, "answers", "metric.INTERVIEWS")).toMatchObject({ ok: true });
    const sorted = async (code: string) => (await recorded(code)).sort();
    const expected = (one: string, other: string) =>
      [
        [first, one, "2026-07-01"],
        [second, other, "2026-07-01"],
      ].sort();
    expect(await sorted("score.SITE")).toEqual(expected("8", "4"));
    expect(await sorted("score.SATISFACTION")).toEqual(expected("100", "50"));
    expect(await sorted("metric.INTERVIEWS")).toEqual(expected("2", "1"));
    const notes = await db.recordedFact.findMany({ where: { stream: "score.SITE" }, orderBy: { note: "asc" } });
    expect(notes.map(({ note }) => note)).toEqual([`${no}: 4.00/8.00, n=1`, `${no}: 8.00/8.00, n=2`]);
    expect(await db.auditEntry.findMany({ where: { action: "surveys.post" } })).toHaveLength(3);
  });

  it("once into the same stream, and again when those records are reversed", async () => {
    const no = await closedSurvey();
    const twice = await Promise.all([post(no, "total", "score.SATISFACTION"), post(no, "total", "score.SATISFACTION")]);
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    expect(codes(twice.find(({ ok }) => !ok)!)).toEqual(["SAME_FILE"]);
    expect((await loadPosting(C, no, { part: "total" })).parts[0]).toMatchObject({
      part: "total",
      posted: [{ rows: 2 }],
    });
    for (const { no: number } of await db.recordedFact.findMany())
      await done(perform(reverseRecord, { actor: bank.staff, input: { no: number, reason: "记错了" } }));
    expect((await loadPosting(C, no, {})).parts[0]?.posted).toEqual([]);
    expect((await post(no, "total", "score.SATISFACTION")).ok).toBe(true);
  });

  it("with the choices that no question answers, and each answer as its choice", async () => {
    const no = await closedSurvey();
    expect(codes(await post(no, "total", "score.GROUPED"))).toEqual(["CHOICE_MISSING"]);
    expect(codes(await post(no, "total", "score.GROUPED", { attrs: { group: "NOBODY" } }))).toEqual(["CHOICE_UNKNOWN"]);
    expect((await post(no, "total", "score.GROUPED", { attrs: { group: "TELLERS" } })).ok).toBe(true);
    const phone = await planned({ kind: "PHONE", questionnaire: "phone-survey", from: "2026-08-01", to: "2026-08-02" });
    for (const level of ["SATISFIED", "DISSATISFIED"])
      await record(phone, "O001", "A", { onDay: "2026-08-01", said: { "TEL-001": level } });
    at("2026-08-03");
    await close(phone);
    expect(await post(phone, "each", "score.PHONE_SURVEY")).toMatchObject({ ok: true, value: { rows: 2 } });
    const rows = await db.recordedFact.findMany({ where: { stream: "score.PHONE_SURVEY" } });
    expect(rows.map(({ attrs }) => (attrs as { kind: string }).kind).sort()).toEqual(["DISSATISFIED", "SATISFIED"]);
  });

  it("not before it is closed, nor cancelled, nor where it does not fit, nor by anybody else", async () => {
    const no = await planned();
    expect(codes(await post(no, "total", "score.SATISFACTION"))).toEqual(["NOT_CLOSED"]);
    await done(perform(cancelSurvey, { actor: bank.staff, input: { campaign: C, survey: no, reason: "改期再办" } }));
    expect(codes(await post(no, "total", "score.SATISFACTION"))).toEqual(["NOT_CLOSED"]);
    const closed = await closedSurvey();
    for (const [part, to] of [
      ["total", "score.NOTHING"],
      ["total", "score.WORDS"],
      ["total", "score.PHONE_SURVEY"],
      ["each", "score.SATISFACTION"],
      ["section.NONE", "score.SATISFACTION"],
    ] as const)
      expect(codes(await post(closed, part, to))).toEqual(["STREAM_UNFIT"]);
    for (const actor of [bank.manager, bank.inspector, officer])
      expect(codes(await post(closed, "total", "score.SATISFACTION", {}, actor))).toEqual(["NOT_FOUND"]);
    expect(await db.recordedFact.count()).toBe(0);
  });

  it("not without answers, and not into days that a review has frozen", async () => {
    const empty = await planned();
    at("2026-08-01");
    await close(empty);
    expect(codes(await post(empty, "total", "score.SATISFACTION"))).toEqual(["NOTHING_TO_POST"]);
    at("2026-07-01");
    const no = await closedSurvey();
    await db.frozenPeriod.create({
      data: {
        campaignId: bank.campaign.id,
        reviewCode: "H1",
        fromOn: new Date("2026-01-01"),
        toOn: new Date("2026-07-31"),
      },
    });
    expect(codes(await post(no, "total", "score.SATISFACTION"))).toEqual(["DAY_FROZEN"]);
    expect(await db.recordedFact.count()).toBe(0);
  });

  it("after a look at what would go", async () => {
    const no = await closedSurvey();
    expect(await loadPosting(C, no, { part: "section.SITE" })).toMatchObject({
      chosen: {
        part: "section.SITE",
        stream: { code: "score.SITE" },
        count: 2,
        records: [{ value: "8" }, { value: "4" }],
      },
    });
    const page = await loadPosting(C, no, { part: "each" });
    expect(page.chosen).toMatchObject({ streams: [], stream: null, count: 0 });
    expect(page.parts.find(({ part }) => part === "each")).toMatchObject({ fits: false });
  });
});

describe("an end and an answer at the same moment", () => {
  it("leave no answer behind the count", async () => {
    const no = await planned();
    at("2026-08-01");
    const late = () =>
      perform(recordSurveyAnswer, {
        actor: bank.inspector,
        input: {
          campaign: C,
          survey: no,
          unit: "O001",
          onDay: "2026-07-31",
          said: said("A"),
          submission: randomUUID(),
        },
      });
    const [closed, ...answers] = await Promise.all([
      perform(closeSurvey, { actor: bank.staff, input: { campaign: C, survey: no } }),
      ...Array.from({ length: 6 }, late),
    ]);
    const kept = await db.surveyAnswer.count();
    expect(closed).toMatchObject({ ok: true, value: { answers: kept } });
    expect(answers.filter(({ ok }) => ok)).toHaveLength(kept);
    for (const refused of answers.filter(({ ok }) => !ok)) expect(codes(refused)).toEqual(["NOT_RUNNING"]);
  });
});
