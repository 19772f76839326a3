import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { findCurrentActor } from "@/lib/access/loaders";
import { may } from "@/lib/access/policy";
import { perform } from "@/lib/access/usecase";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Refusal } from "@/lib/kernel/result";
import { db } from "@/lib/platform/db";
import { findPlan, gapsOf } from "../data";
import { planReferenceSchema } from "../schema";
import type { Incomplete, Prepared } from "../types";
import { runSimulation } from "../usecases";

export type Search = Readonly<Record<string, string | string[] | undefined>>;

export function one(search: Search, name: string): string {
  const value = search[name];
  return typeof value === "string" ? value.slice(0, 160) : "";
}

/** Simulations exist for those who may run them in this campaign. */
export async function requireSimulator(code: string): Promise<{ actor: Actor; campaign: CampaignForPage }> {
  const found = await requireCampaign(code);
  if (!may(found.actor, "simulations.run", found.campaign)) notFound();
  return found;
}

/** What the address asks for; nothing but strings, which the use case judges. */
export function askedOf(search: Search): Record<string, string> | null {
  if (one(search, "plan") === "" || one(search, "facts") === "") return null;
  const optional = ["review", "against"].flatMap((name) => {
    const value = one(search, name);
    return value === "" ? [] : [[name, value] as const];
  });
  return {
    plan: one(search, "plan"),
    facts: one(search, "facts"),
    earlier: one(search, "earlier") === "AGAIN" ? "AGAIN" : "KEPT",
    ...Object.fromEntries(optional),
  };
}

export type Run =
  | { readonly ok: true; readonly prepared: Prepared }
  | { readonly ok: false; readonly refusals: readonly Refusal[]; readonly incomplete: Incomplete | null };

/** Through the one door, once for each request and question; what one may not see is not there. */
export const run = cache(async (question: string): Promise<Run> => {
  const actor = await findCurrentActor();
  if (!actor) notFound();
  return runAs(actor, JSON.parse(question));
});

export async function runAs(actor: Actor, input: Record<string, string>): Promise<Run> {
  const outcome = await perform(runSimulation, { actor, input });
  if (outcome.ok) return { ok: true, prepared: outcome.value };
  const { refusals } = outcome;
  if (refusals.some(({ code }) => code === "NOT_FOUND")) notFound();
  const gap = refusals.find(({ code }) => code === "PLAN_INCOMPLETE");
  const reference = gap && planReferenceSchema.safeParse(gap.field === "against" ? input.against : input.plan);
  const plan = reference?.success ? await findPlan(db, actor, reference.data) : null;
  const linked =
    plan?.reference.kind === "DRAFT" && plan.path !== null && may(actor, "campaigns.edit", { path: plan.path });
  return { ok: false, refusals, incomplete: plan && { plan, missing: gapsOf(plan), linked } };
}

/** What a question comes to before anything is computed; null when it was not asked or is refused. */
export async function loadPrepared(code: string, search: Search): Promise<Prepared | null> {
  await requireSimulator(code);
  const asked = askedOf(search);
  const outcome = asked && (await run(JSON.stringify(asked)));
  return outcome?.ok ? outcome.prepared : null;
}
