import { useLocale, useTranslations } from "next-intl";
import type { GrantShown } from "@/lib/access/types";
import { pick } from "@/lib/platform/i18n/format";

/** Roles with the unit each is held over. */
export function GrantList({ grants }: { grants: readonly GrantShown[] }) {
  const locale = useLocale();
  const t = useTranslations("access.accounts");
  const roles = useTranslations("home.roles");
  if (grants.length === 0) return <span className="text-ink-3">{t("noRole")}</span>;
  return (
    <ul>
      {grants.map((grant) => (
        <li key={grant.id}>{t("grant", { role: roles(grant.role), unit: pick(grant.unit.name, locale) })}</li>
      ))}
    </ul>
  );
}
