import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ExportLink } from "@/components/lists/ExportLink";
import { LetterTable } from "@/components/notices/LetterTable";
import { LinkButton } from "@/components/ui/Button";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { loadLetters } from "@/lib/notices/loaders/letters";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notices.letters"))("title") };
}

export default async function Letters({ params }: Props) {
  const [{ campaign }, locale, t] = await Promise.all([params, getLocale(), getTranslations("notices.letters")]);
  const page = await loadLetters(campaign);
  const base = `/campaigns/${page.campaign.code}/letters`;
  const write = page.maySend && (
    <LinkButton kind="main" href={`${base}/new`}>
      {t("new")}
    </LinkButton>
  );
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale)]}
        actions={
          <>
            <ExportLink list="letters" campaign={page.campaign.code} />
            {write}
          </>
        }
      />
      <Sentence>{t("lead")}</Sentence>
      {page.rows.length === 0 ? <EmptyState>{t("empty")}</EmptyState> : <LetterTable rows={page.rows} base={base} />}
    </OneColumn>
  );
}
