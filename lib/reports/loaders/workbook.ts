import "server-only";
import { notFound } from "next/navigation";
import { perform } from "@/lib/access/usecase";
import { type Day, type DayRange, within } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { computedFor, planOf, requireReview } from "@/lib/reviews/loaders/access";
import { opensDetails } from "@/lib/reviews/policy";
import { localRanks, membersOf } from "@/lib/reviews/rules/populations";
import { mapSubjects } from "@/lib/reviews/subjects";
import type { ResultHead, ReviewState } from "@/lib/reviews/types";
import { reviewPeriod } from "@/lib/scoring/awards";
import { decidedUnder } from "../data/decided";
import type { Named, WorkbookSource } from "../types";
import { takeWorkbook } from "../usecases";

/** A review as a workbook shows it, and what its cover says. */
export interface WorkbookView {
  readonly source: Omit<WorkbookSource, "title" | "about">;
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly period: DayRange;
  readonly state: ReviewState;
  readonly result: ResultHead | null;
  readonly planVersion: number;
  readonly today: Day;
}

/** For whoever may read the review: those who prepare it get everything, readers of a published result what they may open. */
export async function loadWorkbook(campaignCode: string, reviewCode: string): Promise<WorkbookView> {
  const access = await requireReview(campaignCode, reviewCode);
  const { actor, subject, life, result, all } = access;
  const taken = await perform(takeWorkbook, { actor, input: { campaign: campaignCode, review: reviewCode } });
  if (!taken.ok) notFound();
  const { computation, programme, input } = await computedFor(campaignCode, reviewCode);
  const day = today();
  const period = reviewPeriod(programme, reviewCode);
  const ids = computation.ranking.standings.map((standing) => standing.subject);
  const then = await mapSubjects(db, programme, ids, within(day, period) ? day : period.to);
  const now = await mapSubjects(db, programme, ids, day);
  const open = new Set(
    ids.filter((id) => {
      const known = now.get(id) ?? then.get(id);
      return all || (known !== undefined && access.opens(known));
    }),
  );
  const decided = await decidedUnder(db, subject.campaign, reviewCode, result);
  const concerned = [...decided.awards, ...(decided.followers ?? [])];
  // Who was nominated stands in no ranking of outlets; their outlet says who may read of it.
  const holders = await mapUnits(
    db,
    concerned.map(({ holder }) => holder),
    day,
  );
  const opens = (id: string) => {
    const unit = holders.get(id);
    return all || open.has(id) || (unit !== undefined && opensDetails(actor, unit.path));
  };
  const people = await mapPeople(db, [
    ...computation.penalties.flatMap((proposal) => (open.has(proposal.subject) ? (proposal.person ?? []) : [])),
    ...concerned.flatMap(({ subject: id, holder }) => (id !== holder && opens(holder) ? [id] : [])),
  ]);
  const units = await mapUnits(
    db,
    membersOf(localRanks(computation.ranking, input.subjects)),
    within(day, period) ? day : period.to,
  );
  return {
    source: {
      review: planOf(access, programme),
      programme,
      input,
      computation,
      names: new Map(
        [...then].map(([id, { code, name, kind, unit }]): [string, Named] => [
          id,
          { code, name, outlet: kind === "PERSON" ? (unit?.name ?? null) : null },
        ]),
      ),
      units: new Map([...units].map(([id, { name }]) => [id, name])),
      people: new Map([...people].map(([id, { name, nameLatin }]) => [id, { zh: name, en: nameLatin }])),
      decided,
      all,
      opens,
    },
    campaign: { code: subject.campaign.code, name: subject.campaign.name },
    period,
    state: life.state,
    result,
    planVersion: result?.planVersion ?? subject.plan.version,
    today: day,
  };
}
