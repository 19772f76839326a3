"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/Icon";
import type { ShellCampaign, ShellGroup, ShellTab } from "./types";

const IN_CAMPAIGN = /^\/campaigns\/([^/]+)/;

/** Code of the campaign whose page is open, or that was chosen on the first page; elsewhere the one that is running. */
function useCampaign(running: string | null): string | null {
  const path = usePathname();
  const chosen = useSearchParams().get("campaign");
  const open = IN_CAMPAIGN.exec(path)?.[1];
  return open && open !== "new" ? open : path === "/" && chosen && running ? chosen : running;
}

/** The links were made for the running campaign; on a page of another one they lead to that one. */
function towards(href: string, running: string | null, campaign: string | null): string {
  return running && campaign && running !== campaign
    ? href.replace(`/campaigns/${running}`, `/campaigns/${campaign}`)
    : href;
}

/** Whether the campaign has the part that the link leads to. */
function isThere(
  link: { part?: string | null },
  campaigns: readonly ShellCampaign[],
  campaign: string | null,
): boolean {
  return !link.part || (campaigns.find(({ code }) => code === campaign)?.parts.includes(link.part) ?? false);
}

/** The link that lies deepest on the way to the open page. */
function currentOf(hrefs: readonly string[], path: string): string | undefined {
  return hrefs
    .filter((href) => href === path || (href !== "/" && path.startsWith(`${href}/`)))
    .sort((one, other) => other.length - one.length)[0];
}

/** Links to the set-up of a plan lead to its first section and stand for all of them. */
const stem = (href: string) => href.replace(/\/setup\/[^/]+$/, "/setup");

export function NavLinks({
  groups,
  campaigns,
  running,
  label,
}: {
  groups: readonly ShellGroup[];
  campaigns: readonly ShellCampaign[];
  running: string | null;
  label: string;
}) {
  const t = useTranslations("shell");
  const path = usePathname();
  const campaign = useCampaign(running);
  const shown = groups
    .map((group) => ({
      ...group,
      links: group.links
        .filter((link) => isThere(link, campaigns, campaign))
        .map((link) => ({ ...link, href: towards(link.href, running, campaign) })),
    }))
    .filter((group) => group.links.length > 0);
  const current = currentOf(
    shown.flatMap((group) => group.links.map((link) => stem(link.href))),
    path,
  );
  return (
    <nav aria-label={label}>
      {shown.map((group) => (
        <section key={group.title}>
          <h2>{group.title}</h2>
          <ul>
            {group.links.map((link) => (
              <li key={link.href}>
                <Link href={link.href} prefetch={false} aria-current={stem(link.href) === current ? "page" : undefined}>
                  {link.label}
                  {link.count !== undefined && (
                    <span className="n">
                      <span aria-hidden="true">{link.count}</span>
                      <span className="spoken">{t("count", { count: link.count })}</span>
                    </span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

export function TabLinks({
  tabs,
  campaigns,
  running,
  label,
}: {
  tabs: readonly ShellTab[];
  campaigns: readonly ShellCampaign[];
  running: string | null;
  label: string;
}) {
  const path = usePathname();
  const campaign = useCampaign(running);
  const shown = tabs
    .filter((tab) => isThere(tab, campaigns, campaign))
    .map((tab) => ({ ...tab, href: towards(tab.href, running, campaign) }));
  const current = currentOf(
    shown.map((tab) => tab.href),
    path,
  );
  return (
    <nav className="shell-tabs" aria-label={label}>
      {shown.map((tab) => (
        <Link key={tab.href} href={tab.href} prefetch={false} aria-current={tab.href === current ? "page" : undefined}>
          <Icon name={tab.icon} />
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}

/** Name of the campaign that is open, beside the name of the bank. */
export function CampaignName({ bank, campaigns }: { bank: string; campaigns: readonly ShellCampaign[] }) {
  const open = useCampaign(null);
  const campaign = campaigns.find(({ code }) => code === open);
  if (!campaign) return <b>{bank}</b>;
  return (
    <>
      <span className="bank">{bank}</span>
      <span className="slash" aria-hidden="true">
        /
      </span>
      <b>{campaign.name}</b>
    </>
  );
}
