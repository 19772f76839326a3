import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { LetterBody } from "@/components/notices/LetterBody";
import { MarkRead } from "@/components/notices/MarkRead";
import { noticeWords } from "@/components/notices/words";
import { LinkButton } from "@/components/ui/Button";
import { OneColumn, PageHead } from "@/components/ui/Page";
import { loadNotice } from "@/lib/notices/loaders/notices";
import { formatInstant, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ notice: string }>;
}

/** The title says nothing of what is in it: it stands in the history of a browser. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notices"))("title") };
}

export default async function NoticePage({ params }: Props) {
  const [{ notice: key }, locale, t] = await Promise.all([params, getLocale(), getTranslations("notices")]);
  const { notice, letter } = await loadNotice(decodeURIComponent(key));
  const words = noticeWords(notice, t, locale);
  return (
    <OneColumn>
      <PageHead
        title={words.title}
        meta={[words.label, pick(notice.campaign.name, locale), formatInstant(notice.at, locale, { year: true })]}
        back={{ href: "/notices", title: t("back") }}
      />
      {letter ? <LetterBody letter={letter} /> : <p className="mb-4">{words.text}</p>}
      {notice.href && (
        <LinkButton kind="main" href={notice.href}>
          {words.go}
        </LinkButton>
      )}
      {!notice.read && <MarkRead notice={notice.key} />}
    </OneColumn>
  );
}
