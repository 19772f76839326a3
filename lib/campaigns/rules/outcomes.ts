import type { Text } from "@/lib/kernel/text";
import type { AwardPlan, PenaltyPlan, Programme } from "@/lib/scoring/programme/schema";
import { blanksOf } from "./blanks";
import { type Line, nodeName } from "./lines";

/** What an award goes to, in one sentence. Prizes and exclusions are told below it. */
export function awardLine(programme: Programme, award: AwardPlan): Line {
  const i = programme.awards.indexOf(award);
  const blanks = blanksOf(programme);
  const at = (path: string) => blanks.get(`/awards/${i}/${path}`)!;
  const review = programme.reviews.find((candidate) => candidate.code === award.review);
  const nominated = award.basis.kind === "NOMINATION";
  return {
    id: `/awards/${i}`,
    say: nominated ? "awardNominated" : award.target === "UNIT" ? "awardRanked" : "awardRankedPerson",
    name: award.name,
    values: {
      review: review?.name ?? award.name,
      node: award.basis.kind === "RANK" ? nodeName(programme, award.basis.node) : award.name,
    },
    blanks: {
      min: at("quota/min"),
      max: at("quota/max"),
      settledOn: at("settledOn"),
      ...(nominated ? { perUnit: at("basis/perUnit") } : {}),
    },
    clause: award.clause ?? null,
    example: null,
  };
}

/** When a penalty is proposed, then one sentence for each fine. */
export function penaltyLines(programme: Programme, penalty: PenaltyPlan): Line[] {
  const i = programme.penalties.indexOf(penalty);
  const blanks = blanksOf(programme);
  const at = (path: string) => blanks.get(`/penalties/${i}/${path}`)!;
  const review = programme.reviews.find((candidate) => candidate.code === penalty.review);
  const bottom = penalty.when.kind === "BOTTOM";
  const base = { name: penalty.name, clause: penalty.clause ?? null, example: null };
  const names = join(penalty.consequences.map((consequence) => consequence.name));
  const values = { review: review?.name ?? penalty.name, consequences: names };
  const several = penalty.consequences.length > 1;
  return [
    {
      ...base,
      id: `/penalties/${i}`,
      say:
        penalty.when.kind === "PER_EVENT"
          ? "penaltyEvent"
          : penalty.when.outsideRank
            ? "penaltyBottomOutside"
            : "penaltyBottom",
      values,
      blanks: bottom ? { n: at("when/n") } : {},
    },
    {
      ...base,
      id: `/penalties/${i}/consequences`,
      say: several ? "penaltyChoose" : "penaltyOne",
      values,
      blanks: several ? { choose: at("choose") } : {},
    },
    ...penalty.consequences.flatMap((consequence, j) =>
      consequence.amount
        ? [
            {
              ...base,
              id: `/penalties/${i}/consequences/${j}`,
              say: "penaltyFine",
              name: consequence.name,
              values,
              blanks: { min: at(`consequences/${j}/amount/min`), max: at(`consequences/${j}/amount/max`) },
            },
          ]
        : [],
    ),
  ];
}

function join(names: readonly Text[]): Text {
  return { zh: names.map((name) => name.zh).join("；"), en: names.map((name) => name.en).join("; ") };
}
