import "server-only";
import { may } from "@/lib/access/policy";
import { points, text } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { mapHeads, mapPeople } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { computedFor, requireReview } from "@/lib/reviews/loaders/access";
import { isPublished } from "@/lib/reviews/rules/life";
import { type PrizeWon, prizesOf } from "@/lib/scoring/awards/prizes";
import { findNode } from "@/lib/scoring/explain/find";
import type { AwardPlan, ConsequencePlan, PenaltyPlan, Prize } from "@/lib/scoring/programme/schema";
import { kindOf } from "@/lib/scoring/programme/subjects";
import type { AwardProposal, Say, ScoreSheet } from "@/lib/scoring/types";
import {
  listAwardDecisions,
  listNominees,
  listPenaltyDecisions,
  listPenaltyMotions,
  readSeats,
  type SubjectShown,
  subjectsShown,
} from "../data";
import { awardChoices, decideConfirming, motionFor, penaltyCases, waits } from "../rules";
import type { Fine } from "../rules/fines";
import { openPrize, withReward } from "../rules/rewards";
import { BY_RULE, type PenaltyMotion, type PersonName, type Screening, type StoredAward } from "../types";

export interface AwardOnTable {
  readonly plan: AwardPlan;
  readonly quota: AwardProposal["quota"];
  readonly winners: readonly (SubjectShown & {
    readonly key: string;
    readonly value: string;
    readonly place: number;
    readonly because: Say;
    readonly details: readonly Say[];
    /** How often it was won. */
    readonly times: number;
    /** Money that comes to this winner. */
    readonly money: readonly PrizeWon[];
  })[];
  /** Ready to follow when a winner falls away, best first. */
  readonly reserves: readonly (SubjectShown & { readonly key: string; readonly value: string })[];
  /** Why the others did not win, nearest first; at most so many as a page shows. */
  readonly whyNot: readonly (SubjectShown & {
    readonly key: string;
    readonly because: Say;
    readonly details: readonly Say[];
  })[];
  readonly others: number;
  /** The best of those who did not win by rule, and how far it was from the last winner. */
  readonly nearest: { readonly unit: Text; readonly value: string; readonly difference: string } | null;
  readonly choice: {
    readonly kind: "CONTESTED" | "NOMINATION";
    readonly seats: { readonly min: number; readonly max: number };
    readonly decided: boolean;
    readonly open: boolean;
    /** Nominations that the office has to screen first. */
    readonly unscreened: number;
    /** A dearer award that must be decided first. */
    readonly dearerFirst: Text | null;
    readonly candidates: readonly {
      readonly key: string;
      readonly unit: Text;
      readonly person: PersonName | null;
      readonly bar: Say | null;
      readonly no: string | null;
      /** Why somebody was nominated, and what the office found. */
      readonly nomination: { readonly reason: string; readonly screening: Screening | null } | null;
      /** What this candidate would get, where the plan computes it. */
      readonly money: readonly PrizeWon[];
      readonly granted: boolean | null;
    }[];
    readonly reason: string | null;
    /** The prize that the plan leaves to the leading group, and how it was named; null where nothing is open. */
    readonly openPrize: Prize | null;
    readonly reward: PrizeWon | null;
  } | null;
}

export interface PenaltyOnTable {
  readonly plan: PenaltyPlan;
  readonly subject: string;
  readonly unit: Text;
  readonly code: string;
  readonly head: PersonName | null;
  readonly person: PersonName | null;
  readonly because: Say;
  readonly details: readonly Say[];
  readonly factId: string;
  /** Before the grace date: nothing follows. */
  readonly notice: boolean;
  readonly repeated: Say | null;
  /** Cheaper penalties that this one takes the place of. */
  readonly insteadOf: readonly Text[];
  /** What can follow here. */
  readonly consequences: readonly ConsequencePlan[];
  readonly fines: readonly Fine[];
  readonly choice: boolean;
  readonly decided: readonly {
    readonly consequence: ConsequencePlan | null;
    readonly amountMinor: number | null;
    readonly reason: string;
    readonly decidedName: string;
    /** The second member; empty where the plan decided. */
    readonly confirmedName: string;
  }[];
  /** What one member proposed and a second one has to confirm; null where nothing waits. */
  readonly motion: {
    readonly id: string;
    /** What would follow; empty: it would be waived. */
    readonly consequences: readonly ConsequencePlan[];
    /** Yuan, for a fine. */
    readonly amount: string | null;
    readonly reason: string;
    readonly byName: string;
    readonly at: Date;
    /** The reader proposed it, and cannot confirm it. */
    readonly own: boolean;
  } | null;
}

export interface SettlingView {
  readonly awards: readonly AwardOnTable[];
  readonly penalties: readonly PenaltyOnTable[];
  /** Choices that publication waits for. */
  readonly waiting: number;
  readonly may: { readonly awards: boolean; readonly penalties: boolean };
}

const SHOWN_REASONS = 30;

/** Proposed and decided awards and penalties of a review, for those who prepare it; null for everybody else. */
export async function loadSettling(campaignCode: string, reviewCode: string): Promise<SettlingView | null> {
  const access = await requireReview(campaignCode, reviewCode);
  if (!access.all) return null;
  const { computation, programme, input } = await computedFor(campaignCode, reviewCode);
  const { subject, result, actor } = access;
  const day = today();
  const ids = computation.ranking.standings.map((standing) => standing.subject);
  const nominees = await listNominees(db, subject.campaign.id);
  const shown = await subjectsShown(db, programme, [...ids, ...nominees.map(({ unitId }) => unitId)], day);
  const then = subject.review.cutOffOn && subject.review.cutOffOn < day ? subject.review.cutOffOn : day;
  const heads = kindOf(subject.review) === "UNIT" ? await mapHeads(db, ids, then) : new Map<string, PersonAt>();
  const decisions = result ? await listAwardDecisions(db, [result.id]) : [];
  const punished = result ? await listPenaltyDecisions(db, [result.id]) : [];
  const choices = awardChoices(programme, computation.awards, nominees, input.facts, decisions);
  const cases = penaltyCases(programme, computation.penalties, punished);
  const people = await mapPeople(db, [
    ...nominees.flatMap((nominee) => nominee.personId ?? []),
    ...cases.flatMap(({ proposal }) => proposal.person ?? []),
  ]);
  const person = (id: string | null): PersonName | null => {
    const found = id === null ? undefined : people.get(id);
    return found ? { name: found.name, nameLatin: found.nameLatin } : null;
  };

  const nominationOf = (no: string | null) => {
    const named = no === null ? undefined : nominees.find((nominee) => nominee.no === no);
    return named ? { reason: named.reason, screening: named.screenings[0] ?? null } : null;
  };
  const awards = computation.awards.flatMap((proposal): AwardOnTable[] => {
    const plan = programme.awards.find((award) => award.code === proposal.award);
    if (!plan) return [];
    const choice = choices.find((candidate) => candidate.award.code === plan.code);
    const made = decisions.filter((decision) => decision.awardCode === plan.code && decision.reason !== BY_RULE);
    return [
      {
        plan,
        quota: proposal.quota,
        winners: proposal.winners.map(({ subject: id, value, place, because, details = [], times = 1 }) => ({
          ...shown(id),
          key: id,
          value,
          place,
          because,
          details,
          times,
          money: moneyOf(plan, proposal, id),
        })),
        reserves: (proposal.reserves ?? []).map(({ subject: id, value }) => ({ ...shown(id), key: id, value })),
        whyNot: proposal.whyNot.slice(0, SHOWN_REASONS).map(({ subject: id, because, details = [] }) => ({
          ...shown(id),
          key: id,
          because,
          details,
        })),
        others: proposal.whyNot.length,
        nearest: nearestLoser(proposal, plan, computation.sheets, (id) => shown(id).unit),
        choice: choice
          ? {
              kind: choice.kind,
              seats: choice.seats,
              decided: choice.decided,
              open: waits(choice),
              unscreened: choice.unscreened,
              dearerFirst: programme.awards.find((award) => award.code === choice.dearerFirst)?.name ?? null,
              candidates: choice.candidates.map((candidate) => ({
                key: candidate.subject,
                unit: shown(candidate.unitId ?? candidate.subject).unit,
                person: shown(candidate.subject).person ?? person(candidate.subject),
                money: choice.kind === "CONTESTED" ? moneyOf(plan, proposal, candidate.subject) : [],
                bar: candidate.bar,
                no: candidate.no,
                nomination: nominationOf(candidate.no),
                granted: made.find((decision) => decision.subject === candidate.subject)?.granted ?? null,
              })),
              reason: made[0]?.reason ?? null,
              openPrize: plan.prizes[openPrize(plan) ?? -1] ?? null,
              reward: rewardMade(plan, proposal, made),
            }
          : null,
      },
    ];
  });

  const motions = result ? await listPenaltyMotions(db, result.id) : [];
  const motionShown = (
    motion: PenaltyMotion | null,
    consequences: readonly ConsequencePlan[],
  ): PenaltyOnTable["motion"] =>
    motion && {
      id: motion.id,
      consequences: consequences.filter(({ code }) => motion.consequence === "ALL" || motion.consequence === code),
      amount: motion.amount || null,
      reason: motion.reason,
      byName: motion.byName,
      at: motion.at,
      own: !decideConfirming(motion, motion, actor).ok,
    };
  const penalties = cases.map(({ plan, proposal, consequences, fines, choice, decided }): PenaltyOnTable => {
    const head = heads.get(proposal.subject);
    const own = shown(proposal.subject);
    return {
      plan,
      subject: proposal.subject,
      unit: own.unit,
      code: own.code,
      head: head ? { name: head.name, nameLatin: head.nameLatin } : null,
      person: own.person ?? person(proposal.person),
      because: proposal.because,
      details: proposal.details ?? [],
      factId: proposal.fact?.id ?? "",
      notice: proposal.notice === true,
      repeated: proposal.repeated ?? null,
      insteadOf: (proposal.insteadOf ?? []).flatMap(
        (code) => programme.penalties.find((penalty) => penalty.code === code)?.name ?? [],
      ),
      consequences,
      fines,
      choice,
      decided: punished
        .filter(
          (row) =>
            row.penaltyCode === plan.code &&
            row.subject === proposal.subject &&
            row.factId === (proposal.fact?.id ?? ""),
        )
        .map((row) => ({
          consequence: plan.consequences.find((consequence) => consequence.code === row.consequence) ?? null,
          amountMinor: row.amountMinor,
          reason: row.reason,
          decidedName: row.decidedName,
          confirmedName: row.confirmedName ?? "",
        })),
      motion: decided ? null : motionShown(motionFor(motions, proposal), consequences),
    };
  });

  return {
    awards,
    penalties,
    waiting: choices.filter(waits).length + cases.filter((one) => one.choice && !one.decided).length,
    may: { awards: may(actor, "awards.decide", subject), penalties: may(actor, "penalties.decide", subject) },
  };
}

/** The open prize as the leading group named it with its decision; null while it has not. */
function rewardMade(plan: AwardPlan, proposal: AwardProposal, made: readonly StoredAward[]): PrizeWon | null {
  const winner = made.find(({ granted, rewardMinor, rewardWhat }) => granted && (rewardMinor != null || rewardWhat));
  const at = openPrize(plan);
  if (!winner || at === null) return null;
  return withReward(plan, prizesOf(plan, proposal, winner.subject), winner)[at] ?? null;
}

/** Money is shown where the plan computes it for this winner; fixed prizes stand in the plan. */
function moneyOf(plan: AwardPlan, proposal: AwardProposal, subject: string): readonly PrizeWon[] {
  const differs = plan.basis.kind === "STREAK" || plan.prizes.some((prize) => prize.by || prize.places);
  return differs ? prizesOf(plan, proposal, subject).filter(({ prize }) => prize.kind === "MONEY") : [];
}

function nearestLoser(
  proposal: AwardProposal,
  plan: AwardPlan,
  sheets: readonly ScoreSheet[],
  nameOf: (id: string) => Text,
): AwardOnTable["nearest"] {
  const last = proposal.winners.at(-1);
  if (plan.basis.kind !== "RANK" || !last || proposal.contested) return null;
  const { node } = plan.basis;
  const placed = proposal.whyNot
    .filter(({ because }) => because.code === "awardPlacedBelow")
    .flatMap(({ subject }) => {
      const sheet = sheets.find((candidate) => candidate.subject === subject);
      const value = !sheet
        ? null
        : sheet.root.code === node
          ? sheet.total
          : (findNode(sheet.root, node)?.value ?? null);
      return value === null ? [] : [{ subject, value: points(value) }];
    })
    .sort((a, b) => b.value.comparedTo(a.value));
  const best = placed[0];
  return best
    ? { unit: nameOf(best.subject), value: text(best.value), difference: text(points(last.value).minus(best.value)) }
    : null;
}

/** Names of the awards each subject has, for the remarks of a ranking; of published reviews, everybody may read them. */
export async function loadAwardRemarks(campaignCode: string, reviewCode: string): Promise<Map<string, Text[]>> {
  const { subject, result, life, all } = await requireReview(campaignCode, reviewCode);
  const remarks = new Map<string, Text[]>();
  const add = (id: string, name: Text) => remarks.set(id, [...(remarks.get(id) ?? []), name]);
  const names = new Map(subject.plan.programme.awards.map((award) => [award.code, award]));
  if (result && isPublished(life.state)) {
    const { seated } = await readSeats(db, subject.campaign, reviewCode, result);
    for (const { awardCode, subject: holder } of seated) {
      const award = names.get(awardCode);
      if (award) add(holder, award.name);
    }
  } else if (all) {
    for (const proposal of (await computedFor(campaignCode, reviewCode)).computation.awards) {
      const award = names.get(proposal.award);
      if (award) for (const winner of proposal.winners) add(winner.subject, award.name);
    }
  }
  return remarks;
}
