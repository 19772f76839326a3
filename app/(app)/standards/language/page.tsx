import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { FindPhrases } from "@/components/language/FindPhrases";
import { GroupList } from "@/components/language/GroupList";
import { LanguageRail } from "@/components/language/LanguageRail";
import { ExportLink } from "@/components/lists/ExportLink";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { EmptyState, PageHead, Section, Sentence, TwoColumn } from "@/components/ui/Page";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import { State } from "@/components/ui/State";
import { loadLanguagePage } from "@/lib/language/loaders";
import { countsOf } from "@/lib/language/rules";
import { formatDay, pick } from "@/lib/platform/i18n/format";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("language"))("title") };
}

export default async function ServiceLanguage({ searchParams }: Props) {
  const search = await searchParams;
  const [page, locale, t] = await Promise.all([loadLanguagePage(search), getLocale(), getTranslations("language")]);
  const { shown, found, filter, versions, inForce, on } = page;
  const both = search.text === "both";
  const which: Record<string, string> = on ? { on } : search.version && shown ? { version: String(shown.version) } : {};
  const asked = { ...(filter.q && { q: filter.q }), ...(filter.group && { group: filter.group }) };
  const href = (text: Record<string, string>) =>
    `/standards/language?${new URLSearchParams({ ...which, ...asked, ...text })}`;
  const filtered = filter.q !== "" || filter.group !== null;
  const counts = shown && countsOf(shown.content);
  const state =
    shown && (shown.version === inForce ? "IN_FORCE" : shown.version < (inForce ?? 0) ? "EARLIER" : "LATER");
  return (
    <ClientMessages also={["language"]}>
      <TwoColumn rail={<LanguageRail page={page} />} railLabel={t("versions.title")}>
        <PageHead
          title={t("title")}
          state={state && <State kind={state === "IN_FORCE" ? "final" : "frozen"}>{t(`states.${state}`)}</State>}
          back={{ href: "/standards", title: t("back") }}
          meta={[
            shown && t("version", { version: shown.version }),
            shown && t("effectiveOn", { day: formatDay(shown.effectiveOn, locale, { year: true }) }),
            counts && t("meta.situations", { count: counts.situations }),
            counts && t("meta.scripts", { count: counts.scripts }),
            counts && t("meta.forbidden", { count: counts.forbidden }),
          ]}
          actions={
            shown && (
              <>
                <SegmentLinks
                  label={t("both")}
                  links={[
                    { href: href({}), label: t("one"), current: !both },
                    { href: href({ text: "both" }), label: t("both"), current: both },
                  ]}
                />
                <ExportLink list="language" filter={{ ...which, ...asked }} />
              </>
            )
          }
        />
        <Sentence>{t("lead")}</Sentence>
        {shown?.note && <p className="pb-2 text-small text-ink-2">{pick(shown.note, locale)}</p>}
        {shown === null ? (
          <EmptyState>
            {on && versions.length > 0 ? t("notYet", { day: formatDay(on, locale, { year: true }) }) : t("empty")}
          </EmptyState>
        ) : (
          <>
            <Section
              title={t("search.title")}
              aside={
                filtered ? t("search.found", { count: found.flatMap(({ phrases }) => phrases).length }) : undefined
              }
            >
              <FindPhrases shown={shown} filter={filter} keep={{ ...which, ...(both && { text: "both" }) }} />
            </Section>
            {found.length === 0 ? <EmptyState>{t("none")}</EmptyState> : <GroupList groups={found} both={both} />}
          </>
        )}
      </TwoColumn>
    </ClientMessages>
  );
}
