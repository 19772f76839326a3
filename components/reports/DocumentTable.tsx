import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th } from "@/components/ui/Ledger";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import type { Locale } from "@/lib/platform/i18n/locale";
import { numberDocumentAction, revokeCertificateAction } from "@/lib/reports/actions";
import type { DocumentsView } from "@/lib/reports/loaders/documents";
import { TakePaper } from "./TakePaper";

type ReviewDocuments = DocumentsView["reviews"][number];

/** Papers, notices and certificates of one review, each with its files. */
export function DocumentTable({
  view,
  review,
  language,
}: {
  view: Pick<DocumentsView, "campaign" | "mayRevoke" | "mayNumber" | "long">;
  review: ReviewDocuments;
  language: Locale;
}) {
  const t = useTranslations("documents");
  const locale = useLocale();
  const base = `/campaigns/${view.campaign.code}/documents`;
  const name = pick(review.name, locale);
  const own = (party: ReviewDocuments["notices"][number]["party"]) =>
    party.person ? `${pick(party.person, locale)} · ${pick(party.unit, locale)}` : pick(party.unit, locale);
  return (
    <LedgerTable caption={name}>
      <thead>
        <tr>
          <Th>{t("page.document")}</Th>
          <Th from="sm">{t("page.about")}</Th>
          <Th num>{t("page.take")}</Th>
        </tr>
      </thead>
      <tbody>
        {review.papers.map((kind) => (
          <tr key={kind}>
            <RowName>
              {t(`page.kinds.${kind}`)}
              {(kind === "circular" || kind === "decision") && (
                <Numbered
                  number={review.numbers[kind]}
                  may={view.mayNumber}
                  hidden={{ campaign: view.campaign.code, kind, of: review.code }}
                />
              )}
            </RowName>
            <Td from="sm" className="text-note text-ink-2">
              {t(`page.kindNote.${kind}`)}
            </Td>
            <Td num>
              <TakePaper
                href={`${base}/${kind}/${encodeURIComponent(review.code)}`}
                name={`${name} ${t(`page.kinds.${kind}`)}`}
                language={language}
                campaign={view.campaign.code}
                long={view.long.filter((file) => file.kind === kind && file.review === review.code)}
              />
            </Td>
          </tr>
        ))}
        {review.notices.map((notice) => {
          const said = t("page.noticeOf", { penalty: pick(notice.penalty, locale), who: own(notice.party) });
          return (
            <tr key={notice.id}>
              <RowName>
                {t("page.notices")}
                <span className="block text-note text-ink-3 font-regular">{said}</span>
                <Numbered
                  number={notice.number}
                  may={view.mayNumber}
                  hidden={{ campaign: view.campaign.code, kind: "notice", of: notice.id }}
                />
              </RowName>
              <Td from="sm" className="text-note text-ink-2">
                {t("page.decidedOn", { day: formatDay(notice.decidedOn, locale, { year: true }) })}
                {notice.objectUntil && (
                  <span className="block">
                    {t("page.appealUntil", { day: formatDay(notice.objectUntil, locale, { year: true }) })}
                  </span>
                )}
              </Td>
              <Td num>
                <TakePaper href={`${base}/notice/${notice.id}`} name={said} language={language} />
              </Td>
            </tr>
          );
        })}
        {review.certificates.map((certificate) => {
          const { serial } = certificate;
          const said = t("page.certificateOf", {
            award: pick(certificate.award, locale),
            who: pick(certificate.recipient, locale),
          });
          return (
            <tr key={serial}>
              <RowName>
                {t("page.certificates")}
                <span className="block text-note text-ink-3 font-regular">{said}</span>
              </RowName>
              <Td from="sm" className="text-note text-ink-2">
                {t("page.issuedOn", { serial, day: formatDay(certificate.awardedOn, locale, { year: true }) })}
              </Td>
              <Td num>
                {certificate.revoked ? (
                  <span className="text-ink-3">{t("page.revoked")}</span>
                ) : (
                  <span className="inline-flex flex-wrap gap-2 justify-end">
                    {view.mayRevoke && (
                      <OfficialActDialog
                        compact
                        character="废"
                        title={t("revoke.title")}
                        heading={t("revoke.heading", { serial })}
                        meaning={t("revoke.meaning")}
                        rows={[{ term: t("revoke.effect"), detail: t("revoke.effectDetail") }]}
                        action={revokeCertificateAction}
                        hidden={{ campaign: view.campaign.code, serial }}
                      />
                    )}
                    <TakePaper href={`${base}/certificate/${serial}`} name={said} language={language} word={false} />
                  </span>
                )}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </LedgerTable>
  );
}

/** The number of an issued document, and the way to give it one for those who may. */
function Numbered({
  number,
  may,
  hidden,
}: {
  number: string | null;
  may: boolean;
  hidden: Readonly<Record<"campaign" | "kind" | "of", string>>;
}) {
  const t = useTranslations("documents.number");
  return (
    <>
      {number && <span className="block text-note font-regular">{number}</span>}
      {may && (
        <span className="no-print block max-w-sm font-regular">
          <Disclosure summary={t(number ? "change" : "give")}>
            <ActionForm action={numberDocumentAction} hidden={hidden} submit={t("submit")}>
              <TextField name="number" label={t("label")} hint={t("hint")} required maxLength={60} />
            </ActionForm>
          </Disclosure>
        </span>
      )}
    </>
  );
}
