import "server-only";
import { revised } from "@/lib/complaints/rules/revised";
import { mapReversals } from "@/lib/facts/data";
import type { FactKind } from "@/lib/facts/types";
import { mapCorrected } from "@/lib/inspections/data/corrections";
import { methodOf, publishedThrough } from "@/lib/inspections/data/records";
import { isDisclosed } from "@/lib/inspections/rules/methods";
import type { Day } from "@/lib/kernel/calendar";
import { fixed, points, text } from "@/lib/kernel/points";
import { listHandlersOf } from "@/lib/mystery/data/visits";
import { mapUnits } from "@/lib/organisation/data";
import { findResult, mapLives } from "@/lib/reviews/data";
import { isPublished, stepInto } from "@/lib/reviews/rules/life";
import { findSheet } from "@/lib/standards/data";
import { itemsOf } from "@/lib/standards/types";
import type { Item, ItemKind } from "../types";
import { businessDay, dayOf, noticesOver, type Placed, pathOf, type Reader, UUID } from "./known";
import { mapPenaltyNotices } from "./notices";
import { figureItem, figureNamed, recordItem } from "./records";

/** Something that can be appealed against, by its record number (a penalty by its decision's id); what is not made known yet is not there. */
export async function findItem(
  reader: Reader,
  campaign: Placed,
  kind: ItemKind,
  no: string,
  now: Day,
): Promise<Item | null> {
  if (kind === "COMPLAINT") return complaintItem(reader, campaign.id, no, now);
  if (kind === "PENALTY") return penaltyItem(reader, campaign.id, no, now);
  if (kind === "RECORD") return recordItem(reader, campaign.id, { no }, now);
  if (kind === "FIGURE") return figureNamed(reader, campaign, no, now);
  return inspectionItem(reader, campaign.id, kind, no, now);
}

/** The item behind an appeal or a change, by id. */
export async function findItemById(
  reader: Reader,
  campaign: Placed,
  kind: ItemKind,
  id: string,
  now: Day,
): Promise<Item | null> {
  if (kind === "PENALTY") return penaltyItem(reader, campaign.id, id, now, true);
  if (kind === "RECORD") return recordItem(reader, campaign.id, { id }, now);
  if (kind === "FIGURE") return figureItem(reader, campaign, id, now);
  if (kind === "COMPLAINT") {
    const row = await reader.complaintDecision.findUnique({
      where: { id },
      select: { complaint: { select: { no: true } } },
    });
    return row && complaintItem(reader, campaign.id, row.complaint.no, now);
  }
  const row =
    kind === "FINDING"
      ? await reader.finding.findUnique({ where: { id }, select: { no: true } })
      : await reader.inspection.findUnique({ where: { id }, select: { no: true } });
  return row && inspectionItem(reader, campaign.id, kind, row.no, now);
}

async function inspectionItem(
  reader: Reader,
  campaignId: string,
  kind: "FINDING" | "INSPECTION",
  no: string,
  now: Day,
): Promise<Item | null> {
  const finding =
    kind === "FINDING"
      ? await reader.finding.findFirst({
          where: { no, inspection: { campaignId } },
          select: { id: true, no: true, itemCode: true, lost: true, personId: true, inspectionId: true },
        })
      : null;
  if (kind === "FINDING" && !finding) return null;
  const record = await reader.inspection.findFirst({
    where: finding ? { id: finding.inspectionId, campaignId } : { no, campaignId },
    select: {
      id: true,
      no: true,
      unitId: true,
      method: true,
      onDay: true,
      versionId: true,
      score: true,
      authorId: true,
      submittedAt: true,
    },
  });
  const path = record && (await pathOf(reader, record.unitId, now));
  if (!record || !path) return null;
  const day = dayOf(record.onDay);
  const method = methodOf(record.method);
  if (!isDisclosed(method, day, await publishedThrough(reader, campaignId))) return null;
  const reversal = await reader.factReversal.findUnique({
    where: { kind_factId: { kind: "INSPECTION", factId: record.id } },
  });
  const notices = await noticesOver(reader, campaignId, day);
  const corrected = (await mapCorrected(reader, { inspectionId: record.id })).get(record.id);
  const common = {
    unitId: record.unitId,
    path,
    day,
    known: method === "COVERT" ? notices : [businessDay(record.submittedAt), ...notices],
    makers: [record.authorId, ...(await listHandlersOf(reader, record.id))],
    own: method === "SELF",
  };
  if (!finding) {
    const detail = { kind: "INSPECTION", score: corrected?.score ?? record.score.toFixed(4) } as const;
    return { ...common, kind, id: record.id, no: record.no, personId: null, gone: reversal !== null, detail };
  }
  const lost = fixed(points(corrected?.findings.get(finding.id)?.lost ?? finding.lost.toFixed(2)));
  const sheet = await findSheet(reader, record.versionId);
  const steps = sheet ? (itemsOf(sheet).find(({ code }) => code === finding.itemCode)?.steps ?? []) : [];
  return {
    ...common,
    kind,
    id: finding.id,
    no: finding.no,
    personId: finding.personId,
    gone: reversal !== null || points(lost).isZero(),
    detail: { kind: "FINDING", lost, inspection: record.no, itemCode: finding.itemCode, steps },
  };
}

async function complaintItem(reader: Reader, campaignId: string, no: string, now: Day): Promise<Item | null> {
  const row = await reader.complaint.findFirst({
    where: { no, campaignId },
    include: { decision: { include: { revisions: { orderBy: { seq: "desc" } } } } },
  });
  const decision = revised(row?.decision ?? null);
  const path = row && (await pathOf(reader, row.unitId, now));
  if (!row || !decision || !path) return null;
  const day = dayOf(row.receivedOn);
  const reversal = (await mapReversals(reader, campaignId)).has(decision.id);
  return {
    kind: "COMPLAINT",
    id: decision.id,
    no: row.no,
    unitId: row.unitId,
    path,
    day,
    known: [businessDay(decision.decidedAt), ...(await noticesOver(reader, campaignId, day))],
    makers: [decision.decidedById, row.registeredById],
    personId: decision.personId,
    own: false,
    gone: reversal || decision.validity !== "VALID",
    detail: {
      kind: "COMPLAINT",
      validity: decision.validity,
      level: levelOf(decision.level),
      cause: causeOf(decision.cause),
      points: decision.points === null ? null : text(points(decision.points.toFixed())),
      title: row.title,
    },
  };
}

const levelOf = (level: string) => (level === "BRANCH" || level === "HEAD_OFFICE" ? level : "OUTLET");
const causeOf = (cause: string) => (cause === "SUBJECTIVE" || cause === "OBJECTIVE" ? cause : "NONE");

/**
 * A penalty is there once its review is published, and while the result it was decided under counts. `followed`: also
 * after that, as what stands in its place under the result that counts; gone where nothing does.
 */
async function penaltyItem(
  reader: Reader,
  campaignId: string,
  id: string,
  now: Day,
  followed = false,
): Promise<Item | null> {
  if (!UUID.test(id)) return null;
  const row = await reader.penaltyDecision.findUnique({ where: { id } });
  if (!row || row.campaignId !== campaignId) return null;
  const life = (await mapLives(reader, campaignId)).get(row.reviewCode);
  const result = life && isPublished(life.state) ? await findResult(reader, life) : null;
  const notice = life && stepInto(life.steps, "NOTICE");
  if (!life || !notice || !result || (result.id !== row.resultId && !followed)) return null;
  const { penaltyCode, subject, factId, consequence } = row;
  const holds =
    result.id === row.resultId
      ? row
      : await reader.penaltyDecision.findFirst({
          where: { resultId: result.id, penaltyCode, subject, factId, consequence },
        });
  const about = (await mapUnits(reader, [row.subject], now)).get(row.subject);
  const unitId = about?.id ?? (await homeOf(reader, row.personId ?? row.subject, now));
  const path = unitId && (await pathOf(reader, unitId, now));
  if (!unitId || !path) return null;
  const period = await reader.frozenPeriod.findFirst({
    where: { campaignId, reviewCode: row.reviewCode, liftedAt: null },
    select: { toOn: true },
  });
  const told = (await mapPenaltyNotices(reader, [row.id])).get(row.id);
  return {
    kind: "PENALTY",
    id: row.id,
    no: row.id,
    unitId,
    path,
    day: period ? dayOf(period.toOn) : now,
    known: [businessDay(notice.at), ...(told ? [told.on] : [])],
    named: told?.dueOn ?? null,
    makers: row.reason === "" ? [] : [row.decidedById],
    personId: row.personId ?? (about ? null : row.subject),
    own: false,
    gone: row.consequence === "" || holds === null,
    detail: {
      kind: "PENALTY",
      review: row.reviewCode,
      penalty: row.penaltyCode,
      subject: row.subject,
      fact: row.factId,
      consequence: row.consequence,
      amount: holds?.amountMinor == null ? null : fixed(points(holds.amountMinor).div(100)),
    },
  };
}

async function homeOf(reader: Reader, personId: string, now: Day): Promise<string | null> {
  if (!UUID.test(personId)) return null;
  const posting = await reader.posting.findFirst({
    where: { personId, fromOn: { lte: new Date(now) } },
    orderBy: { fromOn: "desc" },
    select: { unitId: true },
  });
  return posting?.unitId ?? null;
}

/** A fact of any kind by the number of its record, for taking it back as a whole. */
export async function findFact(
  reader: Reader,
  campaignId: string,
  kind: FactKind,
  no: string,
): Promise<{ id: string; no: string; day: Day } | null> {
  const where = { no, campaignId };
  if (kind === "INSPECTION") {
    const row = await reader.inspection.findFirst({ where, select: { id: true, onDay: true } });
    return row && { id: row.id, no, day: dayOf(row.onDay) };
  }
  if (kind === "COMPLAINT_DECISION") {
    const row = await reader.complaint.findFirst({
      where,
      select: { receivedOn: true, decision: { select: { id: true } } },
    });
    return row?.decision ? { id: row.decision.id, no, day: dayOf(row.receivedOn) } : null;
  }
  if (kind === "PRAISE_VERIFICATION") {
    const row = await reader.praise.findFirst({
      where,
      select: { receivedOn: true, verification: { select: { id: true } } },
    });
    return row?.verification ? { id: row.verification.id, no, day: dayOf(row.receivedOn) } : null;
  }
  if (kind === "LEARNING_EVENT") {
    const row = await reader.learningEvent.findFirst({ where, select: { id: true, heldOn: true } });
    return row && { id: row.id, no, day: dayOf(row.heldOn) };
  }
  const row = await reader.recordedFact.findFirst({
    where: { ...where, ballotId: null },
    select: { id: true, onDay: true },
  });
  return row && { id: row.id, no, day: dayOf(row.onDay) };
}
