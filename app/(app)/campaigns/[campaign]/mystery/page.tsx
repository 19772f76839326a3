import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { MysteryTable } from "@/components/mystery/MysteryTable";
import { LinkButton } from "@/components/ui/Button";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { loadMystery } from "@/lib/mystery/loaders/visits";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mystery"))("title") };
}

export default async function Mystery({ params }: Props) {
  const [{ campaign }, locale, t] = await Promise.all([params, getLocale(), getTranslations("mystery")]);
  const page = await loadMystery(campaign);
  const base = `/campaigns/${page.campaign.code}/mystery`;
  const waiting = page.rows.filter(({ waits }) => waits !== null);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale)]}
        actions={
          page.sees === "ALL" && (
            <>
              <LinkButton href={`${base}/questionnaire`}>{t("questionnaire.open")}</LinkButton>
              <LinkButton href={`${base}/shoppers`}>{t("shoppers.open")}</LinkButton>
              {page.may.assign && (
                <LinkButton href={`/campaigns/${page.campaign.code}/assignments`}>{t("evaluators")}</LinkButton>
              )}
              {page.may.keep && (
                <LinkButton kind="main" href={`${base}/new`}>
                  {t("new.open")}
                </LinkButton>
              )}
            </>
          )
        }
      />
      <Sentence>{t(`lead.${page.sees}`)}</Sentence>
      {waiting.length > 0 && (
        <Section title={t("waiting")} aside={waiting.length}>
          <MysteryTable rows={waiting} base={base} caption={t("waiting")} />
        </Section>
      )}
      <Section title={t("all")} aside={page.rows.length}>
        {page.rows.length === 0 ? (
          <EmptyState>{t(`empty.${page.sees}`)}</EmptyState>
        ) : (
          <MysteryTable rows={page.rows} base={base} caption={t("caption")} />
        )}
      </Section>
    </OneColumn>
  );
}
