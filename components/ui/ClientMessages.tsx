import { type Messages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/**
 * Hands further namespaces to the client components inside it. The layout gives every page `ui` and `shell`; what only
 * one page's client part says travels only with that page.
 */
export async function ClientMessages({ also, children }: { also: readonly (keyof Messages)[]; children: ReactNode }) {
  const messages = await getMessages();
  const chosen = Object.fromEntries((["ui", "shell", ...also] as const).map((name) => [name, messages[name]]));
  return <NextIntlClientProvider messages={chosen}>{children}</NextIntlClientProvider>;
}
