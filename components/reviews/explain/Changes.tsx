import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Figure } from "@/components/ui/Figure";
import { formatDay, formatMoney, formatPoints, formatRank, pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import type { ChangesView } from "@/lib/reviews/loaders/changes";
import { decimalsOf } from "@/lib/reviews/rules/derivation";
import type { ChangeShown } from "@/lib/reviews/types";

/** "0.26 fewer points off would have made 6th": the smallest single changes that would have turned an outcome. */
export function Changes({ view, hrefOf }: { view: ChangesView; hrefOf: (fact: string) => string }) {
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
                    <Sentence shown={one} hrefOf={hrefOf} />
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

function Sentence({ shown, hrefOf }: { shown: ChangeShown; hrefOf: (fact: string) => string }) {
  const t = useTranslations("explain.changes");
  const locale = useLocale();
  return t.rich("sentence", {
    lever: () => <Lever key="lever" shown={shown} hrefOf={hrefOf} />,
    outcome: resultOf(shown, t, locale),
  });
}

type Translate = ReturnType<typeof useTranslations<"explain.changes">>;

function Lever({ shown: { change }, hrefOf }: { shown: ChangeShown; hrefOf: (fact: string) => string }) {
  const t = useTranslations("explain.changes.levers");
  const locale = useLocale();
  const { lever, direction, finding } = change;
  const figure = (value: string | null) => (value === null ? "" : formatPoints(value, shortest(value, lever.kind)));
  const [by, from, to] = [figure(change.by), figure(change.from), figure(change.to)];
  if (lever.kind === "ONE_MORE") return t("oneMore", { name: pick(lever.name, locale) });
  const { id, ref } = lever.record;
  const title = pick(lever.record.title, locale).replace(/[。．.；;，,：:\s]+$/u, "");
  const on = formatDay(lever.record.on, locale);
  const ev = (text: ReactNode) => (
    <Figure key="ev" href={hrefOf(id)} code>
      {text}
    </Figure>
  );
  switch (lever.kind) {
    case "SCORE":
      return finding
        ? t.rich(direction === "MORE" ? "findingLess" : "findingMore", {
            ref,
            ev,
            on,
            by,
            code: finding.code,
            name: pick(finding.title, locale),
          })
        : t.rich(direction === "MORE" ? "scoreMore" : "scoreLess", { ref, ev, on, by, from, to });
    case "FIGURE":
      return t(direction === "MORE" ? "figureMore" : "figureLess", { name: title, by, from, to });
    case "WITHOUT":
      return t.rich("without", { ref, ev, name: title });
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
