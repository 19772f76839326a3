import "server-only";
import type { Refusal } from "@/lib/kernel/result";
import type { Steps } from "@/lib/kernel/steps";
import type { Text } from "@/lib/kernel/text";
import { inBreaths } from "@/lib/platform/breath";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapSubjects } from "@/lib/reviews/subjects";
import { reviewInputInSteps } from "@/lib/scoring/simulate";
import { type Luck, LuckTest } from "@/lib/scoring/simulate/luck";
import { namesOf, visitStreams } from "../rules/plans";
import { type LuckAsked, luckInput } from "../schema";
import type { Incomplete, Prepared } from "../types";
import { askedOf, one, requireSimulator, run, type Search } from "./access";

/** Luck tests at the same time: each takes a processor for seconds, and people are waiting at the others. */
const AT_ONCE = 2;
let running = 0;

/** After this a test ends with what it has drawn. */
const SECONDS = 25;

export interface LuckView {
  readonly prepared: Prepared;
  readonly luck: Luck;
  /** Asked for; fewer were drawn when time ran out. */
  readonly wanted: number;
  readonly units: ReadonlyMap<string, { readonly code: string; readonly name: Text }>;
  readonly names: ReadonlyMap<string, Text>;
}

export type LuckAnswer =
  | { readonly kind: "NOT_ASKED" }
  | { readonly kind: "BUSY" }
  | { readonly kind: "NO_VISITS" }
  | { readonly kind: "REFUSED"; readonly refusals: readonly Refusal[]; readonly incomplete: Incomplete | null }
  | { readonly kind: "DONE"; readonly view: LuckView };

/** The luck test of a plan on the facts of a review. Gives way to others while it runs, and ends in bounded time. */
export async function loadLuck(code: string, search: Search): Promise<LuckAnswer> {
  await requireSimulator(code);
  const question = askedOf(search);
  if (!question) return { kind: "NOT_ASKED" };
  const asked = luckInput.safeParse({ seed: one(search, "seed") || "1", draws: Number(one(search, "draws") || 1_000) });
  if (!asked.success) return { kind: "REFUSED", refusals: [{ code: "DRAWS" }], incomplete: null };
  const outcome = await run(JSON.stringify(question));
  if (!outcome.ok) return { kind: "REFUSED", refusals: outcome.refusals, incomplete: outcome.incomplete };
  if (visitStreams(outcome.prepared.input.facts).length === 0) return { kind: "NO_VISITS" };
  if (running >= AT_ONCE) return { kind: "BUSY" };
  running += 1;
  try {
    return { kind: "DONE", view: await viewOf(outcome.prepared, asked.data) };
  } finally {
    running -= 1;
  }
}

export async function viewOf(prepared: Prepared, asked: LuckAsked): Promise<LuckView> {
  const luck = await drawLuck(prepared, asked, SECONDS * 1_000);
  const ids = luck.subjects.map(({ subject }) => subject);
  const named = await mapSubjects(db, prepared.after.programme, ids, today());
  return { prepared, luck, wanted: asked.draws, units: named, names: namesOf([prepared.after.programme]) };
}

export async function drawLuck(prepared: Prepared, { seed, draws }: LuckAsked, milliseconds: number): Promise<Luck> {
  const input = await inBreaths(reviewInputInSteps(prepared.input));
  const test = new LuckTest({ input, visits: visitStreams(input.facts), seed });
  await inBreaths(drawn(test, draws), performance.now() + milliseconds);
  return test.result();
}

function* drawn(test: LuckTest, draws: number): Steps<void> {
  while (test.draws < draws) {
    test.draw();
    yield;
  }
}
