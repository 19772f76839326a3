import "server-only";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { FormAction, FormState } from "@/lib/kernel/form";
import type { Refusal } from "@/lib/kernel/result";
import { objectFrom, valuesFrom } from "./form";
import { findCurrentActor, mustChangePassword } from "./loaders";
import { sameOriginSource } from "./origin";
import { refusedState, type Sentences } from "./refusals";
import { confirmsIdentity } from "./sessions";
import { perform, type UseCase } from "./usecase";

/** The only act open to somebody whose password was set by an administrator. */
const CHANGE_PASSWORD = "access.changePassword";

interface ActionOptions<I, T> {
  /** Where to go after it is done; a same-site path. Without it the form stays and says so. */
  readonly onward?: (value: T, input: I) => string;
  /** Message key said when done and staying, for example `complaints.done.stepAdded`; with its values when they come from the answer. */
  readonly done?: string | ((value: T) => { readonly key: string; readonly values?: Record<string, string | number> });
  /** Official acts ask for the password again, in the field `password` (SECURITY 19). */
  readonly official?: boolean;
  /** The room whose act is done through this one; it says what the own room has no words for. */
  readonly through?: string;
}

/**
 * Makes a server action of a use case. Every export of a "use server" file is made here, so no action can forget the
 * session, the origin, the schema, the policy or the audit.
 */
export function action<I, S, T>(act: UseCase<I, S, T>, options: ActionOptions<I, T> = {}): FormAction {
  const room = [act.name.slice(0, act.name.indexOf(".")), ...(options.through ? [options.through] : [])];
  return async (_previous, data) => {
    const say = (await getTranslations()) as unknown as Sentences;
    const values = valuesFrom(data);
    const refused = (...codes: { code: string; field?: string }[]): FormState => refusedState(codes, room, say, values);

    const source = await sameOriginSource();
    if (source === null) return refused({ code: "FOREIGN_ORIGIN" });
    const actor = await findCurrentActor();
    if (!actor) return refused({ code: "SESSION_ENDED" });

    if (act.name !== CHANGE_PASSWORD && (await mustChangePassword())) return refused({ code: "PASSWORD_CHANGE_DUE" });
    const input = tryObjectFrom(data);
    if (!input) return refused({ code: "INVALID" });
    if (options.official) {
      const identity = typeof input.password === "string" ? input.password : "";
      delete input.password;
      if (!(await confirmsIdentity(actor.accountId, identity, source)))
        return refused({ code: "WRONG_IDENTITY", field: "password" });
    }

    const key = data.get("_key");
    const outcome = await perform(act, { actor, input, source, ...(typeof key === "string" && key ? { key } : {}) });
    if (!outcome.ok) return refusedState(outcome.refusals, room, say, values, outcome.reference);

    revalidatePath("/", "layout");
    if (options.onward) redirect(options.onward(outcome.value, input as I));
    const said =
      typeof options.done === "function" ? options.done(outcome.value) : options.done && { key: options.done };
    return { status: "done", ...(said ? { message: say(said.key, said.values) } : {}) };
  };
}

type OpenAnswer = { readonly redirectTo: string } | { readonly refusals: readonly [Refusal, ...Refusal[]] };

/** For the few acts before there is a session (sign-in, first set-up): own origin and a state, nothing else is given. */
export function openAction(
  room: string,
  run: (data: Record<string, unknown>, source: string) => Promise<OpenAnswer>,
): FormAction {
  return async (_previous, data) => {
    const say = (await getTranslations()) as unknown as Sentences;
    const values = valuesFrom(data);
    const refused = (refusals: readonly Refusal[]): FormState => refusedState(refusals, room, say, values);
    const source = await sameOriginSource();
    if (source === null) return refused([{ code: "FOREIGN_ORIGIN" }]);
    const input = tryObjectFrom(data);
    if (!input) return refused([{ code: "INVALID" }]);
    const answer = await run(input, source);
    if ("redirectTo" in answer) redirect(answer.redirectTo);
    return refused(answer.refusals);
  };
}

function tryObjectFrom(data: FormData): Record<string, unknown> | null {
  try {
    return objectFrom(data);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
