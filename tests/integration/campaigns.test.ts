import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { beforeEach, describe, expect, it } from "vitest";
import { perform } from "@/lib/access/usecase";
import {
  campaignsFor,
  currentPlan,
  findCampaign,
  findStandardVersion,
  listCommittee,
  listParticipants,
} from "@/lib/campaigns/data";
import { blanksOf } from "@/lib/campaigns/rules/blanks";
import type { Campaign } from "@/lib/campaigns/types";
import * as campaigns from "@/lib/campaigns/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { loadLibraryFile, loadStandardFile } from "@/lib/standards/usecases";
import { useDatabase } from "../support/database";
import { actorFor, documentOf, hire, placeUnit } from "../support/inspected-bank";

useDatabase({ each: "test" });

let at = new Date("2026-03-10T02:00:00Z");
setClock(() => at);

let staff: Actor;
let leader: Actor;
let manager: Actor;
let elsewhere: Actor;
let branch: { id: string; code: string; path: string };
let other: { id: string; code: string; path: string };

beforeEach(async () => {
  at = new Date("2026-03-10T02:00:00Z");
  const hq = await placeUnit("HQ", "HQ", null);
  branch = await placeUnit("B01", "BRANCH", hq);
  other = await placeUnit("B02", "BRANCH", hq);
  const office = await placeUnit("B01-OFFICE", "DEPARTMENT", branch);
  const outlets = [await placeUnit("O001", "OUTLET", branch), await placeUnit("O002", "OUTLET", branch)];
  await placeUnit("O900", "OUTLET", other);
  for (const [i, outlet] of outlets.entries()) await hire(outlet.id, `100${i}`, "OUTLET_HEAD");
  for (const no of ["L1", "L2", "L3", "L4"]) await hire(office.id, no, "OFFICE");
  await hire(other.id, "X1", "OFFICE");
  staff = await actorFor("hq", "CAMPAIGN_STAFF", branch);
  leader = await actorFor("leader", "LEADING_GROUP", branch);
  manager = await actorFor("manager", "BRANCH_MANAGER", outlets[0]!);
  elsewhere = await actorFor("elsewhere", "CAMPAIGN_STAFF", other);
  for (const file of ["self-check", "open-check", "mystery-visit"]) {
    await perform(loadStandardFile, { actor: staff, input: { document: documentOf(`standards/${file}.json`) } });
  }
});

const START = {
  programme: "P01",
  name: { zh: "2027年文明优质服务竞赛", en: "Service competition 2027" },
  theme: { zh: "", en: "" },
  year: "2027",
  organiser: "B01",
};

async function get(code: string): Promise<Campaign> {
  const campaign = await findCampaign(db, code);
  if (!campaign) throw new Error(`no ${code}`);
  return campaign;
}

async function started(): Promise<string> {
  const outcome = await perform(campaigns.create, { actor: staff, input: START });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value.code;
}

type Room = typeof campaigns;
type Name = Exclude<keyof Room, "create">;

async function act(name: Name, code: string, more: Record<string, unknown> = {}, actor = staff) {
  const { version } = await get(code);
  return perform(campaigns[name] as Room["editBasics"], { actor, input: { campaign: code, version, ...more } });
}

const codes = (outcome: Awaited<ReturnType<typeof act>>) =>
  outcome.ok ? [] : outcome.refusals.map((refusal) => [refusal.code, refusal.field]);

/** Fills every blank that P01 leaves open, so that only an act itself can be refused. */
async function ready(): Promise<string> {
  const code = await started();
  const seats = [
    ["LEADER", "L1"],
    ["DEPUTY_LEADER", "L2"],
    ["MEMBER", "L3"],
    ["OFFICE_DIRECTOR", "L4"],
  ];
  await act("editCommittee", code, { seats: seats.map(([seat, no]) => ({ seat, people: [no] })) });
  for (const award of (await get(code)).draft.awards) {
    const prizes = award.prizes.map((prize) => ({ ...prize, amount: prize.kind === "MONEY" ? "1000.00" : "" }));
    await act("editAward", code, { award: award.code, prizes });
  }
  const fines = [...blanksOf((await get(code)).draft).values()].filter((blank) => blank.kind === "money");
  const values = Object.fromEntries(fines.map(({ path }) => [path, path.endsWith("min") ? "500" : "2000"]));
  const filled = await act("editPenalties", code, { values });
  if (!filled.ok) throw new Error(JSON.stringify(filled.refusals));
  return code;
}

async function published(): Promise<string> {
  const code = await ready();
  const outcome = await act("publish", code);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return code;
}

describe("starting a campaign", () => {
  it("makes a draft in the year, with every outlet below the organiser and the newest standards", async () => {
    const code = await started();
    expect(code).toBe("C-2027-01");
    const campaign = await get(code);
    expect(campaign).toMatchObject({
      state: "DRAFT",
      editing: true,
      version: 1,
      year: 2027,
      plan: null,
      path: branch.path,
    });
    expect(campaign.draft.phases[0]).toMatchObject({ from: "2027-03-16", to: "2027-03-25" });
    const participants = await listParticipants(db, campaign.id, "2026-03-10");
    expect(
      participants.map((participant) => [participant.unit.code, participant.groupCode, participant.position]),
    ).toEqual([
      ["O001", "ALL", 1],
      ["O002", "ALL", 2],
    ]);
    expect(await findStandardVersion(db, campaign.id, "OPEN")).toMatchObject({
      code: "open-check",
      version: 1,
      frozen: false,
    });
    expect(await currentPlan(db, campaign.id)).toBeNull();
  });

  it("numbers two that are made at once differently", async () => {
    const made = await Promise.all([1, 2].map(() => perform(campaigns.create, { actor: staff, input: START })));
    expect(made.map((outcome) => outcome.ok && outcome.value.code).sort()).toEqual(["C-2027-01", "C-2027-02"]);
  });

  it("repeats the answer and not the act when the same form comes twice", async () => {
    const send = () => perform(campaigns.create, { actor: staff, input: START, key: "the-same-key" });
    const [first, second] = [await send(), await send()];
    expect(second).toEqual(first);
    expect(await db.campaign.count()).toBe(1);
  });

  it("refuses another branch, a role without the right, and what is filled in wrongly", async () => {
    const create = (actor: Actor, more: Record<string, unknown> = {}) =>
      perform(campaigns.create, { actor, input: { ...START, ...more } });
    expect(await create(staff, { organiser: other.id })).toMatchObject({
      ok: false,
      refusals: [{ code: "NOT_FOUND" }],
    });
    expect(await create(elsewhere)).toMatchObject({ ok: false, refusals: [{ code: "NOT_FOUND" }] });
    for (const actor of [leader, manager])
      expect(await create(actor)).toMatchObject({ ok: false, refusals: [{ code: "NOT_FOUND" }] });
    expect(await create(staff, { programme: "P99" })).toMatchObject({
      refusals: [{ code: "NOT_A_CHOICE", field: "programme" }],
    });
    expect(await create(staff, { year: "soon" })).toMatchObject({
      refusals: [{ code: "NOT_A_NUMBER", field: "year" }],
    });
    expect(await create(staff, { name: { zh: "", en: "x" } })).toMatchObject({
      refusals: [{ code: "REQUIRED", field: "name.zh" }],
    });
    expect(await create(staff, { theme: { zh: "主题", en: "" } })).toMatchObject({
      refusals: [{ code: "BOTH_LANGUAGES", field: "theme.en" }],
    });
    expect(await db.campaign.count()).toBe(0);
  });
});

describe("who sees a campaign", () => {
  it("a draft only those who write it, a plan everybody it covers, another branch neither", async () => {
    const code = await published();
    const draft = await started();
    const seen = async (actor: Actor) => (await campaignsFor(db, actor)).map((campaign) => campaign.code);
    expect(await seen(staff)).toEqual([draft, code]);
    expect(await seen(leader)).toEqual([code]);
    expect(await seen(manager)).toEqual([code]);
    expect(await seen(elsewhere)).toEqual([]);
  });
});

describe("editing the draft", () => {
  it("saves theme, ground and name, and leaves empty lines out", async () => {
    const code = await started();
    const basis = [
      { zh: "上级行方案", en: "The upper plan" },
      { zh: "", en: "" },
    ];
    const input = {
      name: START.name,
      theme: { zh: "新主题", en: "New theme" },
      purpose: { zh: "目的", en: "Purpose" },
      basis,
    };
    expect(await act("editBasics", code, input)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await get(code)).toMatchObject({
      theme: { zh: "新主题", en: "New theme" },
      draft: { purpose: { en: "Purpose" }, basis: [basis[0]] },
    });
  });

  it("is refused to other branches and other roles as if the campaign were not there", async () => {
    const code = await started();
    for (const actor of [elsewhere, leader, manager]) {
      expect(codes(await act("editPenalties", code, { values: {} }, actor))).toEqual([["NOT_FOUND", undefined]]);
    }
    const missing = await perform(campaigns.editPenalties, {
      actor: staff,
      input: { campaign: "C-1999-01", version: 1, values: {} },
    });
    expect(missing).toMatchObject({ ok: false, refusals: [{ code: "NOT_FOUND" }] });
  });

  it("refuses a form made from an older version, and of two at once keeps one", async () => {
    const code = await started();
    const save = (noticeDays: string) =>
      perform(campaigns.editReviews, {
        actor: staff,
        input: { campaign: code, version: 1, values: { "/reviews/0/noticeDays": noticeDays } },
      });
    const outcomes = await Promise.all([save("5"), save("9")]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ refusals: [{ code: "STALE" }] });
    expect(await save("3")).toMatchObject({ ok: false, refusals: [{ code: "STALE" }] });
    expect((await get(code)).version).toBe(2);
  });

  it("saves weights that do not total 100 %, and says so when publishing", async () => {
    const code = await ready();
    const path = "/reviews/1/root/parts/0/weight";
    expect((await act("editScoring", code, { values: { [path]: "40" } })).ok).toBe(true);
    expect(codes(await act("publish", code))).toEqual([["NOT_READY", undefined]]);
    expect(await db.campaignPlan.count()).toBe(0);
  });

  it("sets dates, ladders and signers, each refused at its own field", async () => {
    const code = await started();
    expect(codes(await act("editPhases", code, { values: { "/phases/0/to": "2027-03-01" } }))).toEqual([
      ["DATES_REVERSED", "values./phases/0/to"],
    ]);
    expect(codes(await act("editPhases", code, { values: { "/reviews/0/cutOffOn": "2027-07-01" } }))).toEqual([
      ["CUT_OFF_OUTSIDE_PERIOD", "values./reviews/0/cutOffOn"],
    ]);
    expect((await act("editPhases", code, { values: { "/phases/0/to": "2027-03-26" } })).ok).toBe(true);

    expect((await act("editScoring", code, { ties: [["HIGHER OPEN", "", "HIGHER COVERT"]] })).ok).toBe(true);
    expect((await get(code)).draft.reviews[0]?.ties.map((step) => step.node)).toEqual(["OPEN", "COVERT"]);
    expect(codes(await act("editScoring", code, { ties: [["HIGHER LUCK"]] }))).toEqual([["NOT_A_CHOICE", "ties.0.0"]]);

    const signOff = (...seats: string[]) => ({ signOff: [seats.map((seat) => ({ seat, need: "ALL" }))] });
    expect((await act("editReviews", code, signOff("DEPUTY_LEADER", "", "LEADER"))).ok).toBe(true);
    expect((await get(code)).draft.reviews[0]?.signOff.map((step) => step.seat)).toEqual(["DEPUTY_LEADER", "LEADER"]);
    expect(codes(await act("editReviews", code, signOff("")))).toEqual([["NOBODY_SIGNS", "signOff.0.0.seat"]]);
    expect(codes(await act("editReviews", code, signOff("LEADER", "LEADER")))).toEqual([
      ["SEAT_TWICE", "signOff.0.1.seat"],
    ]);
    expect(codes(await act("editReviews", code, signOff("LEADER", "OFFICE_MEMBER")))).toEqual([
      ["OPTIONAL_SEAT", "signOff.0.1.seat"],
    ]);
    expect(codes(await act("editReviews", code, signOff("NOBODY")))).toEqual([["UNKNOWN_SEAT", "signOff.0.0.seat"]]);
  });

  it("sets prizes, exclusions and quotas of an award", async () => {
    const code = await started();
    const prize = (more: Record<string, unknown>) => ({
      kind: "MONEY",
      amount: "800.00",
      what: { zh: "奖金", en: "Money" },
      payer: "BRANCH",
      ...more,
    });
    const award = (more: Record<string, unknown>) => act("editAward", code, { award: "COLLECTIVE", ...more });
    expect(
      (
        await award({
          prizes: [prize({}), prize({ kind: "" })],
          excluded: ["", "COMPLAINTS.HEAD_OFFICE"],
          values: { "/awards/1/quota/max": "3" },
        })
      ).ok,
    ).toBe(true);
    const saved = (await get(code)).draft.awards[1];
    expect(saved).toMatchObject({
      quota: { max: 3 },
      prizes: [{ amount: "800.00", payer: "BRANCH" }],
      excludedBy: [{ code: "COMPLAINTS.HEAD_OFFICE" }],
    });
    expect((await award({ excluded: [""] })).ok).toBe(true);
    expect((await get(code)).draft.awards[1]?.excludedBy).toEqual([]);
    expect(codes(await award({ values: { "/awards/1/quota/max": "-1" } }))).toEqual([
      ["TOO_SMALL", "values./awards/1/quota/max"],
    ]);
    expect(codes(await award({ values: { "/awards/0/quota/max": "1" } }))).toEqual([
      ["UNKNOWN_FIELD", "values./awards/0/quota/max"],
    ]);
    expect(codes(await award({ prizes: [prize({ amount: "0" })] }))).toEqual([
      ["PRIZE_NOT_POSITIVE", "prizes.0.amount"],
    ]);
    expect(codes(await award({ prizes: [prize({ amount: "1.005" })] }))).toEqual([
      ["AMOUNT_NOT_CENTS", "prizes.0.amount"],
    ]);
    expect(codes(await award({ prizes: [prize({ amount: "lots" })] }))).toEqual([["NOT_A_NUMBER", "prizes.0.amount"]]);
    expect(codes(await award({ prizes: [prize({ kind: "CERTIFICATE" })] }))).toEqual([
      ["AMOUNT_WITHOUT_MONEY", "prizes.0.amount"],
    ]);
    expect(codes(await award({ prizes: [prize({ promotion: "yes" })] }))).toEqual([
      ["PROMOTION_NOT_OTHER", "prizes.0.promotion"],
    ]);
    expect(codes(await act("editAward", code, { award: "NOTHING" }))).toEqual([["NOT_FOUND", undefined]]);
  });

  it("seats people of the organiser and those above it, and nobody else", async () => {
    const code = await started();
    const seat = (seat: string, ...people: string[]) => act("editCommittee", code, { seats: [{ seat, people }] });
    expect((await seat("MEMBER", "员工L1 L1", "", "L2")).ok).toBe(true);
    const { id } = await get(code);
    expect((await listCommittee(db, id)).map((member) => [member.seat, member.person.staffNo])).toEqual([
      ["MEMBER", "L1"],
      ["MEMBER", "L2"],
    ]);
    expect((await seat("LEADER", "L3")).ok).toBe(true);
    expect(await listCommittee(db, id)).toHaveLength(3);
    expect(codes(await seat("MEMBER", "X1"))).toEqual([["PERSON_UNKNOWN", "seats.0.people.0"]]);
    expect(codes(await seat("MEMBER", "L1", "NOBODY"))).toEqual([["PERSON_UNKNOWN", "seats.0.people.1"]]);
    expect(codes(await seat("MEMBER", "L1", "L1"))).toEqual([["PERSON_TWICE", "seats.0.people.1"]]);
    expect(codes(await seat("LEADER", "L1", "L2"))).toEqual([["SEAT_CROWDED", "seats.0.people.0"]]);
    expect(codes(await act("editSeats", code, { seats: [{ seat: "MEMBER", min: "5", max: "2" }] }))).toEqual([
      ["SEATS_REVERSED", "seats.0.max"],
    ]);
    expect(codes(await act("editSeats", code, { seats: [{ seat: "LEADER", min: "0", max: "1" }] }))).toContainEqual([
      "OPTIONAL_SEAT",
      "seats.0.min",
    ]);
  });

  it("groups outlets, and leaves those of a removed group in none", async () => {
    const code = await started();
    const group = (...groups: unknown[]) => act("editGroups", code, { groups });
    const city = { group: "", name: { zh: "城区组", en: "City" } };
    expect(
      (await group({ group: "ALL", name: { zh: "全部", en: "All" } }, city, { group: "", name: { zh: "", en: "" } }))
        .ok,
    ).toBe(true);
    expect((await get(code)).draft.groups).toEqual([
      { code: "ALL", name: { zh: "全部", en: "All" } },
      { code: "G1", name: { zh: "城区组", en: "City" } },
    ]);
    const units = [
      { unit: "O002", takesPart: "on", group: "G1" },
      { unit: "O001", group: "ALL" },
    ];
    expect((await act("editUnits", code, { units })).ok).toBe(true);
    const { id } = await get(code);
    const list = async () =>
      (await listParticipants(db, id, "2026-03-10")).map((participant) => [
        participant.unit.code,
        participant.groupCode,
      ]);
    expect(await list()).toEqual([["O002", "G1"]]);
    expect((await group({ group: "ALL", name: { zh: "全部", en: "All" } })).ok).toBe(true);
    expect(await list()).toEqual([["O002", null]]);
    expect(codes(await group(city, city))).toEqual([["GROUP_TWICE", "groups.1.name.zh"]]);
    expect(codes(await act("editUnits", code, { units: [{ unit: "O900", takesPart: "on" }] }))).toEqual([
      ["UNIT_UNKNOWN", "units.0.unit"],
    ]);
    expect(codes(await act("editUnits", code, { units: [{ unit: "O001", takesPart: "on", group: "G9" }] }))).toEqual([
      ["NOT_A_CHOICE", "units.0.group"],
    ]);
  });

  it("takes any sheet about outlets for any method, and none that it does not know", async () => {
    const code = await started();
    const { id } = await get(code);
    const open = (await findStandardVersion(db, id, "OPEN"))?.versionId;
    const stranger = "00000000-0000-7000-8000-00000000abcd";
    expect(codes(await act("editStandards", code, { standards: { SELF: stranger } }))).toEqual([
      ["NOT_A_CHOICE", "standards.SELF"],
    ]);
    expect((await act("editStandards", code, { standards: { SELF: open, OPEN: open } })).ok).toBe(true);
    expect((await findStandardVersion(db, id, "SELF"))?.versionId).toBe(open);
    expect(await findStandardVersion(db, id, "COVERT")).toBeNull();
  });

  it("takes no sheet about people, no library, and none whose points are undecided", async () => {
    const code = await started();
    const load = async (file: string, act: typeof loadStandardFile | typeof loadLibraryFile) => {
      const loaded = await perform(act as typeof loadStandardFile, {
        actor: staff,
        input: { document: documentOf(`standards/${file}.json`) },
      });
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusals));
      return loaded.value.versionId;
    };
    for (const versionId of [await load("service-star", loadStandardFile), await load("library", loadLibraryFile)])
      expect(codes(await act("editStandards", code, { standards: { OPEN: versionId } }))).toEqual([
        ["NOT_A_CHOICE", "standards.OPEN"],
      ]);
    const open = await act("editStandards", code, {
      standards: { OPEN: await load("score-sheet-2023", loadStandardFile) },
    });
    expect(open).toMatchObject({
      ok: false,
      refusals: [
        {
          code: "STANDARD_UNDECIDED",
          field: "standards.OPEN",
          values: { count: 4, items_en: "FAC-002, FAC-006, LOB-003, LOB-004" },
        },
      ],
    });
  });
});

describe("publishing", () => {
  it("freezes the plan with its hash, opens its reviews and freezes its standards", async () => {
    const code = await published();
    const campaign = await get(code);
    const hash = createHash("sha256")
      .update(canonicalize(campaign.draft) ?? "")
      .digest("hex");
    expect(campaign).toMatchObject({ state: "PUBLISHED", editing: false, plan: { version: 1, hash } });
    expect(campaign.plan?.programme).toEqual(campaign.draft);
    const reviews = await db.review.findMany({
      select: { code: true, transitions: { select: { seq: true, state: true, byName: true } } },
      orderBy: { code: "asc" },
    });
    const open = [{ seq: 1, state: "OPEN", byName: "hq" }];
    expect(reviews).toEqual([
      { code: "H1", transitions: open },
      { code: "YEAR", transitions: open },
    ]);
    for (const method of ["SELF", "OPEN", "COVERT"] as const)
      expect(await findStandardVersion(db, campaign.id, method)).toMatchObject({ frozen: true });
    expect(await db.auditEntry.findFirst({ where: { action: "campaigns.publish", outcome: "DONE" } })).toMatchObject({
      subject: code,
      campaignId: campaign.id,
    });
  });

  it("waits for blanks, seats, outlets, heads and standards", async () => {
    expect(codes(await act("publish", await started()))).toEqual([["NOT_READY", undefined]]);
    const headless = await ready();
    await db.posting.updateMany({ where: { post: "OUTLET_HEAD" }, data: { toOn: new Date("2026-01-01") } });
    expect(await act("publish", headless)).toMatchObject({
      ok: false,
      refusals: [{ code: "NOT_READY", values: { count: 1 } }],
    });
    expect(await db.campaignPlan.count()).toBe(0);
  });

  it("is for those who may publish, and of two at once makes one plan", async () => {
    const code = await ready();
    for (const actor of [leader, manager, elsewhere])
      expect(codes(await act("publish", code, {}, actor))).toEqual([["NOT_FOUND", undefined]]);
    const { version } = await get(code);
    const outcomes = await Promise.all(
      [1, 2].map(() => perform(campaigns.publish, { actor: staff, input: { campaign: code, version } })),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await db.campaignPlan.count()).toBe(1);
    expect(await db.reviewTransition.count()).toBe(2);
  });

  it("closes the document: every later change of it is refused", async () => {
    const code = await published();
    for (const [name, more] of [
      ["editPenalties", { values: {} }],
      ["editScoring", { values: {} }],
      ["editGroups", { groups: [] }],
      ["editBasics", { name: START.name, theme: START.theme, purpose: START.name, basis: [] }],
    ] as const) {
      expect(codes(await act(name, code, more)), name).toEqual([["PLAN_PUBLISHED", undefined]]);
    }
    expect(codes(await act("editStandards", code, { standards: {} }))).toEqual([["STANDARDS_PINNED", undefined]]);
    expect(codes(await act("publish", code))).toEqual([["PLAN_PUBLISHED", undefined]]);
  });

  it("lets outlets join and people change, but no outlet leave and no signing seat empty", async () => {
    const code = await published();
    const { id } = await get(code);
    await placeUnit("O003", "OUTLET", branch);
    const join = ["O001", "O002", "O003"].map((unit) => ({ unit, takesPart: "on", group: "ALL" }));
    expect((await act("editUnits", code, { units: join })).ok).toBe(true);
    expect(await listParticipants(db, id, "2026-03-10")).toHaveLength(3);
    expect((await get(code)).editing).toBe(false);
    expect(codes(await act("editUnits", code, { units: join.slice(1) }))).toEqual([["UNIT_LEAVES", undefined]]);
    expect(codes(await act("editCommittee", code, { seats: [{ seat: "LEADER", people: [""] }] }))).toEqual([
      ["SEAT_OPEN", "seats.0.people.0"],
    ]);
    expect((await act("editCommittee", code, { seats: [{ seat: "LEADER", people: ["L4"] }] })).ok).toBe(true);
  });

  it("holds people and outlets still while a review is being signed", async () => {
    const code = await published();
    const review = await db.review.findFirstOrThrow({ where: { code: "H1" } });
    const step = (seq: number, state: string) =>
      db.reviewTransition.create({ data: { reviewId: review.id, seq, state, byId: staff.accountId, byName: "hq" } });
    const change = () => act("editCommittee", code, { seats: [{ seat: "LEADER", people: ["L4"] }] });
    await step(2, "FROZEN");
    expect(codes(await change())).toEqual([["REVIEW_UNDER_WAY", undefined]]);
    await step(3, "APPROVED");
    expect(codes(await change())).toEqual([["REVIEW_UNDER_WAY", undefined]]);
    await step(4, "NOTICE");
    expect((await change()).ok).toBe(true);
  });
});

describe("a further version", () => {
  it("is edited beside the plan that holds, and then takes its place", async () => {
    const code = await published();
    at = new Date("2026-03-20T02:00:00Z");
    expect((await act("revise", code)).ok).toBe(true);
    expect(codes(await act("revise", code))).toEqual([["ALREADY_EDITING", undefined]]);
    expect((await act("editReviews", code, { values: { "/reviews/0/noticeDays": "5" } })).ok).toBe(true);
    const writing = await get(code);
    expect(writing).toMatchObject({ editing: true, plan: { version: 1 } });
    expect((await currentPlan(db, writing.id))?.programme.reviews[0]?.noticeDays).toBe(7);
    expect(await act("publish", code)).toMatchObject({ ok: true, value: { planVersion: 2 } });
    expect((await currentPlan(db, writing.id))?.programme.reviews[0]?.noticeDays).toBe(5);
    expect(await db.review.count()).toBe(2);
    expect(await db.reviewTransition.count()).toBe(2);
  });

  it("can be given up: the working copy is the plan again", async () => {
    const code = await published();
    expect(codes(await act("discard", code))).toEqual([["NOTHING_TO_DISCARD", undefined]]);
    await act("revise", code);
    await act("editReviews", code, { values: { "/reviews/0/noticeDays": "5" } });
    expect((await act("discard", code)).ok).toBe(true);
    const campaign = await get(code);
    expect(campaign.editing).toBe(false);
    expect(campaign.draft).toEqual(campaign.plan?.programme);
  });

  it("is neither opened nor published once a review has closed its days", async () => {
    const code = await published();
    const { id } = await get(code);
    const days = { fromOn: new Date("2027-03-16"), toOn: new Date("2027-06-30") };
    const frozen = await db.frozenPeriod.create({ data: { campaignId: id, reviewCode: "H1", ...days } });
    expect(codes(await act("revise", code))).toEqual([["REVIEW_FROZEN", undefined]]);
    await db.frozenPeriod.update({ where: { id: frozen.id }, data: { liftedAt: at } });
    expect((await act("revise", code)).ok).toBe(true);
    await db.frozenPeriod.create({ data: { campaignId: id, reviewCode: "H1", ...days } });
    expect(codes(await act("publish", code))).toEqual([["REVIEW_FROZEN", undefined]]);
    for (const actor of [leader, manager, elsewhere])
      expect(codes(await act("revise", code, {}, actor))).toEqual([["NOT_FOUND", undefined]]);
  });
});
