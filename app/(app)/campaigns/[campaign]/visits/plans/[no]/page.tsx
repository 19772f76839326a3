import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextAreaField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { PlanFacts } from "@/components/visits/PlanFacts";
import { Shortfalls } from "@/components/visits/Shortfalls";
import { PLAN_TONE } from "@/components/visits/tones";
import { VisitTable } from "@/components/visits/VisitTable";
import { formatInstant, pick } from "@/lib/platform/i18n/format";
import { approveVisitPlanAction, cancelVisitPlanAction } from "@/lib/visits/actions";
import { loadPlan } from "@/lib/visits/loaders/visits";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("visits"))("plans") };
}

export default async function VisitPlanPage({ params }: Props) {
  const [{ campaign, no }, locale, t, v] = await Promise.all([
    params,
    getLocale(),
    getTranslations("visits.plan"),
    getTranslations("visits"),
  ]);
  const page = await loadPlan(campaign, decodeURIComponent(no));
  const { plan } = page;
  const root = `/campaigns/${page.campaign.code}`;
  const hidden = { campaign: page.campaign.code, plan: plan.no };
  const acts = page.may.approve || page.may.cancel;
  return (
    <TwoColumn
      railLabel={v("visit.acts")}
      rail={
        acts && (
          <div className="no-print">
            {page.may.approve &&
              (page.ownPlan ? (
                <p className="text-small text-ink-2 mb-3">{t("ownPlan")}</p>
              ) : (
                <Section title={t("approve")} small>
                  <p className="text-small text-ink-2 mb-2">
                    {t(`approveNote.${plan.announced ? "ANNOUNCED" : "SEALED"}`)}
                  </p>
                  <ActionForm action={approveVisitPlanAction} hidden={hidden}>
                    <SubmitButton>{t("approve")}</SubmitButton>
                  </ActionForm>
                </Section>
              ))}
            {page.may.cancel && (
              <Disclosure summary={t("cancelOpen")}>
                <ActionForm action={cancelVisitPlanAction} hidden={hidden}>
                  <TextAreaField name="reason" label={t("cancelReason")} required maxLength={500} />
                  <SubmitButton kind="quiet">{t("cancelSubmit")}</SubmitButton>
                </ActionForm>
              </Disclosure>
            )}
          </div>
        )
      }
    >
      <PageHead
        title={plan.name}
        state={<State kind={PLAN_TONE[plan.state]}>{v(`planStates.${plan.state}`)}</State>}
        meta={[
          pick(page.campaign.name, locale),
          <span key="no" className="code">
            {plan.no}
          </span>,
          t("by", { name: plan.byName }),
          formatInstant(plan.at, locale),
        ]}
        back={{ href: `${root}/visits`, title: v("visit.back") }}
      />
      <Section title={t("facts")}>
        <PlanFacts page={page} />
      </Section>
      {page.shortfalls.length > 0 && <Shortfalls rows={page.shortfalls} />}
      <Section title={t("visits")} aside={page.visits.length}>
        <VisitTable rows={page.visits} base={root} today={page.today} caption={v("caption")} />
      </Section>
      <Section title={t("draw")}>
        {page.repeated ? <p>{t("repeated")}</p> : <Notice kind="wait" title={t("notRepeated")} />}
        <p className="text-small text-ink-2 mb-2">{t("how")}</p>
        {page.barred > 0 && <p className="text-small text-ink-2 mb-2">{t("barred", { count: page.barred })}</p>}
        <KeyValue rows={[{ term: t("seed"), detail: <span className="code break-all">{plan.seed}</span> }]} />
      </Section>
      {plan.steps.length > 0 && (
        <Section title={t("steps")}>
          <KeyValue
            rows={plan.steps.map(({ kind, reason, byName, at }) => ({
              term: t(`kinds.${kind as "APPROVED"}`),
              detail: (
                <>
                  {byName} <span className="n">{formatInstant(at, locale)}</span>
                  {reason && <span className="block text-small text-ink-2">{reason}</span>}
                </>
              ),
            }))}
          />
        </Section>
      )}
    </TwoColumn>
  );
}
