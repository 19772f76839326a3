import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { POSTS } from "@/lib/people/types";
import type { AddresseeRow, Chosen, LetterRow, LetterState } from "../types";

/** Whom a letter of the campaign can be written to. */
export interface Reachable {
  readonly groups: readonly string[];
  /** Units above outlets, by code, with where they lie. */
  readonly places: ReadonlyMap<string, { readonly path: string }>;
  readonly outlets: readonly {
    readonly id: string;
    readonly code: string;
    readonly path: string;
    readonly group: string | null;
  }[];
  /** Ids of people who work below the organiser today, by staff number. */
  readonly people: ReadonlyMap<string, string>;
  /** Everybody who works at the outlets today. */
  readonly staff: readonly { readonly id: string; readonly unitId: string; readonly post: string }[];
}

export interface Addressed {
  readonly unitIds: readonly string[];
  readonly personIds: readonly string[];
}

type SendRefusal =
  | "CAMPAIGN_NOT_RUNNING"
  | "NOBODY_ADDRESSED"
  | "GROUP_UNKNOWN"
  | "PLACE_UNKNOWN"
  | "OUTLET_UNKNOWN"
  | "PERSON_UNKNOWN"
  | "POST_UNKNOWN"
  | "DUE_PAST"
  | "FILE_NOT_YOURS";

/** Whom a letter goes to, each once however often they were chosen: to outlets, or to those who work there (F-023). */
export function decideSending(given: {
  readonly published: boolean;
  readonly chosen: Chosen;
  readonly reachable: Reachable;
  readonly dueOn: Day | null;
  readonly today: Day;
  /** Files that the writer did not file for this. */
  readonly foreign: number;
}): Result<Addressed, SendRefusal> {
  const { published, chosen, reachable, dueOn, today, foreign } = given;
  if (!published) return refuse("CAMPAIGN_NOT_RUNNING");
  const { groups, places, outlets, people } = reachable;
  const group = chosen.groups.find((code) => !groups.includes(code));
  if (group !== undefined) return refuse("GROUP_UNKNOWN", { field: "groups", values: { group } });
  const place = chosen.places.find((code) => !places.has(code));
  if (place !== undefined) return refuse("PLACE_UNKNOWN", { field: "places", values: { unit: place } });
  const outlet = chosen.outlets.find((code) => !outlets.some((one) => one.code === code));
  if (outlet !== undefined) return refuse("OUTLET_UNKNOWN", { field: "outlets", values: { unit: outlet } });
  const person = chosen.people.find((staffNo) => !people.has(staffNo));
  if (person !== undefined) return refuse("PERSON_UNKNOWN", { field: "people", values: { person } });
  const under = chosen.places.flatMap((code) => places.get(code)?.path ?? []);
  const unitIds = outlets
    .filter(
      (one) =>
        chosen.all ||
        chosen.outlets.includes(one.code) ||
        (one.group !== null && chosen.groups.includes(one.group)) ||
        under.some((path) => one.path.startsWith(path)),
    )
    .map(({ id }) => id);
  const posts = chosen.posts ?? [];
  const post = posts.find((code) => !POSTS.some((known) => known === code));
  if (post !== undefined) return refuse("POST_UNKNOWN", { field: "posts", values: { post } });
  const toStaff = chosen.whom === "STAFF";
  const staff = toStaff
    ? reachable.staff.filter((one) => unitIds.includes(one.unitId) && (posts.length === 0 || posts.includes(one.post)))
    : [];
  const personIds = [
    ...new Set([...staff.map(({ id }) => id), ...chosen.people.flatMap((staffNo) => people.get(staffNo) ?? [])]),
  ];
  if ((toStaff ? 0 : unitIds.length) + personIds.length === 0) return refuse("NOBODY_ADDRESSED", { field: "all" });
  if (dueOn !== null && dueOn < today) return refuse("DUE_PAST", { field: "dueOn" });
  if (foreign > 0) return refuse("FILE_NOT_YOURS", { field: "evidence", values: { count: foreign } });
  return accept({ unitIds: toStaff ? [] : [...new Set(unitIds)], personIds });
}

export function decideAcknowledging(
  letter: Pick<LetterRow, "dueOn" | "withdrawn">,
  addressee: Pick<AddresseeRow, "acknowledged">,
): Result<void, "LETTER_WITHDRAWN" | "NOTHING_TO_ACKNOWLEDGE" | "ALREADY_ACKNOWLEDGED"> {
  if (letter.withdrawn) return refuse("LETTER_WITHDRAWN");
  if (letter.dueOn === null) return refuse("NOTHING_TO_ACKNOWLEDGE");
  if (addressee.acknowledged) return refuse("ALREADY_ACKNOWLEDGED");
  return accept(undefined);
}

export function decideWithdrawing(letter: Pick<LetterRow, "withdrawn">): Result<void, "LETTER_WITHDRAWN"> {
  return letter.withdrawn ? refuse("LETTER_WITHDRAWN") : accept(undefined);
}

/** ACKNOWLEDGED: by all; a letter that asks for none stays SENT. */
export function stateOf(letter: Pick<LetterRow, "dueOn" | "withdrawn" | "addressees">): LetterState {
  if (letter.withdrawn) return "WITHDRAWN";
  return letter.dueOn !== null && letter.addressees.every(({ acknowledged }) => acknowledged) ? "ACKNOWLEDGED" : "SENT";
}

/** Acknowledged after the day, or not yet and the day is over. */
export function isLate(dueOn: Day | null, acknowledgedOn: Day | null, today: Day): boolean {
  return dueOn !== null && (acknowledgedOn ?? today) > dueOn;
}
