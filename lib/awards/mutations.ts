import "server-only";
import type { Context } from "@/lib/access/types";
import { listParticipants } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { findPersonOn, mapHeads } from "@/lib/people/data";
import { listForeignFiles } from "@/lib/platform/files/data";
import { nextNumber } from "@/lib/platform/numbers";
import { findResult, readComputed } from "@/lib/reviews/data";
import { holdReview, type Settle } from "@/lib/reviews/mutations";
import { mayTakePart } from "@/lib/reviews/recusal";
import { mapSubjects } from "@/lib/reviews/subjects";
import type { ComputedReview, ResultHead, ReviewSubject } from "@/lib/reviews/types";
import { kindOf } from "@/lib/scoring/programme/subjects";
import type { PenaltyProposal } from "@/lib/scoring/types";
import { findNominee, listAwardDecisions, listNominees, listPenaltyDecisions, listPenaltyMotions } from "./data";
import {
  awardChoices,
  decideConfirming,
  decideNomination,
  decideScreening,
  followsByRule,
  type Imposed,
  decideAward as judgeAward,
  decidePenalty as judgePenalty,
  motionFor,
  penaltyCases,
  waits,
} from "./rules";
import { grantsByRule } from "./rules/grants";
import { decideReward } from "./rules/rewards";
import type { ConfirmPenaltyInput, DecideAwardInput, DecidePenaltyInput, NominateInput, ScreenInput } from "./schema";
import { BY_RULE, type Nominee, type PenaltyMotion } from "./types";

/** Who may be named for an award: a person of an outlet, or the outlet as such; `path` is the outlet's, as of today. */
export interface NominationSubject {
  readonly path: string;
  readonly campaign: Campaign;
  readonly unitId: string;
  readonly personId: string | null;
}

export async function nominate(
  context: Context,
  input: NominateInput,
  subject: NominationSubject,
): Promise<Result<{ no: string }>> {
  const { tx, actor, now } = context;
  const { campaign, unitId, personId } = subject;
  const plan = campaign.plan;
  if (!plan) return refuse("AWARD_NOT_BY_NOMINATION", { field: "award" });
  const award = plan.programme.awards.find((candidate) => candidate.code === input.award);
  const review = plan.programme.reviews.find((candidate) => candidate.code === award?.review);
  if (!award || !review) return refuse("AWARD_NOT_BY_NOMINATION", { field: "award" });
  const takesPart = (await listParticipants(tx, campaign.id, context.today)).some(
    (participant) => participant.unitId === unitId,
  );
  if (!takesPart) return refuse("UNIT_NOT_TAKING_PART", { field: "nominee" });
  const life = await holdReview(tx, { path: campaign.path, campaign, plan, review });
  const where = { campaignId: campaign.id, awardCode: award.code };
  const decision = decideNomination(life.state, award, personId === null ? "UNIT" : "PERSON", {
    ofUnit: await tx.nomination.count({ where: { ...where, unitId } }),
    ofNominee: await tx.nomination.count({ where: { ...where, unitId, personId } }),
  });
  if (!decision.ok) return decision;
  const foreign = await listForeignFiles(tx, input.evidence ?? [], unitId);
  if (foreign.length > 0) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const [no = ""] = await nextNumber(tx, `N-${campaign.year}`);
  await tx.nomination.create({
    data: {
      ...where,
      no,
      unitId,
      personId,
      reason: input.reason,
      evidence: input.evidence ?? [],
      nominatedById: actor.accountId,
      nominatedAt: now,
    },
  });
  return accept({ no });
}

/** A nomination with the review in which its award is decided. */
export interface ScreeningSubject {
  readonly path: string;
  readonly at: ReviewSubject;
  readonly nominee: Nominee;
}

export async function screen(
  context: Context,
  input: ScreenInput,
  { at, nominee }: ScreeningSubject,
): Promise<Result<{ no: string }>> {
  const { tx, actor, now } = context;
  const life = await holdReview(tx, at);
  // Read again under the lock, so that of two at once the second sees the first.
  const held = await findNominee(tx, at.campaign.id, nominee.no);
  const result = await findResult(tx, life);
  const decisions = result ? await listAwardDecisions(tx, [result.id]) : [];
  const judged = decideScreening(life.state, held ?? nominee, {
    passed: input.verdict === "PASSED",
    decided: decisions.some(({ awardCode }) => awardCode === nominee.awardCode),
    own: nominee.nominatedById === actor.accountId || (actor.personId !== null && nominee.personId === actor.personId),
  });
  if (!judged.ok) return judged;
  const free = await mayTakePart(context, at, life.id, [nominee.personId, nominee.unitId]);
  if (!free.ok) return free;
  const foreign = await listForeignFiles(tx, input.evidence ?? [], nominee.unitId);
  if (foreign.length > 0) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  await tx.nominationScreening.create({
    data: {
      campaignId: at.campaign.id,
      nominationId: nominee.id,
      seq: judged.value.seq,
      passed: input.verdict === "PASSED",
      reason: input.reason,
      evidence: input.evidence ?? [],
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: nominee.no });
}

interface Standing {
  readonly result: ResultHead;
  readonly computed: ComputedReview & { programme: ReviewSubject["plan"]["programme"] };
}

async function standingOf(
  context: Context,
  subject: ReviewSubject,
  life: Parameters<typeof findResult>[1],
): Promise<Standing | null> {
  const result = await findResult(context.tx, life);
  return (
    result && { result, computed: await readComputed(context.tx, subject.campaign.code, subject.review.code, result) }
  );
}

/** The leading group chooses among equals or nominees; everybody else is recorded as not chosen, for the same reason. */
export async function decideAward(
  context: Context,
  input: DecideAwardInput,
  subject: ReviewSubject,
): Promise<Result<{ award: string }>> {
  const { tx, actor, now } = context;
  const life = await holdReview(tx, subject);
  const standing = await standingOf(context, subject, life);
  if (!standing) return refuse("NOT_DECIDABLE");
  const { result, computed } = standing;
  const decisions = await listAwardDecisions(tx, [result.id]);
  const nominees = await listNominees(tx, subject.campaign.id);
  const choices = awardChoices(
    computed.programme,
    computed.computation.awards,
    nominees,
    computed.input.facts,
    decisions,
  );
  const judged = judgeAward(
    life.state,
    choices.find((choice) => choice.award.code === input.award),
    input.chosen ?? [],
    input.short === "yes",
  );
  if (!judged.ok) return judged;
  const { granted, others } = judged.value;
  const award = computed.programme.awards.find(({ code }) => code === input.award);
  const wish = { amount: input.rewardAmount ?? null, what: input.rewardWhat ?? "" };
  const reward = award ? decideReward(award, granted.length, wish) : refuse("NOTHING_TO_DECIDE");
  if (!reward.ok) return reward;
  const free = await mayTakePart(
    context,
    subject,
    life.id,
    [...granted, ...others].flatMap((candidate) => [candidate.subject, candidate.unitId]),
  );
  if (!free.ok) return free;
  const on = dayOf(context, subject);
  const data = [];
  for (const candidate of [...granted, ...others]) {
    data.push({
      campaignId: subject.campaign.id,
      reviewCode: subject.review.code,
      resultId: result.id,
      awardCode: input.award,
      ...(await seatOf(context, subject, candidate.subject, on)),
      granted: granted.includes(candidate),
      ...(granted.includes(candidate) && reward.value),
      reason: input.reason,
      decidedById: actor.accountId,
      decidedName: actor.name,
      decidedAt: now,
    });
  }
  await tx.awardDecision.createMany({ data });
  return accept({ award: input.award });
}

/** The last day of the review, on which posts are looked up where no event says another. */
function dayOf(context: Context, subject: ReviewSubject): string {
  return subject.review.cutOffOn ?? context.today;
}

/** Where a winner is kept: a person, nominated or ranked, goes with the outlet of that day; a group with none. */
async function seatOf(
  { tx }: Context,
  { review, plan }: ReviewSubject,
  subject: string,
  on: string,
): Promise<{ subject: string; unitId: string | null; personId: string | null }> {
  if (kindOf(review) === "GROUP") return { subject, unitId: null, personId: null };
  const person = (await mapSubjects(tx, plan.programme, [subject], on)).get(subject);
  if (person?.kind !== "PERSON") return { subject, unitId: subject, personId: null };
  return { subject, unitId: (await findPersonOn(tx, subject, on))?.unitId ?? null, personId: subject };
}

/** What one member proposes about a penalty that the plan leaves open. It is decided when a second member confirms it. */
export async function decidePenalty(
  context: Context,
  input: DecidePenaltyInput,
  subject: ReviewSubject,
): Promise<Result<{ penalty: string; motion: string }>> {
  const { tx, actor, now } = context;
  const life = await holdReview(tx, subject);
  const standing = await standingOf(context, subject, life);
  if (!standing) return refuse("NOT_DECIDABLE");
  const { result, computed } = standing;
  const decisions = await listPenaltyDecisions(tx, [result.id]);
  const cases = penaltyCases(computed.programme, computed.computation.penalties, decisions);
  const wanted = cases.find(
    ({ proposal }) =>
      proposal.penalty === input.penalty &&
      proposal.subject === input.subject &&
      (proposal.fact?.id ?? "") === (input.fact ?? ""),
  );
  const judged = judgePenalty(life.state, wanted, { consequence: input.consequence, amount: input.amount ?? null });
  if (!judged.ok) return judged;
  if (!wanted) return refuse("NOTHING_TO_DECIDE");
  const { proposal } = wanted;
  const free = await mayTakePart(context, subject, life.id, [proposal.subject, proposal.person]);
  if (!free.ok) return free;
  const before = motionFor(await listPenaltyMotions(tx, result.id), proposal);
  const { id } = await tx.penaltyMotion.create({
    data: {
      campaignId: subject.campaign.id,
      reviewCode: subject.review.code,
      resultId: result.id,
      penaltyCode: proposal.penalty,
      subject: proposal.subject,
      factId: proposal.fact?.id ?? "",
      seq: (before?.seq ?? 0) + 1,
      consequence: input.consequence,
      amount: input.amount ?? "",
      reason: input.reason,
      byId: actor.accountId,
      byPersonId: actor.personId,
      byName: actor.name,
      at: now,
    },
    select: { id: true },
  });
  return accept({ penalty: input.penalty, motion: id });
}

/** The second member confirms what the first proposed, and so it is decided. */
export async function confirmPenalty(
  context: Context,
  input: ConfirmPenaltyInput,
  subject: ReviewSubject,
): Promise<Result<{ penalty: string; by: string }>> {
  const { tx, actor } = context;
  const life = await holdReview(tx, subject);
  const standing = await standingOf(context, subject, life);
  if (!standing) return refuse("NOT_DECIDABLE");
  const { result, computed } = standing;
  const motions = await listPenaltyMotions(tx, result.id);
  const asked = motions.find(({ id }) => id === input.motion) ?? null;
  const cases = penaltyCases(
    computed.programme,
    computed.computation.penalties,
    await listPenaltyDecisions(tx, [result.id]),
  );
  const wanted = cases.find(({ proposal }) => asked !== null && motionFor([asked], proposal) !== null);
  const confirmed = decideConfirming(asked, wanted ? motionFor(motions, wanted.proposal) : null, actor);
  if (!confirmed.ok) return confirmed;
  const motion = confirmed.value;
  const wish = { consequence: motion.consequence, amount: motion.amount === "" ? null : motion.amount };
  const judged = judgePenalty(life.state, wanted, wish);
  if (!judged.ok) return judged;
  if (!wanted) return refuse("NOTHING_TO_DECIDE");
  const free = await mayTakePart(context, subject, life.id, [wanted.proposal.subject, wanted.proposal.person]);
  if (!free.ok) return free;
  await impose(context, subject, result, computed, wanted.proposal, judged.value, motion.reason, motion);
  return accept({ penalty: motion.penaltyCode, by: actor.accountId });
}

/**
 * One row a consequence, on the person it falls upon, the head of the outlet being the one of the day of the event; a
 * single row without a consequence is a waiver, or a notice.
 */
async function impose(
  context: Context,
  subject: ReviewSubject,
  result: ResultHead,
  computed: ComputedReview,
  proposal: PenaltyProposal,
  imposed: readonly Imposed[],
  reason: string,
  /** What a first member proposed, which the actor confirms; absent: the plan decides. */
  motion: PenaltyMotion | null = null,
): Promise<void> {
  const { tx, actor, now } = context;
  const fact = computed.input.facts.find((candidate) => candidate.id === proposal.fact?.id);
  const on = fact?.on ?? dayOf(context, subject);
  const kind = kindOf(subject.review);
  const own = kind === "PERSON" ? await findPersonOn(tx, proposal.subject, on) : null;
  const unitId = kind === "UNIT" ? proposal.subject : (own?.unitId ?? null);
  const head = unitId === null ? null : ((await mapHeads(tx, [unitId], on)).get(unitId)?.id ?? null);
  const common = {
    campaignId: subject.campaign.id,
    reviewCode: subject.review.code,
    resultId: result.id,
    penaltyCode: proposal.penalty,
    subject: proposal.subject,
    factId: proposal.fact?.id ?? "",
    reason,
    decidedById: motion?.byId ?? actor.accountId,
    decidedName: motion?.byName ?? actor.name,
    decidedAt: now,
    ...(motion && { confirmedById: actor.accountId, confirmedName: actor.name }),
  };
  const fallsOn = ({ consequence }: Imposed) =>
    consequence.falls === "UNIT_HEAD"
      ? head
      : consequence.falls === "PERSON"
        ? (proposal.person ?? own?.id ?? null)
        : null;
  await tx.penaltyDecision.createMany({
    data:
      imposed.length === 0
        ? [{ ...common, personId: null, consequence: "", amountMinor: null }]
        : imposed.map((one) => ({
            ...common,
            personId: fallsOn(one),
            consequence: one.consequence.code,
            amountMinor: one.amountMinor,
          })),
  });
}

/** For publication: what is still open, and the decisions that the plan makes by itself. */
export const settleReview: Settle = async (context, subject, result, computed) => {
  const { tx, actor, now } = context;
  const { programme } = computed.input;
  const awards = await listAwardDecisions(tx, [result.id]);
  const penalties = await listPenaltyDecisions(tx, [result.id]);
  const nominees = await listNominees(tx, subject.campaign.id);
  const choices = awardChoices(programme, computed.computation.awards, nominees, computed.input.facts, awards);
  const cases = penaltyCases(programme, computed.computation.penalties, penalties);
  const undecided = choices.filter(waits).length + cases.filter((one) => one.choice && !one.decided).length;
  return {
    undecided,
    settle: async () => {
      const on = dayOf(context, subject);
      const won = [];
      for (const grant of grantsByRule(programme, computed.computation.awards, awards)) {
        won.push({
          campaignId: subject.campaign.id,
          reviewCode: subject.review.code,
          resultId: result.id,
          awardCode: grant.award,
          ...(await seatOf(context, subject, grant.subject, on)),
          granted: true,
          reason: BY_RULE,
          decidedById: actor.accountId,
          decidedName: actor.name,
          decidedAt: now,
        });
      }
      if (won.length > 0) await tx.awardDecision.createMany({ data: won });
      for (const one of cases) {
        const imposed = followsByRule(one);
        const noticed = one.proposal.notice === true && !one.decided;
        if (imposed.length > 0 || noticed)
          await impose(context, subject, result, computed, one.proposal, imposed, BY_RULE);
      }
    },
  };
};
