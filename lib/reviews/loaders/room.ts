import "server-only";
import { may, rootsFor } from "@/lib/access/policy";
import { listCommittee, listStandardsInUse } from "@/lib/campaigns/data";
import { type Day, type DayRange, within } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import type { Unit } from "@/lib/organisation/types";
import { mapHeads, mapPeople } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { reviewPeriod } from "@/lib/scoring/awards";
import type { Programme, ReviewPlan } from "@/lib/scoring/programme/schema";
import { kindOf, type SubjectKind } from "@/lib/scoring/programme/subjects";
import type { Say } from "@/lib/scoring/types";
import { findPreviousRanking, listComments, listSignatures, listStandings } from "../data";
import { listObstacles } from "../gather";
import { noticeUntil, stepInto } from "../rules/life";
import { lostInAll, standingsOf, tonesOf } from "../rules/lines";
import { type PopulationListed, populationsOf, ranksWithin } from "../rules/populations";
import { seatsToSign, signOffProgress } from "../rules/signing";
import {
  barScale,
  compareGroups,
  figuresOf,
  type GroupFigures,
  movement,
  type RankingFigures,
  type TieMark,
  tieMarks,
} from "../rules/table";
import { mapSubjects, type SubjectKnown } from "../subjects";
import type {
  ComputedReview,
  Obstacle,
  ResultHead,
  ReviewState,
  ReviewStep,
  ScoreLine,
  StoredStanding,
} from "../types";
import { computedFor, planOf, requireReview } from "./access";

export interface RankRow {
  readonly id: string;
  readonly code: string;
  readonly name: Text;
  /** Where a person works. */
  readonly outlet: Text | null;
  readonly head: { readonly name: string; readonly nameLatin: string } | null;
  readonly rank: number | null;
  readonly total: string | null;
  readonly lost: string | null;
  readonly movement: number | null;
  readonly tie: TieMark;
  /** Null where the reader may not open the unit. */
  readonly lines: readonly ScoreLine[] | null;
  readonly unranked: readonly Say[];
  readonly own: boolean;
  readonly complaints: number | null;
  /** Whose list this is a place in, where the groups are ranked apart. */
  readonly list: { readonly code: string; readonly name: Text } | null;
  /** What the total is called (good, fair, poor), where the review says. */
  readonly grade: Text | null;
  /** Why the published list does not name them. */
  readonly unlisted: Say | null;
}

export interface RoomView {
  readonly campaign: { readonly id: string; readonly code: string; readonly name: Text };
  readonly review: ReviewPlan;
  /** What is ranked. */
  readonly kind: SubjectKind;
  readonly programme: Programme;
  readonly period: DayRange;
  readonly state: ReviewState;
  readonly steps: readonly ReviewStep[];
  readonly live: boolean;
  readonly today: Day;
  readonly result: ResultHead | null;
  readonly planVersion: number;
  readonly standards: readonly { readonly name: Text; readonly version: number }[];
  readonly previous: { readonly code: string; readonly name: Text } | null;
  readonly noticeUntil: Day | null;
  readonly rows: readonly RankRow[];
  readonly figures: RankingFigures;
  readonly scale: { readonly lost: string; readonly gained: string };
  /** Lines that any shown bar has, in the plan's order. */
  readonly legend: readonly { readonly code: string; readonly name: Text; readonly tone: string | null }[];
  /** Competition groups, or the units above the outlets where the plan has none; for those who see everything. */
  readonly groups: readonly (GroupFigures & { readonly name: Text })[];
  readonly all: boolean;
  /** Those whom the published list does not name, for readers who may not see them; with the reasons. */
  readonly withheld: { readonly count: number; readonly reasons: readonly Say[] };
  /** Shows the way to trying another plan on these facts. */
  readonly simulates: boolean;
  /** Sub-branches, districts and groups that can be looked at by themselves. */
  readonly scopes: readonly (PopulationListed & { readonly name: Text })[];
  /** The one that is looked at; ranks are those within it. */
  readonly scope: string | null;
}

/** The ranking of a review with what stands around it; `member`: of one population only, with the ranks within it. */
export async function loadRoom(campaignCode: string, reviewCode: string, member?: string): Promise<RoomView> {
  const access = await requireReview(campaignCode, reviewCode);
  const { subject, life, result, all, actor } = access;
  const day = today();
  const computed = await computedFor(campaignCode, reviewCode);
  const { programme } = computed;
  const review = planOf(access, programme);
  const period = reviewPeriod(programme, reviewCode);
  const { ranking } = computed.computation;
  const populations = populationsOf(ranking, computed.input.subjects);
  const scope = populations.find((population) => population.member === member) ?? null;
  const everyone = result ? await listStandings(db, result.id) : standingsOf(computed.computation);
  const standings = scope ? narrowed(everyone, ranksWithin(ranking, computed.input.subjects, scope)) : everyone;
  const ids = standings.map((standing) => standing.subject);
  const then = within(day, period) ? day : period.to;
  const kind = kindOf(review);
  const subjects = await mapSubjects(db, programme, ids, then);
  const now = await mapSubjects(db, programme, ids, day);
  const heads = kind === "UNIT" ? await mapHeads(db, ids, then) : new Map<string, PersonAt>();
  // A rank among a few does not move against one among all.
  const previous = scope ? null : await findPreviousRanking(db, subject);
  const before = new Map(previous?.standings.map((standing) => [standing.subject, standing.rank]));
  const places = new Map(computed.computation.ranking.standings.map((place) => [place.subject, place]));
  const lists = ids.map((id) => places.get(id)?.group ?? null);
  const marks = tieMarks(standings, lists);
  const complaints = all ? validComplaints(computed, period, kind) : null;
  const ownRoots = rootsFor(actor, "inspections.selfCheck");
  const isOwn = (known: SubjectKnown | undefined) =>
    known?.kind === "PERSON" && actor.personId !== null
      ? known.id === actor.personId
      : ownRoots.some((root) => known?.unit?.path.startsWith(root) ?? false);
  const everybody = standings.map((standing, index): RankRow => {
    const known = subjects.get(standing.subject);
    const current = now.get(standing.subject) ?? known;
    const opens = current !== undefined && access.opens(current);
    const head = heads.get(standing.subject);
    return {
      id: standing.subject,
      code: known?.code ?? "",
      name: known?.name ?? { zh: "—", en: "—" },
      outlet: known?.kind === "PERSON" ? (known.unit?.name ?? null) : null,
      head: head ? { name: head.name, nameLatin: head.nameLatin } : null,
      rank: standing.rank,
      total: standing.total,
      lost: opens ? lostOfRow(standing) : null,
      movement: movement(standing.rank, before.get(standing.subject)),
      tie: marks[index] ?? null,
      lines: opens ? standing.lines : null,
      unranked: standing.unranked,
      own: isOwn(current),
      complaints: complaints ? (complaints.get(standing.subject) ?? 0) : null,
      list: programme.groups.find(({ code }) => code === lists[index]) ?? null,
      grade: gradeNamed(review, places.get(standing.subject)?.grade),
      unlisted: places.get(standing.subject)?.unlisted ?? null,
    };
  });
  const rows = everybody.filter((row) => all || row.own || row.unlisted === null);
  const kept = everybody.filter((row) => !rows.includes(row)).flatMap(({ unlisted }) => unlisted ?? []);
  const legend = legendOf(rows.flatMap(({ lines }) => (lines ? [{ lines }] : [])));
  const tones = new Map(legend.map(({ code, tone }) => [code, tone]));
  const toned = rows.map((row) => ({
    ...row,
    lines: row.lines === null ? null : row.lines.map((line) => ({ ...line, tone: tones.get(line.code) ?? line.tone })),
  }));
  const shown = toned.flatMap(({ lines }) => (lines ? [{ lines }] : []));
  const published = stepInto(life.steps, "NOTICE");
  const standards = await listStandardsInUse(db, subject.campaign.id);
  return {
    campaign: { id: subject.campaign.id, code: subject.campaign.code, name: subject.campaign.name },
    review,
    kind,
    programme,
    period,
    state: life.state,
    steps: life.steps,
    live: result === null,
    today: day,
    result,
    planVersion: result?.planVersion ?? subject.plan.version,
    standards: [...new Map(standards.map((use) => [use.versionId, { name: use.name, version: use.version }])).values()],
    previous: previous ? nameReview(programme, previous.review) : null,
    noticeUntil: published ? noticeUntil(today("Asia/Shanghai", published.at), review.noticeDays) : null,
    rows: toned,
    figures: figuresOf(standings, lists),
    scale: barScale(shown),
    legend,
    scopes: await scopesNamed(programme, populations, then),
    scope: scope?.member ?? null,
    groups: all && !scope ? await groupsOf(programme, computed, standings, now) : [],
    all,
    withheld: {
      count: kept.length,
      reasons: [...new Map(kept.map((reason) => [JSON.stringify(reason), reason])).values()],
    },
    simulates: all && may(actor, "simulations.run", subject),
  };
}

function narrowed(
  standings: readonly StoredStanding[],
  ranks: ReadonlyMap<string, number | null>,
): readonly StoredStanding[] {
  return standings.flatMap((standing) => {
    const rank = ranks.get(standing.subject);
    return rank === undefined ? [] : [{ ...standing, rank }];
  });
}

async function scopesNamed(
  programme: Programme,
  populations: readonly PopulationListed[],
  day: Day,
): Promise<RoomView["scopes"]> {
  const units = await mapUnits(
    db,
    populations.flatMap(({ population, member }) => (population === "GROUP" ? [] : [member])),
    day,
  );
  return populations.flatMap((listed) => {
    const name =
      listed.population === "GROUP"
        ? programme.groups.find(({ code }) => code === listed.member)?.name
        : units.get(listed.member)?.name;
    return name ? [{ ...listed, name }] : [];
  });
}

async function groupsOf(
  programme: Programme,
  { input }: ComputedReview,
  standings: readonly StoredStanding[],
  known: ReadonlyMap<string, SubjectKnown>,
): Promise<RoomView["groups"]> {
  const grouped = new Map(input.subjects.map(({ id, group }) => [id, group ?? null]));
  const byPlan = programme.groups.length > 1 && [...grouped.values()].some((code) => code !== null);
  const above = (id: string): string | null => {
    const subject = known.get(id);
    return (subject?.kind === "PERSON" ? subject.unit?.id : subject?.unit?.parentId) ?? null;
  };
  const groups = compareGroups(standings, (id) => (byPlan ? (grouped.get(id) ?? null) : above(id)));
  if (groups.length < 2) return [];
  const parents = byPlan
    ? new Map<string, Unit>()
    : await mapUnits(
        db,
        groups.map((group) => group.code),
        today(),
      );
  return groups.map((group) => ({
    ...group,
    name: programme.groups.find((plan) => byPlan && plan.code === group.code)?.name ??
      parents.get(group.code)?.name ?? { zh: group.code, en: group.code },
  }));
}

function nameReview(programme: Programme, code: string): { code: string; name: Text } {
  return { code, name: programme.reviews.find((review) => review.code === code)?.name ?? { zh: code, en: code } };
}

function lostOfRow(standing: StoredStanding): string | null {
  return standing.total === null ? null : lostInAll(standing.lines);
}

function legendOf(rows: readonly { lines: readonly ScoreLine[] }[]): RoomView["legend"] {
  const legend = new Map<string, RoomView["legend"][number]>();
  for (const { lines } of rows) {
    for (const { code, name, tone } of lines)
      if (code !== "rounding" && code !== "limit") legend.set(code, { code, name, tone });
  }
  const tones = tonesOf([...legend.values()]);
  return [...legend.values()].map((entry) => ({ ...entry, tone: tones.get(entry.code) ?? null }));
}

function gradeNamed({ grades = [] }: ReviewPlan, code: string | undefined): Text | null {
  return grades.flatMap(({ bands }) => bands).find((band) => band.code === code)?.name ?? null;
}

/** By outlet; where people are ranked, by the person concerned. */
function validComplaints({ input }: ComputedReview, period: DayRange, kind: SubjectKind): Map<string, number> {
  const counts = new Map<string, number>();
  for (const fact of input.facts) {
    const counted = fact.stream === "complaint" && fact.state === "COUNTED" && fact.attrs.validity === "VALID";
    const about = kind === "PERSON" ? (fact.attrs.person ?? fact.subject) : fact.subject;
    if (counted && period.from <= fact.on && fact.on <= period.to) counts.set(about, (counts.get(about) ?? 0) + 1);
  }
  return counts;
}

export interface SeatForPage {
  readonly seat: string;
  readonly name: Text;
  readonly need: "ALL" | "ANY";
  readonly complete: boolean;
  readonly turn: boolean;
  readonly holders: readonly {
    readonly personId: string;
    readonly name: string;
    readonly nameLatin: string;
    readonly at: Date | null;
    readonly me: boolean;
  }[];
}

export interface RailView {
  readonly obstacles: readonly Obstacle[];
  readonly agrees: boolean;
  readonly seats: readonly SeatForPage[];
  readonly signed: number;
  readonly needed: number;
  /** Seats in which the reader can sign now. */
  readonly mine: readonly { readonly seat: string; readonly name: Text }[];
  readonly may: {
    readonly freeze: boolean;
    readonly sign: boolean;
    readonly publish: boolean;
    readonly comment: boolean;
    /** Put away somebody's unfinished visit. */
    readonly setAside: boolean;
  };
  readonly comments: readonly {
    readonly id: string;
    readonly unit: Text | null;
    readonly text: string;
    readonly byName: string;
    readonly at: Date;
  }[];
}

/** What must be decided, for those who prepare the review; null for everybody else. */
export async function loadRail(campaignCode: string, reviewCode: string): Promise<RailView | null> {
  const access = await requireReview(campaignCode, reviewCode);
  const { actor, subject, life, result } = access;
  if (!access.all) return null;
  const computed = await computedFor(campaignCode, reviewCode);
  const committee = await listCommittee(db, subject.campaign.id);
  const signatures = result ? await listSignatures(db, result.id) : [];
  const progress = signOffProgress(computed.programme, planOf(access, computed.programme), committee, signatures);
  const people = await mapPeople(
    db,
    progress.flatMap((seat) => seat.holders),
  );
  const seats = progress.map(
    ({ seat, name, need, complete, turn, holders }): SeatForPage => ({
      seat,
      name,
      need,
      complete,
      turn,
      holders: holders.map((personId) => ({
        personId,
        name: people.get(personId)?.name ?? "",
        nameLatin: people.get(personId)?.nameLatin ?? "",
        at: signatures.find((signature) => signature.seat === seat && signature.personId === personId)?.at ?? null,
        me: personId === actor.personId,
      })),
    }),
  );
  const comments = await listComments(db, life.id);
  const units = await mapUnits(
    db,
    comments.flatMap((comment) => comment.unitId ?? []),
    today(),
  );
  return {
    obstacles: life.state === "OPEN" ? await listObstacles(db, subject) : [],
    agrees: computed.agrees,
    seats,
    signed: seats.flatMap((seat) => seat.holders.filter((holder) => holder.at)).length,
    needed: progress.reduce(
      (sum, seat) => sum + (seat.need === "ALL" ? seat.holders.length : Math.max(1, seat.signed.length)),
      0,
    ),
    mine: seatsToSign(life.state, progress, actor.personId),
    may: {
      freeze: may(actor, "reviews.freeze", subject),
      sign: may(actor, "reviews.sign", subject),
      publish: may(actor, "reviews.publish", subject),
      comment: may(actor, "reviews.comment", subject),
      setAside: may(actor, "facts.reverse", subject),
    },
    comments: comments.map(({ unitId, ...comment }) => ({
      ...comment,
      unit: (unitId && units.get(unitId)?.name) || null,
    })),
  };
}
