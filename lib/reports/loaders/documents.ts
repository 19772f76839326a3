import "server-only";
import { notFound, redirect } from "next/navigation";
import { requireActor } from "@/lib/access/loaders";
import { may } from "@/lib/access/policy";
import { perform } from "@/lib/access/usecase";
import { listAwardDecisions } from "@/lib/awards/data";
import { isGoal } from "@/lib/awards/rules/goals";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import { now, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { readRendition } from "@/lib/platform/files/store";
import type { Locale } from "@/lib/platform/i18n/locale";
import { findLastJob, findLastMade } from "@/lib/platform/jobs/data";
import { type JobShown, shownOf } from "@/lib/platform/jobs/types";
import { FORM_TYPES, FORMS, type Form } from "@/lib/platform/paper/render";
import { writePdf } from "@/lib/platform/pdf/compile";
import { qrSvg } from "@/lib/platform/pdf/qr";
import { findResult, findReviewSubject, mapLives } from "@/lib/reviews/data";
import { isPublished } from "@/lib/reviews/rules/life";
import { listCertificates, listWaiting } from "../data/certificates";
import { listPenalties, readReviewMaterial } from "../data/material";
import { mapNumbers } from "../data/numbers";
import { countLines, findPaper, type How, nameEdition } from "../data/papers";
import { wordsIn } from "../data/words";
import { fileOf, writePaper } from "../data/written";
import { type CampaignPaper, mayOpenOwn, mayTake, type PaperKind } from "../policy";
import { codeOf } from "../rules/certificates";
import { certificateOf } from "../rules/documents/certificate";
import { type Party, reportedTo } from "../rules/documents/material";
import { noticeOf } from "../rules/documents/notice";
import { isLong } from "../rules/long";
import { MAKE, type TakenFile } from "../types";
import { takeCertificate, takeDocument, takeNotice } from "../usecases";

/** An office document, made for whoever may have it; "not there" for everybody else. A long one was made before. */
export async function takePaper(
  campaign: string,
  kind: PaperKind,
  review: string | undefined,
  how: How,
): Promise<TakenFile> {
  const actor = await requireActor();
  const input = { campaign, kind, ...how, ...(review !== undefined && { review }) };
  const taken = await perform(takeDocument, { actor, input });
  if (!taken.ok) {
    // Whoever follows a link to a file that is still to be made comes to where it is made.
    if (taken.refusals[0].code === "NOT_MADE")
      redirect(`/campaigns/${encodeURIComponent(campaign)}/documents?language=${how.language}`);
    notFound();
  }
  const { paper, file } = taken.value;
  if (!file) return (await writePaper(db, paper, kind, how, { at: now(), day: today() })) ?? notFound();
  const bytes = await readRendition(file.storageKey, "original");
  if (!bytes) notFound();
  return { bytes: new Uint8Array(bytes), name: file.name, type: file.mime };
}

/** How far a long document is, for the page that waits for it. */
export async function loadPaperJob(
  campaign: string,
  kind: PaperKind,
  review: string | undefined,
  how: How,
): Promise<JobShown | null> {
  const actor = await requireActor();
  const paper = await findPaper(db, { campaign, review });
  if (!paper || !mayTake(actor, paper, kind)) notFound();
  const edition = await nameEdition(db, paper, kind, today(), how);
  const job = edition === null ? null : await findLastJob(db, MAKE, edition);
  return job && shownOf(job);
}

export async function takeNoticePaper(campaign: string, notice: string, { language, form }: How): Promise<TakenFile> {
  const actor = await requireActor();
  const taken = await perform(takeNotice, { actor, input: { campaign, notice, language, form } });
  if (!taken.ok) notFound();
  const { at, penalty } = taken.value;
  const words = wordsIn(language);
  const material = await readReviewMaterial(db, at.subject, at.life, at.result, today());
  const name = [at.subject.campaign.code, at.subject.review.code, words.t("fileNames.notice")];
  return fileOf(noticeOf(material, penalty, words), form, name, now());
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

/** A file of a document that takes long, in the language of the page. */
export interface LongFile {
  readonly kind: PaperKind;
  /** Null for what is about the whole campaign. */
  readonly review: string | null;
  readonly form: Form;
  readonly job: JobShown | null;
  /** There is one that shows what it would show if it were made now. */
  readonly madeAt: Date | null;
}

export interface DocumentsView {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly long: readonly LongFile[];
  readonly planVersion: number | null;
  /** The reader may take the summary of the campaign. */
  readonly summary: boolean;
  readonly mayRevoke: boolean;
  readonly mayNumber: boolean;
  readonly reviews: readonly {
    readonly code: string;
    readonly name: Text;
    readonly papers: readonly Exclude<PaperKind, CampaignPaper>[];
    /** Of the circular and the decision, once they were given one. */
    readonly numbers: { readonly circular: string | null; readonly decision: string | null };
    readonly notices: readonly NoticeOnList[];
    readonly certificates: readonly CertificateOnList[];
    /** Awards that wait for a certificate, for those who may issue one. */
    readonly waiting: number;
  }[];
}

/** The documents of a campaign that the reader may take, and nothing about those that others may. */
export async function loadDocuments(code: string, language: Locale = "zh-CN"): Promise<DocumentsView> {
  const { actor, campaign } = await requireCampaign(code);
  const { path } = campaign;
  const lives = await mapLives(db, campaign.id);
  const certificates = await listCertificates(db, campaign.id);
  const day = today();
  const numberOf = await mapNumbers(db, campaign.id);
  const issues = may(actor, "certificates.issue", campaign);
  const reviews: DocumentsView["reviews"][number][] = [];
  const long: LongFile[] = [];
  const published = [...lives.values()].some(({ state }) => isPublished(state));
  const summary = mayTake(actor, { path, planned: campaign.planVersion !== null, published, review: null }, "summary");
  if (summary) long.push(...(await listLong(campaign.code, undefined, ["summary"], language)));
  if (campaign.planVersion !== null) long.push(...(await listLong(campaign.code, undefined, ["plan"], language)));
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
    const goals = new Set(subject.plan.programme.awards.flatMap((award) => (isGoal(award) ? [award.code] : [])));
    const won = (await listAwardDecisions(db, [result.id])).filter(
      ({ granted, awardCode }) => granted && !goals.has(awardCode),
    );
    const reported = won.filter(({ awardCode }) => reportedTo(subject.plan.programme, awardCode) !== null).length;
    const about = {
      path,
      planned: true,
      published,
      review: { state: life.state, computed: true, granted: won.length, reported },
    };
    const papers = (["circular", "report", "decision", "list"] as const).filter((kind) => mayTake(actor, about, kind));
    long.push(...(await listLong(campaign.code, plan.code, papers, language)));
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
    long,
    planVersion: campaign.planVersion,
    summary,
    mayRevoke: issues,
    mayNumber: may(actor, "documents.number", campaign),
    reviews,
  };
}

/** Of the documents of one review those that are made before they are taken, and how far they are. */
async function listLong(
  campaign: string,
  review: string | undefined,
  kinds: readonly PaperKind[],
  language: Locale,
): Promise<LongFile[]> {
  const paper = await findPaper(db, { campaign, review });
  const files: LongFile[] = [];
  for (const kind of kinds) {
    if (!paper || !isLong(await countLines(db, paper, kind))) continue;
    for (const form of FORMS) {
      const edition = await nameEdition(db, paper, kind, today(), { language, form });
      if (edition === null) continue;
      const job = await findLastJob(db, MAKE, edition);
      const made = await findLastMade(db, MAKE, edition);
      files.push({ kind, review: review ?? null, form, job: job && shownOf(job), madeAt: made?.file.madeAt ?? null });
    }
  }
  return files;
}
