import { beforeAll, describe, expect, it, vi } from "vitest";
import { askFootageReview } from "@/lib/footage/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { loadLanguageFile } from "@/lib/language/usecases";
import * as mystery from "@/lib/mystery/usecases";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Programme } from "@/lib/scoring/programme/schema";
import { loadFound } from "@/lib/search/loaders";
import { useDatabase } from "../support/database";
import {
  actorFor,
  documentOf,
  hire,
  type InspectedBank,
  makeInspectedBank,
  placeUnit,
} from "../support/inspected-bank";
import { filedFor, filledIn, furtherCampaign, must } from "../support/mystery-bank";

/** A number is found by those who may open what it names, and by nobody else. */

const request = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => request.actor }));

useDatabase();

const [OTHERS, C] = ["C-2026-01", "C-2026-02"] as const;
const DAY = "2026-07-13";

let bank: InspectedBank;
let two: Actor;
let three: Actor;
let leader: Actor;
let auditor: Actor;
let teller: Actor;
let stranger: Actor;

beforeAll(async () => {
  setClock(() => new Date(`${DAY}T12:00:00+08:00`));
  bank = await makeInspectedBank();
  const { standards } = documentOf("programmes/P01.json") as Programme;
  await furtherCampaign(bank, C, undefined, { standards: [...standards, { ...standards[0], method: "CCTV" }] });
  const covert = await db.standardInUse.findFirstOrThrow({ where: { method: "COVERT" } });
  const { id: campaignId } = await db.campaign.findUniqueOrThrow({ where: { code: C } });
  await db.standardInUse.create({ data: { campaignId, method: "CCTV", versionId: covert.versionId } });
  const { unitId, path } = bank.staff.grants[0]!;
  const place = { id: unitId, path };
  const department = await placeUnit("D01", "DEPARTMENT", place);
  const personId = await hire(department.id, "9001", "OFFICE");
  await db.account.update({ where: { id: bank.inspector.accountId }, data: { personId } });
  bank = { ...bank, inspector: { ...bank.inspector, personId } };
  two = await actorFor("inspector2", "INSPECTOR", place);
  three = await actorFor("inspector3", "INSPECTOR", place);
  leader = await actorFor("leader", "LEADING_GROUP", place);
  auditor = await actorFor("auditor", "AUDITOR", place);
  teller = await actorFor("teller", "STAFF", bank.outlets[0]!);
  const elsewhere = await placeUnit("B02", "BRANCH", null);
  stranger = await actorFor("stranger", "CAMPAIGN_STAFF", elsewhere);
});

async function found(actor: Actor, no: string): Promise<string | null> {
  request.actor = actor;
  return (await loadFound(no))?.record?.href ?? null;
}
async function visit(more: object = {}): Promise<string> {
  const { pseudonym } = await must(mystery.registerMysteryShopper, bank.staff, {
    campaign: C,
    source: "AGENCY",
    name: "王某",
    contact: "13900000000",
  });
  const input = { campaign: C, unit: "O001", shopper: pseudonym, onDay: DAY, ...more };
  return (await must(mystery.assignMysteryVisit, bank.staff, input)).no;
}

describe("the number of a mystery visit", () => {
  it("is found before its release by those who work on it or read along, after it by its outlet as well", async () => {
    const no = await visit();
    const page = `/campaigns/${C}/mystery/${no}`;
    for (const reader of [bank.staff, bank.inspector, leader, auditor]) expect(await found(reader, no)).toBe(page);
    expect(await found(bank.staff, ` ${no.toLowerCase()} `)).toBe(page);
    for (const nobody of [bank.manager, bank.otherManager, teller, stranger])
      expect(await found(nobody, no)).toBeNull();

    const file = await filedFor(bank.inspector, "O001");
    const keys = { campaign: C, no };
    await must(mystery.attachMysteryRecordings, bank.inspector, { ...keys, kind: "SOUND", evidence: [file] });
    await must(mystery.keyMysteryVisit, bank.inspector, { ...keys, ...filledIn(no) });
    await must(mystery.keyMysteryVisit, two, { ...keys, ...filledIn(no) });
    await must(mystery.checkMysteryVisit, three, { ...keys, round: 1, outcome: "PASSED" });
    expect(await found(bank.manager, no)).toBeNull();
    await must(mystery.releaseMysteryVisit, bank.staff, keys);
    expect(await found(bank.manager, no)).toBe(page);
    for (const nobody of [bank.otherManager, stranger]) expect(await found(nobody, no)).toBeNull();
  });

  it("is found of a trial by those who handle it alone", async () => {
    const no = await visit({ trial: "on" });
    for (const worker of [bank.staff, bank.inspector])
      expect(await found(worker, no)).toBe(`/campaigns/${C}/mystery/${no}`);
    for (const nobody of [leader, auditor, bank.manager, teller]) expect(await found(nobody, no)).toBeNull();
  });

  it("leads nowhere when there is none", async () => {
    expect(await found(bank.staff, "MV-2026-99999")).toBeNull();
    expect(await found(bank.staff, "ZZ-2026-00001")).toBeNull();
  });
});

describe("numbers of recordings", () => {
  it("of a review are found by its reviewers and its own outlet, which supplies them", async () => {
    const { no } = await must(askFootageReview, bank.inspector, { campaign: C, unit: "O001", purpose: "六月柜面服务" });
    for (const reader of [bank.inspector, leader, bank.manager])
      expect(await found(reader, no)).toBe(`/campaigns/${C}/footage/${no}`);
    for (const nobody of [bank.otherManager, teller, stranger]) expect(await found(nobody, no)).toBeNull();
  });

  it("of a circular are found by everybody whom it is sent to", async () => {
    const { id: campaignId } = await db.campaign.findUniqueOrThrow({ where: { code: C } });
    const day = new Date(DAY);
    await db.footageCircular.create({
      data: {
        no: "DT-2026-00001",
        campaignId,
        title: "六月调阅通报",
        text: "",
        fromOn: day,
        toOn: day,
        graceOn: day,
        dueOn: day,
        findings: [],
        byId: bank.staff.accountId,
        byName: "hq",
      },
    });
    for (const reader of [bank.staff, bank.manager, bank.otherManager])
      expect(await found(reader, "DT-2026-00001")).toBe(`/campaigns/${C}/footage/circulars/DT-2026-00001`);
    for (const nobody of [teller, stranger]) expect(await found(nobody, "DT-2026-00001")).toBeNull();
  });
});

it("other records are led to as before, whether or not there are any", async () => {
  expect([`/campaigns/${C}`, `/campaigns/${OTHERS}`].map((one) => `${one}/inspections/I-2026-00001`)).toContain(
    await found(bank.staff, "i-2026-00001"),
  );
});

it("phrases of the service language in force are found by what they say, their code or their situation", async () => {
  await must(loadLanguageFile, bank.staff, { document: documentOf("standards/service-language.json") });
  const codesFor = async (actor: Actor, words: string) => {
    Object.assign(request, { actor });
    return (await loadFound(words))?.phrases.map(({ code }) => code) ?? [];
  };
  expect(await codesFor(teller, "say-024")).toEqual(["SAY-024"]);
  expect(await codesFor(bank.manager, "致歉 凭证")).toContain("SAY-024");
  expect(await codesFor(bank.manager, "无此用语")).toEqual([]);
  const { unitId, path } = bank.staff.grants[0]!;
  expect(await codesFor(await actorFor("agency", "EVALUATOR", { id: unitId, path }), "SAY-024")).toEqual([]);
  // One that is not in force yet is not found.
  setClock(() => new Date("2025-06-30T12:00:00+08:00"));
  expect(await codesFor(bank.manager, "SAY-024")).toEqual([]);
  setClock(() => new Date(`${DAY}T12:00:00+08:00`));
});
