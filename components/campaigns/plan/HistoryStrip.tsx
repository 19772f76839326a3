import { useLocale, useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { redoPlanAction, undoPlanAction } from "@/lib/campaigns/actions";
import type { SetupForPage } from "@/lib/campaigns/loaders";
import type { HistoryForPage } from "@/lib/campaigns/loaders/plan";
import type { DraftChange } from "@/lib/campaigns/types";
import type { FormAction } from "@/lib/kernel/form";
import { formatInstant, pick } from "@/lib/platform/i18n/format";

/** The last change with who made it, and the way back and forth. Kept by the server: a reload loses nothing. */
export function HistoryStrip({
  setup,
  history,
  at,
  missing,
}: {
  setup: SetupForPage;
  history: HistoryForPage;
  at: string;
  missing: number;
}) {
  const t = useTranslations("plan");
  const locale = useLocale();
  const said = (change: DraftChange) =>
    t(`changes.${change.act}` as "changes.add", {
      name: change.name ? pick(change.name, locale) : t("types.programme"),
    });
  const { undo, redo } = history;
  const step = (action: FormAction, words: string, what: string | null) => (
    <ActionForm
      key={`${words} ${setup.version}`}
      action={action}
      version={setup.version}
      hidden={{ campaign: setup.campaign.code, at }}
      layout="row"
    >
      {what !== null && (
        <SubmitButton kind="quiet" size="low">
          {words}
          <span className="spoken"> {what}</span>
        </SubmitButton>
      )}
    </ActionForm>
  );
  return (
    <div className="plan-history">
      <p role="status">
        {undo
          ? t("page.last", { what: said(undo.change), who: undo.byName, at: formatInstant(undo.at, locale) })
          : t("page.nothingChanged")}
      </p>
      <div className="steps">
        {step(undoPlanAction, t("page.undo"), undo && said(undo.change))}
        {step(redoPlanAction, t("page.redo"), redo && said(redo.change))}
        <a href="#checks" className={missing > 0 ? "wait" : "ok"}>
          {t("page.checksLink", { n: missing })}
        </a>
      </div>
    </div>
  );
}
