import { getTranslations } from "next-intl/server";
import { AloneShell } from "@/components/shell/AloneShell";
import { LinkButton } from "@/components/ui/Button";
import { PageHead } from "@/components/ui/Page";
import { currentPreferences } from "@/lib/platform/i18n/current";

/** The same words for what is not there and for what one may not see, so that addresses tell nothing. */
export default async function NotFound() {
  const t = await getTranslations("ui.notFound");
  return (
    <AloneShell preferences={await currentPreferences()}>
      <PageHead title={t("title")} />
      <p className="prose mb-5">{t("body")}</p>
      <LinkButton href="/" kind="main">
        {t("home")}
      </LinkButton>
    </AloneShell>
  );
}
