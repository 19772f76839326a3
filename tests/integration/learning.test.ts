import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { dutyStatuses } from "@/lib/scoring/duties";
import { programmeSchema } from "@/lib/scoring/programme/schema";
import { learningFacts } from "@/lib/tasks/data";
import { recordLearning, reverseLearning } from "@/lib/tasks/usecases";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, documentOf, type InspectedBank, makeInspectedBank, placeUnit } from "../support/inspected-bank";

const database = useDatabase();

let bank: InspectedBank;
let stranger: Actor;

beforeAll(async () => {
  setClock(() => new Date("2026-11-16T01:00:00Z"));
  bank = await makeInspectedBank();
  const hq = await db.orgUnit.findUniqueOrThrow({ where: { code: "HQ" } });
  stranger = await actorFor("strange", "CAMPAIGN_STAFF", await placeUnit("B02", "BRANCH", { id: hq.id, path: "/HQ/" }));
});

const event = (changes: Record<string, unknown> = {}) => ({
  campaign: bank.campaign.code,
  unit: "B01",
  kind: "LECTURE",
  title: "服务礼仪讲座",
  heldOn: "2026-05-12",
  attendance: "46",
  ...changes,
});
const record = (actor: Actor, changes: Record<string, unknown> = {}) =>
  perform(recordLearning, { actor, input: event(changes) });
const codes = (outcome: Awaited<ReturnType<typeof perform>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code, field }) => (field ? `${code} ${field}` : code));

describe("recording a lecture, quiz or contest", () => {
  it("is the organiser's for the whole branch and an outlet head's for the own outlet", async () => {
    expect((await record(bank.staff)).ok).toBe(true);
    expect((await record(bank.manager, { unit: "O001", kind: "QUIZ" })).ok).toBe(true);
    expect(codes(await record(bank.manager))).toEqual(["NOT_FOUND"]);
    expect(codes(await record(bank.manager, { unit: "O002" }))).toEqual(["NOT_FOUND"]);
    expect(codes(await record(bank.inspector))).toEqual(["NOT_FOUND"]);
    expect(codes(await record(stranger))).toEqual(["NOT_FOUND"]);
    expect(codes(await record(stranger, { unit: "B02" }))).toEqual(["UNIT_NOT_PARTICIPATING unit"]);
  });

  it("names what is wrong at its field", async () => {
    expect(codes(await record(bank.staff, { attendance: "12.5" }))).toEqual(["NOT_WHOLE attendance"]);
    expect(codes(await record(bank.staff, { attendance: "0" }))).toEqual(["TOO_SMALL attendance"]);
    expect(codes(await record(bank.staff, { kind: "PARTY" }))).toEqual(["NOT_A_CHOICE kind"]);
    expect(codes(await record(bank.staff, { heldOn: "2026-11-17" }))).toEqual(["DAY_TO_COME heldOn"]);
    expect(codes(await record(bank.staff, { heldOn: "2027-01-01" }))).toEqual(["OUTSIDE_CAMPAIGN heldOn"]);
  });

  it("sent twice with one key is one event", async () => {
    const before = await db.learningEvent.count();
    const send = () => perform(recordLearning, { actor: bank.staff, input: event(), key: "one" });
    const [first, second] = await Promise.all([send(), send()]);
    expect(first).toEqual(second);
    expect(await db.learningEvent.count()).toBe(before + 1);
  });
});

describe("R-008: once a quarter", () => {
  it("the second quarter is done, the third is overdue, the fourth is open", async () => {
    const programme = programmeSchema.parse(documentOf("programmes/P01.json"));
    const facts = await learningFacts(db, bank.campaign.id, { from: "2026-03-16", to: "2026-12-31" });
    const states = dutyStatuses(programme, facts, "2026-11-16").map((status) => [status.window.name, status.state]);
    expect(states).toEqual([
      ["2026-Q2", "DONE"],
      ["2026-Q3", "OVERDUE"],
      ["2026-Q4", "OPEN"],
    ]);
  });

  it("an event that was taken back counts no more, and is taken back once", async () => {
    const done = await record(bank.staff, { heldOn: "2026-08-20" });
    const no = done.ok ? done.value.no : "";
    const fact = async () =>
      (await learningFacts(db, bank.campaign.id, { from: "2026-07-01", to: "2026-09-30" })).find(
        (found) => found.ref === no,
      );
    expect(await fact()).toMatchObject({ state: "COUNTED", value: "46", attrs: { kind: "LECTURE" } });
    const reverse = (actor: Actor) => perform(reverseLearning, { actor, input: { no, reason: "未举行" } });
    expect(codes(await reverse(bank.manager))).toEqual(["NOT_FOUND"]);
    expect((await reverse(bank.staff)).ok).toBe(true);
    expect(codes(await reverse(bank.staff))).toEqual(["ALREADY_REVERSED"]);
    expect((await fact())?.state).toBe("VOIDED");
  });

  it("nothing is added to frozen days", async () => {
    await asOwner(
      database.owner,
      "INSERT INTO frozen_periods (id, campaign_id, review_code, from_on, to_on) VALUES (gen_random_uuid(), $1, 'H1', '2026-03-16', '2026-06-30')",
      [bank.campaign.id],
    );
    expect(codes(await record(bank.staff))).toEqual(["DAY_FROZEN heldOn"]);
  });
});
