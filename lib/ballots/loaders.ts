import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import { systemActor } from "@/lib/access/system";
import { perform } from "@/lib/access/usecase";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import { listPublishedReviews } from "@/lib/facts/data";
import type { Actor } from "@/lib/kernel/actor";
import { addDays, type Day, earlierOf } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import type { Post } from "@/lib/people/types";
import { now, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { reviewPeriod } from "@/lib/scoring/awards";
import { countRecorded, findBallot, listBallotCandidates, listBallots, listFrozen, mapStanding } from "./data";
import { voteDay } from "./rules/days";
import { stateOf } from "./rules/life";
import { shapeOf } from "./rules/votes";
import type { Ballot, BallotState } from "./types";
import { countWhenDue } from "./usecases";

/** What the reader has to do with a ballot. */
export type Standing = "MAY_VOTE" | "VOTED" | "LATER" | "NOT_VOTED" | "NOT_LISTED";

/** A ballot as lists show it: how many have voted, and for whom nobody knows before the end. */
export interface BallotShown {
  readonly no: string;
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly award: Text;
  readonly review: { readonly code: string; readonly name: Text };
  readonly state: BallotState;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly cast: number;
  readonly entitled: number;
  readonly standing: Standing;
}

function standingIn(state: BallotState, standing: { voted: boolean } | undefined): Standing {
  if (!standing) return "NOT_LISTED";
  if (standing.voted) return "VOTED";
  return state === "OPEN" ? "MAY_VOTE" : state === "PLANNED" ? "LATER" : "NOT_VOTED";
}

function shown(campaign: CampaignForPage, ballot: Ballot, standing: { voted: boolean } | undefined): BallotShown {
  const state = stateOf(ballot, now());
  const { programme } = campaign;
  const unknown = (code: string): Text => ({ zh: code, en: code });
  return {
    no: ballot.no,
    campaign: { code: campaign.code, name: campaign.name },
    award: programme.awards.find(({ code }) => code === ballot.awardCode)?.name ?? unknown(ballot.awardCode),
    review: {
      code: ballot.reviewCode,
      name: programme.reviews.find(({ code }) => code === ballot.reviewCode)?.name ?? unknown(ballot.reviewCode),
    },
    state,
    opensAt: ballot.opensAt.toISOString(),
    closesAt: ballot.closesAt.toISOString(),
    cast: ballot.ending?.cast ?? ballot.cast,
    entitled: ballot.entitled,
    standing: standingIn(state, standing),
  };
}

/** Whoever looks after the time is over finds the count made, also where the worker has not come to it yet. */
async function countDue(ballots: readonly Ballot[]): Promise<boolean> {
  const due = ballots.filter((ballot) => stateOf(ballot, now()) === "DUE");
  for (const { no } of due)
    await perform(countWhenDue, { actor: systemActor(), input: { ballot: no }, source: "page" });
  return due.length > 0;
}

async function readBallots(campaignIds: readonly string[]): Promise<Ballot[]> {
  const ballots = await listBallots(db, campaignIds);
  return (await countDue(ballots)) ? listBallots(db, campaignIds) : ballots;
}

/** The campaign, where its published plan has an award by vote. */
async function requireVotes(code: string): Promise<{ actor: Actor; campaign: CampaignForPage }> {
  const { actor, campaign } = await requireCampaign(code);
  const votes = campaign.programme.awards.some(({ basis }) => basis.kind === "VOTE");
  if (!votes || campaign.planVersion === null) notFound();
  return { actor, campaign };
}

/** An award of a period for which a ballot can be opened now. */
export interface AwardToOpen {
  readonly code: string;
  readonly name: Text;
  readonly review: Text;
  readonly to: Day;
}

export async function loadBallots(code: string) {
  const { actor, campaign } = await requireVotes(code);
  const ballots = await readBallots([campaign.id]);
  const standing = await mapStanding(
    db,
    ballots.map(({ id }) => id),
    actor.personId,
  );
  return {
    campaign: { code: campaign.code, name: campaign.name },
    ballots: ballots.map((ballot) => shown(campaign, ballot, standing.get(ballot.id))),
    mayOpen: may(actor, "ballots.manage", campaign) && !campaign.archived,
  };
}

/** Awards that wait for a ballot: their period has begun, no review has frozen it, and nobody holds one or brought votes. */
export async function loadBallotForm(code: string) {
  const { actor, campaign } = await requireVotes(code);
  if (!may(actor, "ballots.manage", campaign) || campaign.archived) notFound();
  const { programme } = campaign;
  const day = today();
  const frozen = await listFrozen(db, campaign.id);
  const held = new Set(
    (await readBallots([campaign.id]))
      .filter(({ ending }) => ending?.outcome !== "CANCELLED")
      .map(({ awardCode }) => awardCode),
  );
  const awards: AwardToOpen[] = [];
  for (const award of programme.awards) {
    if (award.basis.kind !== "VOTE" || held.has(award.code)) continue;
    const { from: selector } = award.basis;
    const stream = programme.streams?.find((plan) => plan.code === selector.stream);
    if (!shapeOf({ ...award, basis: award.basis }, stream)) continue;
    const period = reviewPeriod(programme, award.review);
    if (period.from > day || frozen.some(({ review }) => review === award.review)) continue;
    if (voteDay(period, period.to, frozen) === null) continue;
    if ((await countRecorded(db, campaign.id, selector.stream, period)) > 0) continue;
    const review = programme.reviews.find((plan) => plan.code === award.review);
    awards.push({ code: award.code, name: award.name, review: review?.name ?? award.name, to: period.to });
  }
  const last = awards[0] ? earlierOf(awards[0].to, addDays(day, 7)) : day;
  return {
    campaign: { code: campaign.code, name: campaign.name },
    awards,
    /** When it closes unless the form says otherwise: the evening of the period's last day, a week from now at most. */
    closesAt: `${last <= day ? addDays(day, 1) : last}T18:00`,
  };
}

/** Somebody who can be chosen. */
export interface CandidateShown {
  readonly subject: string;
  readonly name: string;
  readonly nameLatin: string;
  readonly post: Post | null;
  readonly unit: Text;
  readonly unitCode: string;
  /** Oneself, where the plan does not allow it. */
  readonly barred: boolean;
}

async function candidatesFor(ballot: Ballot, actor: Actor): Promise<CandidateShown[]> {
  const rows = await listBallotCandidates(db, ballot.id);
  const people = await mapPeople(db, ballot.target === "PERSON" ? rows.map(({ subject }) => subject) : []);
  const units = await mapUnits(
    db,
    rows.map(({ unitId }) => unitId),
    today(),
  );
  return rows
    .flatMap(({ subject, unitId }): CandidateShown[] => {
      const unit = units.get(unitId);
      const person = people.get(subject);
      if (!unit || (ballot.target === "PERSON" && !person)) return [];
      return [
        {
          subject,
          name: person?.name ?? unit.name.zh,
          nameLatin: person?.nameLatin ?? unit.name.en,
          post: person?.post ?? null,
          unit: unit.name,
          unitCode: unit.code,
          barred: !ballot.own && subject === actor.personId,
        },
      ];
    })
    .sort((a, b) => (a.unitCode < b.unitCode ? -1 : a.unitCode > b.unitCode ? 1 : a.subject < b.subject ? -1 : 1));
}

/** One ballot: the choice for whoever may vote, the turnout for everybody, and the count for those who may read it. */
export async function loadBallot(code: string, no: string) {
  const { actor, campaign } = await requireVotes(code);
  const first = await findBallot(db, no);
  if (!first || first.campaignId !== campaign.id) notFound();
  const ballot = (await countDue([first])) ? ((await findBallot(db, no)) ?? first) : first;
  const standing = (await mapStanding(db, [ballot.id], actor.personId)).get(ballot.id);
  const view = shown(campaign, ballot, standing);
  const manages = may(actor, "ballots.manage", campaign) && !campaign.archived;
  const prepares = may(actor, "reviews.readUnpublished", campaign);
  const published = (await listPublishedReviews(db, campaign.id)).includes(ballot.reviewCode);
  const reads = view.state === "COUNTED" && (prepares || published);
  const candidates =
    view.standing === "MAY_VOTE" || reads ? await candidatesFor(ballot, actor) : ([] as CandidateShown[]);
  const known = new Map(candidates.map((candidate) => [candidate.subject, candidate]));
  return {
    ...view,
    openedBy: ballot.openedByName,
    openedAt: ballot.openedAt.toISOString(),
    candidates: view.standing === "MAY_VOTE" ? candidates : [],
    result: reads
      ? {
          rows: (ballot.ending?.count ?? []).flatMap(({ subject, votes }) => {
            const candidate = known.get(subject);
            return candidate ? [{ ...candidate, votes }] : [];
          }),
          seal: ballot.ending?.seal ?? "",
          /** The leading group decides who wins; until the review is published this is not for everybody. */
          published,
        }
      : null,
    ended: ballot.ending && {
      reason: ballot.ending.reason,
      by: ballot.ending.byName,
      at: ballot.ending.at.toISOString(),
    },
    mayCount: manages && (view.state === "DUE" || (view.state === "OPEN" && view.cast === view.entitled)),
    mayCancel: manages && (view.state === "OPEN" || view.state === "PLANNED" || view.state === "DUE"),
    manages,
  };
}

/** Votes of the campaigns that wait for the reader's own; those of all of them, whichever one is looked at. */
export async function ballotDuties(actor: Actor, campaigns: readonly CampaignForPage[]): Promise<BallotShown[]> {
  const open = campaigns.filter(
    ({ programme, planVersion, archived }) =>
      planVersion !== null && !archived && programme.awards.some(({ basis }) => basis.kind === "VOTE"),
  );
  if (open.length === 0 || actor.personId === null) return [];
  const ballots = (await readBallots(open.map(({ id }) => id))).filter(({ ending }) => ending === null);
  const standing = await mapStanding(
    db,
    ballots.map(({ id }) => id),
    actor.personId,
  );
  const byId = new Map(open.map((campaign) => [campaign.id, campaign]));
  return ballots
    .flatMap((ballot) => {
      const campaign = byId.get(ballot.campaignId);
      return campaign ? [shown(campaign, ballot, standing.get(ballot.id))] : [];
    })
    .filter((ballot) => ballot.standing === "MAY_VOTE");
}
