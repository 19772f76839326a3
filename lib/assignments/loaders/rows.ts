import "server-only";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { courseOf, mapAbout } from "../data/about";
import { countAnswersBy } from "../data/assignments";
import { stateOf } from "../rules/course";
import type { Assignment, AssignmentRow } from "../types";

const NOWHERE: Text = { zh: "—", en: "—" };

/** Assignments as lists show them, in the order given. */
export async function rowsOf(assignments: readonly Assignment[]): Promise<AssignmentRow[]> {
  const day = today();
  const accountIds = [...new Set(assignments.map(({ accountId }) => accountId))];
  const [abouts, accounts, campaigns, units, answers] = await Promise.all([
    mapAbout(db, assignments),
    db.account.findMany({ where: { id: { in: accountIds } }, select: { id: true, displayName: true } }),
    db.campaign.findMany({
      where: { id: { in: [...new Set(assignments.map(({ campaignId }) => campaignId))] } },
      select: { id: true, nameZh: true, nameEn: true },
    }),
    mapUnits(db, [...new Set(assignments.flatMap(({ unitIds }) => unitIds))], day),
    countAnswersBy(
      db,
      assignments.flatMap(({ surveyId }) => surveyId ?? []),
      accountIds,
    ),
  ]);
  const evaluators = new Map(accounts.map(({ id, displayName }) => [id, displayName]));
  const names = new Map(campaigns.map(({ id, nameZh, nameEn }) => [id, { zh: nameZh, en: nameEn }]));
  return assignments.flatMap((one): AssignmentRow[] => {
    const about = abouts.get(one.id);
    if (!about) return [];
    const course = courseOf(one, about);
    const common = {
      no: one.no,
      state: stateOf(course, day),
      outlets: one.unitIds.flatMap((id) => units.get(id)?.name ?? []),
      dueOn: one.dueOn,
      evaluator: evaluators.get(one.accountId) ?? "",
      campaign: names.get(one.campaignId) ?? NOWHERE,
    };
    if ("survey" in about) {
      const done = answers.get(`${one.surveyId} ${one.accountId}`) ?? 0;
      return [{ ...common, kind: "SURVEY", about: about.survey.name, done }];
    }
    const { no } = about.visit;
    return [{ ...common, kind: "KEYING", about: { zh: no, en: no }, done: course.keyed ? 1 : 0 }];
  });
}
