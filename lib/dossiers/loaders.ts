import "server-only";
import { notFound } from "next/navigation";
import type { Text } from "@/lib/kernel/text";
import { db } from "@/lib/platform/db";
import { findLastJob, findLastMade } from "@/lib/platform/jobs/data";
import { type Job, type JobShown, type ProducedFile, shownOf } from "@/lib/platform/jobs/types";
import { readComputed } from "@/lib/reviews/data";
import { requireReview } from "@/lib/reviews/loaders/access";
import type { ResultHead, ReviewLife, ReviewSubject } from "@/lib/reviews/types";
import type { ReviewPlan } from "@/lib/scoring/programme/schema";
import { type VerifiedLink, verifyChain } from "./data/chain";
import { lastDecidedAt } from "./data/decisions";
import { lastLaidAt } from "./data/laid";
import { readVerifier } from "./data/source";
import { PARTS } from "./parts";
import { folderOf } from "./rules/sealed";
import { BUILD } from "./types";
import { verifierPage } from "./verifier/page";

export interface DossierView {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly review: ReviewPlan;
  readonly result: ResultHead | null;
  /** Codes of what lies in it. */
  readonly parts: readonly string[];
  /** The folder in the zip. */
  readonly folder: string;
  readonly job: JobShown | null;
  readonly made: (Pick<Job, "askedName"> & { readonly file: ProducedFile; readonly stale: boolean }) | null;
  readonly chain: readonly (VerifiedLink & { readonly name: Text; readonly own: boolean })[];
}

async function requireWhole(campaign: string, review: string) {
  const access = await requireReview(campaign, review);
  if (!access.all) notFound();
  return access;
}

/** The dossier of a review, for those who may read all of it; for everybody else there is no such page. */
export async function loadDossier(campaign: string, review: string): Promise<DossierView> {
  const { subject, life, result } = await requireWhole(campaign, review);
  const { programme } = subject.plan;
  const links = await verifyChain(db, subject.campaign);
  const made = result && (await findLastMade(db, BUILD, result.id));
  const changedAt = made && (await lastChangedAt(subject, life, result));
  return {
    campaign: { code: subject.campaign.code, name: subject.campaign.name },
    review: subject.review,
    result,
    parts: [...PARTS.map(({ code }) => code), "manifest"],
    folder: folderOf({ campaign: subject.campaign.code, review, seq: result?.seq ?? 1 }),
    job: result && shown(await findLastJob(db, BUILD, result.id)),
    made: made && {
      askedName: made.askedName,
      file: made.file,
      stale: changedAt !== null && changedAt > (made.startedAt ?? made.queuedAt),
    },
    chain: links.map((link) => ({
      ...link,
      name: programme.reviews.find(({ code }) => code === link.review)?.name ?? { zh: link.review, en: link.review },
      own: link.id === result?.id,
    })),
  };
}

/** When anything that a dossier of the result holds was last decided or laid beside it. */
async function lastChangedAt(
  { campaign, review, plan }: ReviewSubject,
  life: ReviewLife,
  result: ResultHead,
): Promise<Date | null> {
  const about = { campaignId: campaign.id, review: review.code };
  const decided = await lastDecidedAt(db, about, life, result.id, plan.programme);
  const laid = await lastLaidAt(
    db,
    about,
    async () => (await readComputed(db, campaign.code, review.code, result)).input.facts,
  );
  const moments = [decided, laid].flatMap((at) => at ?? []);
  return moments.sort((a, b) => a.getTime() - b.getTime()).at(-1) ?? null;
}

/** The job alone, for the page that waits for it. */
export async function loadDossierJob(campaign: string, review: string): Promise<JobShown | null> {
  const { result } = await requireWhole(campaign, review);
  return result && shown(await findLastJob(db, BUILD, result.id));
}

const shown = (job: Job | null): JobShown | null => job && shownOf(job);

let page: string | undefined;

/** The verifier as a page of its own, the same that lies in every dossier. */
export async function loadVerifierPage(): Promise<string> {
  page ??= verifierPage(await readVerifier());
  return page;
}
