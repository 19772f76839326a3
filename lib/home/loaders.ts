import "server-only";
import { requireActor } from "@/lib/access/loaders";
import { may, mayAnywhere, rootsFor } from "@/lib/access/policy";
import { appealDuties, countDuties } from "@/lib/appeals/loaders/duties";
import { confirmDuties } from "@/lib/awards/loaders/duties";
import { ballotDuties } from "@/lib/ballots/loaders";
import { listParticipants } from "@/lib/campaigns/data";
import { listCampaigns } from "@/lib/campaigns/loaders";
import { type Part, partsOf } from "@/lib/campaigns/rules/parts";
import type { CampaignForPage } from "@/lib/campaigns/types";
import { countFootageDuties, footageDuties } from "@/lib/footage/loaders/duties";
import type { Actor, Role } from "@/lib/kernel/actor";
import { type Day, monthOf } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { mysteryDuties } from "@/lib/mystery/loaders/duties";
import { countUnread, loadNoticeSummary } from "@/lib/notices/loaders/notices";
import { findRoot, findUnit, mapUnits } from "@/lib/organisation/data";
import { findPersonOn } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { recheckDuty } from "@/lib/rechecks/loaders/duties";
import { dutiesOf } from "@/lib/rectifications/loaders/orders";
import { findPublishedRanking, findUnlisted, mapLives } from "@/lib/reviews/data";
import { figuresOf } from "@/lib/reviews/rules/table";
import { mapSubjects } from "@/lib/reviews/subjects";
import { phasesOn } from "@/lib/scoring/programme/calendar";
import { kindOf, type SubjectKind } from "@/lib/scoring/programme/subjects";
import { penaltyDuties } from "@/lib/settlement/loaders/duties";
import { surveyDuties } from "@/lib/surveys/loaders/duties";
import { countVisitDuties, visitDuties } from "@/lib/visits/loaders/visits";
import { countUnverified, listOwnDrafts, listRecentFacts, listUndecided, listUnvisited, readSelfCheck } from "./data";
import { hasOwnStatement, type NavigationGroup, navigationFor, tabsFor } from "./rules";

export interface ShellForActor {
  readonly name: Text;
  readonly role: Role | null;
  readonly unit: Text;
  readonly bank: Text;
  readonly demo: boolean;
  /** The campaign that is running, by code, with its name; null before the first one. */
  readonly campaign: { readonly code: string; readonly name: Text } | null;
  readonly campaigns: readonly { readonly code: string; readonly name: Text; readonly parts: readonly Part[] }[];
  readonly groups: readonly NavigationGroup[];
  readonly tabs: ReturnType<typeof tabsFor>;
  /** Notices that the reader has not read. */
  readonly unread: number;
  /** What this device keeps for the reader is kept under this. */
  readonly accountId: string;
}

/** Campaigns that run, those of the whole bank before those of a part of it, and the newest first. */
function widestFirst(campaigns: readonly CampaignForPage[]): CampaignForPage[] {
  const depth = ({ path }: CampaignForPage) => path.split("/").length;
  return campaigns.filter(({ state }) => state === "PUBLISHED").sort((a, b) => depth(a) - depth(b));
}

/** Everything the frame of a signed-in page shows. */
export async function loadShell(): Promise<ShellForActor> {
  const actor = await requireActor();
  const day = today();
  const campaigns = await listCampaigns();
  const running = widestFirst(campaigns)[0] ?? campaigns[0] ?? null;
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
    campaigns: campaigns.map(({ code, name, programme }) => ({ code, name, parts: partsOf(programme) })),
    groups: navigationFor(actor, running?.code ?? null),
    tabs: tabsFor(actor, running?.code ?? null),
    unread: await countUnread(),
    accountId: actor.accountId,
  };
}

export interface Published {
  readonly review: string;
  /** What was ranked. */
  readonly kind: SubjectKind;
  readonly name: Text;
  readonly state: "NOTICE" | "FINAL";
  readonly publishedAt: string;
  /** Everybody with a rank, named in the list or not, and their mean. */
  readonly ranked: number;
  readonly mean: string | null;
  /** Totals of those whom the list names and one's own, for placing oneself among the others. */
  readonly totals: readonly {
    readonly id: string;
    readonly name: Text;
    readonly code: string;
    readonly rank: number;
    readonly total: string;
  }[];
}

/** The last published review of a campaign, of the kind asked for; null: what is not published is not there. `all`: also those whom the list does not name. */
async function findLastPublished(
  campaign: CampaignForPage,
  { all, kind, own }: { all: boolean; kind?: SubjectKind; own?: string },
): Promise<Published | null> {
  for (const review of [...campaign.programme.reviews].reverse()) {
    if (kind && kindOf(review) !== kind) continue;
    const ranking = await findPublishedRanking(db, campaign.id, review.code);
    if (!ranking) continue;
    const figures = figuresOf(ranking.standings);
    const unlisted = all ? new Set<string>() : await findUnlisted(db, campaign.code, ranking);
    const listed = ranking.standings.filter(({ subject }) => subject === own || !unlisted.has(subject));
    const subjects = await mapSubjects(
      db,
      campaign.programme,
      listed.map(({ subject }) => subject),
      today(),
    );
    return {
      review: review.code,
      kind: kindOf(review),
      name: review.name,
      state: ranking.state,
      publishedAt: ranking.publishedAt.toISOString(),
      ranked: figures.ranked,
      mean: figures.mean,
      totals: listed.flatMap((standing) => {
        const known = subjects.get(standing.subject);
        return known && standing.rank !== null && standing.total !== null
          ? [{ id: known.id, name: known.name, code: known.code, rank: standing.rank, total: standing.total }]
          : [];
      }),
    };
  }
  return null;
}

/** A campaign that runs, with how much waits in it for the reader. */
export interface CampaignToday {
  readonly code: string;
  readonly name: Text;
  readonly waiting: number;
  readonly current: boolean;
}

/** What follows from results and waits for the actor: hearings, objections, re-score sets, penalties to be confirmed, steps of penalties. */
async function outcomeDuties(actor: Actor, campaign: Pick<CampaignForPage, "id" | "code" | "path">) {
  const { code } = campaign;
  const appeals = await appealDuties(actor, code);
  const confirm = await confirmDuties(actor, campaign);
  const penalties = await penaltyDuties(actor, code);
  const waiting = countDuties(appeals) + penalties.acts.length + penalties.acknowledge.length + confirm.length;
  return { appeals, penalties, confirm, waiting };
}

export type OutcomeDuties = Awaited<ReturnType<typeof outcomeDuties>>;

/** What a branch manager opens the day with: the outlet, its published place, what is to be done, what was recorded. */
export async function loadOutletDay(wanted?: string) {
  const actor = await requireActor();
  const shell = await loadShell();
  const day = today();
  const own = actor.grants.find((grant) => grant.role === "BRANCH_MANAGER");
  const unit = own ? await findUnit(db, own.unitId, day) : null;
  const running = widestFirst(await listCampaigns());
  const ballots = await ballotDuties(actor, running);
  const notices = await loadNoticeSummary();
  if (!unit) return { day, unit, shell, ballots, notices, campaigns: [], open: null };
  const days = [];
  for (const campaign of running) {
    const taking = await listParticipants(db, campaign.id, day);
    if (!taking.some((participant) => participant.unit.path.startsWith(unit.path))) continue;
    const checks = !campaign.archived && partsOf(campaign.programme).includes("self-check");
    const selfCheck = checks ? await readSelfCheck(db, campaign.id, unit.id, monthOf(day)) : null;
    const undecided = await listUndecided(db, campaign.id, [unit.path], day);
    const outcome = await outcomeDuties(actor, campaign);
    const duties = await dutiesOf(actor, campaign);
    const planned = await visitDuties(actor, campaign);
    const footage = await footageDuties(actor, campaign);
    const waiting =
      undecided.length +
      duties.length +
      countVisitDuties(planned) +
      countFootageDuties(footage) +
      (selfCheck === null || selfCheck.state === "DONE" ? 0 : 1) +
      outcome.waiting;
    days.push({ campaign, selfCheck, undecided, outcome, duties, planned, footage, waiting });
  }
  const open = days.find(({ campaign }) => campaign.code === wanted) ?? days[0];
  const campaigns = days.map(
    ({ campaign: { code, name }, waiting }): CampaignToday => ({
      code,
      name,
      waiting,
      current: code === open?.campaign.code,
    }),
  );
  if (!open) return { day, unit, shell, ballots, notices, campaigns, open: null };
  const { campaign } = open;
  return {
    day,
    unit,
    shell,
    ballots,
    notices,
    campaigns,
    open: {
      ...open,
      published: await findLastPublished(campaign, { all: false, kind: "UNIT", own: unit.id }),
      recent: await listRecentFacts(db, campaign.id, unit.id, 6, may(actor, "records.read", unit)),
      phase: phasesOn(campaign.programme, day)[0]?.name ?? null,
    },
  };
}

/** What everybody else opens the day with: the work that waits, by role. */
export async function loadOfficeDay(wanted?: string) {
  const actor = await requireActor();
  const shell = await loadShell();
  const day = today();
  const all = await listCampaigns();
  const drafts = all.filter((candidate) => candidate.editing && mayAnywhere(actor, "campaigns.edit"));
  const days = [];
  for (const campaign of widestFirst(all)) days.push(await campaignDay(actor, campaign, day));
  const open = days.find(({ campaign }) => campaign.code === wanted) ?? days[0] ?? null;
  return {
    day,
    shell,
    drafts,
    ownStatement: hasOwnStatement(actor),
    /** Votes that wait for the reader's own, of every campaign. */
    ballots: await ballotDuties(actor, widestFirst(all)),
    notices: await loadNoticeSummary(),
    campaigns: days.map(
      ({ campaign: { code, name }, waiting }): CampaignToday => ({
        code,
        name,
        waiting,
        current: code === open?.campaign.code,
      }),
    ),
    open: open && {
      ...open,
      published: mayAnywhere(actor, "reviews.readPublished")
        ? await findLastPublished(open.campaign, { all: may(actor, "reviews.readUnpublished", open.campaign) })
        : null,
    },
  };
}

/** What waits for the actor in one campaign. */
async function campaignDay(actor: Actor, campaign: CampaignForPage, day: Day) {
  const half = campaign.programme.periods.find(
    (period) => period.from !== null && period.to !== null && period.from <= day && day <= period.to,
  );
  const since = half?.from ?? day;
  const parts = partsOf(campaign.programme);
  const methods = new Set(campaign.programme.standards.map(({ method }) => method));
  const visits = parts.includes("inspections") && mayAnywhere(actor, "inspections.visit");
  const decides = parts.includes("complaints") && mayAnywhere(actor, "complaints.decide");
  const [undecided, unverified, ownDrafts, unvisitedOpen, unvisitedCovert, lives, duties] = await Promise.all([
    decides ? listUndecided(db, campaign.id, rootsFor(actor, "complaints.read"), day) : [],
    mayAnywhere(actor, "praises.verify") ? countUnverified(db, campaign.id, rootsFor(actor, "praises.verify"), day) : 0,
    visits ? listOwnDrafts(db, campaign.id, actor.accountId) : [],
    visits && methods.has("OPEN") ? listUnvisited(db, campaign.id, "OPEN", since) : [],
    visits && methods.has("COVERT") ? listUnvisited(db, campaign.id, "COVERT", since) : [],
    mapLives(db, campaign.id),
    dutiesOf(actor, campaign),
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
  /** Reviews with what the leading group has to do about them today. */
  const reviews = mayAnywhere(actor, "reviews.readUnpublished")
    ? campaign.programme.reviews.map((review) => {
        const state = lives.get(review.code)?.state ?? ("OPEN" as const);
        const due = review.cutOffOn !== null && review.cutOffOn <= day && state !== "FINAL";
        return { code: review.code, name: review.name, cutOffOn: review.cutOffOn, due, state };
      })
    : [];
  const outcome = await outcomeDuties(actor, campaign);
  const planned = await visitDuties(actor, campaign);
  const mystery = await mysteryDuties(actor, campaign);
  const footage = await footageDuties(actor, campaign);
  const recheck = await recheckDuty(actor, campaign);
  const surveys = await surveyDuties(actor, campaign);
  const unvisited = { OPEN: unvisitedOpen.map(unitName), COVERT: unvisitedCovert.map(unitName) };
  return {
    campaign,
    half: half?.name ?? null,
    phase: phasesOn(campaign.programme, day)[0]?.name ?? null,
    undecided: undecided.map((item) => ({ ...item, unit: unitName(item.unitId) })),
    unverified,
    ownDrafts: ownDrafts.map((item) => ({ ...item, unit: unitName(item.unitId) })),
    unvisited,
    reviews,
    outcome,
    duties,
    planned,
    mystery,
    footage,
    recheck,
    surveys,
    waiting:
      outcome.waiting +
      duties.length +
      countVisitDuties(planned) +
      mystery.length +
      countFootageDuties(footage) +
      (recheck ? 1 : 0) +
      surveys.length +
      reviews.filter(({ due }) => due).length +
      undecided.length +
      (unverified > 0 ? 1 : 0) +
      ownDrafts.length +
      Object.values(unvisited).filter((names) => names.length > 0).length,
  };
}
