import { useLocale, useTranslations } from "next-intl";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { formatDay, formatInstant } from "@/lib/platform/i18n/format";
import type { StepShown } from "@/lib/rectifications/types";

/** Everything that was done about an order, oldest first, with its pictures. */
export function Steps({ steps }: { steps: readonly StepShown[] }) {
  const t = useTranslations("rectifications");
  const locale = useLocale();
  return (
    <>
      {(steps.length === 0 || steps[0]?.kind !== "ORDERED") && (
        <p className="text-small text-ink-2 border-b border-rule py-2">{t("detail.noSteps")}</p>
      )}
      <ol>
        {steps.map((step) => (
          <li key={step.seq} className="border-b border-rule py-2">
            <b>{t(`kinds.${step.kind}`)}</b>{" "}
            <span className="text-small text-ink-2">
              {[
                ["ORDERED", "EXTENDED", "FAILED"].includes(step.kind) &&
                  t("step.due", { day: formatDay(step.dueOn, locale) }),
                step.kind === "ASSIGNED" && step.owner && t("step.owner", { name: step.owner }),
                step.heldOn && t("step.held", { day: formatDay(step.heldOn, locale) }),
                step.late && t("step.late"),
                step.department && t("step.department", { department: t(`departments.${step.department}`) }),
              ]
                .filter(Boolean)
                .join(locale === "en" ? ", " : "，")}
            </span>
            {step.text && <p className="whitespace-pre-line">{step.text}</p>}
            <EvidenceList files={step.evidence} />
            <p className="text-note text-ink-3">
              {t("step.by", { name: step.byName, at: formatInstant(step.at, locale) })}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
