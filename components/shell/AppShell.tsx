import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/Icon";
import { Menu } from "@/components/ui/Menu";
import type { Preferences } from "@/lib/platform/i18n/preferences";
import { CampaignName, NavLinks, TabLinks } from "./NavLinks";
import { PreferenceForm } from "./PreferenceForm";
import type { ShellCampaign, ShellGroup, ShellTab } from "./types";

export interface ShellProps {
  actor: { name: string; roleName: string; unitName: string };
  /** Where I am: the bank; the name of an open campaign stands beside it. */
  place: { bank: string };
  campaigns: readonly ShellCampaign[];
  /** Code of the campaign that the links of groups and tabs were made for. */
  running: string | null;
  groups: readonly ShellGroup[];
  /** At most five; shown on phones only. */
  tabs: readonly ShellTab[];
  preferences: Preferences;
  /** Server action, or address that takes a POST. */
  signOut: string | ((data: FormData) => void | Promise<void>);
  searchHref?: string;
  homeHref?: string;
  /** Demonstration data: says so, and from which day its clock runs. */
  demo?: boolean;
  children: ReactNode;
}

/** The frame of every signed-in page. It shows what it is given; which links a person gets is decided by the caller. */
export function AppShell({
  actor,
  place,
  campaigns,
  running,
  groups,
  tabs,
  preferences,
  signOut,
  searchHref = "/search",
  homeHref = "/",
  demo = false,
  children,
}: ShellProps) {
  const t = useTranslations("shell");
  const me = t("me", { name: actor.name, role: actor.roleName });
  const settings = (
    <div className="prefs">
      <p className="who">
        {me}
        <span>{t("unit", { unit: actor.unitName })}</span>
      </p>
      <PreferenceForm preferences={preferences} />
      <form action={signOut} method={typeof signOut === "string" ? "post" : undefined}>
        <button type="submit" className="btn fill">
          {t("signOut")}
        </button>
      </form>
    </div>
  );
  return (
    <div className="shell">
      <a href="#content" className="shell-skip">
        {t("skip")}
      </a>
      {demo && <p className="shell-demo">{t("demo")}</p>}
      <header className="shell-top">
        <Link href={homeHref} className="brand">
          {t("brand")}
        </Link>
        <span className="shell-where">
          <CampaignName bank={place.bank} campaigns={campaigns} />
        </span>
        <span className="shell-end">
          <Link href={searchHref} className="shell-find" aria-label={t("searchLabel")}>
            <Icon name="search" />
            <span aria-hidden="true">{t("search")}</span>
          </Link>
          <span className="shell-me">
            <Menu summary={me}>{settings}</Menu>
          </span>
          <span className="shell-menu">
            <Menu
              summary={
                <>
                  <Icon name="menu" />
                  {t("contents")}
                </>
              }
            >
              <NavLinks groups={groups} campaigns={campaigns} running={running} label={t("mainNavigation")} />
              {settings}
            </Menu>
          </span>
        </span>
      </header>
      <div className="shell-nav">
        <NavLinks groups={groups} campaigns={campaigns} running={running} label={t("mainNavigation")} />
      </div>
      <main id="content" className="shell-body" tabIndex={-1}>
        {children}
      </main>
      {tabs.length > 0 && <TabLinks tabs={tabs} campaigns={campaigns} running={running} label={t("quickNavigation")} />}
    </div>
  );
}
