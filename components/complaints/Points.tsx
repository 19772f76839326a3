import { useLocale, useTranslations } from "next-intl";
import { Delta } from "@/components/ui/Figure";
import { NumberField } from "@/components/ui/form/inputs";
import type { Effects, PointsCase, PointsSpan } from "@/lib/complaints/types";
import { pick } from "@/lib/platform/i18n/format";

/** For the sentence `complaints.points.span`: “扣1至5分”, “1 to 5 points off”. */
export function spanValues({ min, max, sign }: PointsSpan) {
  return { min, max, sign, one: min === max ? "yes" : "no" } as const;
}

/** What every line of the plan counts, and whose it is where that is not the outlet's alone. */
export function PointsLines({ effects, none }: { effects: Effects; none: string }) {
  const t = useTranslations("complaints.points");
  const { points } = effects;
  if (points.length === 0) return <span className="gap">{none}</span>;
  const named = points.length > 1 || points.some(({ by }) => by !== null);
  return points.map((line) => (
    <span key={line.code} className="block">
      {named && <span className="me-2 text-note font-regular text-ink-3">{t("whose", { by: line.by ?? "unit" })}</span>}
      {line.each !== null ? (
        <Delta value={line.each} />
      ) : (
        line.range && (
          <span className={line.range.sign === "PLUS" ? "up whitespace-nowrap" : "down whitespace-nowrap"}>
            {t("span", spanValues(line.range))}
          </span>
        )
      )}
    </span>
  ));
}

/** The points that the plan leaves to whoever decides, with what the plan says about them for each way of deciding. */
export function PointsField({
  cases,
}: {
  cases: readonly { readonly when: string; readonly asked: PointsCase["asked"] }[];
}) {
  const t = useTranslations("complaints.points");
  const locale = useLocale();
  const [only, second] = cases;
  if (!only) return null;
  const places = Math.min(...cases.map(({ asked }) => asked.places));
  const range = second || only.asked.kind === "APART" ? "none" : t("span", spanValues(only.asked));
  const linesOf = ({ entries }: PointsCase["asked"]) =>
    [...new Set(entries.map(({ name }) => t("quoted", { name: pick(name, locale) })))].join(
      locale === "en" ? ", " : "、",
    );
  const words = cases.map(({ when, asked }) => {
    const said = t(asked.kind === "APART" ? "apart" : "case", { when, span: t("span", spanValues(asked)) });
    return { said, lines: linesOf(asked) };
  });
  return (
    <div>
      <NumberField
        name="points"
        label={t("label")}
        hint={t("hint", { places, range })}
        unit={t("unit")}
        whole={places === 0}
        maxLength={20}
        aria-details="points-by-the-plan"
      />
      <ul id="points-by-the-plan" className="mt-1 grid gap-0.5 text-small leading-text text-ink-2">
        {words.map(({ said, lines }, at) => (
          <li key={said}>
            {said}
            {locale === "en" && " "}
            {/* Said once for neighbours that rest on the same lines of the plan. */}
            {lines !== words[at + 1]?.lines && t("lines", { lines })}
          </li>
        ))}
        <li>{t("otherwise")}</li>
      </ul>
    </div>
  );
}
