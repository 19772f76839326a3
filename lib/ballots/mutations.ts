import "server-only";
import type { Context } from "@/lib/access/types";
import { findCampaign } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { holdCampaignOpen } from "@/lib/facts/mutations";
import { type Day, earlierOf } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { today as dayOf } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { queueJob } from "@/lib/platform/jobs/mutations";
import { nextNumber } from "@/lib/platform/numbers";
import { recordVotes } from "@/lib/records/mutations";
import { reviewPeriod } from "@/lib/scoring/awards";
import type { AwardPlan } from "@/lib/scoring/programme/schema";
import { countRecorded, findBallot, listBallotCandidates, listFrozen, mapStanding, readList } from "./data";
import { countOf, sealOf, shuffled } from "./rules/count";
import { momentOf, voteDay } from "./rules/days";
import { decideCancel, decideCount, decideVote, stateOf } from "./rules/life";
import { shapeOf, voteOf } from "./rules/votes";
import type { CancelBallotInput, OpenBallotInput, VoteInput } from "./schema";
import { type Ballot, CLOSE_JOB } from "./types";

/** With fewer voters everybody would know who voted what. */
const LEAST_VOTERS = 3;
/** Names that go into one statement. */
const AT_ONCE = 5_000;

/** A ballot with its campaign; `path` is the organiser's. */
export interface BallotSubject {
  readonly path: string;
  readonly campaign: Campaign;
  readonly ballot: Ballot;
}

export async function findBallotSubject(tx: Tx, no: string): Promise<BallotSubject | null> {
  const ballot = await findBallot(tx, no);
  const campaign = ballot && (await findCampaign(tx, ballot.campaignId));
  return ballot && campaign && { path: campaign.path, campaign, ballot };
}

/** Votes share the ballot, its end has it alone: a vote is either counted or refused. */
async function hold(tx: Tx, { id }: Ballot, as: "VOTE" | "END"): Promise<void> {
  const key = `ballot ${id}`;
  if (as === "VOTE") await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${key}, 0))`;
  else await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

type VoteAward = AwardPlan & { basis: { kind: "VOTE" } };
const isVote = (award: AwardPlan | undefined): award is VoteAward => award?.basis.kind === "VOTE";

export async function openBallot(
  context: Context,
  input: OpenBallotInput,
  campaign: Campaign,
): Promise<Result<{ no: string; entitled: number }>> {
  const { tx, actor, now, today } = context;
  const plan = campaign.plan;
  if (!plan) return refuse("CAMPAIGN_NOT_OPEN");
  const { programme } = plan;
  const award = programme.awards.find(({ code }) => code === input.award);
  if (!isVote(award)) return refuse("AWARD_NOT_BY_VOTE", { field: "award" });
  const shape = shapeOf(
    award,
    programme.streams?.find(({ code }) => code === award.basis.from.stream),
  );
  if (!shape) return refuse("STREAM_NOT_FOR_BALLOT", { field: "award" });

  const opensAt = input.opensAt === undefined ? now : momentOf(input.opensAt);
  const closesAt = momentOf(input.closesAt);
  if (!opensAt) return refuse("WRONG_FORM", { field: "opensAt" });
  if (!closesAt) return refuse("WRONG_FORM", { field: "closesAt" });
  // A form sends whole minutes.
  if (now.getTime() - opensAt.getTime() >= 60_000) return refuse("OPENS_IN_THE_PAST", { field: "opensAt" });
  if (closesAt <= opensAt || closesAt <= now) return refuse("CLOSES_TOO_EARLY", { field: "closesAt" });
  const period = reviewPeriod(programme, award.review);
  if (dayOf(undefined, opensAt) < period.from)
    return refuse("BEFORE_THE_PERIOD", { field: "opensAt", values: { day: period.from } });

  await holdCampaignOpen(tx, campaign.id);
  const frozen = await listFrozen(tx, campaign.id);
  const onDay = voteDay(period, dayOf(undefined, closesAt), frozen);
  const own = frozen.find(({ review }) => review === award.review);
  if (onDay === null || own)
    return refuse("PERIOD_FROZEN", { field: "award", values: { review: own?.review ?? frozen[0]?.review ?? "" } });
  const earlier = await tx.ballot.findMany({
    where: { campaignId: campaign.id, awardCode: award.code },
    select: { no: true, ending: { select: { outcome: true } } },
  });
  const holds = earlier.find(({ ending }) => ending?.outcome !== "CANCELLED");
  if (holds) return refuse("BALLOT_EXISTS", { field: "award", values: { no: holds.no } });
  const recorded = await countRecorded(tx, campaign.id, award.basis.from.stream, period);
  if (recorded > 0) return refuse("VOTES_RECORDED", { field: "award", values: { count: recorded } });
  const { candidates, voters } = await readList(tx, campaign, programme, award, earlierOf(onDay, today), today);
  if (candidates.length < 2)
    return refuse("TOO_FEW_CANDIDATES", { field: "award", values: { count: candidates.length } });
  if (voters.length < LEAST_VOTERS)
    return refuse("TOO_FEW_VOTERS", { field: "award", values: { count: voters.length, least: LEAST_VOTERS } });

  const [no = ""] = await nextNumber(tx, `B-${today.slice(0, 4)}`);
  const { id } = await tx.ballot.create({
    data: {
      no,
      campaignId: campaign.id,
      awardCode: award.code,
      reviewCode: award.review,
      attempt: earlier.length,
      stream: award.basis.from.stream,
      ...shape,
      target: award.target,
      onDay: new Date(onDay),
      opensAt,
      closesAt,
      own: award.basis.own ?? false,
      openedById: actor.accountId,
      openedByName: actor.name,
      openedAt: now,
    },
    select: { id: true },
  });
  for (let from = 0; from < candidates.length; from += AT_ONCE)
    await tx.ballotCandidate.createMany({
      data: candidates.slice(from, from + AT_ONCE).map((candidate) => ({ ballotId: id, ...candidate })),
    });
  for (let from = 0; from < voters.length; from += AT_ONCE)
    await tx.ballotVoter.createMany({
      data: voters.slice(from, from + AT_ONCE).map((personId) => ({ ballotId: id, personId })),
    });
  await queueClosing(tx, now, { no, campaignId: campaign.id, closesAt }, actor);
  return accept({ no, entitled: voters.length });
}

/** The count is made when the time has come, also when nobody looks. */
export async function queueClosing(
  tx: Tx,
  now: Date,
  { no, campaignId, closesAt }: Pick<Ballot, "no" | "campaignId" | "closesAt">,
  askedBy: { readonly accountId: string; readonly name: string },
): Promise<void> {
  const after = Math.max(0, (closesAt.getTime() - now.getTime()) / 1000) + 1;
  const { accountId, name } = askedBy;
  await queueJob(tx, now, {
    kind: CLOSE_JOB,
    about: no,
    campaignId,
    askedBy: { accountId, name },
    input: { ballot: no },
    after,
  });
}

/** Mark and slip go in together and have nothing in common but the ballot. */
export async function vote(
  { tx, actor, now }: Context,
  input: VoteInput,
  { ballot }: BallotSubject,
): Promise<Result<{ no: string }>> {
  await hold(tx, ballot, "VOTE");
  const ended = await tx.ballotEnding.findUnique({ where: { ballotId: ballot.id }, select: { outcome: true } });
  const ending = ended && { outcome: ended.outcome === "CANCELLED" ? ("CANCELLED" as const) : ("COUNTED" as const) };
  const standing = (await mapStanding(tx, [ballot.id], actor.personId)).get(ballot.id);
  const known = await tx.ballotCandidate.findUnique({
    where: { ballotId_subject: { ballotId: ballot.id, subject: input.candidate } },
    select: { subject: true },
  });
  const decided = decideVote(
    stateOf({ ...ballot, ending }, now),
    ballot,
    { personId: actor.personId, listed: standing !== undefined, voted: standing?.voted ?? false },
    { subject: input.candidate, known: known !== null },
  );
  if (!decided.ok) return decided;
  // The mark first: of two at once the second meets it, and nothing of its slip stays.
  await tx.ballotMark.create({ data: { ballotId: ballot.id, personId: actor.personId ?? "" } });
  await tx.ballotSlip.create({ data: { ballotId: ballot.id, subject: input.candidate } });
  return accept({ no: ballot.no });
}

/** Marks against slips, then every slip a record, in random order, and the sealed count; all of it or nothing. */
export async function count(
  context: Context,
  _input: unknown,
  { ballot }: BallotSubject,
): Promise<Result<{ no: string; cast: number }>> {
  const { tx, actor, now, today } = context;
  await hold(tx, ballot, "END");
  const fresh = await findBallot(tx, ballot.no);
  if (!fresh) return refuse("NOT_FOUND");
  const decided = decideCount(stateOf(fresh, now), fresh);
  if (!decided.ok) return decided;
  const slips = await tx.ballotSlip.findMany({ where: { ballotId: ballot.id }, select: { subject: true } });
  if (slips.length !== fresh.cast)
    return refuse("COUNT_DISAGREES", { values: { marks: fresh.cast, slips: slips.length } });
  await holdCampaignOpen(tx, ballot.campaignId);
  const frozen = await listFrozen(tx, ballot.campaignId);
  const period = await periodOf(tx, ballot);
  const onDay = voteDay(period, earlierOf(ballot.onDay, today), frozen);
  if (onDay === null) return refuse("PERIOD_FROZEN", { values: { review: frozen[0]?.review ?? "" } });
  const units = new Map((await listBallotCandidates(tx, ballot.id)).map((one) => [one.subject, one]));
  const votes = shuffled(slips).flatMap(({ subject }) => {
    const candidate = units.get(subject);
    return candidate ? [voteOf(ballot, candidate)] : [];
  });
  if (votes.length > 0) {
    const of = { ballotId: ballot.id, stream: ballot.stream, onDay };
    const recorded = await recordVotes(context, ballot.campaignId, of, votes);
    if (!recorded.ok) return refuse("PERIOD_FROZEN", { values: { review: frozen[0]?.review ?? "" } });
  }
  const counted = countOf(slips);
  await tx.ballotEnding.create({
    data: {
      ballotId: ballot.id,
      outcome: "COUNTED",
      cast: slips.length,
      count: counted.map((one) => ({ ...one })),
      seal: sealOf(fresh, onDay, slips.length, counted),
      byId: actor.accountId,
      byName: actor.via === "SYSTEM" ? "" : actor.name,
      at: now,
    },
  });
  return accept({ no: ballot.no, cast: slips.length });
}

/** The days of the review as the plan says them now; the ballot's own day where the plan does not know the review any more. */
async function periodOf(tx: Tx, { campaignId, reviewCode, onDay }: Ballot): Promise<{ from: Day; to: Day }> {
  const programme = (await findCampaign(tx, campaignId))?.plan?.programme;
  if (!programme?.reviews.some(({ code }) => code === reviewCode)) return { from: onDay, to: onDay };
  return reviewPeriod(programme, reviewCode);
}

export async function cancel(
  { tx, actor, now }: Context,
  input: CancelBallotInput,
  { ballot }: BallotSubject,
): Promise<Result<{ no: string }>> {
  await hold(tx, ballot, "END");
  const fresh = await findBallot(tx, ballot.no);
  if (!fresh) return refuse("NOT_FOUND");
  const slips = await tx.ballotSlip.count({ where: { ballotId: ballot.id } });
  const decided = decideCancel(stateOf(fresh, now), slips === fresh.cast);
  if (!decided.ok) return decided;
  await tx.ballotEnding.create({
    data: {
      ballotId: ballot.id,
      outcome: "CANCELLED",
      reason: input.reason,
      cast: fresh.cast,
      count: [],
      seal: "",
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: ballot.no });
}
