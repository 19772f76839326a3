import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { PraiseRail } from "@/components/complaints/PraiseRail";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State, type StateKind } from "@/components/ui/State";
import { loadPraise } from "@/lib/complaints/loaders/praises";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";

type Props = { params: Promise<{ campaign: string; no: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).no) };
}

export default async function PraisePage({ params }: Props) {
  const { campaign, no } = await params;
  const praise = await loadPraise(campaign, decodeURIComponent(no));
  const [t, posts, locale] = await Promise.all([
    getTranslations("praises"),
    getTranslations("people.posts"),
    getLocale(),
  ]);
  const { verification, person } = praise;
  const state = !verification ? "OPEN" : verification.reversed ? "REVERSED" : verification.verified ? "YES" : "NO";
  const kind: StateKind = state === "OPEN" ? "review" : state === "REVERSED" ? "draft" : "final";
  const who = person
    ? t("detail.person", { name: nameOf(person, locale), post: person.post ? posts(person.post) : "" })
    : t("detail.whole");
  return (
    <TwoColumn rail={<PraiseRail praise={praise} />} railLabel={t("detail.verification")}>
      <PageHead
        title={pick(praise.unit.name, locale)}
        state={<State kind={kind}>{t(`states.${state}`)}</State>}
        back={{ href: `/campaigns/${praise.campaign.code}/praises`, title: t("title") }}
        meta={[
          <span key="no" className="code">
            {praise.no}
          </span>,
          t("detail.received", {
            channel: t(`channels.${praise.channel as "OTHER"}`),
            day: formatDay(praise.receivedOn, locale),
          }),
          who,
          t("detail.recorded", { name: praise.recordedBy, at: formatInstant(praise.recordedAt, locale) }),
        ]}
      />
      <Section title={t("detail.account")}>
        <p className="quote my-2 max-w-[40em] whitespace-pre-line text-read leading-[1.75]">{praise.account}</p>
        {praise.files.length > 0 ? (
          <EvidenceList files={praise.files} />
        ) : (
          <p className="text-small text-ink-3">{t("detail.noFiles")}</p>
        )}
      </Section>
    </TwoColumn>
  );
}
