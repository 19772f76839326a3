import "server-only";
import { createHmac, randomUUID } from "node:crypto";
import canonicalize from "canonicalize";
import type { z } from "zod";
import type { Actor } from "@/lib/kernel/actor";
import { type Refusal, type Result, refuseAll } from "@/lib/kernel/result";
import { now, today } from "@/lib/platform/clock";
import { inTransaction } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { ARCHIVED, isArchiveClosed, isArchived } from "./archive";
import { faultsOf } from "./faults";
import { type AuditLine, auditInSql, writeAudit } from "./mutations/audit";
import type { Policy } from "./policy";
import type { Context, Outcome } from "./types";

/**
 * One thing somebody can do. Pages, the HTTP API, jobs and the demo bank all come through `perform`, so there is one
 * door: strict parse → the subject loaded by us → policy → idempotency → run → audit, in one transaction.
 */
export interface UseCase<I, S, T> {
  /** `<room>.<verb>`; the audit verb, and where the sentences of its refusals stand. */
  readonly name: string;
  readonly input: z.ZodType<I>;
  /** Finds what the act is about from ids alone; null reads as "not found". A form never tells us whose it is. */
  readonly subject: (context: Context, input: I) => Promise<S | null>;
  readonly policy: Policy<S, I>;
  readonly run: (context: Context, input: I, subject: S) => Promise<Result<T>>;
  /** What the audit row says about it; ids and codes, never personal data. */
  readonly trace?: (
    input: I,
    subject: S,
    value: T,
  ) => { subject?: string; campaignId?: string; detail?: Record<string, unknown> };
  /** It changes nothing of a campaign (reads, files made of it), so that the archive does not change what it answers. */
  readonly reads?: true;
  /**
   * A secret vote: no key is kept for it, because the hash of what was sent would tell the choice to whoever tries them all,
   * and a fault is logged without its words. Its own rows must make sure that it happens once.
   */
  readonly anonymous?: true;
  /** What of the answer may be kept for the same request sent again; all of it unless said otherwise. A secret is shown once. */
  readonly remember?: (value: T) => T;
}

export function asUseCase<I, S, T>(definition: UseCase<I, S, T>): UseCase<I, S, T> {
  return definition;
}

export interface Request {
  readonly actor: Actor;
  readonly input: unknown;
  /** Idempotency key; the same key with the same input gives the same answer again. */
  readonly key?: string;
  readonly source?: string;
}

/** Thrown inside the transaction so that a refusal leaves nothing behind. */
class Refused extends Error {
  constructor(readonly refusals: readonly [Refusal, ...Refusal[]]) {
    super("refused");
  }
}

export async function perform<I, S, T>(act: UseCase<I, S, T>, request: Request, again = false): Promise<Outcome<T>> {
  const parsed = act.input.safeParse(request.input, { reportInput: true });
  if (!parsed.success) return refuseAll(parsed.error.issues.flatMap(faultsOf));
  const input = parsed.data;
  const key = act.anonymous ? undefined : request.key;
  const bodyHash = key === undefined ? "" : hashOf(input);

  try {
    const value = await inTransaction(async (tx) => {
      const context: Context = { actor: request.actor, now: now(), today: today(), tx };
      if (key) {
        const earlier = await tx.idempotencyKey.findUnique({
          where: { actorId_key: { actorId: request.actor.accountId, key } },
        });
        if (earlier && (earlier.bodyHash !== bodyHash || earlier.action !== act.name)) {
          throw new Refused([{ code: "KEY_REUSED" }]);
        }
        if (earlier) return (earlier.result as { value: T }).value;
      }
      const subject = await act.subject(context, input);
      if (subject === null || !act.policy(request.actor, subject, input)) throw new Refused([{ code: "NOT_FOUND" }]);
      const lineOf = (value: T): AuditLine => ({
        actor: request.actor,
        action: act.name,
        outcome: "DONE",
        source: request.source,
        ...act.trace?.(input, subject, value),
      });
      let written = false;
      const audited: Context["audited"] = (value, no) => {
        written = true;
        return auditInSql(lineOf(value as T), no);
      };
      const result = await act.run({ ...context, audited }, input, subject);
      if (!result.ok) {
        // Whatever else is wrong with it: nobody changes what is in the archive.
        if (!act.reads && (await isArchived(tx, subject))) throw new Refused([{ code: ARCHIVED }]);
        throw new Refused(result.refusals);
      }
      if (!written) await writeAudit(tx, lineOf(result.value));
      if (key) {
        await tx.idempotencyKey.create({
          data: {
            actorId: request.actor.accountId,
            key,
            action: act.name,
            bodyHash,
            result: { value: ((act.remember ? act.remember(result.value) : result.value) ?? null) as never },
          },
        });
      }
      return result.value;
    });
    return { ok: true, value };
  } catch (error) {
    const refused =
      error instanceof Refused ? error : isArchiveClosed(error) ? new Refused([{ code: ARCHIVED }]) : null;
    if (refused) {
      await inTransaction((tx) =>
        writeAudit(tx, {
          actor: request.actor,
          action: act.name,
          outcome: "REFUSED",
          source: request.source,
          detail: { codes: refused.refusals.map((refusal) => refusal.code) },
        }),
      );
      return { ok: false, refusals: refused.refusals };
    }
    if (isUniqueClash(error)) {
      // Two at once, and the other was first: looking again finds its result (same key) or the room's own refusal.
      return again ? { ok: false, refusals: [{ code: "STALE" }] } : perform(act, request, true);
    }
    const reference = randomUUID().slice(0, 8);
    log.error({ ...(!act.anonymous && { err: error }), reference, action: act.name }, "use case failed");
    return { ok: false, refusals: [{ code: "FAILED", values: { reference } }], reference };
  }
}

/** Keyed, because an input may hold a password and the hash is stored. */
function hashOf(input: unknown): string {
  return createHmac("sha256", env.NEXTAUTH_SECRET)
    .update(canonicalize(input) ?? "")
    .digest("hex");
}

function isUniqueClash(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  // A statement of our own says it in PostgreSQL's words.
  return error.code === "P2002" || (error.code === "P2010" && /\b23505\b/.test(error.message));
}
