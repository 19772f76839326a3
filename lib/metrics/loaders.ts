import "server-only";
import { notFound } from "next/navigation";
import { findCurrentActor } from "@/lib/access/loaders";
import { may, mayAnywhere, rootsFor } from "@/lib/access/policy";
import { findCampaign, listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { Actor } from "@/lib/kernel/actor";
import { daysBetween, earlierOf, lastDayOfMonth, monthOf, monthsIn } from "@/lib/kernel/calendar";
import { Points, points, sum, text } from "@/lib/kernel/points";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Text } from "@/lib/kernel/text";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Sheet } from "@/lib/platform/sheet/types";
import { findCampaignForImport, fingerprint, listFigures, listImports, readReference } from "./data";
import { judgeRows } from "./rules/judge";
import { headingOf, readLayout } from "./rules/layout";
import { campaignMonths } from "./rules/months";
import { COLUMNS, figureKey, type Judged, type MetricDraft } from "./types";

export const VIEWS = ["PER_HEAD", "BUSINESS_VOLUME", "HEADCOUNT"] as const;
export type View = (typeof VIEWS)[number];

type Search = Readonly<Record<string, string | string[] | undefined>>;

export interface FigureLine {
  readonly code: string;
  readonly name: Text;
  /** One entry a month: the figure, or null where there is none. */
  readonly values: readonly (string | null)[];
  /** Volume: sum. Headcount: mean. Per head: sum of the volumes ÷ mean headcount of the months shown. */
  readonly whole: string | null;
}

/** Figures of every outlet that the actor may look at, by month, with the imports they came from. */
export async function loadMetrics(code: string, search: Search) {
  const { actor, campaign } = await requireCampaign(code);
  if (!mayAnywhere(actor, "metrics.read")) notFound();
  const day = today();
  const view = VIEWS.find((known) => known === search.view) ?? "BUSINESS_VOLUME";
  const roots = rootsFor(actor, "metrics.read");
  const outlets = (await listParticipants(db, campaign.id, day))
    .map(({ unit }) => unit)
    .filter((unit) => roots.some((root) => unit.path.startsWith(root)));
  const figures = await listFigures(db, campaign.id);
  const values = new Map(
    figures.map((figure) => [figureKey(figure.unitId, figure.metric, figure.month), figure.value]),
  );
  const known = new Set(figures.map((figure) => figure.month));
  const months = campaignMonths(campaign.programme).filter((month) => known.has(month));
  const page = typeof search.page === "string" && /^\d{1,4}$/.test(search.page) ? Math.max(1, Number(search.page)) : 1;
  const mayImport = campaign.state === "PUBLISHED" && !campaign.archived && may(actor, "metrics.import", campaign);
  return {
    campaign,
    view,
    months,
    lines: outlets.map((unit): FigureLine => lineOf(unit, months, view, values)),
    outlets: outlets.length,
    mayImport,
    periods: templatePeriods(campaign.programme.periods, day),
    page,
    imports: may(actor, "metrics.read", campaign)
      ? await listImports(db, campaign.id, { skip: (page - 1) * IMPORTS_SHOWN, take: IMPORTS_SHOWN })
      : null,
  };
}

export const IMPORTS_SHOWN = 10;

/** Periods that have begun; `current` marks the shortest one that today lies in, which is what most imports are for. */
function templatePeriods(
  periods: readonly { code: string; name: Text; from: string | null; to: string | null }[],
  day: string,
) {
  const begun = periods.flatMap(({ code, name, from, to }) =>
    from && to && from <= day ? [{ code, name, from, to }] : [],
  );
  const [current] = begun
    .filter(({ to }) => day <= to)
    .sort((a, b) => daysBetween(a.from, a.to) - daysBetween(b.from, b.to));
  return begun.map((period) => ({ ...period, current: period === current }));
}

function lineOf(
  unit: { id: string; code: string; name: Text },
  months: readonly string[],
  view: View,
  values: ReadonlyMap<string, string>,
): FigureLine {
  const read = (metric: "BUSINESS_VOLUME" | "HEADCOUNT", month: string) => {
    const value = values.get(figureKey(unit.id, metric, month));
    return value === undefined ? null : points(value);
  };
  const present = <T>(list: readonly (T | null)[]): T[] => list.flatMap((value) => (value === null ? [] : [value]));
  const volumes = months.map((month) => read("BUSINESS_VOLUME", month));
  const heads = months.map((month) => read("HEADCOUNT", month));
  const mean = (list: Points[]) => (list.length > 0 ? sum(list).div(list.length) : null);
  const total = present(volumes).length > 0 ? sum(present(volumes)) : null;
  const meanHeads = mean(present(heads));
  const ratio = (over: Points | null, under: Points | null) =>
    over && under && !under.isZero() ? over.div(under) : null;
  const monthly =
    view === "HEADCOUNT"
      ? heads
      : view === "BUSINESS_VOLUME"
        ? volumes
        : months.map((_, index) => ratio(volumes[index] ?? null, heads[index] ?? null));
  const whole = view === "HEADCOUNT" ? meanHeads : view === "BUSINESS_VOLUME" ? total : ratio(total, meanHeads);
  const written = (value: Points | null) => value && text(new Points(value.toFixed(4)));
  return { code: unit.code, name: unit.name, values: monthly.map(written), whole: written(whole) };
}

/** Rows of the template: every outlet of the campaign that stood in the month, month by month, figures blank. */
export async function loadTemplate(
  actor: Actor,
  code: string,
  periodCode: string | null,
): Promise<{ head: string[]; rows: string[][] } | null> {
  const found = await findCampaignForImport(db, code);
  if (!found || !may(actor, "metrics.import", found) || !found.campaign.plan) return null;
  const { campaign } = found;
  const { programme } = found.campaign.plan;
  const period = programme.periods.find((candidate) => candidate.code === periodCode);
  const range = period?.from && period.to ? { from: period.from, to: period.to } : null;
  const day = today();
  const months = (range ? monthsIn(range) : campaignMonths(programme)).filter((month) => month <= monthOf(day));
  const rows: string[][] = [];
  for (const month of months) {
    const last = lastDayOfMonth(month);
    for (const { unit } of await listParticipants(db, campaign.id, earlierOf(last, day))) {
      rows.push([unit.code, unit.name.zh, month, "", "", "", ""]);
    }
  }
  return { head: COLUMNS.map(headingOf), rows };
}

/** What a file would do, before anything is done. */
export interface Preview extends Judged {
  readonly drafts: readonly MetricDraft[];
  readonly ignored: readonly string[];
  /** Confirms exactly these figures. */
  readonly replaces: string;
}

export async function previewImport(
  actor: Actor,
  code: string,
  sheet: Sheet,
): Promise<Result<Preview, "NOT_FOUND" | "CAMPAIGN_NOT_OPEN">> {
  const found = await findCampaignForImport(db, code);
  if (!found || !may(actor, "metrics.import", found)) return refuse("NOT_FOUND");
  if (!found.campaign.plan) return refuse("CAMPAIGN_NOT_OPEN");
  const { drafts, faults, ignored } = readLayout(sheet);
  if (faults.length > 0)
    return accept({ drafts, ignored, faults, figures: [], unchanged: 0, skipped: 0, replaces: "" });
  const reference = await readReference(db, actor, found.campaign.id, found.campaign.plan.programme, today());
  const judged = judgeRows(drafts, reference);
  return accept({ drafts, ignored, ...judged, replaces: fingerprint(judged.figures) });
}

/** Who may import into the campaign, before a byte of the file is read. */
export async function findImporter(code: string): Promise<Actor | null> {
  const actor = await findCurrentActor();
  const campaign = actor && (await findCampaign(db, code));
  return actor && campaign && may(actor, "metrics.import", campaign) ? actor : null;
}
