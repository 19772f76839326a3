import "server-only";
import { createHash } from "node:crypto";
import type { Permission } from "@/lib/access/matrix";
import { rootsFor } from "@/lib/access/policy";
import { currentPlan, findCampaign } from "@/lib/campaigns/data";
import type { Actor } from "@/lib/kernel/actor";
import { type Day, type DayRange, monthOf, within } from "@/lib/kernel/calendar";
import { points, text } from "@/lib/kernel/points";
import { listUnitsUnder } from "@/lib/organisation/data";
import type { db, Tx } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import { formatMonth } from "@/lib/platform/i18n/format";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Fact } from "@/lib/scoring/types";
import { campaignMonths, factDay } from "./rules/months";
import { type Figure, figureKey, type ImportEntry, METRICS, type Metric, type Reference } from "./types";

export type Reader = Tx | typeof db;

export interface FigureRow {
  readonly id: string;
  readonly unitId: string;
  readonly metric: Metric;
  readonly month: string;
  readonly value: string;
  readonly row: number;
  readonly importNo: string;
  /** The re-score set that corrected it. */
  readonly setNo: string | null;
}

function isMetric(value: string): value is Metric {
  return METRICS.some((metric) => metric === value);
}

/** The figures that hold: those that no later one replaces. */
export async function listFigures(
  reader: Reader,
  campaignId: string,
  months?: readonly string[],
): Promise<FigureRow[]> {
  const rows = await reader.metricFact.findMany({
    where: { campaignId, ...(months ? { month: { in: [...months] } } : {}) },
    select: {
      id: true,
      unitId: true,
      metric: true,
      month: true,
      value: true,
      row: true,
      supersedesId: true,
      import: { select: { no: true, setNo: true } },
    },
    orderBy: [{ month: "asc" }, { id: "asc" }],
  });
  const replaced = new Set(rows.map((row) => row.supersedesId));
  return rows.flatMap(({ metric, ...row }) =>
    !replaced.has(row.id) && isMetric(metric)
      ? [
          {
            id: row.id,
            unitId: row.unitId,
            metric,
            month: row.month,
            value: text(points(row.value.toString())),
            row: row.row,
            importNo: row.import.no,
            setNo: row.import.setNo,
          },
        ]
      : [],
  );
}

export async function findCampaignForImport(reader: Reader, code: string) {
  const campaign = await findCampaign(reader, code);
  return campaign && { campaign, path: campaign.path };
}

/** What a file is judged against: outlets in the actor's reach, the campaign's months, freezes and the figures that hold. */
export async function readReference(
  reader: Reader,
  actor: Actor,
  campaignId: string,
  programme: Programme,
  today: Day,
  by: Permission = "metrics.import",
): Promise<Reference> {
  const months = campaignMonths(programme);
  const outlets = await listUnitsUnder(reader, rootsFor(actor, by), today);
  const participants = await reader.participant.findMany({ where: { campaignId }, select: { unitId: true } });
  const taking = new Set(participants.map((row) => row.unitId));
  const opened = await reader.orgUnit.findMany({
    where: { id: { in: outlets.map((unit) => unit.id) } },
    select: { id: true, openedOn: true },
  });
  const openedOn = new Map(opened.map((row) => [row.id, row.openedOn.toISOString().slice(0, 10)]));
  const freezes = await reader.frozenPeriod.findMany({
    where: { campaignId, liftedAt: null },
    select: { reviewCode: true, fromOn: true, toOn: true },
  });
  const frozen = new Map<string, string>();
  for (const month of months) {
    const day = factDay(month, programme);
    const freeze = freezes.find(({ fromOn, toOn }) =>
      within(day, { from: fromOn.toISOString().slice(0, 10), to: toOn.toISOString().slice(0, 10) }),
    );
    if (freeze) frozen.set(month, freeze.reviewCode);
  }
  const figures = await listFigures(reader, campaignId);
  return {
    units: new Map(
      outlets.map((unit) => [
        unit.code,
        { id: unit.id, name: unit.name, participates: taking.has(unit.id), openedOn: openedOn.get(unit.id) ?? today },
      ]),
    ),
    months,
    thisMonth: monthOf(today),
    frozen,
    existing: new Map(
      figures.map((figure) => [
        figureKey(figure.unitId, figure.metric, figure.month),
        { id: figure.id, value: figure.value },
      ]),
    ),
  };
}

/** Names the figures that would be replaced: confirming an import means confirming exactly these. */
export function fingerprint(figures: readonly Figure[]): string {
  const lines = figures
    .map((figure) => `${figureKey(figure.unitId, figure.metric, figure.month)} ${figure.old?.id ?? ""} ${figure.value}`)
    .sort();
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

export async function listImports(
  reader: Reader,
  campaignId: string,
  page: { skip: number; take: number },
): Promise<{ total: number; entries: ImportEntry[] }> {
  const [total, rows] = [
    await reader.metricImport.count({ where: { campaignId } }),
    await reader.metricImport.findMany({
      where: { campaignId },
      orderBy: [{ importedAt: "desc" }, { no: "desc" }],
      ...page,
      include: { _count: { select: { facts: true } } },
    }),
  ];
  const replaced = await reader.metricFact.groupBy({
    by: ["importId"],
    where: { importId: { in: rows.map((row) => row.id) }, supersedesId: { not: null } },
    _count: { _all: true },
  });
  const replacedBy = new Map(replaced.map((row) => [row.importId, row._count._all]));
  const accounts = await reader.account.findMany({
    where: { id: { in: rows.map((row) => row.importedById) } },
    select: { id: true, displayName: true },
  });
  const names = new Map(accounts.map((account) => [account.id, account.displayName]));
  const files = await mapFiles(
    reader,
    rows.flatMap((row) => row.evidence),
  );
  return {
    total,
    entries: rows.map((row) => ({
      no: row.no,
      fileName: row.fileName,
      sha256: row.sha256,
      rows: row.rows,
      documents: row.evidence.flatMap((id) => files.get(id) ?? []),
      set: row.setNo,
      by: names.get(row.importedById) ?? "",
      at: row.importedAt.toISOString(),
      figures: row._count.facts,
      replaced: replacedBy.get(row.id) ?? 0,
    })),
  };
}

// ——— for the engine ———

const TITLES: Readonly<Record<Metric, { zh: string; en: string }>> = {
  HEADCOUNT: { zh: "在岗人数", en: "Headcount" },
  BUSINESS_VOLUME: { zh: "业务量", en: "Business volume" },
  BRANCH_RANK: { zh: "全行排名", en: "Bank-wide rank" },
  BRANCH_OUTLETS: { zh: "全行排名网点数", en: "Outlets ranked bank-wide" },
};

/**
 * Imported figures as facts on the last day of their month (see `factDay`); replaced ones are left out. A rank carries the
 * size of its population as `attrs.of`, one that a re-score set corrected the set as `attrs.set`.
 */
export async function metricFacts(reader: Reader, campaignId: string, range: DayRange): Promise<Fact[]> {
  const plan = await currentPlan(reader, campaignId);
  if (!plan) return [];
  const figures = await listFigures(reader, campaignId);
  const sizes = new Map(
    figures
      .filter((figure) => figure.metric === "BRANCH_OUTLETS")
      .map((figure) => [`${figure.unitId} ${figure.month}`, figure.value]),
  );
  return figures.flatMap((figure) => {
    const on = factDay(figure.month, plan.programme);
    if (figure.metric === "BRANCH_OUTLETS" || !within(on, range)) return [];
    const title = TITLES[figure.metric];
    const of = figure.metric === "BRANCH_RANK" ? sizes.get(`${figure.unitId} ${figure.month}`) : undefined;
    return [
      {
        id: figure.id,
        subject: figure.unitId,
        stream: `metric.${figure.metric}`,
        on,
        state: "COUNTED",
        value: figure.value,
        attrs: {
          month: figure.month,
          ...(of === undefined ? {} : { of }),
          ...(figure.setNo === null ? {} : { set: figure.setNo }),
        },
        ref: `${figure.importNo}/${figure.row}`,
        title: {
          zh: `${formatMonth(figure.month, "zh-CN")}${title.zh}`,
          en: `${title.en}, ${formatMonth(figure.month, "en")}`,
        },
      } satisfies Fact,
    ];
  });
}
