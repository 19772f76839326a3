import { useLocale, useTranslations } from "next-intl";
import { pick } from "@/lib/platform/i18n/format";
import type { ChangeRow, Comparison } from "@/lib/simulations/loaders/comparison";
import { LazyDrawing } from "./charts/LazyDrawing";

/** The two lists side by side. Its table is the one below on the same page. */
export function SlopeFigure({ comparison, rows }: { comparison: Comparison; rows: readonly ChangeRow[] }) {
  const t = useTranslations("simulations.chart");
  const locale = useLocale();
  const ranked = rows.filter(({ change }) => change.before.rank !== null && change.after.rank !== null);
  const drawn = ranked.filter(({ change }) => comparison.drawn.has(change.subject));
  if (drawn.length < 2) return <p className="text-note text-ink-3">{t("none")}</p>;
  const whole = drawn.length === ranked.length;
  const before = placesIn(whole ? rows : drawn, "before");
  const after = placesIn(whole ? rows : drawn, "after");
  const data = {
    rows: drawn.map(({ code, name, change }) => ({
      key: code,
      before: before.get(code) ?? 0,
      after: after.get(code) ?? 0,
      beforeText: `${pick(name, locale)} ${change.before.rank}`,
      afterText: `${change.after.rank} ${pick(name, locale)}`,
      way:
        change.places === null || change.places === 0
          ? ("same" as const)
          : change.places > 0
            ? ("up" as const)
            : ("down" as const),
    })),
    places: Math.max(before.size, after.size),
    sides: [t("before"), t("after")] as const,
  };
  return (
    <figure className="chart">
      <LazyDrawing
        drawing={{ kind: "slope", data }}
        label={t("label", { count: drawn.length })}
        height={Math.max(160, Math.max(before.size, after.size) * 18 + 48)}
      />
      <figcaption className="text-note text-ink-3">
        {t("note")}
        {drawn.length < ranked.length && t("most", { count: drawn.length })}
      </figcaption>
    </figure>
  );
}

/** Places among those shown, so that a group alone fills its own drawing; who has a rank on one side only leaves its place free. */
function placesIn(rows: readonly ChangeRow[], side: "before" | "after"): Map<string, number> {
  const sorted = rows
    .filter(({ change }) => change[side].rank !== null)
    .sort(
      (a, b) =>
        (a.change[side].rank ?? 0) - (b.change[side].rank ?? 0) || a.change[side].position - b.change[side].position,
    );
  return new Map(sorted.map(({ code }, at) => [code, at + 1]));
}
