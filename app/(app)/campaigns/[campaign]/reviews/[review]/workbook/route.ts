import { getLocale, getTranslations } from "next-intl/server";
import { fileHeaders } from "@/lib/platform/files/headers";
import { formatDay, formatDayRange, formatInstant, pick } from "@/lib/platform/i18n/format";
import { writeBook } from "@/lib/platform/sheet/book";
import { loadWorkbook, type WorkbookView } from "@/lib/reports/loaders/workbook";
import { workbookOf } from "@/lib/reports/rules/workbook";
import type { Words } from "@/lib/reports/types";
import type { Say } from "@/lib/scoring/types";

/** A review as a workbook with live formulas. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ campaign: string; review: string }> },
): Promise<Response> {
  const { campaign, review } = await params;
  const view = await loadWorkbook(decodeURIComponent(campaign), decodeURIComponent(review));
  const t = await getTranslations("reports.workbook");
  const locale = await getLocale();
  // Codes are data of stored results, so they cannot be typed; a test walks every code of the engine.
  const says = (await getTranslations("scoring.says")) as unknown as (key: string, values: Say["values"]) => string;
  const words: Words = {
    word: (word, values) => t(`word.${word}`, values ?? {}),
    say: (say) => says(say.code, say.values),
    own: (text) => pick(text, locale),
  };
  const title = `${pick(view.campaign.name, locale)} ${pick(view.source.review.name, locale)}`;
  const bytes = await writeBook(workbookOf({ ...view.source, title, about: await aboutOf(view) }, words));
  const name = `${view.campaign.code}-${view.source.review.code}-${t("fileName")}.xlsx`;
  return new Response(bytes, {
    headers: fileHeaders({
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    }),
  });
}

async function aboutOf(view: WorkbookView): Promise<[string, string][]> {
  const t = await getTranslations("reports.workbook.cover");
  const states = await getTranslations("reviews.state");
  const locale = await getLocale();
  const { source, result, period } = view;
  const { cutOffOn } = source.review;
  return [
    [t("campaign"), `${pick(view.campaign.name, locale)} ${view.campaign.code}`],
    [t("review"), pick(source.review.name, locale)],
    [t("period"), formatDayRange(period.from, period.to, locale, { year: true })],
    ...(cutOffOn ? ([[t("cutOff"), formatDay(cutOffOn, locale, { year: true })]] as [string, string][]) : []),
    [t("plan"), `${pick(source.programme.name, locale)} ${t("planVersion", { version: view.planVersion })}`],
    [t("state"), states(view.state)],
    ...(result
      ? ([
          [t("seal"), result.seal],
          [t("previousSeal"), result.previousSeal ?? "—"],
          [t("computedAt"), formatInstant(result.computedAt, locale, { year: true })],
        ] as [string, string][])
      : ([[t("computedAt"), t("live")]] as [string, string][])),
    [t("takenOn"), formatDay(view.today, locale, { year: true })],
    [t("scope"), source.all ? t("all") : t("some")],
  ];
}
