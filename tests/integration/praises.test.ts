import { beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import { praiseFacts, unverifiedPraises } from "@/lib/complaints/data";
import { recordPraise, reversePraise, verifyPraise } from "@/lib/complaints/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, type InspectedBank, makeInspectedBank, placeUnit } from "../support/inspected-bank";
import { addPointsCampaign, scoreOf } from "../support/points-campaign";

const database = useDatabase();

let bank: InspectedBank;
let officer: Actor;
let strangeOfficer: Actor;

beforeAll(async () => {
  setClock(() => new Date("2026-06-22T01:12:00Z"));
  bank = await makeInspectedBank();
  const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
  const hq = await db.orgUnit.findUniqueOrThrow({ where: { code: "HQ" } });
  officer = await actorFor("officer", "COMPLAINT_OFFICER", { id: branch.id, path: "/HQ/B01/" });
  strangeOfficer = await actorFor(
    "strange",
    "COMPLAINT_OFFICER",
    await placeUnit("B02", "BRANCH", { id: hq.id, path: "/HQ/" }),
  );
});

const range = { from: "2026-03-16", to: "2026-12-31" };
const praise = (changes: Record<string, unknown> = {}) => ({
  campaign: bank.campaign.code,
  unit: "O001",
  receivedOn: "2026-06-15",
  channel: "BANNER",
  account: "客户送来锦旗，感谢大堂经理帮助老人找回存折。",
  person: "1002",
  ...changes,
});
const codes = (outcome: Awaited<ReturnType<typeof perform>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code, field }) => (field ? `${code} ${field}` : code));

async function recorded(actor = officer): Promise<string> {
  const done = await perform(recordPraise, { actor, input: praise() });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value.no;
}

describe("recording a praise", () => {
  it("is open to the complaint officer and to the outlet's own head", async () => {
    expect(await recorded(officer)).toMatch(/^P-2026-\d{5}$/);
    expect(await recorded(bank.manager)).toMatch(/^P-2026-\d{5}$/);
    for (const actor of [bank.otherManager, bank.staff, bank.inspector, strangeOfficer]) {
      expect(codes(await perform(recordPraise, { actor, input: praise() }))).toEqual(["NOT_FOUND"]);
    }
  });

  it("names what is wrong at its field", async () => {
    expect(codes(await perform(recordPraise, { actor: officer, input: praise({ receivedOn: "2026-06-31" }) }))).toEqual(
      ["DAY receivedOn"],
    );
    expect(codes(await perform(recordPraise, { actor: officer, input: praise({ receivedOn: "2026-06-23" }) }))).toEqual(
      ["DAY_TO_COME receivedOn"],
    );
    expect(codes(await perform(recordPraise, { actor: officer, input: praise({ person: "9999" }) }))).toEqual([
      "PERSON_UNKNOWN person",
    ]);
    expect(codes(await perform(recordPraise, { actor: officer, input: praise({ account: "" }) }))).toEqual([
      "REQUIRED account",
    ]);
  });
});

describe("verifying a praise", () => {
  it("needs a reason and somebody whom it does not concern", async () => {
    const no = await recorded();
    const verify = (actor: Actor, reason = "已电话核实。") =>
      perform(verifyPraise, { actor, input: { no, verified: "YES", reason } });
    expect(codes(await verify(officer, ""))).toEqual(["REQUIRED reason"]);
    expect(codes(await verify({ ...officer, personId: bank.outlets[0]?.people[1] ?? "" }))).toEqual(["CONCERNED"]);
    for (const actor of [bank.manager, bank.staff, strangeOfficer])
      expect(codes(await verify(actor))).toEqual(["NOT_FOUND"]);
    expect((await verify(officer)).ok).toBe(true);
  });

  it("happens once, also when two try it at the same moment", async () => {
    const no = await recorded();
    const verify = (verified: string) =>
      perform(verifyPraise, { actor: officer, input: { no, verified, reason: "核实。" } });
    const both = await Promise.all([verify("YES"), verify("NO")]);
    expect(both.flatMap(codes)).toEqual(["ALREADY_VERIFIED"]);
    expect(await verify("YES")).toMatchObject({
      ok: false,
      refusals: [{ values: { no, who: "officer", when: "2026-06-22 09:12" } }],
    });
    expect(await db.praiseVerification.count({ where: { praise: { no } } })).toBe(1);
  });
});

describe("points of a praise that the plan leaves to a body", () => {
  let contest: { id: string; code: string };
  beforeAll(async () => {
    contest = await addPointsCampaign(bank);
  });
  const inContest = async () => {
    const done = await perform(recordPraise, { actor: officer, input: praise({ campaign: contest.code }) });
    if (!done.ok) throw new Error(JSON.stringify(done.refusals));
    return done.value.no;
  };
  const verify = (no: string, changes: Record<string, unknown>) =>
    perform(verifyPraise, { actor: officer, input: { no, verified: "YES", reason: "已电话核实。", ...changes } });

  it("are refused at their field: missing, outside of the range, with part points it does not keep, no figure", async () => {
    const no = await inContest();
    for (const [points, refused] of [
      [undefined, "POINTS_MISSING points"],
      ["", "POINTS_MISSING points"],
      ["0.9", "POINTS_OUTSIDE points"],
      ["3.1", "POINTS_OUTSIDE points"],
      ["2.25", "POINTS_PLACES points"],
      ["two", "NOT_A_NUMBER points"],
    ] as const)
      expect([points, codes(await verify(no, { points }))]).toEqual([points, [refused]]);
    expect(codes(await verify(no, { verified: "NO", points: "2" }))).toEqual(["POINTS_NOT_ASKED points"]);
    expect(await db.praiseVerification.count({ where: { praise: { no } } })).toBe(0);
    expect((await verify(no, { verified: "NO" })).ok).toBe(true);
  });

  it("are refused under a plan that says the points itself", async () => {
    const no = await recorded();
    expect(codes(await verify(no, { points: "2" }))).toEqual(["POINTS_NOT_ASKED points"]);
    expect((await verify(no, {})).ok).toBe(true);
  });

  it("become the fact's value, change the score by exactly themselves, and fall away with a reversal", async () => {
    const before = await scoreOf(bank, contest.id);
    const no = await inContest();
    expect((await verify(no, { points: "2.5" })).ok).toBe(true);
    expect((await db.praiseVerification.findFirstOrThrow({ where: { praise: { no } } })).points?.toFixed()).toBe("2.5");
    const find = async () => (await praiseFacts(db, contest.id, range)).find((fact) => fact.ref === no);
    expect(await find()).toMatchObject({ state: "COUNTED", value: "2.5" });
    const after = await scoreOf(bank, contest.id);
    expect(after.records[no]).toBe("2.5");
    expect([Number(after.totals[0]) - Number(before.totals[0]), after.totals[1]]).toEqual([2.5, before.totals[1]]);
    await perform(reversePraise, { actor: bank.staff, input: { no, reason: "核实有误" } });
    expect((await scoreOf(bank, contest.id)).totals).toEqual(before.totals);
  });

  it("take both limits", async () => {
    for (const points of ["1", "3"]) expect((await verify(await inContest(), { points })).ok).toBe(true);
  });
});

describe("praises as facts", () => {
  it("are pending, then counted as true or not, then voided when reversed", async () => {
    const no = await recorded();
    const find = async () => (await praiseFacts(db, bank.campaign.id, range)).find((fact) => fact.ref === no);
    expect(await find()).toMatchObject({ stream: "praise", state: "PENDING", on: "2026-06-15" });
    expect((await unverifiedPraises(db, bank.campaign.id, range)).map((open) => open.no)).toContain(no);
    expect(codes(await perform(reversePraise, { actor: bank.staff, input: { no, reason: "x" } }))).toEqual([
      "NOT_VERIFIED",
    ]);
    await perform(verifyPraise, { actor: officer, input: { no, verified: "NO", reason: "查无此事。" } });
    expect(await find()).toMatchObject({
      state: "COUNTED",
      attrs: { verified: "NO", person: bank.outlets[0]?.people[1] },
    });
    expect(codes(await perform(reversePraise, { actor: officer, input: { no, reason: "x" } }))).toEqual(["NOT_FOUND"]);
    expect((await perform(reversePraise, { actor: bank.staff, input: { no, reason: "核实有误" } })).ok).toBe(true);
    expect(codes(await perform(reversePraise, { actor: bank.staff, input: { no, reason: "核实有误" } }))).toEqual([
      "ALREADY_REVERSED",
    ]);
    expect((await find())?.state).toBe("VOIDED");
  });

  it("stay as they were once their days are frozen", async () => {
    const no = await recorded();
    await asOwner(
      database.owner,
      "INSERT INTO frozen_periods (id, campaign_id, review_code, from_on, to_on) VALUES (gen_random_uuid(), $1, 'H1', '2026-03-16', '2026-06-30')",
      [bank.campaign.id],
    );
    expect(codes(await perform(recordPraise, { actor: officer, input: praise() }))).toEqual(["DAY_FROZEN receivedOn"]);
    expect(
      codes(await perform(verifyPraise, { actor: officer, input: { no, verified: "YES", reason: "核实。" } })),
    ).toEqual(["DAY_FROZEN"]);
  });
});
