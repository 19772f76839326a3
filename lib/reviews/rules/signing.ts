import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Text } from "@/lib/kernel/text";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import type { ReviewState, SeatProgress, Signature } from "../types";

/** The seats the plan names, in its order, with who holds each and who has signed this result. A seat nobody holds stays open. */
export function signOffProgress(
  programme: Programme,
  review: ReviewPlan,
  holders: readonly { seat: string; personId: string }[],
  signatures: readonly Pick<Signature, "seat" | "personId">[],
): SeatProgress[] {
  let turn = true;
  return review.signOff.map(({ seat, need }) => {
    const held = holders.filter((holder) => holder.seat === seat).map((holder) => holder.personId);
    const signed = signatures.filter((signature) => signature.seat === seat).map((signature) => signature.personId);
    const complete =
      held.length > 0 && (need === "ALL" ? held.every((person) => signed.includes(person)) : signed.length > 0);
    const progress = { seat, name: nameOfSeat(programme, seat), need, holders: held, signed, complete, turn };
    turn &&= complete;
    return progress;
  });
}

function nameOfSeat(programme: Programme, seat: string): Text {
  return programme.committee.find((plan) => plan.code === seat)?.name ?? { zh: seat, en: seat };
}

export function allSigned(progress: readonly SeatProgress[]): boolean {
  return progress.every((seat) => seat.complete);
}

/** Seats in which the person can sign now. */
export function seatsToSign(
  state: ReviewState,
  progress: readonly SeatProgress[],
  personId: string | null,
): SeatProgress[] {
  if (state !== "FROZEN" || personId === null) return [];
  return progress.filter((seat) => seat.turn && seat.holders.includes(personId) && !seat.signed.includes(personId));
}

/** A signature needs a frozen review, a seat the plan names and the person holds, and all seats before it. */
export function decideSign(
  state: ReviewState,
  progress: readonly SeatProgress[],
  seat: string,
  personId: string | null,
): Result<void, "REVIEW_NOT_FROZEN" | "NOT_YOUR_SEAT" | "ALREADY_SIGNED" | "NOT_YOUR_TURN"> {
  if (state !== "FROZEN") return refuse("REVIEW_NOT_FROZEN");
  const own = progress.find((candidate) => candidate.seat === seat);
  if (!own || personId === null || !own.holders.includes(personId)) return refuse("NOT_YOUR_SEAT");
  if (own.signed.includes(personId)) return refuse("ALREADY_SIGNED");
  if (!own.turn) {
    const waits = progress.filter(
      (candidate) => !candidate.complete && progress.indexOf(candidate) < progress.indexOf(own),
    );
    return refuse("NOT_YOUR_TURN", { values: { seat_zh: waits[0]?.name.zh ?? "", seat_en: waits[0]?.name.en ?? "" } });
  }
  return accept(undefined);
}
