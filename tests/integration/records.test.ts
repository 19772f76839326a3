import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/access/system";
import { perform } from "@/lib/access/usecase";
import { issueToken } from "@/lib/access/usecases";
import { serve } from "@/lib/api/door";
import { postRecordEndpoint } from "@/lib/api/endpoints";
import { findCampaign } from "@/lib/campaigns/data";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { readSheet } from "@/lib/platform/sheet/read";
import { writeWorkbook } from "@/lib/platform/sheet/write";
import { recordFacts } from "@/lib/records/data/facts";
import { fingerprint, listImports, readExisting, readReference } from "@/lib/records/data/records";
import { judgeRecords } from "@/lib/records/rules/judge";
import { columnsOf, headingOf, readLayout } from "@/lib/records/rules/layout";
import { repeatedRows } from "@/lib/records/rules/same";
import { findStream } from "@/lib/records/rules/streams";
import type { ImportRecordsInput } from "@/lib/records/schema";
import type { FaultCode } from "@/lib/records/types";
import { importRecordFile, recordFact, reverseRecord } from "@/lib/records/usecases";
import { gatherFacts } from "@/lib/reviews/gather";
import { computeReview } from "@/lib/scoring/compute";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, hire } from "../support/inspected-bank";
import { CONTEST, makeRecordedBank, type RecordedBank } from "../support/recorded-bank";

const database = useDatabase();

let bank: RecordedBank;

beforeAll(async () => {
  setClock(() => new Date("2026-11-16T01:00:00Z"));
  bank = await makeRecordedBank();
});

const range = { from: "2026-03-01", to: "2026-12-31" };
const codes = (outcome: Awaited<ReturnType<typeof perform>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code, field }) => (field ? `${code} ${field}` : code));
const send = (input: Record<string, unknown>, actor: Actor = bank.staff, key?: string) =>
  perform(recordFact, { actor, input: { campaign: bank.campaign.code, ...input }, ...(key ? { key } : {}) });
const test = (changes: Record<string, unknown> = {}) => ({
  stream: "score.TEST",
  unit: "O001",
  person: "1002",
  onDay: "2026-06-15",
  value: "92.5",
  attrs: { kind: "CASH" },
  ...changes,
});
const violation = (changes: Record<string, unknown> = {}) => ({
  stream: "event.VIOLATION",
  unit: "O001",
  person: "1002",
  onDay: "2026-06-16",
  attrs: { level: "SERIOUS" },
  ...changes,
});
const rank = (changes: Record<string, unknown> = {}) => ({
  stream: "rank.REGION",
  unit: "O002",
  onDay: "2026-06-30",
  value: "3",
  attrs: { of: "120" },
  ...changes,
});
async function recorded(input: Record<string, unknown>): Promise<string> {
  const done = await send(input);
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value.no;
}
const factOf = async (no: string) => (await recordFacts(db, bank.campaign.id, range)).find((fact) => fact.ref === no);

/** A document filed for the unit; its bytes do not matter here. */
async function filed(unitCode: string, name: string) {
  const unit = await db.orgUnit.findUniqueOrThrow({ where: { code: unitCode } });
  return db.evidenceFile.create({
    data: {
      name,
      mime: "application/pdf",
      bytes: 9,
      sha256: "0".repeat(64),
      storageKey: `00/${name}`,
      unitId: unit.id,
      uploadedById: bank.staff.accountId,
    },
  });
}

describe("recording in a declared stream", () => {
  it("keeps the record under a number and leaves its trace; the same request again is the same record", async () => {
    const done = await send(test({ note: "季度测验" }), bank.staff, "one-and-the-same");
    expect(done).toMatchObject({ ok: true, value: { no: expect.stringMatching(/^R-2026-\d{5}$/) } });
    expect(await send(test({ note: "季度测验" }), bank.staff, "one-and-the-same")).toEqual(done);
    const no = done.ok ? done.value.no : "";
    expect(await db.recordedFact.count({ where: { note: "季度测验" } })).toBe(1);
    expect(await db.auditEntry.findFirst({ where: { subject: no } })).toMatchObject({
      action: "records.record",
      outcome: "DONE",
      campaignId: bank.campaign.id,
      detail: { stream: "score.TEST", unit: "O001" },
    });
  });

  it("keeps the documents that a rank from outside was taken from, and none that were filed elsewhere", async () => {
    const notice = await filed("O002", "省行通报.pdf");
    const foreign = await filed("O001", "别的.pdf");
    const no = await recorded(rank({ evidence: [notice.id] }));
    expect((await db.recordedFact.findUniqueOrThrow({ where: { no } })).evidence).toEqual([notice.id]);
    expect(codes(await send(rank({ evidence: [foreign.id] })))).toEqual(["EVIDENCE_UNKNOWN evidence"]);
    expect(codes(await send(rank({ evidence: ["notice.pdf"] })))).toEqual(["WRONG_FORM evidence.0"]);
  });

  it("is open to the organiser, inspectors and complaint officers over the unit, and to nobody else", async () => {
    const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
    const officer = await actorFor("officer", "COMPLAINT_OFFICER", { id: branch.id, path: "/HQ/B01/" });
    for (const actor of [bank.inspector, officer]) expect((await send(rank(), actor)).ok).toBe(true);
    for (const actor of [bank.manager, bank.stranger]) expect(codes(await send(rank(), actor))).toEqual(["NOT_FOUND"]);
    expect(codes(await send(rank({ unit: "O900" })))).toEqual(["NOT_FOUND"]);
    expect(codes(await send(rank({ unit: "NOWHERE" })))).toEqual(["NOT_FOUND"]);
    expect(codes(await send(rank({ campaign: "C-1999-01" })))).toEqual(["NOT_FOUND"]);
  });

  it.each([
    ["a stream that the plan does not declare", rank({ stream: "rank.MOON" }), ["STREAM_UNKNOWN stream"]],
    ["a unit that does not take part", rank({ unit: "O003" }), ["UNIT_NOT_PARTICIPATING unit"]],
    ["somebody nobody knows", test({ person: "9999" }), ["PERSON_UNKNOWN person"]],
    ["somebody in post elsewhere on that day", test({ person: "2002" }), ["PERSON_NOT_IN_POST person"]],
    ["nobody, in a stream about people", test({ person: "" }), ["MISSING person"]],
    ["somebody, in a stream about units", rank({ person: "2002" }), ["PERSON_NOT_ASKED person"]],
    ["no value", test({ value: "" }), ["MISSING value"]],
    ["a value above the full marks", test({ value: "100.1" }), ["ABOVE value"]],
    ["a negative score", test({ value: "-1" }), ["BELOW value"]],
    ["a value below the least", rank({ value: "0" }), ["BELOW value"]],
    ["a value above the most", rank({ value: "501" }), ["ABOVE value"]],
    ["too many decimals", test({ value: "92.55" }), ["TOO_MANY_PLACES value"]],
    ["a fraction where whole numbers are asked", rank({ value: "3.5" }), ["NOT_WHOLE value"]],
    ["what is no figure", test({ value: "ninety" }), ["NOT_A_FIGURE value"]],
    ["thousands separators", rank({ attrs: { of: "1,200" } }), ["THOUSANDS attrs.of"]],
    ["more digits than can be kept", rank({ attrs: { of: "123456789012345" } }), ["TOO_LARGE attrs.of"]],
    ["a value where none is asked", violation({ value: "3" }), ["VALUE_NOT_ASKED value"]],
    ["a missing attribute", test({ attrs: {} }), ["MISSING attrs.kind"]],
    ["a choice that there is not", test({ attrs: { kind: "CHESS" } }), ["CHOICE_UNKNOWN attrs.kind"]],
    [
      "an attribute that is not declared",
      test({ attrs: { kind: "LAW", mood: "good" } }),
      ["ATTRIBUTE_UNKNOWN attrs.mood"],
    ],
    ["a colleague nobody knows", test({ attrs: { kind: "LAW", rater: "77" } }), ["PERSON_UNKNOWN attrs.rater"]],
    ["a unit nobody knows", rank({ attrs: { of: "9", by: "X9" } }), ["UNIT_UNKNOWN attrs.by"]],
    ["too many words", violation({ attrs: { level: "MINOR", item: "长".repeat(401) } }), ["TOO_LONG attrs.item"]],
    ["a day before the campaign", test({ onDay: "2026-02-28" }), ["OUTSIDE_CAMPAIGN onDay"]],
    ["a day to come", test({ onDay: "2026-11-17" }), ["DAY_TO_COME onDay"]],
    ["what is no day", test({ onDay: "2026-06-31" }), ["DAY onDay"]],
    [
      "several things at once",
      test({ value: "101", attrs: { kind: "CHESS" }, onDay: "2026-12-01" }),
      ["DAY_TO_COME onDay", "ABOVE value", "CHOICE_UNKNOWN attrs.kind"],
    ],
  ])("refuses %s, at its field, and keeps nothing", async (_, input, expected) => {
    const before = await db.recordedFact.count();
    expect(codes(await send(input))).toEqual(expected);
    expect(await db.recordedFact.count()).toBe(before);
  });

  it("asks whether a person was in post there on the very day", async () => {
    const unit = bank.outlets[1];
    if (!unit) throw new Error();
    await hire(unit.id, "2003", "TELLER", "2026-04-01", "2026-05-31");
    const at = (onDay: string) => send(test({ unit: "O002", person: "2003", onDay })).then(codes);
    expect(await at("2026-03-31")).toEqual(["PERSON_NOT_IN_POST person"]);
    expect(await at("2026-04-01")).toEqual([]);
    expect(await at("2026-05-31")).toEqual([]);
    expect(await at("2026-06-01")).toEqual(["PERSON_NOT_IN_POST person"]);
  });

  it("asks whether the unit was there on the day", async () => {
    await asOwner(database.owner, "UPDATE org_units SET opened_on = '2026-04-01' WHERE code = 'O002'");
    expect(codes(await send(rank({ onDay: "2026-03-31" })))).toEqual(["UNIT_NOT_THERE onDay"]);
    await asOwner(database.owner, "UPDATE org_units SET opened_on = '2020-01-01' WHERE code = 'O002'");
  });

  it("takes a form's nested attributes as well as dotted ones", async () => {
    expect(codes(await send(test({ attrs: { kind: { mood: "x" } } })))).toEqual([
      "MISSING attrs.kind",
      "ATTRIBUTE_UNKNOWN attrs.kind.mood",
    ]);
  });

  it("is refused while no plan is published", async () => {
    await db.campaign.create({
      data: {
        code: "C-2026-09",
        nameZh: "草案",
        nameEn: "Draft",
        year: 2026,
        organiserId: (await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } })).id,
        programmeCode: CONTEST.code,
        document: CONTEST,
        createdById: bank.staff.accountId,
      },
    });
    expect(codes(await send(rank({ campaign: "C-2026-09" })))).toEqual(["CAMPAIGN_NOT_OPEN"]);
  });
});

describe("records as facts", () => {
  it("name the person, the unit and who led it on that day", async () => {
    const [first, second] = bank.outlets;
    expect(await factOf(await recorded(test({ attrs: { kind: "law", rater: "2001" } })))).toMatchObject({
      subject: first?.id,
      stream: "score.TEST",
      on: "2026-06-15",
      state: "COUNTED",
      value: "92.5",
      full: "100",
      attrs: {
        kind: "LAW",
        rater: second?.head,
        person: first?.teller,
        unit: first?.id,
        department: first?.id,
        head: first?.head,
      },
      title: { zh: "业务测验（法规）", en: "Skills test (Rules)" },
    });
    const fact = await factOf(await recorded(rank({ attrs: { of: "120", by: "HQ" } })));
    expect(fact).toMatchObject({ subject: second?.id, value: "3", attrs: { of: "120" }, title: { zh: "省行排名" } });
    expect(fact?.attrs.by).toBe((await db.orgUnit.findUniqueOrThrow({ where: { code: "HQ" } })).id);
    expect(fact?.attrs.person).toBeUndefined();
  });

  it("are voided by a reversal, once, by the organiser alone; the record stays", async () => {
    const no = await recorded(violation());
    const reverse = (actor: Actor) => perform(reverseRecord, { actor, input: { no, reason: "误记。" } });
    for (const actor of [bank.inspector, bank.manager, bank.stranger])
      expect(codes(await reverse(actor))).toEqual(["NOT_FOUND"]);
    expect((await reverse(bank.staff)).ok).toBe(true);
    expect(codes(await reverse(bank.staff))).toEqual(["ALREADY_REVERSED"]);
    expect(await factOf(no)).toMatchObject({ state: "VOIDED" });
  });

  it("are the person's own in a review over people, and name the unit's competition group", async () => {
    const [first] = bank.outlets;
    await asOwner(database.owner, "UPDATE participants SET group_code = 'A' WHERE unit_id = $1", [first?.id]);
    const no = await recorded(test({ onDay: "2026-04-20" }));
    const facts = await recordFacts(db, bank.campaign.id, range, "PERSON");
    expect(facts.find((fact) => fact.ref === no)).toMatchObject({
      subject: first?.teller,
      attrs: { unit: first?.id, group: "A" },
    });
    expect(facts.filter((fact) => fact.stream === "rank.REGION").map((fact) => fact.subject)).not.toContain(
      first?.teller,
    );
  });

  it("enter a review of the plan", async () => {
    await recorded(violation({ onDay: "2026-07-01" }));
    await recorded(violation({ onDay: "2026-07-02", attrs: { level: "MINOR" } }));
    const campaign = await findCampaign(db, bank.campaign.code);
    const [review] = CONTEST.reviews;
    if (!campaign?.plan || !review) throw new Error();
    const input = await gatherFacts(db, { path: campaign.path, campaign, plan: campaign.plan, review });
    const { standings } = computeReview(input).ranking;
    expect(standings.map(({ subject, total }) => [subject, total])).toEqual([
      [bank.outlets[1]?.id, "100"],
      [bank.outlets[0]?.id, "95"],
    ]);
  });

  it("are kept for good: neither the application nor the owner changes one", async () => {
    await expect(db.recordedFact.updateMany({ data: { value: "1" } })).rejects.toThrow();
    for (const table of ["recorded_facts", "record_imports"])
      await expect(asOwner(database.owner, `TRUNCATE ${table} CASCADE`)).rejects.toThrow(/append a correction/);
    await expect(asOwner(database.owner, "UPDATE recorded_facts SET value = 1")).rejects.toThrow(/append a correction/);
    await expect(asOwner(database.owner, "DELETE FROM recorded_facts")).rejects.toThrow(/append a correction/);
  });
});

type Row = ImportRecordsInput["rows"][number];
const file = (rows: Row[], more: Partial<ImportRecordsInput> = {}) => ({
  campaign: bank.campaign.code,
  stream: "score.TEST",
  fileName: "测验.xlsx",
  sha256: "a".repeat(64),
  rows,
  ...more,
});
const bring = (rows: Row[], actor: Actor = bank.staff, more: Partial<ImportRecordsInput> = {}) =>
  perform(importRecordFile, { actor, input: file(rows, more) });
const line = (row: number, more: Partial<Row> = {}): Row => ({
  row,
  unit: "O001",
  person: "1002",
  onDay: "2026-08-01",
  value: "80",
  attrs: { kind: "点钞" },
  ...more,
});

describe("importing a file", () => {
  it("takes every row, numbers them in order and remembers file, hash and who; the same file again is refused", async () => {
    const rows = [
      line(2),
      line(3, { person: "1001", onDay: "2026年8月2日" }),
      line(4, { onDay: null, value: null, attrs: {} }),
    ];
    const done = await bring(rows);
    expect(done).toMatchObject({ ok: true, value: { no: "RI-2026-00001", rows: 2 } });
    expect(await listImports(db, bank.campaign.id, "score.TEST", 10)).toMatchObject([
      { fileName: "测验.xlsx", sha256: "a".repeat(64), rows: 2, by: "hq" },
    ]);
    expect(
      await db.recordedFact.findMany({ where: { importId: { not: null } }, orderBy: { no: "asc" } }),
    ).toMatchObject([
      { row: 2, attrs: { kind: "CASH" } },
      { row: 3, onDay: new Date("2026-08-02") },
    ]);
    expect(codes(await bring(rows))).toEqual(["SAME_FILE"]);
  });

  it("by two at once takes the same file once", async () => {
    const same = () => bring([line(2, { onDay: "2026-08-03" })], bank.staff, { sha256: "b".repeat(64) });
    const both = await Promise.all([same(), same()]);
    expect(both.flatMap(codes)).toEqual(["SAME_FILE"]);
  });

  it("is the organiser's; others find no campaign", async () => {
    for (const actor of [bank.manager, bank.stranger])
      expect(codes(await bring([line(2)], actor, { sha256: "c".repeat(64) }))).toEqual(["NOT_FOUND"]);
  });

  it("names every fault at its row and column, and takes nothing at all", async () => {
    const before = await db.recordedFact.count();
    const faulty = await bring(
      [
        line(2),
        line(3, { unit: "O777" }),
        line(4, { unit: "O900" }),
        line(5, { unit: "O003" }),
        line(6, { unit: "O002", name: "O001网点" }),
        line(7, { personName: "张三" }),
        line(8, { onDay: "August" }),
        line(9, { value: "=1+1" }),
        line(10, { value: null, attrs: { kind: "象棋" } }),
        line(11, { attrs: {} }),
      ],
      bank.staff,
      { sha256: "d".repeat(64) },
    );
    expect(codes(faulty)).toEqual([
      "UNIT_UNKNOWN rows.1.unit",
      "UNIT_UNKNOWN rows.2.unit",
      "UNIT_NOT_PARTICIPATING rows.3.unit",
      "NAME_DIFFERS rows.4.name",
      "PERSON_NOT_IN_POST rows.4.person",
      "PERSON_NAME_DIFFERS rows.5.personName",
      "DAY_FORM rows.6.onDay",
      "FORMULA rows.7.value",
      "MISSING rows.8.value",
      "CHOICE_UNKNOWN rows.8.attrs.kind",
      "MISSING rows.9.attrs.kind",
    ]);
    expect(await db.recordedFact.count()).toBe(before);
    expect(
      codes(await bring([line(2, { onDay: null, value: null, attrs: {} })], bank.staff, { sha256: "e".repeat(64) })),
    ).toEqual(["NOTHING_NEW"]);
  });

  it("counts rows that say the same again, and is refused when that changed after it was shown", async () => {
    const rows = [line(2), line(3, { onDay: "2026-09-01" }), line(4, { onDay: "2026-09-01", note: "再记" })];
    const campaign = await findCampaign(db, bank.campaign.code);
    const stream = findStream(CONTEST, "score.TEST");
    if (!campaign || !stream) throw new Error();
    const reference = await readReference(db, bank.staff, campaign, stream, rows as never, "2026-11-16");
    const { records } = judgeRecords(rows as never, reference!);
    const repeated = repeatedRows(records, await readExisting(db, campaign.id, "score.TEST", records));
    expect(repeated).toEqual([2, 4]);
    const confirms = fingerprint(records, repeated);
    await recorded(test({ onDay: "2026-09-01", value: "80" }));
    expect(codes(await bring(rows, bank.staff, { sha256: "f".repeat(64), confirms }))).toEqual(["RECORDS_CHANGED"]);
  });

  it("reads back its own template, with formulas as text where words are asked and as faults elsewhere", async () => {
    const stream = findStream(CONTEST, "event.VIOLATION");
    if (!stream) throw new Error();
    const head = columnsOf(stream).map(headingOf);
    expect(head.map((heading) => heading.split(" ")[0])).toEqual([
      "机构代码",
      "机构名称",
      "工号",
      "姓名",
      "日期",
      "程度",
      "事项",
      "备注",
    ]);
    const bytes = await writeWorkbook([
      {
        name: "数据",
        head,
        rows: [
          ["O001", "", "1002", "", "2026-10-01", "严重", "=cmd|'/c calc'!A1", "+1"],
          ["O001", "", "=1+1", "", "2026-10-01", "严重", "", ""],
        ],
      },
    ]);
    const sheet = await readSheet(bytes);
    if (!sheet.ok) throw new Error(sheet.refusals[0].code);
    const layout = readLayout(sheet.value, stream);
    expect(layout.faults).toEqual([]);
    const rows = layout.drafts as unknown as Row[];
    const both = { stream: "event.VIOLATION", sha256: "1".repeat(64) };
    expect(codes(await bring(rows, bank.staff, both))).toEqual(["FORMULA rows.1.person"]);
    expect((await bring(rows.slice(0, 1), bank.staff, both)).ok).toBe(true);
    expect(await db.recordedFact.findFirst({ where: { onDay: new Date("2026-10-01") } })).toMatchObject({
      attrs: { level: "SERIOUS", item: "=cmd|'/c calc'!A1" },
      note: "+1",
    });
  });

  it("takes 40,000 rows in one go, and names 40,000 faults without taking one", async () => {
    const rows = Array.from({ length: 40_000 }, (_, index) =>
      line(index + 2, {
        person: index % 2 ? "1001" : "1002",
        onDay: `2026-${String(3 + (index % 8)).padStart(2, "0")}-${String(1 + (index % 28)).padStart(2, "0")}`,
        value: String(index % 101),
      }),
    );
    const done = await bring(rows, bank.staff, { sha256: "2".repeat(64) });
    expect(done).toMatchObject({ ok: true, value: { rows: 40_000 } });
    expect(await db.recordedFact.count({ where: { import: { sha256: "2".repeat(64) } } })).toBe(40_000);
    expect((await recordFacts(db, bank.campaign.id, range)).length).toBeGreaterThan(40_000);

    const hostile = rows.map((row) => ({ ...row, unit: `X${row.row}`, person: `P${row.row}` }));
    const refused = await bring(hostile, bank.staff, { sha256: "3".repeat(64) });
    expect(codes(refused)).toHaveLength(500);
    expect(await db.recordedFact.count({ where: { import: { sha256: "3".repeat(64) } } })).toBe(0);
  });
});

describe("another system", () => {
  it("records through the same door with a key of its own scope", async () => {
    const token = async (scopes: readonly string[]) => {
      const issued = await perform(issueToken, {
        actor: systemActor(),
        input: { name: "k", accountId: bank.staff.accountId, scopes, expiresOn: "2026-12-31" },
      });
      if (!issued.ok) throw new Error(JSON.stringify(issued.refusals));
      return issued.value.token;
    };
    const post = async (key: string, body: unknown, request = "record-0001") => {
      const response = await serve(postRecordEndpoint)(
        new Request("http://localhost:3000/api/v1/campaigns/C-2026-01/records", {
          method: "POST",
          headers: {
            authorization: `Bearer ${key}`,
            "content-type": "application/json",
            "idempotency-key": request,
            "accept-language": "en",
          },
          body: JSON.stringify(body),
        }),
        { params: Promise.resolve({ campaign: "C-2026-01" }) },
      );
      return { status: response.status, json: await response.json() };
    };
    const key = await token(["records:write"]);
    const body = rank({ onDay: "2026-09-30", attrs: { of: "120" } });
    const done = await post(key, body);
    expect(done).toEqual({ status: 201, json: { no: expect.stringMatching(/^R-2026-/) } });
    expect(await post(key, body)).toEqual(done);
    expect((await post(await token(["metrics:write"]), body)).json.code).toBe("SCOPE_MISSING");
    expect(await post(key, { ...body, value: "0" }, "record-0002")).toMatchObject({
      status: 422,
      json: { errors: [{ field: "value", code: "BELOW", message: "0 is below 1, the least that the plan allows." }] },
    });
  });
});

describe("a frozen period", () => {
  it("takes no record, no row of a file and no reversal, and the others go on", async () => {
    const no = await recorded(test({ onDay: "2026-05-04" }));
    await asOwner(
      database.owner,
      "INSERT INTO frozen_periods (id, campaign_id, review_code, from_on, to_on) VALUES (gen_random_uuid(), $1, 'H1', '2026-03-01', '2026-06-30')",
      [bank.campaign.id],
    );
    expect(codes(await send(test({ onDay: "2026-06-30" })))).toEqual(["DAY_FROZEN onDay"]);
    expect(codes(await perform(reverseRecord, { actor: bank.staff, input: { no, reason: "x" } }))).toEqual([
      "DAY_FROZEN",
    ]);
    expect(
      codes(
        await bring([line(2, { onDay: "2026-06-30" }), line(3, { onDay: "2026-07-01" })], bank.staff, {
          sha256: "4".repeat(64),
        }),
      ),
    ).toEqual(["DAY_FROZEN rows.0.onDay"]);
    expect((await send(test({ onDay: "2026-07-01" }))).ok).toBe(true);
  });
});

describe("every fault", () => {
  const all: Record<FaultCode, true> = {
    NO_HEADINGS: true,
    COLUMN_MISSING: true,
    COLUMN_TWICE: true,
    NO_ROWS: true,
    MISSING: true,
    FORMULA: true,
    ERROR_CELL: true,
    UNIT_UNKNOWN: true,
    UNIT_NOT_PARTICIPATING: true,
    UNIT_NOT_THERE: true,
    NAME_DIFFERS: true,
    PERSON_UNKNOWN: true,
    PERSON_NOT_ASKED: true,
    PERSON_NOT_IN_POST: true,
    PERSON_NAME_DIFFERS: true,
    DAY_FORM: true,
    OUTSIDE_CAMPAIGN: true,
    DAY_TO_COME: true,
    DAY_FROZEN: true,
    VALUE_NOT_ASKED: true,
    NOT_A_FIGURE: true,
    THOUSANDS: true,
    NOT_WHOLE: true,
    TOO_MANY_PLACES: true,
    TOO_LARGE: true,
    BELOW: true,
    ABOVE: true,
    CHOICE_UNKNOWN: true,
    ATTRIBUTE_UNKNOWN: true,
    TOO_LONG: true,
  };
  it("has its sentence in both languages", () => {
    for (const messages of [MESSAGES["zh-CN"], MESSAGES.en])
      expect(Object.keys(messages.records.faults).sort()).toEqual(Object.keys(all).sort());
  });
});

describe("documents behind a file", () => {
  it("keeps the documents that the whole file was made from, filed for the organiser", async () => {
    const { organiser } = (await findCampaign(db, bank.campaign.code))!;
    const signed = await filed(organiser.code, "签字名单.pdf");
    const foreign = await filed("O001", "网点的.pdf");
    const rows = [line(2, { onDay: "2026-08-20" })];
    const more = { sha256: "9".repeat(64) };
    expect(codes(await bring(rows, bank.staff, { ...more, evidence: [foreign.id] }))).toEqual([
      "EVIDENCE_UNKNOWN evidence",
    ]);
    expect(await db.recordImport.count({ where: more })).toBe(0);
    const done = await bring(rows, bank.staff, { ...more, evidence: [signed.id] });
    expect(done.ok).toBe(true);
    expect((await db.recordImport.findFirstOrThrow({ where: more })).evidence).toEqual([signed.id]);
    if (done.ok) await perform(reverseRecord, { actor: bank.staff, input: { no: done.value.first, reason: "试录。" } });
  });
});
