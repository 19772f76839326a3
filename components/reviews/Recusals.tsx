import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { formatInstant, pick } from "@/lib/platform/i18n/format";
import { recuseAction } from "@/lib/reviews/actions";
import type { MeetingView } from "@/lib/reviews/loaders/meeting";
import { INTERESTS } from "@/lib/reviews/types";

/** Who stands back from whom; `reasons`: with what they said of themselves, which is not for a wall. */
export function RecusalList({ recusals, reasons = false }: { recusals: MeetingView["recusals"]; reasons?: boolean }) {
  const t = useTranslations("reviews.recusals");
  const locale = useLocale();
  if (recusals.length === 0) return <p className="text-small text-ink-2 py-2">{t("nobody")}</p>;
  return (
    <ul className="comment-list">
      {recusals.map((recusal) => {
        const interest = t(`interest.${recusal.interest}`);
        return (
          <li key={`${recusal.by} ${recusal.from.zh}`}>
            <b>{t("from", { name: recusal.by, unit: pick(recusal.from, locale) })}</b>{" "}
            {reasons ? t("because", { interest, reason: recusal.reason }) : interest}
            <div className="who">{formatInstant(recusal.at, locale)}</div>
          </li>
        );
      })}
    </ul>
  );
}

/** Who stands back from whom, and the form by which the reader does. */
export function Recusals({ meeting, hidden }: { meeting: MeetingView; hidden: { campaign: string; review: string } }) {
  const t = useTranslations("reviews.recusals");
  const locale = useLocale();
  const free = meeting.subjects.filter(({ id }) => !meeting.backFrom.includes(id));
  return (
    <>
      <RecusalList recusals={meeting.recusals} reasons />
      {meeting.may.recuse && free.length > 0 && (
        <Disclosure summary={t("open")}>
          <ActionForm action={recuseAction} hidden={hidden} submit={t("submit")} className="pt-3">
            <p className="text-small text-ink-2">{t("meaning")}</p>
            <SelectField
              name="subject"
              label={t("subject")}
              required
              options={[
                { value: "", label: t("choose") },
                ...free.map(({ id, name, code }) => ({ value: id, label: `${pick(name, locale)} ${code}` })),
              ]}
            />
            <SelectField
              name="interest"
              label={t("interestLabel")}
              required
              options={INTERESTS.map((interest) => ({ value: interest, label: t(`interest.${interest}`) }))}
            />
            <TextAreaField name="reason" label={t("reason")} required maxLength={2000} rows={2} />
          </ActionForm>
        </Disclosure>
      )}
    </>
  );
}
