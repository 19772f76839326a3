import { getLocale, getTranslations } from "next-intl/server";
import { BringFile } from "@/components/campaigns/plan/BringFile";
import { DiffList } from "@/components/campaigns/plan/DiffList";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { LinkButton } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Notice } from "@/components/ui/Notice";
import { OneColumn, Section } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { bringPlanAction, leavePlanAction, takePlanAction } from "@/lib/campaigns/actions";
import { loadImport } from "@/lib/campaigns/loaders/plan";
import { formatInstant, pick } from "@/lib/platform/i18n/format";
import "@/components/campaigns/plan/plan.css";

export default async function ImportPage({ params }: { params: Promise<{ campaign: string }> }) {
  const { campaign: code } = await params;
  const [{ setup, brought }, t, diff, locale] = await Promise.all([
    loadImport(code),
    getTranslations("plan.bring"),
    getTranslations("plan.diff"),
    getLocale(),
  ]);
  const hidden = { campaign: setup.campaign.code };
  return (
    <OneColumn>
      <SetupHead setup={setup} step="plan" />
      {brought && (
        <Section
          title={t("waiting", { name: pick(brought.programme.name, locale) })}
          aside={t("at", { at: formatInstant(brought.at, locale) })}
        >
          <DiffList before={setup.document} after={brought.programme} />
          <div className="plan-decide">
            <ActionForm
              key={`take ${brought.id}`}
              action={takePlanAction}
              version={setup.version}
              hidden={{ ...hidden, import: brought.id }}
            >
              <SubmitButton>{t("take")}</SubmitButton>
            </ActionForm>
            <ActionForm
              key={`leave ${brought.id}`}
              action={leavePlanAction}
              version={setup.version}
              hidden={{ ...hidden, import: brought.id }}
            >
              <SubmitButton kind="quiet">{t("leave")}</SubmitButton>
            </ActionForm>
          </div>
        </Section>
      )}
      <Section
        title={brought ? t("again") : t("title")}
        actions={
          <LinkButton size="low" href={`/campaigns/${setup.campaign.code}/setup/plan`}>
            {diff("back")}
          </LinkButton>
        }
      >
        {setup.open ? (
          <>
            <p className="pb-3 text-ink-2">{t("say")}</p>
            <ActionForm
              key={brought?.id ?? "none"}
              action={bringPlanAction}
              version={setup.version}
              hidden={hidden}
              afterDone="keep"
              submit={t("read")}
            >
              <BringFile />
            </ActionForm>
          </>
        ) : (
          <Notice kind="info">{t("closed")}</Notice>
        )}
      </Section>
    </OneColumn>
  );
}
