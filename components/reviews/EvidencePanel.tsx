import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Clips } from "@/components/evidence/Clips";
import { Figure } from "@/components/ui/Figure";
import { Icon } from "@/components/ui/Icon";
import { KeyValue, type KeyValueRow } from "@/components/ui/KeyValue";
import { Trail } from "@/components/ui/Trail";
import { points, text } from "@/lib/kernel/points";
import { nameOf } from "@/lib/people/types";
import { formatDay, formatInstant, formatMonth, formatPoints, formatSigned, pick } from "@/lib/platform/i18n/format";
import type { Evidence, Provenance } from "@/lib/reviews/evidence";
import type { WhyView } from "@/lib/reviews/loaders/why";
import { isComposed } from "@/lib/reviews/rules/lines";
import type { Explained } from "@/lib/scoring/types";
import type { TreeAddress } from "./ScoreTree";

type Opened = NonNullable<WhyView["opened"]>;

/**
 * Always in this order (VISUAL §7): what, picture, points and their share of the total, clause, responsible, inspector,
 * same item elsewhere, corrections, record number.
 */
export function EvidencePanel({ why, opened, address }: { why: WhyView; opened: Opened; address: TreeAddress }) {
  const t = useTranslations("reviews.evidence");
  const locale = useLocale();
  const { node, fact, evidence } = opened;
  const title =
    node.fact?.line === undefined
      ? t("recordTitle", {
          day: fact.stream.startsWith("metric.") ? formatMonth(fact.on, locale) : formatDay(fact.on, locale),
          name: pick(fact.title, locale),
        })
      : pick(node.name, locale);
  return (
    <div className="proof">
      <Link href={address.hrefOf({ open: address.open })} className="leave no-print">
        <Icon name="back" /> {t("leave")}
      </Link>
      <Trail steps={stepsOf(opened, why, address, locale)} />
      <h2 className="what" id="evidence">
        {title}
      </h2>
      <Pictures evidence={evidence} />
      <KeyValue rows={rowsOf()} />
    </div>
  );

  function rowsOf(): KeyValueRow[] {
    const rows: KeyValueRow[] = [];
    const add = (term: string, detail: React.ReactNode) => {
      if (detail !== null && detail !== undefined && detail !== "") rows.push({ term, detail });
    };
    const clause = clauseOf(opened);
    add(t("points"), <PointsOf opened={opened} total={why.sheet.total} />);
    if (evidence?.kind === "finding") {
      const { finding, inspection, standard, elsewhere } = evidence.context;
      add(t("reason"), finding.reason);
      add(t("note"), finding.note);
      add(
        t("standard"),
        t("standardItem", {
          standard: pick(standard.name, locale),
          version: standard.version,
          section: pick(finding.item.section, locale),
          code: finding.item.code,
        }),
      );
      add(t("clause"), clause);
      add(t("responsible"), finding.person ? <PersonWithPost person={finding.person} /> : t("nobody"));
      add(
        t("inspector"),
        t("inspectedOn", {
          name: inspection.authorName ?? t("covertAuthor"),
          day: formatDay(inspection.onDay, locale),
        }),
      );
      add(t("due"), finding.dueOn ? formatDay(finding.dueOn, locale) : null);
      add(t("elsewhere"), t("elsewhereDetail", { deducted: elsewhere.deducted, of: elsewhere.of }));
      add(
        t("corrections"),
        inspection.reversed
          ? t("reversed", { day: formatInstant(inspection.reversed.at, locale), reason: inspection.reversed.reason })
          : t("none"),
      );
      add(
        t("recordNo"),
        <>
          <span className="code">{finding.no}</span> · <RecordLink why={why} opened={opened} />
        </>,
      );
      return rows;
    }
    if (evidence?.kind === "inspection") {
      const { detail } = evidence;
      add(t("findings"), t("findingsDetail", { count: detail.findings, lost: formatPoints(detail.lost) }));
      add(
        t("standard"),
        t("standardVersion", { standard: pick(detail.standard.name, locale), version: detail.standard.version }),
      );
      add(t("clause"), clause);
      add(
        t("inspector"),
        t("inspectedOn", { name: detail.authorName ?? t("covertAuthor"), day: formatDay(detail.onDay, locale) }),
      );
      add(t("submitted"), formatInstant(detail.submittedAt, locale));
      add(
        t("corrections"),
        detail.reversed
          ? t("reversed", { day: formatInstant(detail.reversed.at, locale), reason: detail.reversed.reason })
          : t("none"),
      );
      add(t("recordNo"), <RecordLink why={why} opened={opened} />);
      return rows;
    }
    if (evidence?.kind === "complaint" || evidence?.kind === "praise") {
      add(t("account"), evidence.account);
      add(t("verdict"), evidence.verdict ? t(`verdicts.${evidence.verdict}`) : t("undecided"));
      add(
        t("level"),
        evidence.level === "OUTLET" || evidence.level === "BRANCH" || evidence.level === "HEAD_OFFICE"
          ? t(`levels.${evidence.level}`)
          : null,
      );
      add(t("ground"), evidence.reason);
      add(t("pointsSet"), evidence.points && formatPoints(evidence.points, points(evidence.points).decimalPlaces()));
      add(t("clause"), clause);
      add(t("responsible"), evidence.person ? nameOf(evidence.person, locale) : t("nobody"));
      add(
        t("decidedBy"),
        evidence.decidedName && evidence.decidedAt
          ? t("by", { name: evidence.decidedName, at: formatInstant(evidence.decidedAt, locale) })
          : null,
      );
      add(
        t("corrections"),
        evidence.reversal
          ? t("reversed", { day: formatInstant(evidence.reversal.at, locale), reason: evidence.reversal.reason })
          : t("none"),
      );
      add(t("recordNo"), <RecordLink why={why} opened={opened} />);
      return rows;
    }
    if (evidence?.kind === "metric") {
      add(t("value"), formatPoints(evidence.value, points(evidence.value).decimalPlaces()));
      add(t("month"), formatMonth(evidence.month, locale));
      add(t("provenance.label"), provenance(evidence.provenance));
      add(t("clause"), clause);
      add(
        t("import"),
        t("importDetail", {
          no: evidence.importNo,
          file: evidence.fileName,
          row: evidence.row,
          at: formatInstant(evidence.importedAt, locale),
        }),
      );
      add(
        t("corrections"),
        evidence.former === null
          ? t("none")
          : t("replaced", { value: formatPoints(evidence.former, points(evidence.former).decimalPlaces()) }),
      );
      add(t("recordNo"), <RecordLink why={why} opened={opened} />);
      return rows;
    }
    if (evidence?.kind === "record") {
      add(t("note"), evidence.note);
      add(t("provenance.label"), provenance(evidence.provenance));
      add(t("clause"), clause);
      add(t("responsible"), evidence.person && nameOf(evidence.person, locale));
      add(t("recordedBy"), t("by", { name: evidence.recordedBy, at: formatInstant(evidence.recordedAt, locale) }));
      add(
        t("corrections"),
        evidence.reversal
          ? t("reversed", { day: formatInstant(evidence.reversal.at, locale), reason: evidence.reversal.reason })
          : t("none"),
      );
      add(t("recordNo"), <RecordLink why={why} opened={opened} />);
      return rows;
    }
    add(t("clause"), clause);
    add(t("recordNo"), <RecordLink why={why} opened={opened} />);
    if (evidence?.kind === "learning") add(t("note"), evidence.note);
    return rows;
  }

  function provenance(rests: Provenance | null): string | null {
    if (!rests) return null;
    return t(`provenance.${rests.ground as "OFFICE"}`, { no: rests.set ?? "", reason: rests.reason });
  }

  function clauseOf({ steps }: Opened): string | null {
    const clause = steps.findLast((step) => step.node.clause !== null)?.node.clause;
    if (!clause) return null;
    return clause.wording
      ? t("clauseWording", { article: pick(clause.article, locale), wording: pick(clause.wording, locale) })
      : pick(clause.article, locale);
  }
}

function PersonWithPost({ person }: { person: { name: string; nameLatin: string; post: string | null } }) {
  const t = useTranslations("reviews.evidence");
  const posts = useTranslations("people.posts") as unknown as { (key: string): string; has: (key: string) => boolean };
  const locale = useLocale();
  const name = nameOf(person, locale);
  return <>{person.post && posts.has(person.post) ? t("person", { name, post: posts(person.post) }) : name}</>;
}

/** Points on the record's own scale, and what they make in the total. */
function PointsOf({ opened, total }: { opened: Opened; total: string | null }) {
  const t = useTranslations("reviews.evidence");
  const { node } = opened;
  const share = node.share === null || total === null ? null : node.share;
  const own =
    node.fact?.line !== undefined && node.value !== null && node.full !== null
      ? t("lostOf", {
          lost: formatPoints(text(points(node.full).minus(points(node.value)))),
          of: formatPoints(node.full),
        })
      : node.value !== null && node.full !== null
        ? t("gotOf", { got: formatPoints(node.value), of: formatPoints(node.full) })
        : node.value !== null
          ? formatSigned(node.value)
          : t("notCounted");
  return (
    <>
      {own}
      {share !== null && (
        <> {t("share", { share: formatSigned(share, Math.min(4, Math.max(2, points(share).decimalPlaces()))) })}</>
      )}
    </>
  );
}

function Pictures({ evidence }: { evidence: Evidence | null }) {
  const t = useTranslations("reviews.evidence");
  const files =
    evidence?.kind === "finding"
      ? evidence.context.finding.evidence
      : evidence?.kind === "complaint" || evidence?.kind === "praise" || evidence?.kind === "learning"
        ? evidence.files
        : [];
  const [first, ...rest] = files.filter((file) => file.kind === "PICTURE");
  const documents = files.filter((file) => file.kind === "DOCUMENT");
  return (
    <>
      {first && (
        <figure className="pictures">
          <a href={`/api/files/${first.id}`}>
            {/* biome-ignore lint/performance/noImgElement: evidence is served by our own guarded route in fixed sizes */}
            <img
              src={`/api/files/${first.id}`}
              alt={t("picture", { name: first.name })}
              width={first.width ?? undefined}
              height={first.height ?? undefined}
              loading="lazy"
            />
          </a>
          {rest.length > 0 && (
            <div className="more">
              {rest.map((file) => (
                <a key={file.id} href={`/api/files/${file.id}`}>
                  {/* biome-ignore lint/performance/noImgElement: as above */}
                  <img
                    src={`/api/files/${file.id}?size=thumbnail`}
                    alt={t("picture", { name: file.name })}
                    loading="lazy"
                  />
                </a>
              ))}
            </div>
          )}
          <figcaption className="flex justify-between gap-3 text-note text-ink-3">
            <span>{t("pictures", { count: rest.length + 1 })}</span>
            <span className="code">
              {first.sha256.slice(0, 4)} {first.sha256.slice(4, 8)}
            </span>
          </figcaption>
        </figure>
      )}
      <Clips files={files} />
      {documents.length > 0 && (
        <ul className="text-small my-2">
          {documents.map((file) => (
            <li key={file.id}>
              <a href={`/api/files/${file.id}`}>{file.name}</a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function RecordLink({ why, opened }: { why: WhyView; opened: Opened }) {
  const root = `/campaigns/${why.campaign.code}`;
  const { stream, ref } = opened.fact;
  const { evidence } = opened;
  const places: readonly [boolean, string][] = [
    [evidence?.kind === "record", `records/${ref}`],
    [stream.startsWith("inspection."), `inspections/${ref}`],
    [stream === "complaint", `complaints/${ref}`],
    [stream === "praise", `praises/${ref}`],
    [stream.startsWith("metric."), "metrics"],
  ];
  const found = evidence?.kind === "finding" ? evidence.context : null;
  const place = found ? `inspections/${found.inspection.no}?f=${found.finding.no}` : places.find(([fits]) => fits)?.[1];
  const href = place === undefined ? null : `${root}/${place}`;
  return (
    <Figure href={href} code>
      {found?.inspection.no ?? ref}
    </Figure>
  );
}

/** 94.40 › 现场检查38.20 › 6月11日95.00 › LOB-001. */
function stepsOf(
  opened: Opened,
  why: WhyView,
  address: TreeAddress,
  locale: "zh-CN" | "en",
): { label: string; href?: string }[] {
  const gap = locale === "zh-CN" ? "" : " ";
  const steps: { label: string; href?: string }[] = [
    {
      label: why.sheet.total === null ? pick(why.subject.name, locale) : formatPoints(why.sheet.total),
      href: address.hrefOf({ open: [] }),
    },
  ];
  for (const { node, path } of opened.steps.slice(1)) {
    if (isComposed(node) && node.weight === null) continue;
    steps.push({
      label: labelOf(node, gap, locale),
      href:
        node.kind === "fact" && node.fact
          ? address.hrefOf({ open: [path], fact: node.fact.id })
          : address.hrefOf({ open: [path] }),
    });
  }
  const last = steps.pop();
  return last ? [...steps, { label: last.label }] : steps;
}

function labelOf(node: Explained, gap: string, locale: "zh-CN" | "en"): string {
  if (node.fact?.line !== undefined) return node.code;
  const name =
    node.kind === "fact" && node.fact
      ? node.fact.stream.startsWith("metric.")
        ? formatMonth(node.fact.on, locale)
        : formatDay(node.fact.on, locale)
      : pick(node.name, locale);
  const figure = node.kind === "fact" ? node.value : (node.share ?? node.value);
  return figure === null ? name : `${name}${gap}${formatPoints(figure)}`;
}
