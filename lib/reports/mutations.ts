import "server-only";
import { randomBytes } from "node:crypto";
import type { Context } from "@/lib/access/types";
import type { Campaign } from "@/lib/campaigns/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Text } from "@/lib/kernel/text";
import { today } from "@/lib/platform/clock";
import { queueJob } from "@/lib/platform/jobs/mutations";
import { nextNumber } from "@/lib/platform/numbers";
import { findResult } from "@/lib/reviews/data";
import { holdReview } from "@/lib/reviews/mutations";
import { stepInto } from "@/lib/reviews/rules/life";
import { mapSubjects } from "@/lib/reviews/subjects";
import type { ReviewLife, ReviewSubject } from "@/lib/reviews/types";
import { listWaiting, type StoredCertificate } from "./data/certificates";
import { issuerOf } from "./data/material";
import { nameEdition, type PaperAtHand } from "./data/papers";
import { checkFrom } from "./rules/certificates";
import { decideNumber, numberText, parseNumber } from "./rules/numbers";
import type { EvaluateInput, NumberInput, RevokeInput, TakeInput } from "./schema";
import { MAKE } from "./types";

/** One certificate for each award that was granted under the final result and has none; what is printed is kept. */
export async function issueCertificates(
  context: Context,
  _input: unknown,
  subject: ReviewSubject,
): Promise<Result<{ count: number }>> {
  const { tx, actor, now } = context;
  const { campaign, review, plan } = subject;
  const life = await holdReview(tx, subject);
  const result = await findResult(tx, life);
  const final = stepInto(life.steps, "FINAL");
  if (life.state !== "FINAL" || !result || !final) return refuse("REVIEW_NOT_FINAL");
  const waiting = await listWaiting(tx, subject, result);
  if (waiting.length === 0) return refuse("NOTHING_TO_ISSUE");
  const known = await mapSubjects(
    tx,
    plan.programme,
    waiting.map((one) => one.subject),
    review.cutOffOn ?? context.today,
  );
  const serials = await nextNumber(tx, `JZ-${campaign.year}`, waiting.length);
  const issuer = await issuerOf(tx, campaign, context.today);
  await tx.certificate.createMany({
    data: waiting.map(({ award, followedAt, ...granted }, index) => {
      const recipient = recipientOf(known.get(granted.subject), granted.subject);
      return {
        ...granted,
        serial: serials[index] ?? "",
        check: checkFrom(randomBytes(64)),
        campaignId: campaign.id,
        reviewCode: review.code,
        recipientZh: recipient.zh,
        recipientEn: recipient.en,
        awardZh: award.zh,
        awardEn: award.en,
        campaignZh: campaign.name.zh,
        campaignEn: campaign.name.en,
        reviewZh: review.name.zh,
        reviewEn: review.name.en,
        issuerZh: issuer.zh,
        issuerEn: issuer.en,
        // Who follows has the award from the day of following.
        awardedOn: new Date(today("Asia/Shanghai", followedAt && followedAt > final.at ? followedAt : final.at)),
        issuedById: actor.accountId,
        issuedName: actor.name,
        issuedAt: now,
      };
    }),
  });
  return accept({ count: waiting.length });
}

/** A document that can be taken now, before it has its number. */
export interface NumberSubject {
  readonly path: string;
  readonly at: { readonly subject: ReviewSubject; readonly life: ReviewLife };
  readonly about: string;
}

/** Gives an issued document its number. One that was given before, to whichever document, is not given again. */
export async function giveNumber(
  context: Context,
  input: NumberInput,
  { at, about }: NumberSubject,
): Promise<Result<{ number: string }>> {
  const { tx, actor, now } = context;
  const { campaign, review } = at.subject;
  const parsed = parseNumber(input.number);
  if (!parsed.ok) return parsed;
  const published = stepInto(at.life.steps, "NOTICE");
  const yearOf = (day: string) => Number(day.slice(0, 4));
  const year = yearOf(context.today);
  const decided = decideNumber(parsed.value, published ? yearOf(today("Asia/Shanghai", published.at)) : year, year);
  if (!decided.ok) return decided;
  // Two officers who give the same number at once: the second waits and sees it.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`numbers:${campaign.id}`}, 0))`;
  const taken = await tx.documentNumber.findFirst({
    where: { campaignId: campaign.id, ...parsed.value },
    select: { reviewCode: true },
  });
  const number = numberText(parsed.value);
  if (taken) return refuse("NUMBER_TAKEN", { field: "number", values: { number } });
  await tx.documentNumber.create({
    data: {
      ...parsed.value,
      campaignId: campaign.id,
      reviewCode: review.code,
      kind: input.kind,
      about,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ number });
}

/** Writes a further version of the evaluation; of two that were begun from the same one only the first is taken. */
export async function evaluateCampaign(
  { tx, actor, now }: Context,
  { version, text, phases }: EvaluateInput,
  { campaign }: { readonly campaign: Campaign },
): Promise<Result<{ version: number }>> {
  const known = new Set(campaign.plan?.document.phases.map(({ code }) => code));
  if (phases.some(({ code }) => !known.has(code))) return refuse("PHASE_UNKNOWN");
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`evaluation:${campaign.id}`}, 0))`;
  const last = await tx.campaignEvaluation.findFirst({
    where: { campaignId: campaign.id },
    orderBy: { seq: "desc" },
    select: { seq: true },
  });
  const seq = last?.seq ?? 0;
  if (seq !== version) return refuse("STALE");
  await tx.campaignEvaluation.create({
    data: {
      campaignId: campaign.id,
      seq: seq + 1,
      textZh: text.zh,
      textEn: text.en,
      phases: phases.filter(({ state, note }) => state !== null || note !== ""),
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ version: seq + 1 });
}

/** A person is named with the outlet, because names repeat. */
function recipientOf(
  known: { name: Text; kind: string; unit: { name: Text } | null } | undefined,
  subject: string,
): Text {
  if (!known) return { zh: subject, en: subject };
  const unit = known.kind === "PERSON" ? known.unit?.name : undefined;
  return unit ? { zh: `${unit.zh}　${known.name.zh}`, en: `${known.name.en}, ${unit.en}` } : known.name;
}

/** The certificate proves nothing from now on; both it and who took it back stay. */
export async function revokeCertificate(
  { tx, actor, now }: Context,
  input: RevokeInput,
  { certificate }: { readonly certificate: StoredCertificate },
): Promise<Result<{ serial: string }>> {
  if (certificate.revokedAt !== null) return refuse("ALREADY_REVOKED");
  await tx.certificateRevocation.create({
    data: {
      certificateId: certificate.id,
      reason: input.reason,
      revokedById: actor.accountId,
      revokedName: actor.name,
      revokedAt: now,
    },
  });
  return accept({ serial: certificate.serial });
}

/** Asks for the document as it is now; where just this one is being made already, that is the answer. */
export async function queueDocument(
  { tx, now, today, actor }: Context,
  input: TakeInput,
  paper: PaperAtHand,
): Promise<Result<{ job: string }>> {
  const { campaign, kind, review, language, form } = input;
  const about = await nameEdition(tx, paper, kind, today, { language, form });
  if (about === null) return refuse("PAPER_CHANGED");
  const { id } = await queueJob(tx, now, {
    kind: MAKE,
    about,
    campaignId: paper.campaign.id,
    askedBy: actor,
    input: { campaign, kind, language, form, ...(review !== undefined && { review }) },
  });
  return accept({ job: id });
}
