import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import type { Text } from "@/lib/kernel/text";
import { db } from "@/lib/platform/db";
import { findArchive } from "../data";
import { minorOf } from "../rules/claims";
import { reconcile, total } from "../rules/ledger";
import { nextInLine, prizesFor } from "../rules/winners";
import type { AwardFall, FallCause, Holder, SubjectName } from "../types";
import { type BookAtHand, namesIn, openBook } from "./book";

export interface FallsView {
  readonly campaign: string;
  readonly fallen: readonly {
    readonly key: string;
    readonly award: Text;
    readonly review: Text;
    readonly who: SubjectName;
    readonly cause: FallCause;
    readonly reason: string;
    readonly follower: SubjectName | null;
    readonly byName: string;
    readonly at: Date;
  }[];
  /** What changed since the decisions that count were made, in order; `minor`: by how much money what is owed rises. */
  readonly changes: readonly AwardChange[];
  /** Of the award ledger and the decisions; zero unless something is wrong. */
  readonly difference: number;
  /** Winners who can fall away, for those who decide it. */
  readonly holders: readonly {
    readonly key: string;
    readonly review: string;
    readonly award: { readonly code: string; readonly name: Text };
    readonly subject: string;
    readonly who: SubjectName;
    /** A prize was handed over; it is taken back first. */
    readonly given: boolean;
    readonly next: readonly { readonly subject: string; readonly who: SubjectName }[];
  }[];
}

export interface AwardChange {
  readonly key: string;
  readonly kind: "FELL" | "FOLLOWS" | "SUPERSEDED";
  readonly review: { readonly code: string; readonly name: Text };
  readonly award: { readonly code: string; readonly name: Text };
  readonly who: SubjectName;
  readonly after: SubjectName | null;
  readonly minor: number;
}

interface SeatChange extends Pick<Holder, "reviewCode" | "awardCode" | "subject" | "unitId" | "personId" | "after"> {
  readonly kind: AwardChange["kind"];
  readonly minor: number;
}

const NOT_KNOWN = { unitId: null, personId: null } as const;

/** Falls and followers in order, seat by seat, and awards that the newest result does not know any more. */
function changesOf({ source, book }: BookAtHand): SeatChange[] {
  const places = new Map<string, number | null>();
  const keyOf = (review: string, award: string, subject: string) => JSON.stringify([review, award, subject]);
  const money = (fall: AwardFall, subject: string, after: string | null, place: number | null): number => {
    const review = source.reviews.find(({ code }) => code === fall.reviewCode);
    const computed = review?.computed.get(review.current);
    const plan = computed?.programme.awards.find(({ code }) => code === fall.awardCode);
    const proposal = computed?.awards.find(({ award }) => award === fall.awardCode);
    if (!plan) return 0;
    const seat = { ...fall, ...NOT_KNOWN, subject, after, place, at: fall.at };
    return total(
      prizesFor(plan, proposal, seat).map(({ prize, amount }) =>
        prize.kind === "MONEY" && amount !== null ? minorOf(amount) : 0,
      ),
    );
  };
  const followed = new Map<string, string>();
  const changes = book.falls.flatMap((fall, at): SeatChange[] => {
    const { reviewCode, awardCode, subject, follower } = fall;
    const key = keyOf(reviewCode, awardCode, subject);
    const review = source.reviews.find(({ code }) => code === reviewCode);
    const proposal = review?.computed.get(review.current)?.awards.find(({ award }) => award === awardCode);
    const place = places.has(key)
      ? (places.get(key) ?? null)
      : (proposal?.winners.find((one) => one.subject === subject)?.place ?? null);
    const fell: SeatChange = {
      ...{ kind: "FELL", reviewCode, awardCode, subject, ...NOT_KNOWN, after: null },
      minor: -money(fall, subject, followed.get(key) ?? null, place),
    };
    const seated =
      follower !== null &&
      (book.holders.some(
        (one) => one.reviewCode === reviewCode && one.awardCode === awardCode && one.after === subject,
      ) ||
        book.falls
          .slice(at + 1)
          .some(
            (later) => later.reviewCode === reviewCode && later.awardCode === awardCode && later.subject === follower,
          ));
    if (!seated) return [fell];
    places.set(keyOf(reviewCode, awardCode, follower), place);
    followed.set(keyOf(reviewCode, awardCode, follower), subject);
    const { unitId, personId } = fall;
    return [
      fell,
      {
        ...{ kind: "FOLLOWS", reviewCode, awardCode, subject: follower, unitId, personId, after: subject },
        minor: money(fall, follower, subject, place),
      },
    ];
  });
  const superseded = new Map(
    book.claims
      .filter(({ gone }) => gone === "SUPERSEDED")
      .map((claim) => [keyOf(claim.reviewCode, claim.awardCode, claim.subject), claim]),
  );
  return [
    ...changes,
    ...[...superseded.values()].map(
      ({ reviewCode, awardCode, subject, unitId, personId }): SeatChange => ({
        ...{ kind: "SUPERSEDED", reviewCode, awardCode, subject, unitId, personId, after: null },
        minor: 0,
      }),
    ),
  ];
}

/** Who fell away after publication and who followed; beside the award ledger, for its readers. */
export async function loadFalls(code: string): Promise<FallsView> {
  const at = await openBook(code);
  const { actor, campaign, book, source } = at;
  if (!may(actor, "awards.tally", campaign)) notFound();
  const decides = may(actor, "awards.decide", campaign) && (await findArchive(db, campaign.id)) === null;
  const lines = book.holders.map((holder) => {
    const review = source.reviews.find((one) => one.code === holder.reviewCode);
    const computed = review?.computed.get(review.current);
    const plan = computed?.programme.awards.find((one) => one.code === holder.awardCode);
    const own = book.holders.filter((one) => one.reviewCode === holder.reviewCode);
    const falls = source.falls.filter((one) => one.reviewCode === holder.reviewCode);
    const decided = source.awards.filter(({ resultId }) => resultId === review?.current);
    return { holder, plan, ready: plan ? nextInLine(plan, computed, holder, own, falls, decided) : [] };
  });
  const changes = changesOf(at);
  const check = reconcile(source, book).find((one) => one.code === "AWARDS");
  const bare = (subject: string) => ({ subject, personId: null });
  const nameOf = await namesIn(at, [
    ...book.holders,
    ...changes,
    ...changes.flatMap(({ after }) => (after === null ? [] : [bare(after)])),
    ...lines.flatMap(({ ready }) => ready.map(({ subject }) => bare(subject))),
    ...book.falls.flatMap(({ subject, follower }) => [bare(subject), ...(follower ? [bare(follower)] : [])]),
  ]);
  const words = (one: string) => ({ zh: one, en: one });
  const awardName = (award: string) => campaign.programme.awards.find((plan) => plan.code === award)?.name;
  return {
    campaign: campaign.code,
    changes: changes.map((change, index) => ({
      key: `${index} ${change.reviewCode} ${change.awardCode} ${change.subject}`,
      kind: change.kind,
      review: {
        code: change.reviewCode,
        name: book.reviews.find((one) => one.code === change.reviewCode)?.name ?? words(change.reviewCode),
      },
      award: { code: change.awardCode, name: awardName(change.awardCode) ?? words(change.awardCode) },
      who: nameOf(change),
      after: change.after === null ? null : nameOf(bare(change.after)),
      minor: change.minor,
    })),
    difference: check?.difference ?? 0,
    fallen: book.falls.map((fall) => ({
      key: `${fall.reviewCode} ${fall.awardCode} ${fall.subject}`,
      award: awardName(fall.awardCode) ?? words(fall.awardCode),
      review: book.reviews.find((one) => one.code === fall.reviewCode)?.name ?? words(fall.reviewCode),
      who: nameOf(bare(fall.subject)),
      cause: fall.cause,
      reason: fall.reason,
      follower: fall.follower === null ? null : nameOf(bare(fall.follower)),
      byName: fall.byName,
      at: fall.at,
    })),
    holders: decides
      ? lines.map(({ holder, plan, ready }) => ({
          key: `${holder.reviewCode} ${holder.awardCode} ${holder.subject}`,
          review: holder.reviewCode,
          award: { code: holder.awardCode, name: plan?.name ?? words(holder.awardCode) },
          subject: holder.subject,
          who: nameOf(holder),
          given: book.claims.some((claim) =>
            claim.holder === holder ||
            (claim.reviewCode === holder.reviewCode &&
              claim.awardCode === holder.awardCode &&
              claim.subject === holder.subject)
              ? claim.given > 0 || claim.givenMinor > 0
              : false,
          ),
          next: ready.map(({ subject }) => ({ subject, who: nameOf(bare(subject)) })),
        }))
      : [],
  };
}
