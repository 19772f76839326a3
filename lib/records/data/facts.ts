import "server-only";
import { currentPlan } from "@/lib/campaigns/data";
import { mapReversals } from "@/lib/facts/data";
import type { Day, DayRange } from "@/lib/kernel/calendar";
import { listPostings, type PostingKnown } from "@/lib/people/data";
import type { Programme } from "@/lib/scoring/programme/schema";
import { groupOfPost } from "@/lib/scoring/programme/subjects";
import type { Fact } from "@/lib/scoring/types";
import { streamsOf, titleOf } from "../rules/streams";
import { inRange, type Reader, recordShape, rowOf } from "./records";

/**
 * Records as facts on their day; reversed ones: VOIDED. In a review over people a record of a stream about people has the
 * person as its subject, otherwise the unit. So that a plan may count one record for everybody it touches, `person`,
 * `unit` and `department` (the unit), `head` (who led it on that day) and `group` (the unit's competition group, or where
 * the plan makes groups of posts the person's) come along as attributes, and of a record that a re-score set brought `set`
 * and `ground`, unless the record itself says something under that name.
 */
export async function recordFacts(
  reader: Reader,
  campaignId: string,
  range: DayRange,
  over: "UNIT" | "PERSON" = "UNIT",
): Promise<Fact[]> {
  const rows = await reader.recordedFact.findMany({
    where: { campaignId, onDay: inRange(range) },
    orderBy: [{ onDay: "asc" }, { no: "asc" }],
    select: recordShape,
  });
  if (rows.length === 0) return [];
  const plan = await currentPlan(reader, campaignId);
  const streams = new Map((plan ? streamsOf(plan.programme) : []).map((stream) => [stream.code, stream]));
  const reversals = await mapReversals(reader, campaignId);
  const participants = await reader.participant.findMany({
    where: { campaignId },
    select: { unitId: true, groupCode: true },
  });
  const groups = new Map(participants.map(({ unitId, groupCode }) => [unitId, groupCode]));
  const unitIds = rows.map((row) => row.unitId);
  const heads = new Map<string, PostingKnown[]>();
  for (const posting of await listPostings(reader, { unitIds, post: "OUTLET_HEAD" }, range))
    heads.set(posting.unitId, [...(heads.get(posting.unitId) ?? []), posting]);
  const posts = await postsHeld(reader, plan?.programme, unitIds, range);
  return rows.map(rowOf).map((row): Fact => {
    const stream = streams.get(row.stream) ?? null;
    const head = heads
      .get(row.unitId)
      ?.find(({ fromOn, toOn }) => fromOn <= row.onDay && (toOn === null || row.onDay <= toOn));
    const group = posts(row.personId ?? row.attrs.person, row.onDay) ?? groups.get(row.unitId) ?? null;
    return {
      id: row.id,
      subject: over === "PERSON" && row.personId !== null ? row.personId : row.unitId,
      stream: row.stream,
      on: row.onDay,
      state: reversals.has(row.id) ? "VOIDED" : "COUNTED",
      value: row.value,
      attrs: {
        unit: row.unitId,
        department: row.unitId,
        ...(row.personId === null ? {} : { person: row.personId }),
        ...(head ? { head: head.person.id } : {}),
        ...(group === null ? {} : { group }),
        ...(row.setNo === null ? {} : { set: row.setNo, ground: row.ground ?? "" }),
        ...row.attrs,
      },
      ref: row.no,
      title: titleOf(stream, row.stream, row.attrs),
      ...(stream?.value?.full !== undefined && row.value !== null ? { full: stream.value.full } : {}),
    };
  });
}

/** The group of posts that a person stood in on a day; none where the plan's groups are not made of posts. */
async function postsHeld(
  reader: Reader,
  programme: Pick<Programme, "groups"> | undefined,
  unitIds: readonly string[],
  range: DayRange,
): Promise<(person: string | null | undefined, on: Day) => string | null> {
  const groups = programme?.groups.filter(({ posts }) => posts) ?? [];
  const held = new Map<string, PostingKnown[]>();
  if (groups.length > 0) {
    for (const posting of await listPostings(reader, { unitIds }, range))
      held.set(posting.person.id, [...(held.get(posting.person.id) ?? []), posting]);
  }
  return (person, on) => {
    const post = held
      .get(person ?? "")
      ?.find(({ fromOn, toOn }) => fromOn <= on && (toOn === null || on <= toOn))?.post;
    return groupOfPost({ groups }, post);
  };
}
