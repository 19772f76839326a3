import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Delta, Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { loadHonesty } from "@/lib/findings/loaders/register";
import { LEAST_VISITS } from "@/lib/findings/rules";
import { formatPoints, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("findings.honesty");
  return { title: t("title") };
}

export default async function HonestyPage({ params }: Props) {
  const { campaign } = await params;
  const [page, locale, t] = await Promise.all([
    loadHonesty(campaign),
    getLocale(),
    getTranslations("findings.honesty"),
  ]);
  const root = `/campaigns/${page.campaign.code}`;
  const times = (side: { count: number; mean: string | null }) =>
    side.mean === null ? (
      <span className="gap">{t("none")}</span>
    ) : (
      t("times", { mean: formatPoints(side.mean), count: side.count })
    );
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale), !page.seesCovert && t("covertLater")]}
        back={{ href: `${root}/findings`, title: t("back") }}
      />
      <Sentence>{t("lead", { least: LEAST_VISITS })}</Sentence>
      <LedgerTable caption={t("caption")} stick>
        <thead>
          <tr>
            <Th>{t("columns.unit")}</Th>
            <Th num from="sm">
              {t("columns.self")}
            </Th>
            <Th num>{t("columns.others")}</Th>
            <Th num from="lg">
              {t("columns.range")}
            </Th>
            <Th num>{t("columns.gap")}</Th>
          </tr>
        </thead>
        <tbody>
          {page.lines.map((line) => (
            <Tr key={line.unitId}>
              <RowName>
                <Figure href={`${root}/outlets/${line.code}`}>{pick(line.name, locale)}</Figure>
              </RowName>
              <Td num from="sm">
                {times(line.self)}
              </Td>
              <Td num>{times(line.others)}</Td>
              <Td num from="lg" mute>
                {line.others.low !== null && line.others.high !== null
                  ? t("range", { low: formatPoints(line.others.low), high: formatPoints(line.others.high) })
                  : ""}
              </Td>
              <Td num strong>
                {line.gap === null ? <span className="gap">{t("few")}</span> : <Delta value={line.gap} tone={false} />}
              </Td>
            </Tr>
          ))}
        </tbody>
      </LedgerTable>
    </OneColumn>
  );
}
