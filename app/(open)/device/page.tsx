import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeviceList } from "@/components/inspections/offline/DeviceList";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { PageHead } from "@/components/ui/Page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("device"))("title") };
}

/** What lies on this device. It asks the server for nothing, so that it opens without a line and without a session. */
export default async function DevicePage() {
  const t = await getTranslations("device");
  return (
    <ClientMessages also={["device"]}>
      <PageHead title={t("title")} />
      <p className="text-ink-2">{t("lead")}</p>
      <DeviceList />
    </ClientMessages>
  );
}
