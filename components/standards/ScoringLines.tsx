import { getLocale, getTranslations } from "next-intl/server";
import type { Text } from "@/lib/kernel/text";
import { pick } from "@/lib/platform/i18n/format";
import type { StandardItem } from "@/lib/standards/types";

/** How an item loses points, in words: levels and options line by line with what each is worth. */
export async function ScoringLines({
  scoring: { points, form, steps },
  both,
}: {
  scoring: Pick<StandardItem, "points" | "form" | "steps">;
  both: boolean;
}) {
  const t = await getTranslations("standards");
  const line = "block text-note text-ink-3";
  switch (form.kind) {
    case "STEPS":
      return form.repeats ? (
        <span className={line}>
          {t("forms.REPEATING")} · {t("read.each", { steps: steps.join(" / ") })}
        </span>
      ) : null;
    case "YES_NO":
      return (
        <span className={line}>
          {t("forms.YES_NO")} · {t("read.yesNo", { points })}
        </span>
      );
    case "CRITERION":
      return (
        <span className={line}>
          {t("forms.CRITERION")} · {t("read.step", { step: form.step })}
        </span>
      );
    case "LEVELS":
      return (
        <Choices
          both={both}
          title={t("forms.LEVELS")}
          choices={form.levels.map((level) => ({ ...level, worth: t("read.earns", { points: level.points }) }))}
        />
      );
    case "OPTIONS":
      return (
        <Choices
          both={both}
          title={t("forms.OPTIONS")}
          choices={form.options.map((option) => ({ ...option, worth: t("read.lost", { points: option.lost }) }))}
        />
      );
  }
}

/** Levels or options, one a line, each with what it is worth. */
async function Choices({
  title,
  choices,
  both,
}: {
  title: string;
  choices: readonly { code: string; text: Text; worth: string }[];
  both: boolean;
}) {
  const locale = await getLocale();
  const other = locale === "en" ? "zh-CN" : "en";
  return (
    <>
      <span className="block text-note text-ink-3">{title}</span>
      <ul className="pb-1 text-small">
        {choices.map(({ code, text, worth }) => (
          <li key={code} className="flex flex-wrap items-baseline gap-x-3">
            <span className="code text-ink-3">{code}</span>
            <span className="min-w-0 flex-1">
              {pick(text, locale)}
              {both && (
                <span className="block text-note text-ink-3" lang={other}>
                  {pick(text, other)}
                </span>
              )}
            </span>
            <span className="n whitespace-nowrap text-ink-3">{worth}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
