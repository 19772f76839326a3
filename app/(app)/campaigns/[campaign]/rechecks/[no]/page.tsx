import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { RecheckRail } from "@/components/rechecks/RecheckRail";
import { Report } from "@/components/rechecks/Report";
import { SecondLook } from "@/components/rechecks/SecondLook";
import { RECHECK_TONE } from "@/components/rechecks/tones";
import { WholeSheet } from "@/components/rechecks/WholeSheet";
import { Figure } from "@/components/ui/Figure";
import { KeyValue } from "@/components/ui/KeyValue";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { loadRecheck } from "@/lib/rechecks/loaders/rechecks";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rechecks"))("title") };
}

export default async function RecheckDetail({ params }: Props) {
  const [{ campaign, no }, locale, t, r, m] = await Promise.all([
    params,
    getLocale(),
    getTranslations("rechecks.detail"),
    getTranslations("rechecks"),
    getTranslations("inspections.methods"),
  ]);
  const page = await loadRecheck(campaign, decodeURIComponent(no));
  const { recheck, inspection } = page;
  const base = `/campaigns/${page.campaign.code}`;
  const acts = page.correct !== null || page.may.handOver;
  return (
    <TwoColumn railLabel={t("acts")} rail={acts && <RecheckRail page={page} />}>
      <PageHead
        title={t("title", { unit: pick(inspection.unit.name, locale), method: m(inspection.method) })}
        state={<State kind={RECHECK_TONE[recheck.state]}>{r(`states.${recheck.state}`)}</State>}
        meta={[
          pick(page.campaign.name, locale),
          <span key="no" className="code">
            {recheck.no}
          </span>,
        ]}
        back={{ href: `${base}/rechecks`, title: t("back") }}
      />
      <Section title={t("facts")}>
        <KeyValue
          rows={[
            {
              term: t("inspection"),
              detail: (
                <Figure href={`${base}/inspections/${inspection.no}`} code>
                  {inspection.no}
                </Figure>
              ),
            },
            { term: t("day"), detail: <span className="n">{formatDay(inspection.onDay, locale)}</span> },
            ...(page.may.look ? [] : [{ term: t("author"), detail: pick(recheck.inspection.author, locale) }]),
            { term: t("second"), detail: pick(recheck.assignee.name, locale) },
            { term: t("due"), detail: <span className="n">{formatDay(recheck.dueOn, locale)}</span> },
            ...(page.may.seesAll
              ? [
                  {
                    term: t("sample"),
                    detail: (
                      <Figure href={`${base}/rechecks/samples/${recheck.sample}`} code>
                        {recheck.sample}
                      </Figure>
                    ),
                  },
                ]
              : []),
            ...recheck.handovers.map((one) => ({
              term: t("handovers"),
              detail: t("handover", { to: pick(one.to, locale), reason: one.reason, name: one.byName }),
            })),
          ]}
        />
      </Section>
      <WholeSheet inspection={inspection} />
      {page.may.look ? (
        <SecondLook page={page} />
      ) : recheck.report ? (
        <Report page={page} />
      ) : (
        recheck.state === "WAITING" && <p className="text-small text-ink-2 py-2">{t("waiting")}</p>
      )}
    </TwoColumn>
  );
}
