import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export interface LifeStep {
  label: ReactNode;
  /** When it was, or what it waits for. */
  note?: ReactNode;
  state: "done" | "now" | "todo";
}

/** The stages of one thing, from first to last, with the one it is in. */
export function LifeLine({ steps, label }: { steps: readonly LifeStep[]; label?: string }) {
  const t = useTranslations("ui.life");
  return (
    <ol className="life" aria-label={label ?? t("label")}>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stages are told apart by their place
        <li key={index} className={step.state} aria-current={step.state === "now" ? "step" : undefined}>
          <b>
            {step.label}
            <span className="spoken">{t(step.state)}</span>
          </b>
          {step.note && <span>{step.note}</span>}
        </li>
      ))}
    </ol>
  );
}
