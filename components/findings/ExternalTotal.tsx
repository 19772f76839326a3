import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { NumberField, TextField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { Section } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { recordExternalTotalAction } from "@/lib/findings/actions";
import type { ExternalShown } from "@/lib/findings/types";
import { formatInstant, formatPoints, formatSigned } from "@/lib/platform/i18n/format";

/** A total that came from outside, the sum of the parts, and the difference; all three as they are. */
export function ExternalTotal({
  campaign,
  no,
  shown,
  mayRecord,
}: {
  campaign: string;
  no: string;
  shown: ExternalShown | null;
  mayRecord: boolean;
}) {
  const t = useTranslations("findings.external");
  const locale = useLocale();
  return (
    <Section title={t("title")} small>
      <p className="text-small text-ink-2 py-1">{t("lead")}</p>
      {shown ? (
        <KeyValue
          rows={[
            { term: t("total"), detail: <b className="n">{formatPoints(shown.total, 4)}</b> },
            { term: t("parts"), detail: <span className="n">{formatPoints(shown.parts, 4)}</span> },
            { term: t("difference"), detail: <span className="n">{formatSigned(shown.difference, 4)}</span> },
            {
              term: t("source"),
              detail: (
                <>
                  {shown.source}
                  <span className="block text-small font-regular text-ink-2">
                    {t("by", { name: shown.byName, at: formatInstant(shown.at, locale) })}
                  </span>
                  {shown.earlier.map((one) => (
                    <span key={one.at} className="block text-small font-regular text-ink-2">
                      {t("earlier", {
                        total: formatPoints(one.total, 4),
                        source: one.source,
                        at: formatInstant(one.at, locale),
                      })}
                    </span>
                  ))}
                </>
              ),
            },
          ]}
        />
      ) : (
        <p className="text-small py-1">{t("none")}</p>
      )}
      {mayRecord && (
        <Disclosure summary={shown ? t("again") : t("record")}>
          <ActionForm action={recordExternalTotalAction} hidden={{ campaign, no }}>
            <NumberField name="total" label={t("total")} required />
            <TextField name="source" label={t("source")} hint={t("sourceHint")} required maxLength={200} />
            <SubmitButton kind="quiet">{t("record")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
    </Section>
  );
}
