import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Here } from "@/components/inspections/offline/Here";
import { Waiting } from "@/components/inspections/queue/Waiting";
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
      campaigns={shell.campaigns.map(({ code, name, parts }) => ({ code, name: pick(name, locale), parts }))}
      running={shell.campaign?.code ?? null}
      groups={shell.groups.map((group) => ({
        title: t(`nav.groups.${group.key}` as "nav.groups.work"),
        links: group.links.map(({ key, href, part }) => ({
          href,
          label: label(key),
          part,
          ...(key === "notices" && shell.unread > 0 && { count: shell.unread }),
        })),
      }))}
      tabs={shell.tabs.map(({ key, href, icon, part }) => ({ href, label: label(key), icon, part }))}
      preferences={preferences}
      signOut="/sign-out"
      demo={shell.demo}
    >
      <Here accountId={shell.accountId} />
      <Waiting accountId={shell.accountId} />
      {children}
    </AppShell>
  );
}
