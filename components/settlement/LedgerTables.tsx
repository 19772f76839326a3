import { useLocale, useTranslations } from "next-intl";
import { LedgerTable, RowName, SumRow, Td, Th } from "@/components/ui/Ledger";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import type { LedgerView } from "@/lib/settlement/loaders/ledger";
import { SubjectLink } from "./SubjectLink";
import { yuan } from "./yuan";

/** A line without money has no figures. */
function dashed(minor: number, { decided, given }: { decided: number; given: number }): string {
  return decided === 0 && given === 0 ? "—" : yuan(minor);
}

/** What is owed until the end of the year, by payer, due day and award. */
export function LiabilityTable({ view }: { view: LedgerView }) {
  const t = useTranslations("settlement.ledger");
  const words = useTranslations("settlement");
  const locale = useLocale();
  const sum = (pick: (line: { decided: number; given: number; owed: number; reclaim: number }) => number) =>
    yuan(view.payers.reduce((total, payer) => total + pick(payer), 0));
  return (
    <LedgerTable caption={t("awards")}>
      <thead>
        <tr>
          <Th>{t("award")}</Th>
          <Th from="sm">{t("due")}</Th>
          <Th num from="sm">
            {t("things")}
          </Th>
          <Th num from="lg">
            {t("decided")}
          </Th>
          <Th num from="lg">
            {t("given")}
          </Th>
          <Th num>{t("owed")}</Th>
          <Th num from="sm">
            {t("reclaim")}
          </Th>
        </tr>
      </thead>
      {view.payers.map((payer) => (
        <tbody key={payer.payer}>
          {view.lines
            .filter((line) => line.payer === payer.payer)
            .map((line) => (
              <tr key={`${line.dueOn} ${line.reviewCode} ${line.awardCode}`}>
                <RowName>
                  {pick(line.award, locale)}
                  <span className="block text-note text-ink-3 font-regular">
                    {pick(line.review, locale)}
                    {line.blank > 0 && <span className="wait"> {t("blank", { count: line.blank })}</span>}
                  </span>
                </RowName>
                <Td from="sm" className="n">
                  {line.dueOn ? formatDay(line.dueOn, locale, { year: true }) : t("undated")}
                </Td>
                <Td num from="sm">
                  {line.things.of === 0 ? "—" : t("thingsOf", line.things)}
                </Td>
                <Td num from="lg">
                  {dashed(line.decided, line)}
                </Td>
                <Td num from="lg">
                  {dashed(line.given, line)}
                </Td>
                <Td num>{dashed(line.owed, line)}</Td>
                <Td num from="sm">
                  {line.reclaim === 0 ? "—" : yuan(line.reclaim)}
                </Td>
              </tr>
            ))}
          <tr className="sub">
            <RowName>{t("payerSum", { payer: words(`payer.${payer.payer}`) })}</RowName>
            <Td from="sm" />
            <Td from="sm" />
            <Td num strong from="lg">
              {yuan(payer.decided)}
            </Td>
            <Td num strong from="lg">
              {yuan(payer.given)}
            </Td>
            <Td num strong>
              {yuan(payer.owed)}
            </Td>
            <Td num strong from="sm">
              {payer.reclaim === 0 ? "—" : yuan(payer.reclaim)}
            </Td>
          </tr>
        </tbody>
      ))}
      <tfoot>
        <SumRow checked={view.checks.every(({ difference, named }) => difference === 0 && named.length === 0)}>
          <th scope="row" className="text-start">
            {t("sum")}
          </th>
          <Td from="sm" />
          <Td from="sm" />
          <Td num from="lg">
            {sum((line) => line.decided)}
          </Td>
          <Td num from="lg">
            {sum((line) => line.given)}
          </Td>
          <Td num>{sum((line) => line.owed)}</Td>
          <Td num from="sm">
            {sum((line) => line.reclaim)}
          </Td>
        </SumRow>
      </tfoot>
    </LedgerTable>
  );
}

export function OpenPrizes({ view, root }: { view: LedgerView; root: string }) {
  const t = useTranslations("settlement.ledger");
  const words = useTranslations("settlement");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("open")}>
      <thead>
        <tr>
          <Th>{t("who")}</Th>
          <Th>{t("prize")}</Th>
          <Th from="sm">{t("state")}</Th>
          <Th from="lg">{t("due")}</Th>
          <Th num>{t("amount")}</Th>
        </tr>
      </thead>
      <tbody>
        {view.open.map((prize) => (
          <tr key={prize.key}>
            <RowName>
              <SubjectLink who={prize.name} root={root} />
            </RowName>
            <Td>
              {pick(prize.award, locale)}
              <span className="block text-note text-ink-3">{pick(prize.what, locale)}</span>
            </Td>
            <Td from="sm">{words(`claimState.${prize.state}`)}</Td>
            <Td from="lg" className="n">
              {prize.dueOn ? formatDay(prize.dueOn, locale, { year: true }) : t("undated")}
            </Td>
            <Td num strong>
              {prize.owedMinor !== null ? yuan(prize.owedMinor) : prize.money ? t("amountOpen") : "—"}
            </Td>
          </tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}

export function FineTable({ view, root }: { view: LedgerView; root: string }) {
  const t = useTranslations("settlement.ledger");
  const words = useTranslations("settlement");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("fines")}>
      <thead>
        <tr>
          <Th>{t("who")}</Th>
          <Th>{t("penalty")}</Th>
          <Th from="sm">{t("state")}</Th>
          <Th num from="lg">
            {t("decided")}
          </Th>
          <Th num from="lg">
            {t("paid")}
          </Th>
          <Th num>{t("balance")}</Th>
        </tr>
      </thead>
      <tbody>
        {view.penalties.map((line) => (
          <tr key={line.id}>
            <RowName>
              <SubjectLink who={line.name} root={root} />
            </RowName>
            <Td>
              {pick(line.consequence, locale)}
              <span className="block text-note text-ink-3">{pick(line.penalty, locale)}</span>
            </Td>
            <Td from="sm">
              {words(`penaltyState.${line.state}`)}
              {line.state === "NOTIFIED" && line.dueOn && (
                <span className="block text-note text-ink-3">
                  {t("appealUntil", { day: formatDay(line.dueOn, locale) })}
                </span>
              )}
            </Td>
            <Td num from="lg">
              {line.isFine ? yuan(line.decidedMinor) : "—"}
            </Td>
            <Td num from="lg">
              {line.isFine ? yuan(line.paidMinor) : "—"}
            </Td>
            <Td num strong>
              {line.isFine ? yuan(line.balanceMinor) : "—"}
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
          <Td num from="lg">
            {yuan(view.fines.decided)}
          </Td>
          <Td num from="lg">
            {yuan(view.fines.paid)}
          </Td>
          <Td num>{yuan(view.fines.outstanding - view.fines.repay)}</Td>
        </SumRow>
      </tfoot>
    </LedgerTable>
  );
}

/** Decisions counted anew against the ledgers: zero, or every difference by its name. */
export function CheckTable({ view }: { view: LedgerView }) {
  const t = useTranslations("settlement.ledger");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("check")}>
      <thead>
        <tr>
          <Th>{t("checkOf")}</Th>
          <Th num from="sm">
            {t("decisions")}
          </Th>
          <Th num from="sm">
            {t("ledgerSum")}
          </Th>
          <Th num>{t("difference")}</Th>
        </tr>
      </thead>
      <tbody>
        {view.checks.map((check) => (
          <tr key={check.code}>
            <RowName className="font-regular">
              {t(`checks.${check.code}`)}
              {check.named.map(({ name, who, difference }) => (
                <span key={`${name.zh} ${who.code}`} className="block text-note wait">
                  {t("named", { name: pick(name, locale), who: pick(who.unit, locale), amount: yuan(difference) })}
                </span>
              ))}
            </RowName>
            <Td num from="sm">
              {yuan(check.decisions)}
            </Td>
            <Td num from="sm">
              {yuan(check.ledger)}
            </Td>
            <Td num strong>
              {yuan(check.difference)}
            </Td>
          </tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
