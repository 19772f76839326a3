import { beforeEach, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import { findCampaign, listParticipants } from "@/lib/campaigns/data";
import { findImport, findTrack, listChanges } from "@/lib/campaigns/data/plan";
import { blanksOf } from "@/lib/campaigns/rules/blanks";
import { KEPT } from "@/lib/campaigns/rules/edit/history";
import type { Campaign } from "@/lib/campaigns/types";
import * as campaigns from "@/lib/campaigns/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { loadStandardFile } from "@/lib/standards/usecases";
import { useDatabase } from "../support/database";
import { actorFor, documentOf, hire, placeUnit } from "../support/inspected-bank";

useDatabase({ each: "test" });

let at = new Date("2026-03-10T02:00:00Z");
setClock(() => at);

let staff: Actor;
let colleague: Actor;
let leader: Actor;
let manager: Actor;
let elsewhere: Actor;

beforeEach(async () => {
  at = new Date("2026-03-10T02:00:00Z");
  const hq = await placeUnit("HQ", "HQ", null);
  const branch = await placeUnit("B01", "BRANCH", hq);
  const other = await placeUnit("B02", "BRANCH", hq);
  const office = await placeUnit("B01-OFFICE", "DEPARTMENT", branch);
  const outlets = [await placeUnit("O001", "OUTLET", branch), await placeUnit("O002", "OUTLET", branch)];
  for (const [i, outlet] of outlets.entries()) await hire(outlet.id, `100${i}`, "OUTLET_HEAD");
  for (const no of ["L1", "L2", "L3", "L4"]) await hire(office.id, no, "OFFICE");
  staff = await actorFor("hq", "CAMPAIGN_STAFF", branch);
  colleague = await actorFor("hq2", "CAMPAIGN_STAFF", branch);
  leader = await actorFor("leader", "LEADING_GROUP", branch);
  manager = await actorFor("manager", "BRANCH_MANAGER", outlets[0]!);
  elsewhere = await actorFor("elsewhere", "CAMPAIGN_STAFF", other);
  for (const file of ["self-check", "open-check", "mystery-visit"]) {
    await perform(loadStandardFile, { actor: staff, input: { document: documentOf(`standards/${file}.json`) } });
  }
});

async function get(code: string): Promise<Campaign> {
  const campaign = await findCampaign(db, code);
  if (!campaign) throw new Error(`no ${code}`);
  return campaign;
}

async function started(): Promise<string> {
  const outcome = await perform(campaigns.create, {
    actor: staff,
    input: {
      programme: "P01",
      name: { zh: "2027年文明优质服务竞赛", en: "Service competition 2027" },
      theme: { zh: "", en: "" },
      year: "2027",
      organiser: "B01",
    },
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value.code;
}

type Room = typeof campaigns;
const ACTS = ["editPart", "changePlan", "undoPlan", "redoPlan", "bringPlan", "takePlan", "leavePlan"] as const;
type Act = (typeof ACTS)[number];

async function act(
  name: Exclude<keyof Room, "create">,
  code: string,
  more: Record<string, unknown> = {},
  actor = staff,
) {
  const { version } = await get(code);
  return perform(campaigns[name] as Room["changePlan"], { actor, input: { campaign: code, version, ...more } });
}

async function done(...given: Parameters<typeof act>) {
  const outcome = await act(...given);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}

const codes = (outcome: Awaited<ReturnType<typeof act>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code);

const ROOT = "/sheets/0/root/parts";
const ADD = { act: "add", at: ROOT, kind: "measure" };

/** An input that each act would accept of the right person. */
async function inputs(code: string): Promise<Record<Act, Record<string, unknown>>> {
  return {
    editPart: { at: "/phases/0", f: { "/name/zh": "启动", "/name/en": "Start" } },
    changePlan: ADD,
    undoPlan: {},
    redoPlan: {},
    bringPlan: { text: JSON.stringify((await get(code)).draft) },
    takePlan: { import: "00000000-0000-7000-8000-000000000000" },
    leavePlan: { import: "00000000-0000-7000-8000-000000000000" },
  };
}

async function published(): Promise<string> {
  const code = await started();
  const seats = [
    ["LEADER", "L1"],
    ["DEPUTY_LEADER", "L2"],
    ["MEMBER", "L3"],
    ["OFFICE_DIRECTOR", "L4"],
  ];
  await done("editCommittee", code, { seats: seats.map(([seat, no]) => ({ seat, people: [no] })) });
  for (const award of (await get(code)).draft.awards) {
    const prizes = award.prizes.map((prize) => ({ ...prize, amount: prize.kind === "MONEY" ? "1000.00" : "" }));
    await done("editAward", code, { award: award.code, prizes });
  }
  const fines = [...blanksOf((await get(code)).draft).values()].filter((blank) => blank.kind === "money");
  const values = Object.fromEntries(fines.map(({ path }) => [path, path.endsWith("min") ? "500" : "2000"]));
  await done("editPenalties", code, { values });
  await done("publish", code);
  return code;
}

describe("changing the structure of a plan", () => {
  it("adds, fills in and moves a component, each in the audit trail", async () => {
    const code = await started();
    const added = await done("changePlan", code, ADD);
    expect(added).toMatchObject({ at: `${ROOT}/3`, change: "add", version: 2 });
    await done("editPart", code, { at: added.at, f: { "/name/zh": "监控", "/name/en": "Cameras", "/atLeast": "2" } });
    const moved = await done("changePlan", code, { act: "up", at: added.at });
    const root = (await get(code)).draft.sheets[0]!.root;
    expect(moved.at).toBe(`${ROOT}/2`);
    expect(root.kind === "total" && root.parts[2]).toMatchObject({ name: { zh: "监控", en: "Cameras" }, atLeast: 2 });
    const rows = await db.auditEntry.findMany({
      where: { action: { in: ["campaigns.changePlan", "campaigns.editPart"] } },
    });
    expect(rows).toHaveLength(3);
    expect(rows.every((row) => row.outcome === "DONE" && row.subject === code)).toBe(true);
    expect(rows.map((row) => (row.detail as { at: string }).at)).toContain(added.at);
  });

  it("is refused at the box, and nothing is saved", async () => {
    const code = await started();
    const before = await get(code);
    const outcome = await act("editPart", code, { at: "/reviews/0/root", f: { "/places": "12" } });
    expect(outcome).toMatchObject({ ok: false, refusals: [{ code: "TOO_BIG", field: "f./places" }] });
    expect(codes(await act("changePlan", code, { act: "remove", at: "/reviews/0/root" }))).toEqual(["PART_NEEDED"]);
    expect(codes(await act("changePlan", code, { act: "remove", at: "/nowhere/0" }))).toEqual(["NO_SUCH_PLACE"]);
    expect(codes(await act("changePlan", code, { ...ADD, kind: "magic" }))).toEqual(["NOT_A_CHOICE"]);
    expect(await get(code)).toMatchObject({ version: before.version, draft: before.draft });
    expect(await findTrack(db, before.id)).toBeNull();
  });

  it.each(ACTS)("%s is refused to another role and another branch as if the campaign were not there", async (name) => {
    const code = await started();
    const input = (await inputs(code))[name];
    for (const actor of [leader, manager, elsewhere])
      expect(codes(await act(name, code, input, actor))).toEqual(["NOT_FOUND"]);
  });

  it.each(ACTS.filter((name) => name !== "takePlan" && name !== "leavePlan"))(
    "%s leaves a published plan frozen",
    async (name) => {
      const code = await published();
      const { plan } = await get(code);
      expect(codes(await act(name, code, (await inputs(code))[name]))).toEqual(["PLAN_PUBLISHED"]);
      expect((await get(code)).plan).toEqual(plan);
    },
  );

  it.each(["editPart", "changePlan", "undoPlan", "redoPlan"] as const)(
    "%s refuses a form of an older version",
    async (name) => {
      const code = await started();
      await done("changePlan", code, ADD);
      const input = (await inputs(code))[name];
      const outcome = await perform(campaigns[name] as Room["changePlan"], {
        actor: staff,
        input: { campaign: code, version: 1, ...input },
      });
      expect(outcome).toMatchObject({ ok: false, refusals: [{ code: "STALE" }] });
    },
  );

  it("of two at once keeps one, and one state of it", async () => {
    const code = await started();
    const both = await Promise.all(
      [staff, colleague].map((actor) =>
        perform(campaigns.changePlan, { actor, input: { campaign: code, version: 1, ...ADD } }),
      ),
    );
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(both.find((outcome) => !outcome.ok)).toMatchObject({ refusals: [{ code: "STALE" }] });
    expect(await findTrack(db, (await get(code)).id)).toEqual({ first: 0, last: 1, at: 1 });
  });

  it("keeps a review that was published with the plan", async () => {
    const code = await published();
    await done("revise", code);
    const { draft } = await get(code);
    expect(codes(await act("changePlan", code, { act: "remove", at: "/reviews/0" }))).toEqual(["REVIEW_PUBLISHED"]);
    expect(codes(await act("editPart", code, { at: "/reviews/1", f: { "/code": "OTHER" } }))).toEqual([
      "REVIEW_PUBLISHED",
    ]);
    expect((await get(code)).draft).toEqual(draft);
  });

  it("outlets of a group that goes stand in none", async () => {
    const code = await started();
    const { id } = await get(code);
    await done("changePlan", code, { act: "remove", at: "/groups/0" });
    expect((await listParticipants(db, id, "2026-03-10")).map((one) => one.groupCode)).toEqual([null, null]);
  });
});

describe("undo and redo", () => {
  it("give back exactly what was, over changes of every page", async () => {
    const code = await started();
    const states = [(await get(code)).draft];
    await done("changePlan", code, ADD);
    states.push((await get(code)).draft);
    await done("editPhases", code, { values: { "/phases/0/to": "2027-03-24" } });
    states.push((await get(code)).draft);
    await done("changePlan", code, { act: "duplicate", at: "/awards/0" });
    states.push((await get(code)).draft);
    for (const state of states.slice(0, -1).reverse()) {
      await done("undoPlan", code);
      expect((await get(code)).draft).toEqual(state);
    }
    expect(codes(await act("undoPlan", code))).toEqual(["NOTHING_TO_UNDO"]);
    for (const state of states.slice(1)) {
      await done("redoPlan", code);
      expect((await get(code)).draft).toEqual(state);
    }
    expect(codes(await act("redoPlan", code))).toEqual(["NOTHING_TO_REDO"]);
  });

  it("a change after undoing takes the place of what had been undone, and says who made it", async () => {
    const code = await started();
    await done("changePlan", code, ADD);
    await done("changePlan", code, ADD);
    await done("undoPlan", code);
    await done("changePlan", code, { act: "duplicate", at: "/duties/0" }, colleague);
    expect(codes(await act("redoPlan", code))).toEqual(["NOTHING_TO_REDO"]);
    const { id, draft } = await get(code);
    expect(await listChanges(db, id, [2])).toMatchObject([
      { change: { act: "duplicate", name: draft.duties[0]!.name }, byName: colleague.name },
    ]);
  });

  it("a save that changes nothing is no step", async () => {
    const code = await started();
    await done("editPart", code, { at: "/phases/0", f: {} });
    expect(codes(await act("undoPlan", code))).toEqual(["NOTHING_TO_UNDO"]);
  });

  it("lets the oldest states go", async () => {
    const code = await started();
    for (let n = 0; n < KEPT + 3; n += 1)
      await done("editPart", code, { at: "/phases/0", f: { "/name/zh": `第${n}次`, "/name/en": `No. ${n}` } });
    const { id } = await get(code);
    expect(await findTrack(db, id)).toEqual({ first: 3, last: KEPT + 3, at: KEPT + 3 });
    expect(await db.draftState.count({ where: { campaignId: id } })).toBe(KEPT + 1);
  });

  it("ends with publication, and with giving a further version up", async () => {
    const code = await published();
    const { id } = await get(code);
    expect(await findTrack(db, id)).toBeNull();
    await done("revise", code);
    expect(codes(await act("undoPlan", code))).toEqual(["NOTHING_TO_UNDO"]);
    await done("changePlan", code, ADD);
    await done("discard", code);
    expect(await findTrack(db, id)).toBeNull();
    expect(codes(await act("undoPlan", code))).toEqual(["PLAN_PUBLISHED"]);
  });
});

describe("bringing a document in", () => {
  const brought = async (code: string, actor = staff) => findImport(db, (await get(code)).id, actor.accountId);

  it("keeps it beside the draft until it is taken, and can be undone", async () => {
    const code = await started();
    const { draft } = await get(code);
    const other = { ...draft, name: { zh: "<b>别的</b>方案", en: "<script>alert(1)</script>" } };
    await done("bringPlan", code, { text: JSON.stringify(other) });
    expect((await get(code)).draft).toEqual(draft);
    const waiting = await brought(code);
    expect(waiting?.programme).toEqual(other);
    await done("takePlan", code, { import: waiting?.id });
    expect((await get(code)).draft).toEqual(other);
    expect(await brought(code)).toBeNull();
    await done("undoPlan", code);
    expect((await get(code)).draft).toEqual(draft);
  });

  it("refuses what is no plan with its place in words, and what is no JSON", async () => {
    const code = await started();
    const { draft } = await get(code);
    const wrong = structuredClone(draft) as unknown as { sheets: { root: { kind: string } }[] };
    wrong.sheets[0]!.root.kind = "magic";
    const outcome = await act("bringPlan", code, { text: JSON.stringify(wrong) });
    expect(outcome).toMatchObject({ ok: false, refusals: [{ code: "NOT_A_PLAN", field: "text" }] });
    expect(outcome.ok ? "" : outcome.refusals[0].values?.place_en).toContain("Score sheets › Outlet service score");
    expect(codes(await act("bringPlan", code, { text: "{" }))).toEqual(["NOT_JSON"]);
    for (const text of ["null", "[]", '"text"', "1"])
      expect(codes(await act("bringPlan", code, { text }))).toEqual(["NOT_A_PLAN"]);
    expect(await brought(code)).toBeNull();
  });

  it("refuses a document that is too large or too deep, in bounded time", async () => {
    const code = await started();
    const { draft } = await get(code);
    const large = JSON.stringify({ ...draft, purpose: { zh: "长".repeat(1_000_001), en: "x" } });
    expect(codes(await act("bringPlan", code, { text: large }))).toEqual(["TOO_LARGE"]);
    const deep = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;
    expect(codes(await act("bringPlan", code, { text: deep }))).toEqual(["TOO_NESTED"]);
    expect(codes(await act("bringPlan", code, { text: "x".repeat(1_900_001) }))).not.toEqual([]);
  });

  it("belongs to whoever brought it, and only the last one waits", async () => {
    const code = await started();
    const text = JSON.stringify((await get(code)).draft);
    await done("bringPlan", code, { text });
    const first = await brought(code);
    await done("bringPlan", code, { text });
    expect(codes(await act("takePlan", code, { import: first?.id }))).toEqual(["NOTHING_BROUGHT"]);
    expect(codes(await act("takePlan", code, { import: (await brought(code))?.id }, colleague))).toEqual([
      "NOTHING_BROUGHT",
    ]);
    await done("leavePlan", code, { import: (await brought(code))?.id });
    expect(await brought(code)).toBeNull();
    expect(codes(await act("leavePlan", code, { import: first?.id }))).toEqual(["NOTHING_BROUGHT"]);
  });
});
