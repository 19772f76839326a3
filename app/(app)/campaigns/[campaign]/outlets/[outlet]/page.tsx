import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ReportedTable } from "@/components/improvements/ReportedTable";
import { OrderTable } from "@/components/rectifications/OrderTable";
import { LinkButton } from "@/components/ui/Button";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { LEAST_VISITS } from "@/lib/findings/rules";
import { loadReported } from "@/lib/improvements/loaders";
import { formatDay, formatPoints, formatSigned, pick } from "@/lib/platform/i18n/format";
import { loadOutlet } from "@/lib/rectifications/loaders/orders";

interface Props {
  params: Promise<{ campaign: string; outlet: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).outlet) };
}

export default async function OutletInCampaign({ params }: Props) {
  const { campaign, outlet } = await params;
  const [page, reported, locale, t, f, r] = await Promise.all([
    loadOutlet(campaign, decodeURIComponent(outlet)),
    loadReported(campaign, decodeURIComponent(outlet)),
    getLocale(),
    getTranslations("rectifications"),
    getTranslations("findings"),
    getTranslations("improvements.reported"),
  ]);
  const root = `/campaigns/${page.campaign.code}`;
  const { effect, honesty } = page;
  const rows = (orders: typeof page.open) => orders.map((order) => ({ order, unit: null }));
  return (
    <OneColumn>
      <PageHead
        title={pick(page.unit.name, locale)}
        meta={[
          <span key="code" className="code">
            {page.unit.code}
          </span>,
          pick(page.campaign.name, locale),
          !page.seesCovert && f("covertLater"),
        ]}
        back={{ href: `${root}/rectifications`, title: t("outlet.back") }}
        actions={<LinkButton href={`${root}/findings?outlet=${page.unit.code}`}>{t("outlet.findings")}</LinkButton>}
      />
      <Sentence>
        {t("outlet.summary", {
          findings: page.findings,
          open: page.open.length,
          closed: effect.closed,
          days: effect.meanDays === null ? "none" : formatPoints(effect.meanDays, 1),
        })}
        {effect.closed > 0 && <small>{t("outlet.lasting", { again: effect.again })}</small>}
      </Sentence>
      {reported.length > 0 && (
        <Section title={r("title")}>
          <ReportedTable rows={reported} base={root} />
        </Section>
      )}
      <Section title={t("outlet.honesty")} small>
        <p>
          {honesty.gap === null
            ? t("outlet.honestyFew", {
                selfCount: honesty.self.count,
                count: honesty.others.count,
                least: LEAST_VISITS,
              })
            : t("outlet.honestyText", {
                selfCount: honesty.self.count,
                self: formatPoints(honesty.self.mean ?? "0"),
                count: honesty.others.count,
                others: formatPoints(honesty.others.mean ?? "0"),
                low: formatPoints(honesty.others.low ?? "0"),
                high: formatPoints(honesty.others.high ?? "0"),
                gap: formatSigned(honesty.gap),
              })}
        </p>
      </Section>
      <Section title={t("outlet.recurrence")}>
        {page.recurrence.length === 0 ? (
          <EmptyState>{t("outlet.noFindings")}</EmptyState>
        ) : (
          <LedgerTable caption={t("outlet.recurrence")}>
            <thead>
              <tr>
                <Th>{t("outlet.columns.item")}</Th>
                <Th num>{t("outlet.columns.times")}</Th>
                <Th from="sm" className="pl-6">
                  {t("outlet.columns.last")}
                </Th>
                <Th num from="sm">
                  {t("outlet.columns.orders")}
                </Th>
                <Th className="sm:pl-6">{t("outlet.columns.effect")}</Th>
              </tr>
            </thead>
            <tbody>
              {page.recurrence.map((item) => (
                <Tr key={item.itemCode}>
                  <RowName>
                    {pick(item.text, locale)}
                    <span className="block text-small font-regular text-ink-2 code">{item.itemCode}</span>
                  </RowName>
                  <Td num strong top>
                    {t("outlet.times", { count: item.times })}
                  </Td>
                  <Td from="sm" top className="pl-6">
                    <Figure href={`${root}/inspections/${item.last}`} label={item.last}>
                      {formatDay(item.lastOn, locale)}
                    </Figure>
                  </Td>
                  <Td num from="sm" top>
                    {item.open}
                  </Td>
                  <Td top className="sm:pl-6">
                    {item.closedOn === null ? (
                      <span className="gap">{t("outlet.never")}</span>
                    ) : (
                      t(item.again ? "outlet.again" : "outlet.lasts")
                    )}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        )}
        {page.findings >= page.most && <p className="text-note text-ink-3">{t("outlet.most", { most: page.most })}</p>}
      </Section>
      <Section title={t("outlet.open")}>
        {page.open.length === 0 ? (
          <EmptyState>{t("outlet.noOpen")}</EmptyState>
        ) : (
          <OrderTable rows={rows(page.open)} base={root} caption={t("outlet.open")} />
        )}
      </Section>
      <Section title={t("outlet.closed")}>
        {page.closed.length === 0 ? (
          <EmptyState>{t("outlet.noClosed")}</EmptyState>
        ) : (
          <OrderTable rows={rows(page.closed)} base={root} caption={t("outlet.closed")} />
        )}
      </Section>
    </OneColumn>
  );
}
