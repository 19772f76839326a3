import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { HonourTable } from "@/components/honours/HonourTable";
import { Button, LinkButton } from "@/components/ui/Button";
import { SelectField, TextField } from "@/components/ui/form/inputs";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { type Asked, loadRegister } from "@/lib/honours/loaders/register";
import { KINDS, LEVELS } from "@/lib/honours/types";
import { nameOf } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  searchParams: Promise<Asked>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("honours"))("title") };
}

export default async function HonoursPage({ searchParams }: Props) {
  const asked = await searchParams;
  const register = await loadRegister(asked);
  const t = await getTranslations("honours");
  const locale = await getLocale();
  const { filter, of } = register;
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([key, value]) => (typeof value === "string" && value ? [[key, value]] : [])),
  );
  const whose = of?.person ? nameOf(of.person, locale) : of?.unit ? pick(of.unit.name, locale) : null;
  return (
    <OneColumn>
      <PageHead
        title={whose ? t("titleOf", { name: whose }) : t("title")}
        {...(whose && { back: { href: "/honours", title: t("title") } })}
        actions={register.mayEnter && <LinkButton href="/honours/new">{t("enter")}</LinkButton>}
      />
      <Sentence>
        {t("summary", { collective: register.counts.COLLECTIVE, personal: register.counts.PERSONAL })}
      </Sentence>
      <form method="get" action="/honours" className="no-print flex flex-wrap items-end gap-3 mb-4">
        <TextField name="q" label={t("search")} defaultValue={filter.words} maxLength={80} />
        <TextField name="of" label={t("of")} defaultValue={filter.of} maxLength={40} />
        <SelectField
          name="kind"
          label={t("columns.kind")}
          empty={t("all")}
          defaultValue={filter.kind ?? ""}
          options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <SelectField
          name="level"
          label={t("columns.level")}
          empty={t("all")}
          defaultValue={filter.level ?? ""}
          options={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
        />
        <SelectField
          name="year"
          label={t("year")}
          empty={t("all")}
          defaultValue={filter.year === null ? "" : String(filter.year)}
          options={register.years.map((year) => ({ value: String(year), label: String(year) }))}
        />
        <Button type="submit">{t("filter")}</Button>
      </form>
      {register.rows.length === 0 ? <EmptyState>{t("empty")}</EmptyState> : <HonourTable rows={register.rows} />}
      <p className="no-print flex flex-wrap gap-2 pt-4">
        {(["xlsx", "csv"] as const).map((format) => (
          <LinkButton
            key={format}
            size="low"
            href={`/honours/export?${new URLSearchParams([...query, ["format", format]])}`}
            document
          >
            {t("export")} {format.toUpperCase()}
          </LinkButton>
        ))}
      </p>
    </OneColumn>
  );
}
