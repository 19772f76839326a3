import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { KeyingForm } from "@/components/mystery/KeyingForm";
import { Recordings } from "@/components/mystery/Recordings";
import { Figure } from "@/components/ui/Figure";
import { PageHead, Section, Sentence, TwoColumn } from "@/components/ui/Page";
import { loadKeying } from "@/lib/mystery/loaders/visits";
import { formatDay, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mystery"))("acts.KEY") };
}

export default async function KeyMysteryVisit({ params }: Props) {
  const [{ campaign, no }, locale, t, m] = await Promise.all([
    params,
    getLocale(),
    getTranslations("mystery.keying"),
    getTranslations("mystery"),
  ]);
  const page = await loadKeying(campaign, no);
  const { visit } = page;
  return (
    <TwoColumn
      railLabel={t("files")}
      rail={
        <Section id="files" title={t("files")} aside={visit.recordings.length} small>
          <Recordings recordings={visit.recordings} told />
        </Section>
      }
    >
      <PageHead
        title={t("title", { unit: pick(visit.unit.name, locale) })}
        meta={[
          formatDay(visit.onDay, locale, { year: true }),
          visit.pseudonym,
          t("round", { round: visit.round }),
          visit.trial && m("trial"),
        ]}
        back={{ href: `/campaigns/${page.campaign.code}/mystery/${visit.no}`, title: m("backVisit") }}
      />
      <Sentence>{t("lead")}</Sentence>
      <p className="mb-2 lg:hidden">
        <Figure href="#files">{t("files")}</Figure>
      </p>
      <KeyingForm page={page} />
    </TwoColumn>
  );
}
