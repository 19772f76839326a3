import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { FindItems } from "@/components/standards/FindItems";
import { StandardActs } from "@/components/standards/StandardActs";
import { StandardSections } from "@/components/standards/StandardSections";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import { State } from "@/components/ui/State";
import { points, sum } from "@/lib/kernel/points";
import { today } from "@/lib/platform/clock";
import { formatDay, formatPoints, pick } from "@/lib/platform/i18n/format";
import { TIME_ZONE } from "@/lib/platform/i18n/locale";
import { loadStandardPage } from "@/lib/standards/loaders";
import { undecidedIn } from "@/lib/standards/rules";
import { filterOf, isFiltered, sectionsFound } from "@/lib/standards/rules/filter";

/** So many items are read faster than searched. */
const FEW = 15;

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
  const asked = /^\d{1,4}$/.test(String(search.version)) ? Number(search.version) : undefined;
  const { edition, versions, mayEdit } = await loadStandardPage(decodeURIComponent(code), asked);
  const both = search.text === "both";
  const filter = filterOf(search, edition);
  const shown = sectionsFound(edition.sections, filter);
  const count = edition.sections.reduce((all, section) => all + section.items.length, 0);
  const found = shown.reduce((all, section) => all + section.items.length, 0);
  const open = undecidedIn(edition);
  const href = (change: { version?: number; both?: boolean }) => {
    const query = new URLSearchParams({
      version: String(change.version ?? edition.version),
      ...((change.both ?? both) ? { text: "both" } : {}),
      ...(filter.q ? { q: filter.q } : {}),
      ...(filter.section ? { section: filter.section } : {}),
      ...(filter.role ? { role: filter.role } : {}),
      ...(filter.track ? { track: filter.track } : {}),
    });
    return `/standards/${edition.code}?${query}`;
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
              current: row.version === edition.version,
            }))}
          />
        </Section>
      )}
      <ClientMessages also={["standards"]}>
        <StandardActs edition={edition} mayEdit={mayEdit} />
      </ClientMessages>
      <Section title={t("jump")} aside={t("meta.items", { count: found })}>
        <ol className="text-small">
          {shown.map((section) => (
            <li key={section.code} className="border-b border-rule-2">
              <a
                href={`#sec-${section.code}`}
                className="flex min-h-9 items-center justify-between gap-3 text-ink max-sm:min-h-11"
              >
                <span>{pick(section.name, locale)}</span>
                <span className="n text-ink-3">
                  {edition.method === null
                    ? section.items.length
                    : formatPoints(sum(section.items.map((item) => points(item.points ?? "0"))))}
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
        title={pick(edition.name, locale)}
        state={
          <State kind={edition.frozenAt ? "frozen" : "draft"}>
            {edition.frozenAt
              ? t("frozenAt", { day: formatDay(today(TIME_ZONE, new Date(edition.frozenAt)), locale, { year: true }) })
              : t("open")}
          </State>
        }
        back={{ href: "/standards", title: t("back") }}
        meta={[
          t(`methods.${edition.method ?? "LIBRARY"}`),
          edition.about === "PERSON" && t("read.aboutPerson"),
          t("version", { version: edition.version }),
          t("effectiveOn", { day: formatDay(edition.effectiveOn, locale, { year: true }) }),
          t("meta.items", { count }),
          edition.full !== null && t("meta.full", { points: formatPoints(edition.full) }),
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
      {open.length > 0 && <Notice kind="wait">{t("read.undecidedCount", { count: open.length })}</Notice>}
      {count > FEW && (
        <Section title={t("search.title")} aside={isFiltered(filter) ? t("search.found", { count: found }) : undefined}>
          <FindItems edition={edition} filter={filter} both={both} />
        </Section>
      )}
      {shown.length === 0 ? (
        <EmptyState>{t("search.none")}</EmptyState>
      ) : (
        <StandardSections edition={edition} sections={shown} both={both} />
      )}
    </TwoColumn>
  );
}
