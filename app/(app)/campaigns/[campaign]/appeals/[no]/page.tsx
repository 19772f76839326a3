import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { HearForm } from "@/components/appeals/HearForm";
import { figureOf, SourceOf } from "@/components/appeals/ItemSource";
import { Replies } from "@/components/appeals/Replies";
import { APPEAL_STATE } from "@/components/appeals/state";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { Figure } from "@/components/ui/Figure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextAreaField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { takeUpAction } from "@/lib/appeals/actions";
import { loadAppeal } from "@/lib/appeals/loaders/appeals";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string; no: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).no) };
}

export default async function AppealPage({ params }: Props) {
  const { campaign, no } = await params;
  const file = await loadAppeal(campaign, decodeURIComponent(no));
  const t = await getTranslations("appeals");
  const locale = await getLocale();
  const root = `/campaigns/${file.campaign.code}`;
  const { item } = file;
  const acts = (file.mayHear || file.notHearing || file.takeUpUntil) && (
    <>
      {file.mayHear && <HearForm file={file} />}
      {file.notHearing && <Notice kind="info">{t(`file.notHearing.${file.notHearing}`)}</Notice>}
      {file.takeUpUntil && (
        <Section title={t("file.takeUp")} aside={t("file.takeUpUntil", { day: formatDay(file.takeUpUntil, locale) })}>
          <ActionForm
            action={takeUpAction}
            hidden={{ campaign: file.campaign.code, no: file.no }}
            submit={t("file.takeUpSubmit")}
          >
            <TextAreaField
              name="statement"
              label={t("new.statement")}
              hint={t("new.statementHint")}
              required
              rows={5}
              maxLength={2000}
            />
            <ClientMessages also={["complaints"]}>
              <EvidenceField slot={file.slot} label={t("evidence.label")} />
            </ClientMessages>
          </ActionForm>
        </Section>
      )}
    </>
  );
  return (
    <TwoColumn rail={acts || undefined} railLabel={t("file.ruling")}>
      <PageHead
        title={item ? pick(item.name, locale) : t("file.gone")}
        state={<State kind={APPEAL_STATE[file.state]}>{t(`states.${file.state}`)}</State>}
        back={{ href: `${root}/appeals`, title: t("title") }}
        meta={[
          <span key="no" className="code">
            {file.no}
          </span>,
          pick(file.unit, locale),
          item && t(`kinds.${item.kind}`),
        ]}
      />
      {item && (
        <KeyValue
          rows={[
            {
              term: t("file.item"),
              detail: (
                <>
                  {pick(item.name, locale)} <span className="code">{item.no}</span>
                  {item.figure !== null && <> {t("file.figure", { figure: figureOf(item) })}</>}
                </>
              ),
            },
            ...(item.on === null
              ? []
              : [
                  {
                    term: t("file.on"),
                    detail: <span className="n">{formatDay(item.on, locale, { year: true })}</span>,
                  },
                ]),
            ...(item.kind === "RECORD" || item.kind === "FIGURE"
              ? [{ term: t("file.source"), detail: <SourceOf source={item.source} /> }]
              : []),
            ...(item.path === null
              ? []
              : [
                  {
                    term: t("file.recordTerm"),
                    detail: <Figure href={`${root}${item.path}`}>{item.no || t("file.record")}</Figure>,
                  },
                ]),
          ]}
        />
      )}
      {file.rounds.map((round) => (
        <Section
          key={round.round}
          title={t("file.round", { round: round.round })}
          aside={t("file.filedBy", { name: round.byName, at: formatInstant(round.at, locale) })}
        >
          <p className="quote my-2 whitespace-pre-line text-read leading-[1.75]">{round.statement}</p>
          <EvidenceList files={round.files} />
          {round.ruling ? (
            <KeyValue
              rows={[
                { term: t("file.ruling"), detail: <b>{t(`states.${round.ruling.outcome}`)}</b> },
                { term: t("file.code"), detail: t(`codes.${round.ruling.code as "NOT_PROVEN"}`) },
                { term: t("file.text"), detail: round.ruling.text },
                { term: t("file.place"), detail: pick(round.ruling.place, locale) },
                {
                  term: t("file.by"),
                  detail: t("file.filedBy", { name: round.ruling.byName, at: formatInstant(round.ruling.at, locale) }),
                },
                {
                  term: t("file.corrected"),
                  detail: round.ruling.set ? (
                    <Figure href={file.opensSets ? `${root}/rescore/${round.ruling.set.no}` : null}>
                      {t("file.inSet", {
                        no: round.ruling.set.no,
                        state: t(`setStates.${round.ruling.set.state as "OPEN"}`),
                      })}
                    </Figure>
                  ) : round.ruling.corrected ? (
                    t("file.direct")
                  ) : (
                    t("file.nothing")
                  ),
                },
              ]}
            />
          ) : (
            <p className="text-small text-ink-2">{t("file.waiting")}</p>
          )}
        </Section>
      ))}
      {file.replies.length > 0 && (
        <Section title={t("file.replies")} small>
          <Replies replies={file.replies} base={`${root}/appeals`} links={false} />
        </Section>
      )}
    </TwoColumn>
  );
}
