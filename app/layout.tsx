import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { currentPreferences } from "@/lib/platform/i18n/current";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: t("title"), template: `%s · ${t("brand")}` },
    description: t("description"),
    applicationName: t("brand"),
    manifest: "/manifest.webmanifest",
    icons: { icon: { url: "/icon.svg", type: "image/svg+xml" }, apple: "/apple-icon.png" },
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#F6F4EF" },
    { media: "(prefers-color-scheme: dark)", color: "#111416" },
  ],
};

/** Without a choice of the person's own, the system's: set before the first paint, and followed while the page is open. */
const FOLLOW_SYSTEM = `(function(){var d=matchMedia("(prefers-color-scheme: dark)"),c=matchMedia("(prefers-contrast: more)"),r=document.documentElement;function s(){if(c.matches)r.dataset.theme="contrast";else if(d.matches)r.dataset.theme="dark";else delete r.dataset.theme}s();d.addEventListener("change",s);c.addEventListener("change",s)})()`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, theme, size } = await currentPreferences();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html
      lang={locale}
      data-theme={theme === "dark" || theme === "contrast" ? theme : undefined}
      data-size={size === "large" ? size : undefined}
      suppressHydrationWarning
    >
      <head>
        {theme === "system" && (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file, run under the page's nonce
          <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: FOLLOW_SYSTEM }} />
        )}
        <noscript>
          <link rel="stylesheet" href="/without-script.css" />
        </noscript>
      </head>
      <body>
        <ClientMessages also={[]}>{children}</ClientMessages>
      </body>
    </html>
  );
}
