import "server-only";
import { allows, may, mayAnywhere } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { listCirculars } from "@/lib/footage/data/circulars";
import { accept, refuse } from "@/lib/kernel/result";
import { findUnit } from "@/lib/organisation/data";
import { findLastMade } from "@/lib/platform/jobs/data";
import type { ProducedFile } from "@/lib/platform/jobs/types";
import { findResult, findReviewSubject, readLife } from "@/lib/reviews/data";
import { isPublished } from "@/lib/reviews/rules/life";
import type { ResultHead, ReviewState, ReviewSubject } from "@/lib/reviews/types";
import { findCertificate, type StoredCertificate } from "./data/certificates";
import { findPenalty } from "./data/material";
import { countLines, findPaper, nameEdition, type PaperAtHand } from "./data/papers";
import {
  evaluateCampaign as evaluate,
  giveNumber,
  issueCertificates as issue,
  type NumberSubject,
  queueDocument,
  revokeCertificate as revoke,
} from "./mutations";
import { type Addressed, mayOpenOwn, mayTake, mayTakeRound } from "./policy";
import type { PenaltyGiven, RoundSource } from "./rules/documents/material";
import { roundSources } from "./rules/documents/problems";
import { isLong } from "./rules/long";
import {
  evaluateInput,
  issueInput,
  numberInput,
  revokeInput,
  type TakeInput,
  takeCertificateInput,
  takeFootageInput,
  takeInput,
  takeNoticeInput,
  takeRoundInput,
  workbookInput,
} from "./schema";
import { MAKE, type ReviewAtHand } from "./types";

interface Target {
  readonly review: ReviewSubject;
  readonly state: ReviewState;
  readonly result: ResultHead | null;
}

async function targetOf({ tx }: Context, asked: { campaign: string; review: string }): Promise<Target | null> {
  const review = await findReviewSubject(tx, asked);
  if (!review) return null;
  const life = await readLife(tx, review.campaign.id, asked.review);
  return { review, state: life.state, result: await findResult(tx, life) };
}

/**
 * Takes a review out of the system as a workbook. Nothing changes but the audit trail: a file leaves the house, so it is
 * written down who took which result, and whether all of it.
 */
export const takeWorkbook = asUseCase({
  name: "reports.workbook",
  reads: true,
  input: workbookInput,
  subject: targetOf,
  policy: (actor, { review, state }) =>
    may(actor, "reviews.readUnpublished", review) ||
    (isPublished(state) && may(actor, "reviews.readPublished", review)),
  run: async ({ actor }, _, { review }) => accept({ all: may(actor, "reviews.readUnpublished", review) }),
  trace: (input, { review, result }, { all }) => ({
    subject: review.campaign.code,
    campaignId: review.campaign.id,
    detail: { review: input.review, all, ...(result && { seal: result.seal }) },
  }),
});

/** Takes an office document out of the system; who took which stands in the audit trail. */
export const takeDocument = asUseCase({
  name: "documents.take",
  reads: true,
  input: takeInput,
  subject: ({ tx }, asked) => findPaper(tx, asked),
  policy: (actor, subject, input) => mayTake(actor, subject, input.kind),
  run: async ({ tx, today }, { kind, language, form }, paper) => {
    if (!isLong(await countLines(tx, paper, kind))) return accept<Taken>({ paper, file: null });
    const edition = await nameEdition(tx, paper, kind, today, { language, form });
    const made = edition === null ? null : await findLastMade(tx, MAKE, edition);
    return made ? accept<Taken>({ paper, file: made.file }) : refuse("NOT_MADE");
  },
  trace: (input, paper, { file }) => tracePaper(input, paper, file ? { sha256: file.sha256 } : {}),
});

interface Taken {
  readonly paper: PaperAtHand;
  /** Of a long document, the file that was made before; a short one is made while the reader waits. */
  readonly file: ProducedFile | null;
}

function tracePaper(
  { kind, review, form, language }: TakeInput,
  { campaign, at }: PaperAtHand,
  more: Record<string, unknown>,
) {
  return {
    subject: campaign.code,
    campaignId: campaign.id,
    detail: { kind, form, language, ...(review && { review }), ...(at && { seal: at.result.seal }), ...more },
  };
}

/** Asks for a long document; whoever may take it may have it made. */
export const makeDocument = asUseCase({
  name: "documents.make",
  reads: true,
  input: takeInput,
  subject: ({ tx }, asked) => findPaper(tx, asked),
  policy: (actor, subject, input) => mayTake(actor, subject, input.kind),
  run: queueDocument,
  trace: (input, paper, { job }) => tracePaper(input, paper, { job }),
});

interface RoundAtHand {
  readonly path: string;
  readonly campaign: Campaign;
  readonly source: RoundSource;
}

/** What the plan that holds does not know, and a campaign without one, has no rounds. */
async function roundAtHand({ tx }: Context, asked: { campaign: string; source: string }): Promise<RoundAtHand | null> {
  const campaign = await findCampaign(tx, asked.campaign);
  const source = campaign?.plan && roundSources(campaign.plan.document).find(({ code }) => code === asked.source);
  return campaign && source ? { path: campaign.path, campaign, source } : null;
}

/** Takes the circular of one inspection round. */
export const takeRound = asUseCase({
  name: "documents.takeRound",
  reads: true,
  input: takeRoundInput,
  subject: roundAtHand,
  policy: (actor, subject) => mayTakeRound(actor, subject, subject.source.method === "COVERT"),
  run: async (_context, { from, to }, { campaign, source }) => accept({ campaign, source, days: { from, to } }),
  trace: ({ source, from, to, form, language }, { campaign }) => ({
    subject: campaign.code,
    campaignId: campaign.id,
    detail: { kind: "round", source, from, to, form, language },
  }),
});

interface NoticeAtHand extends Addressed {
  readonly at: ReviewAtHand;
  readonly penalty: PenaltyGiven;
}

async function noticeOf(
  { tx, today }: Context,
  asked: { campaign: string; notice: string },
): Promise<NoticeAtHand | null> {
  const found = await findPenalty(tx, asked.campaign, asked.notice, today);
  // Before publication a decision may still be taken back with its freeze; nobody is notified of it.
  if (!found || !isPublished(found.at.life.state)) return null;
  const { at, penalty } = found;
  const unit = penalty.unitId ? await findUnit(tx, penalty.unitId, today) : null;
  return { path: at.subject.path, unitPath: unit?.path ?? null, personId: penalty.personId, at, penalty };
}

export const takeNotice = asUseCase({
  name: "documents.takeNotice",
  reads: true,
  input: takeNoticeInput,
  subject: noticeOf,
  policy: (actor, subject) => mayOpenOwn(actor, subject, "penalties.tally"),
  run: async (_context, _input, { at, penalty }) => accept({ at, penalty }),
  trace: ({ notice, form, language }, { at, penalty }) => ({
    subject: at.subject.campaign.code,
    campaignId: at.subject.campaign.id,
    detail: { review: at.subject.review.code, notice, penalty: penalty.plan.code, form, language },
  }),
});

/** The circular on a round of CCTV reviews, for whoever reads circulars on the page. */
export const takeFootage = asUseCase({
  name: "documents.takeFootage",
  reads: true,
  input: takeFootageInput,
  subject: async ({ tx }, asked) => {
    const campaign = await findCampaign(tx, asked.campaign);
    const [circular] = campaign ? await listCirculars(tx, campaign.id, asked.circular) : [];
    return campaign && circular ? { path: campaign.path, campaign, circular } : null;
  },
  policy: (actor, subject) =>
    may(actor, "campaigns.read", subject) &&
    (mayAnywhere(actor, "footage.read") || mayAnywhere(actor, "footage.supply")),
  run: async (_context, _input, { campaign, circular }) =>
    accept({ campaign: { code: campaign.code, name: campaign.name, organiser: campaign.organiser.name }, circular }),
  trace: ({ circular, form, language }, { campaign }) => ({
    subject: campaign.code,
    campaignId: campaign.id,
    detail: { circular, form, language },
  }),
});

interface CertificateAtHand extends Addressed {
  readonly certificate: StoredCertificate;
}

async function certificateOf(
  { tx, today }: Context,
  asked: { campaign: string; serial: string },
): Promise<CertificateAtHand | null> {
  const campaign = await findCampaign(tx, asked.campaign);
  const certificate = await findCertificate(tx, asked.serial);
  if (!campaign || !certificate || certificate.campaignId !== campaign.id) return null;
  const unit = certificate.unitId ? await findUnit(tx, certificate.unitId, today) : null;
  return { path: campaign.path, unitPath: unit?.path ?? null, personId: certificate.personId, certificate };
}

/** A certificate that was revoked is printed no more. */
export const takeCertificate = asUseCase({
  name: "documents.takeCertificate",
  reads: true,
  input: takeCertificateInput,
  subject: certificateOf,
  policy: (actor, subject) => subject.certificate.revokedAt === null && mayOpenOwn(actor, subject, "awards.tally"),
  run: async (_context, _input, { certificate }) => accept({ certificate }),
  trace: ({ serial, language }, { certificate }) => ({
    subject: serial,
    campaignId: certificate.campaignId,
    detail: { review: certificate.reviewCode, language },
  }),
});

/** Only a document that the officer could take now gets a number; of any other it reads as if there were none. */
export const numberDocument = asUseCase({
  name: "documents.number",
  input: numberInput,
  subject: async (context: Context, { campaign, kind, of }): Promise<NumberSubject | null> => {
    if (kind === "notice") {
      const found = await noticeOf(context, { campaign, notice: of });
      return found && { path: found.path, at: found.at, about: found.penalty.key };
    }
    const paper = await findPaper(context.tx, { campaign, review: of });
    if (!paper?.at || !paper.review) return null;
    const { state, granted } = paper.review;
    const issued = kind === "circular" ? isPublished(state) : state === "FINAL" && granted > 0;
    return issued ? { path: paper.path, at: paper.at, about: "" } : null;
  },
  policy: allows("documents.number"),
  run: giveNumber,
  trace: ({ kind, of }, { at }, { number }) => ({
    subject: at.subject.campaign.code,
    campaignId: at.subject.campaign.id,
    detail: { kind, of, number },
  }),
});

/** The office says how the campaign went, in a version of its own each time; there must be a published plan to judge by. */
export const evaluateCampaign = asUseCase({
  name: "documents.evaluate",
  input: evaluateInput,
  subject: async ({ tx }: Context, asked: { campaign: string }) => {
    const campaign = await findCampaign(tx, asked.campaign);
    return campaign?.plan ? { path: campaign.path, campaign } : null;
  },
  policy: allows("evaluations.write"),
  run: evaluate,
  trace: (_input, { campaign }, { version }) => ({
    subject: campaign.code,
    campaignId: campaign.id,
    detail: { version },
  }),
});

export const issueCertificates = asUseCase({
  name: "documents.issueCertificates",
  input: issueInput,
  subject: ({ tx }, asked) => findReviewSubject(tx, asked),
  policy: allows("certificates.issue"),
  run: issue,
  trace: (input, about, { count }) => ({
    subject: about.campaign.code,
    campaignId: about.campaign.id,
    detail: { review: input.review, count },
  }),
});

export const revokeCertificate = asUseCase({
  name: "documents.revokeCertificate",
  input: revokeInput,
  subject: certificateOf,
  policy: allows("certificates.issue"),
  run: revoke,
  trace: (input, { certificate }) => ({
    subject: input.serial,
    campaignId: certificate.campaignId,
    detail: { review: certificate.reviewCode, reason: input.reason },
  }),
});
