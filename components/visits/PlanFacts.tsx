import { useLocale, useTranslations } from "next-intl";
import { KeyValue } from "@/components/ui/KeyValue";
import { formatDayRange, formatMonth, pick } from "@/lib/platform/i18n/format";
import type { PlanPage } from "@/lib/visits/loaders/visits";

/** What was asked for, in words. */
export function PlanFacts({ page }: { page: PlanPage }) {
  const t = useTranslations("visits.plan");
  const n = useTranslations("visits.new");
  const m = useTranslations("inspections.methods");
  const locale = useLocale();
  const { plan, period, people } = page;
  const { terms, given } = plan;
  const days = formatDayRange(plan.from, plan.to, locale);
  const named =
    period === null
      ? null
      : period.kind === "QUARTER"
        ? n("quarter", { year: period.code.slice(0, 4), quarter: period.code.slice(6) })
        : period.kind === "MONTH"
          ? formatMonth(period.code, locale)
          : period.name && pick(period.name, locale);
  const count = given.outlets.length;
  const rules = [
    terms.rotation.notTwice && t("notTwice"),
    terms.rotation.mostPerOutlet !== null && t("mostPerOutlet", { most: terms.rotation.mostPerOutlet }),
    terms.rotation.mostPerPerson !== null && t("mostPerPerson", { most: terms.rotation.mostPerPerson }),
    t("own"),
    terms.formerMonths === null ? t("formerEver") : t("former", { months: terms.formerMonths }),
  ].filter((rule) => rule !== false);
  return (
    <KeyValue
      rows={[
        { term: t("method"), detail: m(plan.method) },
        { term: t("told"), detail: t(plan.announced ? "toldYes" : "toldNo") },
        { term: t("period"), detail: <span className="n">{named ? `${named} · ${days}` : days}</span> },
        {
          term: t("outlets"),
          detail:
            terms.choice === "SAMPLE"
              ? t("outletsSample", { of: count, count: terms.sample })
              : t(terms.choice === "ALL" ? "outletsAll" : "outletsChosen", { count }),
        },
        { term: t("often"), detail: t(`oftenSays.${terms.every}`, { times: terms.times }) },
        { term: t("window"), detail: t(`windows.${terms.window}`) },
        { term: t("people"), detail: people.map((person) => pick(person, locale)).join(locale === "en" ? ", " : "、") },
        {
          term: t("rules"),
          detail: rules.map((rule) => (
            <span key={rule} className="block">
              {rule}
            </span>
          )),
        },
        {
          term: t("floor"),
          detail: terms.floor ? t(`floorSays.${terms.floor.per}`, { times: terms.floor.times }) : t("noFloor"),
        },
        ...(plan.contents ? [{ term: t("contents"), detail: plan.contents }] : []),
      ]}
    />
  );
}
