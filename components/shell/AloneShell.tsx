import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Menu } from "@/components/ui/Menu";
import type { Preferences } from "@/lib/platform/i18n/preferences";
import { PreferenceForm } from "./PreferenceForm";

/** One narrow sheet without navigation: signing in, setting a password, a customer's form, a page that is not there. */
export function AloneShell({ preferences, children }: { preferences?: Preferences; children: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <div className="alone">
      <header className="alone-top">
        <Link href="/" className="brand">
          {t("brand")}
        </Link>
        {preferences && (
          <Menu summary={`${t("language")} / ${t("theme")}`}>
            <PreferenceForm preferences={preferences} />
          </Menu>
        )}
      </header>
      <main id="content" className="alone-sheet">
        {children}
      </main>
    </div>
  );
}
