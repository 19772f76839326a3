import { useLocale, useTranslations } from "next-intl";
import { MissingList } from "@/components/campaigns/MissingList";
import { Notice } from "@/components/ui/Notice";
import { Section } from "@/components/ui/Page";
import type { Refusal } from "@/lib/kernel/result";
import { pick } from "@/lib/platform/i18n/format";
import { DRAWS } from "@/lib/simulations/schema";
import type { Incomplete } from "@/lib/simulations/types";

const KNOWN = ["NO_SUCH_REVIEW", "PLAN_REFERENCE", "FACTS_REFERENCE", "DRAWS"] as const;

/** Why nothing was computed; the gaps of a plan one by one, each leading to its place. */
export function Refused({ refusals, incomplete }: { refusals: readonly Refusal[]; incomplete: Incomplete | null }) {
  const t = useTranslations("simulations");
  const common = useTranslations("access.refusals");
  const locale = useLocale();
  const reference = incomplete?.plan.reference;
  return (
    <>
      <Notice kind="blocked" title={t("refusedTitle")}>
        {incomplete
          ? t("incomplete", { plan: pick(incomplete.plan.name, locale), n: incomplete.missing.length })
          : refusals.map(({ code }) => {
              const known = KNOWN.find((one) => one === code);
              return (
                <p key={code}>
                  {known ? t(`refusals.${known}`, { least: DRAWS.least, most: DRAWS.most }) : common("INVALID")}
                </p>
              );
            })}
      </Notice>
      {incomplete && (
        <Section title={t("gaps")} small>
          <MissingList
            items={incomplete.missing}
            code={reference && reference.kind !== "PROGRAMME" ? reference.campaign : ""}
            linked={incomplete.linked}
          />
        </Section>
      )}
    </>
  );
}
