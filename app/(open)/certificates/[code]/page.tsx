import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { PageHead } from "@/components/ui/Page";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import { loadVerification } from "@/lib/reports/loaders/certificates";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("documents.verify"))("title"), robots: { index: false, follow: false } };
}

/** Whoever holds a certificate in their hands may ask whether it is real; nothing else is answered. */
export default async function CertificatePage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const [verification, t, locale] = await Promise.all([
    loadVerification(decodeURIComponent(code)),
    getTranslations("documents.verify"),
    getLocale(),
  ]);
  if (verification.state === "BUSY") {
    return (
      <>
        <PageHead title={t("title")} />
        <Notice kind="wait">{t("busy")}</Notice>
      </>
    );
  }
  const { found } = verification;
  return (
    <>
      <PageHead title={t("title")} />
      {found === null ? (
        <Notice kind="blocked" title={t("unknown")}>
          {t("unknownText")}
        </Notice>
      ) : (
        <>
          <Notice kind={found.valid ? "done" : "blocked"} title={t(found.valid ? "valid" : "invalid")}>
            {t(found.valid ? "validText" : "invalidText")}
          </Notice>
          <KeyValue
            rows={[
              { term: t("recipient"), detail: pick(found.recipient, locale) },
              { term: t("award"), detail: pick(found.award, locale) },
              { term: t("campaign"), detail: pick(found.campaign, locale) },
              { term: t("day"), detail: formatDay(found.awardedOn, locale, { year: true }) },
            ]}
          />
        </>
      )}
    </>
  );
}
