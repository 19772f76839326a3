import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Disclosure } from "@/components/ui/Disclosure";
import { Figure, Missing } from "@/components/ui/Figure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextAreaField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, PageHead, Section, Sentence, TwoColumn } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { reverseInspectionAction } from "@/lib/inspections/actions";
import type { InspectionPage } from "@/lib/inspections/loaders/records";
import type { InspectionDetail } from "@/lib/inspections/types";
import { points, sum } from "@/lib/kernel/points";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatInstant, formatMonth, formatPoints, pick } from "@/lib/platform/i18n/format";
import { FilledIn } from "./FilledIn";
import { FindingPanel } from "./FindingPanel";
import { ForgetDraft } from "./ForgetDraft";
import { saidOf } from "./said";
import "./record.css";

/** One submitted inspection: score and how it came about, findings first, the whole sheet folded, evidence beside. */
export async function InspectionView({
  page,
  submitted,
  besideFinding,
  beside,
  below,
}: {
  page: InspectionPage;
  submitted: boolean;
  /** What the outlet says, and the way to an appeal: about the finding opened, and about the whole. */
  besideFinding?: ReactNode;
  beside?: ReactNode;
  /** What the inspection leads to, under its findings. */
  below?: ReactNode;
}) {
  const [locale, t, m, p] = await Promise.all([
    getLocale(),
    getTranslations("inspections.record"),
    getTranslations("inspections.methods"),
    getTranslations("people.posts"),
  ]);
  const { inspection } = page;
  const list = `/campaigns/${page.campaign.code}/inspections`;
  const self = `${list}/${inspection.no}`;
  const unit = pick(inspection.unit.name, locale);
  const method =
    inspection.month && locale !== "en"
      ? `${formatMonth(inspection.month, locale, { year: false })}${m("SELF")}`
      : inspection.month
        ? `${m("SELF")} ${formatMonth(inspection.month, locale, { year: false })}`
        : m(inspection.method);
  const rail = (
    <>
      <Section title={t("evidence")} id="evidence">
        {page.opened ? (
          <FindingPanel context={page.opened} inspection={inspection} />
        ) : (
          <EmptyState>{t("evidenceEmpty")}</EmptyState>
        )}
      </Section>
      {besideFinding}
      {beside}
      {page.mayReverse && (
        <Section title={t("reverseTitle")}>
          <Disclosure summary={t("reverse")}>
            <p className="text-small text-ink-2 mb-3">{t("reverseLead")}</p>
            <ActionForm action={reverseInspectionAction} hidden={{ campaign: page.campaign.code, no: inspection.no }}>
              <TextAreaField
                name="reason"
                label={t("reverseReason")}
                hint={t("reverseReasonHint")}
                required
                maxLength={1000}
              />
              <SubmitButton kind="quiet">{t("reverse")}</SubmitButton>
            </ActionForm>
          </Disclosure>
        </Section>
      )}
    </>
  );
  return (
    <TwoColumn rail={rail} railLabel={t("evidence")}>
      {submitted && (
        <ForgetDraft
          campaign={page.campaign.code}
          unit={inspection.unit.code}
          month={inspection.month}
          method={inspection.method}
        />
      )}
      <PageHead
        title={t("title", { unit, method })}
        state={inspection.reversed ? <Missing kind="voided" /> : <State kind="sent" />}
        back={{ href: list, title: t("back") }}
        meta={[
          t("meta.no", { no: inspection.no }),
          t("meta.day", { day: formatDay(inspection.onDay, locale) }),
          t("meta.standard", { name: pick(inspection.standard.name, locale), version: inspection.standard.version }),
          inspection.authorName ? t("meta.author", { name: inspection.authorName }) : t("meta.hiddenAuthor"),
          t("meta.at", { at: formatInstant(inspection.submittedAt, locale) }),
        ]}
      />
      {submitted && (
        <Notice kind="done" live>
          {t("submitted", { no: inspection.no })}
        </Notice>
      )}
      <Reversal inspection={inspection} list={list} />
      <div className={inspection.reversed ? "record void" : "record"}>
        <Sentence>
          {t.rich("sentence", {
            applicable: formatPoints(inspection.applicable),
            count: inspection.findings,
            lost: formatPoints(inspection.lost),
            score: formatPoints(inspection.score),
            b: (text) => <b className="n score">{text}</b>,
          })}
          <small className="n">
            {t("formula", {
              applicable: formatPoints(inspection.applicable),
              lost: formatPoints(inspection.lost),
              full: formatPoints(inspection.full, 0),
              score: formatPoints(inspection.score, 4),
            })}
          </small>
        </Sentence>
        <Section title={t("findings")} aside={inspection.findings > 0 && t("count", { count: inspection.findings })}>
          {inspection.findings === 0 ? (
            <EmptyState>{t("noFindings")}</EmptyState>
          ) : (
            <LedgerTable caption={t("findings")}>
              <thead>
                <tr>
                  <Th>{t("columns.item")}</Th>
                  <Th from="sm">{t("columns.person")}</Th>
                  <Th num from="sm">
                    {t("columns.of")}
                  </Th>
                  <Th num>{t("columns.lost")}</Th>
                </tr>
              </thead>
              <tbody>
                {inspection.findingList.map((finding) => (
                  <Tr key={finding.id} id={finding.no} selected={page.opened?.finding.id === finding.id}>
                    <RowName>
                      {pick(finding.item.text, locale)}
                      <span className="note">
                        <span className="code">{finding.item.code}</span>
                        {finding.reason}
                      </span>
                    </RowName>
                    <Td from="sm">
                      {finding.person && (
                        <>
                          {nameOf(finding.person, locale)}
                          <span className="note">{finding.person.post && p(finding.person.post as "TELLER")}</span>
                        </>
                      )}
                    </Td>
                    <Td num from="sm" mute>
                      {formatPoints(finding.ofPoints)}
                    </Td>
                    <Td num strong>
                      <Figure
                        href={`${self}?f=${finding.no}#evidence`}
                        label={`${finding.no} ${formatPoints(finding.lost)}`}
                      >
                        {formatPoints(finding.lost)}
                      </Figure>
                    </Td>
                  </Tr>
                ))}
              </tbody>
            </LedgerTable>
          )}
        </Section>
        {below}
        <WholeSheet inspection={inspection} />
        <FilledIn filling={page.filling} />
      </div>
    </TwoColumn>
  );
}

async function Reversal({ inspection, list }: { inspection: InspectionDetail; list: string }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("inspections.record")]);
  const say = (key: "replacedBy" | "replaces", no: string) =>
    t.rich(key, {
      no,
      ev: (text) => (
        <Figure code href={`${list}/${no}`}>
          {text}
        </Figure>
      ),
    });
  return (
    <>
      {inspection.reversed && (
        <Notice kind="wait" title={t("reversedTitle")}>
          <p>
            {t("reversedBody", {
              at: formatInstant(inspection.reversed.at, locale, { year: true }),
              reason: inspection.reversed.reason,
            })}
          </p>
          {inspection.replacedBy && <p>{say("replacedBy", inspection.replacedBy)}</p>}
        </Notice>
      )}
      {inspection.replaces && <Notice>{say("replaces", inspection.replaces)}</Notice>}
    </>
  );
}

/** Every answer of the sheet, group by group; folded, because the findings are what matters. */
async function WholeSheet({ inspection }: { inspection: InspectionDetail }) {
  const [locale, t, c, v] = await Promise.all([
    getLocale(),
    getTranslations("inspections.record"),
    getTranslations("inspections.captured"),
    getTranslations("inspections.verdicts"),
  ]);
  const total = inspection.sections.reduce((count, section) => count + section.items.length, 0);
  return (
    <Section title={t("sheet")} aside={t("sheetNote", { count: total })}>
      {inspection.sections.map((section) => {
        const lost = sum(section.items.map((item) => points(item.lost ?? "0")));
        return (
          <Disclosure
            key={section.code}
            summary={
              <>
                {pick(section.name, locale)}
                <span className="text-ink-3 text-small">
                  {lost.isZero()
                    ? t("sheetNote", { count: section.items.length })
                    : t("sectionNote", { count: section.items.length, lost: formatPoints(lost) })}
                </span>
              </>
            }
          >
            <LedgerTable caption={t("itemsCaption", { section: pick(section.name, locale) })} dense>
              <thead>
                <tr>
                  <Th from="sm">{t("itemColumns.code")}</Th>
                  <Th>{t("itemColumns.text")}</Th>
                  <Th>{t("itemColumns.verdict")}</Th>
                  <Th num>{t("itemColumns.points")}</Th>
                </tr>
              </thead>
              <tbody>
                {section.items.map((item) => (
                  <tr key={item.code}>
                    <Td from="sm" mute className="code">
                      {item.code}
                    </Td>
                    <Td>
                      {pick(item.text, locale)}
                      {saidOf(item, locale, c) && <span className="note">{saidOf(item, locale, c)}</span>}
                    </Td>
                    <Td className={item.verdict === "PASS" ? "ok" : item.verdict === "DEDUCTED" ? "wait" : "gap"}>
                      <span className="n">
                        {v(item.verdict)} {item.lost && formatPoints(item.lost)}
                      </span>
                    </Td>
                    <Td num mute>
                      {formatPoints(item.points)}
                    </Td>
                  </tr>
                ))}
              </tbody>
            </LedgerTable>
          </Disclosure>
        );
      })}
    </Section>
  );
}
