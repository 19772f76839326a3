import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { StandardSections } from "@/components/standards/StandardSections";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import { State } from "@/components/ui/State";
import { points, sum } from "@/lib/kernel/points";
import { today } from "@/lib/platform/clock";
import { formatDay, formatPoints, pick } from "@/lib/platform/i18n/format";
import { TIME_ZONE } from "@/lib/platform/i18n/locale";
import { loadStandardPage } from "@/lib/standards/loaders";
import { itemsOf } from "@/lib/standards/types";

interface Props {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("standards");
  return { title: t("title") };
}

export default async function StandardPage({ params, searchParams }: Props) {
  const [{ code }, search, locale, t] = await Promise.all([
    params,
    searchParams,
    getLocale(),
    getTranslations("standards"),
  ]);
  const version = /^\d{1,4}$/.test(String(search.version)) ? Number(search.version) : undefined;
  const { sheet, versions } = await loadStandardPage(code, version);
  const both = search.text === "both";
  const href = (change: { version?: number; both?: boolean }) => {
    const query = new URLSearchParams({
      version: String(change.version ?? sheet.version),
      ...((change.both ?? both) ? { text: "both" } : {}),
    });
    return `/standards/${sheet.code}?${query}`;
  };
  const rail = (
    <>
      {versions.length > 1 && (
        <Section title={t("otherVersions")}>
          <SegmentLinks
            label={t("otherVersions")}
            links={versions.map((row) => ({
              href: href({ version: row.version }),
              label: t("version", { version: row.version }),
              current: row.version === sheet.version,
            }))}
          />
        </Section>
      )}
      <Section title={t("jump")} aside={t("meta.items", { count: itemsOf(sheet).length })}>
        <ol className="text-small">
          {sheet.sections.map((section) => (
            <li key={section.code} className="border-b border-rule-2">
              <a
                href={`#sec-${section.code}`}
                className="flex min-h-9 items-center justify-between gap-3 text-ink max-sm:min-h-11"
              >
                <span>{pick(section.name, locale)}</span>
                <span className="n text-ink-3">
                  {formatPoints(sum(section.items.map((item) => points(item.points))))}
                </span>
              </a>
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
  return (
    <TwoColumn rail={rail} railLabel={t("jump")}>
      <PageHead
        title={pick(sheet.name, locale)}
        state={
          <State kind={sheet.frozenAt ? "frozen" : "draft"}>
            {sheet.frozenAt
              ? t("frozenAt", { day: formatDay(today(TIME_ZONE, new Date(sheet.frozenAt)), locale, { year: true }) })
              : t("open")}
          </State>
        }
        back={{ href: "/standards", title: t("back") }}
        meta={[
          t(`methods.${sheet.method}`),
          t("version", { version: sheet.version }),
          t("effectiveOn", { day: formatDay(sheet.effectiveOn, locale, { year: true }) }),
          t("meta.items", { count: itemsOf(sheet).length }),
          t("meta.full", { points: formatPoints(sheet.full) }),
        ]}
        actions={
          <SegmentLinks
            label={t("both")}
            links={[
              { href: href({ both: false }), label: t("one"), current: !both },
              { href: href({ both: true }), label: t("both"), current: both },
            ]}
          />
        }
      />
      <StandardSections sheet={sheet} both={both} />
    </TwoColumn>
  );
}
