import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/Notice";
import { PageHead } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import type { SetupForPage } from "@/lib/campaigns/loaders";
import type { Step } from "@/lib/campaigns/rules/blanks";
import { formatInstant, pick } from "@/lib/platform/i18n/format";
import { MissingList } from "./MissingList";

/** Head of every step: what it is, in which state the document stands, what is still missing here. */
export function SetupHead({
  setup,
  step,
  beside = false,
}: {
  setup: SetupForPage;
  step: Step | "plan" | "publish" /** Not part of the frozen text. */;
  beside?: boolean;
}) {
  const t = useTranslations("setup");
  const locale = useLocale();
  const { campaign, plan, open, mayEdit } = setup;
  const version = (plan?.version ?? 0) + 1;
  const here = setup.missing.filter((item) => item.step === step);
  const meta: ReactNode[] = [
    open
      ? t("metaSaved", { at: formatInstant(setup.updatedAt, locale) })
      : plan && t("metaPublished", { at: formatInstant(plan.publishedAt, locale) }),
    open ? t("metaFreeze") : plan && <span className="code">{t("metaHash", { hash: plan.hash.slice(0, 12) })}</span>,
  ];
  return (
    <>
      <PageHead
        title={t(`steps.${step}`)}
        state={
          open ? (
            <State kind="draft">{plan ? t("stateRevision", { version }) : t("stateDraft")}</State>
          ) : (
            <State kind="frozen">{t("statePlan", { version: plan?.version ?? 1 })}</State>
          )
        }
        meta={meta}
        back={{ href: `/campaigns/${campaign.code}`, title: pick(campaign.name, locale) }}
      />
      {!open && mayEdit && step !== "publish" && (
        <Notice kind="info">{beside ? t("beside") : t("readOnly", { version: plan?.version ?? 1 })}</Notice>
      )}
      {here.length > 0 && step !== "publish" && step !== "plan" && (
        <MissingList items={here} code={campaign.code} linked={false} />
      )}
    </>
  );
}
