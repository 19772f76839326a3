import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { AddresseeTable, OutletTable } from "@/components/notices/LetterTable";
import { LETTER_TONE } from "@/components/notices/tones";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextAreaField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { withdrawLetterAction } from "@/lib/notices/actions";
import { loadLetter } from "@/lib/notices/loaders/letters";
import { POSTS } from "@/lib/people/types";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notices.letters"))("title") };
}

export default async function LetterOfOffice({ params }: Props) {
  const [{ campaign, no }, locale, t, l, p] = await Promise.all([
    params,
    getLocale(),
    getTranslations("notices.letters"),
    getTranslations("notices.letter"),
    getTranslations("people.posts"),
  ]);
  const page = await loadLetter(campaign, decodeURIComponent(no));
  const { letter, to } = page;
  const { withdrawn } = letter;
  const names = [...(to.all ? [t("toAll")] : []), ...to.names.map((name) => pick(name, locale))];
  const posts = POSTS.filter((post) => to.staff?.posts.includes(post)).map((post) => p(post));
  const staff = to.staff && (posts.length > 0 ? t("toPosts", { posts: posts.join(t("listComma")) }) : t("toStaff"));
  return (
    <TwoColumn
      railLabel={t("acts")}
      rail={
        page.mayWithdraw && (
          <div className="no-print">
            <Disclosure summary={t("withdraw")}>
              <p className="text-small text-ink-2 mb-2">{t("withdrawNote")}</p>
              <ActionForm action={withdrawLetterAction} hidden={{ campaign: page.campaign.code, letter: letter.no }}>
                <TextAreaField name="reason" label={t("reason")} required maxLength={500} />
                <SubmitButton kind="quiet">{t("withdraw")}</SubmitButton>
              </ActionForm>
            </Disclosure>
          </div>
        )
      }
    >
      <PageHead
        title={letter.title}
        state={<State kind={LETTER_TONE[page.state]}>{t(`states.${page.state}`)}</State>}
        meta={[
          pick(page.campaign.name, locale),
          <span key="no" className="code">
            {letter.no}
          </span>,
          t("by", { name: letter.byName }),
          formatInstant(letter.at, locale, { year: true }),
        ]}
        back={{ href: `/campaigns/${page.campaign.code}/letters`, title: t("back") }}
      />
      {withdrawn && (
        <Notice kind="blocked" title={l("withdrawnTitle")}>
          {l("withdrawnText", {
            name: withdrawn.byName,
            at: formatInstant(withdrawn.at, locale, { year: true }),
            reason: withdrawn.reason,
          })}
        </Notice>
      )}
      <KeyValue
        rows={[
          { term: t("to"), detail: [names.join(t("listComma")), staff].filter(Boolean).join(t("staffColon")) },
          {
            term: l("due"),
            detail: letter.dueOn ? formatDay(letter.dueOn, locale, { year: true }) : l("noDue"),
          },
        ]}
      />
      <Section title={l("text")}>
        <p className="whitespace-pre-wrap break-words">{letter.text}</p>
        <EvidenceList files={page.files} />
      </Section>
      {page.outlets.length > 1 && letter.dueOn && (
        <Section title={t("byOutlet")} aside={page.outlets.length}>
          <OutletTable rows={page.outlets} />
        </Section>
      )}
      <Section
        title={t("addressees")}
        aside={
          letter.dueOn
            ? t("count", { done: page.acknowledged, all: page.addressees.length })
            : t("noCount", { all: page.addressees.length })
        }
      >
        <AddresseeTable rows={page.addressees} asked={letter.dueOn !== null} />
      </Section>
    </TwoColumn>
  );
}
