import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import type { FormAction, FormState } from "@/lib/kernel/form";
import { env } from "@/lib/platform/env";
import { findCurrentActor } from "./loaders";
import { objectFrom, valuesFrom } from "./form";
import { refusedState, type Sentences } from "./refusals";
import { confirmsIdentity } from "./sessions";
import { perform, type UseCase } from "./usecase";

interface ActionOptions<I, T> {
  /** Where to go after it is done; a same-site path. Without it the form stays and says so. */
  readonly then?: (value: T, input: I) => string;
  /** Message key said when done and staying, for example `complaints.done.stepAdded`. */
  readonly done?: string;
  /** Official acts ask for the password again, in the field `password` (SECURITY 19). */
  readonly official?: boolean;
}

/**
 * Makes a server action of a use case. Every export of a "use server" file is made here, so no action can forget the
 * session, the origin, the schema, the policy or the audit.
 */
export function action<I, S, T>(act: UseCase<I, S, T>, options: ActionOptions<I, T> = {}): FormAction {
  const room = act.name.slice(0, act.name.indexOf("."));
  return async (_previous, data) => {
    const say = (await getTranslations()) as unknown as Sentences;
    const values = valuesFrom(data);
    const refused = (...codes: { code: string; field?: string }[]): FormState => refusedState(codes, room, say, values);

    const source = await sameOriginSource();
    if (source === null) return refused({ code: "FOREIGN_ORIGIN" });
    const actor = await findCurrentActor();
    if (!actor) return refused({ code: "SESSION_ENDED" });

    let input: Record<string, unknown>;
    try {
      input = objectFrom(data);
    } catch {
      return refused({ code: "INVALID" });
    }
    if (options.official) {
      const identity = typeof input.password === "string" ? input.password : "";
      delete input.password;
      if (!(await confirmsIdentity(actor.accountId, identity, source))) return refused({ code: "WRONG_IDENTITY", field: "password" });
    }

    const key = data.get("_key");
    const outcome = await perform(act, { actor, input, source, ...(typeof key === "string" && key ? { key } : {}) });
    if (!outcome.ok) return refusedState(outcome.refusals, room, say, values, outcome.reference);

    revalidatePath("/", "layout");
    if (options.then) redirect(options.then(outcome.value, input as I));
    return { status: "done", ...(options.done ? { message: say(options.done) } : {}) };
  };
}

/** For the few acts before there is a session (sign-in, first set-up): own origin and a state, nothing else is given. */
export function openAction(
  room: string,
  run: (data: Record<string, unknown>, source: string) => Promise<{ redirectTo: string } | { refusals: readonly [{ code: string; field?: string; values?: Record<string, string> }, ...{ code: string; field?: string; values?: Record<string, string> }[]] }>,
): FormAction {
  return async (_previous, data) => {
    const say = (await getTranslations()) as unknown as Sentences;
    const values = valuesFrom(data);
    const source = await sameOriginSource();
    if (source === null) return refusedState([{ code: "FOREIGN_ORIGIN" }], room, say, values);
    const answer = await run(objectFrom(data), source);
    if ("redirectTo" in answer) redirect(answer.redirectTo);
    return refusedState(answer.refusals, room, say, values);
  };
}

/** The caller's address when the request comes from our own origin, else null (SECURITY 5: a missing Origin is foreign too). */
export async function sameOriginSource(): Promise<string | null> {
  const given = await headers();
  if (given.get("origin") !== env.MINGYOU_ORIGIN) return null;
  return given.get("x-forwarded-for")?.split(",")[0]?.trim() || "direct";
}

/** A path on this site, or the start page: what a redirect may go to. */
export function samePath(path: unknown): string {
  return typeof path === "string" && /^\/(?![/\\])[^\s]*$/.test(path) ? path : "/";
}
