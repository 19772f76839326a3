import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { RadioGroup } from "@/components/ui/form/choices";
import { SelectField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { nameOf } from "@/lib/people/types";
import { formatInstant, pick } from "@/lib/platform/i18n/format";
import { fallAwayAction } from "@/lib/settlement/actions";
import type { FallsView } from "@/lib/settlement/loaders/falls";
import { FALL_CAUSES, type FallCause, type SubjectName } from "@/lib/settlement/types";

/** Beside a winner's name: it fell away since. */
export function FellMark({ cause }: { cause: FallCause | null }) {
  const t = useTranslations("settlement.falls");
  return cause && <span className="block text-note wait font-regular">{t(`causes.${cause}`)}</span>;
}

/** Who fell away, who followed and why; for the leading group the act itself, winner by winner. */
export function Falls({ view }: { view: FallsView }) {
  const t = useTranslations("settlement.falls");
  const locale = useLocale();
  const who = ({ person, unit }: SubjectName) =>
    person ? t("person", { name: nameOf(person, locale), unit: pick(unit, locale) }) : pick(unit, locale);
  return (
    <>
      {view.fallen.length === 0 ? (
        <p className="text-small text-ink-2 py-2">{t("none")}</p>
      ) : (
        <LedgerTable caption={t("title")}>
          <thead>
            <tr>
              <Th>{t("who")}</Th>
              <Th from="sm">{t("award")}</Th>
              <Th>{t("follower")}</Th>
              <Th from="lg">{t("decided")}</Th>
            </tr>
          </thead>
          <tbody>
            {view.fallen.map((fall) => (
              <tr key={fall.key}>
                <RowName>
                  {who(fall.who)}
                  <span className="block text-note text-ink-3 font-regular">{t(`causes.${fall.cause}`)}</span>
                </RowName>
                <Td from="sm">
                  {pick(fall.award, locale)}
                  <span className="block text-note text-ink-3">{pick(fall.review, locale)}</span>
                </Td>
                <Td>{fall.follower ? who(fall.follower) : t("empty")}</Td>
                <Td from="lg" className="text-note">
                  <span className="block">{fall.reason}</span>
                  <span className="block text-ink-3">
                    {t("by", { name: fall.byName, at: formatInstant(fall.at, locale) })}
                  </span>
                </Td>
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
      {view.holders.length > 0 && (
        <div className="no-print">
          <Disclosure summary={`${t("holders")} ${t("count", { count: view.holders.length })}`}>
            <ul>
              {view.holders.map((holder) => (
                <li key={holder.key} className="py-2 flex flex-wrap gap-3 items-baseline justify-between">
                  <span>
                    <b>{who(holder.who)}</b> {pick(holder.award.name, locale)}
                  </span>
                  {holder.given ? (
                    <span className="text-note text-ink-3">{t("given")}</span>
                  ) : (
                    <OfficialActDialog
                      compact
                      character="退"
                      title={t("act")}
                      heading={t("heading", { who: who(holder.who), award: pick(holder.award.name, locale) })}
                      meaning={t("meaning")}
                      rows={[{ term: t("who2"), detail: who(holder.who) }]}
                      reason={{ hint: t("reasonHint") }}
                      action={fallAwayAction}
                      hidden={{
                        campaign: view.campaign,
                        review: holder.review,
                        award: holder.award.code,
                        subject: holder.subject,
                      }}
                    >
                      <SelectField
                        name="cause"
                        label={t("cause")}
                        required
                        options={FALL_CAUSES.map((value) => ({ value, label: t(`causes.${value}`) }))}
                      />
                      <RadioGroup
                        name="follower"
                        label={t("next")}
                        required
                        choices={[
                          ...holder.next.map(({ subject, who: next }) => ({
                            value: subject,
                            label: t("nextOption", { name: who(next) }),
                          })),
                          { value: "", label: t("leaveEmpty") },
                        ]}
                      />
                    </OfficialActDialog>
                  )}
                </li>
              ))}
            </ul>
          </Disclosure>
        </div>
      )}
    </>
  );
}
