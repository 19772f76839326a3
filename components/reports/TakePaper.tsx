import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import type { Locale } from "@/lib/platform/i18n/locale";
import type { LongFile } from "@/lib/reports/loaders/documents";
import { TakeLongPaper } from "./LongPaper";

/** The files of one document, in the language chosen on the page. */
export function TakePaper({
  href,
  name,
  language,
  word = true,
  campaign = "",
  long = [],
}: {
  /** Without the query. */
  href: string;
  name: string;
  language: Locale;
  word?: boolean;
  campaign?: string;
  /** Its files, where they are made before they are taken. */
  long?: readonly LongFile[];
}) {
  const t = useTranslations("documents.page");
  if (long.length > 0)
    return <TakeLongPaper href={href} name={name} language={language} campaign={campaign} files={long} />;
  return (
    <span className="inline-flex gap-2 justify-end">
      <LinkButton size="low" href={`${href}?language=${language}&form=pdf`} document aria-label={t("getPdf", { name })}>
        {t("pdf")}
      </LinkButton>
      {word && (
        <LinkButton
          size="low"
          href={`${href}?language=${language}&form=word`}
          document
          aria-label={t("getWord", { name })}
        >
          {t("word")}
        </LinkButton>
      )}
    </span>
  );
}
