import { memberOf } from "../../outcomes";
import type { SubjectInput } from "../../types";
import { type Issue, issue } from "../issue";
import type { Programme } from "../schema";

/**
 * What only shows once it is known who takes part: more awards than there are participants (of the smallest group, where
 * the quota is per group), and last places that are everybody. `subjects`: the participants of each review by its code;
 * a review that is missing there is not looked at. Notices, since fewer winners than seats is right.
 */
export function checkPopulation(
  programme: Programme,
  subjects: Readonly<Record<string, readonly SubjectInput[]>>,
): Issue[] {
  const of = (review: string, population: Parameters<typeof memberOf>[1]) => {
    if (!Object.hasOwn(subjects, review)) return null;
    const sizes = new Map<string, number>();
    for (const subject of subjects[review]!) {
      const member = subject.excluded ? null : memberOf(subject, population);
      if (member !== null) sizes.set(member, (sizes.get(member) ?? 0) + 1);
    }
    return sizes.size === 0 ? 0 : Math.min(...sizes.values());
  };
  return [
    ...programme.awards.flatMap((award, i) => {
      const { quota, basis, name, review, target } = award;
      const scored = programme.reviews.find((plan) => plan.code === review)?.subjects?.kind ?? "UNIT";
      // People named by outlets: so many of each.
      const each = basis.kind === "NOMINATION" && target !== scored ? basis.perUnit : 1;
      const there = of(review, quota.per);
      // A threshold is for everybody who reaches it; a seat too many is no promise to anyone.
      const open = basis.kind === "THRESHOLD" || basis.kind === "STREAK";
      return there !== null && !open && quota.max !== null && quota.max > there * each
        ? [issue("QUOTA_ABOVE_POPULATION", `/awards/${i}/quota/max`, name, { max: quota.max, there: there * each })]
        : [];
    }),
    ...programme.penalties.flatMap(({ when, name, review }, i) => {
      if (when.kind !== "BOTTOM" || when.n === null || when.outsideRank !== undefined) return [];
      const there = of(review, when.population);
      return there !== null && when.n >= there
        ? [issue("BOTTOM_ABOVE_POPULATION", `/penalties/${i}/when/n`, name, { n: when.n, there })]
        : [];
    }),
  ];
}
