import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ExportLink } from "@/components/lists/ExportLink";
import { Said } from "@/components/reviews/Said";
import { Button, LinkButton } from "@/components/ui/Button";
import { Figure } from "@/components/ui/Figure";
import { SelectField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, SumRow, Td, Th } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { loadPenaltyAppeals } from "@/lib/appeals/loaders/items";
import { loadPenaltyTally } from "@/lib/awards/loaders/tallies";
import { BY_RULE } from "@/lib/awards/types";
import { fixed, points } from "@/lib/kernel/points";
import { nameOf } from "@/lib/people/types";
import { formatInstant, formatMoney, formatPoints, pick } from "@/lib/platform/i18n/format";
import { loadLedgerNumbers } from "@/lib/reports/loaders/numbers";
import { CONSEQUENCES } from "@/lib/scoring/programme/schema";

interface Props {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<{ review?: string | string[]; kind?: string | string[] }>;
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("penalties.tally");
  return { title: t("title") };
}

export default async function PenaltyTallyPage({ params, searchParams }: Props) {
  const { campaign } = await params;
  const query = await searchParams;
  const [review, kind] = [one(query.review), one(query.kind)];
  const tally = await loadPenaltyTally(campaign, { ...(review ? { review } : {}), ...(kind ? { kind } : {}) });
  const appeals = await loadPenaltyAppeals(campaign);
  const numbers = await loadLedgerNumbers(campaign);
  const t = await getTranslations("penalties.tally");
  const documents = await getTranslations("documents");
  const locale = await getLocale();
  const root = `/campaigns/${tally.campaign.code}`;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(tally.campaign.name, locale)]}
        back={{ href: root, title: pick(tally.campaign.name, locale) }}
        actions={
          <>
            <ExportLink list="penalties" campaign={tally.campaign.code} filter={{ review, kind }} />
            <LinkButton size="low" href={`/campaigns/${tally.campaign.code}/documents`}>
              {documents("link")}
            </LinkButton>
          </>
        }
      />
      <Sentence>
        {t("summary", {
          count: tally.rows.length - tally.waived - tally.notices,
          fines: formatMoney(tally.fines, locale),
          waived: tally.waived,
        })}
        {tally.notices > 0 && t("notices", { count: tally.notices })}
      </Sentence>
      <form method="get" action={`${root}/penalties`} className="no-print flex flex-wrap items-end gap-3 mb-4">
        <SelectField
          name="review"
          label={t("review")}
          empty={t("all")}
          defaultValue={review ?? ""}
          options={tally.reviews.map((one) => ({ value: one.code, label: pick(one.name, locale) }))}
        />
        <SelectField
          name="kind"
          label={t("kind")}
          empty={t("all")}
          defaultValue={kind ?? ""}
          options={[...CONSEQUENCES, "WAIVED" as const, "NOTICE" as const].map((value) => ({
            value,
            label: t(`kinds.${value}`),
          }))}
        />
        <Button type="submit">{t("filter")}</Button>
      </form>
      {tally.rows.length === 0 ? (
        <EmptyState>{t("empty")}</EmptyState>
      ) : (
        <Section title={t("ledger")} small>
          <LedgerTable caption={t("title")}>
            <thead>
              <tr>
                <Th>{t("who")}</Th>
                <Th>{t("consequence")}</Th>
                <Th from="sm">{t("ground")}</Th>
                <Th from="lg">{t("decided")}</Th>
                <Th num>{t("amount")}</Th>
              </tr>
            </thead>
            <tbody>
              {tally.rows.map((row) => (
                <tr key={row.id}>
                  <RowName>
                    {pick(row.unit, locale)}
                    {row.person && (
                      <span className="block text-note text-ink-3 font-regular">{nameOf(row.person, locale)}</span>
                    )}
                  </RowName>
                  <Td>
                    {row.consequence ? (
                      pick(row.consequence.name, locale)
                    ) : (
                      <span className="text-ink-3">{t(row.notice ? "notice" : "waived")}</span>
                    )}
                    {numbers.notices[row.id] && (
                      <span className="block text-note text-ink-3">
                        {t("number", { number: numbers.notices[row.id] ?? "" })}
                      </span>
                    )}
                    {appeals[row.id] && (
                      <span className="block text-note">
                        <Figure href={`${root}/appeals/${appeals[row.id]?.no}`}>
                          {t(appeals[row.id]?.pending ? "appealPending" : "appeal", { no: appeals[row.id]?.no ?? "" })}
                        </Figure>
                      </span>
                    )}
                  </Td>
                  <Td from="sm" className="text-note">
                    <Figure
                      href={`${root}/reviews/${row.review.code}/why/${row.unitCode}${row.factId ? `?fact=${row.factId}` : ""}`}
                    >
                      {pick(row.penalty.name, locale)}
                    </Figure>
                    {row.because && (
                      <span className="block text-ink-3">
                        <Said say={row.because} />
                      </span>
                    )}
                    {row.repeated && (
                      <span className="block text-ink-3">
                        <Said say={row.repeated} />
                      </span>
                    )}
                  </Td>
                  <Td from="lg">
                    <span className="block">{row.reason === BY_RULE ? t("byRule") : row.reason}</span>
                    <span className="block text-note text-ink-3">
                      {t("by", { name: row.decidedName, at: formatInstant(row.decidedAt, locale) })}
                    </span>
                  </Td>
                  <Td num strong>
                    {row.amountMinor === null ? "—" : formatPoints(fixed(points(row.amountMinor).div(100)))}
                  </Td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <SumRow>
                <th scope="row" className="text-start">
                  {t("sum")}
                </th>
                <td />
                <Td from="sm" />
                <Td from="lg" />
                <Td num>{formatPoints(fixed(points(tally.fines.minor).div(100)))}</Td>
              </SumRow>
            </tfoot>
          </LedgerTable>
        </Section>
      )}
    </OneColumn>
  );
}
