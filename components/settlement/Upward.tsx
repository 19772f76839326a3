import { useLocale, useTranslations } from "next-intl";
import { DateField, TextField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";
import { reportUpwardAction } from "@/lib/settlement/actions";
import type { UpwardView } from "@/lib/settlement/loaders/upward";

/** Which lists go to a level above, whether they went, under which number and to whom. */
export function Upward({ view }: { view: UpwardView }) {
  const t = useTranslations("settlement.upward");
  const words = useTranslations("settlement");
  const locale = useLocale();
  if (view.lists.length === 0) return <p className="text-small text-ink-2 py-2">{t("none")}</p>;
  return (
    <LedgerTable caption={t("title")}>
      <thead>
        <tr>
          <Th>{t("list")}</Th>
          <Th>{t("state")}</Th>
          <Th from="sm">{t("reports")}</Th>
        </tr>
      </thead>
      <tbody>
        {view.lists.map((list) => {
          const to = words(`payer.${list.level}`);
          return (
            <tr key={list.key}>
              <RowName>
                {pick(list.review.name, locale)}
                <span className="block text-note text-ink-3 font-regular">{t("to", { to, count: list.count })}</span>
              </RowName>
              <Td>
                <span className={list.state === "REPORTED" ? "ok" : list.state === "WAITING" ? "text-ink-3" : "wait"}>
                  {t(`states.${list.state}`)}
                </span>
                {list.changes.map(({ key, who, award, added }) => (
                  <span key={key} className="block text-note">
                    {t(added ? "added" : "gone", {
                      who: who.person ? nameOf(who.person, locale) : pick(who.unit, locale),
                      award: pick(award, locale),
                    })}
                  </span>
                ))}
                <span className="sm:hidden">
                  <Reports list={list} />
                </span>
                {list.may && (
                  <div className="no-print pt-2">
                    <OfficialActDialog
                      compact
                      character="报"
                      title={t(list.state === "CHANGED" ? "again" : "act")}
                      heading={t("heading", { review: pick(list.review.name, locale), to })}
                      meaning={t("meaning")}
                      rows={[{ term: t("list"), detail: t("to", { to, count: list.count }) }]}
                      reason={false}
                      action={reportUpwardAction}
                      hidden={{ campaign: view.campaign, review: list.review.code, level: list.level }}
                    >
                      <TextField
                        name="recipient"
                        label={t("recipient")}
                        hint={t("recipientHint")}
                        required
                        maxLength={120}
                      />
                      <TextField
                        name="reference"
                        label={t("reference")}
                        hint={t("referenceHint")}
                        required
                        maxLength={120}
                      />
                      <DateField name="on" label={t("on")} hint={t("onHint")} />
                      <TextField name="note" label={t("note")} maxLength={500} />
                    </OfficialActDialog>
                  </div>
                )}
              </Td>
              <Td from="sm">
                <Reports list={list} />
              </Td>
            </tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}

function Reports({ list }: { list: UpwardView["lists"][number] }) {
  const t = useTranslations("settlement.upward");
  const locale = useLocale();
  return (
    <>
      {list.reports.map((report) => (
        <span key={report.key} className="block">
          {t("report", {
            day: formatDay(report.on, locale, { year: true }),
            recipient: report.recipient,
            reference: report.reference,
            count: report.count,
          })}
          <span className="block text-note text-ink-3">
            {t("by", { name: report.byName, at: formatInstant(report.at, locale) })}
            {report.note && <> {report.note}</>}
          </span>
        </span>
      ))}
    </>
  );
}
