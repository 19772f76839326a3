"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { classes } from "@/components/ui/classes";
import { useField } from "@/components/ui/form/Field";
import type { Blank } from "@/lib/campaigns/rules/blanks";
import { fieldOf } from "@/lib/campaigns/rules/fields";
import { isDay } from "@/lib/kernel/calendar";
import { DECIMAL_PATTERN, points } from "@/lib/kernel/points";
import { formatDay, formatPoints } from "@/lib/platform/i18n/format";
import { useLiveValues } from "./LiveValues";

/** A blank of a sentence: filled in on the spot, or the value in bold where nothing may be changed. */
export function BlankValue({ blank, label, editable }: { blank: Blank; label: string; editable: boolean }) {
  return editable ? <BlankInput blank={blank} label={label} /> : <FixedValue blank={blank} />;
}

function FixedValue({ blank }: { blank: Blank }) {
  const t = useTranslations("setup");
  const locale = useLocale();
  if (blank.value === "") return <span className="fixed-value void">{t("openBlank")}</span>;
  const shown =
    blank.kind === "choice" && blank.list
      ? t(`choices.${blank.list}.${blank.value}` as "choices.take.MEAN")
      : blank.kind === "day" && isDay(blank.value)
        ? formatDay(blank.value, locale)
        : (blank.kind === "points" || blank.kind === "money") && DECIMAL_PATTERN.test(blank.value)
          ? formatPoints(blank.value, Math.max(2, points(blank.value).decimalPlaces()))
          : blank.value;
  return <span className={blank.kind === "choice" ? "fixed-value" : "fixed-value n"}>{shown}</span>;
}

function BlankInput({ blank, label }: { blank: Blank; label: string }) {
  const t = useTranslations("setup");
  const { typedAt, change } = useLiveValues();
  const name = fieldOf(blank.path);
  const { wiring, kept } = useField({ name, label });
  const value = typedAt(blank.path, kept ?? blank.value);
  const common = {
    ...wiring,
    name,
    "aria-label": label,
    className: classes("blank", value.trim() === "" && "void"),
    onChange: (event: { currentTarget: { value: string } }) => change(blank.path, event.currentTarget.value),
  } satisfies ComponentProps<"input"> & ComponentProps<"select">;
  if (blank.kind === "choice") {
    return (
      <select {...common} defaultValue={kept ?? blank.value}>
        {blank.choices?.map((choice) => (
          <option key={choice} value={choice}>
            {t(`choices.${blank.list ?? "take"}.${choice}` as "choices.take.MEAN")}
          </option>
        ))}
      </select>
    );
  }
  if (blank.kind === "day") return <input {...common} type="date" defaultValue={kept ?? blank.value} />;
  return (
    <input
      {...common}
      type="text"
      autoComplete="off"
      inputMode={blank.kind === "count" ? "numeric" : "decimal"}
      size={Math.max(2, value.length)}
      defaultValue={kept ?? blank.value}
    />
  );
}
