import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { UnitTable } from "@/components/admin/UnitTable";
import { Button, LinkButton } from "@/components/ui/Button";
import { DateField } from "@/components/ui/form/inputs";
import { EmptyState, PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { loadOrganisation } from "@/lib/organisation/loaders";
import { formatDay } from "@/lib/platform/i18n/format";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organisation.admin"))("title") };
}

export default async function OrganisationPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [{ day, today, units, alone }, t, locale] = await Promise.all([
    loadOrganisation(await searchParams),
    getTranslations("organisation.admin"),
    getLocale(),
  ]);
  return (
    <TwoColumn
      rail={
        <Section title={t("asOf")}>
          <form action="/admin/organisation" className="form">
            <DateField name="on" label={t("day")} hint={t("dayHint")} defaultValue={day} />
            <Button type="submit" fill>
              {t("show")}
            </Button>
          </form>
        </Section>
      }
    >
      <PageHead
        title={t("title")}
        meta={[t("count", { count: units.length }), t("stand", { day: formatDay(day, locale, { year: true }) })]}
      />
      {units.length === 0 ? (
        <EmptyState>{t("none")}</EmptyState>
      ) : (
        <UnitTable caption={t("title")} units={units} on={day === today ? undefined : day} />
      )}
      {alone && (
        <EmptyState
          action={
            <LinkButton kind="main" href={`/admin/organisation/${alone}`}>
              {t("toRoot")}
            </LinkButton>
          }
        >
          {t("onlyRoot")}
        </EmptyState>
      )}
    </TwoColumn>
  );
}
