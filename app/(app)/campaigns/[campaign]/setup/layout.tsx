import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SetupSteps } from "@/components/campaigns/SetupSteps";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { may } from "@/lib/access/policy";
import { loadSetup } from "@/lib/campaigns/loaders";
import { blockersOf } from "@/lib/campaigns/rules/readiness";
import "@/components/campaigns/setup.css";

export default async function SetupLayout({
  params,
  children,
}: {
  params: Promise<{ campaign: string }>;
  children: ReactNode;
}) {
  const { campaign: code } = await params;
  const [setup, t] = await Promise.all([loadSetup(code), getTranslations("setup")]);
  const trial = await getTranslations("simulations");
  const simulates = may(setup.actor, "simulations.run", setup.campaign);
  const base = `/campaigns/${setup.campaign.code}/setup`;
  const missing = blockersOf(setup.missing).length;
  const signs = (state: "done" | "open" | "plain", n: number) =>
    state === "plain" ? null : state === "done" ? t("stepDone") : t("stepOpen", { n });
  const publish = setup.open ? (missing > 0 ? "open" : "done") : "plain";
  return (
    <div className="setup">
      <SetupSteps
        title={setup.open ? t("nav") : t("navPlan")}
        steps={[
          ...setup.steps.map(({ step, state, missing }) => ({
            step,
            href: `${base}/${step}`,
            label: t(`steps.${step}`),
            state,
            says: signs(state, missing),
          })),
          { step: "plan", href: `${base}/plan`, label: t("steps.plan"), state: "plain", says: null },
          {
            step: "publish",
            href: `${base}/publish`,
            label: t("steps.publish"),
            state: publish,
            says: signs(publish, missing),
          },
        ]}
        beside={simulates ? [{ href: `/campaigns/${setup.campaign.code}/simulation`, label: trial("link") }] : []}
      />
      <ClientMessages also={["setup", "plan"]}>{children}</ClientMessages>
    </div>
  );
}
