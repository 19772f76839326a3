import { useLocale, useTranslations } from "next-intl";
import { formatDay, formatMoney, formatMonth, formatPoints, formatRank, pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import type { ChangesView } from "@/lib/reviews/loaders/changes";
import { decimalsOf } from "@/lib/reviews/rules/derivation";
import type { ChangeShown } from "@/lib/reviews/types";

/** "0.26 fewer points off would have made 6th": the smallest single changes that would have turned an outcome. */
export function Changes({ view }: { view: ChangesView }) {
  const t = useTranslations("explain.changes");
  const keys = [...new Set(view.changes.map(({ key }) => key))];
  return (
    <>
      {keys.length === 0 && view.complete && <p className="text-small text-ink-2">{t("none")}</p>}
      {keys.length > 0 && (
        <dl className="changes">
          {keys.map((key) => {
            const shown = view.changes.filter((one) => one.key === key);
            return (
              <div key={key}>
                <dt>{shown[0] && <Goal shown={shown[0]} />}</dt>
                {shown.map((one, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: told apart by their place
                  <dd key={index}>
                    <Sentence shown={one} />
                  </dd>
                ))}
              </div>
            );
          })}
        </dl>
      )}
      <p className="text-note text-ink-3 mt-3">
        {keys.length > 0 && t("note")} {!view.complete && t("cut")}
      </p>
    </>
  );
}

const GOALS = {
  BETTER: "better",
  WORSE: "worse",
  WON: "won",
  NOT_WON: "notWon",
  AVOIDED: "avoided",
  INCURRED: "incurred",
  LESS: "less",
  MORE: "more",
} as const;

function Goal({ shown: { change, name } }: { shown: ChangeShown }) {
  const t = useTranslations("explain.changes.goals");
  const locale = useLocale();
  return <>{t(GOALS[change.goal.to], { name: name ? pick(name, locale) : "" })}</>;
}

function Sentence({ shown }: { shown: ChangeShown }) {
  const t = useTranslations("explain.changes");
  const locale = useLocale();
  return <>{t("sentence", { lever: leverOf(shown, t, locale), outcome: resultOf(shown, t, locale) })}</>;
}

type Translate = ReturnType<typeof useTranslations<"explain.changes">>;

function leverOf({ change }: ChangeShown, t: Translate, locale: Locale): string {
  const { lever, direction, finding } = change;
  const figure = (value: string | null) => (value === null ? "" : formatPoints(value, shortest(value, lever.kind)));
  const [by, from, to] = [figure(change.by), figure(change.from), figure(change.to)];
  switch (lever.kind) {
    case "SCORE": {
      const values = { ref: lever.record.ref, on: formatDay(lever.record.on, locale), by };
      if (finding) {
        const code = `${finding.code} ${pick(finding.title, locale)}`;
        return t(direction === "MORE" ? "levers.findingLess" : "levers.findingMore", { ...values, code });
      }
      return t(direction === "MORE" ? "levers.scoreMore" : "levers.scoreLess", { ...values, from, to });
    }
    case "FIGURE": {
      const { on, title } = lever.record;
      const values = { on: formatMonth(on, locale), name: pick(title, locale), by, from, to };
      return t(direction === "MORE" ? "levers.figureMore" : "levers.figureLess", values);
    }
    case "WITHOUT":
      return t("levers.without", { ref: lever.record.ref, name: pick(lever.record.title, locale) });
    case "ONE_MORE":
      return t("levers.oneMore", { name: pick(lever.name, locale) });
  }
}

/** Points of a score have two decimals; a figure those that it has. */
function shortest(value: string, kind: string): number {
  const places = value.includes(".") ? decimalsOf(value) : 0;
  return kind === "FIGURE" ? places : Math.max(2, places);
}

function resultOf({ change, name }: ChangeShown, t: Translate, locale: Locale): string {
  const { goal, before, after } = change;
  const named = { name: name ? pick(name, locale) : "" };
  switch (goal.kind) {
    case "RANK":
      return after.rank === null ? t("results.unranked") : t("results.rank", { rank: formatRank(after.rank, locale) });
    case "AWARD":
      return t(goal.to === "WON" ? "results.won" : "results.notWon", named);
    case "PENALTY":
      return t(goal.to === "AVOIDED" ? "results.avoided" : "results.incurred", named);
    case "MONEY":
      return t("results.money", {
        ...named,
        from: formatMoney(before.money[goal.due] ?? "0", locale),
        to: formatMoney(after.money[goal.due] ?? "0", locale),
      });
  }
}
