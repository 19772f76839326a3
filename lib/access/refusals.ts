import type { FormState } from "@/lib/kernel/form";
import type { Refusal } from "@/lib/kernel/result";

/** What `next-intl` hands out, untyped on purpose: codes are data, and a test walks every code of every room. */
export interface Sentences {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
}

/** The sentence of a refusal: the room's own if it has one, then that of the rooms it acts through, else the common one. */
export function sentenceOf(refusal: Refusal, room: string | readonly string[], say: Sentences): string {
  const keys = [
    ...[room].flat().flatMap((one) => [`${one}.refusals.${refusal.code}`, `${one}.faults.${refusal.code}`]),
    `access.refusals.${refusal.code}`,
    `access.fields.${refusal.code}`,
  ];
  const key = keys.find((candidate) => say.has(candidate));
  return say(key ?? "access.refusals.INVALID", refusal.values);
}

/** Refusals as the state a form shows: those of a field at the field, the others on top. */
export function refusedState(
  refusals: readonly Refusal[],
  room: string | readonly string[],
  say: Sentences,
  values: Record<string, string>,
  reference?: string,
): FormState {
  const fieldErrors: Record<string, string[]> = {};
  const general: string[] = [];
  for (const refusal of refusals) {
    const sentence = sentenceOf(refusal, room, say);
    if (refusal.field) {
      fieldErrors[refusal.field] ??= [];
      fieldErrors[refusal.field]?.push(sentence);
    } else general.push(sentence);
  }
  return {
    status: "refused",
    message: general.length > 0 ? general.join(" ") : say("access.refusals.INVALID"),
    fieldErrors,
    values,
    ...(reference ? { reference } : {}),
  };
}
