import { MATRIX } from "@/lib/access/matrix";
import type { Actor } from "@/lib/kernel/actor";
import { addDays, type Day } from "@/lib/kernel/calendar";
import { points } from "@/lib/kernel/points";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Programme } from "@/lib/scoring/programme/schema";
import { type Item, REASONS, type ReasonCode, type Remedy, type RulingOutcome } from "../types";

/** Calendar days to appeal in, and hearings at most, where the plan says nothing. */
export const APPEALS_UNSAID = { days: 5, rounds: 2 } as const;

export function appealTerms(programme: Pick<Programme, "appeals">): { readonly days: number; readonly rounds: number } {
  return programme.appeals ?? APPEALS_UNSAID;
}

/**
 * Last day on which an item can be appealed against: so many days after it was last made known, or the day that its own
 * notice names, whichever is later.
 */
export function openUntil(known: readonly Day[], days: number, named: Day | null = null): Day | null {
  const last = [...known].sort().at(-1);
  const until = last === undefined ? null : addDays(last, days);
  return until !== null && named !== null && named > until ? named : (until ?? named);
}

/** An appeal is pending while a round of it waits for its ruling, or what a ruling ordered waits in an open set. */
export function pendingOf(
  rounds: readonly { readonly ruling: { readonly setId: string | null } | null }[],
  openSets: ReadonlySet<string>,
): boolean {
  const last = rounds.at(-1);
  if (last && last.ruling === null) return true;
  return rounds.some(({ ruling }) => ruling?.setId != null && openSets.has(ruling.setId));
}

type FileRefusal = "OWN_RECORD" | "ALREADY_GONE" | "NOT_KNOWN_YET" | "WINDOW_CLOSED" | "ALREADY_APPEALED";

/** One appeal an item, in time, against what others recorded and what still counts. */
export function decideFiling(
  item: Pick<Item, "own" | "gone" | "known"> & Partial<Pick<Item, "named">>,
  earlier: { readonly no: string } | null,
  days: number,
  today: Day,
): Result<{ until: Day }, FileRefusal> {
  if (item.own) return refuse("OWN_RECORD");
  if (earlier) return refuse("ALREADY_APPEALED", { values: { no: earlier.no } });
  if (item.gone) return refuse("ALREADY_GONE");
  const until = openUntil(item.known, days, item.named);
  if (until === null) return refuse("NOT_KNOWN_YET");
  if (today > until) return refuse("WINDOW_CLOSED", { values: { until } });
  return accept({ until });
}

/** A hearing of an appeal, decided or not. */
export interface Round {
  readonly round: number;
  readonly ruling: {
    readonly outcome: string;
    readonly on: Day;
    readonly heardAt: string;
    readonly byId: string;
  } | null;
}

/** A rejected appeal goes up until the rounds are used, within the days after it was rejected. */
export function decideTakingUp(
  rounds: readonly Round[],
  terms: { readonly days: number; readonly rounds: number },
  today: Day,
): Result<{ round: number; until: Day }, "NOT_HEARD_YET" | "NOT_REJECTED" | "ROUNDS_USED" | "WINDOW_CLOSED"> {
  const last = rounds.at(-1);
  if (!last?.ruling) return refuse("NOT_HEARD_YET");
  if (last.ruling.outcome !== "REJECTED") return refuse("NOT_REJECTED");
  if (last.round >= terms.rounds) return refuse("ROUNDS_USED", { values: { rounds: terms.rounds } });
  const until = addDays(last.ruling.on, terms.days);
  if (today > until) return refuse("WINDOW_CLOSED", { values: { until } });
  return accept({ round: last.round + 1, until });
}

/**
 * The unit for which somebody may hear this round, or null. What others recorded or decided is first heard by the
 * leading group of the campaign; what that group itself decided (`ofGroup`: penalties, its adjustments), and every further round, by a body above the
 * one that decided last. Where nothing stands above, it is heard there by others.
 */
export function hearingPlace(
  actor: Pick<Actor, "grants">,
  organiser: string,
  kind: Item["kind"],
  earlier: readonly Round[],
  ofGroup = kind === "PENALTY",
): string | null {
  const lastHeard = earlier.findLast(({ ruling }) => ruling !== null)?.ruling?.heardAt ?? null;
  const below = lastHeard ?? (ofGroup ? organiser : null);
  const isTop = below !== null && below.split("/").filter(Boolean).length <= 1;
  const places = actor.grants
    .filter(({ role, path }) => MATRIX["appeals.hear"][role] !== undefined && organiser.startsWith(path))
    .map(({ path }) => path)
    .filter((path) => below === null || (isTop ? path === below : path !== below && below.startsWith(path)));
  return places.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** Whoever recorded or decided the item, whom it concerns, who appeals, or who heard it before does not hear it. */
export function isInvolved(
  actor: Pick<Actor, "accountId" | "personId">,
  item: Pick<Item, "makers" | "personId">,
  appellants: readonly string[],
  earlier: readonly Round[],
): boolean {
  const accounts = [...item.makers, ...appellants, ...earlier.flatMap(({ ruling }) => ruling?.byId ?? [])];
  return accounts.includes(actor.accountId) || (actor.personId !== null && actor.personId === item.personId);
}

/** What the one who hears an appeal may say about the correction. */
export interface Wish {
  readonly lost?: string | undefined;
  readonly level?: Extract<Remedy, { kind: "COMPLAINT" }>["level"] | undefined;
  readonly cause?: "SUBJECTIVE" | "OBJECTIVE" | undefined;
  readonly person?: "KEEP" | "NONE" | undefined;
  readonly points?: string | undefined;
  readonly amount?: string | undefined;
  /** What a record or figure says instead. */
  readonly value?: string | undefined;
  /** What a record says instead, by attribute; empty where nothing changes. */
  readonly attrs?: Readonly<Record<string, string>> | undefined;
}

type RemedyRefusal =
  | "REASON_DOES_NOT_FIT"
  | "PARTLY_NOT_POSSIBLE"
  | "LOST_MISSING"
  | "VALUE_MISSING"
  | "OTHER_MISSING"
  | "AMOUNT_MISSING"
  | "LOST_NOT_LESS";

/**
 * What a ruling corrects: all of it when upheld, less of it when partly; nothing when rejected. OTHER: a record or a figure
 * comes in its place, which has to be judged like any other.
 */
export function decideRemedy(
  { detail }: Pick<Item, "detail">,
  outcome: RulingOutcome,
  reason: ReasonCode,
  wish: Wish,
): Result<Remedy | "OTHER" | null, RemedyRefusal> {
  if (!REASONS[outcome].some((code) => code === reason)) return refuse("REASON_DOES_NOT_FIT", { field: "code" });
  if (outcome === "REJECTED") return accept(null);
  const whole = outcome === "UPHELD";
  switch (detail.kind) {
    case "INSPECTION":
      return whole
        ? accept({ kind: "REVERSE", fact: "INSPECTION" })
        : refuse("PARTLY_NOT_POSSIBLE", { field: "outcome" });
    case "RECORD": {
      const said = Object.values(wish.attrs ?? {}).some((value) => value !== "");
      if (wish.value !== undefined || said) return accept("OTHER");
      return whole ? accept({ kind: "REVERSE", fact: "RECORD" }) : refuse("OTHER_MISSING", { field: "outcome" });
    }
    case "FIGURE":
      // A month is not left without its figure: whoever upholds the appeal says the right one.
      return wish.value === undefined ? refuse("VALUE_MISSING", { field: "value" }) : accept("OTHER");
    case "FINDING": {
      if (whole) return accept({ kind: "FINDING", lost: "0" });
      if (wish.lost === undefined) return refuse("LOST_MISSING", { field: "lost" });
      if (points(wish.lost).isZero() || !points(wish.lost).lessThan(points(detail.lost)))
        return refuse("LOST_NOT_LESS", { field: "lost", values: { lost: detail.lost } });
      return accept({ kind: "FINDING", lost: wish.lost });
    }
    case "COMPLAINT": {
      const { level } = detail;
      if (whole) return accept({ kind: "COMPLAINT", validity: "INVALID", level, cause: "NONE", person: false });
      return accept({
        kind: "COMPLAINT",
        validity: "VALID",
        level: wish.level ?? level,
        cause: wish.cause ?? detail.cause,
        person: wish.person !== "NONE",
        ...((wish.points ?? detail.points) ? { points: wish.points ?? detail.points ?? undefined } : {}),
      });
    }
    case "PENALTY": {
      const { kind, review, penalty, subject, fact, consequence } = detail;
      if (!whole && wish.amount === undefined) return refuse("AMOUNT_MISSING", { field: "amount" });
      return accept({
        kind,
        review,
        penalty,
        subject,
        fact,
        consequence,
        amount: whole ? null : (wish.amount ?? null),
      });
    }
  }
}
