import Link from "next/link";
import { useTranslations } from "next-intl";
import { Checklist } from "@/components/ui/Checklist";
import { Section } from "@/components/ui/Page";
import type { PlanForPage } from "@/lib/campaigns/loaders/plan";
import { type Place, wayTo } from "@/lib/campaigns/rules/edit/places";
import type { Speaker } from "@/lib/campaigns/rules/edit/speak";
import { addressOf } from "./address";

/** Everything that keeps this document from being published, each line a way to the part it is about. */
export function PlanChecks({ plan, speaker }: { plan: PlanForPage; speaker: Speaker }) {
  const t = useTranslations();
  const { setup, issues } = plan;
  const blocking = issues.filter(({ issue }) => issue.blocks).length;
  const whereabouts = (way: readonly Place[]) =>
    way
      .slice(1)
      .map((place) => speaker.title(place))
      .join(" › ");
  return (
    <Section
      title={t("plan.page.checks")}
      aside={
        issues.length === 0
          ? t("plan.page.checksNone")
          : t("plan.page.checksSome", { n: blocking, more: issues.length - blocking })
      }
      small
      id="checks"
    >
      {issues.length === 0 ? (
        <Checklist items={[{ state: "done", title: t("plan.page.checksDone") }]} />
      ) : (
        <div className="plan-checks">
          <Checklist
            items={issues.map(({ issue, at }) => ({
              state: issue.blocks ? "blocked" : "wait",
              title: (
                <Link href={addressOf(setup.campaign.code, at)} scroll={false} prefetch={false}>
                  {t(`scoring.issues.${issue.code}` as "scoring.issues.BLANK", issue.values as never)}
                </Link>
              ),
              note: whereabouts(wayTo(setup.document, at)),
            }))}
          />
        </div>
      )}
    </Section>
  );
}
