import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ExportLink } from "@/components/lists/ExportLink";
import { AnswerList } from "@/components/surveys/AnswerList";
import { Button, LinkButton } from "@/components/ui/Button";
import { FilterSelect } from "@/components/ui/FilterSelect";
import { EmptyState, OneColumn, PageHead } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { pick } from "@/lib/platform/i18n/format";
import { ANSWERS_SHOWN, loadAnswers } from "@/lib/surveys/loaders/answers";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("surveys.answers"))("title") };
}

/** Every answer of a survey with what was said; here one that is no answer is struck. */
export default async function SurveyAnswers({ params, searchParams }: Props) {
  const [{ campaign, no }, search, locale, t] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("surveys.answers"),
  ]);
  const page = await loadAnswers(campaign, no, search);
  const survey = `/campaigns/${page.campaign.code}/surveys/${page.survey.no}`;
  const query = { outlet: page.outlet, show: page.filter === "ALL" ? null : page.filter };
  const hrefFor = (at: number) =>
    `${survey}/answers?${new URLSearchParams(
      Object.entries({ ...query, page: String(at) }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    )}`;
  const filtered = Object.values(query).some((value) => value !== null);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[page.survey.no]}
        back={{ href: survey, title: pick(page.survey.name, locale) }}
        actions={
          <ExportLink list="answers" campaign={page.campaign.code} filter={{ survey: page.survey.no, ...query }} />
        }
      />
      <form action={`${survey}/answers`} className="mb-4 flex flex-wrap items-center gap-2" aria-label={t("filter")}>
        <FilterSelect
          name="outlet"
          label={t("outlet")}
          all={t("allOutlets")}
          value={page.outlet}
          options={page.outlets.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
        />
        <FilterSelect
          name="show"
          label={t("which")}
          all={t("show.ALL")}
          value={query.show}
          options={(["REMARKS", "STRUCK"] as const).map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        <Button type="submit">{t("apply")}</Button>
      </form>
      {page.rows.length === 0 ? (
        <EmptyState action={filtered && <LinkButton href={`${survey}/answers`}>{t("clear")}</LinkButton>}>
          {t(filtered ? "noneSo" : "none")}
        </EmptyState>
      ) : (
        <>
          <AnswerList page={page} />
          <Pager page={page.page} size={ANSWERS_SHOWN} total={page.total} hrefOf={hrefFor} />
        </>
      )}
    </OneColumn>
  );
}
