import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { db } from "@/lib/platform/db";
import { findArchive, listBudgets } from "../data";
import { unsettledOf } from "../rules/archive";
import { owedOf } from "../rules/claims";
import { type FundLine, fundLines } from "../rules/funds";
import {
  byPayer,
  type Check,
  type FineTotals,
  fineTotals,
  type LiabilityLine,
  liabilitiesOf,
  type PayerTotal,
  reconcile,
} from "../rules/ledger";
import { balanceOf, noticeOf, stateOf } from "../rules/penalties";
import type { ClaimState, PenaltyState, SubjectName } from "../types";
import { namesIn, openBook } from "./book";

export interface LedgerView {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly payers: readonly PayerTotal[];
  readonly lines: readonly (LiabilityLine & { readonly award: Text; readonly review: Text })[];
  /** Prizes that are owed or to be taken back, the next due first. */
  readonly open: readonly {
    readonly key: string;
    readonly name: SubjectName;
    readonly award: Text;
    readonly what: Text;
    readonly money: boolean;
    readonly owedMinor: number | null;
    readonly state: ClaimState;
    readonly dueOn: Day | null;
  }[];
  readonly fines: FineTotals;
  readonly penalties: readonly {
    readonly id: string;
    readonly name: SubjectName;
    readonly penalty: Text;
    readonly consequence: Text;
    readonly review: Text;
    readonly isFine: boolean;
    readonly decidedMinor: number;
    readonly paidMinor: number;
    readonly balanceMinor: number;
    readonly state: PenaltyState;
    readonly dueOn: Day | null;
  }[];
  readonly checks: readonly (Omit<Check, "named"> & {
    readonly named: readonly { readonly name: Text; readonly who: SubjectName; readonly difference: number }[];
  })[];
  readonly funds: { readonly lines: readonly FundLine[]; readonly may: boolean };
  readonly archive: {
    readonly done: { readonly at: Date; readonly byName: string; readonly reason: string } | null;
    readonly may: boolean;
    /** Reviews of the plan that are not final. */
    readonly reviews: number;
    readonly prizes: number;
    readonly penalties: number;
  };
  readonly today: Day;
}

/** The ledgers of a campaign with their reconciliation; for those who answer for the money. */
export async function loadLedger(code: string): Promise<LedgerView> {
  const at = await openBook(code);
  const { actor, campaign, book, source, today } = at;
  if (!may(actor, "settlement.read", campaign)) notFound();
  const checks = reconcile(source, book);
  const different = checks.flatMap((check) => check.named.map(({ subject }) => ({ subject, personId: null })));
  const nameOf = await namesIn(at, [
    ...book.claims,
    ...book.cases.map(({ subject, personId }) => ({ subject, personId })),
    ...different,
  ]);
  const { programme } = campaign;
  const words = (code: string) => ({ zh: code, en: code });
  const awardName = (award: string) =>
    book.claims.find(({ awardCode, plan }) => awardCode === award && plan)?.plan?.name ??
    programme.awards.find((plan) => plan.code === award)?.name ??
    words(award);
  const penaltyName = (penalty: string) => programme.penalties.find((plan) => plan.code === penalty)?.name;
  const reviewName = (review: string) => book.reviews.find((one) => one.code === review)?.name ?? words(review);
  const archived = await findArchive(db, campaign.id);
  const lines = liabilitiesOf(book.claims);
  const final = new Set(book.reviews.filter(({ state }) => state === "FINAL").map(({ code: one }) => one));
  return {
    campaign: { code: campaign.code, name: campaign.name },
    payers: byPayer(lines),
    lines: lines.map((line) => ({ ...line, award: awardName(line.awardCode), review: reviewName(line.reviewCode) })),
    open: book.claims
      .filter(({ state }) => state === "OPEN" || state === "RECLAIM")
      .sort((a, b) => ((a.dueOn ?? "9999") < (b.dueOn ?? "9999") ? -1 : 1))
      .map((claim) => ({
        key: claim.key,
        name: nameOf(claim),
        award: awardName(claim.awardCode),
        what: claim.what,
        money: claim.kind === "MONEY",
        owedMinor: owedOf(claim),
        state: claim.state,
        dueOn: claim.dueOn,
      })),
    fines: fineTotals(book.cases),
    penalties: book.cases.map((one) => ({
      id: one.id,
      name: nameOf({ subject: one.subject, personId: one.personId }),
      penalty: one.plan?.name ?? words(one.penaltyCode),
      consequence: one.consequence?.name ?? words(one.consequenceCode),
      review: reviewName(one.reviewCode),
      isFine: one.isFine,
      decidedMinor: one.decidedMinor,
      paidMinor: one.paidMinor,
      balanceMinor: balanceOf(one),
      state: stateOf(one, today),
      dueOn: noticeOf(one)?.dueOn ?? null,
    })),
    checks: checks.map(({ named, ...check }) => ({
      ...check,
      named: named.map(({ what, subject, difference }) => ({
        name: penaltyName(what) ?? awardName(what),
        who: nameOf({ subject, personId: null }),
        difference,
      })),
    })),
    funds: {
      lines: fundLines(book, await listBudgets(db, campaign.id)),
      may: may(actor, "settlement.budget", campaign) && archived === null,
    },
    archive: {
      done: archived,
      may: may(actor, "campaigns.archive", campaign),
      reviews: programme.reviews.filter((review) => !final.has(review.code)).length,
      ...unsettledOf(book, today),
    },
    today,
  };
}
