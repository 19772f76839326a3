import { may } from "@/lib/access/policy";
import type { Actor } from "@/lib/kernel/actor";
import { isPublished } from "@/lib/reviews/rules/life";
import type { ReviewState } from "@/lib/reviews/types";

/** Documents that are not addressed to anybody. */
export const PAPERS = ["plan", "circular", "report", "decision", "list", "summary"] as const;
export type PaperKind = (typeof PAPERS)[number];

/** Papers about a whole campaign; the others are about one review. */
export const CAMPAIGN_PAPERS = ["plan", "summary"] as const satisfies readonly PaperKind[];
export type CampaignPaper = (typeof CAMPAIGN_PAPERS)[number];

export function isCampaignPaper(kind: PaperKind): kind is CampaignPaper {
  return CAMPAIGN_PAPERS.some((known) => known === kind);
}

/** What decides about a document: where the campaign lies, whether its plan is published, how far the review has come. */
export interface PaperSubject {
  readonly path: string;
  readonly planned: boolean;
  /** A review of it was published: there is something to sum up. */
  readonly published: boolean;
  /** `granted`: awards given under the result; `reported`: those of them that the plan reports to the level above. */
  readonly review: {
    readonly state: ReviewState;
    readonly computed: boolean;
    readonly granted: number;
    readonly reported: number;
  } | null;
}

/** What nobody may read yet reads like what does not exist: the answer is the same. */
export function mayTake(actor: Actor, subject: PaperSubject, kind: PaperKind): boolean {
  const { review } = subject;
  if (kind === "plan") return subject.planned && may(actor, "campaigns.read", subject);
  if (kind === "summary") return review === null && subject.published && may(actor, "reviews.readUnpublished", subject);
  if (!review?.computed) return false;
  switch (kind) {
    case "report":
      return may(actor, "reviews.readUnpublished", subject);
    case "circular":
      return isPublished(review.state) && may(actor, "reviews.readPublished", subject);
    case "decision":
      return review.state === "FINAL" && review.granted > 0 && may(actor, "reviews.readPublished", subject);
    case "list":
      return review.state === "FINAL" && review.reported > 0 && may(actor, "awards.tally", subject);
  }
}

/** The circular of an inspection round is for those who prepare reviews; of mystery visits, for those who may read them. */
export function mayTakeRound(actor: Actor, subject: { readonly path: string }, covert: boolean): boolean {
  return may(actor, "reviews.readUnpublished", subject) && (!covert || may(actor, "inspections.readCovert", subject));
}

/** To whom a notice or a certificate is addressed. */
export interface Addressed {
  /** Of the campaign. */
  readonly path: string;
  /** Of the unit it is about; null for a group. */
  readonly unitPath: string | null;
  readonly personId: string | null;
}

/** A notice or a certificate is for those it is about, the head of their outlet, and those who keep the ledger. */
export function mayOpenOwn(
  actor: Actor,
  { path, unitPath, personId }: Addressed,
  ledger: "awards.tally" | "penalties.tally",
): boolean {
  if (may(actor, ledger, { path })) return true;
  if (personId !== null && actor.personId === personId) return true;
  return unitPath !== null && may(actor, "inspections.selfCheck", { path: unitPath });
}
