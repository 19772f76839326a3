import { points } from "@/lib/kernel/points";
import { say } from "./explain/draft";
import { ProgrammeError } from "./programme/error";
import type { Programme, ReviewPlan } from "./programme/schema";
import { inTree, rankScored, type Scored, type TieValue } from "./rank";
import type { Ranking, ScoreSheet, Standing, SubjectInput } from "./types";

/**
 * The ranking of a review as its plan wants it: in one list, or each competition group for itself (`groups: APART`),
 * with the grade each total reaches, and who is kept off the published list: members of a withheld group, and those
 * below the places that are listed. Withholding changes no rank.
 *
 * Throws `ProgrammeError` BLANK for a grade or a number of listed places that was left open.
 */
export function placeSubjects(
  programme: Programme,
  review: ReviewPlan,
  sheets: readonly ScoreSheet[],
  subjects: ReadonlyMap<string, SubjectInput>,
): Ranking {
  return placeScored(programme, review, sheets, subjects, inTree);
}

/** The same of totals without their trees. */
export function placeScored<T extends Scored>(
  programme: Programme,
  review: ReviewPlan,
  sheets: readonly T[],
  subjects: ReadonlyMap<string, SubjectInput>,
  atNode: TieValue<T>,
): Ranking {
  const groupOf = (id: string) => subjects.get(id)?.group;
  const ranking =
    review.groups === "APART"
      ? rankApart(programme, review, sheets, groupOf, atNode)
      : rankScored(sheets, review.ties, atNode);
  const standings = ranking.standings.map((standing): Standing => {
    const grade = gradeOf(review, standing.total, subjects.get(standing.subject)?.post);
    const unlisted = unlistedWhy(programme, review, standing, groupOf(standing.subject));
    return { ...standing, ...(grade !== undefined && { grade }), ...(unlisted && { unlisted }) };
  });
  return { ...ranking, standings };
}

/** Groups in the plan's order, those without a group last; each ranked from 1. */
function rankApart<T extends Scored>(
  programme: Programme,
  review: ReviewPlan,
  sheets: readonly T[],
  groupOf: (id: string) => string | undefined,
  atNode: TieValue<T>,
): Ranking {
  const order = [...programme.groups.map((group) => group.code), undefined];
  const known = new Set(order);
  const parts = order.map((code) => {
    const own = sheets.filter((sheet) => {
      const group = groupOf(sheet.subject);
      return known.has(group) ? group === code : code === undefined;
    });
    const { standings } = rankScored(own, review.ties, atNode);
    return standings.map((standing) => (code === undefined ? standing : { ...standing, group: code }));
  });
  const all = parts.flat();
  const ranked = all.filter((standing) => standing.rank !== null);
  return { standings: [...ranked, ...all.filter((standing) => standing.rank === null)], ranked: ranked.length };
}

/** The highest band whose lower end the total reaches; bands of the subject's post come before those for everybody. */
function gradeOf(review: ReviewPlan, total: string | null, post: string | undefined): string | undefined {
  if (total === null || !review.grades) return undefined;
  const table =
    review.grades.find((grades) => post !== undefined && grades.posts?.includes(post)) ??
    review.grades.find((grades) => grades.posts === undefined);
  if (!table) return undefined;
  let best: { code: string; from: string } | undefined;
  for (const { code, from } of table.bands) {
    if (from === null) throw new ProgrammeError("BLANK", code);
    if (points(total).lessThan(points(from))) continue;
    if (!best || points(from).greaterThan(points(best.from))) best = { code, from };
  }
  return best?.code;
}

function unlistedWhy(programme: Programme, review: ReviewPlan, standing: Standing, group: string | undefined) {
  const withheld = programme.groups.find((candidate) => candidate.code === group)?.withheld;
  if (withheld) return say("groupWithheld", { reason_zh: withheld.zh, reason_en: withheld.en });
  if (review.listed === null) throw new ProgrammeError("BLANK", review.code);
  if (review.listed === undefined || standing.rank === null || standing.rank <= review.listed) return undefined;
  return say("belowListed", { listed: review.listed });
}
