import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/Icon";
import type { DraftAnswers } from "@/lib/inspections/types";
import { costSoFar, pointsText, scorePreview, type Tally } from "./tally";
import type { CheckSheetModel } from "./types";

/** What is about to be said for good: score, what is missing, what was taken off. */
export function Review({
  model,
  counted,
  answers,
  open,
}: {
  model: CheckSheetModel;
  counted: Tally;
  answers: DraftAnswers;
  open: (code: string) => void;
}) {
  const t = useTranslations("inspections.form");
  const items = model.sections.flatMap((section) => section.items);
  const deducted = items.filter((item) => (costSoFar(item, answers[item.code]) ?? 0) > 0);
  const score = scorePreview(counted, model.full);
  const { NOT_APPLICABLE: na, NOT_OBSERVED: unseen } = counted.verdicts;
  const faults = [
    counted.unanswered.length > 0 && {
      code: counted.unanswered[0]!,
      text: t("unanswered", { count: counted.unanswered.length }),
    },
    counted.incomplete.length > 0 && {
      code: counted.incomplete[0]!,
      text: t("incomplete", { count: counted.incomplete.length }),
    },
  ].filter((fault) => fault !== false);
  return (
    <div className="review">
      {faults.length === 0 && score !== null ? (
        <p className="score">
          <span>{t("score")}</span>
          <b className="n">{score}</b>
          <small>
            {t("scoreNote", { applicable: pointsText(counted.applicable), lost: pointsText(counted.lost) })}
          </small>
        </p>
      ) : (
        faults.map((fault) => (
          <p key={fault.text} className="field-error">
            <Icon name="alert" />
            <button type="button" onClick={() => open(fault.code)}>
              {fault.text}
            </button>
          </p>
        ))
      )}
      {deducted.length > 0 ? (
        <ul aria-label={t("deductions")}>
          {deducted.map((item) => (
            <li key={item.code}>
              <button type="button" onClick={() => open(item.code)}>
                <span>{item.text}</span>
                <span className="code">{item.code}</span>
              </button>
              <span className="n wait">{t("minus", { points: pointsText(counted.costs.get(item.code) ?? 0) })}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="none">{t("noDeductions")}</p>
      )}
      {na + unseen > 0 && (
        <p className="none">
          {model.method === "SELF" ? t("notApplicableOnly", { na }) : t("notEntering", { na, unseen })}
        </p>
      )}
    </div>
  );
}
