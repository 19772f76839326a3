import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { pick } from "@/lib/platform/i18n/format";
import { loadCards } from "@/lib/surveys/loaders/cards";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("surveys.cards"))("title") };
}

/** Cards to print, in both languages whatever the reader's, because customers read them. */
export default async function SurveyCards({ params }: Props) {
  const [{ campaign, no }, locale, t, zh, en] = await Promise.all([
    params,
    getLocale(),
    getTranslations("surveys.cards"),
    getTranslations({ locale: "zh-CN", namespace: "surveys.cards" }),
    getTranslations({ locale: "en", namespace: "surveys.cards" }),
  ]);
  const page = await loadCards(campaign, no);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[page.survey.no, page.cards.length]}
        back={{
          href: `/campaigns/${page.campaign.code}/surveys/${page.survey.no}`,
          title: pick(page.survey.name, locale),
        }}
      />
      {page.cards.length === 0 ? (
        <EmptyState>{t("none")}</EmptyState>
      ) : (
        <>
          <Sentence>{t("print")}</Sentence>
          <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 print:grid-cols-3">
            {page.cards.map((card) => (
              <li key={card.code} className="break-inside-avoid border border-rule p-4 text-center">
                <b className="block" lang="zh-CN">
                  {card.unit.zh}
                </b>
                <span className="block text-small" lang="en">
                  {card.unit.en}
                </span>
                {card.person && (
                  <span className="block pt-1">
                    <span lang="zh-CN">{zh("served", { name: card.person.zh })}</span>
                    <span className="block text-small" lang="en">
                      {en("served", { name: card.person.en })}
                    </span>
                  </span>
                )}
                {/** biome-ignore lint/performance/noImgElement: a drawing in the page itself, nothing to load */}
                <img
                  src={`data:image/svg+xml,${encodeURIComponent(card.svg)}`}
                  alt={card.address}
                  width={148}
                  height={148}
                  className="mx-auto my-2 bg-white"
                />
                <span className="block" lang="zh-CN">
                  {zh("ask")}
                </span>
                <span className="block text-small" lang="en">
                  {en("ask")}
                </span>
                <code className="block pt-1 text-note break-all">{card.address}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </OneColumn>
  );
}
