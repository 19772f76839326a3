import "server-only";
import { notFound } from "next/navigation";
import { may, rootsFor } from "@/lib/access/policy";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { publishedThrough } from "@/lib/inspections/data/records";
import { type Day, earlierOf } from "@/lib/kernel/calendar";
import { points } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import { inBreaths } from "@/lib/platform/breath";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { reviewInSteps } from "@/lib/scoring/compute";
import { openRange } from "@/lib/scoring/programme/calendar";
import type { ReviewComputation, ReviewInput } from "@/lib/scoring/types";
import { findResult, findReviewSubject, readComputed, readLife } from "../data";
import { gatherFacts } from "../gather";
import { isPublished } from "../rules/life";
import { type RateRow, rateGoals, rateList } from "../rules/rates";
import {
  isAboutOneself,
  isScoreOfOneself,
  restsOnOpen,
  type TargetRow,
  targetOf,
  targetRows,
  voteStreams,
} from "../rules/targets";
import { mapSubjects, opensSubject, type SubjectKnown } from "../subjects";
import type { ReviewState } from "../types";

/** A stage of the plan with the score it asks for, and where each stands. */
export interface StageView {
  readonly code: string;
  readonly name: Text;
  readonly from: Day;
  readonly to: Day;
  readonly state: ReviewState;
  /** The reader may open its room. */
  readonly opens: boolean;
  readonly target: string;
  /** Nothing is forecast once the result is published: the penalties are decided. */
  readonly forecast: boolean;
  readonly rows: readonly (Omit<TargetRow, "subject"> & {
    readonly id: string;
    readonly code: string;
    readonly name: Text;
  })[];
}

export interface RateView {
  readonly key: string;
  readonly review: Text;
  readonly name: Text;
  readonly rate: Text;
  readonly target: string;
  readonly rows: readonly (Omit<RateRow, "subject"> & { readonly id: string; readonly name: Text })[];
}

export interface TargetsView {
  readonly campaign: { readonly code: string; readonly name: Text };
  /** Everybody; otherwise the reader's own outlets, as far as their records are open to the reader anyway. */
  readonly all: boolean;
  readonly stages: readonly StageView[];
  readonly rates: readonly RateView[];
}

/** Stages with a target and rates with a base, for those who prepare reviews and for heads of outlets about their own. */
export async function loadTargets(campaignCode: string): Promise<TargetsView> {
  const { actor, campaign } = await requireCampaign(campaignCode);
  const all = may(actor, "reviews.readUnpublished", campaign);
  const roots = rootsFor(actor, "inspections.selfCheck");
  if (campaign.planVersion === null || (!all && roots.length === 0)) notFound();
  const day = today();
  const through = await publishedThrough(db, campaign.id);
  const stages: StageView[] = [];
  const rates: RateView[] = [];
  for (const review of campaign.programme.reviews) {
    const target = targetOf(campaign.programme, review);
    const goals = rateGoals(campaign.programme, review.code);
    const range = openRange(campaign.programme, review);
    if ((target === null && goals.length === 0) || !range || range.from > day) continue;
    const subject = await findReviewSubject(db, { campaign: campaign.code, review: review.code });
    if (!subject) continue;
    const life = await readLife(db, campaign.id, review.code);
    const published = isPublished(life.state);
    const result = await findResult(db, life);
    // What is frozen and not published is for those who prepare it; others go on with the records that are open to them.
    const { input, computation } =
      result && (all || published)
        ? await readComputed(db, campaign.code, review.code, result)
        : await liveOf(await gatherFacts(db, subject));
    const { programme } = input;
    const known = await mapSubjects(
      db,
      programme,
      computation.sheets.map((sheet) => sheet.subject),
      earlierOf(range.to, day),
    );
    const own = (one: SubjectKnown | undefined) =>
      one !== undefined &&
      one.kind === "UNIT" &&
      opensSubject(actor, one) &&
      roots.some((root) => one.unit?.path.startsWith(root));
    const shown = (id: string) => all || own(known.get(id));
    if (target !== null) {
      const votes = voteStreams(programme);
      const open = published || isScoreOfOneself(programme, review);
      const rested = new Set(
        computation.sheets.flatMap((sheet) =>
          published || restsOnOpen(sheet.root, through, votes) ? [sheet.subject] : [],
        ),
      );
      const rows = targetRows(programme, computation, target, all ? undefined : isAboutOneself)
        .filter(({ subject: id }) => shown(id) && (all || (open && rested.has(id))))
        .map(({ subject: id, ...row }) => ({ ...row, id, ...namesOf(known.get(id), id) }));
      if (rows.length > 0)
        stages.push({
          code: review.code,
          name: review.name,
          ...range,
          state: all || published ? life.state : "OPEN",
          opens: all || (published && may(actor, "reviews.readPublished", campaign)),
          target,
          forecast: !published,
          rows: all ? [...rows].sort(byGap) : rows,
        });
    }
    for (const goal of goals) {
      const { rows, ...list } = rateList(input, goal);
      const visible = rows.filter(({ subject: id }) => shown(id));
      if (visible.length > 0)
        rates.push({
          key: `${review.code} ${goal.award.code}`,
          review: review.name,
          ...list,
          rows: visible.map(({ subject: id, ...row }) => ({ ...row, id, name: namesOf(known.get(id), id).name })),
        });
    }
  }
  return { campaign: { code: campaign.code, name: campaign.name }, all, stages, rates };
}

async function liveOf(input: ReviewInput): Promise<{ input: ReviewInput; computation: ReviewComputation }> {
  return { input, computation: await inBreaths(reviewInSteps(input)) };
}

function namesOf(known: SubjectKnown | undefined, id: string): { code: string; name: Text } {
  return { code: known?.code ?? id, name: known?.name ?? { zh: "—", en: "—" } };
}

/** Furthest behind first; who has no score stands last. */
function byGap(a: { readonly gap: string | null }, b: { readonly gap: string | null }): number {
  if (a.gap === null || b.gap === null) return a.gap === b.gap ? 0 : a.gap === null ? 1 : -1;
  return points(a.gap).comparedTo(points(b.gap));
}
