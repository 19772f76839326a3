import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { short } from "@/components/reviews/ReviewActs";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { Notice } from "@/components/ui/Notice";
import { OneColumn, PageHead } from "@/components/ui/Page";
import { loadFormerResult } from "@/lib/appeals/loaders/notice";
import { formatInstant, formatPoints, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string; review: string; seq: string }>;
}

async function read({ params }: Props) {
  const { campaign, review, seq } = await params;
  if (!/^\d{1,6}$/.test(seq)) notFound();
  return loadFormerResult(campaign, review, Number(seq));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const result = await read(props);
  const t = await getTranslations("appeals.former");
  return { title: t("title", { review: pick(result.review.name, await getLocale()), seq: result.head.seq }) };
}

export default async function FormerResultPage(props: Props) {
  const result = await read(props);
  const t = await getTranslations("appeals.former");
  const n = await getTranslations("appeals.notice");
  const locale = await getLocale();
  const room = `/campaigns/${result.campaign.code}/reviews/${result.review.code}`;
  const { head } = result;
  return (
    <OneColumn>
      <PageHead
        title={t("title", { review: pick(result.review.name, locale), seq: head.seq })}
        back={{ href: room, title: pick(result.review.name, locale) }}
        meta={[
          t("sealed", { at: formatInstant(head.computedAt, locale) }),
          <Figure key="seal" code label={head.seal}>
            {short(head.seal)}
          </Figure>,
        ]}
      />
      <Notice kind="info" title={t("notice")}>
        {result.set ? t("superseded", { no: result.set }) : t("lifted")}
      </Notice>
      {!result.agrees && <Notice kind="blocked">{t("broken")}</Notice>}
      <LedgerTable caption={t("title", { review: pick(result.review.name, locale), seq: head.seq })}>
        <thead>
          <tr>
            <Th>{t("rank")}</Th>
            <Th>{t("who")}</Th>
            <Th num>{t("total")}</Th>
            <Th from="sm">{t("awards")}</Th>
          </tr>
        </thead>
        <tbody>
          {result.rows.map((row) => (
            <tr key={row.subject}>
              <Td className="n">{row.rank ?? n("none")}</Td>
              <RowName>{pick(row.name, locale)}</RowName>
              <Td num>{row.total === null ? n("none") : formatPoints(row.total)}</Td>
              <Td from="sm">{row.awards.map((award) => pick(award, locale)).join(n("join"))}</Td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </OneColumn>
  );
}
