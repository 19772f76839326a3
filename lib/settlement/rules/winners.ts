import { type Reward, withReward } from "@/lib/awards/rules/rewards";
import type { StoredAward } from "@/lib/awards/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { type PrizeWon, prizesOf } from "@/lib/scoring/awards/prizes";
import { memberOf } from "@/lib/scoring/outcomes";
import type { AwardPlan } from "@/lib/scoring/programme/schema";
import type { AwardProposal, SubjectInput } from "@/lib/scoring/types";
import type { AwardFall, ComputedSource, Holder, ReviewSource } from "../types";

type ReviewOfHolders = Pick<ReviewSource, "code" | "current" | "computed">;

/** Who was granted an award under the newest published result of the review, before anybody fell away. */
function grantedNow(review: ReviewOfHolders, awards: readonly StoredAward[]): Holder[] {
  const computed = review.computed.get(review.current);
  return awards
    .filter((row) => row.granted && row.reviewCode === review.code && row.resultId === review.current)
    .map((row) => ({
      reviewCode: row.reviewCode,
      awardCode: row.awardCode,
      subject: row.subject,
      unitId: row.unitId,
      personId: row.personId,
      after: null,
      place: placeOf(proposalOf(computed, row.awardCode), row.subject),
      ...rewardOf(row),
      reason: row.reason,
      byName: row.decidedName,
      at: row.decidedAt,
    }));
}

/** What the leading group named, if it did. */
export function rewardOf({ rewardMinor, rewardWhat }: Reward): Reward {
  return rewardMinor == null && !rewardWhat ? {} : { rewardMinor: rewardMinor ?? null, rewardWhat: rewardWhat ?? "" };
}

function placeOf(proposal: AwardProposal | undefined, subject: string): number | null {
  const listed = [...(proposal?.winners ?? []), ...(proposal?.reserves ?? [])];
  return listed.find((one) => one.subject === subject)?.place ?? null;
}

function proposalOf(computed: ComputedSource | undefined, award: string): AwardProposal | undefined {
  return computed?.awards.find((proposal) => proposal.award === award);
}

/**
 * Who has the awards of a review now. A fall counts as long as the one who fell would have the award under the newest
 * result; its follower then sits in the same seat, unless it has one of its own by now or the newest result does not
 * hold it ready any more.
 */
export function holdersOf(
  review: ReviewOfHolders,
  awards: readonly StoredAward[],
  falls: readonly AwardFall[],
): { holders: Holder[]; fallen: AwardFall[] } {
  let holders = grantedNow(review, awards);
  const fallen: AwardFall[] = [];
  const computed = review.computed.get(review.current);
  const inOrder = falls
    .filter((fall) => fall.reviewCode === review.code)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const fall of inOrder) {
    const seat = holders.find((one) => one.awardCode === fall.awardCode && one.subject === fall.subject);
    if (!seat) continue;
    fallen.push(fall);
    holders = holders.filter((one) => one !== seat);
    const { follower } = fall;
    const ready = proposalOf(computed, fall.awardCode)?.reserves?.some((one) => one.subject === follower) ?? false;
    const has = holders.some((one) => one.awardCode === fall.awardCode && one.subject === follower);
    if (follower === null || !ready || has) continue;
    holders.push({
      reviewCode: fall.reviewCode,
      awardCode: fall.awardCode,
      subject: follower,
      unitId: fall.unitId,
      personId: fall.personId,
      after: fall.subject,
      place: seat.place,
      reason: fall.reason,
      byName: fall.byName,
      at: fall.at,
    });
  }
  return { holders, fallen };
}

/**
 * The prizes of a holder. Who follows takes the seat, so what goes by places is that of the one who fell away; what the
 * plan computes is computed for who follows.
 */
export function prizesFor(
  award: AwardPlan,
  proposal: AwardProposal | undefined,
  holder: Pick<Holder, "subject" | "after" | "place"> & Reward,
): IndexedPrize[] {
  const own = withReward(award, indexed(award, prizesOf(award, proposal, holder.subject)), holder);
  if (holder.after === null) return own;
  return award.prizes.flatMap((prize, index): IndexedPrize[] => {
    const { places } = prize;
    if (!places) return own.filter((one) => one.index === index);
    if (holder.place === null || holder.place < places.from || holder.place > places.to) return [];
    const known = own.find((one) => one.index === index);
    if (known) return [known];
    return [{ index, prize, amount: prize.kind === "MONEY" && !prize.by ? (prize.amount ?? null) : null }];
  });
}

export interface IndexedPrize extends Pick<PrizeWon, "prize" | "amount"> {
  readonly index: number;
}

function indexed(award: AwardPlan, won: readonly PrizeWon[]): IndexedPrize[] {
  return won.map(({ prize, amount }) => ({ index: award.prizes.indexOf(prize), prize, amount }));
}

type Ready = NonNullable<AwardProposal["reserves"]>[number];

/**
 * Who follows when this holder falls away: of the reserves of its own population that have no seat, did not fall away
 * themselves and have no dearer award, the first; several when they are equal.
 */
export function nextInLine(
  award: AwardPlan,
  computed: ComputedSource | undefined,
  holder: Holder,
  holders: readonly Holder[],
  falls: readonly AwardFall[],
): Ready[] {
  const subjects = new Map((computed?.subjects ?? []).map((subject) => [subject.id, subject]));
  const partOf = (id: string) => {
    const subject = subjects.get(id);
    return subject ? memberOf(subject, award.quota.per) : null;
  };
  const part = partOf(holder.subject);
  const out = new Set([
    ...falls.filter((fall) => fall.awardCode === award.code).map((fall) => fall.subject),
    ...holders
      .filter((one) => one.awardCode === award.code || (award.notWith ?? []).includes(one.awardCode))
      .map((one) => one.subject),
  ]);
  const room = strataRoom(
    award,
    subjects,
    holders.filter((one) => one.awardCode === award.code && one !== holder),
  );
  const ready = (proposalOf(computed, award.code)?.reserves ?? []).filter(
    ({ subject }) => !out.has(subject) && partOf(subject) === part && room(subject),
  );
  const first = Math.min(...ready.map(({ place }) => place));
  return ready.filter(({ place }) => place === first);
}

/** Posts of which the plan allows only so many among the winners. */
function strataRoom(
  award: AwardPlan,
  subjects: ReadonlyMap<string, SubjectInput>,
  others: readonly Holder[],
): (subject: string) => boolean {
  const strata = award.quota.strata ?? [];
  const stratumOf = (id: string) => {
    const post = subjects.get(id)?.post;
    return post === undefined ? undefined : strata.find((stratum) => stratum.posts.includes(post));
  };
  return (id) => {
    const stratum = stratumOf(id);
    return !stratum || others.filter((other) => stratumOf(other.subject) === stratum).length < stratum.max;
  };
}

type FallRefusal = "NOT_A_WINNER" | "ALREADY_SETTLED" | "NOT_NEXT_IN_LINE" | "CHOOSE_AMONG_EQUALS" | "NOBODY_READY";

/** `follower`: empty leaves the seat empty, NEXT takes the one who is next, otherwise one of several equals by name. */
export function decideFall(
  holder: Holder | undefined,
  ready: readonly Ready[],
  { follower, given }: { follower: string; given: boolean },
): Result<{ holder: Holder; follower: string | null }, FallRefusal> {
  if (!holder) return refuse("NOT_A_WINNER");
  if (given) return refuse("ALREADY_SETTLED");
  if (follower === "") return accept({ holder, follower: null });
  if (ready.length === 0) return refuse("NOBODY_READY", { field: "follower" });
  if (follower === "NEXT") {
    const [only] = ready;
    return ready.length === 1 && only
      ? accept({ holder, follower: only.subject })
      : refuse("CHOOSE_AMONG_EQUALS", { field: "follower", values: { count: ready.length } });
  }
  if (!ready.some(({ subject }) => subject === follower)) return refuse("NOT_NEXT_IN_LINE", { field: "follower" });
  return accept({ holder, follower });
}
