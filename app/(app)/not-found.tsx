import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/Button";
import { OneColumn, PageHead } from "@/components/ui/Page";

/** For somebody signed in the frame stays around what is not there, with its ways on. */
export default async function NotFoundInFrame() {
  const t = await getTranslations("ui.notFound");
  return (
    <OneColumn>
      <PageHead title={t("title")} />
      <p className="prose mb-5">{t("body")}</p>
      <LinkButton href="/" kind="main">
        {t("home")}
      </LinkButton>
    </OneColumn>
  );
}
