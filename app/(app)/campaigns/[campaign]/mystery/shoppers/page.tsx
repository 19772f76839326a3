import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ShopperActs } from "@/components/mystery/ShopperActs";
import { Unmaskings } from "@/components/mystery/Unmaskings";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, PageHead, Section, Sentence, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { loadShoppers } from "@/lib/mystery/loaders/shoppers";
import { formatDay, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mystery.shoppers"))("title") };
}

export default async function Shoppers({ params }: Props) {
  const [{ campaign }, locale, t, m] = await Promise.all([
    params,
    getLocale(),
    getTranslations("mystery.shoppers"),
    getTranslations("mystery"),
  ]);
  const page = await loadShoppers(campaign);
  return (
    <TwoColumn
      railLabel={m("visit.acts")}
      rail={
        (page.may.keep || page.may.unmask) && (
          <Section title={m("visit.acts")} small>
            <ShopperActs page={page} />
          </Section>
        )
      }
    >
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale)]}
        back={{ href: `/campaigns/${page.campaign.code}/mystery`, title: m("back") }}
      />
      <Sentence>{t("lead", { owner: pick(page.owner, locale) })}</Sentence>
      {page.shoppers.length === 0 ? (
        <EmptyState>{t("none")}</EmptyState>
      ) : (
        <LedgerTable caption={t("caption")}>
          <thead>
            <tr>
              <Th>{t("pseudonym")}</Th>
              <Th from="sm">{t("source")}</Th>
              <Th num>{t("visits")}</Th>
              <Th from="sm">{t("last")}</Th>
              <Th from="sm">{t("known")}</Th>
              <Th>{t("state")}</Th>
            </tr>
          </thead>
          <tbody>
            {page.shoppers.map((row) => (
              <Tr key={row.id}>
                <RowName className="align-top">
                  <span className="n">{row.pseudonym}</span>
                  {row.former && (
                    <span className="block text-small font-normal text-ink-2">
                      {t("former", { former: row.former })}
                    </span>
                  )}
                  <span className="block text-small font-normal text-ink-2 sm:hidden">
                    {m(`sources.${row.source}`)}
                  </span>
                </RowName>
                <Td from="sm" top>
                  {m(`sources.${row.source}`)}
                </Td>
                <Td num top>
                  {row.visits}
                </Td>
                <Td from="sm" top className="n">
                  {row.lastOn ? formatDay(row.lastOn, locale) : "—"}
                </Td>
                <Td from="sm" top>
                  {row.known.length === 0
                    ? t("nobody")
                    : row.known.map(({ unit, reason }) => (
                        <span key={unit.zh} className="block">
                          {pick(unit, locale)} <span className="text-small text-ink-2">{reason}</span>
                        </span>
                      ))}
                </Td>
                <Td top>
                  {row.retired ? (
                    <State kind="draft">{t("retired", { reason: row.retired.reason })}</State>
                  ) : (
                    t("active")
                  )}
                </Td>
              </Tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
      <Unmaskings page={page} />
    </TwoColumn>
  );
}
