import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { FineTable } from "@/components/findings/FineTable";
import { AwardTable, PenaltyTable, titleOf, WithoutTable } from "@/components/settlement/StatementTables";
import { money } from "@/components/settlement/yuan";
import { LinkButton } from "@/components/ui/Button";
import { OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { loadFinesOf } from "@/lib/findings/loaders/register";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { loadStatement } from "@/lib/settlement/loaders/statement";

interface Props {
  params: Promise<{ campaign: string; of: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { campaign, of } = await params;
  const statement = await loadStatement(campaign, decodeURIComponent(of));
  const t = await getTranslations("settlement.statement");
  return { title: t("title", { name: titleOf(statement, await getLocale()) }) };
}

export default async function StatementPage({ params }: Props) {
  const { campaign, of } = await params;
  const statement = await loadStatement(campaign, decodeURIComponent(of));
  const fines = await loadFinesOf(campaign, statement.of.code);
  const t = await getTranslations("settlement.statement");
  const f = await getTranslations("findings.fine");
  const locale = await getLocale();
  const root = `/campaigns/${statement.campaign.code}`;
  const { awarded, given, fined, paid, balance } = statement.sums;
  const file = `${root}/statements/${encodeURIComponent(statement.of.code)}/export`;
  return (
    <OneColumn>
      <PageHead
        title={t("title", { name: titleOf(statement, locale) })}
        meta={[
          pick(statement.campaign.name, locale),
          t("asOf", { day: formatDay(statement.today, locale, { year: true }) }),
        ]}
        back={
          statement.listed
            ? { href: `${root}/statements`, title: t("back") }
            : { href: root, title: pick(statement.campaign.name, locale) }
        }
        actions={
          <LinkButton size="low" href={file} document>
            {t("export")}
          </LinkButton>
        }
      />
      <Sentence>
        {t("summary", {
          awarded: money(awarded, locale),
          given: money(given, locale),
          fined: money(fined, locale),
          paid: money(paid, locale),
          balance: money(balance, locale),
        })}
      </Sentence>
      <Section title={t("awards")} small>
        {statement.awards.length === 0 ? (
          <p className="text-small text-ink-2 py-2">{t("noAwards")}</p>
        ) : (
          <AwardTable statement={statement} />
        )}
      </Section>
      <Section title={t("penalties")} small>
        {statement.penalties.length === 0 ? (
          <p className="text-small text-ink-2 py-2">{t("noPenalties")}</p>
        ) : (
          <PenaltyTable statement={statement} />
        )}
      </Section>
      {fines.length > 0 && (
        <Section title={f("list")} small>
          <FineTable fines={fines} base={root} />
        </Section>
      )}
      {statement.without.length > 0 && (
        <Section title={t("without")} small>
          <WithoutTable lines={statement.without} />
        </Section>
      )}
      <p className="statement-sign" aria-hidden="true">
        <span>{t("signature")}</span>
        <span>{t("signedOn")}</span>
      </p>
    </OneColumn>
  );
}
