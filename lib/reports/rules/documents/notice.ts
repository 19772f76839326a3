import { appealTerms } from "@/lib/appeals/rules/appeals";
import type { Paper } from "@/lib/platform/paper/types";
import type { PenaltyGiven, ReviewMaterial } from "./material";
import { Body } from "./outline";
import { groundOf, withoutStop } from "./ranking";
import type { Words } from "./words";

/** The notice (处罚通知书) to one unit or person: ground, basis, decision, and how and until when to object. */
export function noticeOf(material: ReviewMaterial, penalty: PenaltyGiven, words: Words): Paper {
  const { campaign, review } = material;
  const { party } = penalty;
  const body = new Body(words);
  body.text(
    words.t("notice.intro", {
      campaign: words.own(campaign.name),
      review: words.own(review.name),
      who: words.t(party.person ? "notice.youPerson" : "notice.you"),
    }),
  );
  body.heading(1, words.t("notice.ground"));
  body.text(`${groundOf(penalty, words)}${words.t("stop")}`);
  if (penalty.record)
    body.text(words.t("notice.record", { ref: penalty.record.ref, day: words.day(penalty.record.on) }));
  if (penalty.repeated) body.text(`${withoutStop(words.say(penalty.repeated))}${words.t("stop")}`);
  if (penalty.reason) body.text(words.t("notice.reason", { reason: penalty.reason }));
  body.heading(1, words.t("notice.basis"));
  body.text(basisOf(material, penalty, words));
  body.heading(1, words.t("notice.decision"));
  body.list(
    penalty.consequences.map(({ plan: consequence, amountMinor }) =>
      amountMinor === null
        ? words.t("notice.decisionLine", { name: words.own(consequence.name) })
        : words.t("notice.decisionFine", { name: words.own(consequence.name), amount: words.money(amountMinor) }),
    ),
  );
  const { decidedBy } = penalty;
  if (decidedBy) body.text(words.t("notice.decidedBy", decidedBy));
  body.heading(1, words.t("notice.appeal"));
  body.text(
    penalty.appealUntil === null
      ? words.t("notice.appealWithin", { days: appealTerms(material.programme).days })
      : words.t("notice.appealUntil", { until: words.day(penalty.appealUntil) }),
  );
  body.text(words.t("notice.appealEffect"));
  return {
    locale: words.locale,
    head: words.own(campaign.organiser),
    number: penalty.number,
    title: words.t("notice.title"),
    subtitle: null,
    addressee: words.t("notice.addressee", { name: words.party(party) }),
    body: body.blocks,
    closing: {
      issuer: words.t("issuer", { unit: words.own(campaign.organiser) }),
      day: words.day(material.publishedOn ?? penalty.decidedOn),
    },
  };
}

function basisOf({ programme, planVersion }: ReviewMaterial, { plan }: PenaltyGiven, words: Words): string {
  if (!plan.clause) return words.t("notice.basisPlan", { plan: words.quoted(programme.name), version: planVersion });
  const article = words.own(plan.clause.article);
  return plan.clause.wording
    ? words.t("notice.basisClause", { article, wording: words.own(plan.clause.wording) })
    : words.t("notice.basisArticle", { article });
}
