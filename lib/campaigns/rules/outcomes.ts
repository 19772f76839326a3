import type { Text } from "@/lib/kernel/text";
import type { AwardPlan, PenaltyPlan, Programme } from "@/lib/scoring/programme/schema";
import { blanksOf } from "./blanks";
import { conditionLines, type Line, nodeName, treeLines } from "./lines";

/** What an award goes to, in one sentence. Prizes and exclusions are told below it. */
export function awardLine(programme: Programme, award: AwardPlan): Line {
  const i = programme.awards.indexOf(award);
  const blanks = blanksOf(programme);
  const at = (path: string) => blanks.get(`/awards/${i}/${path}`)!;
  const review = programme.reviews.find((candidate) => candidate.code === award.review);
  const nominated = award.basis.kind === "NOMINATION";
  return {
    id: `/awards/${i}`,
    say: nominated
      ? "awardNominated"
      : award.basis.kind !== "RANK"
        ? `award${award.basis.kind}`
        : award.target === "UNIT"
          ? "awardRanked"
          : "awardRankedPerson",
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
      say: saidOf(penalty.when),
      values,
      blanks: bottom ? { n: at("when/n") } : {},
    },
    ...(penalty.when.kind === "THRESHOLD"
      ? conditionLines(programme, penalty.when.when, `/penalties/${i}/when/when`, penalty.name)
      : []),
    ...(penalty.since === undefined
      ? []
      : [{ ...base, id: `/penalties/${i}/since`, say: "penaltySince", values, blanks: { since: at("since") } }]),
    ...(penalty.repeat
      ? [{ ...base, id: `/penalties/${i}/repeat`, say: "penaltyRepeat", values, blanks: { times: at("repeat/times") } }]
      : []),
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
    ...penalty.consequences.flatMap((consequence, j) =>
      consequence.by ? treeLines(programme, consequence.by, `/penalties/${i}/consequences/${j}/by`) : [],
    ),
  ];
}

function saidOf(when: PenaltyPlan["when"]): string {
  switch (when.kind) {
    case "PER_EVENT":
      return "penaltyEvent";
    case "BOTTOM":
      return when.outsideRank ? "penaltyBottomOutside" : "penaltyBottom";
    case "THRESHOLD":
      return "penaltyThreshold";
    case "STREAK":
      return "penaltyStreak";
  }
}

/** What an award asks besides its place, and how its computed money comes about. */
export function awardFigures(programme: Programme, award: AwardPlan): Line[] {
  const i = programme.awards.indexOf(award);
  return [
    ...(award.basis.kind === "THRESHOLD"
      ? conditionLines(programme, award.basis.when, `/awards/${i}/basis/when`, award.name)
      : []),
    ...(award.conditions ?? []).flatMap((entry, j) =>
      conditionLines(programme, entry.when, `/awards/${i}/conditions/${j}/when`, entry.name),
    ),
    ...award.prizes.flatMap((prize, j) =>
      prize.by ? treeLines(programme, prize.by, `/awards/${i}/prizes/${j}/by`) : [],
    ),
  ];
}

/** Who may take part in a review, and how many names its list shows. */
export function reviewFigures(programme: Programme, review: number): Line[] {
  const plan = programme.reviews[review]!;
  const listed = blanksOf(programme).get(`/reviews/${review}/listed`);
  return [
    ...(listed
      ? [
          {
            id: `/reviews/${review}/listed`,
            say: "listed",
            name: plan.name,
            values: {},
            blanks: { listed },
            clause: null,
            example: null,
          },
        ]
      : []),
    ...(plan.entry ?? []).flatMap((entry, j) =>
      conditionLines(programme, entry.when, `/reviews/${review}/entry/${j}/when`, entry.name),
    ),
  ];
}

function join(names: readonly Text[]): Text {
  return { zh: names.map((name) => name.zh).join("；"), en: names.map((name) => name.en).join("; ") };
}
