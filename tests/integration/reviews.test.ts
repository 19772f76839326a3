import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { readRanking } from "@/lib/api/data";
import { finaliseReview } from "@/lib/appeals/usecases";
import { publishReview } from "@/lib/awards/usecases";
import { openDay } from "@/lib/facts/mutations";
import { loadOutletDay } from "@/lib/home/loaders";
import { setAsideInspectionDraft } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db, inTransaction } from "@/lib/platform/db";
import { findPublishedRanking, findResult, listStandings, readComputed, readLife } from "@/lib/reviews/data";
import { loadReviews, loadStandingOf } from "@/lib/reviews/loaders/list";
import { loadRail, loadRoom } from "@/lib/reviews/loaders/room";
import { loadComparison, loadWhy } from "@/lib/reviews/loaders/why";
import { canonical, digest, recompute } from "@/lib/reviews/rules/seal";
import { commentOnReview, freezeReview, liftFreeze, signReview } from "@/lib/reviews/usecases";
import { useDatabase } from "../support/database";
import {
  complain,
  inspect,
  makeReviewedBank,
  type ReviewedBank,
  recordFigures,
  withoutChoices,
} from "../support/reviewed-bank";

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

let bank: ReviewedBank;
const H1 = { campaign: "C-2026-01", review: "H1" };
const YEAR = { campaign: "C-2026-01", review: "YEAR" };
const on = (instant: string) => setClock(() => new Date(instant));

beforeEach(async () => {
  on("2026-07-01T02:00:00Z");
  bank = await makeReviewedBank(withoutChoices);
});

const codes = (outcome: Awaited<ReturnType<typeof perform>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code);

async function frozen(review = H1): Promise<string> {
  const done = await perform(freezeReview, { actor: bank.leader, input: review });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value.seal ?? "";
}

const sign = (actor: Actor, seat: string, seal: string, review = H1) =>
  perform(signReview, { actor, input: { ...review, seat, seal } });

async function signed(review = H1): Promise<string> {
  const seal = await frozen(review);
  for (const [actor, seat] of [
    [bank.member, "MEMBER"],
    [bank.deputy, "DEPUTY_LEADER"],
    [bank.leader, "LEADER"],
  ] as const) {
    const done = await sign(actor, seat, seal, review);
    if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  }
  return seal;
}

async function published(review = H1): Promise<string> {
  const seal = await signed(review);
  const done = await perform(publishReview, { actor: bank.leader, input: { ...review, seal } });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return seal;
}

const resultOf = async (review = "H1") => (await findResult(db, await readLife(db, bank.campaign.id, review)))!;
const absent = (work: Promise<unknown>) => expect(work).rejects.toThrow(/404/);

describe("freezing", () => {
  it("closes the days, computes, seals and stores places that are read and not recomputed", async () => {
    const seal = await frozen();
    expect(seal).toMatch(/^[0-9a-f]{64}$/);
    const result = await resultOf();
    const standings = await listStandings(db, result.id);
    const code = new Map(bank.outlets.map((outlet) => [outlet.id, outlet.code]));
    expect(standings.map(({ subject, rank }) => [code.get(subject), rank])).toEqual([
      ["O001", 1],
      ["O002", 2],
      ["O003", 2],
      ["O004", null],
    ]);
    expect(standings[3]?.unranked.map((say) => say.code)).toEqual(["tooFew"]);
    const refused = await inTransaction((tx) =>
      openDay({ actor: bank.staff, now: new Date(), today: "2026-07-01", tx }, bank.campaign.id, "2026-06-30"),
    );
    expect(refused.ok).toBe(false);
    const trace = await db.auditEntry.findFirstOrThrow({ where: { action: "reviews.freeze", outcome: "DONE" } });
    expect(trace.detail).toMatchObject({ review: "H1", state: "FROZEN", seal });
  });

  it("is refused before the cut-off day", async () => {
    on("2026-06-29T02:00:00Z");
    expect(codes(await perform(freezeReview, { actor: bank.leader, input: H1 }))).toEqual(["BEFORE_CUT_OFF"]);
    expect(await db.frozenPeriod.count()).toBe(0);
  });

  it("is refused while a complaint of the period is undecided, and lists it with the rest", async () => {
    const no = await complain(bank, bank.outlets[0]!.id, "2026-06-12", null);
    await complain(bank, bank.outlets[0]!.id, "2026-07-01", null);
    const done = await perform(freezeReview, { actor: bank.leader, input: H1 });
    expect(done.ok ? [] : done.refusals).toMatchObject([
      { code: "COMPLAINT_UNDECIDED", values: { count: 1, refs: no } },
    ]);
    asking = bank.leader;
    const rail = await loadRail("C-2026-01", "H1");
    expect(rail?.obstacles).toMatchObject([{ code: "COMPLAINT_UNDECIDED", ref: no }]);
    expect(await db.reviewResult.count()).toBe(0);
  });

  it("is refused when figures the score needs are missing", async () => {
    const done = await perform(freezeReview, { actor: bank.leader, input: YEAR });
    expect(codes(done)).toEqual(["BEFORE_CUT_OFF"]);
    on("2026-12-31T02:00:00Z");
    expect(codes(await perform(freezeReview, { actor: bank.leader, input: YEAR }))).toEqual([
      "CARRY_NOT_FINAL",
      "METRIC_MISSING",
    ]);
  });

  it("warns of self-checks not handed in, and freezes all the same", async () => {
    const [outlet] = bank.outlets;
    await db.inspectionDraft.create({
      data: {
        campaignId: bank.campaign.id,
        unitId: outlet!.id,
        method: "SELF",
        month: "2026-05",
        onDay: new Date("2026-05-20"),
        versionId: outlet!.id,
        answers: {},
        authorId: outlet!.id,
      },
    });
    asking = bank.leader;
    expect((await loadRail("C-2026-01", "H1"))?.obstacles).toMatchObject([
      { code: "SELF_CHECK_DRAFT", month: "2026-05" },
    ]);
    expect(await frozen()).not.toBe("");
  });

  it("is refused while a visit of the period is unfinished, until it is handed in or the office puts it away", async () => {
    const [outlet] = bank.outlets;
    const draft = (onDay: string) =>
      db.inspectionDraft.create({
        data: {
          campaignId: bank.campaign.id,
          unitId: outlet!.id,
          method: "COVERT",
          onDay: new Date(onDay),
          versionId: outlet!.id,
          answers: {},
          authorId: outlet!.id,
        },
        select: { id: true },
      });
    const { id } = await draft("2026-05-20");
    await draft("2026-07-01");
    const done = await perform(freezeReview, { actor: bank.leader, input: H1 });
    expect(done.ok ? [] : done.refusals).toMatchObject([
      { code: "VISIT_DRAFT", values: { count: 1, refs: "2026-05-20" } },
    ]);
    asking = bank.leader;
    expect((await loadRail("C-2026-01", "H1"))?.obstacles).toMatchObject([
      { code: "VISIT_DRAFT", draft: id, method: "COVERT", on: "2026-05-20" },
    ]);

    const away = (actor: Actor, reason = "检查人调离，未再进行。") =>
      perform(setAsideInspectionDraft, { actor, input: { campaign: "C-2026-01", draft: id, reason } });
    // A manager does not learn that there is a mystery visit.
    expect(codes(await away(bank.manager))).toEqual(["NOT_FOUND"]);
    expect(codes(await away(bank.leader))).not.toEqual([]);
    expect(codes(await away(bank.staff, "短"))).not.toEqual([]);
    expect(codes(await away(bank.staff))).toEqual([]);
    expect(codes(await away(bank.staff))).toEqual(["NOT_FOUND"]);
    const trail = await db.auditEntry.findFirstOrThrow({
      where: { action: "inspections.setAsideDraft", outcome: "DONE" },
    });
    expect(trail.detail).toMatchObject({ unit: outlet!.code, method: "COVERT", day: "2026-05-20" });
    expect(await frozen()).not.toBe("");
  });

  it("of two at once keeps one", async () => {
    const both = await Promise.all([
      perform(freezeReview, { actor: bank.leader, input: H1 }),
      perform(freezeReview, { actor: bank.deputy, input: H1 }),
    ]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(["REVIEW_NOT_OPEN"]);
    expect(await db.reviewResult.count()).toBe(1);
    expect(await db.frozenPeriod.count()).toBe(1);
  });

  it("belongs to the leading group: to everybody else the review is not there", async () => {
    for (const actor of [bank.manager, bank.staff])
      expect(codes(await perform(freezeReview, { actor, input: H1 }))).toEqual(["NOT_FOUND"]);
    expect(codes(await perform(freezeReview, { actor: bank.leader, input: { ...H1, review: "NONE" } }))).toEqual([
      "NOT_FOUND",
    ]);
  });
});

describe("the seal", () => {
  it("is what a second computation from the stored input arrives at", async () => {
    await frozen();
    const result = await resultOf();
    const row = await db.reviewResult.findUniqueOrThrow({ where: { id: result.id } });
    const plan = await db.campaignPlan.findUniqueOrThrow({ where: { id: row.planId } });
    const computed = await readComputed(db, "C-2026-01", "H1", result, { fresh: true });
    expect(computed.agrees).toBe(true);
    const given = {
      campaign: "C-2026-01",
      review: "H1",
      seq: row.seq,
      input: row.input,
      output: row.output,
      previous: row.previousSeal,
      seal: row.seal,
    };
    const tampered = JSON.parse(row.input) as { facts: { stream: string; value: string | null }[] };
    tampered.facts.find((fact) => fact.stream === "inspection.open")!.value = "100";
    expect(recompute(computed.programme, plan.hash, { ...given, input: canonical(tampered) }).agrees).toBe(false);
    expect(recompute(computed.programme, "another plan", given).agrees).toBe(false);
  });

  it("is chained to the one before it, which stays readable after the freeze is lifted", async () => {
    const first = await frozen();
    expect((await perform(liftFreeze, { actor: bank.leader, input: { ...H1, reason: "补录一次明查" } })).ok).toBe(true);
    await inspect(bank, bank.outlets[1]!.id, "OPEN", "2026-06-20", "99");
    const second = await frozen();
    expect(second).not.toBe(first);
    const rows = await db.reviewResult.findMany({ orderBy: { seq: "asc" } });
    expect(rows.map(({ seal, previousSeal }) => [seal, previousSeal])).toEqual([
      [first, null],
      [second, first],
    ]);
  });

  it("and everything signed or decided under it can be neither changed nor deleted", async () => {
    await published();
    for (const table of [
      "review_results",
      "review_standings",
      "review_transitions",
      "review_signatures",
      "award_decisions",
    ]) {
      await expect(db.$executeRawUnsafe(`DELETE FROM ${table}`)).rejects.toThrow();
      await expect(db.$executeRawUnsafe(`UPDATE ${table} SET id = id`)).rejects.toThrow();
    }
  });
});

describe("lifting a freeze", () => {
  it("needs a reason, and nobody's signature", async () => {
    const seal = await frozen();
    expect(codes(await perform(liftFreeze, { actor: bank.leader, input: { ...H1, reason: " " } }))).toEqual([
      "TOO_SHORT",
    ]);
    await sign(bank.member, "MEMBER", seal);
    expect(codes(await perform(liftFreeze, { actor: bank.leader, input: { ...H1, reason: "补录" } }))).toEqual([
      "ALREADY_SIGNED_BY_SOMEBODY",
    ]);
  });

  it("opens the days again", async () => {
    await frozen();
    await perform(liftFreeze, { actor: bank.leader, input: { ...H1, reason: "补录一次明查" } });
    const open = await inTransaction((tx) =>
      openDay({ actor: bank.staff, now: new Date(), today: "2026-07-01", tx }, bank.campaign.id, "2026-06-30"),
    );
    expect(open.ok).toBe(true);
    expect((await readLife(db, bank.campaign.id, "H1")).state).toBe("OPEN");
  });
});

describe("signing", () => {
  it("follows the plan's order of seats", async () => {
    const seal = await frozen();
    const early = await sign(bank.leader, "LEADER", seal);
    expect(early.ok ? null : early.refusals[0]).toMatchObject({ code: "NOT_YOUR_TURN", values: { seat_zh: "成员" } });
    expect((await sign(bank.member, "MEMBER", seal)).ok).toBe(true);
    expect(codes(await sign(bank.leader, "LEADER", seal))).toEqual(["NOT_YOUR_TURN"]);
  });

  it("is for the person in the seat alone", async () => {
    const seal = await frozen();
    expect(codes(await sign(bank.stranger, "MEMBER", seal))).toEqual(["NOT_YOUR_SEAT"]);
    expect(codes(await sign(bank.member, "DEPUTY_LEADER", seal))).toEqual(["NOT_YOUR_SEAT"]);
    expect(codes(await sign(bank.manager, "MEMBER", seal))).toEqual(["NOT_FOUND"]);
  });

  it("is of one result: another seal is refused", async () => {
    await frozen();
    expect(codes(await sign(bank.member, "MEMBER", "0".repeat(64)))).toEqual(["RESULT_CHANGED"]);
  });

  it("once is enough, also twice at once, and the last one approves", async () => {
    const seal = await frozen();
    const both = await Promise.all([sign(bank.member, "MEMBER", seal), sign(bank.member, "MEMBER", seal)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(["ALREADY_SIGNED"]);
    await sign(bank.deputy, "DEPUTY_LEADER", seal);
    const last = await sign(bank.leader, "LEADER", seal);
    expect(last.ok && last.value.state).toBe("APPROVED");
    expect((await readLife(db, bank.campaign.id, "H1")).state).toBe("APPROVED");
  });
});

describe("publishing and finalising", () => {
  it("waits for every signature, and for the notice days", async () => {
    const seal = await frozen();
    const early = await perform(publishReview, { actor: bank.leader, input: { ...H1, seal } });
    expect(codes(early)).toEqual(["REVIEW_NOT_APPROVED"]);
    for (const [actor, seat] of [
      [bank.member, "MEMBER"],
      [bank.deputy, "DEPUTY_LEADER"],
      [bank.leader, "LEADER"],
    ] as const)
      await sign(actor, seat, seal);
    const both = await Promise.all(
      [1, 2].map(() => perform(publishReview, { actor: bank.leader, input: { ...H1, seal } })),
    );
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    on("2026-07-08T15:59:00Z");
    expect(codes(await perform(finaliseReview, { actor: bank.leader, input: H1 }))).toEqual(["NOTICE_RUNNING"]);
    on("2026-07-08T16:00:00Z");
    expect((await perform(finaliseReview, { actor: bank.leader, input: H1 })).ok).toBe(true);
    expect(codes(await perform(finaliseReview, { actor: bank.leader, input: H1 }))).toEqual(["REVIEW_NOT_IN_NOTICE"]);
  });

  it("names to others only those whom the plan lists, and says how many it does not", async () => {
    const { id: _, document, hash: __, ...plan } = await db.campaignPlan.findFirstOrThrow();
    const listing = structuredClone(document) as unknown as { reviews: { listed?: number }[] };
    listing.reviews[0]!.listed = 1;
    await db.campaignPlan.create({
      data: { ...plan, version: 2, document: listing, hash: digest(canonical(listing)) },
    });
    await published();
    const seenBy = async (actor: Actor) => {
      asking = actor;
      const { rows, withheld } = await loadRoom("C-2026-01", "H1");
      const sent = await readRanking(actor, "C-2026-01", "H1", "en");
      expect(sent?.standings.map(({ subject }) => subject.code)).toEqual(rows.map(({ code }) => code));
      return [rows.map(({ code }) => code), withheld.count, withheld.reasons.map(({ code }) => code)];
    };
    const { id: unitId, path } = bank.outlets[1]!;
    const second = { ...bank.manager, grants: [{ role: "BRANCH_MANAGER" as const, unitId, path }] };
    expect(await seenBy(bank.leader)).toEqual([["O001", "O002", "O003", "O004"], 0, []]);
    expect(await seenBy(bank.manager)).toEqual([["O001", "O004"], 2, ["belowListed"]]);
    expect(await seenBy(second)).toEqual([["O001", "O002", "O004"], 1, ["belowListed"]]);
    const others = (await loadComparison("C-2026-01", "H1", {})).others.map(({ code }) => code);
    expect(others).toEqual(["O001", "O002"]);
    const { open } = await loadOutletDay();
    expect(open?.published?.totals.map(({ code }) => code)).toEqual(["O001", "O002"]);
    expect(open?.published?.ranked).toBe(3);
  });

  it("shows the branch manager nothing before, and the ranking with the own outlet's details after", async () => {
    await signed();
    asking = bank.manager;
    await absent(loadRoom("C-2026-01", "H1"));
    await absent(loadWhy("C-2026-01", "H1", "O001", {}));
    await absent(loadComparison("C-2026-01", "H1", { a: "O001", b: "O002" }));
    expect((await loadReviews("C-2026-01")).reviews).toEqual([]);
    expect(await loadStandingOf(bank.outlets[0]!.id)).toBeNull();
    expect(await findPublishedRanking(db, bank.campaign.id, "H1")).toBeNull();

    const seal = (await resultOf()).seal;
    await perform(publishReview, { actor: bank.leader, input: { ...H1, seal } });
    const room = await loadRoom("C-2026-01", "H1");
    expect(room.rows.map((row) => [row.code, row.rank, row.lines !== null])).toEqual([
      ["O001", 1, true],
      ["O002", 2, false],
      ["O003", 2, false],
      ["O004", null, false],
    ]);
    expect(room.rows.map((row) => row.tie)).toEqual([null, "first", "last", null]);
    expect(await loadRail("C-2026-01", "H1")).toBeNull();
    const why = await loadWhy("C-2026-01", "H1", "O001", {});
    expect(why.agrees).toBe(true);
    expect(why.comparison?.below.href).toBeNull();
    await absent(loadWhy("C-2026-01", "H1", "O002", {}));
    expect((await loadComparison("C-2026-01", "H1", { a: "O002", b: "O003" })).refused).toBe(true);
    expect(await loadStandingOf(bank.outlets[0]!.id)).toMatchObject({ rank: 1, of: 3, state: "NOTICE" });
    expect(await loadStandingOf(bank.outlets[1]!.id)).toBeNull();
  });

  it("shows the leading group a live standing, marked as such, before anything is frozen", async () => {
    asking = bank.leader;
    const room = await loadRoom("C-2026-01", "H1");
    expect([room.live, room.result, room.state]).toEqual([true, null, "OPEN"]);
    expect(room.rows.map((row) => row.rank)).toEqual([1, 2, 2, null]);
  });
});

describe("remarks", () => {
  it("are made while the review is held, by the leading group", async () => {
    expect(codes(await perform(commentOnReview, { actor: bank.deputy, input: { ...H1, text: "请复核。" } }))).toEqual([
      "REVIEW_NOT_FROZEN",
    ]);
    await frozen();
    expect(
      (await perform(commentOnReview, { actor: bank.deputy, input: { ...H1, unit: "O002", text: "请复核。" } })).ok,
    ).toBe(true);
    expect(
      codes(await perform(commentOnReview, { actor: bank.deputy, input: { ...H1, unit: "O999", text: "请复核。" } })),
    ).toEqual(["UNIT_UNKNOWN"]);
    expect(codes(await perform(commentOnReview, { actor: bank.manager, input: { ...H1, text: "请复核。" } }))).toEqual([
      "NOT_FOUND",
    ]);
    asking = bank.leader;
    expect((await loadRail("C-2026-01", "H1"))?.comments).toMatchObject([
      { text: "请复核。", unit: { zh: "O002网点" } },
    ]);
  });
});

describe("the year review", () => {
  it("takes over the final half-year score, and nothing before it is final", async () => {
    await published();
    await recordFigures(bank, ["2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"]);
    for (const outlet of bank.outlets) {
      await inspect(bank, outlet.id, "OPEN", "2026-09-10", "90");
      await inspect(bank, outlet.id, "COVERT", "2026-10-10", "90");
    }
    on("2026-12-31T10:00:00Z");
    expect(codes(await perform(freezeReview, { actor: bank.leader, input: YEAR }))).toEqual(["CARRY_NOT_FINAL"]);
    await perform(finaliseReview, { actor: bank.leader, input: H1 });
    await frozen(YEAR);
    const half = await listStandings(db, (await resultOf("H1")).id);
    const result = await resultOf("YEAR");
    const { input } = await readComputed(db, "C-2026-01", "YEAR", result);
    expect(input.carried.H1).toEqual(Object.fromEntries(half.map((standing) => [standing.subject, standing.total])));
    const year = await listStandings(db, result.id);
    expect(year.map((standing) => standing.rank)).toEqual([1, 2, 2, null]);
    expect(year[3]?.unranked[0]?.code).toBe("notCarried");
    asking = bank.leader;
    expect((await loadRoom("C-2026-01", "YEAR")).rows.map((row) => row.movement)).toEqual([0, 0, 0, null]);
  });
});
