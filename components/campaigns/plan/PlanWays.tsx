import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import type { SetupForPage } from "@/lib/campaigns/loaders";

/** Out of the tree: compare versions, take the document along, bring one in. */
export function PlanWays({ setup }: { setup: SetupForPage }) {
  const t = useTranslations("plan.page");
  const here = `/campaigns/${setup.campaign.code}/setup/plan`;
  return (
    <nav className="plan-ways no-print" aria-label={t("ways")}>
      {setup.plan && (
        <LinkButton size="low" href={`${here}/compare`}>
          {t("compare")}
        </LinkButton>
      )}
      <LinkButton size="low" href={`${here}/document`} document download>
        {t("export")}
      </LinkButton>
      {setup.open && (
        <LinkButton size="low" href={`${here}/import`}>
          {t("import")}
        </LinkButton>
      )}
    </nav>
  );
}
