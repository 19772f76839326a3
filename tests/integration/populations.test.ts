import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { loadWhy } from "@/lib/reviews/loaders/why";
import { listSubjects } from "@/lib/reviews/subjects";
import { programmeSchema } from "@/lib/scoring/programme/schema";
import { useDatabase } from "../support/database";
import { documentOf, hire, placeUnit } from "../support/inspected-bank";
import { makeReviewedBank, type ReviewedBank } from "../support/reviewed-bank";

/** Who belongs to which sub-branch, district and branch, and what the explanation of a score says about ranks in them. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

let bank: ReviewedBank;
const programme = programmeSchema.parse(documentOf("programmes/P01.json"));
const H1 = programme.reviews.find(({ code }) => code === "H1")!;

beforeEach(async () => {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeReviewedBank();
});

describe("populations of outlets and people", () => {
  it("are the nearest sub-branch, district and branch above, and none of a level that is not there", async () => {
    const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
    const district = await placeUnit("D01", "DISTRICT", { id: branch.id, path: "/HQ/B01/" });
    const sub = await placeUnit("S01", "SUB_BRANCH", district);
    const outlet = await placeUnit("O101", "OUTLET", sub);
    const teller = await hire(outlet.id, "9001", "TELLER");
    await db.participant.create({ data: { campaignId: bank.campaign.id, unitId: outlet.id, position: 9 } });
    const subjects = await listSubjects(db, bank.campaign.id, programme, H1, "2026-06-30");
    const within = (id: string) => subjects.find((subject) => subject.id === id)?.within;
    const own = { SUB_BRANCH: sub.id, DISTRICT: district.id, BRANCH: branch.id };
    expect(within(outlet.id)).toEqual(own);
    expect(within(bank.outlets[0]!.id)).toEqual({ BRANCH: branch.id });
    const people = await listSubjects(
      db,
      bank.campaign.id,
      programme,
      { ...H1, subjects: { kind: "PERSON" } },
      "2026-06-30",
    );
    expect(people.find(({ id }) => id === teller)?.within).toEqual({ ...own, OUTLET: outlet.id });
  });

  it("show the rank inside them beside the score", async () => {
    const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
    const sub = await placeUnit("S01", "SUB_BRANCH", { id: branch.id, path: "/HQ/B01/" });
    const [first, second] = [bank.outlets[0]!, bank.outlets[1]!];
    for (const { id, code } of [first, second]) {
      await db.orgPlacement.updateMany({
        where: { unitId: id },
        data: { parentId: sub.id, path: `${sub.path}${code}/` },
      });
    }
    asking = bank.leader;
    const why = await loadWhy("C-2026-01", "H1", first.code, {});
    expect(why.places.map(({ population, of, name }) => [population, of, name?.zh])).toEqual([
      ["SUB_BRANCH", 2, expect.any(String)],
    ]);
    const ranks = await Promise.all(
      [first, second].map(async ({ code }) => (await loadWhy("C-2026-01", "H1", code, {})).places[0]?.rank),
    );
    expect(ranks.sort()).toEqual([1, 2]);
  });
});
