import { useTranslations } from "next-intl";
import { Icon, type IconName } from "@/components/ui/Icon";
import { daysBetween } from "@/lib/kernel/calendar";
import type { DutyStatus } from "@/lib/scoring/types";

const SIGN: Record<DutyStatus["state"], [IconName, string]> = {
  DONE: ["check", "ok"],
  OPEN: ["clock", "wait"],
  OVERDUE: ["alert", "bad"],
  COMING: ["clock", "text-ink-3"],
};

/** Where the duty of one quarter stands: word, sign and figure. */
export function DutyMark({ duty, today }: { duty: DutyStatus; today: string }) {
  const t = useTranslations("tasks.learning");
  const [icon, tone] = SIGN[duty.state];
  return (
    <span className={tone}>
      <Icon name={icon} /> <b>{t(`states.${duty.state}`)}</b>
      <span className="ms-3 text-ink-3">
        {t("progress", { required: duty.required, done: duty.done })}
        {duty.state === "OPEN" && (
          <span className="ms-3">{t("leftDays", { days: daysBetween(today, duty.window.to) })}</span>
        )}
      </span>
    </span>
  );
}
