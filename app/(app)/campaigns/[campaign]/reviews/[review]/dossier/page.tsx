import "@/components/dossiers/dossiers.css";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DossierMaking } from "@/components/dossiers/DossierMaking";
import { SealChain } from "@/components/dossiers/SealChain";
import { LinkButton } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { loadDossier } from "@/lib/dossiers/loaders";
import { formatInstant, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string; review: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("dossiers"))("title") };
}

/** The day somebody has to defend a number: what can be handed to them, and what they need for it. */
export default async function DossierPage({ params }: Props) {
  const { campaign, review } = await params;
  const view = await loadDossier(decodeURIComponent(campaign), decodeURIComponent(review));
  const t = await getTranslations("dossiers");
  // The names of the parts are data of the room's list; a test says that each has its sentence.
  const parts = (await getTranslations("dossiers.zip.parts")) as unknown as (part: string) => string;
  const locale = await getLocale();
  const room = `/campaigns/${view.campaign.code}/reviews/${view.review.code}`;
  const { result } = view;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        back={{ href: room, title: pick(view.review.name, locale) }}
        meta={[result && t("sealedAt", { at: formatInstant(result.computedAt, locale), seq: result.seq })]}
      />
      <Sentence>{t("lead")}</Sentence>
      {view.chain.some(({ agrees }) => !agrees) && (
        <Notice kind="blocked" title={t("chain.brokenTitle")}>
          {t("chain.brokenText")}
        </Notice>
      )}
      {result === null ? (
        <EmptyState>{t("noResult")}</EmptyState>
      ) : (
        <>
          <p className="dossier-seal text-small text-ink-2">
            {t("seal")} <code>{result.seal}</code>
          </p>
          <Section title={t("make.title")}>
            <DossierMaking view={view} base={`${room}/dossier`} />
          </Section>
          <Section title={t("contents")} aside={t("contentsAside")}>
            <ul className="dossier-parts">
              {view.parts.map((part) => (
                <li key={part}>{parts(part)}</li>
              ))}
            </ul>
          </Section>
          <Section title={t("verify.title")}>
            <p>{t("verify.node")}</p>
            <pre className="dossier-command">
              <code>{`node ${view.folder}/verify.mjs ${view.folder}`}</code>
            </pre>
            <p>{t("verify.browser")}</p>
            <p className="py-3">
              <LinkButton href="/verify" document target="_blank" rel="noopener">
                {t("verify.page")}
              </LinkButton>
            </p>
            <p className="text-small text-ink-3">{t("verify.also")}</p>
          </Section>
        </>
      )}
      {view.chain.length > 0 && (
        <Section title={t("chain.title")} aside={t("chain.aside", { count: view.chain.length })}>
          <p className="text-small text-ink-2 pb-2">{t("chain.about")}</p>
          <SealChain chain={view.chain} />
        </Section>
      )}
    </OneColumn>
  );
}
