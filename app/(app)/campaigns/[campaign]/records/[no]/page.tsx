import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ItemBeside } from "@/components/appeals/ItemBeside";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { KeyValue } from "@/components/ui/KeyValue";
import { Notice } from "@/components/ui/Notice";
import { Acts } from "@/components/ui/OfficialAct";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { loadBesideItem } from "@/lib/appeals/loaders/items";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatInstant, pick } from "@/lib/platform/i18n/format";
import { reverseRecordAction } from "@/lib/records/actions";
import { loadRecord } from "@/lib/records/loaders/records";

type Props = { params: Promise<{ campaign: string; no: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).no) };
}

export default async function RecordPage({ params }: Props) {
  const { campaign, no } = await params;
  const record = await loadRecord(campaign, decodeURIComponent(no));
  const beside = await loadBesideItem(campaign, "RECORD", record.no);
  const [t, locale] = await Promise.all([getTranslations("records"), getLocale()]);
  const unit = pick(record.unit, locale);
  const day = formatDay(record.onDay, locale, { year: true });
  const rail = (
    <>
      <Section title={t("detail.correction")}>
        {record.reversal ? (
          <Notice kind="wait">
            {t("detail.reversedOn", { at: formatInstant(record.reversal.at, locale), reason: record.reversal.reason })}
          </Notice>
        ) : (
          <p className="py-2 text-small text-ink-3">{t("detail.correctionText")}</p>
        )}
      </Section>
      {record.mayReverse && (
        <Acts>
          <OfficialActDialog
            character="废"
            title={t("detail.reverse")}
            meaning={t("detail.reverseMeaning")}
            rows={[{ term: t("detail.reverseGround"), detail: t("detail.reverseGroundText") }]}
            missing={record.frozenBy ? [t("detail.frozen", { day, review: record.frozenBy })] : []}
            action={reverseRecordAction}
            hidden={{ no: record.no }}
          />
        </Acts>
      )}
    </>
  );
  return (
    <TwoColumn rail={rail} railLabel={t("detail.correction")}>
      <PageHead
        title={pick(record.stream, locale)}
        state={
          <State kind={record.reversed ? "draft" : "final"}>
            {t(record.reversed ? "detail.voided" : "detail.counts")}
          </State>
        }
        back={{ href: `/campaigns/${record.campaign.code}/records`, title: t("title") }}
        meta={[
          <span key="no" className="code">
            {record.no}
          </span>,
          record.person ? nameOf(record.person, locale) : null,
          unit,
          day,
          record.clause && pick(record.clause.article, locale),
        ]}
      />
      <Section title={t("detail.record")}>
        <KeyValue
          bare
          rows={[
            ...(record.person ? [{ term: t("detail.person"), detail: nameOf(record.person, locale) }] : []),
            { term: t("detail.unit"), detail: `${unit} ${record.unitCode}` },
            { term: t("detail.on"), detail: <span className="n">{day}</span> },
            ...(record.value === null
              ? []
              : [
                  {
                    term: record.valueName ? pick(record.valueName, locale) : t("detail.value"),
                    detail: (
                      <>
                        <b className="n">{record.value}</b>
                        {record.measure && ` ${pick(record.measure, locale)}`}
                        {record.full && (
                          <span className="ms-2 text-small text-ink-3">{t("detail.of", { full: record.full })}</span>
                        )}
                      </>
                    ),
                  },
                ]),
            ...record.said.map((part) => ({
              term: pick(part.name, locale),
              detail: <span className="whitespace-pre-line break-words">{pick(part.value, locale)}</span>,
            })),
            ...(record.note
              ? [{ term: t("detail.note"), detail: <span className="whitespace-pre-line">{record.note}</span> }]
              : []),
            ...(record.provenance
              ? [
                  {
                    term: t("detail.provenance.label"),
                    detail: t(`detail.provenance.${record.provenance.ground as "OFFICE"}`, {
                      no: record.provenance.set,
                      reason: record.provenance.reason,
                    }),
                  },
                ]
              : []),
            ...(record.sources.length > 0
              ? [{ term: t("detail.documents"), detail: <EvidenceList files={record.sources} /> }]
              : []),
            {
              term: t("detail.source"),
              detail: (
                <>
                  {record.import
                    ? t("detail.imported", {
                        no: record.import.no,
                        file: record.import.fileName,
                        row: record.import.row,
                      })
                    : record.ballot
                      ? t("detail.byBallot", { no: record.ballot })
                      : t("detail.byHand")}
                  <span className="block text-small text-ink-3">
                    {record.recordedBy
                      ? t("detail.recorded", { name: record.recordedBy, at: formatInstant(record.recordedAt, locale) })
                      : t("detail.recordedBySystem", { at: formatInstant(record.recordedAt, locale) })}
                  </span>
                </>
              ),
            },
          ]}
        />
      </Section>
      {beside && <ItemBeside beside={beside} />}
    </TwoColumn>
  );
}
