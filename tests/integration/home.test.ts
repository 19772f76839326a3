import { beforeEach, describe, expect, it, vi } from "vitest";
import { loadOverview } from "@/lib/campaigns/loaders";
import { loadOfficeDay, loadOutletDay, loadShell } from "@/lib/home/loaders";
import { loadSelfCheckForm, loadSelfChecks } from "@/lib/inspections/loaders/forms";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { loadDuties } from "@/lib/reviews/loaders/duties";
import { canonical, digest } from "@/lib/reviews/rules/seal";
import { loadStatement, loadStatements } from "@/lib/settlement/loaders/statement";
import { useDatabase } from "../support/database";
import { actorFor, documentOf } from "../support/inspected-bank";
import { makeReviewedBank, type ReviewedBank } from "../support/reviewed-bank";

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

let bank: ReviewedBank;

/** A second campaign beside the annual one: the service star of one of its outlets only. */
async function alsoRuns(organiserId: string, unitIds: readonly string[]): Promise<void> {
  const document = documentOf("programmes/P06.json") as never;
  const campaign = await db.campaign.create({
    data: {
      code: "C-2026-02",
      nameZh: "月度服务之星",
      nameEn: "Service star",
      year: 2026,
      organiserId,
      programmeCode: "P06",
      document,
      createdById: bank.staff.accountId,
    },
  });
  const hash = digest(canonical(document));
  await db.campaignPlan.create({
    data: { campaignId: campaign.id, version: 1, document, hash, publishedById: bank.staff.accountId },
  });
  await db.participant.createMany({
    data: unitIds.map((unitId, position) => ({ campaignId: campaign.id, unitId, position })),
  });
}

beforeEach(async () => {
  setClock(() => new Date("2026-06-15T02:00:00Z"));
  bank = await makeReviewedBank();
});

describe("an archived campaign", () => {
  it("asks nothing of anybody any more, whatever its calendar says", async () => {
    asking = bank.manager;
    expect((await loadOutletDay()).campaigns.map(({ waiting }) => waiting)).toEqual([1]);
    expect((await loadSelfChecks("C-2026-01")).campaign).toMatchObject({ published: true, running: true });
    expect((await loadOverview("C-2026-01")).next.map(({ key }) => key)).toContain("selfCheck");
    await db.campaignArchive.create({
      data: { campaignId: bank.campaign.id, reason: "办结", byId: bank.staff.accountId, byName: "主办" },
    });
    const day = await loadOutletDay();
    expect(day.campaigns.map(({ waiting }) => waiting)).toEqual([0]);
    expect(day.open?.selfCheck).toBeNull();
    expect((await loadSelfChecks("C-2026-01")).campaign).toMatchObject({ published: true, running: false });
    await expect(loadSelfCheckForm("C-2026-01", "2026-06", {})).rejects.toThrow(/NEXT_REDIRECT/);
    for (const actor of [bank.manager, bank.staff, bank.leader]) {
      asking = actor;
      const overview = await loadOverview("C-2026-01");
      expect(overview.standing).toMatchObject({ stage: "OVER", next: null });
      expect(overview.next.map(({ key }) => key).filter((key) => key !== "result")).toEqual([]);
    }
  });
});

describe("two campaigns at the same time", () => {
  it("are both on the day of an outlet that takes part in both, the wider first, each with what waits in it", async () => {
    const own = bank.outlets[0]!;
    await alsoRuns(own.id, [own.id]);
    asking = bank.manager;
    const day = await loadOutletDay();
    expect(day.campaigns.map(({ code, current, waiting }) => [code, current, waiting])).toEqual([
      ["C-2026-01", true, 1],
      ["C-2026-02", false, 0],
    ]);
    expect(day.open?.selfCheck?.month).toBe("2026-06");
    const other = await loadOutletDay("C-2026-02");
    expect(other.open?.campaign.code).toBe("C-2026-02");
    expect(other.open?.selfCheck).toBeNull();
    expect((await loadOutletDay("C-2099-01")).open?.campaign.code).toBe("C-2026-01");
  });

  it("of which the outlet takes part in one show that one only", async () => {
    await alsoRuns(bank.outlets[0]!.id, [bank.outlets[1]!.id]);
    asking = bank.manager;
    expect((await loadOutletDay()).campaigns.map(({ code }) => code)).toEqual(["C-2026-01"]);
  });

  it("lead to the parts that each has", async () => {
    await alsoRuns(bank.outlets[0]!.id, [bank.outlets[0]!.id]);
    asking = bank.leader;
    const { campaign, campaigns } = await loadShell();
    expect(campaign?.code).toBe("C-2026-01");
    const parts = (code: string) => campaigns.find((one) => one.code === code)?.parts ?? [];
    expect(parts("C-2026-01")).toContain("self-check");
    expect(parts("C-2026-02")).not.toContain("self-check");
    expect(parts("C-2026-02")).toContain("records");
  });

  it("have their own reviews due on the day of the leading group", async () => {
    setClock(() => new Date("2026-03-02T02:00:00Z"));
    await alsoRuns(bank.outlets[0]!.id, [bank.outlets[0]!.id]);
    asking = bank.leader;
    const day = await loadOfficeDay("C-2026-02");
    expect(day.open?.reviews.filter(({ due }) => due).map(({ cutOffOn }) => cutOffOn)).toEqual([
      "2026-01-31",
      "2026-02-28",
    ]);
    expect(day.campaigns.map(({ code, waiting }) => [code, waiting])).toEqual([
      ["C-2026-01", 0],
      ["C-2026-02", 2],
    ]);
  });
});

describe("recurring duties", () => {
  it("are shown from the stretch that has begun; nothing was held, so the past one is missed", async () => {
    setClock(() => new Date("2026-07-02T02:00:00Z"));
    asking = bank.leader;
    const lines = await loadDuties("C-2026-01");
    expect(lines.map(({ state, done, required, missing }) => [state, done, required, missing])).toEqual([
      ["OPEN", 0, 1, null],
      ["OVERDUE", 0, 1, null],
    ]);
  });
});

describe("one's own statement", () => {
  it("is one click away for whoever works in the bank, on the first page and in the navigation", async () => {
    const [outlet] = bank.outlets;
    asking = { ...(await actorFor("teller", "STAFF", outlet!)), personId: outlet!.teller };
    const ways = (await loadShell()).groups.flatMap(({ links }) => links);
    expect(ways.find(({ key }) => key === "ownStatement")?.href).toBe("/campaigns/C-2026-01/statements");
    expect(ways.map(({ key }) => key)).not.toContain("statements");
    expect((await loadOfficeDay()).open && (await loadOfficeDay()).ownStatement).toBe(true);
    const list = await loadStatements("C-2026-01");
    expect([list.rows, list.own]).toEqual([[], "1002"]);
    expect(await loadStatement("C-2026-01", "1002")).toMatchObject({ of: { code: "1002" }, listed: false });
    await expect(loadStatement("C-2026-01", "1001")).rejects.toThrow(/404/);
    await expect(loadStatement("C-2026-01", outlet!.code)).rejects.toThrow(/404/);
  });

  it("is not offered to accounts that are nobody's, nor beside the list of statements", async () => {
    asking = await actorFor("machine", "STAFF", bank.outlets[0]!);
    expect(asking.personId).toBeNull();
    const keys = async () => (await loadShell()).groups.flatMap(({ links }) => links.map(({ key }) => key));
    expect(await keys()).not.toContain("ownStatement");
    asking = bank.leader;
    expect((await keys()).filter((key) => /statement/i.test(key))).toEqual(["statements"]);
  });
});
