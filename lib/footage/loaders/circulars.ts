import "server-only";
import { notFound } from "next/navigation";
import { may, rootsFor } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { mapReversals } from "@/lib/facts/data";
import type { Day } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import { listPeopleAt } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import type { FileReference } from "@/lib/platform/files/types";
import { listCirculars, untold } from "../data/circulars";
import { EVERYTHING, listReviews } from "../data/reviews";
import type { CircularFinding, CircularRow, ViewingRow } from "../types";
import { requireFootage } from "./reviews";

interface CampaignNamed {
  readonly code: string;
  readonly name: Text;
}

export interface CircularLine {
  readonly circular: Pick<CircularRow, "no" | "title" | "from" | "to" | "graceOn" | "dueOn" | "at" | "byName">;
  readonly reviews: number;
  readonly findings: number;
  readonly viewed: number;
  readonly outlets: number;
}

export interface CircularListPage {
  readonly campaign: CampaignNamed;
  readonly today: Day;
  readonly rows: readonly CircularLine[];
  /** Closed reviews that no circular told of, for whoever may issue one. */
  readonly waiting: { readonly count: number; readonly from: Day; readonly to: Day } | null;
}

export async function loadCirculars(code: string): Promise<CircularListPage> {
  const { actor, campaign } = await requireFootage(code);
  const day = today();
  const circulars = await listCirculars(db, campaign.id);
  const participants = await listParticipants(db, campaign.id, day);
  const issues = !campaign.archived && may(actor, "footage.circulate", campaign);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    today: day,
    rows: circulars.map((circular) => ({
      circular,
      reviews: circular.reviews.length,
      findings: circular.findings.length,
      viewed: participants.filter(({ unitId }) => circular.viewings.some((one) => one.unitId === unitId)).length,
      outlets: participants.length,
    })),
    waiting: issues ? await loadWaiting(campaign.id, day) : null,
  };
}

async function loadWaiting(campaignId: string, day: Day) {
  const isUntold = await untold(db, campaignId);
  const reversed = await mapReversals(db, campaignId);
  const days = (await listReviews(db, campaignId, EVERYTHING, {}, day))
    .flatMap(({ id, closed }) => (closed && isUntold(id) && !reversed.has(closed.inspectionId) ? [closed.on] : []))
    .sort();
  return { count: days.length, from: days[0] ?? day, to: days.at(-1) ?? day };
}

export interface CircularPage {
  readonly campaign: CampaignNamed;
  readonly today: Day;
  readonly circular: CircularRow;
  readonly findings: readonly (CircularFinding & { readonly opens: boolean })[];
  readonly viewings: readonly (ViewingRow & { readonly unit: Text })[];
  readonly missing: readonly { readonly code: string; readonly name: Text }[];
  readonly files: Readonly<Record<string, FileReference>>;
  /** Outlets for which the reader may record a viewing, each with its people. */
  readonly own: readonly { readonly code: string; readonly name: Text; readonly people: readonly PersonAt[] }[];
}

/**
 * Names of people are for their own outlet and for readers of reviews; another outlet is told the post. That an outlet
 * viewed the circular everybody sees, how it went only those readers.
 */
export async function loadCircular(code: string, no: string): Promise<CircularPage> {
  const { actor, campaign, sight } = await requireFootage(code);
  const [circular] = await listCirculars(db, campaign.id, no);
  if (!circular) notFound();
  const day = today();
  const participants = await listParticipants(db, campaign.id, day);
  const names = new Map(participants.map(({ unit }) => [unit.id, unit.name]));
  const sees = (unitId: string) => sight.whole === null || sight.whole.includes(unitId) || sight.own.includes(unitId);
  const roots = campaign.archived ? [] : rootsFor(actor, "footage.gather");
  const own = participants.filter(({ unit }) => roots.some((root) => unit.path.startsWith(root)));
  const shown = circular.viewings.map((one) => (sees(one.unitId) ? one : { ...one, note: "", evidence: [] }));
  return {
    campaign: { code: campaign.code, name: campaign.name },
    today: day,
    circular,
    findings: circular.findings.map((finding) => ({
      ...finding,
      person:
        finding.person && (sees(finding.unit.id) ? finding.person : { ...finding.person, name: { zh: "", en: "" } }),
      opens: sees(finding.unit.id),
    })),
    viewings: shown.map((viewing) => ({ ...viewing, unit: names.get(viewing.unitId) ?? { zh: "", en: "" } })),
    missing: participants
      .filter(({ unitId }) => !circular.viewings.some((one) => one.unitId === unitId))
      .map(({ unit }) => ({ code: unit.code, name: unit.name })),
    files: Object.fromEntries(
      await mapFiles(
        db,
        shown.flatMap(({ evidence }) => evidence),
      ),
    ),
    own: await Promise.all(
      own.slice(0, 60).map(async ({ unit }) => ({
        code: unit.code,
        name: unit.name,
        people: await listPeopleAt(db, unit.id, day),
      })),
    ),
  };
}
