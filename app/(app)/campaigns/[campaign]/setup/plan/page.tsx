import { getLocale, getTranslations } from "next-intl/server";
import { ExampleBox } from "@/components/campaigns/plan/ExampleBox";
import { HistoryStrip } from "@/components/campaigns/plan/HistoryStrip";
import { AddForm, PartPanel } from "@/components/campaigns/plan/PartPanel";
import { PlanChecks } from "@/components/campaigns/plan/PlanChecks";
import { PlanTree } from "@/components/campaigns/plan/PlanTree";
import { PlanWays } from "@/components/campaigns/plan/PlanWays";
import { PlanWords } from "@/components/campaigns/plan/PlanWords";
import { SetupFoot } from "@/components/campaigns/SetupFoot";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { TwoColumn } from "@/components/ui/Page";
import { loadPlan } from "@/lib/campaigns/loaders/plan";
import { exampleOf } from "@/lib/campaigns/rules/edit/example";
import { Speaker, type Words } from "@/lib/campaigns/rules/edit/speak";
import "@/components/campaigns/plan/plan.css";

export default async function PlanPage({
  params,
  searchParams,
}: {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [{ campaign: code }, query] = await Promise.all([params, searchParams]);
  const asked = typeof query.at === "string" ? query.at : "";
  const [plan, t, locale] = await Promise.all([loadPlan(code, asked), getTranslations("plan"), getLocale()]);
  const { setup, way, history } = plan;
  const { document } = setup;
  const words = t as unknown as Words;
  const speaker = new Speaker(document, locale, words);
  const at = way.at(-1)!.at;
  const typed = Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) =>
      /^[xocn]\d{1,2}$/.test(key) && typeof value === "string" ? [[key, value]] : [],
    ),
  );
  const example = exampleOf(document, way, typed);
  const open = new Map<string, number>();
  for (const issue of plan.issues) if (issue.issue.blocks) open.set(issue.at, (open.get(issue.at) ?? 0) + 1);
  const missing = [...open.values()].reduce((sum, n) => sum + n, 0);
  return (
    <div className="plan-desk">
      <TwoColumn
        railLabel={t("page.rail")}
        rail={
          <>
            {setup.open && <HistoryStrip setup={setup} history={history} at={at} missing={missing} />}
            <PartPanel setup={setup} way={way} speaker={speaker} />
            {example && (
              <ExampleBox
                key={at}
                example={example}
                programme={document}
                speaker={speaker}
                at={at}
                name={speaker.title(way.at(-1)!)}
              />
            )}
            <PlanChecks plan={plan} speaker={speaker} />
          </>
        }
      >
        <SetupHead setup={setup} step="plan" />
        <PlanWays setup={setup} />
        <PlanTree
          programme={document}
          code={setup.campaign.code}
          chosen={at}
          open={open}
          speaker={speaker}
          t={words}
          add={setup.open ? (slot) => <AddForm setup={setup} slot={slot} speaker={speaker} /> : undefined}
        />
        <PlanWords speaker={speaker} />
        <SetupFoot code={setup.campaign.code} step="plan" />
      </TwoColumn>
    </div>
  );
}
