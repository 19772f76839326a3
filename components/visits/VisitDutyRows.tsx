import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import { formatDay, formatDayRange, pick } from "@/lib/platform/i18n/format";
import type { VisitDuties } from "@/lib/visits/loaders/visits";

/** Planned visits on the first page: own ones, announced ones, and what planners and leaders have to see to. */
export function VisitDutyRows({ duties, base }: { duties: VisitDuties; base: string }) {
  const t = useTranslations("visits.duties");
  const m = useTranslations("inspections.methods");
  const locale = useLocale();
  const counted = [
    { key: "toApprove", count: duties.toApprove, way: "visits", note: null },
    { key: "missed", count: duties.missed, way: "visits?state=MISSED", note: null },
    { key: "short", count: duties.short, way: "visits#shortfalls", note: t("shortNote") },
  ] as const;
  return (
    <>
      {duties.own.map((visit) => (
        <TodoRow
          key={visit.id}
          title={t("own", { unit: pick(visit.unit.name, locale), method: m(visit.method) })}
          note={t(`ownNote.${visit.state as "DUE"}`, {
            from: formatDay(visit.from, locale),
            due: formatDay(visit.due, locale),
          })}
          action={
            <LinkButton kind={visit.state === "COMING" ? "quiet" : "main"} href={`${base}/visits/${visit.id}`}>
              {visit.state === "COMING" ? t("open") : t("start")}
            </LinkButton>
          }
        />
      ))}
      {duties.announced.map((visit) => (
        <TodoRow
          key={visit.id}
          title={t("announced", { method: m(visit.method), days: formatDayRange(visit.from, visit.due, locale) })}
          note={t("announcedNote", { unit: pick(visit.unit.name, locale) })}
          action={<LinkButton href={`${base}/visits/${visit.id}`}>{t("open")}</LinkButton>}
        />
      ))}
      {counted.map(
        ({ key, count, way, note }) =>
          count > 0 && (
            <TodoRow
              key={key}
              title={t(key, { count })}
              note={note}
              action={<LinkButton href={`${base}/${way}`}>{t("open")}</LinkButton>}
            />
          ),
      )}
    </>
  );
}
