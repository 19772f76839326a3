import { aboutOf } from "@/lib/awards/rules/about";
import type { Text } from "@/lib/kernel/text";
import type {
  CampaignTold,
  Ear,
  LetterTold,
  Named,
  Notice,
  NoticeKind,
  NoticeValues,
  PenaltyTold,
  ReviewTold,
} from "../types";

const later = (one: Date, other: Date): Date => (one > other ? one : other);
const named = (code: string): Text => ({ zh: code, en: code });

/** Since when a result that was ever public has been so: publication, or its own making while the review was public. */
export function publicSince(
  steps: readonly { readonly state: string; readonly at: Date }[],
  result: { readonly computedAt: Date },
): Date {
  const first = steps.find(({ state }) => state === "NOTICE" || state === "FINAL");
  return first ? later(first.at, result.computedAt) : result.computedAt;
}

/**
 * Whom of the reader's a row is about, and on whose statement it stands: the reader's own before that of a unit, which has
 * what is about the unit, its people, and what was won there.
 */
function mine(ear: Ear, subject: string, personId: string | null, unitId: string | null) {
  const { person } = ear;
  if (person && [subject, personId].includes(person.id)) return { who: person, of: person };
  const hired = ear.people.get(subject);
  const unit = ear.units.get(subject) ?? ear.units.get(unitId ?? "") ?? ear.units.get(hired?.unitId ?? "");
  return unit ? { who: ear.units.get(subject) ?? hired ?? unit, of: unit } : null;
}

/** Whose statement it is on; a head's that of the outlet, with its people. */
const statementOf = (of: Named) => `/statements/${encodeURIComponent(of.code)}`;

/** What one campaign has to tell the reader, of what is public and of what concerns nobody else. */
export function noticesOf(told: CampaignTold, ear: Ear): Notice[] {
  return [
    ...planNotices(told, ear),
    ...told.reviews.flatMap((review) => [
      ...stepNotices(told, review, ear),
      ...correctionNotices(told, review, ear),
      ...awardNotices(told, review, ear),
      ...fallNotices(told, review, ear),
      ...penaltyNotices(told, review, ear),
    ]),
    ...told.rulings.map(
      ({ id, no, outcome, at }): Notice => ({
        key: `ruling.${id}`,
        kind: "APPEAL_RULED",
        campaignId: told.id,
        at,
        path: `/appeals/${encodeURIComponent(no)}`,
        values: { no, outcome },
      }),
    ),
    ...told.answers.flatMap(({ id, no, reviewCode, outcome, at }): Notice[] => {
      const review = told.reviews.find(({ code }) => code === reviewCode);
      if (!review) return [];
      const values = { no, outcome, review: review.name };
      return [
        { key: `answer.${id}`, kind: "OBJECTION_ANSWERED", campaignId: told.id, at, path: roomOf(review), values },
      ];
    }),
  ];
}

const roomOf = ({ code }: ReviewTold) => `/reviews/${encodeURIComponent(code)}`;

/** Nobody is told what they did themselves. */
function planNotices({ id: campaignId, plans }: CampaignTold, ear: Ear): Notice[] {
  return plans
    .filter(({ publishedById }) => publishedById !== ear.accountId)
    .map(({ id, version, publishedAt }) => ({
      key: `plan.${id}`,
      kind: version === 1 ? "PLAN_PUBLISHED" : "PLAN_REVISED",
      campaignId,
      at: publishedAt,
      path: "/setup/basics",
      values: { version },
    }));
}

function stepNotices({ id: campaignId }: CampaignTold, review: ReviewTold, ear: Ear): Notice[] {
  return review.steps
    .filter(({ byId }) => byId !== ear.accountId)
    .map(({ id, state, at }) => ({
      key: `review.${id}`,
      kind: state === "NOTICE" ? "REVIEW_NOTICE" : "REVIEW_FINAL",
      campaignId,
      at,
      path: roomOf(review),
      values: { review: review.name },
    }));
}

/** One's own line was different in the published result before. */
function correctionNotices(told: CampaignTold, review: ReviewTold, ear: Ear): Notice[] {
  const lineOf = (resultId: string, subject: string) =>
    told.standings.find((one) => one.resultId === resultId && one.subject === subject) ?? null;
  const own = [...ear.units.values(), ...(ear.person ? [ear.person] : [])];
  return review.published.flatMap(({ id, since }, at) => {
    const former = review.published[at - 1];
    if (!former) return [];
    return own.flatMap((one): Notice[] => {
      const [before, after] = [lineOf(former.id, one.id), lineOf(id, one.id)];
      if (before?.rank === after?.rank && before?.total === after?.total) return [];
      return [
        {
          key: `correction.${id}.${one.id}`,
          kind: "RESULT_CORRECTED",
          campaignId: told.id,
          at: since,
          path: `${roomOf(review)}/why/${encodeURIComponent(one.code)}`,
          values: {
            review: review.name,
            subject: one.name,
            rankBefore: before?.rank ?? 0,
            rankAfter: after?.rank ?? 0,
            totalBefore: before?.total ?? "",
            totalAfter: after?.total ?? "",
          },
        },
      ];
    });
  });
}

/** Rows that say the same thing under one result after another, oldest first. */
function lines<Row extends { readonly resultId: string }>(
  review: ReviewTold,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): (readonly [Row, ...Row[]])[] {
  const order = new Map(review.published.map(({ id }, at) => [id, at]));
  const known = new Map<string, [Row, ...Row[]]>();
  const inOrder = rows
    .filter(({ resultId }) => order.has(resultId))
    .sort((a, b) => (order.get(a.resultId) ?? 0) - (order.get(b.resultId) ?? 0));
  for (const row of inOrder) {
    const line = known.get(keyOf(row));
    if (line) line.push(row);
    else known.set(keyOf(row), [row]);
  }
  return [...known.values()];
}

/**
 * When what was once decided is no more: only a final review says so, because until then the leading group may still
 * decide it again under the newest result.
 */
function goneAt(review: ReviewTold, last: { readonly resultId: string }): Date | null {
  const newest = review.published.at(-1);
  if (review.state !== "FINAL" || !newest || newest.id === last.resultId) return null;
  return review.steps.findLast(({ state }) => state === "FINAL")?.at ?? null;
}

function sinceOf(review: ReviewTold, resultId: string): Date | null {
  return review.published.find(({ id }) => id === resultId)?.since ?? null;
}

function awardNotices(told: CampaignTold, review: ReviewTold, ear: Ear): Notice[] {
  const fell = new Set(
    told.falls
      .filter(({ reviewCode }) => reviewCode === review.code)
      .map(({ awardCode, subject }) => JSON.stringify([awardCode, subject])),
  );
  const keyOf = ({ awardCode, subject }: { awardCode: string; subject: string }) =>
    JSON.stringify([awardCode, subject]);
  return lines(review, told.granted, keyOf).flatMap((line): Notice[] => {
    const [first] = line;
    const last = line.at(-1) ?? first;
    const about = mine(ear, first.subject, first.personId, first.unitId);
    const since = sinceOf(review, first.resultId);
    if (!about || !since) return [];
    const award = told.awards.get(first.awardCode) ?? named(first.awardCode);
    const base = {
      campaignId: told.id,
      path: statementOf(about.of),
      values: { review: review.name, award, subject: about.who.name },
    };
    const gone = fell.has(keyOf(first)) ? null : goneAt(review, last);
    return [
      { ...base, key: `award.${first.id}`, kind: "AWARD_WON", at: later(since, first.decidedAt) },
      ...(gone ? [{ ...base, key: `award-gone.${last.id}`, kind: "AWARD_GONE" as const, at: gone }] : []),
    ];
  });
}

function fallNotices(told: CampaignTold, review: ReviewTold, ear: Ear): Notice[] {
  return told.falls
    .filter(({ reviewCode }) => reviewCode === review.code)
    .flatMap(({ id, awardCode, subject, follower, at }): Notice[] => {
      const award = told.awards.get(awardCode) ?? named(awardCode);
      const tell = (kind: NoticeKind, key: string, whom: string | null): Notice[] => {
        const about = whom === null ? null : mine(ear, whom, null, null);
        if (!about) return [];
        const values: NoticeValues = { review: review.name, award, subject: about.who.name };
        return [{ key: `${key}.${id}`, kind, campaignId: told.id, at, path: statementOf(about.of), values }];
      };
      return [...tell("AWARD_FELL", "fall", subject), ...tell("AWARD_FOLLOWED", "follow", follower)];
    });
}

/** A penalty is told when it is made known, not when it is decided. */
function penaltyNotices(told: CampaignTold, review: ReviewTold, ear: Ear): Notice[] {
  const rows = told.penalised.filter(({ reviewCode }) => reviewCode === review.code);
  return lines(review, rows, aboutOf).flatMap((line): Notice[] => {
    const [first] = line;
    const last: PenaltyTold = line.at(-1) ?? first;
    const about = mine(ear, first.subject, first.personId, null);
    const notified = told.notified.filter(({ decisionId }) => line.some(({ id }) => id === decisionId));
    if (!about || notified.length === 0) return [];
    const penalty = told.penalties.get(first.penaltyCode) ?? named(first.penaltyCode);
    const base = { campaignId: told.id, path: statementOf(about.of) };
    const values = { review: review.name, penalty, subject: about.who.name };
    const gone = goneAt(review, last);
    return [
      ...notified.map(
        ({ id, dueOn, at }): Notice => ({
          ...base,
          key: `penalty.${id}`,
          kind: "PENALTY_NOTIFIED",
          at,
          values: { ...values, until: dueOn ?? "" },
        }),
      ),
      ...(gone ? [{ ...base, key: `penalty-gone.${last.id}`, kind: "PENALTY_GONE" as const, at: gone, values }] : []),
    ];
  });
}

/** A letter is its own notice; once it is withdrawn, that is another, to be read again. */
export function letterNotice({ id, campaignId, no, title, dueOn, at, withdrawnAt }: LetterTold): Notice {
  return withdrawnAt
    ? { key: `withdrawn.${id}`, kind: "LETTER_WITHDRAWN", campaignId, at: withdrawnAt, path: "", values: { no, title } }
    : { key: `letter.${id}`, kind: "LETTER", campaignId, at, path: "", values: { no, title, due: dueOn ?? "" } };
}

/** What is not read comes first, then the newest. */
export function unreadFirst<N extends Notice & { readonly read: boolean }>(notices: readonly N[]): N[] {
  return [...notices].sort(
    (a, b) => Number(a.read) - Number(b.read) || b.at.getTime() - a.at.getTime() || (a.key < b.key ? -1 : 1),
  );
}
