import type { Reward } from "@/lib/awards/rules/rewards";
import type { StoredAward } from "@/lib/awards/types";
import type { Day } from "@/lib/kernel/calendar";
import { points, roundHalfUp } from "@/lib/kernel/points";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { ReviewState } from "@/lib/reviews/types";
import type { AwardPlan, Prize } from "@/lib/scoring/programme/schema";
import type { AwardFall, BookSource, ClaimState, Holder, PrizeClaim, PrizeSettled, ReviewSource } from "../types";
import { keyOf } from "./keys";
import { holdersOf, type IndexedPrize, prizesFor } from "./winners";

/** Yuan as minor units; the engine ends every amount at the cent. */
export function minorOf(yuan: string): number {
  return roundHalfUp(points(yuan).times(100), 0).toNumber();
}

export const claimKey = (row: Pick<PrizeClaim, "reviewCode" | "awardCode" | "subject" | "prize">) =>
  keyOf(row.reviewCode, row.awardCode, row.subject, row.prize);

/** Every prize that is or was due under a published result, and every prize that was handed over. */
export function claimsOf(source: BookSource): { claims: PrizeClaim[]; holders: Holder[]; falls: AwardFall[] } {
  const claims: PrizeClaim[] = [];
  const holders: Holder[] = [];
  const falls: AwardFall[] = [];
  for (const review of source.reviews) {
    const now = holdersOf(review, source.awards, source.falls);
    holders.push(...now.holders);
    falls.push(...now.fallen);
    for (const once of everHeld(review, source)) {
      const holder =
        now.holders.find((one) => one.awardCode === once.awardCode && one.subject === once.subject) ?? null;
      const fell = now.fallen.some((fall) => fall.awardCode === once.awardCode && fall.subject === once.subject);
      claims.push(...claimsFor(review, once, holder, fell, source.prizes));
    }
  }
  return { claims, holders, falls };
}

interface Once
  extends Reward,
    Pick<Holder, "awardCode" | "subject" | "unitId" | "personId" | "reason" | "byName" | "at"> {
  readonly resultId: string;
}

/** Whoever had an award of the review at any time since it was published: the last time it was decided. */
function everHeld(review: ReviewSource, source: BookSource): Once[] {
  const order = new Map(review.published.map((id, at) => [id, at]));
  const granted = source.awards
    .filter((row: StoredAward) => row.granted && row.reviewCode === review.code && order.has(row.resultId))
    .sort((a, b) => (order.get(a.resultId) ?? 0) - (order.get(b.resultId) ?? 0))
    .map((row): Once => ({ ...row, byName: row.decidedName, at: row.decidedAt }));
  const followed = source.falls.flatMap((fall): Once[] =>
    fall.reviewCode === review.code && fall.follower !== null
      ? [{ ...fall, subject: fall.follower, resultId: review.current }]
      : [],
  );
  const settled = source.prizes
    .filter((row) => row.reviewCode === review.code)
    .map((row): Once => ({ ...row, reason: row.note, resultId: review.current }));
  const once = new Map<string, Once>();
  for (const row of settled) once.set(keyOf(row.awardCode, row.subject), row);
  for (const row of followed) once.set(keyOf(row.awardCode, row.subject), row);
  for (const row of granted) once.set(keyOf(row.awardCode, row.subject), row);
  return [...once.values()];
}

function claimsFor(
  review: ReviewSource,
  once: Once,
  holder: Holder | null,
  fell: boolean,
  prizes: readonly PrizeSettled[],
): PrizeClaim[] {
  const computed = review.computed.get(holder ? review.current : once.resultId);
  const plan = computed?.programme.awards.find(({ code }) => code === once.awardCode) ?? null;
  const proposal = computed?.awards.find((one) => one.award === once.awardCode);
  const acts = prizes.filter(
    (row) => row.reviewCode === review.code && row.awardCode === once.awardCode && row.subject === once.subject,
  );
  const seat: Holder = holder ?? { ...once, reviewCode: review.code, after: null, place: null };
  const due = plan ? prizesFor(plan, proposal, seat) : [];
  const claims = due.map((prize) =>
    claimOf(
      review,
      once,
      holder,
      fell,
      plan,
      prize,
      acts.filter((act) => act.prize === prize.index),
    ),
  );
  // What was handed over stays in the book even where the newest plan knows no such prize any more.
  const known = new Set(due.map(({ index }) => index));
  const strays = Map.groupBy(
    acts.filter((act) => !known.has(act.prize)),
    (act) => act.prize,
  );
  for (const [index, settled] of strays) {
    const [first] = settled;
    if (!first) continue;
    const prize: Prize = plan?.prizes[index] ?? {
      kind: first.kind,
      payer: first.payer,
      what: plan?.name ?? { zh: once.awardCode, en: once.awardCode },
    };
    claims.push(claimOf(review, once, null, fell, plan, { index, prize, amount: null }, settled));
  }
  return claims;
}

function claimOf(
  review: ReviewSource,
  once: Once,
  holder: Holder | null,
  fell: boolean,
  plan: AwardPlan | null,
  { index, prize, amount }: IndexedPrize,
  acts: readonly PrizeSettled[],
): PrizeClaim {
  const settled = [...acts].sort((a, b) => a.seq - b.seq);
  const sign = ({ act }: PrizeSettled) => (act === "HANDED_OVER" ? 1 : -1);
  const given = settled.reduce((sum, act) => sum + sign(act), 0);
  const givenMinor = settled.reduce((sum, act) => sum + sign(act) * (act.amountMinor ?? 0), 0);
  const money = prize.kind === "MONEY";
  // Money that the plan leaves open is decided with the act that hands it over.
  const open = givenMinor > 0 ? givenMinor : null;
  const decidedMinor = !money ? null : holder === null ? 0 : amount === null ? open : minorOf(amount);
  const base = {
    reviewCode: review.code,
    awardCode: once.awardCode,
    subject: once.subject,
    prize: index,
  };
  return {
    ...base,
    key: claimKey(base),
    unitId: holder?.unitId ?? once.unitId,
    personId: holder?.personId ?? once.personId,
    plan,
    kind: prize.kind,
    payer: prize.payer,
    what: prize.what,
    dueOn: plan?.settledOn ?? null,
    holder,
    gone: holder ? null : fell ? "FELL_AWAY" : "SUPERSEDED",
    settled,
    given,
    decidedMinor,
    givenMinor,
    state: stateOf(money, holder !== null, decidedMinor, givenMinor, given),
    decidedAt: holder?.at ?? once.at,
    decidedName: holder?.byName ?? once.byName,
    reason: holder?.reason ?? once.reason,
  };
}

function stateOf(
  money: boolean,
  held: boolean,
  decidedMinor: number | null,
  givenMinor: number,
  given: number,
): ClaimState {
  if (!money) return held ? (given > 0 ? "SETTLED" : "OPEN") : given > 0 ? "RECLAIM" : "GONE";
  if (!held) return givenMinor > 0 ? "RECLAIM" : "GONE";
  if (decidedMinor === null || givenMinor < decidedMinor) return "OPEN";
  return givenMinor > decidedMinor ? "RECLAIM" : "SETTLED";
}

/** Minor units still to be paid; negative: to be taken back; null: the amount is open. */
export function owedOf({ decidedMinor, givenMinor }: Pick<PrizeClaim, "decidedMinor" | "givenMinor">): number | null {
  return decidedMinor === null ? null : decidedMinor - givenMinor;
}

type SettleRefusal =
  | "REVIEW_NOT_FINAL"
  | "PRIZE_GONE"
  | "ALREADY_HANDED_OVER"
  | "NOTHING_TO_TAKE_BACK"
  | "AMOUNT_NEEDED"
  | "AMOUNT_KNOWN"
  | "AMOUNT_OUT_OF_RANGE"
  | "NOT_BEFORE";

/** Above this a single prize is a slip of the pen: ten million yuan. */
const MOST = 1_000_000_000;

/**
 * Handing a prize over, or taking it back: minor units of the act, null for what is no money. What is due is handed over
 * whole; an amount is named only where the plan leaves it open. Taken back is what is too much, or all of it.
 */
export function decideSettle(
  act: PrizeSettled["act"],
  claim: PrizeClaim,
  wish: { on: Day; today: Day; from: Day; state: ReviewState; amount: string | null },
): Result<number | null, SettleRefusal> {
  const { on, today, state, amount } = wish;
  const before = claim.settled.at(-1)?.on ?? wish.from;
  const dated = on < before || on > today;
  const late = () => refuse("NOT_BEFORE", { field: "on", values: { from: before, to: today } });
  const money = claim.kind === "MONEY";
  if (act === "TAKEN_BACK") {
    if (money ? claim.givenMinor <= 0 : claim.given <= 0) return refuse("NOTHING_TO_TAKE_BACK");
    if (dated) return late();
    if (!money) return accept(null);
    return accept(claim.state === "RECLAIM" ? claim.givenMinor - (claim.decidedMinor ?? 0) : claim.givenMinor);
  }
  if (state !== "FINAL") return refuse("REVIEW_NOT_FINAL");
  if (claim.holder === null) return refuse("PRIZE_GONE");
  if (claim.state !== "OPEN") return refuse("ALREADY_HANDED_OVER");
  if (dated) return late();
  if (!money) return accept(null);
  const owed = owedOf(claim);
  if (owed !== null) {
    if (amount !== null && minorOf(amount) !== owed)
      return refuse("AMOUNT_KNOWN", { field: "amount", values: { amount: points(owed).div(100).toFixed(2) } });
    return accept(owed);
  }
  if (amount === null) return refuse("AMOUNT_NEEDED", { field: "amount" });
  const minor = minorOf(amount);
  if (minor <= 0 || minor > MOST)
    return refuse("AMOUNT_OUT_OF_RANGE", { field: "amount", values: { max: points(MOST).div(100).toFixed(2) } });
  return accept(minor);
}
