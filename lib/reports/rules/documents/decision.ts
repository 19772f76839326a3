import type { Paper } from "@/lib/platform/paper/types";
import type { AwardGiven, ReviewMaterial } from "./material";
import { Body, column } from "./outline";
import type { Words } from "./words";

const given = ({ awards }: ReviewMaterial) => awards.filter(({ winners }) => winners.length > 0);

/** What each prize of an award is, once for all its winners where they get the same. */
function prizes({ winners }: AwardGiven, words: Words): string[] {
  return [...new Set(winners.flatMap((winner) => winner.prizes.map((prize) => words.prize(prize))))];
}

/** The decision (表彰决定) that honours the winners of a final review. */
export function decisionOf(material: ReviewMaterial, words: Words): Paper {
  const { campaign, review } = material;
  const body = new Body(words);
  const names = { campaign: words.own(campaign.name), review: words.own(review.name) };
  body.text(
    words.t(material.noticeUntil === null ? "decision.introPlain" : "decision.intro", {
      ...names,
      plan: words.quoted(material.programme.name),
      version: material.planVersion,
    }),
  );
  for (const award of given(material)) {
    body.heading(1, words.own(award.plan.name));
    body.text(words.t("decision.winner", { names: words.parties(award.winners.map(({ party }) => party)) }));
    const won = prizes(award, words);
    const settled = award.plan.settledOn ? words.t("decision.settled", { day: words.day(award.plan.settledOn) }) : "";
    if (won.length > 0) {
      const space = words.locale === "zh-CN" ? "" : " ";
      body.text([words.t("decision.prizes", { prizes: words.list(won) }), settled].filter(Boolean).join(space));
    }
  }
  body.text(words.t("decision.hope"));
  return {
    locale: words.locale,
    head: words.own(campaign.organiser),
    number: material.numbers.decision,
    title: words.t("decision.title", names),
    subtitle: null,
    addressee: words.t("decision.addressee"),
    body: body.blocks,
    closing: {
      issuer: words.t("issuer", { unit: words.own(campaign.organiser) }),
      day: words.day(material.finalOn ?? material.today),
    },
  };
}

/** The list of winners for the level above (上报名单): those whom the plan reports, and what it is asked to pay. */
export function listOf(material: ReviewMaterial, words: Words): Paper {
  const { campaign, review } = material;
  const body = new Body(words);
  const names = { campaign: words.own(campaign.name), review: words.own(review.name) };
  const awards = given(material);
  const winners = awards.flatMap(({ plan, reportTo, winners: own }) =>
    own.map((winner) => ({ plan, reportTo, ...winner })),
  );
  const reported = winners.flatMap(({ reportTo, ...winner }) => (reportTo === null ? [] : [{ reportTo, ...winner }]));
  body.text(words.t("list.intro", { ...names, count: reported.length }));
  body.heading(1, words.t("list.table"));
  body.table(
    words.t("list.table"),
    [
      column(words, "no", 0.8, "center"),
      column(words, "who", 3.2),
      column(words, "award", 3.2),
      column(words, "to", 1.2),
      column(words, "value", 1.4, "end"),
      column(words, "prize", 3),
    ],
    reported.map(({ plan, reportTo, party, value, prizes: won }, index) => [
      String(index + 1),
      words.party(party),
      words.own(plan.name),
      words.t(`payer.${reportTo}`),
      words.points(value),
      words.list(won.map((prize) => words.prize(prize))),
    ]),
  );
  body.heading(1, words.t("list.upward"));
  const upward = winners.flatMap(({ plan, party, prizes: won }) =>
    won.flatMap((prize) => (prize.prize.payer === "SUB_BRANCH" ? [] : [{ plan, party, prize }])),
  );
  if (upward.length === 0) body.text(words.t("list.upwardNone"));
  else {
    body.table(
      words.t("list.upwardTable"),
      [
        column(words, "no", 0.8, "center"),
        column(words, "who", 3.2),
        column(words, "award", 3.2),
        column(words, "prize", 3),
        column(words, "payer", 1.4),
      ],
      upward.map(({ plan, party, prize }, index) => [
        String(index + 1),
        words.party(party),
        words.own(plan.name),
        words.prize(prize),
        words.t(`payer.${prize.prize.payer}`),
      ]),
    );
  }
  body.text(words.t("list.end"));
  return {
    locale: words.locale,
    head: null,
    title: words.t("list.title", names),
    subtitle: null,
    addressee: words.t("list.addressee"),
    body: body.blocks,
    closing: { issuer: words.own(campaign.organiser), day: words.day(material.today) },
  };
}
