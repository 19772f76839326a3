import "server-only";
import { timingSafeEqual } from "node:crypto";
import type { Reader } from "@/lib/awards/data";
import { findCampaign } from "@/lib/campaigns/data";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { findResult, readLife } from "@/lib/reviews/data";
import type { ResultHead, ReviewSubject } from "@/lib/reviews/types";
import { listFalls } from "@/lib/settlement/data";
import { prizesFor } from "@/lib/settlement/rules/winners";
import { codeIn } from "../rules/certificates";
import { holdersUnder } from "./holders";

export interface StoredCertificate {
  readonly id: string;
  readonly serial: string;
  readonly check: string;
  readonly campaignId: string;
  readonly reviewCode: string;
  readonly awardCode: string;
  readonly subject: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly recipient: Text;
  readonly award: Text;
  readonly campaign: Text;
  readonly review: Text;
  readonly issuer: Text;
  readonly awardedOn: Day;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
}

const wanted = { revocation: { select: { revokedAt: true } } } as const;

type Row = Awaited<ReturnType<typeof rowsOf>>[number];
const rowsOf = (reader: Reader, where: { campaignId: string } | { serial: string }) =>
  reader.certificate.findMany({ where, include: wanted, orderBy: { serial: "asc" } });

function certificateOf(row: Row): StoredCertificate {
  return {
    id: row.id,
    serial: row.serial,
    check: row.check,
    campaignId: row.campaignId,
    reviewCode: row.reviewCode,
    awardCode: row.awardCode,
    subject: row.subject,
    unitId: row.unitId,
    personId: row.personId,
    recipient: { zh: row.recipientZh, en: row.recipientEn },
    award: { zh: row.awardZh, en: row.awardEn },
    campaign: { zh: row.campaignZh, en: row.campaignEn },
    review: { zh: row.reviewZh, en: row.reviewEn },
    issuer: { zh: row.issuerZh, en: row.issuerEn },
    awardedOn: row.awardedOn.toISOString().slice(0, 10),
    issuedAt: row.issuedAt,
    revokedAt: row.revocation?.revokedAt ?? null,
  };
}

/** Every certificate of the campaign, in the order of their numbers. */
export async function listCertificates(reader: Reader, campaignId: string): Promise<StoredCertificate[]> {
  return (await rowsOf(reader, { campaignId })).map(certificateOf);
}

export async function findCertificate(reader: Reader, serial: string): Promise<StoredCertificate | null> {
  const [row] = await rowsOf(reader, { serial });
  return row ? certificateOf(row) : null;
}

/** What anybody may learn about a certificate they hold in their hands, and nothing else. */
export interface Verified {
  readonly valid: boolean;
  readonly award: Text;
  readonly recipient: Text;
  readonly campaign: Text;
  readonly awardedOn: Day;
}

/** As long as a real check, for numbers that nobody has: both kinds of wrong are compared and answered alike. */
const NO_CHECK = "-".repeat(12);

/** The certificate with this number and check; null for an unknown number and for a wrong check, which nobody can tell apart. */
export async function verifyCertificate(reader: Reader, code: string): Promise<Verified | null> {
  const { serial, check } = codeIn(code);
  const found = await findCertificate(reader, serial);
  const [given, right] = [Buffer.from(check.padEnd(12).slice(0, 12)), Buffer.from(found?.check ?? NO_CHECK)];
  const same = given.length === right.length && timingSafeEqual(given, right) && check.length === right.length;
  if (!found || !same) return null;
  return {
    valid: found.revokedAt === null && (await stillStands(reader, found)),
    award: found.award,
    recipient: found.recipient,
    campaign: found.campaign,
    awardedOn: found.awardedOn,
  };
}

/**
 * Who got the award has it still: under the result that counts today, and without having fallen away since; who followed
 * somebody has it as a winner does. A result that took the place of another brings its own decisions.
 */
async function stillStands(reader: Reader, { campaignId, reviewCode, awardCode, subject }: StoredCertificate) {
  const result = await findResult(reader, await readLife(reader, campaignId, reviewCode));
  if (!result) return false;
  const decision = await reader.awardDecision.findUnique({
    where: { resultId_awardCode_subject: { resultId: result.id, awardCode, subject } },
    select: { granted: true },
  });
  const falls = (await listFalls(reader, campaignId)).filter((fall) => fall.reviewCode === reviewCode);
  if (falls.length === 0) return decision?.granted === true;
  const found = await findCampaign(reader, campaignId);
  if (!found) return false;
  const { holders } = await holdersUnder(reader, found, reviewCode, result);
  return holders.some((one) => one.awardCode === awardCode && one.subject === subject);
}

/** Somebody who has an award that brings a certificate by the plan, and has none yet. */
export interface WaitingForCertificate {
  /** The decision that granted the award, or that let them follow a winner who fell away. */
  readonly decisionId: string;
  readonly subject: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly awardCode: string;
  readonly award: Text;
  /** When a follower took the seat; null for a winner. */
  readonly followedAt: Date | null;
}

export async function listWaiting(
  reader: Reader,
  subject: ReviewSubject,
  result: ResultHead,
): Promise<WaitingForCertificate[]> {
  const { campaign, review } = subject;
  const decisions = await reader.awardDecision.findMany({
    where: { resultId: result.id, granted: true },
    select: { id: true, subject: true, awardCode: true },
  });
  const falls = await reader.awardFall.findMany({
    where: { campaignId: campaign.id, reviewCode: review.code },
    select: { id: true, subject: true, awardCode: true },
  });
  if (decisions.length === 0) return [];
  const issued = (await listCertificates(reader, campaign.id)).filter(
    (one) => one.reviewCode === review.code && one.revokedAt === null,
  );
  const had = await reader.certificate.findMany({
    where: { decisionId: { in: [...decisions, ...falls].map(({ id }) => id) } },
    select: { decisionId: true },
  });
  const taken = new Set(had.map(({ decisionId }) => decisionId));
  const { holders, computed } = await holdersUnder(reader, campaign, review.code, result);
  const inOrder = [...holders].sort((a, b) =>
    a.awardCode === b.awardCode ? a.at.getTime() - b.at.getTime() : a.awardCode < b.awardCode ? -1 : 1,
  );
  return inOrder.flatMap((holder) => {
    const { awardCode, after, unitId, personId } = holder;
    const by = after === null ? decisions : falls;
    const decision = by.find((one) => one.awardCode === awardCode && one.subject === (after ?? holder.subject));
    const plan = computed.programme.awards.find(({ code }) => code === awardCode);
    const proposal = computed.awards.find(({ award }) => award === awardCode);
    const certified = plan && prizesFor(plan, proposal, holder).some(({ prize }) => prize.kind === "CERTIFICATE");
    const issuedBefore = issued.some((one) => one.awardCode === awardCode && one.subject === holder.subject);
    if (!decision || !certified || taken.has(decision.id) || issuedBefore) return [];
    return [
      {
        decisionId: decision.id,
        subject: holder.subject,
        unitId,
        personId,
        awardCode,
        award: plan.name,
        followedAt: after === null ? null : holder.at,
      },
    ];
  });
}
