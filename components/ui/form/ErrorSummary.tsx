"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

export interface SummaryItem {
  message: string;
  label?: string;
  /** Id of the field it concerns. */
  target?: string;
}

/** What went wrong, on top, focused when it appears, each line leading to its field (VISUAL §8). */
export function ErrorSummary({
  title,
  message,
  items = [],
  reference,
}: {
  title?: string;
  message?: string;
  items?: readonly SummaryItem[];
  reference?: string;
}) {
  const t = useTranslations("ui.form");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={box} className="errors" role="alert" tabIndex={-1}>
      <p className="first">{title ?? t(items.length > 0 ? "refusedTitle" : "failedTitle")}</p>
      {message && <p>{message}</p>}
      {items.length > 0 && (
        <ul>
          {items.map((item) => {
            const text = item.label ? t("item", { label: item.label, message: item.message }) : item.message;
            return (
              <li key={`${item.target}${item.message}`}>
                {item.target ? (
                  <a
                    href={`#${item.target}`}
                    onClick={(event) => {
                      const field = document.getElementById(item.target ?? "");
                      if (!field) return;
                      event.preventDefault();
                      field.focus();
                    }}
                  >
                    {text}
                  </a>
                ) : (
                  text
                )}
              </li>
            );
          })}
        </ul>
      )}
      {reference && <p className="ref">{t("reference", { reference })}</p>}
    </div>
  );
}
