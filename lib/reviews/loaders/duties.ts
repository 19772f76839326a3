import "server-only";
import { may, rootsFor } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { campaignRange } from "@/lib/campaigns/rules/place";
import type { Actor } from "@/lib/kernel/actor";
import type { Text } from "@/lib/kernel/text";
import { listPeopleAtAny } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { dutyStatuses } from "@/lib/scoring/duties";
import type { DutyPlan } from "@/lib/scoring/programme/schema";
import { countsFindings, readFacts } from "../gather";
import { type DutyLine, dutyLines } from "../rules/duties";

/**
 * What must happen every week, month or quarter, and whether it did. Those who prepare
 * reviews see everything; everybody else what all have together to learn, and what is their own to do.
 */
export async function loadDuties(code: string): Promise<readonly DutyLine[]> {
  const { actor, campaign } = await requireCampaign(code);
  const { programme } = campaign;
  const range = campaign.state === "PUBLISHED" ? campaignRange(programme) : null;
  if (!range) return [];
  const all = may(actor, "reviews.readUnpublished", campaign);
  const duties = programme.duties.filter((duty) => all || duty.whose === "SUBJECT" || duty.from.stream === "learning");
  const lines: DutyLine[] = [];
  for (const over of ["UNIT", "PERSON"] as const) {
    const own = duties.filter((duty) => aboutOf(duty, programme.streams) === over);
    if (own.length === 0) continue;
    const subjects = own.some(({ whose }) => whose === "SUBJECT")
      ? await subjectsOf(actor, campaign.id, all, over)
      : new Map();
    const facts = await readFacts(db, campaign.id, range, { over, findings: countsFindings(programme) });
    const statuses = dutyStatuses({ ...programme, duties: own }, facts, today(), [...subjects.keys()]);
    lines.push(...dutyLines(own, statuses, subjects));
  }
  return lines;
}

/** Whom a duty's records are about: people where its stream is declared so. */
function aboutOf(duty: DutyPlan, streams: readonly { code: string; of: "UNIT" | "PERSON" }[] = []): "UNIT" | "PERSON" {
  return streams.find(({ code }) => code === duty.from.stream)?.of ?? "UNIT";
}

async function subjectsOf(
  actor: Actor,
  campaignId: string,
  all: boolean,
  over: "UNIT" | "PERSON",
): Promise<Map<string, Text>> {
  const day = today();
  const roots = rootsFor(actor, "inspections.selfCheck");
  const participants = (await listParticipants(db, campaignId, day)).filter(
    ({ unit }) => all || over === "PERSON" || roots.some((root) => unit.path.startsWith(root)),
  );
  if (over === "UNIT") return new Map(participants.map(({ unitId, unit }) => [unitId, unit.name]));
  const reached = new Set(
    participants.filter(({ unit }) => roots.some((root) => unit.path.startsWith(root))).map(({ unitId }) => unitId),
  );
  const people = await listPeopleAtAny(
    db,
    participants.map(({ unitId }) => unitId),
    day,
  );
  const seen = people.filter(({ id, unitId }) => all || id === actor.personId || reached.has(unitId ?? ""));
  return new Map(seen.map(({ id, name, nameLatin }) => [id, { zh: name, en: nameLatin }]));
}
