import { useLocale, useTranslations } from "next-intl";
import { DateField, MoneyField, TextField } from "@/components/ui/form/inputs";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { pick } from "@/lib/platform/i18n/format";
import { handOverPrizeAction, takeBackPrizeAction } from "@/lib/settlement/actions";
import type { AwardLine } from "@/lib/settlement/loaders/statement";
import { money } from "./yuan";

/** Handing a prize over, and taking it back. */
export function PrizeActs({ line, campaign }: { line: AwardLine; campaign: string }) {
  const t = useTranslations("settlement.act");
  const words = useTranslations("settlement");
  const locale = useLocale();
  if (!line.mayGive && !line.mayTake) return null;
  const hidden = {
    campaign,
    review: line.review.code,
    award: line.awardCode,
    subject: line.subject,
    prize: line.prize,
  };
  const rows = (minor: number | null) => [
    {
      term: t("what"),
      detail: words("statement.prize", { what: pick(line.what, locale), payer: words(`payer.${line.payer}`) }),
    },
    ...(minor === null ? [] : [{ term: t("balance"), detail: money(Math.abs(minor), locale) }]),
  ];
  const taken = line.state === "RECLAIM" ? line.owedMinor : line.givenMinor;
  return (
    <div className="no-print flex flex-wrap gap-2 pt-2">
      {line.mayGive && (
        <OfficialActDialog
          compact
          character={t("give.character")}
          title={t("give.title")}
          meaning={t("give.meaning")}
          rows={rows(line.money ? line.owedMinor : null)}
          reason={false}
          action={handOverPrizeAction}
          hidden={hidden}
        >
          {line.money && line.owedMinor === null && (
            <MoneyField name="amount" label={t("amount")} hint={t("amountHint")} required />
          )}
          <TextField name="reference" label={t("reference")} required maxLength={120} />
          <DateField name="on" label={t("on")} hint={t("onHint")} />
          <TextField name="note" label={t("note")} maxLength={500} />
        </OfficialActDialog>
      )}
      {line.mayTake && (
        <OfficialActDialog
          compact
          character={t("take.character")}
          title={t("take.title")}
          meaning={t("take.meaning")}
          rows={rows(line.money ? taken : null)}
          reason={{ hint: t("reasonHint") }}
          action={takeBackPrizeAction}
          hidden={hidden}
        >
          <TextField name="reference" label={t("reference")} required maxLength={120} />
          <DateField name="on" label={t("on")} hint={t("onHint")} />
        </OfficialActDialog>
      )}
    </div>
  );
}
