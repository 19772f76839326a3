import "server-only";
import { requireActor } from "@/lib/access/loaders";
import { mayAnywhere, rootsFor } from "@/lib/access/policy";
import { listCampaigns } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Role } from "@/lib/kernel/actor";
import { monthOf } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { findRoot, findUnit, mapUnits } from "@/lib/organisation/data";
import { findPersonOn } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { findPublishedRanking, mapLives } from "@/lib/reviews/data";
import { mapSubjects } from "@/lib/reviews/subjects";
import { phasesOn } from "@/lib/scoring/programme/calendar";
import { kindOf, type SubjectKind } from "@/lib/scoring/programme/subjects";
import { countUnverified, listOwnDrafts, listRecentFacts, listUndecided, listUnvisited, readSelfCheck } from "./data";
import { type NavigationGroup, navigationFor, tabsFor } from "./rules";

export interface ShellForActor {
  readonly name: Text;
  readonly role: Role | null;
  readonly unit: Text;
  readonly bank: Text;
  readonly demo: boolean;
  /** The campaign that is running, by code, with its name; null before the first one. */
  readonly campaign: { readonly code: string; readonly name: Text } | null;
  readonly campaigns: readonly { readonly code: string; readonly name: Text }[];
  readonly groups: readonly NavigationGroup[];
  readonly tabs: ReturnType<typeof tabsFor>;
}

/** Everything the frame of a signed-in page shows. */
export async function loadShell(): Promise<ShellForActor> {
  const actor = await requireActor();
  const day = today();
  const campaigns = await listCampaigns();
  const running = campaigns.find((campaign) => campaign.state === "PUBLISHED") ?? campaigns[0] ?? null;
  const grant = actor.grants[0];
  const person = actor.personId ? await findPersonOn(db, actor.personId, day) : null;
  const units = await mapUnits(db, [grant?.unitId ?? "", person?.unitId ?? ""].filter(Boolean), day);
  const nowhere: Text = { zh: "—", en: "—" };
  const root = await findRoot(db, day);
  return {
    name: { zh: person?.name ?? actor.name, en: person?.nameLatin ?? actor.name },
    role: grant?.role ?? null,
    unit: units.get(person?.unitId ?? "")?.name ?? units.get(grant?.unitId ?? "")?.name ?? nowhere,
    bank: root?.name ?? nowhere,
    demo: env.MINGYOU_DEMO === "1",
    campaign: running && { code: running.code, name: running.name },
    campaigns: campaigns.map(({ code, name }) => ({ code, name })),
    groups: navigationFor(
      actor,
      running?.code ?? null,
      running?.state === "PUBLISHED" && (running.programme.streams?.length ?? 0) > 0,
    ),
    tabs: tabsFor(actor, running?.code ?? null),
  };
}

export interface Published {
  readonly review: string;
  readonly name: Text;
  readonly state: "NOTICE" | "FINAL";
  readonly publishedAt: string;
  /** Totals of everybody ranked, for placing oneself among the others. */
  readonly totals: readonly {
    readonly id: string;
    readonly name: Text;
    readonly code: string;
    readonly rank: number;
    readonly total: string;
  }[];
}

/** The last published review of a campaign, of the kind asked for; null: what is not published is not there. */
async function findLastPublished(campaign: CampaignForPage, kind?: SubjectKind): Promise<Published | null> {
  for (const review of [...campaign.programme.reviews].reverse()) {
    if (kind && kindOf(review) !== kind) continue;
    const ranking = await findPublishedRanking(db, campaign.id, review.code);
    if (!ranking) continue;
    const subjects = await mapSubjects(
      db,
      campaign.programme,
      ranking.standings.map((standing) => standing.subject),
      today(),
    );
    return {
      review: review.code,
      name: review.name,
      state: ranking.state,
      publishedAt: ranking.publishedAt.toISOString(),
      totals: ranking.standings.flatMap((standing) => {
        const known = subjects.get(standing.subject);
        return known && standing.rank !== null && standing.total !== null
          ? [{ id: known.id, name: known.name, code: known.code, rank: standing.rank, total: standing.total }]
          : [];
      }),
    };
  }
  return null;
}

/** What a branch manager opens the day with: the outlet, its published place, what is to be done, what was recorded. */
export async function loadOutletDay() {
  const actor = await requireActor();
  const shell = await loadShell();
  const day = today();
  const own = actor.grants.find((grant) => grant.role === "BRANCH_MANAGER");
  const unit = own ? await findUnit(db, own.unitId, day) : null;
  const campaign = (await listCampaigns()).find((candidate) => candidate.state === "PUBLISHED") ?? null;
  if (!unit || !campaign) return { day, unit, campaign: null, shell };
  const [published, selfCheck, undecided, recent] = await Promise.all([
    findLastPublished(campaign, "UNIT"),
    readSelfCheck(db, campaign.id, unit.id, monthOf(day)),
    listUndecided(db, campaign.id, [unit.path], day),
    listRecentFacts(db, campaign.id, unit.id, 6),
  ]);
  const phases = phasesOn(campaign.programme, day);
  return { day, unit, campaign, shell, published, selfCheck, undecided, recent, phase: phases[0]?.name ?? null };
}

/** What everybody else opens the day with: the work that waits, by role. */
export async function loadOfficeDay() {
  const actor = await requireActor();
  const shell = await loadShell();
  const day = today();
  const campaigns = await listCampaigns();
  const campaign = campaigns.find((candidate) => candidate.state === "PUBLISHED") ?? null;
  const drafts = campaigns.filter((candidate) => candidate.editing && mayAnywhere(actor, "campaigns.edit"));
  if (!campaign) return { day, shell, campaign: null, drafts };
  const half = campaign.programme.periods.find(
    (period) => period.from !== null && period.to !== null && period.from <= day && day <= period.to,
  );
  const since = half?.from ?? day;
  const visits = mayAnywhere(actor, "inspections.visit");
  const [undecided, unverified, ownDrafts, unvisitedOpen, unvisitedCovert, lives, published] = await Promise.all([
    mayAnywhere(actor, "complaints.read")
      ? listUndecided(db, campaign.id, rootsFor(actor, "complaints.read"), day)
      : [],
    mayAnywhere(actor, "praises.verify") ? countUnverified(db, campaign.id, rootsFor(actor, "praises.verify"), day) : 0,
    visits ? listOwnDrafts(db, campaign.id, actor.accountId) : [],
    visits ? listUnvisited(db, campaign.id, "OPEN", since) : [],
    visits ? listUnvisited(db, campaign.id, "COVERT", since) : [],
    mapLives(db, campaign.id),
    mayAnywhere(actor, "reviews.readPublished") ? findLastPublished(campaign) : null,
  ]);
  const units = await mapUnits(
    db,
    [
      ...undecided.map((item) => item.unitId),
      ...ownDrafts.map((item) => item.unitId),
      ...unvisitedOpen,
      ...unvisitedCovert,
    ],
    day,
  );
  const unitName = (id: string): Text => units.get(id)?.name ?? { zh: "", en: "" };
  return {
    day,
    shell,
    campaign,
    drafts,
    half: half?.name ?? null,
    phase: phasesOn(campaign.programme, day)[0]?.name ?? null,
    undecided: undecided.map((item) => ({ ...item, unit: unitName(item.unitId) })),
    unverified,
    ownDrafts: ownDrafts.map((item) => ({ ...item, unit: unitName(item.unitId) })),
    unvisited: { OPEN: unvisitedOpen.map(unitName), COVERT: unvisitedCovert.map(unitName) },
    mayVisit: visits,
    mayDecide: mayAnywhere(actor, "complaints.decide"),
    /** Reviews with what the leading group has to do about them today. */
    reviews: mayAnywhere(actor, "reviews.readUnpublished")
      ? campaign.programme.reviews.map((review) => ({
          code: review.code,
          name: review.name,
          cutOffOn: review.cutOffOn,
          due: review.cutOffOn !== null && review.cutOffOn <= day,
          state: lives.get(review.code)?.state ?? ("OPEN" as const),
        }))
      : [],
    published,
  };
}
