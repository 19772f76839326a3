import type { ReactNode } from "react";
import { AloneShell } from "@/components/shell/AloneShell";
import { currentPreferences } from "@/lib/platform/i18n/current";

export default async function OpenLayout({ children }: { children: ReactNode }) {
  return <AloneShell preferences={await currentPreferences()}>{children}</AloneShell>;
}
