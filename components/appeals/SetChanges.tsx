import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { Figure } from "@/components/ui/Figure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { MoneyField, NumberField, SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { Section } from "@/components/ui/Page";
import { addChangeAction } from "@/lib/appeals/actions";
import type { SetView } from "@/lib/appeals/loaders/sets";
import type { Remedy } from "@/lib/appeals/types";
import { points } from "@/lib/kernel/points";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatMoney, formatMonth, formatPoints, pick } from "@/lib/platform/i18n/format";
import { SetAdditions } from "./SetAdditions";

const KINDS = [
  "FINDING",
  "INSPECTION",
  "COMPLAINT",
  "COMPLAINT_DECISION",
  "PRAISE_VERIFICATION",
  "LEARNING_EVENT",
  "RECORD",
  "PENALTY",
] as const;

/** What a set corrects, each with its ground; and, while it is open, a line more. */
export function SetChanges({ view }: { view: SetView }) {
  const t = useTranslations("appeals.set");
  const a = useTranslations("appeals");
  const locale = useLocale();
  const { set } = view;
  const root = `/campaigns/${view.campaign.code}`;
  const words = ({ position, remedy }: SetView["set"]["changes"][number]) => {
    const said = view.said.get(position);
    switch (remedy.kind) {
      case "RECORD": {
        const who = [said && pick(said.unit, locale), said?.person && nameOf(said.person, locale)].filter(Boolean);
        const what = t("additions.said", {
          stream: said?.stream ? pick(said.stream, locale) : remedy.record.stream,
          unit: who.join(" "),
          day: formatDay(remedy.record.onDay, locale),
        });
        const whole = said?.value == null ? what : t("additions.value_", { said: what, value: said.value });
        return remedy.instead
          ? t("remedies.REPLACE", { no: remedy.record.no, what: whole })
          : t("remedies.ADD", { what: whole });
      }
      case "FIGURE": {
        const { figure } = remedy;
        const value = formatPoints(figure.value, points(figure.value).decimalPlaces());
        const old = figure.old && formatPoints(figure.old.value, points(figure.old.value).decimalPlaces());
        return `${t("additions.figureOf", {
          unit: said ? pick(said.unit, locale) : figure.unit,
          month: formatMonth(figure.month, locale),
          metric: t(`additions.metrics.${figure.metric}`),
        })}${locale === "en" ? ": " : "："}${
          old === null ? t("remedies.FIGURE_NEW", { value }) : t("remedies.FIGURE", { value, old })
        }`;
      }
      case "REVERSE":
        return t("remedies.REVERSE");
      case "FINDING":
        return points(remedy.lost).isZero() ? t("remedies.STRIKE") : t("remedies.LOST", { lost: remedy.lost });
      case "COMPLAINT":
        return t("remedies.COMPLAINT", {
          validity: a(`validities.${remedy.validity}`),
          level: a(`levels.${remedy.level}`),
          cause: a(`causes.${remedy.cause}`),
        });
      case "PENALTY":
        return remedy.amount === null
          ? t("remedies.WAIVE")
          : t("remedies.AMOUNT", { amount: formatMoney(remedy.amount, locale) });
    }
  };
  const kindOf = (remedy: Remedy) => a(`kinds.${remedy.kind === "REVERSE" ? remedy.fact : remedy.kind}`);
  return (
    <Section title={t("changes")} aside={t("changesAside", { count: set.changes.length })}>
      {set.changes.length === 0 ? (
        <p className="text-small text-ink-2 py-2">{t("none")}</p>
      ) : (
        <LedgerTable caption={t("changes")}>
          <thead>
            <tr>
              <Th>{t("what")}</Th>
              <Th>{t("ground")}</Th>
              <Th from="sm">{t("why")}</Th>
            </tr>
          </thead>
          <tbody>
            {set.changes.map((change) => (
              <tr key={change.position}>
                <RowName>
                  {kindOf(change.remedy)}{" "}
                  {change.remedy.kind !== "PENALTY" && change.remedy.kind !== "FIGURE" && (
                    <span className="code">{change.itemNo}</span>
                  )}
                  <span className="block text-note font-regular">
                    {words(change)}
                    {change.remedy.kind === "FIGURE" && (
                      <span className="block text-ink-3">
                        {t("additions.from", { source: change.remedy.figure.source })}
                      </span>
                    )}
                  </span>
                </RowName>
                <Td>
                  <Figure href={change.ground === "APPEAL" ? `${root}/appeals/${change.groundNo}` : null}>
                    {t(`grounds.${change.ground}`, { no: change.groundNo })}
                  </Figure>
                </Td>
                <Td from="sm">{change.reason}</Td>
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
      {set.state === "OPEN" && view.may.prepare && (
        <div className="no-print max-w-2xl mt-3">
          <Disclosure summary={t("add")}>
            <ActionForm
              action={addChangeAction}
              hidden={{ campaign: view.campaign.code, set: set.no }}
              submit={t("addSubmit")}
            >
              <Fields two>
                <SelectField
                  name="what"
                  label={t("addWhat")}
                  required
                  options={KINDS.map((kind) => ({
                    value: kind,
                    label: kind === "RECORD" || kind === "INSPECTION" ? t(`takeBack.${kind}`) : a(`kinds.${kind}`),
                  }))}
                />
                <TextField name="item" label={t("addItem")} hint={t("addItemHint")} required maxLength={60} />
                <NumberField name="lost" label={t("addLost")} hint={t("addLostHint")} />
                <MoneyField name="amount" label={t("addAmount")} hint={t("addAmountHint")} />
                <SelectField
                  name="validity"
                  label={t("addValidity")}
                  empty={a("hear.same")}
                  options={(["VALID", "INVALID"] as const).map((value) => ({ value, label: a(`validities.${value}`) }))}
                />
                <SelectField
                  name="level"
                  label={a("hear.level")}
                  empty={a("hear.same")}
                  options={(["OUTLET", "BRANCH", "HEAD_OFFICE"] as const).map((value) => ({
                    value,
                    label: a(`levels.${value}`),
                  }))}
                />
                <SelectField
                  name="cause"
                  label={a("hear.cause")}
                  empty={a("hear.same")}
                  options={(["SUBJECTIVE", "OBJECTIVE"] as const).map((value) => ({
                    value,
                    label: a(`causes.${value}`),
                  }))}
                />
                <NumberField name="points" label={a("hear.points")} />
              </Fields>
              <TextAreaField name="reason" label={t("addReason")} required maxLength={2000} />
            </ActionForm>
          </Disclosure>
          <SetAdditions view={view} />
        </div>
      )}
    </Section>
  );
}
