import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import { listAwardDecisions, readSeats, type SeatChange } from "@/lib/awards/data";
import { addDays, type Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { listResults, listStandings, readComputed } from "@/lib/reviews/data";
import { requireReview } from "@/lib/reviews/loaders/access";
import { isPublished, stepInto } from "@/lib/reviews/rules/life";
import { mapSubjects } from "@/lib/reviews/subjects";
import type { ResultHead, StoredStanding } from "@/lib/reviews/types";
import { listObjections } from "../data/cases";
import { mapSuperseded } from "../data/sets";
import { differences, type Line, type LineChanged } from "../rules/rescore";

export interface ObjectionShown {
  readonly no: string;
  readonly line: Text;
  /** Only for those who decide, and whose it is. */
  readonly text: string | null;
  /** Only for those who decide. */
  readonly byName: string | null;
  readonly own: boolean;
  readonly at: Date;
  readonly answer: {
    readonly outcome: "UPHELD" | "REJECTED";
    readonly code: string;
    readonly text: string;
    readonly at: Date;
  } | null;
  /** The reader may answer it. */
  readonly mayAnswer: boolean;
}

export interface NoticeView {
  /** Lines that can be objected to; empty where the reader cannot, or not any more. */
  readonly lines: readonly { readonly subject: string; readonly name: Text; readonly rank: number | null }[];
  readonly until: Day | null;
  readonly objections: readonly ObjectionShown[];
  readonly open: number;
  /** What differs from the result first put on notice; null where neither a correction nor a winner's leaving came since. */
  readonly changed: {
    readonly rows: readonly (LineChanged & { readonly name: Text })[];
    readonly sets: readonly string[];
    /** Winners who fell away since, and who follows; `taken` null: the seat stays empty. */
    readonly seats: readonly { readonly award: string; readonly name: Text; readonly taken: Text | null }[];
    readonly awards: ReadonlyMap<string, Text>;
  } | null;
  /** Earlier results, newest first. */
  readonly earlier: readonly EarlierResult[];
}

export interface EarlierResult {
  readonly seq: number;
  readonly at: Date;
  readonly seal: string;
  /** The set that took its place; null: its freeze was lifted. */
  readonly set: string | null;
}

/** The public notice of a review: objections, what changed since it began, and the results before the one that counts. */
export async function loadNotice(campaignCode: string, reviewCode: string): Promise<NoticeView | null> {
  const access = await requireReview(campaignCode, reviewCode);
  const { actor, subject, life, result, all } = access;
  if (!result || life.id === null) return null;
  const { campaign } = subject;
  const computed = await readComputed(db, campaign.code, reviewCode, result);
  const hidden = new Set(
    computed.computation.ranking.standings.flatMap((one) => (one.unlisted === undefined ? [] : [one.subject])),
  );
  const standings = await listStandings(db, result.id);
  const rows = await listObjections(db, campaign.id, reviewCode);
  const results = await listResults(db, life.id);
  const superseded = await mapSuperseded(
    db,
    results.map(({ id }) => id),
  );
  const wasPublished = (id: string) => ["NOTICE", "FINAL"].includes(superseded.get(id)?.state ?? "");
  const first = results.find(({ id }) => wasPublished(id)) ?? null;
  const published = isPublished(life.state);
  const seats = published ? await readSeats(db, campaign, reviewCode, result) : null;
  const left = (seats?.changes ?? []).filter(({ subject: one, taken }) => !hidden.has(one) && !hidden.has(taken ?? ""));
  const compared = first ?? (left.length > 0 ? result : null);
  const before = compared && published ? await linesOf(compared, hidden) : null;
  const ids = [
    ...standings.map((one) => one.subject),
    ...rows.map((one) => one.subject),
    ...(before ?? []).map((one) => one.subject),
    ...left.flatMap(({ subject: one, taken }) => [one, ...(taken === null ? [] : [taken])]),
  ];
  const known = await mapSubjects(db, computed.programme, ids, today());
  const nameOf = (id: string): Text => known.get(id)?.name ?? { zh: "—", en: "—" };
  const decides = may(actor, "objections.answer", subject);
  const notice = stepInto(life.steps, "NOTICE");
  const until = notice ? addDays(today("Asia/Shanghai", notice.at), subject.review.noticeDays ?? 0) : null;
  const running = life.state === "NOTICE" && until !== null && (subject.review.noticeDays === 0 || today() <= until);
  const after = before ? await linesOf(result, hidden, seats?.seated) : null;
  return {
    until: running ? until : null,
    lines:
      running && may(actor, "objections.file", subject)
        ? standings
            .filter((one) => !hidden.has(one.subject))
            .map((one) => ({ subject: one.subject, name: nameOf(one.subject), rank: one.rank }))
        : [],
    objections: rows
      .filter((row) => decides || all || !hidden.has(row.subject))
      .map((row): ObjectionShown => {
        const own = row.byId === actor.accountId;
        return {
          no: row.no,
          line: nameOf(row.subject),
          text: decides || own ? row.text : null,
          byName: decides ? row.byName : null,
          own,
          at: row.at,
          answer: row.answer && {
            outcome: row.answer.outcome === "UPHELD" ? "UPHELD" : "REJECTED",
            code: row.answer.reason,
            text: row.answer.text,
            at: row.answer.at,
          },
          mayAnswer: decides && !own && row.answer === null,
        };
      }),
    open: rows.filter(({ answer }) => answer === null).length,
    changed:
      before && after
        ? {
            rows: differences(before, after).map((row) => ({ ...row, name: nameOf(row.subject) })),
            seats: left.map(({ awardCode, subject: one, taken }: SeatChange) => ({
              award: awardCode,
              name: nameOf(one),
              taken: taken === null ? null : nameOf(taken),
            })),
            sets: results.flatMap(({ id }) => (wasPublished(id) ? [superseded.get(id)?.no ?? ""] : [])),
            awards: new Map(computed.programme.awards.map(({ code, name }) => [code, name])),
          }
        : null,
    earlier: results
      .filter(({ id }) => id !== result.id && (all || wasPublished(id)))
      .map(({ id, seq, computedAt, seal }) => ({ seq, at: computedAt, seal, set: superseded.get(id)?.no ?? null }))
      .reverse(),
  };
}

/** The lines of a result with its awards as they were decided, or as `seated` has them now. */
async function linesOf(
  result: ResultHead,
  hidden: ReadonlySet<string>,
  seated?: readonly { readonly awardCode: string; readonly subject: string }[],
): Promise<Line[]> {
  const standings = await listStandings(db, result.id);
  const awards = seated ?? (await listAwardDecisions(db, [result.id])).filter(({ granted }) => granted);
  return standings
    .filter(({ subject }) => !hidden.has(subject))
    .map(({ subject, rank, total }) => ({
      subject,
      rank,
      total,
      awards: awards.filter((award) => award.subject === subject).map(({ awardCode }) => awardCode),
    }));
}

export interface FormerResult {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly review: { readonly code: string; readonly name: Text };
  readonly head: ResultHead;
  readonly agrees: boolean;
  /** The set that took its place, and the result that came of it. */
  readonly set: string | null;
  readonly rows: readonly (Pick<StoredStanding, "subject" | "rank" | "total"> & {
    readonly name: Text;
    readonly awards: readonly Text[];
  })[];
}

/** An earlier result, as it was; before publication for those who prepare it, published ones for everybody. */
export async function loadFormerResult(campaignCode: string, reviewCode: string, seq: number): Promise<FormerResult> {
  const { subject, life, all } = await requireReview(campaignCode, reviewCode);
  const results = life.id === null ? [] : await listResults(db, life.id);
  const head = results.find((one) => one.seq === seq);
  if (!head) notFound();
  const superseded = (await mapSuperseded(db, [head.id])).get(head.id);
  if (!all && !["NOTICE", "FINAL"].includes(superseded?.state ?? "")) notFound();
  const computed = await readComputed(db, subject.campaign.code, reviewCode, head);
  const hidden = new Set(
    all
      ? []
      : computed.computation.ranking.standings.flatMap((one) => (one.unlisted === undefined ? [] : [one.subject])),
  );
  const lines = await linesOf(head, hidden);
  const known = await mapSubjects(
    db,
    computed.programme,
    lines.map((line) => line.subject),
    today(),
  );
  const awards = new Map(computed.programme.awards.map(({ code, name }) => [code, name]));
  return {
    campaign: { code: subject.campaign.code, name: subject.campaign.name },
    review: { code: subject.review.code, name: subject.review.name },
    head,
    agrees: computed.agrees,
    set: superseded?.no ?? null,
    rows: lines.map((line) => ({
      ...line,
      name: known.get(line.subject)?.name ?? { zh: "—", en: "—" },
      awards: line.awards.flatMap((code) => awards.get(code) ?? []),
    })),
  };
}
