import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { RecheckTable } from "@/components/rechecks/RecheckTable";
import { ResultTable } from "@/components/rechecks/ResultTable";
import { SampleTable } from "@/components/rechecks/SampleTable";
import { LinkButton } from "@/components/ui/Button";
import { Disclosure } from "@/components/ui/Disclosure";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { pick } from "@/lib/platform/i18n/format";
import { loadRechecks } from "@/lib/rechecks/loaders/rechecks";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rechecks"))("title") };
}

export default async function Rechecks({ params }: Props) {
  const [{ campaign }, locale, t] = await Promise.all([params, getLocale(), getTranslations("rechecks")]);
  const page = await loadRechecks(campaign);
  const base = `/campaigns/${page.campaign.code}`;
  const all = page.sees === "ALL";
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale)]}
        actions={
          page.mayDraw && (
            <LinkButton kind="main" href={`${base}/rechecks/new`}>
              {t("newSample")}
            </LinkButton>
          )
        }
      />
      <Sentence>{t(`lead.${page.sees}`)}</Sentence>
      {(!all || page.waiting.length > 0) && (
        <Section title={t("waiting")} aside={page.waiting.length}>
          {page.waiting.length === 0 ? (
            <EmptyState>{t("noneWaiting")}</EmptyState>
          ) : (
            <RecheckTable rows={page.waiting} base={base} today={page.today} caption={t("waiting")} people={false} />
          )}
        </Section>
      )}
      <Section title={t(`results.${page.sees}`)}>
        {page.results.length === 0 ? (
          <EmptyState>{t("results.empty")}</EmptyState>
        ) : (
          <>
            <ResultTable results={page.results} />
            {page.results.map((one) => (
              <Disclosure
                key={one.authorId}
                summary={t("results.cases", { name: pick(one.name, locale) })}
                open={page.results.length === 1}
              >
                <RecheckTable rows={one.cases} base={base} today={page.today} caption={t("casesCaption")} />
              </Disclosure>
            ))}
          </>
        )}
      </Section>
      {page.looked.length > 0 && (
        <Section title={t("looked")} aside={page.looked.length}>
          <RecheckTable rows={page.looked} base={base} today={page.today} caption={t("looked")} people={false} />
        </Section>
      )}
      {all && (
        <Section title={t("samples")} aside={page.samples.length}>
          {page.samples.length === 0 ? (
            <EmptyState>{t("noSamples")}</EmptyState>
          ) : (
            <SampleTable rows={page.samples} base={base} />
          )}
        </Section>
      )}
    </OneColumn>
  );
}
