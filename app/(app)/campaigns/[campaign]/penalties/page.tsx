import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ExportLink } from "@/components/lists/ExportLink";
import { PenaltyTallyTable } from "@/components/settlement/PenaltyTallyTable";
import { Button, LinkButton } from "@/components/ui/Button";
import { SelectField } from "@/components/ui/form/inputs";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { loadPenaltyAppeals } from "@/lib/appeals/loaders/items";
import { loadPenaltyTally } from "@/lib/awards/loaders/tallies";
import { formatMoney, pick } from "@/lib/platform/i18n/format";
import { loadLedgerNumbers } from "@/lib/reports/loaders/numbers";
import { CONSEQUENCES } from "@/lib/scoring/programme/schema";
import { loadPenaltyStandings } from "@/lib/settlement/loaders/states";

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
  const standings = await loadPenaltyStandings(campaign);
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
          <PenaltyTallyTable
            tally={tally}
            standings={standings}
            appeals={appeals}
            numbers={numbers.notices}
            root={root}
          />
        </Section>
      )}
    </OneColumn>
  );
}
