import "server-only";
import { listAwardDecisions, listPenaltyDecisions } from "@/lib/awards/data";
import { HUNDRED, points } from "@/lib/kernel/points";
import { listComments, listMinutes, listRecusals, listSignatures, type Reader } from "@/lib/reviews/data";
import type { ReviewLife } from "@/lib/reviews/types";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Decisions } from "../types";
import {
  appealsIn,
  disputesWithin,
  fallsFrom,
  nominationsFor,
  objectionsTo,
  repliesIn,
  reportsOf,
  setsApplied,
} from "./decided";

/** Steps, signatures, minutes and decisions under one result; whom they are about by id, who decided by name. */
export async function readDecisions(
  reader: Reader,
  { campaignId, review }: { readonly campaignId: string; readonly review: string },
  life: ReviewLife,
  resultId: string,
  programme: Programme,
): Promise<Decisions> {
  const signatures = await listSignatures(reader, resultId);
  const comments = await listComments(reader, life.id);
  const minutes = await listMinutes(reader, life.id);
  const recusals = await listRecusals(reader, life.id);
  const objections = await objectionsTo(reader, campaignId, review);
  const nominations = await nominationsFor(reader, campaignId, review, programme);
  const sets = await setsApplied(reader, campaignId, review);
  const disputes = await disputesWithin(reader, campaignId, review, programme);
  const appeals = await appealsIn(reader, campaignId, review, programme);
  const replies = await repliesIn(reader, campaignId, review, programme);
  const falls = await fallsFrom(reader, campaignId, review);
  const reports = await reportsOf(reader, campaignId, review);
  const awards = await listAwardDecisions(reader, [resultId]);
  const penalties = await listPenaltyDecisions(reader, [resultId]);
  const seats = new Map(programme.committee.map(({ code, name }) => [code, name]));
  return {
    steps: life.steps.map(({ state, reason, byName, at }) => ({ state, reason, by: byName, at: at.toISOString() })),
    signatures: signatures.map(({ seat, name, at }) => ({
      seat,
      seatName: seats.get(seat) ?? { zh: seat, en: seat },
      name,
      at: at.toISOString(),
    })),
    remarks: comments.map(({ unitId, text, byName, at }) => ({ unit: unitId, text, by: byName, at: at.toISOString() })),
    minutes: minutes.toReversed().map(({ seq, heldOn, place, present, others, said, resolved, byName, at }) => ({
      seq,
      heldOn,
      place,
      present: present.map(({ name, seats }) => ({ name, seats })),
      others,
      said,
      resolved,
      by: byName,
      at: at.toISOString(),
    })),
    recusals: recusals.map(({ name, subject, interest, at }) => ({ name, subject, interest, at: at.toISOString() })),
    objections: objections.map(({ no, subject, text, at, answer }) => ({
      no,
      subject,
      text,
      at: at.toISOString(),
      answer: answer && {
        outcome: answer.outcome,
        code: answer.reason,
        text: answer.text,
        by: answer.byName,
        at: answer.at.toISOString(),
      },
    })),
    disputes: disputes.map(({ no, unitId, reason, at, ruling }) => ({
      record: no,
      unit: unitId,
      text: reason,
      at: at.toISOString(),
      ruling: ruling && {
        outcome: ruling.outcome,
        code: ruling.code,
        text: ruling.text,
        lost: ruling.lost && points(ruling.lost.toFixed(2)).toFixed(2),
        by: ruling.byName,
        at: ruling.at.toISOString(),
      },
    })),
    appeals: appeals.flatMap(({ no, kind, itemNo, unitId, rounds }) =>
      rounds.map(({ round, statement, at, ruling }) => ({
        no,
        kind,
        // A penalty's decision has no number that anybody knows it by.
        record: kind === "PENALTY" ? null : itemNo,
        unit: unitId,
        round,
        text: statement,
        at: at.toISOString(),
        ruling: ruling && {
          outcome: ruling.outcome,
          code: ruling.reason,
          text: ruling.text,
          by: ruling.byName,
          at: ruling.at.toISOString(),
        },
      })),
    ),
    replies: replies.map(({ kind, itemNo, unitId, text, at }) => ({
      kind,
      record: kind === "PENALTY" ? null : itemNo,
      unit: unitId,
      text,
      at: at.toISOString(),
    })),
    corrections: sets.flatMap(({ no: set, changes }) =>
      changes.map(({ itemNo, remedy, ground, groundNo, reason, byName, at }) => ({
        set,
        record: itemNo || null,
        remedy,
        ground,
        groundNo: groundNo || null,
        reason,
        by: byName,
        at: at.toISOString(),
      })),
    ),
    nominations: nominations.map(({ no, awardCode, unitId, personId, reason, nominatedAt, screenings }) => ({
      no,
      award: awardCode,
      subject: personId ?? unitId,
      reason,
      at: nominatedAt.toISOString(),
      found: screenings.map((found) => ({
        passed: found.passed,
        reason: found.reason,
        by: found.byName,
        at: found.at.toISOString(),
      })),
    })),
    awards: awards.map((one) => ({
      award: one.awardCode,
      subject: one.subject,
      granted: one.granted,
      ...(one.leftOut && { leftOut: true as const }),
      ...(one.granted &&
        (one.rewardMinor != null || one.rewardWhat) && {
          reward: { amount: one.rewardMinor == null ? null : yuan(one.rewardMinor), what: one.rewardWhat ?? "" },
        }),
      reason: one.reason,
      by: one.decidedName,
      at: one.decidedAt.toISOString(),
    })),
    falls: falls.map(({ awardCode, subject, follower, cause, reason, byName, at }) => ({
      award: awardCode,
      subject,
      follower,
      cause,
      reason,
      by: byName,
      at: at.toISOString(),
    })),
    reports: reports.map(({ level, recipient, reference, on, listed, note, byName, at }) => ({
      level,
      recipient,
      number: reference,
      on,
      listed: listed.map(({ award, subject }) => ({ award, subject })),
      note,
      by: byName,
      at: at.toISOString(),
    })),
    penalties: penalties.map((one) => ({
      penalty: one.penaltyCode,
      subject: one.subject,
      person: one.personId,
      fact: one.factId || null,
      consequence: one.consequence || null,
      amount: one.amountMinor === null ? null : yuan(one.amountMinor),
      reason: one.reason,
      by: one.decidedName,
      ...(one.confirmedName && { confirmed: one.confirmedName }),
      at: one.decidedAt.toISOString(),
    })),
  };
}

function yuan(minor: number): string {
  return points(minor).div(HUNDRED).toFixed(2);
}

/** When anything about the review or its result was last said or decided: a dossier packed before that lacks it. */
export async function lastDecidedAt(
  reader: Reader,
  { campaignId, review }: { readonly campaignId: string; readonly review: string },
  life: ReviewLife,
  resultId: string,
  programme: Programme,
): Promise<Date | null> {
  const [
    disputes,
    appeals,
    replies,
    falls,
    reports,
    nominations,
    objections,
    signatures,
    comments,
    minutes,
    recusals,
    awards,
    penalties,
  ] = await Promise.all([
    disputesWithin(reader, campaignId, review, programme),
    appealsIn(reader, campaignId, review, programme),
    repliesIn(reader, campaignId, review, programme),
    fallsFrom(reader, campaignId, review),
    reportsOf(reader, campaignId, review),
    nominationsFor(reader, campaignId, review, programme),
    objectionsTo(reader, campaignId, review),
    listSignatures(reader, resultId),
    listComments(reader, life.id),
    listMinutes(reader, life.id),
    listRecusals(reader, life.id),
    listAwardDecisions(reader, [resultId]),
    listPenaltyDecisions(reader, [resultId]),
  ]);
  const moments = [
    ...[...life.steps, ...replies, ...falls, ...reports].map(({ at }) => at),
    ...disputes.flatMap(({ at, ruling }) => [at, ...(ruling ? [ruling.at] : [])]),
    ...appeals.flatMap(({ rounds }) => rounds.flatMap(({ at, ruling }) => [at, ...(ruling ? [ruling.at] : [])])),
    ...nominations.flatMap(({ nominatedAt, screenings }) => [nominatedAt, ...screenings.map(({ at }) => at)]),
    ...[...signatures, ...comments, ...minutes, ...recusals].map(({ at }) => at),
    ...objections.flatMap(({ at, answer }) => [at, ...(answer ? [answer.at] : [])]),
    ...[...awards, ...penalties].map(({ decidedAt }) => decidedAt),
  ];
  return moments.reduce<Date | null>((last, at) => (last === null || at > last ? at : last), null);
}
