import { findActor } from "@/lib/access/data";
import type { UseCase } from "@/lib/access/usecase";
import { perform } from "@/lib/access/usecase";
import type { Actor } from "@/lib/kernel/actor";
import { setClock, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";

/** Sets the clock of the story: `at("2026-07-01", "09:30")`, Shanghai time. */
export function at(day: string, time = "09:00"): void {
  const moment = new Date(`${day}T${time}:00+08:00`);
  setClock(() => moment);
}

/** Does what a person of the story does, through the same door as the pages. A refusal ends the story: it is a mistake in it. */
export async function act<I, S, T>(asUseCase: UseCase<I, S, T>, actor: Actor, input: unknown): Promise<T> {
  const outcome = await perform(asUseCase, { actor, input, source: "demo" });
  if (outcome.ok) return outcome.value;
  throw new Error(
    `${asUseCase.name} on ${today()} was refused: ${JSON.stringify(outcome.refusals)} for ${JSON.stringify(input).slice(0, 600)}`,
  );
}

/** The signed-in person behind an account, as of the story's day. */
export async function as(accountId: string): Promise<Actor> {
  const actor = await findActor(db, accountId, new Date(today()), "SESSION");
  if (!actor) throw new Error(`no actor for account ${accountId}`);
  return actor;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
