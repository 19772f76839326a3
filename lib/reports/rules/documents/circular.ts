import type { Paper } from "@/lib/platform/paper/types";
import type { ReviewMaterial } from "./material";
import { Body } from "./outline";
import { groupsTable, problemsTable, rankingTables, unrankedNames } from "./ranking";
import { sinceDecided } from "./seats";
import type { Words } from "./words";

/** How many problems a circular names. */
const NAMED = 10;

/**
 * The circular (通报) of a published review. It is the same for every reader: the published list, the awards, the penalties
 * that consist in being made known, and problems that more than one outlet had, without saying whose.
 */
export function circularOf(material: ReviewMaterial, words: Words): Paper {
  const { campaign, review, kind } = material;
  const body = new Body(words);
  const names = { campaign: words.own(campaign.name), review: words.own(review.name) };
  const listed = material.rows.filter((row) => row.listed);
  body.text(
    words.t("circular.intro", {
      ...names,
      plan: words.quoted(material.programme.name),
      version: material.planVersion,
      period: words.range(material.period),
      units: material.rows.length,
      ranked: material.rows.filter((row) => row.rank !== null).length,
      kind,
      mean: words.points(material.mean),
    }),
  );
  body.heading(1, words.t("circular.ranking"));
  rankingTables(body, words, material, listed, words.t("circular.rankingTable", { review: names.review }));
  if (listed.length < material.rows.length) body.text(words.t("circular.listed"));
  const unranked = unrankedNames(words, listed);
  if (unranked.length > 0) body.text(words.t("circular.unranked", { names: words.join(unranked) }));
  if (material.groups.length > 1) {
    body.heading(1, words.t("circular.groups"));
    groupsTable(body, words, material);
  }
  if (material.awards.length > 0) {
    body.heading(1, words.t("circular.awards"));
    for (const award of material.awards) {
      const { plan, winners } = award;
      body.heading(2, words.own(plan.name));
      body.text(
        winners.length === 0
          ? words.t("circular.awardNone")
          : words.t("circular.awardLine", { names: words.parties(winners.map(({ party }) => party)) }),
      );
      const since = sinceDecided(award, words);
      if (since) body.text(since);
    }
  }
  if (material.programme.penalties.some((plan) => plan.review === review.code)) penalties(body, material, words);
  body.heading(1, words.t("circular.problems"));
  const problems = material.problems.filter(({ outlets }) => outlets > 1).slice(0, NAMED);
  if (problems.length === 0) body.text(words.t("circular.problemsNone"));
  else {
    body.text(words.t("circular.problemsIntro", { count: problems.length }));
    problemsTable(body, words, words.t("circular.problemsTable"), problems);
  }
  notice(body, material, words);
  return {
    locale: words.locale,
    head: words.own(campaign.organiser),
    number: material.numbers.circular,
    title: words.t("circular.title", names),
    subtitle: null,
    addressee: words.t("circular.addressee"),
    body: body.blocks,
    closing: {
      issuer: words.t("issuer", { unit: words.own(campaign.organiser) }),
      day: words.day(material.publishedOn ?? material.today),
    },
  };
}

/** Only what consists in being made known names anybody; whoever is fined reads it in a notice of their own. */
function penalties(body: Body, { penalties: given }: ReviewMaterial, words: Words): void {
  body.heading(1, words.t("circular.penalties"));
  const known = given.flatMap(({ party, consequences }) =>
    consequences.flatMap(({ plan }) => (plan.kind === "CIRCULAR" ? [{ party, plan }] : [])),
  );
  for (const [name, own] of Map.groupBy(known, ({ plan }) => words.own(plan.name))) {
    body.text(
      words.t("circular.penaltyLine", { names: words.parties(own.map(({ party }) => party)), consequence: name }),
    );
  }
  if (known.length === 0) body.text(words.t("circular.penaltyNone"));
  const others = given.some(({ consequences }) => consequences.some(({ plan }) => plan.kind !== "CIRCULAR"));
  if (others) body.text(words.t("circular.penaltyOther"));
}

function notice(body: Body, { publishedOn, noticeUntil }: ReviewMaterial, words: Words): void {
  if (publishedOn === null) return;
  body.heading(1, words.t("circular.notice"));
  const from = words.day(publishedOn);
  body.text(
    noticeUntil === null
      ? words.t("circular.noticeNone", { from })
      : words.t("circular.noticeText", { from, until: words.day(noticeUntil) }),
  );
}
