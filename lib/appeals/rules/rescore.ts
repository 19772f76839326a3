import { addDays, type Day } from "@/lib/kernel/calendar";
import { isSameData } from "@/lib/kernel/canonical";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { canonical, digest } from "@/lib/reviews/rules/seal";
import type { SealedInput } from "@/lib/reviews/types";
import type { Programme, StreamPlan } from "@/lib/scoring/programme/schema";
import { visit } from "@/lib/scoring/programme/streams";
import type { Fact, ReviewInput } from "@/lib/scoring/types";
import type { Change, Remedy, ReviewTouched } from "../types";

type Gathered = Pick<ReviewInput, "facts" | "carried" | "carriedRanks">;

/**
 * The sealed input with exactly what the corrections change: facts and carried totals that read otherwise after them than
 * just before. Whatever else has changed in the bank since the freeze stays out, as it did then. Null: nothing changes.
 */
export function correctedInput(sealed: SealedInput, before: Gathered, after: Gathered): SealedInput | null {
  const former = new Map(before.facts.map((fact) => [fact.id, fact]));
  const later = new Map(after.facts.map((fact) => [fact.id, fact]));
  const changed = new Map<string, Fact | null>();
  for (const id of former.keys()) if (!later.has(id)) changed.set(id, null);
  for (const [id, fact] of later) if (!isSameData(former.get(id), fact)) changed.set(id, fact);
  const known = new Set(sealed.facts.map(({ id }) => id));
  const kept = sealed.facts.flatMap((fact) => {
    const now = changed.get(fact.id);
    return now === undefined ? [fact] : now === null ? [] : [now];
  });
  const added = [...changed].flatMap(([id, fact]) => (fact && !known.has(id) && !former.has(id) ? [fact] : []));
  const { carriedRanks, ...rest } = sealed;
  const next = {
    ...rest,
    facts: [...kept, ...added],
    carried: replaced(sealed.carried, before.carried, after.carried),
    ...(carriedRanks && {
      carriedRanks: replaced(carriedRanks, before.carriedRanks ?? {}, after.carriedRanks ?? {}),
    }),
  };
  return isSameData(next, sealed) ? null : next;
}

function replaced<T>(
  sealed: Readonly<Record<string, T>>,
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(sealed).map(([code, value]) => {
      const now = after[code];
      const same = now === undefined || isSameData(now, before[code] ?? null);
      return [code, same ? value : now];
    }),
  );
}

/** What is signed: the corrections, and what goes into and comes out of every review they touch. */
export function previewDigest(changes: readonly Change[], reviews: readonly ReviewTouched[]): string {
  return digest(
    canonical({
      format: 1,
      changes: changes.map(({ itemId, remedy, ground, groundNo, reason }) => ({
        itemId,
        remedy,
        ground,
        groundNo,
        reason,
      })),
      reviews: reviews.map(({ review, state, former, input, output }) => ({ review, state, former, input, output })),
    }),
  );
}

/** Days whose facts a record or a figure in a set changes. */
export function frozenDaysOf(remedy: Extract<Remedy, { kind: "RECORD" | "FIGURE" }>): readonly Day[] {
  if (remedy.kind === "FIGURE") return [remedy.figure.on];
  return [remedy.record.onDay, ...(remedy.instead ? [remedy.instead.onDay] : [])];
}

/** Streams of which a named body sets the points (R18): those that the plan gives to one, and those of a ledger with a range. */
export function discretionary(programme: Programme): ReadonlySet<string> {
  const codes = new Set((programme.streams ?? []).flatMap(({ code, body }) => (body === undefined ? [] : [code])));
  const ranged = { sheets: programme.sheets, roots: programme.reviews.map(({ root }) => root) };
  visit(ranged, ({ between, from }) => {
    if (between && from && typeof from === "object" && "stream" in from) codes.add(String(from.stream));
  });
  return codes;
}

/**
 * Whose act a record of the stream is after freezing: what the plan gives to a body is put into a set by that body alone;
 * in a stream whose points a body sets it is the leading group's own act when one of them does it, else the office's finding.
 */
export function decideGround(
  programme: Programme,
  stream: Pick<StreamPlan, "code" | "body">,
  actsFor: { readonly group: boolean },
): Result<"OFFICE" | "COMMITTEE", "NOT_THE_BODY"> {
  if (stream.body === "LEADING_GROUP" && !actsFor.group) return refuse("NOT_THE_BODY", { field: "stream" });
  const own = stream.body === "OFFICE" || (actsFor.group && discretionary(programme).has(stream.code));
  return accept(own ? "COMMITTEE" : "OFFICE");
}

export type SetState = "OPEN" | "APPLIED" | "CANCELLED";

interface PreviewKnown {
  readonly digest: string;
  readonly reviews: readonly Pick<ReviewTouched, "formerId">[];
}

/** Signing and applying go by the last preview, as somebody has read it, while every result it starts from still counts. */
export function decidePreview(
  state: SetState,
  preview: PreviewKnown | null,
  read: string,
  current: ReadonlySet<string>,
): Result<void, "SET_CLOSED" | "NO_PREVIEW" | "PREVIEW_CHANGED" | "STALE"> {
  if (state !== "OPEN") return refuse("SET_CLOSED");
  if (!preview) return refuse("NO_PREVIEW");
  if (preview.digest !== read) return refuse("PREVIEW_CHANGED");
  if (preview.reviews.some(({ formerId }) => !current.has(formerId))) return refuse("STALE");
  return accept(undefined);
}

/** A published review whose result changes goes (back) on notice; any other must be signed again. */
export function stateAfter(state: ReviewTouched["state"]): "FROZEN" | "NOTICE" {
  return state === "NOTICE" || state === "FINAL" ? "NOTICE" : "FROZEN";
}

/** A line of a published result, as two results are compared. */
export interface Line {
  readonly subject: string;
  readonly rank: number | null;
  readonly total: string | null;
  readonly awards: readonly string[];
}

export interface LineChanged {
  readonly subject: string;
  readonly before: Omit<Line, "subject"> | null;
  readonly after: Omit<Line, "subject"> | null;
}

/** What differs between the result first put on notice and the one that counts, in the order of the latter. */
export function differences(before: readonly Line[], after: readonly Line[]): LineChanged[] {
  const ids = [...new Set([...after, ...before].map(({ subject }) => subject))];
  return ids.flatMap((subject) => {
    const [one, other] = [before, after].map((lines) => {
      const line = lines.find((candidate) => candidate.subject === subject);
      return line ? { rank: line.rank, total: line.total, awards: [...line.awards].sort() } : null;
    }) as [LineChanged["before"], LineChanged["after"]];
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [{ subject, before: one, after: other }];
  });
}

/** An objection needs a result on notice and one of its days. */
export function decideObjecting(
  state: string,
  noticeOn: Day | null,
  noticeDays: number,
  today: Day,
): Result<void, "NOT_ON_NOTICE" | "NOTICE_OVER"> {
  if (state !== "NOTICE" || noticeOn === null) return refuse("NOT_ON_NOTICE");
  const until = addDays(noticeOn, noticeDays);
  return noticeDays > 0 && today > until ? refuse("NOTICE_OVER", { values: { until } }) : accept(undefined);
}
