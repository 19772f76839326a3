import { useLocale, useTranslations } from "next-intl";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { State } from "@/components/ui/State";
import type { CircularPage } from "@/lib/footage/loaders/circulars";
import { pick } from "@/lib/platform/i18n/format";
import { Marks } from "./Marks";
import { EFFECT_TONE } from "./tones";

/** Findings of the round: whose, what, where it is seen, what it costs, and whether it is enforced. */
export function CircularFindings({ page, root }: { page: CircularPage; root: string }) {
  const t = useTranslations("footage");
  const p = useTranslations("people.posts");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("circular.findingsCaption")}>
      <thead>
        <tr>
          <Th>{t("columns.finding")}</Th>
          <Th>{t("columns.code")}</Th>
          <Th num from="sm">
            {t("columns.lost")}
          </Th>
          <Th from="sm">{t("columns.effect")}</Th>
        </tr>
      </thead>
      <tbody>
        {page.findings.map((finding) => {
          const { person } = finding;
          const who = person && [pick(person.name, locale), person.post && p(person.post)].filter(Boolean).join(" · ");
          return (
            <Tr key={finding.finding}>
              <RowName className="align-top">
                {pick(finding.unit.name, locale)}
                {t("circular.colon")}
                {finding.reason}
                <span className="block text-small font-regular text-ink-2">
                  <span className="code">{finding.item.code}</span> {pick(finding.item.text, locale)}
                </span>
                {who && <span className="block text-small font-regular">{who}</span>}
                {finding.opens && (
                  <span className="block text-small font-regular no-print">
                    <Figure code href={`${root}/footage/${finding.review}`}>
                      {finding.review}
                    </Figure>
                  </span>
                )}
                <span className="block text-small font-regular sm:hidden">
                  {finding.lost} · {t(`circular.effects.${finding.effect}`)}
                </span>
              </RowName>
              <Td top>
                <Marks marks={finding.marks} />
              </Td>
              <Td num from="sm" top>
                {finding.lost}
              </Td>
              <Td from="sm" top>
                <State kind={EFFECT_TONE[finding.effect]}>{t(`circular.effects.${finding.effect}`)}</State>
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}
