import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/access/types";
import type { Campaign } from "@/lib/campaigns/types";
import { findInspection, publishedThrough, type Sight } from "@/lib/inspections/data/records";
import { reachOf } from "@/lib/inspections/policy";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { nextNumber } from "@/lib/platform/numbers";
import { findSheet } from "@/lib/standards/data";
import { inSeason } from "@/lib/standards/rules";
import { itemsOf } from "@/lib/standards/types";
import { type Inspector, listInspectors } from "@/lib/visits/data/people";
import { type Against, listCandidates, mapAgainst } from "./data/samples";
import { decideDays, decideSize, drawRechecks } from "./rules/draw";
import { decideOpen, decideWords } from "./rules/words";
import type { DrawSampleInput, HandOverInput, SubmitRecheckInput, WithdrawSampleInput } from "./schema";
import type { RecheckRow, Sample, SampleGiven } from "./types";

export interface CampaignSubject {
  readonly path: string;
  readonly campaign: Campaign;
}

export interface SampleSubject extends CampaignSubject {
  readonly sample: Sample;
}

/** `path` is the campaign's; where the second look takes place lies at `outlet`. */
export interface RecheckSubject extends CampaignSubject {
  readonly recheck: RecheckRow;
  readonly outlet: string;
}

/** Draws a sample by lot, gives each inspection to a second inspector, and keeps what the draw was given. */
export async function drawSample(
  context: Context,
  input: DrawSampleInput,
  { campaign }: CampaignSubject,
): Promise<Result<{ no: string; rechecks: number }>> {
  const { tx, actor, today, now } = context;
  const { from, to, dueOn } = input;
  const days = decideDays({ from, to, dueOn }, today);
  if (!days.ok) return days;
  // The number comes first: it keeps two draws at the same time from taking the same inspections.
  const [no = ""] = await nextNumber(tx, `FH-${today.slice(0, 4)}`);
  const reach = reachOf(actor, campaign);
  const sight: Sight = {
    unitIds: null,
    covert: reach?.covert ? "ALL" : { through: await publishedThrough(tx, campaign.id) },
  };
  const candidates = await listCandidates(tx, campaign.id, sight, { from, to }, input.method);
  const people = await listInspectors(tx, today);
  const against = await mapAgainst(tx, campaign.id, candidates, people, { from, to }, today);
  const open = candidates.map(({ id, no: of }) => ({
    id,
    no: of,
    people: people.flatMap((person) => (against.has(`${id} ${person.id}`) ? [] : [person.id])),
  }));
  const given: SampleGiven = {
    size: input.size,
    inspections: open.filter((one) => one.people.length > 0),
    names: Object.fromEntries(people.map(({ id, staffNo }) => [id, staffNo])),
    nobody: open.filter((one) => one.people.length === 0).map((one) => one.no),
  };
  const size = decideSize(given);
  if (!size.ok) return size;
  const seed = input.seed ?? randomUUID();
  const drawn = drawRechecks(seed, given);
  const sample = await tx.recheckSample.create({
    data: {
      no,
      campaignId: campaign.id,
      fromOn: new Date(from),
      toOn: new Date(to),
      method: input.method ?? null,
      dueOn: new Date(dueOn),
      reason: input.reason,
      given: given as unknown as Prisma.InputJsonValue,
      seed,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
    select: { id: true },
  });
  await tx.recheck.createMany({
    data: drawn.map(({ inspection, person, place }) => ({
      no: `${no}-${String(place).padStart(3, "0")}`,
      campaignId: campaign.id,
      sampleId: sample.id,
      place,
      inspectionId: inspection,
      assigneeId: person,
    })),
  });
  return accept({ no, rechecks: drawn.length });
}

/** What nobody has looked at yet is not waited for any more; what was handed in stays and counts. */
export async function withdrawSample(
  { tx, actor, now }: Context,
  input: WithdrawSampleInput,
  { campaign, sample }: SampleSubject,
): Promise<Result<{ no: string }>> {
  if (sample.withdrawn) return refuse("SAMPLE_WITHDRAWN");
  await tx.recheckWithdrawal.create({
    data: {
      sampleId: sample.id,
      campaignId: campaign.id,
      reason: input.reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: sample.no });
}

/** What stands against a person looking at the inspection today. */
async function againstToday(
  { tx, today }: Context,
  { campaign, recheck }: RecheckSubject,
  person: Inspector,
): Promise<Against | null> {
  const { id, no, unit, authorId, onDay } = recheck.inspection;
  const candidate = { id, no, unitId: unit.id, authorId };
  const against = await mapAgainst(tx, campaign.id, [candidate], [person], { from: onDay, to: onDay }, today);
  return against.get(`${id} ${person.id}`) ?? null;
}

/** To somebody else, under the rules that the draw kept. */
export async function handOver(
  context: Context,
  input: HandOverInput,
  subject: RecheckSubject,
): Promise<Result<{ no: string }>> {
  const { campaign, recheck } = subject;
  const open = decideOpen(recheck.state);
  if (!open.ok) return open;
  const person = (await listInspectors(context.tx, context.today)).find(({ staffNo }) => staffNo === input.person);
  if (!person) return refuse("PERSON_UNKNOWN", { field: "person" });
  if (person.id === recheck.assignee.id) return refuse("SAME_PERSON", { field: "person" });
  const against = await againstToday(context, subject, person);
  if (against) return refuse(`BARRED_${against}`, { field: "person" });
  await context.tx.recheckHandover.create({
    data: {
      campaignId: campaign.id,
      recheckId: recheck.id,
      seq: recheck.handovers.length + 1,
      assigneeId: person.id,
      reason: input.reason,
      byId: context.actor.accountId,
      byName: context.actor.name,
      at: context.now,
    },
  });
  return accept({ no: recheck.no });
}

/** Hands in the second look, once. It is kept beside the inspection and changes nothing of it. */
export async function submitRecheck(
  context: Context,
  input: SubmitRecheckInput,
  subject: RecheckSubject,
): Promise<Result<{ no: string; differing: number }>> {
  const { tx, actor, now, today } = context;
  const { campaign, recheck } = subject;
  const open = decideOpen(recheck.state);
  if (!open.ok) return open;
  const person = (await listInspectors(tx, today)).find(({ id }) => id === recheck.assignee.id);
  if (!person || (await againstToday(context, subject, person))) return refuse("STAND_BACK");
  const inspection = await findInspection(tx, campaign.id, recheck.inspection.no, { unitIds: null, covert: "ALL" });
  const sheet = inspection && (await findSheet(tx, inspection.standard.versionId));
  if (!inspection || !sheet) return refuse("INSPECTION_REVERSED");
  const items = itemsOf(sheet).filter((item) => inSeason(item, inspection.onDay));
  const found = inspection.findingList.map(({ id, no, item, lost }) => ({ id, no, itemCode: item.code, lost }));
  const words = decideWords(found, items, input);
  if (!words.ok) return words;
  const of = { campaignId: campaign.id, recheckId: recheck.id };
  await tx.recheckReport.create({
    data: { ...of, note: input.note, byId: actor.accountId, byName: actor.name, at: now },
  });
  await tx.recheckWord.createMany({ data: words.value.map((word, at) => ({ ...of, seq: at + 1, ...word })) });
  return accept({
    no: recheck.no,
    differing: words.value.filter(({ verdict }) => verdict !== "STANDS").length,
  });
}
