import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/Button";
import type { Locale } from "@/lib/platform/i18n/locale";

/** The files of one document, in the language chosen on the page. */
export function TakePaper({
  href,
  name,
  language,
  word = true,
}: {
  /** Without the query. */
  href: string;
  name: string;
  language: Locale;
  word?: boolean;
}) {
  const t = useTranslations("documents.page");
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
