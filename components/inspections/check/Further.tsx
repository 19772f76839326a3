"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Icon } from "@/components/ui/Icon";
import type { Deduction } from "@/lib/inspections/types";
import { mayWait, queueOf } from "../queue/device";
import { Details } from "./Details";
import type { ItemFields, ItemSurroundings } from "./fields";
import { Steps } from "./Steps";

/** How many further occurrences a plain form has room for. */
const PLAIN = 2;
const MOST = 19;

/** Further occurrences of an item where every one costs, each with its own person, picture and reason. */
export function Further({
  fields,
  initial,
  around,
}: {
  fields: ItemFields;
  initial: readonly Deduction[];
  around: ItemSurroundings;
}) {
  const t = useTranslations("inspections.capture");
  const [entries, setEntries] = useState<readonly { key: number; initial: Deduction | undefined }[]>(() => {
    const count = fields.anyKept ? fields.keptFurther : initial.length;
    return Array.from({ length: count }, (_, at) => ({ key: at, initial: initial[at] }));
  });
  const next = useRef(MOST);
  const { changed } = around;
  const drawn = useRef(entries);
  useEffect(() => {
    // Said only now, because only now are the fields in the form, or out of it.
    if (drawn.current === entries) return;
    drawn.current = entries;
    changed();
  }, [entries, changed]);

  /** What still waits for it goes with it; otherwise the next one would come into its pictures. */
  const remove = async (entry: (typeof entries)[number], at: number) => {
    const { accountId, form } = around.place;
    const field = fields.field(`also.${at}.evidence`);
    if (mayWait(accountId)) {
      const queue = await queueOf(accountId);
      const waiting = await queue.entries().catch(() => []);
      for (const one of waiting) if (one.form === form && one.field === field) await queue.drop(one.key);
    }
    setEntries((before) => before.filter((one) => one !== entry));
  };

  const occurrence = (at: number, own: Deduction | undefined, drop?: () => void) => (
    <fieldset key={at} className="further">
      <legend>{t("occurrence", { at: at + 2 })}</legend>
      {drop && (
        <button type="button" className="drop" aria-label={t("drop", { at: at + 2 })} onClick={drop}>
          <Icon name="close" />
        </button>
      )}
      <Steps fields={fields} prefix={`also.${at}.`} initial={own?.lost} />
      <Details fields={fields} prefix={`also.${at}.`} initial={own} around={around} />
    </fieldset>
  );
  return (
    <>
      {entries.map((entry, at) => (
        <div key={entry.key}>{occurrence(at, entry.initial, () => void remove(entry, at))}</div>
      ))}
      <noscript>
        <details>
          <summary>{t("another")}</summary>
          {Array.from({ length: PLAIN }, (_, at) => occurrence(entries.length + at, undefined))}
        </details>
      </noscript>
      {entries.length < MOST && (
        <button
          type="button"
          className="btn again"
          onClick={() => {
            next.current += 1;
            setEntries([...entries, { key: next.current, initial: { lost: fields.item.steps[0] } }]);
          }}
        >
          <Icon name="add" />
          {t("another")}
        </button>
      )}
    </>
  );
}
