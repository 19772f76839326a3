import type { IconName } from "@/components/ui/Icon";

export interface ShellLink {
  href: string;
  label: string;
  /** What waits there. */
  count?: number;
  /** Part of a campaign that not every campaign has. */
  part?: string | null;
}

export interface ShellGroup {
  title: string;
  links: readonly ShellLink[];
}

export interface ShellTab {
  href: string;
  label: string;
  icon: IconName;
  part?: string | null;
}

/** A campaign with the parts that its programme has. */
export interface ShellCampaign {
  code: string;
  name: string;
  parts: readonly string[];
}
