import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import type { Text } from "@/lib/kernel/text";
import { db } from "@/lib/platform/db";
import { findArchive } from "../data";
import { nextInLine } from "../rules/winners";
import type { FallCause, SubjectName } from "../types";
import { namesIn, openBook } from "./book";

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
    return { holder, plan, ready: plan ? nextInLine(plan, computed, holder, own, falls) : [] };
  });
  const bare = (subject: string) => ({ subject, personId: null });
  const nameOf = await namesIn(at, [
    ...book.holders,
    ...lines.flatMap(({ ready }) => ready.map(({ subject }) => bare(subject))),
    ...book.falls.flatMap(({ subject, follower }) => [bare(subject), ...(follower ? [bare(follower)] : [])]),
  ]);
  const words = (one: string) => ({ zh: one, en: one });
  const awardName = (award: string) => campaign.programme.awards.find((plan) => plan.code === award)?.name;
  return {
    campaign: campaign.code,
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
