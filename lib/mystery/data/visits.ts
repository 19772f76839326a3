import "server-only";
import type { Day } from "@/lib/kernel/calendar";
import { mapUnits } from "@/lib/organisation/data";
import { mapFiles } from "@/lib/platform/files/data";
import { agreedOf, differencesOf } from "../rules/entries";
import { roundOf, stateOf } from "../rules/states";
import { minutesAtForm } from "../rules/trials";
import {
  type Choices,
  type Difference,
  type Keying,
  type MysteryRow,
  type Questionnaire,
  RECORDING_KINDS,
  type Recording,
  STEP_KINDS,
  type StepKind,
} from "../types";
import type { Reader } from "./shoppers";

/** Names are shown as they are now; placements begin long before this day. */
const LATEST = "9999-12-31";
const day = (at: Date): Day => at.toISOString().slice(0, 10);
const kindOf = (kind: string): StepKind => STEP_KINDS.find((known) => known === kind) ?? "CANCELLED";

/** Mystery visits of the campaign with how far they are, the newest day first. Who may read them is asked before. */
export async function listMysteryVisits(
  reader: Reader,
  campaignId: string,
  filter: {
    readonly no?: string;
    readonly unitIds?: readonly string[];
    /** Trials of this version of the questionnaire. */
    readonly trialsOf?: number;
  } = {},
): Promise<MysteryRow[]> {
  const visits = await reader.mysteryVisit.findMany({
    where: {
      campaignId,
      ...(filter.no ? { no: filter.no } : {}),
      ...(filter.unitIds ? { unitId: { in: [...filter.unitIds] } } : {}),
      ...(filter.trialsOf === undefined ? {} : { trial: true, questionnaireSeq: filter.trialsOf }),
    },
    omit: { questionnaire: true },
    orderBy: [{ onDay: "desc" }, { no: "desc" }],
  });
  const ids = visits.map(({ id }) => id);
  const [shoppers, files, keyings, steps, units] = await Promise.all([
    reader.mysteryShopper.findMany({
      where: { id: { in: visits.map(({ shopperId }) => shopperId) } },
      select: { id: true, pseudonym: true },
    }),
    reader.mysteryRecording.groupBy({ by: ["mysteryVisitId"], where: { mysteryVisitId: { in: ids } }, _count: true }),
    reader.mysteryKeying.findMany({ where: { mysteryVisitId: { in: ids } }, orderBy: { seq: "asc" } }),
    reader.mysteryStep.findMany({ where: { mysteryVisitId: { in: ids } }, orderBy: { seq: "asc" } }),
    mapUnits(
      reader,
      visits.map(({ unitId }) => unitId),
      LATEST,
    ),
  ]);
  const released = await reader.inspection.findMany({
    where: { id: { in: steps.flatMap(({ inspectionId }) => inspectionId ?? []) } },
    select: { id: true, no: true },
  });
  const pseudonyms = new Map(shoppers.map(({ id, pseudonym }) => [id, pseudonym]));
  return visits.map(({ id, no, unitId, shopperId, onDay, trial, at: sent }): MysteryRow => {
    const own = steps
      .filter(({ mysteryVisitId }) => mysteryVisitId === id)
      .map((step) => ({ ...step, kind: kindOf(step.kind) }));
    const round = roundOf(own);
    const keyed = keyings.filter((keying) => keying.mysteryVisitId === id && keying.round === round);
    const [first, second] = keyed.map(({ entries }) => entries as unknown as Keying);
    const inspectionId = own.find(({ kind }) => kind === "RELEASED")?.inspectionId;
    const unit = units.get(unitId);
    return {
      id,
      no,
      unit: { id: unitId, code: unit?.code ?? "", name: unit?.name ?? { zh: "", en: "" } },
      onDay: day(onDay),
      pseudonym: pseudonyms.get(shopperId) ?? "",
      state: stateOf({
        files: files.find(({ mysteryVisitId }) => mysteryVisitId === id)?._count ?? 0,
        steps: own,
        keyed: keyed.length,
        differ: first !== undefined && second !== undefined && differencesOf(first, second).length > 0,
      }),
      trial,
      keyers: keyed.map(({ byId, byName, beganAt, at }) => ({
        id: byId,
        name: byName,
        at: at.toISOString(),
        minutes: minutesAtForm(beganAt, sent, at),
      })),
      round,
      inspection: released.find((one) => one.id === inspectionId)?.no ?? null,
    };
  });
}

/** Everything of one visit; the two keyings are for those who may see them, which is asked elsewhere. */
export interface MysteryDetail extends MysteryRow {
  readonly shopperId: string;
  readonly visitId: string | null;
  readonly questionnaire: Questionnaire;
  readonly questionnaireSeq: number;
  readonly byName: string;
  readonly at: string;
  readonly recordings: readonly Recording[];
  readonly keyings: readonly Keying[];
  readonly differences: readonly Difference[];
  readonly choices: Choices | null;
  /** What counts; null as long as the two do not agree. */
  readonly agreed: Keying | null;
  readonly steps: readonly {
    readonly kind: StepKind;
    readonly round: number;
    readonly reason: string;
    readonly byName: string;
    readonly at: string;
  }[];
}

export async function findMysteryVisit(reader: Reader, campaignId: string, no: string): Promise<MysteryDetail | null> {
  const visit = await reader.mysteryVisit.findFirst({ where: { campaignId, no } });
  const [row] = visit ? await listMysteryVisits(reader, campaignId, { no }) : [];
  if (!visit || !row) return null;
  const [recordings, keyed, steps] = await Promise.all([
    reader.mysteryRecording.findMany({ where: { mysteryVisitId: visit.id }, orderBy: { at: "asc" } }),
    reader.mysteryKeying.findMany({
      where: { mysteryVisitId: visit.id, round: row.round },
      orderBy: { seq: "asc" },
    }),
    reader.mysteryStep.findMany({ where: { mysteryVisitId: visit.id }, orderBy: { seq: "asc" } }),
  ]);
  const files = await mapFiles(
    reader,
    recordings.map(({ fileId }) => fileId),
  );
  const keyings = keyed.map(({ entries }) => entries as unknown as Keying);
  const [first, second] = keyings;
  const differences = first && second ? differencesOf(first, second) : [];
  const adjudicated = steps.find(({ kind, round }) => kind === "ADJUDICATED" && round === row.round);
  const choices = adjudicated ? (adjudicated.choices as unknown as Choices) : null;
  return {
    ...row,
    shopperId: visit.shopperId,
    visitId: visit.visitId,
    questionnaire: visit.questionnaire as unknown as Questionnaire,
    questionnaireSeq: visit.questionnaireSeq,
    byName: visit.byName,
    at: visit.at.toISOString(),
    recordings: recordings.map(({ fileId, kind, itemCode, byName, at }) => ({
      id: fileId,
      kind: RECORDING_KINDS.find((known) => known === kind) ?? "QUESTIONNAIRE",
      item: itemCode,
      file: files.get(fileId) ?? null,
      byName,
      at: at.toISOString(),
    })),
    keyings,
    differences,
    choices,
    agreed: first && second && (differences.length === 0 || choices) ? agreedOf(first, second, choices ?? {}) : null,
    steps: steps.map(({ kind, round, reason, byName, at }) => ({
      kind: kindOf(kind),
      round,
      reason,
      byName,
      at: at.toISOString(),
    })),
  };
}

/** The mystery visit that a file was handed in with. */
export async function findVisitOfFile(reader: Reader, fileId: string) {
  const recording = await reader.mysteryRecording.findUnique({
    where: { fileId },
    select: { campaignId: true, mysteryVisitId: true },
  });
  if (!recording) return null;
  const visit = await reader.mysteryVisit.findUniqueOrThrow({
    where: { id: recording.mysteryVisitId },
    select: { unitId: true, trial: true },
  });
  const released = await reader.mysteryStep.findFirst({
    where: { mysteryVisitId: recording.mysteryVisitId, kind: "RELEASED" },
    select: { id: true },
  });
  return { campaignId: recording.campaignId, unitId: visit.unitId, trial: visit.trial, released: released !== null };
}

/** Accounts that had a hand in the mystery visit an inspection came from: they filed, keyed, decided, checked or released it. */
export async function listHandlersOf(reader: Reader, inspectionId: string): Promise<string[]> {
  const release = await reader.mysteryStep.findUnique({ where: { inspectionId }, select: { mysteryVisitId: true } });
  if (!release) return [];
  const ofVisit = { where: { mysteryVisitId: release.mysteryVisitId }, select: { byId: true } } as const;
  const rows = await Promise.all([
    reader.mysteryRecording.findMany(ofVisit),
    reader.mysteryKeying.findMany(ofVisit),
    reader.mysteryStep.findMany(ofVisit),
  ]);
  return [...new Set(rows.flat().map(({ byId }) => byId))];
}
