import { getLocale, getTranslations } from "next-intl/server";
import { loadAccounts, loadAudit } from "@/lib/access/loaders/administration";
import { type ListTable, LONGEST_LIST, type Search } from "@/lib/lists/types";
import { formatInstant, pick } from "@/lib/platform/i18n/format";
import { columnsOf } from "./columns";

/** Lists of the installation, for those who administer it and those who audit it. */

export async function accounts(_: string, search: Search): Promise<ListTable> {
  const list = await loadAccounts(search, LONGEST_LIST);
  const t = await getTranslations("access.accounts");
  const roles = await getTranslations("home.roles");
  const locale = await getLocale();
  return {
    title: t("title"),
    campaign: null,
    columns: await columnsOf(["username", "name", "roles", "lastSeen", "state"]),
    rows: list.accounts.map((account) => [
      account.username,
      account.displayName,
      account.grants
        .map(({ role, unit }) => t("grant", { role: roles(role), unit: pick(unit.name, locale) }))
        .join("\n"),
      account.lastSeenAt ? formatInstant(account.lastSeenAt, locale, { year: true }) : t("never"),
      t(account.disabled ? "disabled" : "enabled"),
    ]),
    total: list.total,
  };
}

export async function audit(_: string, search: Search): Promise<ListTable> {
  const page = await loadAudit(search, LONGEST_LIST);
  const t = await getTranslations("access.audit");
  const locale = await getLocale();
  const named = (action: string) => {
    const key = `actions.${action.replace(".", "-")}` as "actions.access-signIn";
    return t.has(key) ? t(key) : action;
  };
  return {
    title: t("title"),
    campaign: null,
    columns: await columnsOf(["at", "actor", "via", "action", "code", "outcome", "subject", "source", "detail"]),
    rows: page.entries.map((entry) => [
      formatInstant(entry.at, locale, { year: true, seconds: true }),
      entry.actorName || t("unknown"),
      entry.via === "SESSION" ? null : t(`via.${entry.via}` as "via.TOKEN"),
      named(entry.action),
      entry.action,
      t(`outcomes.${entry.outcome}` as "outcomes.DONE"),
      entry.subject,
      entry.source,
      entry.detail.map(({ key, value }) => `${key} ${value}`).join("\n"),
    ]),
    total: page.total,
  };
}
