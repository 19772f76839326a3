import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { LetterForm } from "@/components/notices/LetterForm";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { loadNewLetter } from "@/lib/notices/loaders/letters";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notices.new"))("title") };
}

export default async function NewLetter({ params }: Props) {
  const [{ campaign }, locale, t] = await Promise.all([params, getLocale(), getTranslations("notices.new")]);
  const page = await loadNewLetter(campaign);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[pick(page.campaign.name, locale)]}
        back={{ href: `/campaigns/${page.campaign.code}/letters`, title: t("back") }}
      />
      <Sentence>{t("lead")}</Sentence>
      <div className="max-w-[46rem]">
        <ClientMessages also={["complaints"]}>
          <LetterForm page={page} />
        </ClientMessages>
      </div>
    </OneColumn>
  );
}
