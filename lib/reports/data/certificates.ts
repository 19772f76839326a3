import "server-only";
import { timingSafeEqual } from "node:crypto";
import type { Reader } from "@/lib/awards/data";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { findResult, readComputed, readLife } from "@/lib/reviews/data";
import type { ResultHead, ReviewSubject } from "@/lib/reviews/types";
import { prizesOf } from "@/lib/scoring/awards/prizes";
import { codeIn } from "../rules/certificates";

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
 * The award is granted under the result that counts today, and who got it has not fallen away since; a result that took
 * the place of another brings its own decisions.
 */
async function stillStands(reader: Reader, { campaignId, reviewCode, awardCode, subject }: StoredCertificate) {
  const result = await findResult(reader, await readLife(reader, campaignId, reviewCode));
  if (!result) return false;
  const decision = await reader.awardDecision.findUnique({
    where: { resultId_awardCode_subject: { resultId: result.id, awardCode, subject } },
    select: { granted: true },
  });
  if (decision?.granted !== true) return false;
  return (await reader.awardFall.count({ where: { resultId: result.id, awardCode, subject } })) === 0;
}

/** An award that was granted, brings a certificate by the plan, and has none yet. */
export interface WaitingForCertificate {
  readonly decisionId: string;
  readonly subject: string;
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly awardCode: string;
  readonly award: Text;
}

export async function listWaiting(
  reader: Reader,
  subject: ReviewSubject,
  result: ResultHead,
): Promise<WaitingForCertificate[]> {
  const decisions = await reader.awardDecision.findMany({
    where: { resultId: result.id, granted: true },
    orderBy: [{ awardCode: "asc" }, { id: "asc" }],
    select: { id: true, subject: true, unitId: true, personId: true, awardCode: true },
  });
  if (decisions.length === 0) return [];
  const issued = (await listCertificates(reader, subject.campaign.id)).filter(
    (one) => one.reviewCode === subject.review.code && one.revokedAt === null,
  );
  const had = await reader.certificate.findMany({
    where: { decisionId: { in: decisions.map(({ id }) => id) } },
    select: { decisionId: true },
  });
  const taken = new Set(had.map(({ decisionId }) => decisionId));
  const { programme, computation } = await readComputed(reader, subject.campaign.code, subject.review.code, result);
  return decisions.flatMap(({ id, ...decision }) => {
    const plan = programme.awards.find(({ code }) => code === decision.awardCode);
    const proposal = computation.awards.find(({ award }) => award === decision.awardCode);
    const certified =
      plan && prizesOf(plan, proposal, decision.subject).some(({ prize }) => prize.kind === "CERTIFICATE");
    const issuedBefore = issued.some((one) => one.awardCode === decision.awardCode && one.subject === decision.subject);
    return certified && !taken.has(id) && !issuedBefore ? [{ ...decision, decisionId: id, award: plan.name }] : [];
  });
}
