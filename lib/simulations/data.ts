import "server-only";
import { may } from "@/lib/access/policy";
import { campaignsFor, findCampaign, listPlanVersions, mayEnter } from "@/lib/campaigns/data";
import { findProgramme } from "@/lib/campaigns/programmes";
import { blockersOf, type Missing, missingFor } from "@/lib/campaigns/rules/readiness";
import type { Campaign } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { db, Tx } from "@/lib/platform/db";
import { findResult, readComputed, readLife } from "@/lib/reviews/data";
import { gatherFacts } from "@/lib/reviews/gather";
import type { ReviewSubject } from "@/lib/reviews/types";
import { type Programme, programmeSchema, type ReviewPlan } from "@/lib/scoring/programme/schema";
import type { Fact, ReviewInput } from "@/lib/scoring/types";
import type { FoundPlan, PlanReference } from "./types";

export type Reader = Tx | typeof db;

/** A plan by its reference; null when there is none, or when it is a working copy that the actor could not even open. */
export async function findPlan(reader: Reader, actor: Actor, reference: PlanReference): Promise<FoundPlan | null> {
  if (reference.kind === "PROGRAMME") {
    const programme = findProgramme(reference.code);
    return programme && { reference, path: null, name: programme.name, programme, moved: 0 };
  }
  const campaign = await findCampaign(reader, reference.campaign);
  if (!campaign || !mayEnter(actor, campaign)) return null;
  const found = { reference, path: campaign.path, name: campaign.name, moved: 0 };
  if (reference.kind === "DRAFT") return { ...found, programme: campaign.draft };
  const row = await reader.campaignPlan.findFirst({
    where: { campaignId: campaign.id, version: reference.version },
    select: { document: true },
  });
  return row && { ...found, programme: programmeSchema.parse(row.document) };
}

/** What the document itself lacks before anything can be computed from it, each with its place. */
export function gapsOf(plan: FoundPlan): Missing[] {
  const beside = {
    committee: [],
    participants: [],
    headed: new Set<string>(),
    pinned: new Set<never>(),
    undecided: [],
  };
  const all = missingFor({ programme: plan.programme, name: plan.name, ...beside });
  return blockersOf(all).filter((item) => item.from === "document");
}

/** The plan that held for a review with its number: that of its result, or the one in force. */
export interface Held {
  readonly programme: Programme;
  readonly version: number;
  readonly review: ReviewPlan;
  readonly sealed: boolean;
  readonly input: ReviewInput;
}

/**
 * The facts of a review, exactly as its own computation has them: the sealed input once it was frozen, else everything
 * up to now. `tried` may look at other days or take over other reviews; while nothing is sealed those are read as well.
 */
export async function readHeld(
  reader: Reader,
  subject: ReviewSubject,
  tried: { programme: Programme; review: ReviewPlan } | null,
): Promise<Held> {
  const { campaign, review } = subject;
  const result = await findResult(reader, await readLife(reader, campaign.id, review.code));
  if (result) {
    const { input, programme } = await readComputed(reader, campaign.code, review.code, result);
    const held = programme.reviews.find(({ code }) => code === review.code) ?? review;
    return { programme, version: result.planVersion, review: held, sealed: true, input };
  }
  const input = await gatherFacts(reader, subject);
  const { programme, version } = subject.plan;
  const held = { programme, version, review, sealed: false };
  if (!tried) return { ...held, input };
  const more = await gatherFacts(reader, {
    ...subject,
    plan: { ...subject.plan, programme: tried.programme },
    review: tried.review,
  });
  const carriedRanks = { ...more.carriedRanks, ...input.carriedRanks };
  return {
    ...held,
    input: {
      ...input,
      facts: together(input.facts, more.facts),
      carried: { ...more.carried, ...input.carried },
      ...(Object.keys(carriedRanks).length > 0 ? { carriedRanks } : {}),
    },
  };
}

function together(one: readonly Fact[], other: readonly Fact[]): Fact[] {
  return [...new Map([...other, ...one].map((fact) => [fact.id, fact])).values()];
}

/** What the form offers: campaigns in which the actor may try plans, with their plans and, once published, their reviews. */
export interface CampaignChoice {
  readonly campaign: Campaign;
  readonly versions: readonly number[];
}

export async function listChoices(reader: Reader, actor: Actor): Promise<CampaignChoice[]> {
  const campaigns = (await campaignsFor(reader, actor)).filter((campaign) => may(actor, "simulations.run", campaign));
  const choices: CampaignChoice[] = [];
  for (const campaign of campaigns) {
    const versions = campaign.plan ? await listPlanVersions(reader, campaign.id) : [];
    choices.push({ campaign, versions: versions.map(({ version }) => version) });
  }
  return choices;
}
