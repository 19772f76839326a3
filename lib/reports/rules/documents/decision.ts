import type { Paper } from "@/lib/platform/paper/types";
import type { AwardGiven, ReviewMaterial } from "./material";
import { Body, column } from "./outline";
import { holder, sinceDecided } from "./seats";
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
    const since = sinceDecided(award, words);
    if (since) body.text(since);
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

/**
 * The list of winners for the level above (上报名单): those whom the plan reports, as they have their awards today, and
 * what it is asked to pay.
 */
export function listOf(material: ReviewMaterial, words: Words): Paper {
  const { campaign, review } = material;
  const body = new Body(words);
  const names = { campaign: words.own(campaign.name), review: words.own(review.name) };
  const held = material.awards.flatMap(({ plan, reportTo, holders }) =>
    holders.map((one) => ({ plan, reportTo, ...one })),
  );
  const reported = held.flatMap(({ reportTo, ...one }) => (reportTo === null ? [] : [{ reportTo, ...one }]));
  body.text(words.t("list.intro", { ...names, count: reported.length }));
  body.heading(1, words.t("list.table"));
  if (reported.length === 0) body.text(words.t("list.none"));
  else {
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
      reported.map((one, index) => [
        String(index + 1),
        holder(one, words),
        words.own(one.plan.name),
        words.t(`payer.${one.reportTo}`),
        words.points(one.value),
        words.list(one.prizes.map((prize) => words.prize(prize))),
      ]),
    );
  }
  body.heading(1, words.t("list.upward"));
  const upward = held.flatMap((one) =>
    one.prizes.flatMap((prize) => (prize.prize.payer === "SUB_BRANCH" ? [] : [{ one, prize }])),
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
      upward.map(({ one, prize }, index) => [
        String(index + 1),
        holder(one, words),
        words.own(one.plan.name),
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
