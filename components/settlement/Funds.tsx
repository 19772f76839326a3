import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { MoneyField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { Notice } from "@/components/ui/Notice";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { formatInstant } from "@/lib/platform/i18n/format";
import { setBudgetAction } from "@/lib/settlement/actions";
import type { LedgerView } from "@/lib/settlement/loaders/ledger";
import { exceeded, FUNDS } from "@/lib/settlement/rules/funds";
import { money, yuan } from "./yuan";

type Line = LedgerView["funds"]["lines"][number];

/** The budget of each fund against what is decided and paid of it, and a warning for each that is exceeded. */
export function Funds({ view }: { view: LedgerView }) {
  const t = useTranslations("settlement.funds");
  const locale = useLocale();
  const { lines, may } = view.funds;
  const name = ({ payer }: Line) => t(`names.${payer}`);
  return (
    <>
      {exceeded(lines).map((line) => (
        <Notice key={`${line.fund} ${line.payer}`} kind="blocked">
          {t(`exceeded.${line.fund}`, { name: name(line), amount: money(-(line.left ?? 0), locale) })}
        </Notice>
      ))}
      <LedgerTable caption={t("title")}>
        <thead>
          <tr>
            <Th>{t("fund")}</Th>
            <Th num>{t("budget")}</Th>
            <Th num from="sm">
              {t("committed")}
            </Th>
            <Th num from="sm">
              {t("paid")}
            </Th>
            <Th num>{t("left")}</Th>
          </tr>
        </thead>
        {FUNDS.map((fund) => (
          <tbody key={fund}>
            {lines
              .filter((line) => line.fund === fund)
              .map((line) => (
                <tr key={line.payer}>
                  <RowName>
                    {name(line)}
                    <Versions line={line} />
                    {may && <Act line={line} campaign={view.campaign.code} name={name(line)} />}
                  </RowName>
                  <Td num>{line.budget === null ? t("none") : yuan(line.budget)}</Td>
                  <Td num from="sm">
                    {yuan(line.committed)}
                  </Td>
                  <Td num from="sm">
                    {yuan(line.paid)}
                  </Td>
                  <Td num strong>
                    <span className={line.left !== null && line.left < 0 ? "wait" : undefined}>
                      {line.left === null ? "—" : yuan(line.left)}
                    </span>
                  </Td>
                </tr>
              ))}
          </tbody>
        ))}
      </LedgerTable>
    </>
  );
}

function Versions({ line }: { line: Line }) {
  const t = useTranslations("settlement.funds");
  const locale = useLocale();
  if (line.versions.length === 0) return null;
  return (
    <Disclosure
      summary={<span className="text-note font-regular">{t("versions", { count: line.versions.length })}</span>}
    >
      <ul className="amount-lines font-regular">
        {line.versions.map((version) => (
          <li key={version.seq}>
            {t("version", {
              amount: money(version.amountMinor, locale),
              reason: version.reason,
              name: version.byName,
              at: formatInstant(version.at, locale, { year: true }),
            })}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function Act({ line, campaign, name }: { line: Line; campaign: string; name: string }) {
  const t = useTranslations("settlement.funds");
  const locale = useLocale();
  return (
    <div className="no-print pt-1">
      <OfficialActDialog
        compact
        character="预"
        title={t(line.budget === null ? "set" : "change")}
        heading={t("heading", { name })}
        meaning={t("meaning")}
        rows={[
          { term: t("committed"), detail: money(line.committed, locale) },
          { term: t("paid"), detail: money(line.paid, locale) },
        ]}
        reason={{ hint: t("reasonHint") }}
        action={setBudgetAction}
        hidden={{ campaign, fund: line.fund, payer: line.payer }}
      >
        <MoneyField name="amount" label={t("amount")} required />
      </OfficialActDialog>
    </div>
  );
}
