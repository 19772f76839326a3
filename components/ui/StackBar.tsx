import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatPoints } from "@/lib/platform/i18n/format";
import { type BarPart, type BarTone, stackScale } from "./stack-scale";

/**
 * What was lost, from 0 on one scale, with additions hatched to the left of it (VISUAL §9). All bars of a table get the
 * same `scale`, so their lengths can be compared; the words carry the same figures for whoever cannot see the bar.
 */
export function StackBar({
  lost,
  gained = [],
  scale,
  label,
}: {
  lost: readonly BarPart[];
  gained?: readonly BarPart[];
  /** Greatest loss and greatest addition of all rows, as decimal strings. */
  scale: { lost: string; gained: string };
  label?: string;
}) {
  const t = useTranslations("ui.bar");
  const { zero, width } = stackScale(scale);
  const shown = (parts: readonly BarPart[]) => parts.filter((part) => width(part.value) > 0);
  const words = [...gained.map((part) => ({ ...part, sign: "+" })), ...lost.map((part) => ({ ...part, sign: "" }))]
    .map((part) => t("part", { label: part.label, value: part.sign + formatPoints(part.value) }))
    .join(t("join"));
  return (
    <div className="stack" role="img" aria-label={`${label ?? t("lost")}${t("colon")}${words}`}>
      <span className="zero" style={{ insetInlineStart: `${zero}%` }} />
      <span className="gain" style={{ insetInlineEnd: `${100 - zero}%`, width: `${zero}%` }}>
        {shown(gained).map((part) => (
          <i
            key={part.label}
            className={`tone-${part.tone}`}
            style={{ width: `${zero === 0 ? 0 : (width(part.value) / zero) * 100}%` }}
          />
        ))}
      </span>
      <span className="loss" style={{ insetInlineStart: `${zero}%`, width: `${100 - zero}%` }}>
        {shown(lost).map((part) => (
          <i
            key={part.label}
            className={`tone-${part.tone}`}
            style={{ width: `${(width(part.value) / (100 - zero)) * 100}%` }}
          />
        ))}
      </span>
    </div>
  );
}

/** The legend as a table's head: what each colour means, once. */
export function StackKey({ items }: { items: readonly { tone: BarTone; label: ReactNode }[] }) {
  return (
    <span>
      {items.map((item) => (
        <span key={item.tone} className="key">
          <i className={`tone-${item.tone}`} />
          {item.label}
        </span>
      ))}
    </span>
  );
}

/** Shares of one whole, labelled directly. Values are percentages as decimal strings. */
export function ShareBar({ parts, label }: { parts: readonly BarPart[]; label: string }) {
  return (
    <div
      className="weights"
      role="img"
      aria-label={`${label}：${parts.map((part) => `${part.label}${part.value}`).join("，")}`}
    >
      {parts.map((part) => (
        <span
          key={part.label}
          className={`tone-${part.tone}`}
          style={{ flexGrow: Number(part.value), flexBasis: 0 }}
          aria-hidden="true"
        >
          {Number(part.value) >= 15 ? `${part.label}${part.value}` : part.value}
        </span>
      ))}
    </div>
  );
}
