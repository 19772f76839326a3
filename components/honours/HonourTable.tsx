import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { withdrawHonourAction } from "@/lib/honours/actions";
import type { RegisterRow } from "@/lib/honours/loaders/register";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";

/** Honours, newest first: who, what, by whom, under which number, and where it comes from. */
export function HonourTable({ rows }: { rows: readonly RegisterRow[] }) {
  const t = useTranslations("honours");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("title")}>
      <thead>
        <tr>
          <Th>{t("columns.who")}</Th>
          <Th>{t("columns.title")}</Th>
          <Th from="sm">{t("columns.grantedBy")}</Th>
          <Th from="lg">{t("columns.source")}</Th>
          <Th num>{t("columns.on")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const by = [pick(row.grantedBy, locale), row.reference].filter(Boolean);
          return (
            <tr key={row.key}>
              <RowName>
                {row.code === "" ? (
                  pick(row.unit, locale)
                ) : (
                  <Link href={`/honours?of=${encodeURIComponent(row.code)}`}>
                    {row.person ? nameOf(row.person, locale) : pick(row.unit, locale)}
                  </Link>
                )}
                {row.person && (
                  <span className="block text-note text-ink-3 font-regular">{pick(row.unit, locale)}</span>
                )}
                <span className="block text-note text-ink-3 font-regular">{t(`kinds.${row.kind}`)}</span>
              </RowName>
              <Td>
                {pick(row.title, locale)}
                <span className="block text-note text-ink-3">{t(`levels.${row.level}`)}</span>
                <span className="block text-note text-ink-3 sm:hidden">{by.join(t("comma"))}</span>
                {row.note && <span className="block text-note">{row.note}</span>}
                {row.withdrawn && (
                  <span className="block text-note wait">
                    {t("withdrawn", {
                      reason: row.withdrawn.reason,
                      name: row.withdrawn.byName,
                      at: formatInstant(row.withdrawn.at, locale, { year: true }),
                    })}
                  </span>
                )}
                {row.mayWithdraw && row.no && (
                  <div className="no-print pt-1">
                    <OfficialActDialog
                      compact
                      character="撤"
                      title={t("withdraw")}
                      heading={t("withdrawHeading", { title: pick(row.title, locale) })}
                      meaning={t("withdrawMeaning")}
                      reason={{ hint: t("withdrawHint") }}
                      action={withdrawHonourAction}
                      hidden={{ no: row.no }}
                    />
                  </div>
                )}
              </Td>
              <Td from="sm">
                {pick(row.grantedBy, locale)}
                {row.reference && <span className="block text-note text-ink-3">{row.reference}</span>}
                <EvidenceList files={row.documents} />
              </Td>
              <Td from="lg" className="text-note">
                {row.campaign ? (
                  <Link href={`/campaigns/${row.campaign.code}/reviews/${row.campaign.review}`}>
                    {pick(row.campaign.name, locale)}
                  </Link>
                ) : (
                  t("entered", { no: row.no ?? "", name: row.enteredBy })
                )}
              </Td>
              <Td num className="whitespace-nowrap">
                {formatDay(row.on, locale, { year: true })}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}
