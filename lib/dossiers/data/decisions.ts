import "server-only";
import { listAppeals, listObjections } from "@/lib/appeals/data/cases";
import { findItemById } from "@/lib/appeals/data/items";
import { listSets, type StoredSet } from "@/lib/appeals/data/sets";
import type { ItemKind } from "@/lib/appeals/types";
import { listAwardDecisions, listPenaltyDecisions } from "@/lib/awards/data";
import { HUNDRED, points } from "@/lib/kernel/points";
import { listComments, listMinutes, listRecusals, listSignatures, type Reader } from "@/lib/reviews/data";
import type { ReviewLife } from "@/lib/reviews/types";
import { reviewPeriod } from "@/lib/scoring/awards";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Decisions } from "../types";

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
  const appeals = await appealsIn(reader, campaignId, review, programme);
  const replies = await repliesIn(reader, campaignId, review, programme);
  const falls = await fallsFrom(reader, campaignId, review);
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
    awards: awards.map(({ awardCode, subject, granted, reason, decidedName, decidedAt }) => ({
      award: awardCode,
      subject,
      granted,
      reason,
      by: decidedName,
      at: decidedAt.toISOString(),
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
    penalties: penalties.map((one) => ({
      penalty: one.penaltyCode,
      subject: one.subject,
      person: one.personId,
      fact: one.factId || null,
      consequence: one.consequence || null,
      amount: one.amountMinor === null ? null : points(one.amountMinor).div(HUNDRED).toFixed(2),
      reason: one.reason,
      by: one.decidedName,
      at: one.decidedAt.toISOString(),
    })),
  };
}

/** Oldest first. */
async function objectionsTo(reader: Reader, campaignId: string, review: string) {
  const rows = await listObjections(reader, campaignId, review);
  return rows.toSorted((one, other) => one.at.getTime() - other.at.getTime() || (one.no < other.no ? -1 : 1));
}

/** Whether an item lies in the review's days; a penalty lies on its review's last. */
async function lieIn<T extends { readonly kind: string; readonly itemId: string }>(
  reader: Reader,
  campaignId: string,
  review: string,
  programme: Programme,
  rows: readonly T[],
): Promise<T[]> {
  const { from, to } = reviewPeriod(programme, review);
  const within: T[] = [];
  for (const row of rows) {
    const item = await findItemById(
      reader,
      { id: campaignId, plan: { programme } },
      row.kind as ItemKind,
      row.itemId,
      to,
    );
    if (item && item.day >= from && item.day <= to) within.push(row);
  }
  return within;
}

/** Oldest first. */
async function appealsIn(reader: Reader, campaignId: string, review: string, programme: Programme) {
  const rows = await listAppeals(reader, campaignId);
  return lieIn(reader, campaignId, review, programme, rows.toReversed());
}

/** What outlets said about items without an appeal, oldest first. */
async function repliesIn(reader: Reader, campaignId: string, review: string, programme: Programme) {
  const rows = await reader.outletReply.findMany({ where: { campaignId }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  return lieIn(reader, campaignId, review, programme, rows);
}

/** Winners who fell away, and who followed, oldest first. */
function fallsFrom(reader: Reader, campaignId: string, reviewCode: string) {
  return reader.awardFall.findMany({ where: { campaignId, reviewCode }, orderBy: [{ at: "asc" }, { id: "asc" }] });
}

/** Nominations for the review's awards with what was found about each, oldest first. */
function nominationsFor(reader: Reader, campaignId: string, review: string, programme: Programme) {
  const codes = programme.awards.flatMap((award) => (award.review === review ? [award.code] : []));
  return reader.nomination.findMany({
    where: { campaignId, awardCode: { in: codes } },
    orderBy: [{ nominatedAt: "asc" }, { no: "asc" }],
    include: { screenings: { orderBy: { seq: "asc" } } },
  });
}

/** Sets that gave this review a new result, oldest first. */
async function setsApplied(reader: Reader, campaignId: string, review: string): Promise<StoredSet[]> {
  const sets = await listSets(reader, campaignId);
  return sets
    .filter(({ state, results }) => state === "APPLIED" && results.some(({ reviewCode }) => reviewCode === review))
    .toReversed();
}

/** When anything about the review or its result was last said or decided: a dossier packed before that lacks it. */
export async function lastDecidedAt(
  reader: Reader,
  { campaignId, review }: { readonly campaignId: string; readonly review: string },
  life: ReviewLife,
  resultId: string,
  programme: Programme,
): Promise<Date | null> {
  const [appeals, replies, falls, nominations, objections, signatures, comments, minutes, recusals, awards, penalties] =
    await Promise.all([
      appealsIn(reader, campaignId, review, programme),
      repliesIn(reader, campaignId, review, programme),
      fallsFrom(reader, campaignId, review),
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
    ...[...life.steps, ...replies, ...falls].map(({ at }) => at),
    ...appeals.flatMap(({ rounds }) => rounds.flatMap(({ at, ruling }) => [at, ...(ruling ? [ruling.at] : [])])),
    ...nominations.flatMap(({ nominatedAt, screenings }) => [nominatedAt, ...screenings.map(({ at }) => at)]),
    ...[...signatures, ...comments, ...minutes, ...recusals].map(({ at }) => at),
    ...objections.flatMap(({ at, answer }) => [at, ...(answer ? [answer.at] : [])]),
    ...[...awards, ...penalties].map(({ decidedAt }) => decidedAt),
  ];
  return moments.reduce<Date | null>((last, at) => (last === null || at > last ? at : last), null);
}
