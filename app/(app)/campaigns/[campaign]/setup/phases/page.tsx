import { getLocale, getTranslations } from "next-intl/server";
import { LiveValues } from "@/components/campaigns/LiveValues";
import { PhaseTasks } from "@/components/campaigns/PhaseTasks";
import { PlanTimeline } from "@/components/campaigns/PlanTimeline";
import { Sentences } from "@/components/campaigns/Sentences";
import { SetupFoot } from "@/components/campaigns/SetupFoot";
import { SetupForm } from "@/components/campaigns/SetupForm";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { OneColumn, Section } from "@/components/ui/Page";
import { editPhasesAction } from "@/lib/campaigns/actions";
import { loadSetup } from "@/lib/campaigns/loaders";
import { dateLines } from "@/lib/campaigns/rules/dates";
import { today } from "@/lib/platform/clock";
import { pick } from "@/lib/platform/i18n/format";

export default async function PhasesPage({ params }: { params: Promise<{ campaign: string }> }) {
  const { campaign: code } = await params;
  const [setup, t, locale] = await Promise.all([loadSetup(code), getTranslations("setup.phases"), getLocale()]);
  const { document, open } = setup;
  const lines = dateLines(document);
  return (
    <OneColumn>
      <SetupHead setup={setup} step="phases" />
      <Section title={t("timeline")}>
        <PlanTimeline programme={document} today={today()} />
      </Section>
      <LiveValues>
        <SetupForm setup={setup} action={editPhasesAction}>
          <Section title={t("phases")}>
            <Sentences lines={lines.phases} editable={open} label={t("phases")} />
          </Section>
          <Section title={t("reviews")}>
            <Sentences lines={lines.reviews} editable={open} label={t("reviews")} />
          </Section>
          <Section title={t("periods")}>
            <Sentences lines={lines.periods} editable={open} label={t("periods")} />
          </Section>
          {lines.duties.length > 0 && (
            <Section title={t("duties")}>
              <Sentences lines={lines.duties} editable={open} label={t("duties")} />
            </Section>
          )}
        </SetupForm>
      </LiveValues>
      <Section
        title={t("task")}
        aside={t("tasks", { n: document.phases.reduce((n, phase) => n + phase.tasks.length, 0) })}
      >
        {document.phases.map((phase) => (
          <PhaseTasks key={phase.code} name={pick(phase.name, locale)} tasks={phase.tasks} />
        ))}
      </Section>
      <SetupFoot code={setup.campaign.code} step="phases" />
    </OneColumn>
  );
}
