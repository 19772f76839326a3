import { useLocale, useTranslations } from "next-intl";
import { Said } from "@/components/reviews/Said";
import { DateField, NumberField, TextField } from "@/components/ui/form/inputs";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import type { FormAction } from "@/lib/kernel/form";
import { pick } from "@/lib/platform/i18n/format";
import {
  acknowledgePenaltyAction,
  executePenaltyAction,
  handOverPenaltyAction,
  notifyPenaltyAction,
  receivePenaltyAction,
  recordPenaltyAction,
  repayPenaltyAction,
} from "@/lib/settlement/actions";
import type { PenaltyLine } from "@/lib/settlement/loaders/statement";
import type { PenaltyAct } from "@/lib/settlement/types";
import { money } from "./yuan";

const ACTIONS: Readonly<Record<PenaltyAct, FormAction>> = {
  NOTIFIED: notifyPenaltyAction,
  ACKNOWLEDGED: acknowledgePenaltyAction,
  EXECUTED: executePenaltyAction,
  HANDED_OVER: handOverPenaltyAction,
  RECEIVED: receivePenaltyAction,
  RECORDED: recordPenaltyAction,
  REPAID: repayPenaltyAction,
};

/** What can be done about a penalty now: one sheet an act. */
export function PenaltyActs({ line, campaign }: { line: PenaltyLine; campaign: string }) {
  const t = useTranslations("settlement.act");
  const locale = useLocale();
  if (line.possible.length === 0) return null;
  return (
    <div className="no-print flex flex-wrap gap-2 pt-2">
      {line.possible.map((act) => (
        <OfficialActDialog
          key={act}
          compact
          character={t(`${act}.character`)}
          title={t(`${act}.title`)}
          meaning={t(`${act}.meaning`)}
          rows={[
            { term: t("what"), detail: pick(line.what, locale) },
            ...(line.because[0] ? [{ term: t("ground"), detail: <Said say={line.because[0]} /> }] : []),
            ...(line.isFine && (act === "EXECUTED" || act === "REPAID")
              ? [{ term: t("balance"), detail: money(Math.abs(line.balanceMinor), locale) }]
              : []),
          ]}
          reason={false}
          action={ACTIONS[act]}
          hidden={{ campaign, decision: line.decision }}
        >
          {act !== "NOTIFIED" && act !== "ACKNOWLEDGED" && (
            <TextField
              name="reference"
              label={t(act === "RECORDED" || act === "HANDED_OVER" || act === "RECEIVED" ? "file" : "reference")}
              required
              maxLength={120}
            />
          )}
          {act !== "ACKNOWLEDGED" && <DateField name="on" label={t("on")} hint={t("onHint")} />}
          {act === "NOTIFIED" && <NumberField name="days" label={t("days")} hint={t("daysHint")} whole />}
          <TextField
            name="note"
            label={t(act === "HANDED_OVER" ? "noteRequired" : "note")}
            required={act === "HANDED_OVER"}
            maxLength={500}
          />
        </OfficialActDialog>
      ))}
    </div>
  );
}
