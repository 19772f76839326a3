import "server-only";
import { notFound } from "next/navigation";
import { may, mayAnywhere, rootsFor } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import { campaignRange } from "@/lib/inspections/rules/days";
import type { Actor } from "@/lib/kernel/actor";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { findUnit, listUnitsUnder } from "@/lib/organisation/data";
import { listPeopleAt } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import type { FileReference } from "@/lib/platform/files/types";
import { findSheet } from "@/lib/standards/data";
import type { StandardSection } from "@/lib/standards/types";
import { coverageFor, type FootageSight, findReview, listFindings, listReviews, listSeen } from "../data/reviews";
import { findTerms } from "../data/terms";
import { shortfallsOf } from "../rules/floors";
import { byUrgency } from "../rules/retention";
import { isOpen } from "../rules/states";
import {
  type Coverage,
  type FindingRow,
  type PeriodRow,
  REVIEW_STATES,
  type ReviewRow,
  type ReviewState,
  type Shortfall,
  type Terms,
} from "../types";

type Search = Readonly<Record<string, string | string[] | undefined>>;

interface CampaignNamed {
  readonly code: string;
  readonly name: Text;
}

/** What the actor is told of reviews; null: nothing at all. */
export async function footageSightFor(actor: Actor, campaign: CampaignForPage): Promise<FootageSight | null> {
  const [reading, supplying] = [rootsFor(actor, "footage.read"), rootsFor(actor, "footage.supply")];
  if (reading.length === 0 && supplying.length === 0) return null;
  const under = async (roots: readonly string[]) =>
    (await listUnitsUnder(db, roots, today(), "OUTLET")).map(({ id }) => id);
  return {
    whole: reading.some((root) => campaign.path.startsWith(root)) ? null : await under(reading),
    own: await under(supplying),
  };
}

export const usesFootage = ({ programme }: Pick<CampaignForPage, "programme">): boolean =>
  programme.standards.some(({ method }) => method === "CCTV");

export async function requireFootage(code: string) {
  const { actor, campaign } = await requireCampaign(code);
  const sight = usesFootage(campaign) ? await footageSightFor(actor, campaign) : null;
  if (!sight) notFound();
  return { actor, campaign, sight };
}

export interface UrgentPeriod {
  readonly review: string;
  readonly unit: Text;
  readonly period: PeriodRow;
}

export interface ShortfallShown extends Shortfall {
  /** Null: the campaign as a whole. */
  readonly name: Text | null;
}

/** Weeks of the floor that are looked back at. */
const WEEKS_BACK = 49;

/** Where the weekly floor of periods viewed was not reached. */
async function loadShortfalls(campaign: CampaignForPage, terms: Terms, day: Day): Promise<ShortfallShown[]> {
  const range = campaignRange(campaign.programme);
  if (!terms.floor || !range) return [];
  const back = new Date(Date.parse(day) - WEEKS_BACK * 86_400_000).toISOString().slice(0, 10);
  const from = [terms.since ?? range.from, range.from, back].sort().at(-1) ?? day;
  const participants = await listParticipants(db, campaign.id, day);
  const names = new Map(participants.map(({ unit }) => [unit.id, unit.name]));
  const last = day < range.to ? day : range.to;
  const rows = shortfallsOf(terms.floor, from, [...names.keys()], await listSeen(db, campaign.id), last);
  return rows.map((row) => ({ ...row, name: row.unitId === null ? null : (names.get(row.unitId) ?? null) }));
}

export interface FootageListPage {
  readonly campaign: CampaignNamed;
  readonly today: Day;
  /** REVIEW: reviewers and readers; SUPPLY: the branch. */
  readonly sees: "REVIEW" | "SUPPLY";
  readonly urgent: readonly UrgentPeriod[];
  readonly rows: readonly ReviewRow[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly filter: { readonly state: ReviewState | null; readonly outlet: string | null };
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
  readonly terms: Terms;
  readonly shortfalls: readonly ShortfallShown[];
  readonly may: { readonly ask: boolean; readonly terms: boolean };
}

const PAGE = 50;
const URGENT = 20;

function urgentOf(reviews: readonly ReviewRow[], wanted: readonly string[]): UrgentPeriod[] {
  return reviews
    .filter(({ state }) => isOpen(state))
    .flatMap((review) =>
      review.periods
        .filter(({ state }) => wanted.includes(state))
        .map((period) => ({ review: review.no, unit: review.unit.name, period })),
    )
    .sort((a, b) => byUrgency(a.period, b.period));
}

export async function loadFootage(code: string, search: Search): Promise<FootageListPage> {
  const { actor, campaign, sight } = await requireFootage(code);
  const day = today();
  const all = await listReviews(db, campaign.id, sight, {}, day);
  const reads = mayAnywhere(actor, "footage.read");
  const outlets = [...new Map(all.map(({ unit }) => [unit.code, unit])).values()].sort((a, b) =>
    a.code < b.code ? -1 : 1,
  );
  const filter = {
    state: REVIEW_STATES.find((state) => state === search.state) ?? null,
    outlet: outlets.find((unit) => unit.code === search.outlet)?.code ?? null,
  };
  const found = all.filter(
    ({ state, unit }) =>
      (filter.state === null || state === filter.state) && (filter.outlet === null || unit.code === filter.outlet),
  );
  const page = Math.max(1, Math.min(10_000, Number.parseInt(String(search.page ?? "1"), 10) || 1));
  const terms = await findTerms(db, campaign.id, campaign.programme);
  const live = !campaign.archived && campaign.state === "PUBLISHED";
  return {
    campaign: { code: campaign.code, name: campaign.name },
    today: day,
    sees: reads ? "REVIEW" : "SUPPLY",
    urgent: urgentOf(all, reads ? ["ASKED", "SUPPLIED"] : ["ASKED"]).slice(0, URGENT),
    rows: found.slice((page - 1) * PAGE, page * PAGE),
    total: found.length,
    page,
    size: PAGE,
    filter,
    outlets: outlets.length > 1 ? outlets.map(({ code: unit, name }) => ({ code: unit, name })) : [],
    terms,
    shortfalls: reads ? await loadShortfalls(campaign, terms, day) : [],
    may: {
      ask: live && mayAnywhere(actor, "footage.review"),
      terms: live && may(actor, "footage.circulate", campaign),
    },
  };
}

export interface NewReviewPage {
  readonly campaign: CampaignNamed;
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
  readonly terms: Terms;
  /** Chosen beforehand by the planned visit that leads here. */
  readonly unit: string | null;
  readonly visit: string | null;
}

export async function loadNewReview(code: string, search: Search): Promise<NewReviewPage> {
  const { actor, campaign } = await requireFootage(code);
  const roots = rootsFor(actor, "footage.review");
  if (roots.length === 0 || campaign.archived || campaign.state !== "PUBLISHED") notFound();
  const participants = await listParticipants(db, campaign.id, today());
  const outlets = participants
    .map(({ unit }) => unit)
    .filter((unit) => roots.some((root) => unit.path.startsWith(root)))
    .map(({ code: unit, name }) => ({ code: unit, name }));
  const visit = typeof search.visit === "string" && /^[0-9a-f-]{36}$/i.test(search.visit) ? search.visit : null;
  return {
    campaign: { code: campaign.code, name: campaign.name },
    outlets,
    terms: await findTerms(db, campaign.id, campaign.programme),
    unit: outlets.find((one) => one.code === search.unit)?.code ?? null,
    visit,
  };
}

export interface ReviewPage {
  readonly campaign: CampaignNamed;
  readonly today: Day;
  readonly range: DayRange | null;
  readonly review: ReviewRow;
  /** Null for the outlet while the review is open. */
  readonly coverage: Coverage | null;
  readonly findings: readonly FindingRow[];
  readonly sections: readonly StandardSection[];
  readonly people: readonly PersonAt[];
  readonly files: Readonly<Record<string, FileReference>>;
  readonly may: { readonly review: boolean; readonly supply: boolean };
}

/** One review; somebody who may not know of it finds nothing there. */
export async function loadReview(code: string, no: string): Promise<ReviewPage> {
  const { actor, campaign, sight } = await requireFootage(code);
  const day = today();
  const review = await findReview(db, campaign.id, no, sight, day);
  if (!review) notFound();
  const unit = await findUnit(db, review.unit.id, day);
  const place = { path: unit?.path ?? campaign.path };
  const live = !campaign.archived && isOpen(review.state);
  const findings = await listFindings(db, review);
  const sheet = review.whole ? await findSheet(db, review.versionId) : null;
  const carried = [
    ...review.periods.flatMap(({ supply }) => supply?.evidence ?? []),
    ...findings.flatMap(({ answer }) => answer.evidence ?? []),
  ];
  const seenOn = review.periods.map(({ onDay }) => onDay).sort();
  return {
    campaign: { code: campaign.code, name: campaign.name },
    today: day,
    range: campaignRange(campaign.programme),
    review,
    coverage: review.whole ? await coverageFor(db, review, day) : null,
    findings,
    sections: sheet?.sections ?? [],
    people: review.whole ? await listPeopleAt(db, review.unit.id, seenOn.at(-1) ?? day) : [],
    files: Object.fromEntries(await mapFiles(db, carried)),
    may: {
      review: live && review.whole && may(actor, "footage.review", place),
      supply: live && may(actor, "footage.supply", place),
    },
  };
}
