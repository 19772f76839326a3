import Link from "next/link";
import { useTranslations } from "next-intl";
import { STEPS, type Step } from "@/lib/campaigns/rules/blanks";

const PAGES = [...STEPS, "plan", "publish"] as const;

/** The step before and the step after, so that the set-up can be walked from front to back. */
export function SetupFoot({ code, step }: { code: string; step: Step | "plan" | "publish" }) {
  const t = useTranslations("setup");
  const at = PAGES.indexOf(step);
  const before = PAGES[at - 1];
  const after = PAGES[at + 1];
  return (
    <nav className="setup-foot no-print" aria-label={t("walk")}>
      {before && (
        <Link href={`/campaigns/${code}/setup/${before}`}>{t("previous", { step: t(`steps.${before}`) })}</Link>
      )}
      {after && <Link href={`/campaigns/${code}/setup/${after}`}>{t("next", { step: t(`steps.${after}`) })}</Link>}
    </nav>
  );
}
