import { z } from "zod";
import { codeSchema } from "@/lib/scoring/programme/nodes";
import type { PlanReference } from "./types";

const campaignCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/);

/** `draft:C-2026-01`, `version:C-2026-01:2`, `programme:P01`, as an address carries it. */
export const planReferenceSchema = z.string().transform((text, context): PlanReference => {
  const [kind, first = "", second = "", ...rest] = text.split(":");
  const campaign = campaignCode.safeParse(first);
  if (campaign.success && rest.length === 0) {
    if (kind === "draft" && second === "") return { kind: "DRAFT", campaign: campaign.data };
    if (kind === "programme" && second === "") return { kind: "PROGRAMME", code: campaign.data };
    if (kind === "version" && /^[1-9]\d{0,5}$/.test(second)) {
      return { kind: "VERSION", campaign: campaign.data, version: Number(second) };
    }
  }
  context.addIssue({ code: "custom", message: "PLAN_REFERENCE" });
  return z.NEVER;
});

/** `C-2026-01:H1`: the facts of this review of this campaign. */
export const factsReferenceSchema = z.string().transform((text, context) => {
  const [campaign, review, ...rest] = text.split(":");
  const found = z.object({ campaign: campaignCode, review: codeSchema }).safeParse({ campaign, review });
  if (found.success && rest.length === 0) return found.data;
  context.addIssue({ code: "custom", message: "FACTS_REFERENCE" });
  return z.NEVER;
});

export const EARLIER = ["KEPT", "AGAIN"] as const;

export const simulationInput = z.strictObject({
  facts: factsReferenceSchema,
  plan: planReferenceSchema,
  /** Review of the tried plan; absent: the one with the same code, else the first of the same kind, else the last. */
  review: codeSchema.optional(),
  /** Absent: the plan that held. */
  against: planReferenceSchema.optional(),
  earlier: z.enum(EARLIER),
});
export type SimulationAsked = z.infer<typeof simulationInput>;

export function writeReference(reference: PlanReference): string {
  switch (reference.kind) {
    case "DRAFT":
      return `draft:${reference.campaign}`;
    case "VERSION":
      return `version:${reference.campaign}:${reference.version}`;
    case "PROGRAMME":
      return `programme:${reference.code}`;
  }
}

/** Draws of a luck test: enough to tell a twentieth, and few enough to wait for. */
export const DRAWS = { least: 100, usual: 1_000, most: 5_000 } as const;

export const luckInput = z.strictObject({
  seed: z.string().trim().min(1).max(40),
  draws: z.int().min(DRAWS.least).max(DRAWS.most),
});
export type LuckAsked = z.infer<typeof luckInput>;
