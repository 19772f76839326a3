import "@/components/reviews/reviews.css";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ItemBeside } from "@/components/appeals/ItemBeside";
import { Replies } from "@/components/appeals/Replies";
import { MakeUpFigure, TrendFigure } from "@/components/reviews/charts/Figures";
import { Equation } from "@/components/reviews/Equation";
import { EvidencePanel } from "@/components/reviews/EvidencePanel";
import { Changes } from "@/components/reviews/explain/Changes";
import { ExplanationView } from "@/components/reviews/explain/ExplanationView";
import { PlacesWithin } from "@/components/reviews/explain/PlacesWithin";
import { UnitOutcomes } from "@/components/reviews/explain/UnitOutcomes";
import { viewOf } from "@/components/reviews/explain/views";
import { short } from "@/components/reviews/ReviewActs";
import { ReviewStateMark } from "@/components/reviews/ReviewStateMark";
import { Said } from "@/components/reviews/Said";
import type { TreeAddress } from "@/components/reviews/ScoreTree";
import { Versus } from "@/components/reviews/Versus";
import { Button, LinkButton } from "@/components/ui/Button";
import { Figure } from "@/components/ui/Figure";
import { Fields } from "@/components/ui/form/Fields";
import { SelectField } from "@/components/ui/form/inputs";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, PageHead, Section, Sentence, TwoColumn, Waiting } from "@/components/ui/Page";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import { loadBesideFigure, loadBesideItem, loadSaidBy } from "@/lib/appeals/loaders/items";
import { formatDay, formatDayRange, formatMoney, formatRank, pick } from "@/lib/platform/i18n/format";
import { loadChanges } from "@/lib/reviews/loaders/changes";
import { loadWhy } from "@/lib/reviews/loaders/why";
import { components } from "@/lib/reviews/rules/lines";
import { SCORE, type Tree } from "@/lib/reviews/rules/trees";

type Query = Record<string, string | string[] | undefined>;
interface Props {
  params: Promise<{ campaign: string; review: string; subject: string }>;
  searchParams: Promise<Query>;
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

const PATH = /^\d{1,4}(\.\d{1,4}){0,20}$/;

async function read({ params, searchParams }: Props) {
  const { campaign, review, subject } = await params;
  const query = await searchParams;
  const [fact, line, other, of] = [one(query.fact), one(query.line), one(query.with), one(query.of)];
  const why = await loadWhy(campaign, review, subject, {
    ...(fact ? { fact } : {}),
    ...(line ? { line } : {}),
    ...(other ? { with: other } : {}),
    ...(of ? { of } : {}),
  });
  const open = (one(query.open) ?? "")
    .split(",")
    .filter((path) => PATH.test(path))
    .slice(0, 40);
  const view = viewOf(one(query.view));
  return { why, open, other, view, page: one(query.page), asksForChanges: one(query.change) !== undefined };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { why } = await read(props);
  const t = await getTranslations("reviews.why");
  const locale = await getLocale();
  const unit = pick(why.subject.name, locale);
  return {
    title:
      why.standing.rank === null
        ? t("titleUnranked", { unit })
        : t("title", { unit, rank: formatRank(why.standing.rank, locale) }),
  };
}

export default async function WhyPage(props: Props) {
  const { why, open, other, view, page, asksForChanges } = await read(props);
  const t = await getTranslations("reviews.why");
  const explain = await getTranslations("explain");
  const appeals = await getTranslations("appeals");
  const locale = await getLocale();
  const unit = pick(why.subject.name, locale);
  const room = `/campaigns/${why.campaign.code}/reviews/${why.review.code}`;
  const base = `${room}/why/${why.subject.code}`;
  const beside = await besideOpened(why);
  // Of a person's or a group's score the records are shown, not everything their outlet ever said.
  const said = await loadSaidBy(why.campaign.code, why.subject.kind === "UNIT" ? why.subject.id : null);
  const { opened, tree } = why;
  // What leads to the record just opened is open too, when it stands in the tree on the page.
  const leading = opened && opened.root === tree.root ? opened.steps.slice(0, -1).map((step) => step.path) : [];
  const shown = [...new Set([...open, ...leading])];
  const addressWith = (changed: Record<string, string | null>) => {
    const kept = { view: view === "tree" ? null : view, of: tree.key === SCORE ? null : tree.key, with: other ?? null };
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...kept, ...changed })) if (value) query.set(name, value);
    const text = query.toString();
    return text === "" ? base : `${base}?${text}`;
  };
  const address: TreeAddress = {
    open: shown,
    fact: opened?.fact.id ?? null,
    line: opened?.node.fact?.line ?? null,
    hrefOf: ({ open: paths, fact, line }) => {
      const outermost = paths.filter(
        (path) => !paths.some((longer) => longer !== path && longer.startsWith(`${path}.`)),
      );
      return addressWith({ open: outermost.join(","), fact: fact ?? null, line: fact ? (line ?? null) : null });
    },
    hrefOfCarried: (code) => {
      const carried = why.carried.find((one) => one.node === code);
      return carried ? `/campaigns/${why.campaign.code}/reviews/${carried.review}/why/${why.subject.code}` : null;
    },
  };
  const nameOfTree = ({ name, part }: Tree) =>
    name && part ? explain("trees.money", { name: pick(name, locale), part: pick(part, locale) }) : "";
  const lines = components(why.sheet.root, false);
  const comparison = why.comparison;
  const { total } = why.sheet;
  return (
    <TwoColumn
      railLabel={t("evidence")}
      rail={
        opened ? (
          <>
            <EvidencePanel why={why} opened={opened} address={address} />
            {beside && <ItemBeside beside={beside} />}
          </>
        ) : view === "tree" ? (
          <EmptyState>{t("openSomething")}</EmptyState>
        ) : undefined
      }
    >
      <PageHead
        title={
          why.standing.rank === null
            ? t("titleUnranked", { unit })
            : t("title", { unit, rank: formatRank(why.standing.rank, locale) })
        }
        state={<ReviewStateMark state={why.state} noticeUntil={why.noticeUntil} />}
        back={{ href: room, title: pick(why.review.name, locale) }}
        meta={[
          formatDayRange(why.period.from, why.period.to, locale),
          t("plan", { version: why.planVersion }),
          t("rounding"),
          why.result &&
            t.rich("sealed", {
              seal: () => (
                <Figure key="seal" code label={why.result?.seal}>
                  {short(why.result?.seal ?? "")}
                </Figure>
              ),
            }),
        ]}
        actions={
          why.others.length > 1 &&
          why.standing.rank !== null && (
            <LinkButton size="low" href={`${room}/compare?a=${why.subject.code}`}>
              {t("compare", { kind: why.subject.kind })}
            </LinkButton>
          )
        }
      />
      {why.live && (
        <Notice kind="wait" title={t("liveTitle", { day: formatDay(why.today, locale) })}>
          {t("live")}
        </Notice>
      )}
      {!why.agrees && (
        <Notice kind="blocked" title={t("brokenTitle")}>
          {t("broken")}
        </Notice>
      )}
      {why.trees.length > 1 && (
        <SegmentLinks
          label={explain("trees.label")}
          links={why.trees.map((one) => ({
            href: addressWith({ of: one.key === SCORE ? null : one.key }),
            label: one.key === SCORE ? explain("trees.score") : nameOfTree(one),
            current: one.key === tree.key,
          }))}
        />
      )}
      {tree.key !== SCORE ? (
        <Sentence>
          <b>
            {explain("trees.amountTitle", {
              name: tree.name ? pick(tree.name, locale) : "",
              part: tree.part ? pick(tree.part, locale) : "",
              amount: formatMoney(tree.amount ?? "0", locale),
            })}
          </b>{" "}
          {explain("trees.amountNote")}
        </Sentence>
      ) : total === null ? (
        <Notice kind="info" title={t("noTotal")}>
          {why.sheet.missing.map((say, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: reasons are told apart by their place
            <p key={index}>
              <Said say={say} />
            </p>
          ))}
          <p>{t("noTotalNote")}</p>
        </Notice>
      ) : (
        <Equation
          kind={why.subject.kind}
          total={total}
          rank={why.standing.rank}
          ranked={why.ranked}
          lines={why.equation}
          checked={why.agrees && !why.live}
          hrefOf={(index) => address.hrefOf({ open: lines[index] ? [lines[index].path] : [] })}
        />
      )}
      {tree.key === SCORE && <PlacesWithin why={why} />}
      <ExplanationView why={why} view={view} page={page} address={address} addressWith={addressWith} base={base} />
      {why.outcomes.length > 0 && (
        <Section title={explain("outcomes.title")} aside={explain("outcomes.aside")}>
          <UnitOutcomes
            outcomes={why.outcomes}
            hrefOfTree={(key) => addressWith({ of: key })}
            hrefOfFact={(fact) => address.hrefOf({ open, fact })}
          />
        </Section>
      )}
      {said.length > 0 && (
        <Section id="said" title={appeals("beside.title")}>
          <Replies replies={said} base={`/campaigns/${why.campaign.code}/appeals`} links named />
        </Section>
      )}
      <Section id="changes" title={explain("changes.title")} aside={explain("changes.aside")}>
        {asksForChanges ? (
          <Suspense fallback={<Waiting />}>
            <ChangesHere
              campaign={why.campaign.code}
              review={why.review.code}
              unit={why.subject.id}
              hrefOf={(fact) => address.hrefOf({ open, fact })}
            />
          </Suspense>
        ) : (
          <LinkButton size="low" href={`${addressWith({ change: "all" })}#changes`}>
            {explain("changes.ask")}
          </LinkButton>
        )}
      </Section>
      {comparison && (
        <Section
          id="versus"
          title={t("versus", {
            above: pick(comparison.above.name, locale),
            below: pick(comparison.below.name, locale),
            aboveRank: formatRank(comparison.above.rank ?? 0, locale),
            belowRank: formatRank(comparison.below.rank ?? 0, locale),
            shared: comparison.comparison.shared ? "yes" : "no",
          })}
        >
          <Versus view={comparison} />
          <form method="get" action={base} className="no-print mt-4">
            <Fields two>
              <SelectField
                name="with"
                label={t("withOther", { kind: why.subject.kind })}
                empty={false}
                defaultValue={
                  other ?? (comparison.above.code === why.subject.code ? comparison.below.code : comparison.above.code)
                }
                options={why.others
                  .filter((candidate) => candidate.code !== why.subject.code)
                  .map((candidate) => ({
                    value: candidate.code,
                    label: t("choice", {
                      rank: formatRank(candidate.rank ?? 0, locale),
                      unit: pick(candidate.name, locale),
                    }),
                  }))}
              />
              <div className="self-end">
                <Button type="submit">{t("compareNow")}</Button>
              </div>
            </Fields>
          </form>
        </Section>
      )}
      {why.makeUp.length > 0 && (
        <Section title={t("makeUp")} aside={t("makeUpAside", { kind: why.subject.kind })}>
          <MakeUpFigure why={why} />
        </Section>
      )}
      {why.points.length > 1 && (
        <Section title={t("trend")} aside={formatDayRange(why.period.from, why.period.to, locale)}>
          <TrendFigure why={why} />
        </Section>
      )}
    </TwoColumn>
  );
}

/** What stands beside the record just opened, where it is one that can be appealed against. */
async function besideOpened({ campaign, opened }: Awaited<ReturnType<typeof loadWhy>>) {
  const evidence = opened?.evidence;
  if (evidence?.kind === "finding") return loadBesideItem(campaign.code, "FINDING", evidence.context.finding.no);
  if (evidence?.kind === "inspection") return loadBesideItem(campaign.code, "INSPECTION", evidence.detail.no);
  if (evidence?.kind === "complaint" && opened) return loadBesideItem(campaign.code, "COMPLAINT", opened.fact.ref);
  if (evidence?.kind === "record" && opened) return loadBesideItem(campaign.code, "RECORD", opened.fact.ref);
  if (evidence?.kind === "metric" && opened) return loadBesideFigure(campaign.code, opened.fact.id);
  return null;
}

/** Comes after the rest of the page: the review is computed over and over for it. */
async function ChangesHere({
  campaign,
  review,
  unit,
  hrefOf,
}: {
  campaign: string;
  review: string;
  unit: string;
  hrefOf: (fact: string) => string;
}) {
  return <Changes view={await loadChanges(campaign, review, unit)} hrefOf={hrefOf} />;
}
