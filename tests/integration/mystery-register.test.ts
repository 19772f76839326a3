import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { loadOfficeDay } from "@/lib/home/loaders";
import type { Actor } from "@/lib/kernel/actor";
import { loadShoppers } from "@/lib/mystery/loaders/shoppers";
import * as mystery from "@/lib/mystery/usecases";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { useDatabase } from "../support/database";
import { actorFor, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";
import { codes, furtherCampaign, must } from "../support/mystery-bank";

/** Who is signed in, for what reads through the pages' loaders. */
const request = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => request.actor }));

const { owner } = useDatabase();

const [A, B, OTHER] = ["C-2026-01", "C-2026-02", "C-2026-03"] as const;
const DAY = "2026-07-13";

let bank: InspectedBank;
let head: Actor;
let leader: Actor;
let deputy: Actor;

beforeAll(async () => {
  setClock(() => new Date(`${DAY}T12:00:00+08:00`));
  bank = await makeInspectedBank();
  const { unitId, path } = bank.staff.grants[0]!;
  await furtherCampaign(bank, B);
  const hq = await db.orgUnit.findFirstOrThrow({ where: { code: "HQ" }, select: { id: true } });
  await furtherCampaign(bank, OTHER, hq.id);
  head = await actorFor("head-office", "CAMPAIGN_STAFF", { id: hq.id, path: "/HQ/" });
  leader = await actorFor("leader", "LEADING_GROUP", { id: unitId, path });
  deputy = await actorFor("deputy", "LEADING_GROUP", { id: unitId, path });
});
beforeEach(() => setClock(() => new Date(`${DAY}T12:00:00+08:00`)));

const enter = async (campaign: string, actor = bank.staff) =>
  (
    await must(mystery.registerMysteryShopper, actor, {
      campaign,
      source: "AGENCY",
      name: "王某",
      contact: "13900000000",
    })
  ).pseudonym;
const send = async (campaign: string, unit: string, shopper: string, onDay: string, actor = bank.staff) =>
  (await must(mystery.assignMysteryVisit, actor, { campaign, unit, shopper, onDay })).no;
const refused = (campaign: string, unit: string, shopper: string, onDay: string, actor = bank.staff) =>
  codes(mystery.assignMysteryVisit, actor, { campaign, unit, shopper, onDay });
async function page(actor: Actor, campaign: string) {
  request.actor = actor;
  return loadShoppers(campaign);
}

describe("one register for all campaigns of a unit", () => {
  it("has everybody once, whichever campaign they were entered in", async () => {
    const first = await enter(A);
    const second = await enter(B);
    expect(second).not.toBe(first);
    for (const campaign of [A, B])
      expect((await page(bank.staff, campaign)).shoppers.map(({ pseudonym }) => pseudonym)).toEqual([first, second]);
    // Another owner's register begins anew, and nobody of this one is in it.
    expect(await enter(OTHER, head)).toBe("S-01");
    expect((await page(head, OTHER)).shoppers).toHaveLength(1);
    expect(await refused(OTHER, "O001", second, DAY, head)).toEqual(["SHOPPER_UNKNOWN"]);
  });

  it("refuses in one campaign because of a visit in another of the same owner", async () => {
    const who = await enter(A);
    const no = await send(A, "O001", who, "2026-04-01");
    expect(await refused(B, "O001", who, "2026-06-29")).toEqual(["TOO_SOON_AGAIN"]);
    expect(await refused(B, "O001", who, "2026-06-30")).toEqual(["TWICE_RUNNING"]);
    await send(B, "O001", await enter(B), "2026-05-15");
    await send(B, "O001", who, "2026-06-30");
    await send(A, "O001", await enter(A), "2026-08-01");
    // What each of the two campaigns sent counts towards the most.
    expect(await refused(A, "O001", who, "2026-12-01")).toEqual(["TOO_OFTEN_THERE"]);
    const row = (await page(bank.staff, B)).shoppers.find(({ pseudonym }) => pseudonym === who);
    expect([row?.visits, row?.lastOn]).toEqual([2, "2026-06-30"]);
    // Given up in the one, it stands in the way of neither.
    await must(mystery.cancelMysteryVisit, bank.staff, { campaign: A, no, reason: "被认出，作废" });
    expect(await refused(B, "O001", who, "2026-12-01")).toEqual([]);
  });

  it("knows in every campaign who is known where, and who was retired", async () => {
    const who = await enter(A);
    await must(mystery.noteMysteryAcquaintance, bank.staff, {
      campaign: A,
      shopper: who,
      unit: "O002",
      reason: "表妹在此任柜员",
    });
    expect(await refused(B, "O002", who, DAY)).toEqual(["SHOPPER_KNOWN_THERE"]);
    await must(mystery.retireMysteryShopper, bank.staff, { campaign: B, shopper: who, reason: "不再合作" });
    expect(await refused(A, "O001", who, DAY)).toEqual(["SHOPPER_RETIRED"]);
  });

  it("counts nothing of another owner’s campaigns", async () => {
    const [own, theirs] = [await enter(A), await enter(OTHER, head)];
    await send(A, "O002", own, "2026-05-01");
    await send(OTHER, "O002", theirs, "2026-05-02", head);
    // Theirs was there on the day after, which is nobody's business here: for this register it is twice running.
    expect(await refused(A, "O002", own, "2026-09-01")).toEqual(["TWICE_RUNNING"]);
    // And the same pseudonym of another register is another shopper.
    const name = (await page(head, OTHER)).shoppers.map(({ pseudonym }) => pseudonym).at(-1)!;
    expect((await page(bank.staff, A)).shoppers.map(({ pseudonym }) => pseudonym)).toContain(name);
    await send(A, "O002", name, "2026-05-04");
    expect(await refused(OTHER, "O002", name, "2026-12-01", head)).toEqual(["TWICE_RUNNING"]);
    await send(OTHER, "O002", await enter(OTHER, head), "2026-06-01", head);
    expect(await refused(OTHER, "O002", name, "2026-12-01", head)).toEqual([]);
  });

  it("takes one of two sent at once from two campaigns", async () => {
    const who = await enter(A);
    const outcomes = await Promise.all([
      refused(A, "O001", who, "2026-12-20"),
      refused(B, "O001", who, "2026-12-21"),
      refused(A, "O001", who, "2026-12-22"),
      refused(B, "O001", who, "2026-12-23"),
    ]);
    expect(outcomes.filter((refusals) => refusals.length === 0)).toHaveLength(1);
    expect(outcomes.flat()).toEqual(["TOO_SOON_AGAIN", "TOO_SOON_AGAIN", "TOO_SOON_AGAIN"]);
  });

  it("shows each request on every page of the register, decided and seen where it was asked", async () => {
    const who = await enter(A);
    const { id } = await must(mystery.askMysteryUnmasking, bank.staff, {
      campaign: B,
      shopper: who,
      reason: "核实录音中的身份争议",
    });
    const row = async (actor: Actor, campaign: string) =>
      (await page(actor, campaign)).unmaskings.find((one) => one.id === id);
    expect(await row(leader, A)).toMatchObject({ pseudonym: who, elsewhere: true, decide: false });
    expect(await row(leader, B)).toMatchObject({ pseudonym: who, elsewhere: false, decide: true });
    expect((await page(head, OTHER)).unmaskings).toEqual([]);
    const grant = { unmasking: id, outcome: "GRANTED" };
    expect(await codes(mystery.decideMysteryUnmasking, deputy, { campaign: A, ...grant })).toEqual(["NOT_FOUND"]);
    expect(await codes(mystery.decideMysteryUnmasking, deputy, { campaign: OTHER, ...grant })).toEqual(["NOT_FOUND"]);
    // One duty, not one of every campaign.
    request.actor = leader;
    const duties = await Promise.all([A, B].map((campaign) => loadOfficeDay(campaign)));
    expect(duties.map(({ open }) => open?.mystery)).toEqual([[], [{ act: "UNMASK", count: 1 }]]);
    await must(mystery.decideMysteryUnmasking, deputy, { campaign: B, ...grant });
    expect(await codes(mystery.seeMysteryIdentity, bank.staff, { campaign: A, unmasking: id })).toEqual(["NOT_FOUND"]);
    expect(await must(mystery.seeMysteryIdentity, bank.staff, { campaign: B, unmasking: id })).toMatchObject({
      pseudonym: who,
      name: "王某",
    });
  });
});

describe("registers that were one for each campaign", () => {
  const migration = readFileSync(
    join(import.meta.dirname, "../../prisma/migrations/20261124110000_one_register_of_shoppers/migration.sql"),
    "utf8",
  );

  it("become one: pseudonyms stay, and whoever clashes goes to its end with the former one beside", async () => {
    const client = new pg.Client({ connectionString: owner });
    await client.connect();
    try {
      // A copy of both tables as they were before, in a schema of its own.
      await client.query(`
        CREATE SCHEMA earlier; SET search_path TO earlier, public;
        CREATE TABLE campaigns (id uuid PRIMARY KEY, organiser_id uuid);
        CREATE TABLE mystery_shoppers (id uuid PRIMARY KEY, campaign_id uuid, pseudonym text, at timestamptz);
        CREATE UNIQUE INDEX mystery_shoppers_campaign_id_pseudonym_key ON mystery_shoppers (campaign_id, pseudonym);
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON mystery_shoppers FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
        CREATE TABLE mystery_unmaskings (id uuid PRIMARY KEY, shopper_id uuid);`);
      const uuid = (at: number) => `00000000-0000-7000-8000-${String(at).padStart(12, "0")}`;
      const [bankOne, bankTwo] = [uuid(901), uuid(902)];
      await client.query("INSERT INTO campaigns VALUES ($1, $3), ($2, $3), ($4, $5)", [
        uuid(1),
        uuid(2),
        bankOne,
        uuid(3),
        bankTwo,
      ]);
      const entered = [
        [11, 1, "S-01"],
        [12, 2, "S-01"],
        [13, 1, "S-02"],
        [14, 3, "S-01"],
        [15, 2, "S-02"],
        [16, 1, "S-03"],
      ] as const;
      for (const [id, campaign, pseudonym] of entered)
        await client.query("INSERT INTO mystery_shoppers VALUES ($1, $2, $3, $4)", [
          uuid(id),
          uuid(campaign),
          pseudonym,
          new Date(Date.UTC(2026, 0, id)),
        ]);
      await client.query(migration);
      const { rows } = await client.query(
        "SELECT owner_id, pseudonym, former FROM earlier.mystery_shoppers ORDER BY at",
      );
      expect(rows.map((row) => [row.owner_id, row.pseudonym, row.former])).toEqual([
        [bankOne, "S-01", null],
        [bankOne, "S-04", "S-01"],
        [bankOne, "S-02", null],
        [bankTwo, "S-01", null],
        [bankOne, "S-05", "S-02"],
        [bankOne, "S-03", null],
      ]);
      await expect(client.query("UPDATE earlier.mystery_shoppers SET former = 'S-09'")).rejects.toThrow();
    } finally {
      await client.end();
    }
  });
});
