import "server-only";
import { notFound } from "next/navigation";
import { requireActor } from "@/lib/access/loaders";
import { may } from "@/lib/access/policy";
import { perform } from "@/lib/access/usecase";
import { listAwardDecisions } from "@/lib/awards/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import { now, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Locale } from "@/lib/platform/i18n/locale";
import { FORM_TYPES, type Form, renderPaper } from "@/lib/platform/paper/render";
import type { Paper } from "@/lib/platform/paper/types";
import { writePdf } from "@/lib/platform/pdf/compile";
import { qrSvg } from "@/lib/platform/pdf/qr";
import { findResult, findReviewSubject, mapLives } from "@/lib/reviews/data";
import { isPublished } from "@/lib/reviews/rules/life";
import { listCertificates, listWaiting } from "../data/certificates";
import { listPenalties, readPlanMaterial, readReviewMaterial } from "../data/material";
import { mapNumbers } from "../data/numbers";
import { wordsIn } from "../data/words";
import { mayOpenOwn, mayTake, type PaperKind } from "../policy";
import { codeOf } from "../rules/certificates";
import { certificateOf } from "../rules/documents/certificate";
import { circularOf } from "../rules/documents/circular";
import { decisionOf, listOf } from "../rules/documents/decision";
import { type Party, type ReviewMaterial, reportedTo } from "../rules/documents/material";
import { noticeOf } from "../rules/documents/notice";
import { planOf } from "../rules/documents/plan";
import { reportOf } from "../rules/documents/report";
import type { Words } from "../rules/documents/words";
import { takeCertificate, takeDocument, takeNotice } from "../usecases";

/** A file as it leaves the house. */
export interface TakenFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly type: string;
}

const BUILDERS: Readonly<Record<Exclude<PaperKind, "plan">, (material: ReviewMaterial, words: Words) => Paper>> = {
  circular: circularOf,
  report: reportOf,
  decision: decisionOf,
  list: listOf,
};

async function fileOf(paper: Paper, form: Form, name: readonly string[]): Promise<TakenFile> {
  const { type, ending } = FORM_TYPES[form];
  return { bytes: await renderPaper(paper, form, now()), name: `${name.join("-")}.${ending}`, type };
}

/** An office document, made for whoever may have it; "not there" for everybody else. */
export async function takePaper(
  campaign: string,
  kind: PaperKind,
  review: string | undefined,
  { language, form }: { language: Locale; form: Form },
): Promise<TakenFile> {
  const actor = await requireActor();
  const input = { campaign, kind, language, form, ...(review !== undefined && { review }) };
  const taken = await perform(takeDocument, { actor, input });
  if (!taken.ok) notFound();
  const words = wordsIn(language);
  const name = words.t(`fileNames.${kind}`);
  const { campaign: found, at } = taken.value;
  if (kind === "plan") {
    const material = await readPlanMaterial(db, found, today());
    if (!material) notFound();
    return fileOf(planOf(material, words), form, [found.code, name]);
  }
  if (!at) notFound();
  const material = await readReviewMaterial(db, at.subject, at.life, at.result, today());
  return fileOf(BUILDERS[kind](material, words), form, [found.code, at.subject.review.code, name]);
}

export async function takeNoticePaper(
  campaign: string,
  notice: string,
  { language, form }: { language: Locale; form: Form },
): Promise<TakenFile> {
  const actor = await requireActor();
  const taken = await perform(takeNotice, { actor, input: { campaign, notice, language, form } });
  if (!taken.ok) notFound();
  const { at, penalty } = taken.value;
  const words = wordsIn(language);
  const material = await readReviewMaterial(db, at.subject, at.life, at.result, today());
  const name = [at.subject.campaign.code, at.subject.review.code, words.t("fileNames.notice")];
  return fileOf(noticeOf(material, penalty, words), form, name);
}

export async function takeCertificatePaper(campaign: string, serial: string, language: Locale): Promise<TakenFile> {
  const actor = await requireActor();
  const taken = await perform(takeCertificate, { actor, input: { campaign, serial, language } });
  if (!taken.ok) notFound();
  const { certificate } = taken.value;
  const words = wordsIn(language);
  const address = `${env.MINGYOU_ORIGIN}/certificates/${codeOf(certificate)}`;
  const paper = certificateOf({ ...certificate, address }, words);
  return {
    bytes: writePdf("certificate", { ...paper, qr: qrSvg(address) }, now()),
    name: `${certificate.serial}-${words.t("fileNames.certificate")}.pdf`,
    type: FORM_TYPES.pdf.type,
  };
}

export interface NoticeOnList {
  readonly id: string;
  readonly penalty: Text;
  readonly party: Party;
  readonly decidedOn: Day;
  readonly objectUntil: Day | null;
  readonly number: string | null;
}

export interface CertificateOnList {
  readonly serial: string;
  readonly award: Text;
  readonly recipient: Text;
  readonly awardedOn: Day;
  readonly revoked: boolean;
}

export interface DocumentsView {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly planVersion: number | null;
  readonly mayRevoke: boolean;
  readonly mayNumber: boolean;
  readonly reviews: readonly {
    readonly code: string;
    readonly name: Text;
    readonly papers: readonly Exclude<PaperKind, "plan">[];
    /** Of the circular and the decision, once they were given one. */
    readonly numbers: { readonly circular: string | null; readonly decision: string | null };
    readonly notices: readonly NoticeOnList[];
    readonly certificates: readonly CertificateOnList[];
    /** Awards that wait for a certificate, for those who may issue one. */
    readonly waiting: number;
  }[];
}

/** The documents of a campaign that the reader may take, and nothing about those that others may. */
export async function loadDocuments(code: string): Promise<DocumentsView> {
  const { actor, campaign } = await requireCampaign(code);
  const { path } = campaign;
  const lives = await mapLives(db, campaign.id);
  const certificates = await listCertificates(db, campaign.id);
  const day = today();
  const numberOf = await mapNumbers(db, campaign.id);
  const issues = may(actor, "certificates.issue", campaign);
  const reviews: DocumentsView["reviews"][number][] = [];
  const pathsOf = async (ids: readonly (string | null)[]) => {
    const units = await mapUnits(
      db,
      ids.flatMap((id) => id ?? []),
      day,
    );
    return (id: string | null) => units.get(id ?? "")?.path ?? null;
  };
  for (const plan of campaign.programme.reviews) {
    const life = lives.get(plan.code);
    const subject = life && (await findReviewSubject(db, { campaign: campaign.code, review: plan.code }));
    const result = life && (await findResult(db, life));
    if (!life || !subject || !result) continue;
    const won = (await listAwardDecisions(db, [result.id])).filter((one) => one.granted);
    const reported = won.filter(({ awardCode }) => reportedTo(subject.plan.programme, awardCode) !== null).length;
    const about = {
      path,
      planned: true,
      review: { state: life.state, computed: true, granted: won.length, reported },
    };
    const papers = (["circular", "report", "decision", "list"] as const).filter((kind) => mayTake(actor, about, kind));
    const given = isPublished(life.state) ? await listPenalties(db, subject, result, day) : [];
    const whose = await pathsOf(given.map(({ unitId }) => unitId));
    const notices = given.filter(({ unitId, personId }) =>
      mayOpenOwn(actor, { path, unitPath: whose(unitId), personId }, "penalties.tally"),
    );
    const issued = certificates.filter((one) => one.reviewCode === plan.code);
    const whoseAward = await pathsOf(issued.map(({ unitId }) => unitId));
    const own = issued.filter(({ unitId, personId }) =>
      mayOpenOwn(actor, { path, unitPath: whoseAward(unitId), personId }, "awards.tally"),
    );
    const waiting = issues && life.state === "FINAL" ? (await listWaiting(db, subject, result)).length : 0;
    if (papers.length + notices.length + own.length + waiting === 0) continue;
    reviews.push({
      code: plan.code,
      name: plan.name,
      papers,
      numbers: { circular: numberOf(plan.code, "circular"), decision: numberOf(plan.code, "decision") },
      notices: notices.map(({ id, plan: penalty, party, decidedOn, appealUntil, number }) => ({
        id,
        penalty: penalty.name,
        party,
        decidedOn,
        objectUntil: appealUntil,
        number,
      })),
      certificates: own.map(({ serial, award, recipient, awardedOn, revokedAt }) => ({
        serial,
        award,
        recipient,
        awardedOn,
        revoked: revokedAt !== null,
      })),
      waiting,
    });
  }
  return {
    campaign: { code: campaign.code, name: campaign.name },
    planVersion: campaign.planVersion,
    mayRevoke: issues,
    mayNumber: may(actor, "documents.number", campaign),
    reviews,
  };
}
