import "server-only";
import { notFound } from "next/navigation";
import { may, mayAnywhere, rootsFor } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import type { Text } from "@/lib/kernel/text";
import type { Unit } from "@/lib/organisation/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findSheet } from "@/lib/standards/data";
import { findSurvey } from "../data/surveys";
import type { Survey, SurveyAnswer } from "../types";

export interface CampaignShown {
  readonly code: string;
  readonly name: Text;
}

export const shown = ({ code, name }: CampaignForPage): CampaignShown => ({ code, name });

/** ALL: while it runs; OWN: once it is closed. Either as far as the reader's rights reach. */
export type Sees = "ALL" | "OWN";

/** Null: surveys are nothing to the actor. */
export function sightFor(actor: Actor, campaign: { readonly path: string }): Sees | null {
  if (may(actor, "surveys.read", campaign) || mayAnywhere(actor, "surveys.record")) return "ALL";
  return mayAnywhere(actor, "surveys.read") ? "OWN" : null;
}

export async function requireReader(code: string) {
  const { actor, campaign } = await requireCampaign(code);
  const sees = sightFor(actor, campaign);
  if (!sees) notFound();
  return { actor, campaign, sees };
}

/** Outlets of the campaign that the reader's rights reach. */
export async function outletsFor(actor: Actor, campaign: CampaignForPage): Promise<Unit[]> {
  const roots = rootsFor(actor, "surveys.read");
  const participants = await listParticipants(db, campaign.id, today());
  return participants.map(({ unit }) => unit).filter(({ path }) => roots.some((root) => path.startsWith(root)));
}

export const counted = (answers: readonly SurveyAnswer[]) => answers.filter(({ struck }) => struck === null);

export async function questionnaireOf(survey: Survey) {
  const sheet = await findSheet(db, survey.versionId);
  if (!sheet) notFound();
  return sheet;
}

/** A survey that the reader may open: a branch only one that is closed. */
export async function requireSurvey(code: string, no: string) {
  const reader = await requireReader(code);
  const survey = await findSurvey(db, reader.campaign.id, no);
  if (!survey || (reader.sees === "OWN" && survey.ending?.kind !== "CLOSED")) notFound();
  return { ...reader, survey };
}

export function mayRecord(actor: Actor, campaign: { readonly path: string }): boolean {
  return rootsFor(actor, "surveys.record").some(
    (root) => root.startsWith(campaign.path) || campaign.path.startsWith(root),
  );
}
