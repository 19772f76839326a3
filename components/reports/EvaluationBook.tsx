import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { evaluateCampaignAction } from "@/lib/reports/actions";
import type { EvaluationView } from "@/lib/reports/loaders/evaluation";

const STATES = ["DONE", "PARTLY", "MISSED"] as const;

/** The office's evaluation of the campaign as it stands, its versions, and the form for the next one. */
export function EvaluationBook({ evaluation }: { evaluation: EvaluationView }) {
  const t = useTranslations("documents.evaluation");
  const words = useTranslations("documents.paper.summary.word");
  const locale = useLocale();
  const { version, text, phases, versions, mayWrite } = evaluation;
  const shown = locale !== "zh-CN" && text.en === "" ? text.zh : pick(text, locale);
  return (
    <div className="grid gap-3 pt-4">
      <h3 className="text-small">{t("title")}</h3>
      {version === 0 ? (
        <p className="text-small text-ink-2">{t("none")}</p>
      ) : (
        <>
          <p className="whitespace-pre-line max-w-prose">{shown}</p>
          <ul className="text-note text-ink-3" aria-label={t("versions")}>
            {versions.map((one) => (
              <li key={one.version}>
                {t("version", {
                  version: one.version,
                  name: one.byName,
                  day: formatDay(one.on, locale, { year: true }),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {mayWrite && (
        <span className="no-print block max-w-prose">
          <Disclosure summary={t(version === 0 ? "write" : "change")}>
            <ActionForm
              key={version}
              action={evaluateCampaignAction}
              version={version}
              hidden={{ campaign: evaluation.campaign }}
              afterDone="keep"
              submit={t("submit")}
            >
              <TextAreaField
                name="text.zh"
                label={t("zh")}
                hint={t("hint")}
                rows={8}
                defaultValue={text.zh}
                required
                maxLength={20_000}
              />
              <TextAreaField
                name="text.en"
                label={t("en")}
                hint={t("enHint")}
                rows={6}
                defaultValue={text.en}
                maxLength={20_000}
              />
              {phases.length > 0 && <h4 className="text-small">{t("phases")}</h4>}
              {phases.map(({ code, name, state, note }, index) => (
                <div key={code} className="grid gap-2 sm:grid-cols-2">
                  <input type="hidden" name={`phases[${index}].code`} value={code} />
                  <SelectField
                    name={`phases[${index}].state`}
                    label={pick(name, locale)}
                    empty={t("open")}
                    defaultValue={state ?? ""}
                    options={STATES.map((one) => ({ value: one, label: words(one) }))}
                  />
                  <TextField
                    name={`phases[${index}].note`}
                    label={t("note", { phase: pick(name, locale) })}
                    defaultValue={note}
                    maxLength={500}
                  />
                </div>
              ))}
            </ActionForm>
          </Disclosure>
        </span>
      )}
    </div>
  );
}
