import { useLocale, useTranslations } from "next-intl";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { Section } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { acknowledgeLetterAction } from "@/lib/notices/actions";
import type { LetterForReader } from "@/lib/notices/loaders/notices";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";

/** A letter as those it is addressed to read it, and where they take note of it. */
export function LetterBody({ letter }: { letter: LetterForReader }) {
  const t = useTranslations("notices.letter");
  const locale = useLocale();
  const { withdrawn, dueOn, mine } = letter;
  const asked = dueOn !== null && !withdrawn;
  return (
    <>
      {withdrawn && (
        <Notice kind="blocked" title={t("withdrawnTitle")}>
          {t("withdrawnText", {
            name: withdrawn.byName,
            at: formatInstant(withdrawn.at, locale, { year: true }),
            reason: withdrawn.reason,
          })}
        </Notice>
      )}
      <KeyValue
        rows={[
          { term: t("no"), detail: <span className="code">{letter.no}</span> },
          { term: t("from"), detail: letter.byName },
          { term: t("due"), detail: dueOn ? formatDay(dueOn, locale, { year: true }) : t("noDue") },
        ]}
      />
      {letter.text !== null && (
        <Section title={t("text")}>
          <p className="whitespace-pre-wrap break-words">{letter.text}</p>
        </Section>
      )}
      {letter.files !== null && letter.files.length > 0 && (
        <Section title={t("files")}>
          <EvidenceList files={letter.files} />
        </Section>
      )}
      {asked && (
        <Section title={t("state")}>
          {mine.map(({ id, name, acknowledged }) =>
            acknowledged ? (
              <p key={id}>
                {pick(name, locale)}{" "}
                <span className="text-ink-2">
                  {t("acknowledgedBy", {
                    name: acknowledged.byName,
                    at: formatInstant(acknowledged.at, locale, { year: true }),
                  })}
                </span>
              </p>
            ) : letter.archived ? (
              <p key={id}>{t("archived")}</p>
            ) : (
              <div key={id} className="no-print">
                {letter.late && <p className="down text-small">{t("late")}</p>}
                <ActionForm action={acknowledgeLetterAction} hidden={{ addressee: id }}>
                  <TextField name="note" label={t("note")} hint={t("noteHint")} maxLength={500} />
                  <SubmitButton>
                    {mine.length > 1 ? t("acknowledgeFor", { unit: pick(name, locale) }) : t("acknowledge")}
                  </SubmitButton>
                </ActionForm>
              </div>
            ),
          )}
        </Section>
      )}
    </>
  );
}
