import { getLocale, getTranslations } from "next-intl/server";
import { MissingList } from "@/components/campaigns/MissingList";
import { SetupFoot } from "@/components/campaigns/SetupFoot";
import { SetupForm } from "@/components/campaigns/SetupForm";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { VersionTable } from "@/components/campaigns/VersionTable";
import { Checklist } from "@/components/ui/Checklist";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { OneColumn, Section } from "@/components/ui/Page";
import { discardAction, publishAction, reviseAction } from "@/lib/campaigns/actions";
import { loadPlanVersions, loadSetup, loadUnits } from "@/lib/campaigns/loaders";
import { blockersOf } from "@/lib/campaigns/rules/readiness";
import { pick } from "@/lib/platform/i18n/format";

export default async function PublishPage({ params }: { params: Promise<{ campaign: string }> }) {
  const { campaign: code } = await params;
  const [setup, versions, units, t, common, locale] = await Promise.all([
    loadSetup(code),
    loadPlanVersions(code),
    loadUnits(code),
    getTranslations("setup.publish"),
    getTranslations("setup"),
    getLocale(),
  ]);
  const { campaign, document, open, plan, mayPublish } = setup;
  const blockers = blockersOf(setup.missing);
  const version = (plan?.version ?? 0) + 1;
  const comma = locale === "en" ? ", " : "、";
  const effects = [
    t("effectPlan", { version }),
    ...(plan
      ? []
      : [
          t("effectReviews", {
            n: document.reviews.length,
            names: document.reviews.map((review) => pick(review.name, locale)).join(comma),
          }),
          t("effectUnits", { n: units.filter((unit) => unit.takesPart).length }),
          t("effectStandards"),
        ]),
  ];
  return (
    <OneColumn>
      <SetupHead setup={setup} step="publish" />
      {open && (
        <Section title={t("checks")} aside={blockers.length > 0 ? t("missing", { n: blockers.length }) : t("ready")}>
          <MissingList items={setup.missing} code={campaign.code} />
          <Checklist
            items={setup.steps
              .filter((step) => step.state === "done")
              .map((step) => ({ state: "done", title: t("okStep", { step: common(`steps.${step.step}`) }) }))}
          />
        </Section>
      )}
      {open && mayPublish && (
        <div className="max-w-xl pt-6">
          <OfficialActDialog
            character="发"
            title={plan ? t("actVersion", { version }) : t("act")}
            meaning={blockers.length > 0 ? t("missing", { n: blockers.length }) : t("meaning")}
            missing={blockers.length > 0 ? [t("seeList")] : []}
            rows={[
              {
                term: t("ground"),
                detail: document.basis.map((line) => pick(line, locale)).join(comma) || pick(document.name, locale),
              },
              {
                term: t("effect"),
                detail: (
                  <ul>
                    {effects.map((effect) => (
                      <li key={effect}>{effect}</li>
                    ))}
                  </ul>
                ),
              },
            ]}
            reason={false}
            action={publishAction}
            version={setup.version}
            hidden={{ campaign: campaign.code }}
          />
        </div>
      )}
      {versions.length > 0 && (
        <Section title={t("versions")}>
          <VersionTable versions={versions} />
        </Section>
      )}
      {!open && mayPublish && plan && (
        <Section title={t("revise")} small>
          <p className="pb-2 text-ink-2">{t("reviseSay", { version, current: plan.version })}</p>
          <SetupForm setup={setup} action={reviseAction} allowed submit={t("revise")}>
            {null}
          </SetupForm>
        </Section>
      )}
      {open && plan && (
        <Section title={t("discard")} small>
          <p className="pb-2 text-ink-2">{t("discardSay", { current: plan.version })}</p>
          <SetupForm setup={setup} action={discardAction} submit={t("discard")}>
            {null}
          </SetupForm>
        </Section>
      )}
      <SetupFoot code={campaign.code} step="publish" />
    </OneColumn>
  );
}
