import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/Button";
import { DateField, SelectField } from "@/components/ui/form/inputs";
import { Section, Sentence } from "@/components/ui/Page";
import { pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import type { RoundsView } from "@/lib/reports/loaders/rounds";

/** The circular of one inspection round: the office says what was looked at and when, and takes the file. */
export function RoundForm({ rounds, language }: { rounds: RoundsView; language: Locale }) {
  const t = useTranslations("documents.round");
  const methods = useTranslations("documents.paper.plan.method");
  const locale = useLocale();
  const { days, sources } = rounds;
  const inspected = sources.flatMap(({ code, method }) => (method ? [{ value: code, label: methods(method) }] : []));
  const recorded = sources.flatMap(({ code, method, name }) =>
    method ? [] : [{ value: code, label: name ? pick(name, locale) : t("allRecords") }],
  );
  const groups = [
    { label: t("methods"), options: inspected },
    { label: t("streams"), options: recorded },
  ].filter(({ options }) => options.length > 0);
  return (
    <Section title={t("title")}>
      <Sentence>{t("note")}</Sentence>
      <form
        action={`/campaigns/${encodeURIComponent(rounds.campaign)}/documents/round`}
        method="get"
        className="form max-w-[30rem] no-print"
      >
        <SelectField name="source" label={t("source")} groups={groups} empty={false} required />
        <DateField name="from" label={t("from")} min={days.from} max={days.to} defaultValue={days.from} required />
        <DateField name="to" label={t("to")} min={days.from} max={days.to} defaultValue={days.to} required />
        <input type="hidden" name="language" value={language} />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" name="form" value="pdf">
            {t("pdf")}
          </Button>
          <Button type="submit" name="form" value="word">
            {t("word")}
          </Button>
        </div>
      </form>
    </Section>
  );
}
