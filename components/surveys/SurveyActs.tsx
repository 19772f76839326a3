import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { cancelSurveyAction, closeSurveyAction, makeSurveyCardsAction } from "@/lib/surveys/actions";
import type { SurveyPage } from "@/lib/surveys/loaders/survey";

/** What the office does with a survey. */
export function SurveyActs({ page }: { page: SurveyPage }) {
  const t = useTranslations("surveys.page");
  const { may } = page;
  if (!may.makeCards && !may.close && !may.cancel) return null;
  const hidden = { campaign: page.campaign.code, survey: page.survey.no };
  return (
    <Section title={t("acts")} small>
      {may.makeCards && (
        <div className="grid gap-2 pb-3">
          <p className="text-small text-ink-2">{t("makeCards")}</p>
          <ActionForm
            action={makeSurveyCardsAction}
            hidden={{ ...hidden, of: "OUTLETS" }}
            submit={t("makeOutletCards")}
          />
          <ActionForm
            action={makeSurveyCardsAction}
            hidden={{ ...hidden, of: "PEOPLE" }}
            submit={t("makePeopleCards")}
          />
        </div>
      )}
      {may.close && (
        <div className="grid gap-2 pb-3">
          <p className="text-small text-ink-2">{t("closeText")}</p>
          <ActionForm action={closeSurveyAction} hidden={hidden} submit={t("close")} />
        </div>
      )}
      {may.cancel && (
        <Disclosure summary={t("cancel")}>
          <ActionForm action={cancelSurveyAction} hidden={hidden} submit={t("cancelSubmit")}>
            <TextField name="reason" label={t("cancelReason")} required minLength={4} maxLength={500} />
          </ActionForm>
        </Disclosure>
      )}
    </Section>
  );
}
