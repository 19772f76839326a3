import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ContentImport } from "@/components/standards/ContentImport";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { Notice } from "@/components/ui/Notice";
import { OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { formatBytes, pick } from "@/lib/platform/i18n/format";
import { SHEET_LIMITS } from "@/lib/platform/sheet/types";
import { loadStandardPage } from "@/lib/standards/loaders";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("standards"))("import.title") };
}

export default async function ImportStandard({ params }: Props) {
  const { code } = await params;
  const [{ edition, mayEdit }, locale, t] = await Promise.all([
    loadStandardPage(decodeURIComponent(code)),
    getLocale(),
    getTranslations("standards"),
  ]);
  if (!mayEdit) notFound();
  const { version } = edition;
  const into = edition.frozenAt === null ? version : version + 1;
  return (
    <OneColumn>
      <PageHead
        title={t("import.title")}
        back={{ href: `/standards/${edition.code}?version=${version}`, title: pick(edition.name, locale) }}
        meta={[pick(edition.name, locale), t("version", { version })]}
      />
      <Sentence>{t("import.lead", { version, into })}</Sentence>
      <Notice>{t(into === version ? "import.intoDraft" : "import.intoNext", { version, into })}</Notice>
      <Section title={t("import.file")}>
        <ClientMessages also={["standards"]}>
          <ContentImport code={edition.code} limit={formatBytes(SHEET_LIMITS.bytes)} />
        </ClientMessages>
      </Section>
    </OneColumn>
  );
}
