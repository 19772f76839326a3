import "server-only";
import type { z } from "zod";
import type { Permission } from "@/lib/access/matrix";
import { allows } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import type { Result } from "@/lib/kernel/result";
import { findUnit, findUnitByCode } from "@/lib/organisation/data";
import { findCampaign } from "./data";
import { createCampaign } from "./mutations/create";
import * as document from "./mutations/document";
import * as people from "./mutations/people";
import * as plan from "./mutations/plan";
import * as publication from "./mutations/publish";
import type { Saved } from "./mutations/save";
import { blanksOf } from "./rules/blanks";
import * as schema from "./schema";
import * as planSchema from "./schema/plan";
import type { Campaign } from "./types";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const create = asUseCase({
  name: "campaigns.create",
  input: schema.createInput,
  subject: ({ tx, today }, input) =>
    UUID.test(input.organiser) ? findUnit(tx, input.organiser, today) : findUnitByCode(tx, input.organiser, today),
  policy: allows("campaigns.edit"),
  run: createCampaign,
  trace: (input, organiser, saved) => ({
    subject: saved.code,
    detail: { programme: input.programme, year: input.year, organiser: organiser.code },
  }),
});

interface Target {
  readonly campaign: string;
  readonly version: number;
}

/** An act on a campaign that exists: found by code or id, and absent for whoever may not do it. */
function onCampaign<I extends Target, T extends Saved>(
  name: string,
  input: z.ZodType<I>,
  run: (context: Context, input: I, campaign: Campaign) => Promise<Result<T>>,
  permission: Permission = "campaigns.edit",
) {
  return asUseCase({
    name: `campaigns.${name}`,
    input,
    subject: ({ tx }: Context, given: I) => findCampaign(tx, given.campaign),
    policy: allows(permission),
    run,
    trace: (given: I, campaign: Campaign, saved: T) => ({
      subject: campaign.code,
      campaignId: campaign.id,
      detail: { version: saved.version, ...changesIn(given, campaign) },
    }),
  });
}

/** For the audit trail: which blanks got another value, from what to what. */
function changesIn(given: object, campaign: Campaign): Record<string, unknown> {
  // Parts of the plan: what was done, and where.
  if ("act" in given || "at" in given)
    return { at: "at" in given ? given.at : "", ...("act" in given ? { act: given.act } : {}) };
  if (!("values" in given)) return {};
  const blanks = blanksOf(campaign.draft);
  const changes = Object.entries(given.values as Record<string, string>).flatMap(([path, to]) => {
    const from = blanks.get(path)?.value ?? "";
    return from === to ? [] : [{ path, from, to }];
  });
  return { changes };
}

export const editBasics = onCampaign("editBasics", schema.basicsInput, document.editBasics);
export const editSeats = onCampaign("editSeats", schema.seatsInput, document.editSeats);
export const editCommittee = onCampaign("editCommittee", schema.committeeInput, people.editCommittee);
export const editGroups = onCampaign("editGroups", schema.groupsInput, document.editGroups);
export const editUnits = onCampaign("editUnits", schema.unitsInput, people.editUnits);
export const editStandards = onCampaign("editStandards", schema.standardsInput, people.editStandards);
export const editPhases = onCampaign("editPhases", schema.phasesInput, document.editPhases);
export const editScoring = onCampaign("editScoring", schema.scoringInput, document.editScoring);
export const editReviews = onCampaign("editReviews", schema.reviewsInput, document.editReviews);
export const editAward = onCampaign("editAward", schema.awardInput, document.editAward);
export const editPenalties = onCampaign("editPenalties", schema.penaltiesInput, document.editPenalties);
export const publish = onCampaign("publish", schema.publishInput, publication.publishCampaign, "campaigns.publish");
export const revise = onCampaign("revise", schema.reviseInput, publication.reviseCampaign, "campaigns.publish");
export const discard = onCampaign("discard", schema.discardInput, publication.discardRevision);
export const editPart = onCampaign("editPart", planSchema.partInput, plan.editPart);
export const changePlan = onCampaign("changePlan", planSchema.structureInput, plan.changePlan);
export const undoPlan = onCampaign("undoPlan", planSchema.stepInput, plan.undoPlan);
export const redoPlan = onCampaign("redoPlan", planSchema.stepInput, plan.redoPlan);
export const bringPlan = onCampaign("bringPlan", planSchema.bringInput, plan.bringPlan);
export const takePlan = onCampaign("takePlan", planSchema.takeInput, plan.takePlan);
export const leavePlan = onCampaign("leavePlan", planSchema.takeInput, plan.leavePlan);
