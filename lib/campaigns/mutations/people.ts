import "server-only";
import type { Context } from "@/lib/access/types";
import { holdCampaignOpen } from "@/lib/facts/mutations";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import { mapUnits } from "@/lib/organisation/data";
import { findSeatablePerson, listParticipatableUnits, listStandardVersions } from "../data";
import { staffNoOf } from "../rules/people";
import { undecidedValues } from "../rules/standards";
import type { CommitteeInput, StandardsInput, UnitsInput } from "../schema";
import type { Campaign } from "../types";
import { type Saved, save, saveBeside } from "./save";

/** Who sits where. People change without a new plan; below a seat's minimum only while nothing is published. */
export async function editCommittee(
  context: Context,
  input: CommitteeInput,
  campaign: Campaign,
): Promise<Result<Saved>> {
  const faults: Refusal[] = [];
  const rows: { campaignId: string; seat: string; personId: string; position: number }[] = [];
  for (const [i, { seat: code, people }] of input.seats.entries()) {
    const seat = campaign.draft.committee.find((candidate) => candidate.code === code);
    if (!seat) {
      faults.push({ code: "UNKNOWN_FIELD", field: `seats.${i}.seat` });
      continue;
    }
    const chosen = new Set<string>();
    for (const [j, typed] of people.entries()) {
      const field = `seats.${i}.people.${j}`;
      if (typed === "") continue;
      const person = await findSeatablePerson(context.tx, staffNoOf(typed), campaign.path, context.today);
      if (!person) faults.push({ code: "PERSON_UNKNOWN", field, values: { typed } });
      else if (chosen.has(person.id)) faults.push({ code: "PERSON_TWICE", field, values: { name: person.name } });
      else {
        chosen.add(person.id);
        rows.push({ campaignId: campaign.id, seat: code, personId: person.id, position: rows.length + 1 });
      }
    }
    const values = { name_zh: seat.name.zh, name_en: seat.name.en, held: chosen.size, min: seat.min, max: seat.max };
    const field = `seats.${i}.people.0`;
    if (chosen.size > seat.max) faults.push({ code: "SEAT_CROWDED", field, values });
    if (campaign.plan && chosen.size < seat.min) faults.push({ code: "SEAT_OPEN", field, values });
  }
  if (faults.length > 0) return refuseAll(faults);
  await holdCampaignOpen(context.tx, campaign.id);
  const saved = await saveBeside(context, campaign, input.version);
  if (!saved.ok) return saved;
  const seats = input.seats.map((seat) => seat.seat);
  await context.tx.committeeMember.deleteMany({ where: { campaignId: campaign.id, seat: { in: seats } } });
  await context.tx.committeeMember.createMany({ data: rows });
  return saved;
}

/** Who takes part, in which group, in the plan's order. After publication outlets may join or change group, not leave. */
export async function editUnits(context: Context, input: UnitsInput, campaign: Campaign): Promise<Result<Saved>> {
  const offered = await listParticipatableUnits(context.tx, campaign.path, context.today);
  const now = await context.tx.participant.findMany({ where: { campaignId: campaign.id }, select: { unitId: true } });
  const before = new Set(now.map((row) => row.unitId));
  const earlier = await mapUnits(context.tx, [...before], context.today);
  const known = new Map(
    [...earlier.values(), ...offered].flatMap((unit) => [[unit.id, unit] as const, [unit.code, unit] as const]),
  );
  const groups = new Set(campaign.draft.groups.map((group) => group.code));
  const faults: Refusal[] = [];
  const rows: { campaignId: string; unitId: string; groupCode: string | null; position: number }[] = [];
  const taken = new Set<string>();
  for (const [i, row] of input.units.entries()) {
    const unit = known.get(row.unit);
    if (!unit || taken.has(unit.id)) {
      faults.push({
        code: unit ? "UNIT_TWICE" : "UNIT_UNKNOWN",
        field: `units.${i}.unit`,
        values: { typed: row.unit },
      });
      continue;
    }
    taken.add(unit.id);
    if (!row.takesPart) continue;
    if (row.group && !groups.has(row.group)) faults.push({ code: "NOT_A_CHOICE", field: `units.${i}.group` });
    rows.push({ campaignId: campaign.id, unitId: unit.id, groupCode: row.group || null, position: rows.length + 1 });
  }
  if (faults.length > 0) return refuseAll(faults);
  const staying = new Set(rows.map((row) => row.unitId));
  const leaving = [...before].find((id) => !staying.has(id));
  if (campaign.plan && leaving) {
    const at = input.units.findIndex((row) => known.get(row.unit)?.id === leaving);
    const unit = known.get(leaving);
    const values = { name_zh: unit?.name.zh ?? "", name_en: unit?.name.en ?? "" };
    return refuse("UNIT_LEAVES", { values, ...(at >= 0 ? { field: `units.${at}.takesPart` } : {}) });
  }
  await holdCampaignOpen(context.tx, campaign.id);
  const saved = await saveBeside(context, campaign, input.version);
  if (!saved.ok) return saved;
  await context.tx.participant.deleteMany({ where: { campaignId: campaign.id } });
  await context.tx.participant.createMany({ data: rows });
  return saved;
}

/** Which version of its standard each method uses. From the first publication on it is pinned: facts were scored by it. */
export async function editStandards(
  context: Context,
  input: StandardsInput,
  campaign: Campaign,
): Promise<Result<Saved>> {
  if (campaign.plan) return refuse("STANDARDS_PINNED");
  const versions = await listStandardVersions(context.tx);
  const rows: { campaignId: string; method: string; versionId: string }[] = [];
  for (const [method, versionId] of Object.entries(input.standards)) {
    if (!versionId) continue;
    const chosen = versions.find((version) => version.versionId === versionId);
    if (!chosen) return refuse("NOT_A_CHOICE", { field: `standards.${method}` });
    if (chosen.undecided.length > 0)
      return refuse("STANDARD_UNDECIDED", { field: `standards.${method}`, values: undecidedValues(chosen) });
    rows.push({ campaignId: campaign.id, method, versionId });
  }
  const saved = await save(context, campaign, input.version, {});
  if (!saved.ok) return saved;
  await context.tx.standardInUse.deleteMany({ where: { campaignId: campaign.id } });
  await context.tx.standardInUse.createMany({ data: rows });
  return accept(saved.value);
}
