import "server-only";
import type { Context } from "@/lib/access/types";
import type { Campaign } from "@/lib/campaigns/types";
import { mapReversals } from "@/lib/facts/data";
import { mapCorrected } from "@/lib/inspections/data/corrections";
import { within } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Unit } from "@/lib/organisation/types";
import { listPeopleAt, mapPeople } from "@/lib/people/data";
import { today as businessDay } from "@/lib/platform/clock";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { listForeignFiles } from "@/lib/platform/files/data";
import { nextNumber } from "@/lib/platform/numbers";
import { findSheet } from "@/lib/standards/data";
import { itemsOf } from "@/lib/standards/types";
import { untold } from "../data/circulars";
import { EVERYTHING, listFindings, listReviews } from "../data/reviews";
import { findTerms } from "../data/terms";
import { decideGathering, decideIssuing, effectOf } from "../rules/circulars";
import type { GatherInput, IssueCircularInput, SetTermsInput } from "../schema";
import type { CircularFinding, CircularRow, ReviewRow } from "../types";

/** `path` is the organiser's. */
export interface CampaignSubject {
  readonly path: string;
  readonly campaign: Campaign;
}

/** `path` is the outlet's. */
export interface GatheringSubject {
  readonly path: string;
  readonly campaign: Campaign;
  readonly unit: Unit;
  readonly circular: CircularRow;
}

export async function setTerms(
  { tx, actor, now }: Context,
  input: SetTermsInput,
  { campaign }: CampaignSubject,
): Promise<Result<{ campaign: string }, "CAMPAIGN_NOT_RUNNING" | "FLOOR_HALF">> {
  if (!campaign.plan) return refuse("CAMPAIGN_NOT_RUNNING");
  const { floorPer, floorPeriods, floorMinutes } = input;
  const given = [floorPer, floorPeriods, floorMinutes].filter((one) => one !== undefined).length;
  if (given > 0 && given < 3) return refuse("FLOOR_HALF", { field: "floorPer" });
  const { seq } = await findTerms(tx, campaign.id, campaign.plan.programme);
  await tx.footageTerms.create({
    data: {
      campaignId: campaign.id,
      seq: seq + 1,
      retentionDays: input.retentionDays,
      supplyDays: input.supplyDays,
      floorPer: floorPer ?? null,
      floorPeriods: floorPeriods ?? null,
      floorMinutes: floorMinutes ?? null,
      reason: input.reason,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ campaign: campaign.code });
}

/** What a closed review found, as it counts now, each finding with where it is seen and whether it is enforced. */
async function findingsOf({ tx }: Context, review: ReviewRow, graceOn: string): Promise<CircularFinding[]> {
  const { closed } = review;
  if (!closed) return [];
  const [sheet, noted, counted, corrected] = [
    await findSheet(tx, review.versionId),
    (await listFindings(tx, review)).filter(({ withdrawn }) => withdrawn === null),
    await tx.finding.findMany({ where: { inspectionId: closed.inspectionId }, orderBy: { no: "asc" } }),
    await mapCorrected(tx, { inspectionId: closed.inspectionId }),
  ];
  const corrections = corrected.get(closed.inspectionId)?.findings;
  const people = await mapPeople(
    tx,
    counted.flatMap(({ personId }) => personId ?? []),
  );
  return counted.flatMap((finding): CircularFinding[] => {
    const note = noted.filter(({ item }) => item === finding.itemCode)[finding.seq - 1];
    const item = sheet && itemsOf(sheet).find(({ code }) => code === finding.itemCode);
    const onDay = note?.marks[0]?.onDay;
    if (!note || !item || onDay === undefined) return [];
    const person = finding.personId ? people.get(finding.personId) : undefined;
    return [
      {
        review: review.no,
        inspection: closed.no,
        finding: finding.no,
        unit: { id: review.unit.id, name: review.unit.name },
        item: { code: item.code, text: item.text },
        lost: corrections?.get(finding.id)?.lost ?? finding.lost.toFixed(2),
        reason: note.answer.reason,
        person: person ? { name: { zh: person.name, en: person.nameLatin }, post: person.post } : null,
        marks: note.marks,
        onDay,
        effect: effectOf(onDay, graceOn),
      },
    ];
  });
}

/** Tells of every review closed between the two days that no circular told of before; reversed ones are left out. */
export async function issueCircular(
  context: Context,
  input: IssueCircularInput,
  { campaign }: CampaignSubject,
): Promise<Result<{ no: string; reviews: number; findings: number }>> {
  const { tx, actor, now, today } = context;
  const isUntold = await untold(tx, campaign.id);
  const reversed = await mapReversals(tx, campaign.id);
  const range = { from: input.from, to: input.to };
  const reviews = (await listReviews(tx, campaign.id, EVERYTHING, {}, today)).filter(
    ({ id, closed }) => closed && within(closed.on, range) && isUntold(id) && !reversed.has(closed.inspectionId),
  );
  const decided = decideIssuing({ ...range, dueOn: input.dueOn, reviews: reviews.length }, today);
  if (!decided.ok) return decided;
  const findings: CircularFinding[] = [];
  for (const review of [...reviews].reverse()) findings.push(...(await findingsOf(context, review, input.graceOn)));
  const [no = ""] = await nextNumber(tx, `DT-${today.slice(0, 4)}`);
  const circular = await tx.footageCircular.create({
    data: {
      no,
      campaignId: campaign.id,
      title: input.title,
      text: input.text,
      fromOn: new Date(input.from),
      toOn: new Date(input.to),
      graceOn: new Date(input.graceOn),
      dueOn: new Date(input.dueOn),
      findings: findings as unknown as Prisma.InputJsonValue,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
    select: { id: true },
  });
  await tx.footageCircularReview.createMany({
    data: reviews.map(({ id }) => ({ campaignId: campaign.id, circularId: circular.id, reviewId: id })),
  });
  return accept({ no, reviews: reviews.length, findings: findings.length });
}

/** An outlet came together to view the circular: when, under whom, and how many of how many. */
export async function gather(
  { tx, actor, now, today }: Context,
  input: GatherInput,
  { campaign, unit, circular }: GatheringSubject,
): Promise<Result<{ no: string }>> {
  const taking = await tx.participant.count({ where: { campaignId: campaign.id, unitId: unit.id } });
  if (taking === 0) return refuse("NOT_TAKING_PART", { field: "unit" });
  const people = await listPeopleAt(tx, unit.id, input.heldOn);
  const issuedOn = businessDay("Asia/Shanghai", new Date(circular.at));
  const { heldOn, present } = input;
  const decided = decideGathering({ heldOn, issuedOn, present, staff: people.length }, today);
  if (!decided.ok) return decided;
  if (!people.some(({ id }) => id === input.holder)) return refuse("HOLDER_NOT_THERE", { field: "holder" });
  if ((await listForeignFiles(tx, input.evidence, unit.id)).length > 0)
    return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const seq = circular.viewings.filter(({ unitId }) => unitId === unit.id).length + 1;
  await tx.footageViewing.create({
    data: {
      campaignId: campaign.id,
      circularId: circular.id,
      unitId: unit.id,
      seq,
      heldOn: new Date(heldOn),
      holderId: input.holder,
      present,
      staff: people.length,
      note: input.note,
      evidence: input.evidence,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no: circular.no });
}
