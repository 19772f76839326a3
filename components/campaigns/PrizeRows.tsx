import { useTranslations } from "next-intl";
import { CheckboxField } from "@/components/ui/form/choices";
import { NumberField, SelectField, TextField } from "@/components/ui/form/inputs";
import type { Prize } from "@/lib/scoring/programme/schema";

const KINDS = ["MONEY", "CERTIFICATE", "STUDY_TRIP", "OTHER"] as const;
const PAYERS = ["SUB_BRANCH", "BRANCH", "HEAD_OFFICE"] as const;
const MOST = 10;

/** The prizes of one award as rows, the last one empty; a row without a kind is not kept. */
export function PrizeRows({ prizes }: { prizes: readonly Prize[] }) {
  const t = useTranslations("setup.awards");
  const rows: (Prize | null)[] = [...prizes, ...(prizes.length < MOST ? [null] : [])];
  return (
    <div className="prize-rows">
      {rows.map((prize, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: prizes are told apart by their place
        <fieldset key={i}>
          <legend>{t("prizeRow", { n: i + 1 })}</legend>
          <SelectField
            name={`prizes.${i}.kind`}
            label={t("kind")}
            options={KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            empty={t("kindNone")}
            defaultValue={prize?.kind ?? ""}
          />
          <TextField
            name={`prizes.${i}.what.zh`}
            label={t("whatZh")}
            defaultValue={prize?.what.zh ?? ""}
            maxLength={60}
          />
          <TextField
            name={`prizes.${i}.what.en`}
            label={t("whatEn")}
            defaultValue={prize?.what.en ?? ""}
            maxLength={60}
            lang="en"
          />
          <NumberField
            name={`prizes.${i}.amount`}
            label={t("amount")}
            unit={t("yuan")}
            defaultValue={prize?.amount ?? ""}
          />
          <SelectField
            name={`prizes.${i}.payer`}
            label={t("payer")}
            options={PAYERS.map((payer) => ({ value: payer, label: t(`payers.${payer}`) }))}
            empty={false}
            defaultValue={prize?.payer ?? "SUB_BRANCH"}
          />
          <CheckboxField
            name={`prizes.${i}.promotion`}
            value="yes"
            label={t("promotion")}
            defaultChecked={prize?.promotion === true}
          />
        </fieldset>
      ))}
    </div>
  );
}
