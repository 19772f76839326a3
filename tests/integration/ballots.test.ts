import { beforeEach, describe, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/access/system";
import { perform, type UseCase } from "@/lib/access/usecase";
import { BALLOT_JOBS } from "@/lib/ballots/jobs";
import { ballotDuties, loadBallot, loadBallotForm, loadBallots } from "@/lib/ballots/loaders";
import { cancelBallot, castVote, countBallot, countWhenDue, openBallot } from "@/lib/ballots/usecases";
import { publish } from "@/lib/campaigns/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { runQueuedJobs } from "@/lib/platform/jobs/worker";
import { loadRecord, loadRecords } from "@/lib/records/loaders/records";
import { importRecordFile, reverseRecord } from "@/lib/records/usecases";
import { findReviewSubject } from "@/lib/reviews/data";
import { gatherFacts, listObstacles } from "@/lib/reviews/gather";
import { freezeReview } from "@/lib/reviews/usecases";
import { computeReview } from "@/lib/scoring/compute";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, documentOf } from "../support/inspected-bank";
import { done, makeProgrammeBank, type ProgrammeBank } from "../support/programme-bank";
import { campaignOf, draftCampaign, target } from "../support/programme-campaign";

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

const { owner } = useDatabase({ each: "test" });

const P06 = programmeSchema.parse(documentOf("programmes/P06.json")) as Programme;
const NOVEMBER = { award: "STAR.2026-11", review: "MONTHLY.2026-11" };
const at = (moment: string) => setClock(() => new Date(`${moment}:00+08:00`));

let bank: ProgrammeBank;
let code: string;
let voters: Actor[];
let leader: Actor;
let tellers: { id: string; outlet: string }[];

/** The refusal codes, each of which must have its sentence in both languages. */
async function refusals<I, S, T>(act: UseCase<I, S, T>, actor: Actor, input: unknown): Promise<string[]> {
  const outcome = await perform(act, { actor, input });
  const codes = outcome.ok ? [] : outcome.refusals.map((refusal) => refusal.code);
  for (const language of ["zh-CN", "en"] as const) {
    const { ballots, records, reviews, access } = MESSAGES[language];
    const said = {
      ...access.refusals,
      ...access.fields,
      ...reviews.refusals,
      ...records.refusals,
      ...ballots.refusals,
    };
    expect(codes.filter((one) => !(one in said))).toEqual([]);
  }
  return codes;
}

/** Somebody of the bank with a sign-in of the role. */
async function signIn(
  personId: string,
  role: "STAFF" | "AUDITOR" | "SYSTEM_ADMIN" | "BRANCH_MANAGER",
  unit: { id: string; path: string },
) {
  const actor = await actorFor(`${role.toLowerCase()}-${personId.slice(-6)}`, role, unit);
  await db.account.update({ where: { id: actor.accountId }, data: { personId } });
  return { ...actor, personId };
}

beforeEach(async () => {
  at("2026-11-16T09:00");
  bank = await makeProgrammeBank(P06);
  code = await draftCampaign(bank, P06, 2026);
  await done(publish, bank.staff, await target(code));
  tellers = bank.outlets.flatMap((outlet) =>
    outlet.people.filter(({ post }) => post === "TELLER").map(({ id }) => ({ id, outlet: outlet.id })),
  );
  const units = new Map((await db.orgPlacement.findMany()).map(({ unitId, path }) => [unitId, { id: unitId, path }]));
  voters = [];
  for (const { id, outlet } of tellers.slice(0, 4)) voters.push(await signIn(id, "STAFF", units.get(outlet)!));
  const head = bank.outlets[3]!.people.find(({ post }) => post === "OUTLET_HEAD")!;
  voters.push(await signIn(head.id, "AUDITOR", units.get(bank.outlets[3]!.id)!));
  leader = bank.seats.get("LEADER")![0]!.actor;
});

const opened = async (more: object = {}) =>
  (await done(openBallot, bank.staff, { campaign: code, award: NOVEMBER.award, closesAt: "2026-11-20T18:00", ...more }))
    .no;
const choose = (no: string, n: number) => ({ ballot: no, candidate: tellers[n]!.id });
const page = (actor: Actor, no: string) => {
  asking = actor;
  return loadBallot(code, no);
};

describe("opening a ballot", () => {
  it("lists candidates by the plan and everybody with a sign-in who is in post, and keeps the list", async () => {
    const input = { campaign: code, award: NOVEMBER.award, closesAt: "2026-11-20T18:00" };
    const { no, entitled } = await done(openBallot, bank.staff, input);
    expect(entitled).toBe(5);
    const ballot = await db.ballot.findUniqueOrThrow({ where: { no }, include: { candidates: true, voters: true } });
    const posts = P06.reviews.find(({ code: one }) => one === "MONTHLY")?.subjects;
    const wanted = bank.outlets.flatMap(({ people }) =>
      people
        .filter(({ post }) => posts?.kind !== "PERSON" || !posts.posts || posts.posts.includes(post))
        .map(({ id }) => id),
    );
    expect(ballot.candidates.map(({ subject }) => subject).sort()).toEqual([...wanted].sort());
    expect(ballot.onDay.toISOString().slice(0, 10)).toBe("2026-11-20");
    await signIn(tellers[5]!.id, "STAFF", { id: tellers[5]!.outlet, path: bank.branch.path });
    expect((await page(bank.staff, no)).entitled).toBe(5);
    expect(await refusals(openBallot, bank.staff, input)).toEqual(["BALLOT_EXISTS"]);
    const others = { ...input, award: "STAR.2026-10" };
    const both = await Promise.all(
      [others, others].map((one) => perform(openBallot, { actor: bank.staff, input: one })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("refuses what cannot be held, and whoever is not the organiser's staff", async () => {
    const input = { campaign: code, award: NOVEMBER.award, closesAt: "2026-11-20T18:00" };
    for (const actor of [leader, voters[0]!, bank.outlets[0]!.manager])
      expect(await refusals(openBallot, actor, input)).toEqual(["NOT_FOUND"]);
    const refused = (more: object) => refusals(openBallot, bank.staff, { ...input, ...more });
    expect(await refused({ award: "QUARTER_STAR" })).toEqual(["AWARD_NOT_BY_VOTE"]);
    expect(await refused({ closesAt: "2026-11-16T09:00" })).toEqual(["CLOSES_TOO_EARLY"]);
    expect(await refused({ closesAt: "2026-02-30T09:00" })).toEqual(["WRONG_FORM"]);
    expect(await refused({ opensAt: "2026-11-16T08:00" })).toEqual(["OPENS_IN_THE_PAST"]);
    expect(await refused({ award: "STAR.2026-12", closesAt: "2026-12-30T18:00" })).toEqual(["BEFORE_THE_PERIOD"]);
    await done(importRecordFile, bank.staff, {
      campaign: code,
      stream: "vote",
      fileName: "votes.xlsx",
      sha256: "a".repeat(64),
      rows: [{ row: 2, unit: bank.outlets[0]!.code, onDay: "2026-11-10", attrs: { candidate: "P06102" } }],
    });
    expect(await refused({})).toEqual(["VOTES_RECORDED"]);
    await db.account.updateMany({ where: { personId: { not: null } }, data: { disabledAt: new Date() } });
    expect(await refused({ award: "STAR.2026-10" })).toEqual(["TOO_FEW_VOTERS"]);
    expect(await db.ballot.count()).toBe(0);
  });

  it("refuses a period that a review has frozen", async () => {
    await done(freezeReview, leader, { campaign: code, review: "MONTHLY.2026-10" });
    expect(
      await refusals(openBallot, bank.staff, { campaign: code, award: "STAR.2026-10", closesAt: "2026-11-20T18:00" }),
    ).toEqual(["PERIOD_FROZEN"]);
    asking = bank.staff;
    const form = await loadBallotForm(code);
    expect(form.awards.map((award) => award.code)).toContain("STAR.2026-11");
    expect(form.awards.map((award) => award.code)).not.toContain("STAR.2026-10");
    asking = voters[0]!;
    await expect(loadBallotForm(code)).rejects.toThrow(/404/);
  });
});

describe("voting", () => {
  it("is one vote each, not for oneself, by those on the list and while it is open", async () => {
    const no = await opened({ opensAt: "2026-11-17T09:00" });
    const [first, second] = voters as [Actor, Actor];
    expect(await refusals(castVote, first, choose(no, 1))).toEqual(["NOT_YET_OPEN"]);
    at("2026-11-17T10:00");
    expect(await refusals(castVote, bank.staff, choose(no, 1))).toEqual(["NOT_ON_THE_LIST"]);
    const stranger = await actorFor("stranger", "SYSTEM_ADMIN", bank.branch);
    expect(await refusals(castVote, stranger, choose(no, 1))).toEqual(["NOT_FOUND"]);
    expect(await refusals(castVote, first, choose(no, 0))).toEqual(["NOT_FOR_ONESELF"]);
    expect(await refusals(castVote, first, { ballot: no, candidate: leader.personId })).toEqual(["CANDIDATE_UNKNOWN"]);
    asking = first;
    const waiting = async () =>
      ballotDuties(first, [
        { ...(await campaignOf(code)), programme: (await campaignOf(code)).plan!.programme, planVersion: 1 },
      ]);
    expect((await waiting()).map((ballot) => ballot.no)).toEqual([no]);
    expect((await page(first, no)).candidates.find(({ subject }) => subject === first.personId)?.barred).toBe(true);
    // A double click, and two tabs.
    const twice = await Promise.all([1, 2].map((n) => perform(castVote, { actor: first, input: choose(no, n) })));
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await refusals(castVote, first, choose(no, 1))).toEqual(["ALREADY_VOTED"]);
    expect(await db.ballotSlip.count()).toBe(1);
    expect(await waiting()).toEqual([]);
    expect(await page(first, no)).toMatchObject({
      standing: "VOTED",
      cast: 1,
      entitled: 5,
      candidates: [],
      result: null,
    });
    // An employee is an employee: also the auditor, whose role changes nothing else.
    await done(castVote, voters[4]!, choose(no, 2));
    at("2026-11-20T18:00");
    expect(await refusals(castVote, second, choose(no, 2))).toEqual(["BALLOT_CLOSED"]);
  });

  it("leaves nothing that links a vote with who cast it", async () => {
    const no = await opened();
    for (const [n, voter] of voters.entries())
      await perform(castVote, {
        actor: voter,
        input: choose(no, n === 1 ? 2 : 1),
        key: `key-${n}`,
        source: "10.0.0.1",
      });
    const columns = async (table: string) =>
      (
        await asOwner<{ column_name: string }>(
          owner,
          `SELECT column_name FROM information_schema.columns WHERE table_name = '${table}' ORDER BY ordinal_position`,
        )
      ).map(({ column_name }) => column_name);
    expect(await columns("ballot_marks")).toEqual(["ballot_id", "person_id"]);
    expect(await columns("ballot_slips")).toEqual(["id", "ballot_id", "subject"]);
    const slips = await db.ballotSlip.findMany();
    expect(slips).toHaveLength(5);
    // Version 4: random, without a time or a place in an order.
    expect(slips.filter(({ id }) => !/^.{14}4.{4}[89ab]/.test(id))).toEqual([]);
    const trail = await db.auditEntry.findMany({ where: { action: "ballots.vote" } });
    expect(trail).toHaveLength(5);
    const everything = JSON.stringify([
      trail,
      await db.idempotencyKey.findMany(),
      await db.job.findMany(),
      await db.ballotMark.findMany(),
    ]);
    for (const { id, subject } of slips) {
      expect(everything).not.toContain(id);
      const marked = new Set(voters.map(({ personId }) => personId));
      if (!marked.has(subject)) expect(everything).not.toContain(subject);
    }
    expect(trail.map(({ detail }) => detail)).toEqual(Array(5).fill({}));
    expect(await db.idempotencyKey.count()).toBe(0);
  });
});

describe("the end of a ballot", () => {
  it("shows nobody who has how many before the count, and makes every slip a record at closing time", async () => {
    const no = await opened();
    for (const voter of voters.slice(0, 3)) await done(castVote, voter, choose(no, 3));
    await done(castVote, voters[3]!, choose(no, 1));
    for (const actor of [bank.staff, leader, voters[0]!, voters[4]!]) expect((await page(actor, no)).result).toBeNull();
    expect(await refusals(countBallot, bank.staff, { ballot: no })).toEqual(["NOT_EVERYBODY"]);
    expect(await refusals(countWhenDue, bank.staff, { ballot: no })).toEqual(["NOT_FOUND"]);
    const subject = (await findReviewSubject(db, { campaign: code, review: NOVEMBER.review }))!;
    expect((await listObstacles(db, subject)).map((one) => one.code)).toContain("BALLOT_OPEN");
    at("2026-11-30T12:00");
    await asOwner(owner, "UPDATE graphile_worker._private_jobs SET run_at = now()");
    await runQueuedJobs(BALLOT_JOBS);
    await runQueuedJobs(BALLOT_JOBS);
    const ending = await db.ballotEnding.findFirstOrThrow({});
    expect(ending).toMatchObject({ outcome: "COUNTED", cast: 4, byName: "" });
    expect(ending.count).toEqual([
      { subject: tellers[3]!.id, votes: 3 },
      { subject: tellers[1]!.id, votes: 1 },
    ]);
    const records = await db.recordedFact.findMany({ orderBy: { no: "asc" } });
    expect(
      records.map(({ stream, unitId, personId }) => [
        stream,
        personId,
        tellers.some(({ outlet }) => outlet === unitId),
      ]),
    ).toEqual(Array(4).fill(["vote", null, true]));
    expect(new Set(records.map(({ onDay }) => onDay.toISOString().slice(0, 10)))).toEqual(new Set(["2026-11-20"]));
    // From here on it is a vote like an imported one.
    expect((await listObstacles(db, subject)).map((one) => one.code)).not.toContain("BALLOT_OPEN");
    const computed = computeReview(await gatherFacts(db, subject));
    const star = computed.awards.find(({ award }) => award === NOVEMBER.award);
    expect(JSON.stringify(star?.winners)).toContain(tellers[3]!.id);
    expect(await refusals(reverseRecord, bank.staff, { no: records[0]!.no, reason: "改票" })).toEqual(["FROM_BALLOT"]);
    for (const act of [countBallot, cancelBallot])
      expect(
        await refusals(
          act as typeof cancelBallot,
          bank.staff,
          act === countBallot ? { ballot: no } : { ballot: no, reason: "名单有误，重新投票" },
        ),
      ).toEqual(["BALLOT_CLOSED"]);
  });

  it("leaks the count to nobody but those who prepare the review before it is published", async () => {
    const no = await opened();
    for (const voter of voters.slice(0, 3)) await done(castVote, voter, choose(no, 3));
    at("2026-11-21T09:00");
    // The first who looks finds it counted.
    asking = voters[0]!;
    const list = await loadBallots(code);
    expect(list.ballots.map(({ state }) => state)).toEqual(["COUNTED"]);
    const [record] = await db.recordedFact.findMany();
    const outlet = bank.outlets.find(({ id }) => id === record!.unitId)!;
    for (const actor of [voters[0]!, outlet.manager, bank.inspector]) {
      expect((await page(actor, no)).result).toBeNull();
      expect(JSON.stringify(await page(actor, no))).not.toContain(tellers[3]!.id);
    }
    for (const actor of [outlet.manager, bank.inspector, bank.officer]) {
      asking = actor;
      expect((await loadRecords(code, {})).total).toBe(0);
      await expect(loadRecord(code, record!.no)).rejects.toThrow(/404/);
    }
    for (const actor of [bank.staff, leader]) {
      expect((await page(actor, no)).result?.rows.map(({ votes }) => votes)).toEqual([3]);
      asking = actor;
      expect((await loadRecords(code, {})).total).toBe(3);
    }
    const review = await db.review.findFirstOrThrow({ where: { code: NOVEMBER.review } });
    await db.reviewTransition.create({
      data: { reviewId: review.id, seq: 2, state: "NOTICE", byId: review.id, byName: "x" },
    });
    expect((await page(voters[0]!, no)).result?.rows.map(({ votes }) => votes)).toEqual([3]);
    asking = outlet.manager;
    expect((await loadRecords(code, {})).total).toBe(3);
  });

  it("comes early when everybody has voted, once, whoever counts", async () => {
    const no = await opened();
    for (const [n, voter] of voters.entries())
      await done(
        castVote,
        voter,
        choose(no, n === 0 ? 1 : 0).candidate === voter.personId ? choose(no, 2) : choose(no, n === 0 ? 1 : 0),
      );
    const both = await Promise.all(
      [1, 2].map(() => perform(countBallot, { actor: bank.staff, input: { ballot: no } })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.recordedFact.count()).toBe(5);
    expect(await db.recordedFact.count({ where: { onDay: new Date("2026-11-16") } })).toBe(5);
    expect(await refusals(castVote, voters[0]!, choose(no, 1))).toEqual(["BALLOT_CLOSED"]);
  });

  it("refuses to count slips that do not agree with the marks; such a ballot can be cancelled", async () => {
    const no = await opened();
    await done(castVote, voters[0]!, choose(no, 1));
    const { id } = await db.ballot.findUniqueOrThrow({ where: { no } });
    await db.ballotSlip.create({ data: { ballotId: id, subject: tellers[1]!.id } });
    at("2026-11-21T09:00");
    expect(await refusals(countBallot, bank.staff, { ballot: no })).toEqual(["COUNT_DISAGREES"]);
    expect(await refusals(countWhenDue, systemActor(), { ballot: no })).toEqual(["COUNT_DISAGREES"]);
    expect(await db.recordedFact.count()).toBe(0);
    await done(cancelBallot, bank.staff, { ballot: no, reason: "票数与人数不符" });
  });

  it("when cancelled counts nothing, says why, and leaves room for another", async () => {
    const no = await opened();
    await done(castVote, voters[0]!, choose(no, 1));
    expect(await refusals(cancelBallot, leader, { ballot: no, reason: "名单有误，重新投票" })).toEqual(["NOT_FOUND"]);
    expect(await refusals(cancelBallot, bank.staff, { ballot: no, reason: "" })).toEqual(["TOO_SHORT"]);
    await done(cancelBallot, bank.staff, { ballot: no, reason: "名单有误，重新投票" });
    expect(await refusals(castVote, voters[1]!, choose(no, 2))).toEqual(["BALLOT_CANCELLED"]);
    expect(await refusals(cancelBallot, bank.staff, { ballot: no, reason: "名单有误，重新投票" })).toEqual([
      "BALLOT_CANCELLED",
    ]);
    const again = await opened();
    await done(castVote, voters[0]!, choose(again, 1));
    expect((await page(voters[1]!, no)).ended?.reason).toBe("名单有误，重新投票");
    expect(await db.recordedFact.count()).toBe(0);
  });

  it("stands for good: nothing of a ballot is altered or removed, and an archived campaign takes no vote", async () => {
    const no = await opened();
    await done(castVote, voters[0]!, choose(no, 1));
    for (const table of ["ballots", "ballot_candidates", "ballot_voters", "ballot_marks", "ballot_slips"]) {
      await expect(asOwner(owner, `DELETE FROM ${table}`)).rejects.toThrow();
      await expect(
        db.$executeRawUnsafe(`UPDATE ${table} SET ${table === "ballots" ? "id = id" : "ballot_id = ballot_id"}`),
      ).rejects.toThrow();
    }
    const { id } = await campaignOf(code);
    await db.campaignArchive.create({ data: { campaignId: id, reason: "测试", byId: id, byName: "测试" } });
    expect(await refusals(castVote, voters[1]!, choose(no, 2))).toEqual(["CAMPAIGN_ARCHIVED"]);
    expect(
      await refusals(openBallot, bank.staff, { campaign: code, award: "STAR.2026-10", closesAt: "2026-11-20T18:00" }),
    ).toEqual(["CAMPAIGN_ARCHIVED"]);
    expect(await refusals(cancelBallot, bank.staff, { ballot: no, reason: "名单有误，重新投票" })).toEqual([
      "CAMPAIGN_ARCHIVED",
    ]);
    expect(await db.ballotMark.count()).toBe(1);
  });
});
