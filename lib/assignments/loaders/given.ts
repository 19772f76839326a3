import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listMysteryVisits } from "@/lib/mystery/data/visits";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { listSurveys } from "@/lib/surveys/data/surveys";
import { INTERVIEWED } from "@/lib/surveys/types";
import { listAssignments, listEvaluators } from "../data/assignments";
import type { AssignmentRow } from "../types";
import { rowsOf } from "./rows";

export interface GivenPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly rows: readonly AssignmentRow[];
  readonly mayGive: boolean;
}

/** What was handed to evaluators from outside, and how far it is. */
export async function loadGiven(code: string): Promise<GivenPage> {
  const { actor, campaign } = await requireCampaign(code);
  if (!may(actor, "assignments.read", campaign)) notFound();
  return {
    campaign: { code: campaign.code, name: campaign.name },
    rows: await rowsOf(await listAssignments(db, campaign.id)),
    mayGive: !campaign.archived && campaign.planVersion !== null && may(actor, "assignments.give", campaign),
  };
}

export interface NewAssignmentPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly today: Day;
  readonly evaluators: readonly { readonly username: string; readonly name: string }[];
  /** Surveys in which interviewers ask, and mystery visits that are to be keyed. */
  readonly surveys: readonly { readonly no: string; readonly name: Text }[];
  readonly visits: readonly { readonly no: string; readonly unit: Text; readonly onDay: Day }[];
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
}

export async function loadNewAssignment(code: string): Promise<NewAssignmentPage> {
  const { actor, campaign } = await requireCampaign(code);
  if (campaign.archived || campaign.planVersion === null || !may(actor, "assignments.give", campaign)) notFound();
  const day = today();
  const [evaluators, surveys, visits, participants] = await Promise.all([
    listEvaluators(db, campaign.path),
    listSurveys(db, campaign.id),
    listMysteryVisits(db, campaign.id),
    listParticipants(db, campaign.id, day),
  ]);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    today: day,
    evaluators: evaluators.map(({ username, name }) => ({ username, name })),
    surveys: surveys
      .filter(({ kind, ending, to }) => INTERVIEWED.includes(kind) && ending === null && to >= day)
      .map(({ no, name }) => ({ no, name })),
    visits: visits
      .filter(({ state }) => state === "ASSIGNED" || state === "RETURNED" || state === "KEYED_ONCE")
      .map(({ no, unit, onDay }) => ({ no, unit: unit.name, onDay })),
    outlets: participants.map(({ unit }) => ({ code: unit.code, name: unit.name })),
  };
}
