import { getLocale, getTranslations } from "next-intl/server";
import { Clips } from "@/components/evidence/Clips";
import { KeyValue } from "@/components/ui/KeyValue";
import type { FindingInContext, InspectionDetail } from "@/lib/inspections/types";
import { points } from "@/lib/kernel/points";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatPoints, formatSigned, pick } from "@/lib/platform/i18n/format";
import { saidOf } from "./said";

/** The evidence of one finding, always in the same order (VISUAL §7): what, picture, points, clause, who, correction, number. */
export async function FindingPanel({
  context,
  inspection,
}: {
  context: FindingInContext;
  inspection: InspectionDetail;
}) {
  const [locale, t, c, m, p] = await Promise.all([
    getLocale(),
    getTranslations("inspections.record"),
    getTranslations("inspections.captured"),
    getTranslations("inspections.methods"),
    getTranslations("people.posts"),
  ]);
  const { finding, standard, elsewhere } = context;
  const lost = finding.corrected?.lost ?? finding.lost;
  const effect = points(lost).times(inspection.full).div(inspection.applicable).negated();
  const pictures = finding.evidence.filter(({ kind }) => kind === "PICTURE");
  const documents = finding.evidence.filter(({ kind }) => kind === "DOCUMENT");
  const said = inspection.sections.flatMap(({ items }) => items).find(({ code }) => code === finding.item.code);
  const others = said?.occurrences ?? 1;
  const post = finding.person?.post ? p(finding.person.post as "TELLER") : null;
  return (
    <div className="finding">
      <h3>
        {pick(finding.item.text, locale)}
        <span className="code">{finding.item.code}</span>
      </h3>
      {pictures.map((picture, at) => (
        <figure key={picture.id}>
          <a href={`/api/files/${picture.id}`}>
            {/* biome-ignore lint/performance/noImgElement: behind the session; the optimiser has none */}
            <img
              src={`/api/files/${picture.id}`}
              width={picture.width ?? undefined}
              height={picture.height ?? undefined}
              alt={picture.name}
              loading="lazy"
            />
          </a>
          <figcaption>
            <span>{t("picture", { at: at + 1, count: pictures.length })}</span>
            <a href={`/api/files/${picture.id}?size=original`} className="code" title={t("hash")} download>
              {picture.sha256.slice(0, 4)} {picture.sha256.slice(4, 8)}
              <span className="spoken">{t("original")}</span>
            </a>
          </figcaption>
        </figure>
      ))}
      <Clips files={finding.evidence} />
      {documents.map((file) => (
        <p key={file.id}>
          <a href={`/api/files/${file.id}`} download>
            {t("document", { name: file.name })}
          </a>
        </p>
      ))}
      {finding.evidence.length === 0 && (
        <p className="gap">{finding.excuse ? c("excused", { reason: finding.excuse }) : t("noPicture")}</p>
      )}
      <KeyValue
        rows={[
          {
            term: t("terms.what"),
            detail: t("whatDetail", {
              lost: formatPoints(lost),
              of: formatPoints(finding.ofPoints),
              effect: formatSigned(effect, 4),
            }),
          },
          {
            term: t("terms.clause"),
            detail: t("clauseDetail", {
              name: pick(standard.name, locale),
              version: standard.version,
              section: pick(finding.item.section, locale),
            }),
          },
          ...(others > 1
            ? [{ term: c("occurrence"), detail: c("occurrenceOf", { at: finding.seq, count: others }) }]
            : []),
          ...(said && saidOf(said, locale, c) ? [{ term: c("said"), detail: saidOf(said, locale, c) }] : []),
          { term: t("terms.reason"), detail: finding.note ? `${finding.reason} ${finding.note}` : finding.reason },
          {
            term: t("terms.person"),
            detail: finding.person
              ? [nameOf(finding.person, locale), post].filter(Boolean).join(locale === "en" ? ", " : "，")
              : t("personNone"),
          },
          {
            term: t("terms.author"),
            detail: inspection.authorName
              ? t("authorDetail", { name: inspection.authorName, method: m(inspection.method) })
              : t("meta.hiddenAuthor"),
          },
          {
            term: t("terms.due"),
            detail: finding.dueOn ? t("dueDetail", { day: formatDay(finding.dueOn, locale) }) : t("dueNone"),
          },
          { term: t("terms.elsewhere"), detail: t("elsewhereDetail", { ...elsewhere, method: m(inspection.method) }) },
          {
            term: t("terms.correction"),
            detail: inspection.reversed
              ? inspection.reversed.reason
              : finding.corrected
                ? t("correctionDetail", {
                    before: formatPoints(finding.lost),
                    after: formatPoints(finding.corrected.lost),
                    reason: finding.corrected.reason,
                  })
                : t("correctionNone"),
          },
          { term: t("terms.no"), detail: <span className="code">{finding.no}</span> },
        ]}
      />
    </div>
  );
}
