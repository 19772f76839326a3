import type { Day } from "@/lib/kernel/calendar";
import { points, sum } from "@/lib/kernel/points";
import { type Book, type BookSource, PAYERS, type Payer, type PrizeClaim } from "../types";
import { paidBy } from "./cases";
import { minorOf, owedOf } from "./claims";
import { keyOf } from "./keys";
import { holdersOf, prizesFor } from "./winners";

/** Minor units; every sum is exact. */
export function total(minors: readonly number[]): number {
  return sum(minors.map((minor) => points(minor))).toNumber();
}

/** One line of the liability ledger: what a payer owes for one award on one day. */
export interface LiabilityLine {
  readonly payer: Payer;
  readonly dueOn: Day | null;
  readonly reviewCode: string;
  readonly awardCode: string;
  readonly decided: number;
  readonly given: number;
  /** Still to be paid. */
  readonly owed: number;
  /** To be taken back. */
  readonly reclaim: number;
  /** Prizes of money whose amount is open. */
  readonly blank: number;
  /** What is no money: due and not yet handed over, of how many. */
  readonly things: { readonly owed: number; readonly of: number };
}

export function liabilitiesOf(claims: readonly PrizeClaim[]): LiabilityLine[] {
  const groups = Map.groupBy(claims, (claim) =>
    keyOf(PAYERS.indexOf(claim.payer), claim.dueOn ?? "9999", claim.reviewCode, claim.awardCode),
  );
  const lines: LiabilityLine[] = [];
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [first] = group;
    if (!first) continue;
    const money = group.filter(({ kind }) => kind === "MONEY");
    const things = group.filter(({ kind, holder }) => kind !== "MONEY" && holder !== null);
    const owed = money.map((claim) => owedOf(claim) ?? 0);
    lines.push({
      payer: first.payer,
      dueOn: first.dueOn,
      reviewCode: first.reviewCode,
      awardCode: first.awardCode,
      decided: total(money.map(({ decidedMinor }) => decidedMinor ?? 0)),
      given: total(money.map(({ givenMinor }) => givenMinor)),
      owed: total(owed.filter((minor) => minor > 0)),
      reclaim: total(owed.filter((minor) => minor < 0).map((minor) => -minor)),
      blank: money.filter((claim) => claim.holder !== null && claim.decidedMinor === null).length,
      things: { owed: things.filter(({ state }) => state === "OPEN").length, of: things.length },
    });
  }
  return lines;
}

export interface PayerTotal {
  readonly payer: Payer;
  readonly decided: number;
  readonly given: number;
  readonly owed: number;
  readonly reclaim: number;
}

export function byPayer(lines: readonly LiabilityLine[]): PayerTotal[] {
  return PAYERS.flatMap((payer) => {
    const own = lines.filter((line) => line.payer === payer);
    if (own.length === 0) return [];
    const of = (pick: (line: LiabilityLine) => number) => total(own.map(pick));
    return [
      {
        payer,
        decided: of((line) => line.decided),
        given: of((line) => line.given),
        owed: of((line) => line.owed),
        reclaim: of((line) => line.reclaim),
      },
    ];
  });
}

export interface FineTotals {
  readonly decided: number;
  readonly paid: number;
  readonly outstanding: number;
  readonly repay: number;
  /** Once decided, and revoked since. */
  readonly revoked: number;
}

export function fineTotals(cases: Book["cases"]): FineTotals {
  const fines = cases.filter(({ isFine }) => isFine);
  const balance = fines.map((fine) => fine.decidedMinor - fine.paidMinor);
  return {
    decided: total(fines.map(({ decidedMinor }) => decidedMinor)),
    paid: total(fines.map(({ paidMinor }) => paidMinor)),
    outstanding: total(balance.filter((minor) => minor > 0)),
    repay: total(balance.filter((minor) => minor < 0).map((minor) => -minor)),
    revoked: total(fines.filter(({ current }) => current === null).map(({ decision }) => decision.amountMinor ?? 0)),
  };
}

/** A check: what the decisions say against what the ledger says, in minor units. */
export interface Check {
  readonly code: "AWARDS" | "PRIZES_GIVEN" | "FINES" | "FINES_PAID";
  readonly decisions: number;
  readonly ledger: number;
  readonly difference: number;
  /** Each place where both differ, by award or penalty and subject. */
  readonly named: readonly { readonly what: string; readonly subject: string; readonly difference: number }[];
}

/**
 * Counts the decisions anew, row by row from the source, and compares them with the ledgers: awards with what is paid and
 * owed, acts with what was given, fines with what was paid and is outstanding. Zero everywhere, or every difference named.
 */
export function reconcile(source: BookSource, book: Book): Check[] {
  const awarded = new Tally();
  const given = new Tally();
  const fined = new Tally();
  const paid = new Tally();
  for (const review of source.reviews) {
    const computed = review.computed.get(review.current);
    for (const holder of holdersOf(review, source.awards, source.falls).holders) {
      const plan = computed?.programme.awards.find(({ code }) => code === holder.awardCode);
      const proposal = computed?.awards.find(({ award }) => award === holder.awardCode);
      for (const { prize, amount } of plan ? prizesFor(plan, proposal, holder) : [])
        if (prize.kind === "MONEY" && amount !== null)
          awarded.add(holder.awardCode, holder.subject, minorOf(amount), 0);
    }
    for (const row of source.penalties)
      if (row.reviewCode === review.code && row.resultId === review.current && row.consequence !== "")
        fined.add(row.penaltyCode, row.subject, row.amountMinor ?? 0, 0);
  }
  for (const act of source.prizes)
    given.add(act.awardCode, act.subject, (act.act === "HANDED_OVER" ? 1 : -1) * (act.amountMinor ?? 0), 0);
  const cases = new Map(book.cases.map((one) => [one.id, one]));
  for (const [id, steps] of Map.groupBy(source.steps, ({ decisionId }) => decisionId)) {
    const one = cases.get(id);
    paid.add(one?.penaltyCode ?? id, one?.subject ?? "", paidBy(steps), 0);
  }
  for (const claim of book.claims) {
    // Of money that the plan leaves open, the decision is the act itself.
    const open = claim.holder !== null && claim.kind === "MONEY" && amountOpen(source, claim);
    if (!open) awarded.add(claim.awardCode, claim.subject, 0, claim.givenMinor + (owedOf(claim) ?? 0));
    given.add(claim.awardCode, claim.subject, 0, claim.givenMinor);
  }
  for (const one of book.cases) {
    fined.add(one.penaltyCode, one.subject, 0, one.paidMinor + (one.decidedMinor - one.paidMinor));
    paid.add(one.penaltyCode, one.subject, 0, one.paidMinor);
  }
  return [awarded.check("AWARDS"), given.check("PRIZES_GIVEN"), fined.check("FINES"), paid.check("FINES_PAID")];
}

function amountOpen(source: BookSource, claim: PrizeClaim): boolean {
  const review = source.reviews.find(({ code }) => code === claim.reviewCode);
  const proposal = review?.computed.get(review.current)?.awards.find(({ award }) => award === claim.awardCode);
  if (!claim.plan || !claim.holder) return false;
  return prizesFor(claim.plan, proposal, claim.holder).some(
    ({ index, amount }) => index === claim.prize && amount === null,
  );
}

class Tally {
  readonly #rows = new Map<string, { what: string; subject: string; decisions: number; ledger: number }>();

  add(what: string, subject: string, decisions: number, ledger: number): void {
    const key = keyOf(what, subject);
    const row = this.#rows.get(key) ?? { what, subject, decisions: 0, ledger: 0 };
    this.#rows.set(key, {
      ...row,
      decisions: total([row.decisions, decisions]),
      ledger: total([row.ledger, ledger]),
    });
  }

  check(code: Check["code"]): Check {
    const rows = [...this.#rows.values()];
    const decisions = total(rows.map((row) => row.decisions));
    const ledger = total(rows.map((row) => row.ledger));
    return {
      code,
      decisions,
      ledger,
      difference: total([decisions, -ledger]),
      named: rows
        .filter((row) => row.decisions !== row.ledger)
        .map(({ what, subject, decisions: one, ledger: other }) => ({
          what,
          subject,
          difference: total([one, -other]),
        })),
    };
  }
}
