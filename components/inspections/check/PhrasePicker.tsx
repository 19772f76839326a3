"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { Icon } from "@/components/ui/Icon";
import { withPhraseIn } from "./phrases";
import type { CheckItemModel } from "./types";

/** Forbidden phrases to pick from, at items about service language: a tap writes one with its code into the reason. */
export function PhrasePicker({
  item,
  target,
  changed,
}: {
  item: CheckItemModel;
  /** Id of the field it writes into. */
  target: string;
  changed: () => void;
}) {
  const t = useTranslations("inspections.phrases");
  const locale = useLocale();
  const [alive, setAlive] = useState(false);
  const [open, setOpen] = useState(false);
  const [full, setFull] = useState(false);
  const list = useId();
  // Without a script it could write nothing, so it is not there.
  useEffect(() => setAlive(true), []);
  if (!alive || item.phrases.length === 0) return null;

  const take = (phrase: { readonly code: string; readonly text: string }) => {
    const field = document.getElementById(target);
    if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
    const written = withPhraseIn(field.value, phrase, locale === "en" ? "; " : "；");
    const fits = written.length <= field.maxLength;
    setFull(!fits);
    if (!fits) return;
    field.value = written;
    changed();
  };
  return (
    <div className="phrases">
      <button
        type="button"
        className="btn plain"
        aria-expanded={open}
        aria-controls={open ? list : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? "close" : "add"} />
        {t(open ? "close" : "open")}
      </button>
      {full && (
        <p className="field-error" role="status">
          <Icon name="alert" />
          <span>{t("full")}</span>
        </p>
      )}
      {open && (
        <div id={list} className="list">
          {item.phrases.map((situation) => (
            <details key={situation.code} open={item.phrases.length === 1}>
              <summary>{situation.name}</summary>
              <ul>
                {situation.phrases.map((phrase) => (
                  <li key={phrase.code}>
                    <button type="button" onClick={() => take(phrase)}>
                      <span className="code">{phrase.code}</span> {phrase.text}
                    </button>
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </div>
      )}
    </div>
  );
}
