import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { loadAppeal, loadAppealForm, loadAppealList } from "@/lib/appeals/loaders/appeals";
import { mayFileBeside } from "@/lib/appeals/loaders/files";
import { loadBesideFigure, loadBesideItem } from "@/lib/appeals/loaders/items";
import {
  addRescoreRecord,
  applyRescoreSet,
  fileAppeal,
  hearAppeal,
  openRescoreSet,
  previewRescoreSet,
  replyToItem,
  signRescoreSet,
  takeAppealUp,
} from "@/lib/appeals/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { listFigures } from "@/lib/metrics/data";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { recordFact, reverseRecord } from "@/lib/records/usecases";
import { findResult, listStandings, readComputed, readLife } from "@/lib/reviews/data";
import { type AppealedBank, makeAppealedBank, publishHalfYear, SEATS } from "../support/appealed-bank";
import { withRecords } from "../support/corrected-bank";
import { useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";

/** Appeals against recorded facts and imported figures, by outlets and by the people they are about. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

const C = { campaign: "C-2026-01" };
const CANARY = "季度抽测八十八分的依据";
const WORDS = "当日系统升级，成绩登记错位，有登记簿为证。";
let bank: AppealedBank;
/** Of the second outlet: a violation that costs five points, and a test of its teller. */
let violation: string;
let score: string;
/** The teller and the head of the second outlet; neither holds a role. */
let teller: Actor;
let head: Actor;
const FIGURE = "O002/2026-05/BUSINESS_VOLUME";

const at = (day: string) => setClock(() => new Date(`${day}T02:00:00Z`));

async function value<T>(
  outcome: Promise<{ ok: true; value: T } | { ok: false; refusals: readonly unknown[] }>,
): Promise<T> {
  const done = await outcome;
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value;
}

type Outcome = { ok: boolean; refusals?: readonly { code: string }[] };
const codes = (outcome: Outcome) => (outcome.ok ? [] : (outcome.refusals ?? []).map(({ code }) => code));

const recorded = async (input: Record<string, unknown>) =>
  (await value(perform(recordFact, { actor: bank.staff, input: { ...C, ...input } }))).no;

beforeEach(async () => {
  at("2026-06-20");
  bank = await makeAppealedBank(withRecords);
  violation = await recorded({
    stream: "event.VIOLATION",
    unit: "O002",
    onDay: "2026-05-06",
    value: "5",
    attrs: { level: "SERIOUS", person: "2001" },
  });
  score = await recorded({
    stream: "score.TEST",
    unit: "O002",
    person: "2002",
    onDay: "2026-06-18",
    value: "88",
    note: CANARY,
  });
  const outlet = bank.outlets[1]!;
  teller = { ...(await actorFor("teller", "STAFF", outlet)), personId: outlet.teller, grants: [] };
  head = { ...(await actorFor("head", "STAFF", outlet)), personId: outlet.head };
});

const file = (actor: Actor, kind: string, item: string) =>
  perform(fileAppeal, { actor, input: { ...C, kind, item, statement: WORDS } });
const hear = (actor: Actor, no: string, outcome: string, more: Record<string, unknown> = {}) =>
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

async function publish(): Promise<void> {
  at("2026-07-01");
  await publishHalfYear(bank);
}

async function put(set: string): Promise<void> {
  const { digest } = await value(perform(previewRescoreSet, { actor: bank.staff, input: { ...C, set } }));
  for (const [actor, seat] of SEATS(bank))
    await value(perform(signRescoreSet, { actor, input: { ...C, set, review: "H1", seat, digest } }));
  await value(perform(applyRescoreSet, { actor: bank.leader, input: { ...C, set, digest } }));
}

async function current() {
  const result = (await findResult(db, await readLife(db, bank.campaign.id, "H1")))!;
  const totals = Object.fromEntries(
    (await listStandings(db, result.id)).map((one) => [one.subject, Number(one.total)]),
  );
  return { totals, computed: await readComputed(db, "C-2026-01", "H1", result, { fresh: true }) };
}

const totalOf = async (at: number) => (await current()).totals[bank.outlets[at]!.id]!;

describe("a record of a published review", () => {
  it("is taken back when the appeal is upheld, through a set that is signed", async () => {
    await publish();
    const before = await totalOf(1);
    const { no } = await value(file(bank.appellant, "RECORD", violation));
    const { set } = await value(hear(bank.stranger, no, "UPHELD"));
    expect(await totalOf(1)).toBe(before);
    expect(await db.factReversal.count()).toBe(0);
    await put(set!);
    expect((await totalOf(1)) - before).toBeCloseTo(5, 6);
    expect((await current()).computed.agrees).toBe(true);
    expect((await db.rescoreChange.findFirstOrThrow()).ground).toBe("APPEAL");
  });

  it("says something else when it is upheld in part", async () => {
    await publish();
    const before = await totalOf(1);
    const { no } = await value(file(bank.appellant, "RECORD", violation));
    expect(codes(await hear(bank.stranger, no, "PARTLY"))).toEqual(["OTHER_MISSING"]);
    expect(codes(await hear(bank.stranger, no, "PARTLY", { value: "5", attrs: { level: "" } }))).toEqual([
      "SAME_RECORD",
    ]);
    expect(codes(await hear(bank.stranger, no, "PARTLY", { value: "11" }))).toEqual(["ABOVE"]);
    expect(codes(await hear(bank.stranger, no, "PARTLY", { attrs: { level: "AWFUL" } }))).toEqual(["CHOICE_UNKNOWN"]);
    const { set } = await value(hear(bank.stranger, no, "PARTLY", { value: "2" }));
    await put(set!);
    expect((await totalOf(1)) - before).toBeCloseTo(3, 6);
    const fresh = await db.recordedFact.findFirstOrThrow({ where: { setNo: set } });
    expect([fresh.value?.toFixed(), fresh.ground, fresh.reason]).toEqual(["2", "APPEAL", `${no} 经复核。`]);
    // The new record can be appealed against again, on its own.
    expect(codes(await file(bank.appellant, "RECORD", violation))).toEqual(["ALREADY_APPEALED"]);
    expect(codes(await file(bank.appellant, "RECORD", fresh.no))).toEqual([]);
  });

  it("is corrected at once while its day is open", async () => {
    const { no } = await value(file(teller, "RECORD", score));
    const { set } = await value(hear(bank.stranger, no, "PARTLY", { value: "93.5" }));
    expect(set).toBeNull();
    const fresh = await db.recordedFact.findFirstOrThrow({ where: { ground: "APPEAL" } });
    expect([fresh.value?.toFixed(), fresh.setNo, fresh.personId]).toEqual(["93.5", null, bank.outlets[1]!.teller]);
    expect(await db.factReversal.count({ where: { kind: "RECORD" } })).toBe(1);
  });

  it("has its days, and goes one level up once more", async () => {
    at("2026-06-26");
    expect(codes(await file(bank.appellant, "RECORD", violation))).toEqual(["WINDOW_CLOSED"]);
    await publish();
    const { no } = await value(file(bank.appellant, "RECORD", violation));
    await value(hear(bank.stranger, no, "REJECTED"));
    const up = () => perform(takeAppealUp, { actor: bank.appellant, input: { ...C, no, statement: WORDS } });
    await value(up());
    expect(codes(await hear(bank.leader, no, "UPHELD"))).toEqual(["NOT_A_LEVEL_UP"]);
    await value(hear(bank.upper, no, "REJECTED"));
    expect(codes(await up())).toEqual(["ROUNDS_USED"]);
  });

  it("is not heard by whoever recorded it, nor by the person it is about", async () => {
    const { no } = await value(file(teller, "RECORD", score));
    const clerk: Actor = { ...bank.staff, grants: [...bank.staff.grants, ...bank.leader.grants] };
    expect(codes(await hear(clerk, no, "UPHELD"))).toEqual(["INVOLVED"]);
    const oneself: Actor = { ...bank.stranger, personId: bank.outlets[1]!.teller };
    expect(codes(await hear(oneself, no, "UPHELD"))).toEqual(["INVOLVED"]);
    expect(codes(await hear(bank.staff, no, "UPHELD"))).toEqual(["NOT_FOUND"]);
  });

  it("that the leading group adjusted is heard above it", async () => {
    await publish();
    const { no: set } = await value(
      perform(openRescoreSet, { actor: bank.leader, input: { ...C, reason: "酌情调整。" } }),
    );
    const { record } = await value(
      perform(addRescoreRecord, {
        actor: bank.leader,
        input: {
          ...C,
          set,
          stream: "adjust.GROUP",
          unit: "O002",
          onDay: "2026-06-10",
          value: "-3",
          reason: "服务失当。",
        },
      }),
    );
    await put(set);
    const { no } = await value(file(bank.appellant, "RECORD", record));
    expect(codes(await hear(bank.stranger, no, "UPHELD"))).toEqual(["NOT_A_LEVEL_UP"]);
    asking = bank.stranger;
    expect((await loadAppealList("C-2026-01")).toHear).toBe(0);
    expect((await loadAppeal("C-2026-01", no)).notHearing).toBe("NOT_A_LEVEL_UP");
    await value(hear(bank.upper, no, "REJECTED"));
  });

  it("that has been taken back cannot be appealed against", async () => {
    await value(perform(reverseRecord, { actor: bank.staff, input: { no: score, reason: "重复。" } }));
    expect(codes(await file(teller, "RECORD", score))).toEqual(["ALREADY_GONE"]);
  });
});

describe("a figure of a published review", () => {
  it("is corrected to what the ruling says, through a set", async () => {
    await publish();
    const before = await totalOf(1);
    const held = await db.metricFact.count();
    const { no } = await value(file(bank.appellant, "FIGURE", FIGURE));
    expect(codes(await hear(bank.stranger, no, "UPHELD"))).toEqual(["VALUE_MISSING"]);
    expect(codes(await hear(bank.stranger, no, "UPHELD", { value: "4000" }))).toEqual(["SAME_FIGURE"]);
    expect(codes(await hear(bank.stranger, no, "UPHELD", { value: "4,500" }))).toEqual(["THOUSANDS"]);
    const { set } = await value(hear(bank.stranger, no, "UPHELD", { value: "4900" }));
    await put(set!);
    expect(await totalOf(1)).toBeGreaterThan(before);
    expect(await db.metricFact.count()).toBe(held + 1);
    const now = (await listFigures(db, bank.campaign.id)).find(({ setNo }) => setNo === set);
    expect(now).toMatchObject({ unitId: bank.outlets[1]!.id, month: "2026-05", value: "4900" });
    expect((await db.metricImport.findFirstOrThrow({ where: { setNo: set } })).fileName).toBe(no);
    // What stands there now is another figure, with days of its own.
    expect(codes(await file(bank.appellant, "FIGURE", FIGURE))).toEqual([]);
  });

  it("is not heard by whoever imported it, and is the outlet's alone to appeal against", async () => {
    const { importId } = await db.metricFact.findFirstOrThrow();
    const { importedById } = await db.metricImport.findUniqueOrThrow({ where: { id: importId } });
    await publish();
    expect(codes(await file(bank.manager, "FIGURE", FIGURE))).toEqual(["NOT_FOUND"]);
    for (const actor of [teller, head, bank.leader])
      expect(codes(await file(actor, "FIGURE", FIGURE))).toEqual(["NOT_FOUND"]);
    for (const item of ["O002/2026-05/LUCK", "O900/2026-05/HEADCOUNT", "nonsense"])
      expect(codes(await file(bank.appellant, "FIGURE", item))).toEqual(["NOT_FOUND"]);
    const { no } = await value(file(bank.appellant, "FIGURE", FIGURE));
    const importer: Actor = { ...bank.stranger, accountId: importedById };
    expect(codes(await hear(importer, no, "UPHELD", { value: "4900" }))).toEqual(["INVOLVED"]);
  });
});

describe("who may, and what they see", () => {
  it("a person appeals against a record about themselves without any role, and against no other", async () => {
    expect(codes(await file(teller, "RECORD", violation))).toEqual(["NOT_FOUND"]);
    expect(codes(await file(head, "RECORD", score))).toEqual(["NOT_FOUND"]);
    expect(codes(await file(bank.manager, "RECORD", score))).toEqual(["NOT_FOUND"]);
    expect(codes(await file(bank.leader, "RECORD", score))).toEqual(["NOT_FOUND"]);
    expect(codes(await file(bank.appellant, "RECORD", "R-2026-09999"))).toEqual(["NOT_FOUND"]);
    // Named as the person responsible in a record about the outlet.
    expect(codes(await file(head, "RECORD", violation))).toEqual([]);
    asking = teller;
    const form = await loadAppealForm("C-2026-01", "RECORD", score);
    expect(form).toMatchObject({ item: { figure: "88.0", source: null, on: "2026-06-18" }, until: "2026-06-25" });
    await expect(loadAppealForm("C-2026-01", "RECORD", violation)).rejects.toThrow();
    const slot = { ...C, kind: "RECORD" as const, item: score };
    expect([await mayFileBeside(teller, slot), await mayFileBeside(bank.manager, slot)]).toEqual([true, false]);
    const { no } = await value(file(teller, "RECORD", score));
    const seen = await loadAppeal("C-2026-01", no);
    expect(seen).toMatchObject({ item: { figure: "88.0", path: null }, mayHear: false });
    asking = bank.appellant;
    expect((await loadAppeal("C-2026-01", no)).item?.path).toBe(`/records/${score}`);
  });

  it("nobody reads another outlet's records through an appeal, a reply or a list", async () => {
    await publish();
    const one = await value(file(teller, "RECORD", score));
    const two = await value(file(bank.appellant, "FIGURE", FIGURE));
    const reply = { ...C, kind: "RECORD", item: violation, text: "当日系统升级。" };
    expect(codes(await perform(replyToItem, { actor: bank.manager, input: reply }))).toEqual(["NOT_FOUND"]);
    await value(perform(replyToItem, { actor: bank.appellant, input: reply }));
    asking = bank.manager;
    for (const no of [one.no, two.no]) await expect(loadAppeal("C-2026-01", no)).rejects.toThrow();
    for (const [kind, item] of [
      ["RECORD", score],
      ["RECORD", violation],
      ["FIGURE", FIGURE],
    ] as const) {
      await expect(loadAppealForm("C-2026-01", kind, item)).rejects.toThrow();
      expect(await loadBesideItem("C-2026-01", kind, item)).toBeNull();
    }
    const list = await loadAppealList("C-2026-01");
    expect(list.rows).toEqual([]);
    expect(list.facts.every(({ kind, no }) => kind === "FIGURE" && no.startsWith("O001/"))).toBe(true);
    expect(list.facts.length).toBeGreaterThan(0);
    // Nobody learns from their own case what stands in the record beyond what it is about.
    asking = teller;
    expect(JSON.stringify(await loadAppeal("C-2026-01", one.no))).not.toContain(CANARY);
    await expect(loadAppeal("C-2026-01", two.no)).rejects.toThrow();
  });

  it("lists what can be appealed against while its days run, and leads there from the record and the figure", async () => {
    asking = head;
    expect((await loadAppealList("C-2026-01")).facts.map(({ kind, no }) => [kind, no])).toEqual([
      ["RECORD", violation],
    ]);
    asking = bank.appellant;
    expect((await loadAppealList("C-2026-01")).facts.map(({ no }) => no)).toEqual(
      expect.arrayContaining([violation, score]),
    );
    expect(await loadBesideItem("C-2026-01", "RECORD", violation)).toMatchObject({
      until: "2026-06-25",
      mayReply: true,
    });
    const held = (await listFigures(db, bank.campaign.id)).find(
      ({ unitId, metric, month }) =>
        unitId === bank.outlets[1]!.id && metric === "BUSINESS_VOLUME" && month === "2026-05",
    )!;
    expect(await loadBesideFigure("C-2026-01", held.id)).toMatchObject({ kind: "FIGURE", no: FIGURE });
    asking = bank.staff;
    expect(await loadBesideItem("C-2026-01", "RECORD", violation)).toMatchObject({ until: null, mayReply: false });
    at("2026-06-26");
    asking = head;
    expect((await loadAppealList("C-2026-01")).facts).toEqual([]);
  });
});
