import "server-only";
import { notFound } from "next/navigation";
import { may, mayAnywhere, rootsFor } from "@/lib/access/policy";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { campaignRange } from "@/lib/campaigns/rules/place";
import { findFreezeOn, mapReversals } from "@/lib/facts/data";
import { type Day, quartersIn } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listUnitsUnder, mapUnits } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { dutyStatuses } from "@/lib/scoring/duties";
import type { DutyStatus } from "@/lib/scoring/types";
import { learningFacts, listLearning } from "./data";
import { LEARNING_KINDS, type LearningEntry } from "./types";

export interface QuarterOfLearning {
  readonly quarter: string;
  readonly from: Day;
  readonly to: Day;
  readonly duty: DutyStatus | null;
  readonly entries: readonly (LearningEntry & { readonly reversible: boolean })[];
}

/**
 * Every lecture, quiz and contest of the campaign by quarter, newest quarter first, with what the plan asks for.
 * The duty is the organiser's, and whatever any of its units held counts towards it; everybody in the campaign may see it.
 */
export async function loadLearning(code: string) {
  const { actor, campaign } = await requireCampaign(code);
  const day = today();
  const range = campaignRange(campaign.programme);
  const [events, reversals, facts] = await Promise.all([
    listLearning(db, campaign.id),
    mapReversals(db, campaign.id),
    range ? learningFacts(db, campaign.id, range) : [],
  ]);
  const units = await mapUnits(
    db,
    events.map((event) => event.unitId),
    day,
  );
  const frozen = new Set<Day>();
  for (const heldOn of new Set(events.map((event) => event.heldOn))) {
    if (await findFreezeOn(db, campaign.id, heldOn)) frozen.add(heldOn);
  }
  const plan = campaign.programme.duties.find((duty) => duty.from.stream === "learning") ?? null;
  const statuses =
    campaign.state === "PUBLISHED" && plan ? dutyStatuses({ ...campaign.programme, duties: [plan] }, facts, day) : [];
  const mayReverse = (path: string | undefined) => path !== undefined && may(actor, "facts.reverse", { path });
  const quarters = range ? quartersIn(range).filter(({ from }) => from <= day) : [];
  return {
    campaign,
    today: day,
    duty: plan && { name: plan.name, article: plan.clause?.article ?? null },
    overdue: statuses.filter((status) => status.state === "OVERDUE").length,
    count: facts.filter((fact) => fact.state === "COUNTED").length,
    people: facts.reduce((sum, fact) => sum + (fact.state === "COUNTED" ? Number(fact.value) : 0), 0),
    mayRecord: campaign.state === "PUBLISHED" && !campaign.archived && mayAnywhere(actor, "learning.record"),
    quarters: quarters.reverse().map(
      ({ quarter, from, to }): QuarterOfLearning => ({
        quarter,
        from,
        to,
        duty: statuses.find((status) => status.window.name === quarter) ?? null,
        entries: events
          .filter((event) => from <= event.heldOn && event.heldOn <= to)
          .map((event) => {
            const reversal = reversals.get(event.id) ?? null;
            return {
              no: event.no,
              kind: LEARNING_KINDS.find((kind) => kind === event.kind) ?? "LECTURE",
              title: event.title,
              unit: units.get(event.unitId)?.name ?? { zh: "", en: "" },
              heldOn: event.heldOn,
              attendance: event.attendance,
              note: event.note,
              files: event.evidence.length,
              recordedBy: event.recordedBy,
              reversed: reversal?.reason ?? null,
              reversible: reversal === null && !frozen.has(event.heldOn) && mayReverse(units.get(event.unitId)?.path),
            };
          }),
      }),
    ),
  };
}

/** Units for which the actor may record an event: the organiser and whatever hangs below it. */
export async function loadLearningForm(code: string) {
  const { actor, campaign } = await requireCampaign(code);
  const day = today();
  const roots = rootsFor(actor, "learning.record").map((root) =>
    campaign.path.startsWith(root) ? campaign.path : root,
  );
  const units = (await listUnitsUnder(db, roots, day)).filter((unit) => unit.path.startsWith(campaign.path));
  if (units.length === 0) notFound();
  const plan = campaign.programme.duties.find((duty) => duty.from.stream === "learning");
  return {
    campaign,
    today: day,
    article: plan?.clause?.article ?? (null as Text | null),
    units: units.map(({ code, name, level }) => ({ code, name, level })),
  };
}
