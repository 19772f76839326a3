"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { FieldErrors } from "@/components/ui/form/Field";
import { Icon } from "@/components/ui/Icon";
import type { ItemFields } from "./fields";
import { hundredths, pointsText } from "./tally";

/** Points given for a criterion: typed, or stepped down from all of them. */
export function Given({
  fields,
  step,
  initial,
  changed,
}: {
  fields: ItemFields;
  step: string;
  initial: string | undefined;
  changed: () => void;
}) {
  const t = useTranslations("inspections.capture");
  const { item, field, idOf, kept, wrong, faultsOf } = fields;
  const input = useRef<HTMLInputElement>(null);
  const all = hundredths(item.points);
  const move = (by: number) => {
    const box = input.current;
    if (!box) return;
    const now = /^\d{1,4}(\.\d{1,2})?$/.test(box.value) ? hundredths(box.value) : all;
    box.value = pointsText(Math.min(all, Math.max(0, now + by)));
    changed();
  };
  return (
    <div className="row">
      <label className="label" htmlFor={idOf("given")}>
        {t("given")}
      </label>
      <div>
        <div className="given">
          <button
            type="button"
            className="btn"
            aria-label={t("less", { step })}
            onClick={() => move(-hundredths(step))}
          >
            <Icon name="minus" />
          </button>
          <input
            ref={input}
            id={idOf("given")}
            name={field("given")}
            type="number"
            inputMode="decimal"
            className="input n"
            min={0}
            max={item.points}
            step={step}
            defaultValue={kept("given", initial)}
            {...wrong("given")}
          />
          <button type="button" className="btn" aria-label={t("more", { step })} onClick={() => move(hundredths(step))}>
            <Icon name="add" />
          </button>
          <button type="button" className="btn plain" onClick={() => move(all)}>
            {t("all", { points: item.points })}
          </button>
        </div>
        <span className="field-hint">{t("givenHint", { points: item.points, step })}</span>
        <FieldErrors id={`${idOf("given")}-error`} errors={faultsOf("given")} />
      </div>
    </div>
  );
}
