import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { OrderActs } from "@/components/rectifications/OrderActs";
import { Steps } from "@/components/rectifications/Steps";
import { ORDER_TONE } from "@/components/rectifications/tones";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { Figure } from "@/components/ui/Figure";
import { KeyValue } from "@/components/ui/KeyValue";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { nameOf } from "@/lib/people/types";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { loadOrder } from "@/lib/rectifications/loaders/orders";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).no) };
}

export default async function RectificationPage({ params }: Props) {
  const { campaign, no } = await params;
  const [page, locale, t, f] = await Promise.all([
    loadOrder(campaign, decodeURIComponent(no)),
    getLocale(),
    getTranslations("rectifications"),
    getTranslations("findings.tracks"),
  ]);
  const { order, unit } = page;
  const root = `/campaigns/${page.campaign.code}`;
  return (
    <ClientMessages also={["complaints"]}>
      <TwoColumn
        rail={
          <Section title={t("detail.acts")}>
            <OrderActs page={page} />
          </Section>
        }
        railLabel={t("detail.acts")}
      >
        <PageHead
          title={pick(order.finding.text, locale)}
          state={<State kind={ORDER_TONE[order.state]}>{t(`states.${order.state}`)}</State>}
          back={{ href: `${root}/rectifications`, title: t("detail.back") }}
          meta={[
            <span key="no" className="code">
              {order.finding.no}
            </span>,
            pick(unit.name, locale),
            t("order.state", { state: t(`states.${order.state}`), day: formatDay(order.dueOn, locale) }),
            order.overdue > 0 && t("overdue", { days: order.overdue }),
            order.reopened > 0 && t("reopened", { count: order.reopened }),
          ]}
        />
        <KeyValue
          rows={[
            {
              term: t("detail.inspection"),
              detail: (
                <>
                  <Figure code href={`${root}/inspections/${order.finding.inspection}?f=${order.finding.no}#evidence`}>
                    {order.finding.inspection}
                  </Figure>
                  <span className="block text-small font-regular text-ink-2">{order.finding.reason}</span>
                </>
              ),
            },
            {
              term: t("detail.unit"),
              detail: <Figure href={`${root}/outlets/${unit.code}`}>{pick(unit.name, locale)}</Figure>,
            },
            { term: t("detail.due"), detail: formatDay(order.dueOn, locale, { year: true }) },
            {
              term: t("detail.owner"),
              detail: page.owner ? nameOf(page.owner, locale) : t("detail.head"),
            },
            {
              term: t("detail.track"),
              detail: order.finding.track ? f(order.finding.track) : t("detail.noTrack"),
            },
            { term: t("detail.drill"), detail: t(`drills.${order.drill}`) },
          ]}
        />
        <Section title={t("detail.before")} small>
          {page.before.length === 0 ? (
            <p className="text-small text-ink-2 py-1">{t("detail.noBefore")}</p>
          ) : (
            <EvidenceList files={page.before} />
          )}
        </Section>
        <Section title={t("detail.steps")}>
          <Steps steps={page.steps} />
        </Section>
      </TwoColumn>
    </ClientMessages>
  );
}
