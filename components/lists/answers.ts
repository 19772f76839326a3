import { getLocale, getTranslations } from "next-intl/server";
import { type ListTable, LONGEST_LIST, type Search } from "@/lib/lists/types";
import { pick } from "@/lib/platform/i18n/format";
import { loadAnswers } from "@/lib/surveys/loaders/answers";
import { columnsOf, day, points } from "./columns";

/** The answers of a survey, a column for each question; who the customer was is nowhere. */
export async function answers(campaign: string, search: Search): Promise<ListTable> {
  const page = await loadAnswers(campaign, String(search.survey ?? ""), search, LONGEST_LIST);
  const t = await getTranslations("surveys");
  const locale = await getLocale();
  const questions = page.questionnaire.flatMap(({ items }) => items);
  return {
    title: `${pick(page.survey.name, locale)} ${t("answers.title")}`,
    campaign: page.campaign,
    columns: [
      ...(await columnsOf(["survey", "unitCode", "unit", "person", "day"])),
      ...questions.map(({ text }) => ({ head: pick(text, locale), width: 16 })),
      ...(await columnsOf(["total", "remark", "struck"])),
    ],
    rows: page.rows.map((row) => [
      page.survey.no,
      row.unit.code,
      pick(row.unit.name, locale),
      row.person && pick(row.person, locale),
      day(row.onDay),
      ...questions.map(({ code, form }) => {
        const level = form.kind === "LEVELS" ? form.levels.find((one) => one.code === row.said[code]) : undefined;
        return level ? pick(level.text, locale) : null;
      }),
      points(row.total),
      row.remark,
      row.struck?.reason ?? null,
    ]),
    total: page.total,
  };
}
