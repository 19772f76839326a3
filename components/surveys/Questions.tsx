import { useLocale, useTranslations } from "next-intl";
import { RadioGroup } from "@/components/ui/form/choices";
import { pick } from "@/lib/platform/i18n/format";
import type { Questionnaire } from "@/lib/surveys/types";

/** The questions, each with its sentences to choose from; an interviewer may also say that there was no answer. */
export function Questions({ questionnaire, pass = false }: { questionnaire: Questionnaire; pass?: boolean }) {
  const t = useTranslations("surveys.record");
  const locale = useLocale();
  return questionnaire.flatMap(({ items }) =>
    items.map(({ code, text, form }) =>
      form.kind === "LEVELS" ? (
        <RadioGroup
          key={code}
          name={`said.${code}`}
          label={pick(text, locale)}
          flow
          choices={[
            ...form.levels.map((level) => ({ value: level.code, label: pick(level.text, locale) })),
            ...(pass ? [{ value: "", label: t("pass") }] : []),
          ]}
        />
      ) : null,
    ),
  );
}
