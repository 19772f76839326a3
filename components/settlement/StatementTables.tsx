import { useLocale, useTranslations } from "next-intl";
import { Said } from "@/components/reviews/Said";
import { LinkButton } from "@/components/ui/Button";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, SumRow, Td, Th } from "@/components/ui/Ledger";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";
import type { AwardLine, PenaltyLine, Statement, WithoutLine } from "@/lib/settlement/loaders/statement";
import type { PenaltyStepTaken, SubjectName } from "@/lib/settlement/types";
import { PenaltyActs } from "./PenaltyActs";
import { PrizeActs } from "./PrizeActs";
import { money, yuan } from "./yuan";

type Common = Pick<AwardLine, "review" | "clause" | "because" | "reason" | "decidedAt" | "decidedName">;

function useWho() {
  const locale = useLocale();
  return ({ person, unit }: SubjectName) => (person ? nameOf(person, locale) : pick(unit, locale));
}

function Ground({ line }: { line: Common }) {
  const t = useTranslations("settlement.statement");
  const locale = useLocale();
  return (
    <span className="block text-note text-ink-3 font-regular">
      {pick(line.review.name, locale)}
      {line.clause && t("clause", { article: pick(line.clause, locale) })}
      {line.because.map((say) => (
        <span key={JSON.stringify(say)} className="block">
          <Said say={say} />
        </span>
      ))}
    </span>
  );
}

function Decision({ line }: { line: Common }) {
  const t = useTranslations("settlement.statement");
  const locale = useLocale();
  return (
    <Td from="lg" className="text-note">
      <span className="block">{line.reason === "" ? t("byRule") : line.reason}</span>
      <span className="block text-ink-3">
        {t("by", { name: line.decidedName, at: formatInstant(line.decidedAt, locale) })}
      </span>
    </Td>
  );
}

function Head({ caption }: { caption: "awards" | "penalties" | "without" }) {
  const t = useTranslations("settlement.statement");
  return (
    <thead>
      <tr>
        <Th>{t("item")}</Th>
        <Th from="lg">{t("decided")}</Th>
        <Th>{t("state")}</Th>
        {caption !== "without" && <Th num>{t("amount")}</Th>}
      </tr>
    </thead>
  );
}

function Sum({ minor }: { minor: number }) {
  const t = useTranslations("settlement.statement");
  return (
    <tfoot>
      <SumRow>
        <th scope="row" className="text-start">
          {t("sum")}
        </th>
        <Td from="lg" />
        <td />
        <Td num>{yuan(minor)}</Td>
      </SumRow>
    </tfoot>
  );
}

export function AwardTable({ statement }: { statement: Statement }) {
  const t = useTranslations("settlement.statement");
  const words = useTranslations("settlement");
  const locale = useLocale();
  const who = useWho();
  return (
    <LedgerTable caption={t("awards")}>
      <Head caption="awards" />
      <tbody>
        {statement.awards.map((line) => (
          <tr key={line.key}>
            <RowName>
              {pick(line.name, locale)}
              <span className="block font-regular">
                {t("prize", { what: pick(line.what, locale), payer: words(`payer.${line.payer}`) })}
              </span>
              {(line.who.person || pick(line.who.unit, locale) !== titleOf(statement, locale)) && (
                <span className="block text-note font-regular">{who(line.who)}</span>
              )}
              <Ground line={line} />
            </RowName>
            <Decision line={line} />
            <Td>
              {line.gone ? t(`gone.${line.gone}`) : words(`claimState.${line.state}`)}
              {line.gone && line.state === "RECLAIM" && (
                <span className="block wait">{words("claimState.RECLAIM")}</span>
              )}
              {line.after && (
                <span className="block text-note text-ink-3">{t("after", { name: who(line.after) })}</span>
              )}
              {line.state === "OPEN" && line.dueOn && (
                <span className="block text-note text-ink-3">
                  {t("due", { day: formatDay(line.dueOn, locale, { year: true }) })}
                </span>
              )}
              {line.acts.map((act) => (
                <span key={act.no} className="block text-note text-ink-3">
                  {t(act.act === "HANDED_OVER" ? "given" : "taken", {
                    day: formatDay(act.on, locale, { year: true }),
                    no: act.no,
                    reference: act.reference,
                  })}
                </span>
              ))}
              <PrizeActs line={line} campaign={statement.campaign.code} />
            </Td>
            <Td num strong>
              {line.decidedMinor !== null ? yuan(line.decidedMinor) : line.money ? words("ledger.amountOpen") : "—"}
            </Td>
          </tr>
        ))}
      </tbody>
      <Sum minor={statement.sums.awarded} />
    </LedgerTable>
  );
}

/** The name that stands over the statement. */
export function titleOf({ of }: Pick<Statement, "of">, locale: "zh-CN" | "en"): string {
  if (of.person) return nameOf(of.person, locale);
  return of.unit ? pick(of.unit, locale) : of.code;
}

export function PenaltyTable({ statement }: { statement: Statement }) {
  const t = useTranslations("settlement.statement");
  const words = useTranslations("settlement");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("penalties")}>
      <Head caption="penalties" />
      <tbody>
        {statement.penalties.map((line) => (
          <tr key={line.key}>
            <RowName>
              {pick(line.name, locale)}
              <span className="block font-regular">{pick(line.what, locale)}</span>
              {line.falls && (
                <span className="block text-note font-regular">{t("falls", { name: nameOf(line.falls, locale) })}</span>
              )}
              <Ground line={line} />
              <Besides line={line} />
            </RowName>
            <Decision line={line} />
            <Td>
              {words(`penaltyState.${line.state}`)}
              {line.state === "NOTIFIED" && line.appealUntil && (
                <span className="block text-note text-ink-3">
                  {words("ledger.appealUntil", { day: formatDay(line.appealUntil, locale) })}
                </span>
              )}
              {line.state === "REPAY_DUE" && line.isFine && (
                <span className="block wait">{t("repay", { amount: money(-line.balanceMinor, locale) })}</span>
              )}
              {line.steps.map((step) => (
                <Step key={step.seq} step={step} />
              ))}
              <Appeal line={line} root={`/campaigns/${statement.campaign.code}/appeals`} />
              <PenaltyActs line={line} campaign={statement.campaign.code} />
            </Td>
            <Td num strong>
              {line.isFine ? yuan(line.decidedMinor) : "—"}
            </Td>
          </tr>
        ))}
      </tbody>
      <Sum minor={statement.sums.fined} />
    </LedgerTable>
  );
}

/** The way to the appeal there is, or to one that can be filed today. */
function Appeal({ line, root }: { line: PenaltyLine; root: string }) {
  const t = useTranslations("settlement.appeal");
  const locale = useLocale();
  return (
    <>
      {line.appeal && (
        <span className="block text-note">
          <Figure href={line.appeal.opens ? `${root}/${line.appeal.no}` : null}>
            {t(line.appeal.pending ? "pending" : "settled", { no: line.appeal.no })}
          </Figure>
        </span>
      )}
      {line.mayAppeal && (
        <span className="no-print block pt-2">
          <LinkButton size="low" href={`${root}/new?kind=PENALTY&item=${line.mayAppeal.id}`}>
            {t("file", { day: formatDay(line.mayAppeal.until, locale) })}
          </LinkButton>
        </span>
      )}
    </>
  );
}

function Besides({ line }: { line: PenaltyLine }) {
  const t = useTranslations("settlement.statement");
  const locale = useLocale();
  return (
    <span className="block text-note text-ink-3 font-regular">
      {line.range?.min && line.range.max && (
        <span className="block">{t("range", { min: line.range.min, max: line.range.max })}</span>
      )}
      {line.shared.length > 0 && (
        <span className="block">
          {t("shared", { list: line.shared.map((name) => pick(name, locale)).join(t("comma")) })}
        </span>
      )}
      {line.revokedMinor > 0 && (
        <span className="block">{t("revoked", { amount: money(line.revokedMinor, locale) })}</span>
      )}
      {line.balanceMinor > 0 && line.paidMinor > 0 && (
        <span className="block">
          {t("partly", { paid: money(line.paidMinor, locale), balance: money(line.balanceMinor, locale) })}
        </span>
      )}
    </span>
  );
}

function Step({ step }: { step: PenaltyStepTaken }) {
  const t = useTranslations("settlement.statement");
  const locale = useLocale();
  return (
    <span className="block text-note text-ink-3">
      {t(`steps.${step.state}`, {
        day: formatDay(step.on, locale, { year: true }),
        until: step.dueOn ? formatDay(step.dueOn, locale) : "",
        reference: step.reference,
      })}
      {t("stepBy", { name: step.byName })}
      {step.note && <span className="block">{step.note}</span>}
    </span>
  );
}

export function WithoutTable({ lines }: { lines: readonly WithoutLine[] }) {
  const t = useTranslations("settlement.statement");
  const locale = useLocale();
  return (
    <LedgerTable caption={t("without")}>
      <Head caption="without" />
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <RowName>
              {pick(line.name, locale)}
              <Ground line={line} />
            </RowName>
            <Decision line={line} />
            <Td>{t(line.kind === "NOTICE" ? "notice" : "waived")}</Td>
          </tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}
