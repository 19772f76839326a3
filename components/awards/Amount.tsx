import { useLocale, useTranslations } from "next-intl";
import { Said } from "@/components/reviews/Said";
import { Disclosure } from "@/components/ui/Disclosure";
import { formatMoney, formatPoints, pick } from "@/lib/platform/i18n/format";
import type { Explained } from "@/lib/scoring/types";

/** Yuan that the plan computes, and below it line by line how it came about. */
export function Amount({ label, yuan, explained }: { label: string; yuan: string; explained: Explained | null }) {
  const t = useTranslations("awards.amount");
  const locale = useLocale();
  const money = formatMoney(yuan, locale);
  if (!explained) return <p className="text-ink">{t("line", { label, amount: money })}</p>;
  return (
    <Disclosure summary={t("line", { label, amount: money })}>
      <Lines lines={[explained]} cited={null} />
    </Disclosure>
  );
}

/** The clause is said where it first applies, not again on every line below. */
function Lines({ lines, cited }: { lines: readonly Explained[]; cited: string | null }) {
  const locale = useLocale();
  return (
    <ul className="amount-lines">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a computation are told apart by their place
        <li key={`${line.code} ${index}`}>
          <span className="flex justify-between gap-3">
            <span>
              {line.kind !== "rounding" && line.kind !== "limit" && <b>{pick(line.name, locale)} </b>}
              <Said say={line.say} />
              {line.clause && line.clause.article.zh !== cited && (
                <span className="text-ink-3"> {pick(line.clause.article, locale)}</span>
              )}
            </span>
            {line.share !== null && <span className="n">{formatPoints(line.share)}</span>}
          </span>
          {line.inputs.length > 0 && <Lines lines={line.inputs} cited={line.clause?.article.zh ?? cited} />}
        </li>
      ))}
    </ul>
  );
}
