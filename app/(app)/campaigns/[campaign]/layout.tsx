import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ReadOnlyPart } from "@/components/ui/form/ReadOnly";
import { Notice } from "@/components/ui/Notice";
import { isInArchive } from "@/lib/campaigns/loaders";

/** In the archive every page stays, and none has a form that would change anything: the database refuses it anyway. */
export default async function CampaignLayout({
  params,
  children,
}: {
  params: Promise<{ campaign: string }>;
  children: ReactNode;
}) {
  const { campaign } = await params;
  if (!(await isInArchive(campaign))) return children;
  const t = await getTranslations("campaigns");
  return (
    <ReadOnlyPart>
      <div className="archived">
        <Notice title={t("archived.title")}>{t("archived.text")}</Notice>
      </div>
      {children}
    </ReadOnlyPart>
  );
}
