import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CircularFindings } from "@/components/footage/CircularFindings";
import { GatherForms, ViewingTable } from "@/components/footage/Viewings";
import { TakePaper } from "@/components/reports/TakePaper";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { KeyValue } from "@/components/ui/KeyValue";
import { EmptyState, PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { loadCircular } from "@/lib/footage/loaders/circulars";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("footage.circulars"))("title") };
}

export default async function FootageCircular({ params }: Props) {
  const [{ campaign, no }, locale, t] = await Promise.all([params, getLocale(), getTranslations("footage.circular")]);
  const page = await loadCircular(campaign, decodeURIComponent(no));
  const { circular } = page;
  const root = `/campaigns/${page.campaign.code}`;
  const day = (value: string) => formatDay(value, locale, { year: true });
  return (
    <ClientMessages also={["complaints"]}>
      <TwoColumn
        railLabel={t("record")}
        rail={
          page.own.length > 0 && (
            <div className="no-print">
              <Section title={t("record")} small>
                <GatherForms page={page} />
              </Section>
            </div>
          )
        }
      >
        <PageHead
          title={circular.title}
          meta={[
            <span key="no" className="code">
              {circular.no}
            </span>,
            pick(page.campaign.name, locale),
            t("by", { name: circular.byName }),
            formatInstant(circular.at, locale, { year: true }),
          ]}
          actions={
            <TakePaper href={`${root}/documents/footage/${circular.no}`} name={circular.title} language={locale} />
          }
          back={{ href: `${root}/footage/circulars`, title: t("back") }}
        />
        <KeyValue
          rows={[
            {
              term: t("round"),
              detail: t("rounds", { reviews: circular.reviews.length, from: day(circular.from), to: day(circular.to) }),
            },
            { term: t("grace"), detail: t("graceSays", { day: day(circular.graceOn) }) },
            { term: t("due"), detail: day(circular.dueOn) },
            ...(circular.text
              ? [{ term: t("requirement"), detail: <span className="whitespace-pre-wrap">{circular.text}</span> }]
              : []),
          ]}
        />
        <Section title={t("findings")} aside={page.findings.length}>
          {page.findings.length === 0 ? (
            <EmptyState>{t("none")}</EmptyState>
          ) : (
            <CircularFindings page={page} root={root} />
          )}
        </Section>
        <Section title={t("viewings")} aside={page.viewings.length}>
          {page.viewings.length === 0 ? <EmptyState>{t("noViewings")}</EmptyState> : <ViewingTable page={page} />}
        </Section>
        <Section title={t("missing")} aside={page.missing.length}>
          <p>
            {page.missing.length === 0
              ? t("noneMissing")
              : page.missing.map(({ name }) => pick(name, locale)).join(locale === "en" ? ", " : "、")}
          </p>
        </Section>
      </TwoColumn>
    </ClientMessages>
  );
}
