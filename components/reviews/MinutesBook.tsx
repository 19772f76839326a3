import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { CheckboxGroup } from "@/components/ui/form/choices";
import { DateField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";
import { recordMinutesAction } from "@/lib/reviews/actions";
import type { MeetingView } from "@/lib/reviews/loaders/meeting";

/** Minutes of the meetings about the result, latest first, and the form for the next. */
export function MinutesBook({
  meeting,
  hidden,
  seal,
  today,
}: {
  meeting: MeetingView;
  hidden: { campaign: string; review: string };
  seal: string;
  today: string;
}) {
  const t = useTranslations("reviews.minutes");
  const locale = useLocale();
  return (
    <>
      {meeting.minutes.map((minutes, at) => (
        <Disclosure
          key={minutes.seq}
          open={at === 0}
          summary={t("summary", { seq: minutes.seq, day: formatDay(minutes.heldOn, locale), place: minutes.place })}
        >
          <KeyValue
            rows={[
              {
                term: t("present"),
                detail: minutes.present.map((member) => nameOf(member, locale)).join(t("comma")),
              },
              ...(minutes.others ? [{ term: t("others"), detail: minutes.others }] : []),
              { term: t("said"), detail: <span className="whitespace-pre-line">{minutes.said}</span> },
              { term: t("resolved"), detail: <span className="whitespace-pre-line">{minutes.resolved}</span> },
              {
                term: t("about"),
                detail: (
                  <>
                    <code>{minutes.about.seal.slice(0, 12)}</code>
                    {!minutes.about.current && t("earlier")}
                  </>
                ),
              },
            ]}
          />
          <p className="text-note text-ink-3 pb-2">
            {t("by", { name: minutes.byName, at: formatInstant(minutes.at, locale) })}
          </p>
        </Disclosure>
      ))}
      {meeting.minutes.length === 0 && <p className="text-small text-ink-2 py-2">{t("none")}</p>}
      {meeting.may.minute && (
        <Disclosure summary={t("open")}>
          <ActionForm action={recordMinutesAction} hidden={{ ...hidden, seal }} submit={t("submit")} className="pt-3">
            <DateField name="heldOn" label={t("heldOn")} required defaultValue={today} max={today} />
            <TextField name="place" label={t("place")} required maxLength={200} />
            <CheckboxGroup
              name="present[]"
              label={t("present")}
              required
              flow
              defaultValues={meeting.members.map(({ personId }) => personId)}
              choices={meeting.members.map((member) => ({
                value: member.personId,
                label: nameOf(member, locale),
                hint: member.seats.map((seat) => pick(seat, locale)).join(t("comma")),
              }))}
            />
            <TextField name="others" label={t("others")} maxLength={500} />
            <TextAreaField name="said" label={t("said")} required maxLength={20_000} rows={5} />
            <TextAreaField name="resolved" label={t("resolved")} required maxLength={20_000} rows={3} />
          </ActionForm>
        </Disclosure>
      )}
    </>
  );
}
