import "server-only";
import { notFound } from "next/navigation";
import { perform } from "@/lib/access/usecase";
import type { Text } from "@/lib/kernel/text";
import { today as dayOfInstant } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { listReports } from "../data";
import { owedOf } from "../rules/claims";
import { balanceOf, noticeOf, stateOf } from "../rules/penalties";
import type { ExportRow } from "../rules/sheets";
import { type AwardReport, reportOf } from "../rules/upward";
import type { PenaltyCase, PenaltyWithout, PrizeClaim, SubjectName } from "../types";
import { takeExport, takeStatement } from "../usecases";
import { type BookAtHand, namesIn, openBook } from "./book";
import { loadStatement } from "./statement";

export interface ExportView {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly rows: readonly ExportRow[];
  readonly today: string;
}

const onDay = (at: Date) => dayOfInstant("Asia/Shanghai", at);
const words = (code: string): Text => ({ zh: code, en: code });

/**
 * A file for finance (all money), for personnel (consequences for people's posts, and recommendations for promotion), or
 * upward (who has an award
 * now that the plan reports). Of
 * published results only, and written down in the audit trail.
 */
export async function loadExport(code: string, kind: "finance" | "personnel" | "upward"): Promise<ExportView> {
  const at = await openBook(code);
  const taken = await perform(takeExport, { actor: at.actor, input: { campaign: code, kind } });
  if (!taken.ok) notFound();
  const rows = await rowsOf(at);
  const { book } = at;
  const chosen =
    kind === "finance"
      ? [
          ...book.claims.filter((claim) => claim.kind === "MONEY").map(rows.award),
          ...book.cases.filter(({ isFine }) => isFine).map(rows.penalty),
        ]
      : kind === "personnel"
        ? [
            ...book.cases.filter((one) => !one.isFine).map(rows.penalty),
            ...book.claims.filter(({ promotion, state }) => promotion && state !== "GONE").map(rows.award),
          ]
        : winners(book.claims, at)
            .map(rows.award)
            .filter(({ reportTo }) => reportTo !== null);
  return view(at, chosen);
}

/** One statement as a file, for whoever may read it. */
export async function loadStatementExport(code: string, of: string): Promise<ExportView> {
  const at = await openBook(code);
  const statement = await loadStatement(code, of);
  if (statement.of.unit !== null || statement.of.person !== null) {
    const taken = await perform(takeStatement, {
      actor: at.actor,
      input: { campaign: code, of: statement.of.code },
    });
    if (!taken.ok) notFound();
  }
  const rows = await rowsOf(at);
  const keys = new Set([...statement.awards, ...statement.penalties, ...statement.without].map(({ key }) => key));
  return view(at, [
    ...at.book.claims.filter(({ key }) => keys.has(key)).map(rows.award),
    ...at.book.cases.filter(({ id }) => keys.has(id)).map(rows.penalty),
    ...at.book.without.filter(({ decision }) => keys.has(decision.id)).map(rows.without),
  ]);
}

function view({ campaign, today }: BookAtHand, rows: readonly ExportRow[]): ExportView {
  return { campaign: { code: campaign.code, name: campaign.name }, rows, today };
}

/** One row for each who has an award now, whatever prizes belong to it; an award without prizes has its holder as well. */
function winners(claims: readonly PrizeClaim[], { book }: BookAtHand): PrizeClaim[] {
  return book.holders.flatMap((holder): PrizeClaim[] => {
    const claim = claims.find((one) => one.holder === holder);
    return [claim ?? bareClaim(holder)];
  });
}

function bareClaim(holder: NonNullable<PrizeClaim["holder"]>): PrizeClaim {
  return {
    ...holder,
    key: `${holder.reviewCode} ${holder.awardCode} ${holder.subject}`,
    plan: null,
    prize: 0,
    kind: "OTHER",
    payer: "BRANCH",
    what: words(""),
    promotion: false,
    dueOn: null,
    holder,
    gone: null,
    settled: [],
    given: 0,
    decidedMinor: null,
    givenMinor: 0,
    state: "OPEN",
    decidedAt: holder.at,
    decidedName: holder.byName,
  };
}

function reportedAs(report: AwardReport | null): string {
  return report ? `${report.reference} ${report.on}` : "";
}

async function rowsOf(at: BookAtHand): Promise<{
  award: (claim: PrizeClaim) => ExportRow;
  penalty: (one: PenaltyCase) => ExportRow;
  without: (one: PenaltyWithout) => ExportRow;
}> {
  const { book, source, campaign, today } = at;
  const nameOf = await namesIn(at, [
    ...book.claims,
    ...book.holders,
    ...book.cases.map(({ subject, personId }) => ({ subject, personId })),
    ...book.without.map(({ decision: { subject, personId } }) => ({ subject, personId })),
  ]);
  const reports = await listReports(db, campaign.id);
  const reviewName = (code: string) => book.reviews.find((review) => review.code === code)?.name ?? words(code);
  const payeeOf = ({ person, unit }: SubjectName): Text => (person ? { zh: person.name, en: person.nameLatin } : unit);
  const none = {
    payer: null,
    decidedMinor: null,
    doneMinor: null,
    balanceMinor: null,
    dueOn: null,
    claimState: null,
    penaltyState: null,
    references: [],
    handedOn: null,
    receivedOn: null,
    place: null,
    reportTo: null,
    reported: "",
  };
  return {
    award: (claim) => {
      const who = nameOf(claim);
      const review = source.reviews.find((one) => one.code === claim.reviewCode);
      const computed = review?.computed.get(review.current);
      const winner = computed?.awards
        .find((one) => one.award === claim.awardCode)
        ?.winners.find((one) => one.subject === claim.subject);
      const plan = claim.plan ?? computed?.programme.awards.find((one) => one.code === claim.awardCode) ?? null;
      return {
        ...none,
        kind: "AWARD",
        payee: payeeOf(who),
        code: who.code,
        unit: who.unit,
        item:
          plan?.name ??
          campaign.programme.awards.find((one) => one.code === claim.awardCode)?.name ??
          words(claim.awardCode),
        what: claim.what,
        payer: claim.payer,
        decidedMinor: claim.decidedMinor,
        doneMinor: claim.kind === "MONEY" ? claim.givenMinor : null,
        balanceMinor: claim.kind === "MONEY" ? owedOf(claim) : null,
        because: winner ? [winner.because] : [],
        clause: plan?.clause?.article ?? null,
        review: reviewName(claim.reviewCode),
        decidedOn: onDay(claim.decidedAt),
        dueOn: claim.dueOn,
        claimState: claim.state,
        handedOn: claim.settled.findLast(({ act }) => act === "HANDED_OVER")?.on ?? null,
        references: claim.settled.map(({ no, reference }) => `${no} ${reference}`.trim()),
        reason: claim.reason,
        place: claim.holder?.place ?? null,
        reported: reportedAs(reportOf(reports, claim)),
        reportTo: campaign.programme.awards.find((one) => one.code === claim.awardCode)?.report ?? null,
      };
    },
    penalty: (one) => {
      const who = nameOf({ subject: one.subject, personId: one.personId });
      const stepOn = (state: string) => one.steps.findLast((step) => step.state === state)?.on ?? null;
      return {
        ...none,
        kind: "PENALTY",
        payee: payeeOf(who),
        code: who.code,
        unit: who.unit,
        item: one.plan?.name ?? words(one.penaltyCode),
        what: one.consequence?.name ?? words(one.consequenceCode),
        decidedMinor: one.isFine ? one.decidedMinor : null,
        doneMinor: one.isFine ? one.paidMinor : null,
        balanceMinor: one.isFine ? balanceOf(one) : null,
        because: one.proposal ? [one.proposal.because, ...(one.proposal.repeated ? [one.proposal.repeated] : [])] : [],
        clause: one.plan?.clause?.article ?? null,
        review: reviewName(one.reviewCode),
        decidedOn: onDay(one.decision.decidedAt),
        dueOn: noticeOf(one)?.dueOn ?? null,
        penaltyState: stateOf(one, today),
        references: one.steps.flatMap(({ reference }) => (reference ? [reference] : [])),
        handedOn: stepOn("HANDED_OVER"),
        receivedOn: stepOn("RECEIVED"),
        reason: one.decision.reason,
      };
    },
    without: ({ decision, plan, proposal, kind }) => {
      const who = nameOf({ subject: decision.subject, personId: decision.personId });
      return {
        ...none,
        kind,
        payee: payeeOf(who),
        code: who.code,
        unit: who.unit,
        item: plan?.name ?? words(decision.penaltyCode),
        what: null,
        because: proposal ? [proposal.because] : [],
        clause: plan?.clause?.article ?? null,
        review: reviewName(decision.reviewCode),
        decidedOn: onDay(decision.decidedAt),
        reason: decision.reason,
      };
    },
  };
}
