import "server-only";
import { cache } from "react";
import { subjectsShown } from "@/lib/awards/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { CampaignForPage } from "@/lib/campaigns/types";
import type { Actor } from "@/lib/kernel/actor";
import { mapPeople } from "@/lib/people/data";
import { today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { readSource } from "../data";
import { bookOf } from "../rules/book";
import type { Book, BookSource, SubjectName } from "../types";

export interface BookAtHand {
  readonly actor: Actor;
  readonly campaign: CampaignForPage;
  readonly source: BookSource;
  readonly book: Book;
  readonly today: string;
}

/** The book of a campaign, for loaders that have a gate of their own; everything in it is published. */
export const openBook = cache(async (code: string): Promise<BookAtHand> => {
  const { actor, campaign } = await requireCampaign(code);
  const source = await readSource(db, campaign);
  return { actor, campaign, source, book: bookOf(source), today: today() };
});

/** Who is who in the book; a person's name stands before the unit's. */
export async function namesIn(
  { campaign, today: day }: Pick<BookAtHand, "campaign" | "today">,
  rows: readonly { readonly subject: string; readonly unitId?: string | null; readonly personId: string | null }[],
): Promise<(row: { subject: string; unitId?: string | null; personId: string | null }) => SubjectName> {
  const shown = await subjectsShown(
    db,
    campaign.programme,
    rows.flatMap(({ subject, unitId }) => [subject, ...(unitId ? [unitId] : [])]),
    day,
  );
  const people = await mapPeople(
    db,
    rows.flatMap(({ personId }) => personId ?? []),
  );
  return ({ subject, unitId, personId }) => {
    const known = shown(subject);
    const person = personId === null ? undefined : people.get(personId);
    return {
      unit: unitId && unitId !== subject ? shown(unitId).unit : known.unit,
      code: person?.staffNo ?? known.code,
      person: person ? { name: person.name, nameLatin: person.nameLatin } : known.person,
    };
  };
}
