import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/AppShell";
import { loadShell } from "@/lib/home/loaders";
import { currentPreferences } from "@/lib/platform/i18n/current";
import { pick } from "@/lib/platform/i18n/format";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const [shell, t, locale, preferences] = await Promise.all([
    loadShell(),
    getTranslations("home"),
    getLocale(),
    currentPreferences(),
  ]);
  const label = (key: string) => t(`nav.${key}` as "nav.today");
  return (
    <AppShell
      actor={{
        name: pick(shell.name, locale),
        roleName: shell.role ? t(`roles.${shell.role}`) : "",
        unitName: pick(shell.unit, locale),
      }}
      place={{ bank: pick(shell.bank, locale) }}
      campaigns={shell.campaigns.map(({ code, name }) => ({ code, name: pick(name, locale) }))}
      running={shell.campaign?.code ?? null}
      groups={shell.groups.map((group) => ({
        title: t(`nav.groups.${group.key}` as "nav.groups.work"),
        links: group.links.map((link) => ({ href: link.href, label: label(link.key) })),
      }))}
      tabs={shell.tabs.map((tab) => ({ href: tab.href, label: label(tab.key), icon: tab.icon }))}
      preferences={preferences}
      signOut="/sign-out"
      demo={shell.demo}
    >
      {children}
    </AppShell>
  );
}
