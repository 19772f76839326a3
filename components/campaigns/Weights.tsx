"use client";

import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/Icon";
import { ShareBar } from "@/components/ui/StackBar";
import type { BarTone } from "@/components/ui/stack-scale";
import { totalOfWeights } from "@/lib/campaigns/rules/examples";
import type { WeightGroup } from "@/lib/campaigns/rules/lines";
import { DECIMAL_PATTERN } from "@/lib/kernel/points";
import { pick } from "@/lib/platform/i18n/format";
import { useLiveValues } from "./LiveValues";

const TONES: readonly BarTone[] = ["open", "covert", "cctv", "train"];

/** Weights of one sum as they stand in the form, and whether they total 100 %. */
export function Weights({ group, saved }: { group: WeightGroup; saved: Readonly<Record<string, string>> }) {
  const t = useTranslations("setup.scoring");
  const locale = useLocale();
  const { typedAt } = useLiveValues();
  const typed = group.parts.map((part) => typedAt(part.path, saved[part.path] ?? "").trim());
  const total = totalOfWeights(typed);
  const parts = group.parts.flatMap((part, i) => {
    const value = typed[i] ?? "";
    if (!DECIMAL_PATTERN.test(value) || !/[1-9]/.test(value)) return [];
    const tone = TONES.find((known) => known === part.tone) ?? "grey";
    return [{ label: pick(part.name, locale) + (locale === "en" ? " " : ""), value: value.replace("-", ""), tone }];
  });
  return (
    <div className="weight-line">
      <ShareBar parts={parts} label={t("weightsOf", { name: pick(group.name, locale) })} />
      <span role="status">
        {total === "100" ? (
          <span className="ok">
            <Icon name="check" /> {t("sum", { sum: total })}
          </span>
        ) : (
          <span className="wait">
            <Icon name="alert" /> {total === null ? t("sumOpen") : t("sumWrong", { sum: total })}
          </span>
        )}
      </span>
    </div>
  );
}
