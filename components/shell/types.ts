import type { IconName } from "@/components/ui/Icon";

export interface ShellLink {
  href: string;
  label: string;
  /** What waits there. */
  count?: number;
}

export interface ShellGroup {
  title: string;
  links: readonly ShellLink[];
}

export interface ShellTab {
  href: string;
  label: string;
  icon: IconName;
}
