import "server-only";
import { notFound } from "next/navigation";
import { may, rootsFor } from "@/lib/access/policy";
import { listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { Text } from "@/lib/kernel/text";
import { mapUnits } from "@/lib/organisation/data";
import { listPeopleAtAny, mapPeople } from "@/lib/people/data";
import type { PersonAt } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { mapFiles } from "@/lib/platform/files/data";
import type { FileReference } from "@/lib/platform/files/types";
import { mapLives } from "@/lib/reviews/data";
import { isPublished } from "@/lib/reviews/rules/life";
import type { AwardPlan } from "@/lib/scoring/programme/schema";
import { listAwardDecisions, listNominees, mapCurrentResults } from "../data";
import { nomineeOf } from "../rules";
import type { PersonName, Screening } from "../types";

export interface NominationsView {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly awards: readonly {
    readonly plan: AwardPlan;
    readonly perUnit: number;
    readonly review: { readonly code: string; readonly name: Text };
    readonly open: boolean;
    readonly rows: readonly {
      readonly no: string;
      readonly unit: Text;
      readonly person: PersonName | null;
      readonly reason: string;
      readonly at: Date;
      readonly granted: boolean | null;
      readonly unitCode: string;
      readonly files: readonly FileReference[];
      /** What the office found, newest first. */
      readonly screenings: readonly ScreeningShown[];
      /** The reader may screen it now. */
      readonly mayScreen: boolean;
    }[];
    /** Nominations that wait for the office. */
    readonly unscreened: number;
  }[];
  readonly mayNominate: boolean;
}

export interface ScreeningShown extends Omit<Screening, "evidence"> {
  readonly files: readonly FileReference[];
}

/** Nominations the reader may see: of own outlets for those who nominate, all for the leading group and its office. */
export async function loadNominations(campaignCode: string): Promise<NominationsView> {
  const { actor, campaign } = await requireCampaign(campaignCode);
  const all = may(actor, "reviews.readUnpublished", campaign);
  const roots = rootsFor(actor, "awards.nominate");
  if (!all && roots.length === 0) notFound();
  const nominees = await listNominees(db, campaign.id);
  const units = await mapUnits(
    db,
    nominees.map((nominee) => nominee.unitId),
    today(),
  );
  const people = await mapPeople(
    db,
    nominees.flatMap((nominee) => nominee.personId ?? []),
  );
  const lives = await mapLives(db, campaign.id);
  const granted = await grantedPeople(campaign.id, all);
  const files = await mapFiles(
    db,
    nominees.flatMap(({ evidence, screenings }) => [...evidence, ...screenings.flatMap((one) => one.evidence)]),
  );
  const filesOf = (ids: readonly string[]) => ids.flatMap((id) => files.get(id) ?? []);
  const screens = may(actor, "awards.screen", campaign);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    mayNominate: roots.length > 0 && campaign.planVersion !== null && !campaign.archived,
    awards: campaign.programme.awards.flatMap((plan) => {
      const review = campaign.programme.reviews.find((candidate) => candidate.code === plan.review);
      if (plan.basis.kind !== "NOMINATION" || !review) return [];
      const state = lives.get(review.code)?.state ?? "OPEN";
      const rows = nominees.filter((nominee) => {
        const path = units.get(nominee.unitId)?.path ?? "";
        return nominee.awardCode === plan.code && (all || roots.some((root) => path.startsWith(root)));
      });
      return [
        {
          plan,
          perUnit: plan.basis.perUnit,
          review: { code: review.code, name: review.name },
          open: state === "OPEN" || state === "FROZEN",
          unscreened: rows.filter(({ screenings }) => screenings.length === 0).length,
          rows: rows.map((nominee) => {
            const person = people.get(nominee.personId ?? "");
            return {
              no: nominee.no,
              unit: units.get(nominee.unitId)?.name ?? { zh: "—", en: "—" },
              person: person ? { name: person.name, nameLatin: person.nameLatin } : null,
              reason: nominee.reason,
              at: nominee.nominatedAt,
              granted: granted.get(`${plan.code} ${nomineeOf(nominee)}`) ?? null,
              unitCode: units.get(nominee.unitId)?.code ?? "",
              files: filesOf(nominee.evidence),
              screenings: nominee.screenings.map(({ evidence, ...one }) => ({ ...one, files: filesOf(evidence) })),
              mayScreen:
                screens &&
                (state === "OPEN" || state === "FROZEN") &&
                nominee.nominatedById !== actor.accountId &&
                !granted.has(`${plan.code} ${nomineeOf(nominee)}`),
            };
          }),
        },
      ];
    }),
  };
}

/** What was decided about those nominated; before publication only for those who prepare the review. */
async function grantedPeople(campaignId: string, all: boolean): Promise<Map<string, boolean>> {
  const results = await mapCurrentResults(db, campaignId);
  const readable = [...results].filter(([, review]) => all || isPublished(review.state)).map(([id]) => id);
  const decisions = await listAwardDecisions(db, readable);
  return new Map(decisions.map((row) => [`${row.awardCode} ${row.subject}`, row.granted] as const));
}

export interface NominationForm {
  readonly campaign: { readonly code: string; readonly name: Text };
  /** The outlet that names; null where the reader has several and has not chosen yet. */
  readonly unit: { readonly id: string; readonly code: string; readonly name: Text } | null;
  readonly awards: readonly {
    readonly code: string;
    readonly name: Text;
    readonly perUnit: number;
    readonly target: AwardPlan["target"];
  }[];
  readonly units: readonly {
    readonly id: string;
    readonly code: string;
    readonly name: Text;
    readonly people: readonly PersonAt[];
  }[];
}

/** What a nomination can name: awards still open, and the people of the reader's own outlets that take part. */
export async function loadNominationForm(campaignCode: string, unitCode?: string): Promise<NominationForm> {
  const { actor, campaign } = await requireCampaign(campaignCode);
  const roots = rootsFor(actor, "awards.nominate");
  if (roots.length === 0 || campaign.planVersion === null) notFound();
  const day = today();
  const participants = (await listParticipants(db, campaign.id, day)).filter(({ unit }) =>
    roots.some((root) => unit.path.startsWith(root)),
  );
  const people = await listPeopleAtAny(
    db,
    participants.map(({ unitId }) => unitId),
    day,
  );
  const lives = await mapLives(db, campaign.id);
  const own = participants.length === 1 ? participants : participants.filter(({ unit }) => unit.code === unitCode);
  const unit = own[0]?.unit;
  return {
    campaign: { code: campaign.code, name: campaign.name },
    unit: unit ? { id: unit.id, code: unit.code, name: unit.name } : null,
    awards: campaign.programme.awards.flatMap((plan) => {
      const state = lives.get(plan.review)?.state ?? "OPEN";
      if (plan.basis.kind !== "NOMINATION" || (state !== "OPEN" && state !== "FROZEN")) return [];
      return [{ code: plan.code, name: plan.name, perUnit: plan.basis.perUnit, target: plan.target }];
    }),
    units: participants.map(({ unit }) => ({
      id: unit.id,
      code: unit.code,
      name: unit.name,
      people: people.filter((person) => person.unitId === unit.id),
    })),
  };
}
