"use client";

import { useLocale, useTranslations } from "next-intl";
import { useField } from "@/components/ui/form/Field";
import type { Text } from "@/lib/kernel/text";
import { pick } from "@/lib/platform/i18n/format";

export interface LadderChoice {
  readonly value: string;
  readonly name: Text;
}

/** What is compared when totals are equal, step by step; the last slot is empty so that a step can be added. */
export function Ladder({
  review,
  name,
  steps,
  choices,
  editable,
}: {
  /** Place of the review in the document. */
  review: number;
  name: Text;
  steps: readonly LadderChoice[];
  choices: readonly LadderChoice[];
  editable: boolean;
}) {
  const t = useTranslations("setup.scoring");
  const locale = useLocale();
  if (!editable) {
    if (steps.length === 0) return <p>{t("tieNothing")}</p>;
    return (
      <p className="leading-read">
        {steps.map((step, i) => (
          <span key={step.value}>
            {i === 0 ? t("tieFirst") : t("tieThen")}
            {locale === "en" ? " " : ""}
            <b>{pick(step.name, locale)}</b>
            {i < steps.length - 1 ? (locale === "en" ? ", " : "，") : ""}
          </span>
        ))}
        {t("tieEnd")}
      </p>
    );
  }
  const slots = [...steps.map((step) => step.value), ""].slice(0, 10);
  return (
    <p className="leading-read">
      {slots.map((value, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: slots are told apart by their place
        <span key={i}>
          {i === 0 ? t("tieFirst") : t("tieThen")}
          <Slot
            name={`ties.${review}.${i}`}
            label={t("tieStep", { review: pick(name, locale), n: i + 1 })}
            value={value}
            choices={choices}
            none={t("tieNone")}
          />
        </span>
      ))}
      {t("tieEnd")}
    </p>
  );
}

function Slot({
  name,
  label,
  value,
  choices,
  none,
}: {
  name: string;
  label: string;
  value: string;
  choices: readonly LadderChoice[];
  none: string;
}) {
  const locale = useLocale();
  const { wiring, kept } = useField({ name, label });
  return (
    <select {...wiring} name={name} aria-label={label} className="blank" defaultValue={kept ?? value}>
      <option value="">{none}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {pick(choice.name, locale)}
        </option>
      ))}
    </select>
  );
}
