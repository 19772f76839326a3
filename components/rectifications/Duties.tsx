import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import type { Duty, DutyKind } from "@/lib/rectifications/loaders/orders";
import { ESCALATION } from "@/lib/rectifications/rules";

const WAY: Readonly<Record<DutyKind, string>> = {
  ANSWER: "findings?state=WAITING",
  RECTIFY: "rectifications",
  DECIDE: "findings?state=DISPUTED",
  RECHECK: "rectifications?state=SUBMITTED",
  DRILLS: "rectifications",
  OVERDUE: "rectifications?overdue=1",
  ESCALATED: "rectifications?overdue=1",
};

/** What waits about findings and their rectification, on the first page. */
export function Duties({ duties, base }: { duties: readonly Duty[]; base: string }) {
  const t = useTranslations("rectifications.duties");
  return duties.map(({ kind, count, late }) => (
    <TodoRow
      key={kind}
      title={t(`${kind}.title`)}
      note={t(`${kind}.note`, { count, late, days: ESCALATION.leader })}
      action={<LinkButton href={`${base}/${WAY[kind]}`}>{t("open")}</LinkButton>}
    />
  ));
}
