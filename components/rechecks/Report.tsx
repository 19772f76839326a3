import { useLocale, useTranslations } from "next-intl";
import { Delta } from "@/components/ui/Figure";
import { Section } from "@/components/ui/Page";
import { formatInstant, formatPoints, pick } from "@/lib/platform/i18n/format";
import type { RecheckPage } from "@/lib/rechecks/loaders/rechecks";
import { differenceOf } from "@/lib/rechecks/rules/results";
import type { Word } from "@/lib/rechecks/types";
import { FoundBefore } from "./FoundBefore";

/** What the second look said, beside what the first had written down. */
export function Report({ page }: { page: RecheckPage }) {
  const t = useTranslations("rechecks.detail");
  const c = useTranslations("rechecks.columns");
  const locale = useLocale();
  const { recheck, inspection } = page;
  if (!recheck.report) return null;
  const items = new Map(inspection.sections.flatMap(({ items: of }) => of.map((item) => [item.code, item.text])));
  return (
    <Section title={t("words")} aside={recheck.words.length}>
      <p className="text-small text-ink-2">
        {t("reportBy", { name: recheck.report.byName })}{" "}
        <span className="n">{formatInstant(recheck.report.at, locale)}</span> · {c("difference")}{" "}
        <b>
          <Delta value={differenceOf(recheck.words)} tone={false} />
        </b>
      </p>
      {recheck.report.note && <p className="py-1">{recheck.report.note}</p>}
      {recheck.words.length === 0 && <p className="text-small text-ink-2">{t("noFindings")}</p>}
      <ol>
        {recheck.words.map((word) => {
          const finding = inspection.findingList.find(({ id }) => id === word.findingId);
          const text = items.get(word.itemCode);
          return (
            <li key={`${word.findingId} ${word.itemCode}`} className="border-b border-rule py-3">
              {finding ? (
                <FoundBefore finding={finding} />
              ) : (
                <h3 className="font-strong">
                  {text ? pick(text, locale) : ""}{" "}
                  <span className="code font-regular text-small text-ink-2 whitespace-nowrap">{word.itemCode}</span>
                </h3>
              )}
              <Said word={word} />
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

function Said({ word }: { word: Word }) {
  const t = useTranslations("rechecks");
  const same = word.verdict === "STANDS";
  return (
    <p className="pt-1">
      <b className={same ? undefined : "down"}>{t(`verdicts.${word.verdict}`)}</b>
      {!same && <span className="n"> {t("detail.wouldLose", { lost: formatPoints(word.lost) })}</span>}
      {word.reason && <span className="block text-small">{word.reason}</span>}
    </p>
  );
}
