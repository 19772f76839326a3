import "server-only";
import { may, type Policy } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { accept, refuse } from "@/lib/kernel/result";
import { findLastJob, findLastMade } from "@/lib/platform/jobs/data";
import type { ProducedFile } from "@/lib/platform/jobs/types";
import { findResult, findReviewSubject, readLife } from "@/lib/reviews/data";
import { isPublished } from "@/lib/reviews/rules/life";
import { cancelDossier as cancel, queueDossier } from "./mutations";
import { downloadName } from "./rules/sealed";
import { dossierInput } from "./schema";
import { BUILD, type DossierTarget } from "./types";

async function targetOf({ tx }: Context, asked: { campaign: string; review: string }): Promise<DossierTarget | null> {
  const review = await findReviewSubject(tx, asked);
  if (!review) return null;
  const life = await readLife(tx, review.campaign.id, asked.review);
  return { review, result: await findResult(tx, life), published: isPublished(life.state) };
}

/** The facts in a dossier are those of every outlet, so it is for those who may read all of the review, before and after. */
export const mayTakeDossier: Policy<DossierTarget> = (actor, { review }) =>
  may(actor, "reviews.readUnpublished", review);

const traceOf = (input: { review: string }, { review, result }: DossierTarget, more: Record<string, unknown> = {}) => ({
  subject: review.campaign.code,
  campaignId: review.campaign.id,
  detail: { review: input.review, ...(result && { seal: result.seal }), ...more },
});

export const buildDossier = asUseCase({
  name: "dossiers.build",
  reads: true,
  input: dossierInput,
  subject: targetOf,
  policy: mayTakeDossier,
  run: (context, _, target) => queueDossier(context, target),
  trace: (input, target, { job }) => traceOf(input, target, { job }),
});

export const cancelDossier = asUseCase({
  name: "dossiers.cancel",
  reads: true,
  input: dossierInput,
  subject: targetOf,
  policy: mayTakeDossier,
  run: (context, _, target) => cancel(context, target),
  trace: (input, target, { job }) => traceOf(input, target, { job }),
});

/**
 * Takes the dossier out of the house: nothing changes but the audit trail, which says who took which bytes. Other systems
 * get what is published and nothing before.
 */
export const takeDossier = asUseCase({
  name: "dossiers.take",
  reads: true,
  input: dossierInput,
  subject: targetOf,
  policy: (actor, target, input) => mayTakeDossier(actor, target, input) && (actor.via !== "TOKEN" || target.published),
  run: async ({ tx }, _, { review, result, published }) => {
    const made = result && (await findLastMade(tx, BUILD, result.id));
    if (made) {
      const name = downloadName(published ? [review.campaign.code, review.review.code] : null, made.file.sha256);
      return accept<Taken>({ state: "MADE", file: made.file, name });
    }
    const asked = result && (await findLastJob(tx, BUILD, result.id));
    if (asked && asked.endedAt === null) return accept<Taken>({ state: "MAKING", job: asked.id });
    return refuse("NOT_BUILT");
  },
  trace: (input, target, taken) =>
    traceOf(input, target, taken.state === "MADE" ? { sha256: taken.file.sha256 } : { job: taken.job }),
});

export type Taken =
  | { readonly state: "MADE"; readonly file: ProducedFile; readonly name: string }
  | { readonly state: "MAKING"; readonly job: string };
