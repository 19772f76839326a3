import "server-only";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { findInspection, listInspections } from "@/lib/inspections/data/records";
import { sightFor } from "@/lib/inspections/loaders/records";
import type { InspectionRow } from "@/lib/inspections/types";
import type { Day } from "@/lib/kernel/calendar";
import { findUnit, findUnitByCode } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findInspected, findSuggestion, listPlans, mapFollowed } from "./data";
import { mayPlan, maySuggest } from "./policy";
import type { Plan, Suggestion } from "./types";

export interface Improvement {
  readonly campaign: string;
  readonly no: string;
  readonly onDay: Day;
  readonly today: Day;
  readonly suggestion: Suggestion | null;
  /** The one that holds first. */
  readonly plans: readonly Plan[];
  readonly may: { readonly suggest: boolean; readonly plan: boolean };
}

/** Suggestions and plan of an inspection, for whoever reads the inspection; null: none, and none to be written. */
export async function loadImprovement(code: string, no: string): Promise<Improvement | null> {
  const { actor, campaign } = await requireCampaign(code);
  const inspection = await findInspection(db, campaign.id, no, await sightFor(actor, campaign));
  if (!inspection || inspection.method === "SELF") return null;
  const [suggestion, plans, unit, inspected] = await Promise.all([
    findSuggestion(db, inspection.id),
    listPlans(db, inspection.id),
    findUnit(db, inspection.unit.id, today()),
    findInspected(db, campaign.id, inspection.no),
  ]);
  if (!inspected) return null;
  const { authorId, hidden, reversed } = inspected;
  const open = !campaign.archived && !reversed;
  const path = unit?.path ?? campaign.path;
  const may = {
    suggest: open && suggestion === null && maySuggest(actor, { path, authorId }),
    plan: open && mayPlan(actor, { path, hidden }),
  };
  if (!suggestion && plans.length === 0 && !may.suggest && !may.plan) return null;
  return {
    campaign: campaign.code,
    no: inspection.no,
    onDay: inspection.onDay,
    today: today(),
    suggestion,
    plans,
    may,
  };
}

export interface Reported {
  readonly inspection: InspectionRow;
  readonly suggested: boolean;
  /** Day on which the outlet talked about it for its plan. */
  readonly heldOn: Day | null;
}

const LAST = 6;
/** Self-checks stand between the others in the list that is read. */
const AMONG = 60;

/** The last inspections of an outlet by others that the reader may see, each with what came of it. */
export async function loadReported(code: string, unitCode: string): Promise<readonly Reported[]> {
  const { actor, campaign } = await requireCampaign(code);
  const unit = await findUnitByCode(db, unitCode, today());
  const sight = await sightFor(actor, campaign);
  if (!unit || (sight.unitIds !== null && !sight.unitIds.includes(unit.id))) return [];
  const filter = { unitId: unit.id, state: "COUNTED" as const };
  const { rows } = await listInspections(db, campaign.id, sight, filter, { size: AMONG, page: 1 });
  const last = rows.filter(({ method }) => method !== "SELF").slice(0, LAST);
  const followed = await mapFollowed(
    db,
    last.map(({ id }) => id),
  );
  return last.map((inspection) => ({
    inspection,
    suggested: followed.get(inspection.id)?.suggested ?? false,
    heldOn: followed.get(inspection.id)?.heldOn ?? null,
  }));
}
