import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { formatDay, formatPoints, pick } from "@/lib/platform/i18n/format";
import type { BesideView } from "@/lib/reviews/loaders/room";
import type { OutsideRank } from "@/lib/reviews/rules/populations";
import type { SubjectKind } from "@/lib/scoring/programme/subjects";

/** Ranks of this review, of the district within it, and those that others gave, side by side; each with its day and record. */
export function RanksBeside({ beside, campaign, kind }: { beside: BesideView; campaign: string; kind: SubjectKind }) {
  const t = useTranslations("reviews.beside");
  const table = useTranslations("reviews.table");
  const places = useTranslations("reviews.places");
  const locale = useLocale();
  const within = beside.rows.some(({ district }) => district !== null);
  return (
    <LedgerTable caption={t("title")} wide>
      <thead>
        <tr>
          <Th>{table("unit", { kind })}</Th>
          <Th num>{t("own")}</Th>
          {within && <Th num>{t("district")}</Th>}
          {beside.lists.map(({ stream, name }) => (
            <Th key={stream} num>
              {pick(name, locale)}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {beside.rows.map(({ id, name, rank, district, outside }) => (
          <tr key={id}>
            <RowName>{pick(name, locale)}</RowName>
            <Td num strong>
              {rank ?? "—"}
            </Td>
            {within && (
              <Td num>
                {district ? places("rank", { rank: district.rank, of: district.of }) : "—"}
                {district && <span className="block text-note text-ink-3">{pick(district.name, locale)}</span>}
              </Td>
            )}
            {outside.map((one, at) => (
              <Td key={beside.lists[at]?.stream ?? at} num>
                {one ? <Given one={one} campaign={campaign} /> : "—"}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}

function Given({ one: { rank, of, on, ref }, campaign }: { one: OutsideRank; campaign: string }) {
  const places = useTranslations("reviews.places");
  const locale = useLocale();
  return (
    <>
      {of === null
        ? places("rankAlone", { rank: formatPoints(rank, 0) })
        : places("rank", { rank: Number(rank), of: Number(of) })}
      <span className="block text-note text-ink-3">
        {formatDay(on, locale, { year: true })}{" "}
        {ref.startsWith("R-") ? <Link href={`/campaigns/${campaign}/records/${ref}`}>{ref}</Link> : ref}
      </span>
    </>
  );
}
