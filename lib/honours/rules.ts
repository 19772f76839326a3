import type { Day } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Level } from "@/lib/organisation/types";
import type { Honour, HonourFilter, HonourKind, HonourLevel, HonourShown } from "./types";

/** The level of an honour that a unit of the bank gives: a department gives it for its branch, a district for a sub-branch. */
export function levelOf(organiser: Level): HonourLevel {
  switch (organiser) {
    case "HQ":
      return "HEAD_OFFICE";
    case "BRANCH":
    case "DEPARTMENT":
      return "BRANCH";
    case "DISTRICT":
    case "SUB_BRANCH":
      return "SUB_BRANCH";
    case "OUTLET":
      return "OUTLET";
  }
}

/** Newest first; of one day in the order of those honoured. */
export function inOrder<One extends Pick<Honour, "on" | "key">>(honours: readonly One[]): One[] {
  return [...honours].sort((a, b) => (a.on === b.on ? (a.key < b.key ? -1 : 1) : a.on < b.on ? 1 : -1));
}

/** Whether an honour is among those asked for; `below`: it belongs to the unit or the person that was asked for. */
export function isAsked(honour: HonourShown, filter: HonourFilter, below: (honour: HonourShown) => boolean): boolean {
  const { words, kind, level, year } = filter;
  if (kind !== null && honour.kind !== kind) return false;
  if (level !== null && honour.level !== level) return false;
  if (year !== null && !honour.on.startsWith(`${year}-`)) return false;
  if (filter.of !== "" && !below(honour)) return false;
  const said = [
    honour.title,
    honour.grantedBy,
    honour.unit,
    ...(honour.group ? [honour.group] : []),
    ...(honour.campaign ? [honour.campaign.name] : []),
  ].flatMap(({ zh, en }) => [zh, en]);
  const about = [
    ...said,
    honour.reference,
    honour.code,
    honour.no ?? "",
    honour.person?.name,
    honour.person?.nameLatin,
  ];
  const all = about.join("\n").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** How many of each kind and level, without those withdrawn. */
export function countsOf(honours: readonly Pick<Honour, "kind" | "withdrawn">[]): Record<HonourKind, number> {
  const valid = honours.filter(({ withdrawn }) => withdrawn === null);
  const of = (kind: HonourKind) => valid.filter((one) => one.kind === kind).length;
  return { COLLECTIVE: of("COLLECTIVE"), PERSONAL: of("PERSONAL") };
}

type EnterRefusal = "PERSON_NEEDED" | "PERSON_NOT_MEANT" | "PERSON_NOT_OF_UNIT" | "NOT_YET" | "ALREADY_ENTERED";

/** A personal honour names somebody of the unit, a collective one nobody; neither lies ahead, and none is entered twice. */
export function decideEntering(wish: {
  readonly kind: HonourKind;
  /** A staff number was given. */
  readonly named: boolean;
  /** The person belonged to the unit on the day, or belongs to it today. */
  readonly ofUnit: boolean;
  readonly on: Day;
  readonly today: Day;
  /** The number under which the same stands already. */
  readonly same: string | null;
}): Result<void, EnterRefusal> {
  const { kind, named, ofUnit, on, today, same } = wish;
  if (kind === "PERSONAL" && !named) return refuse("PERSON_NEEDED", { field: "person" });
  if (kind === "COLLECTIVE" && named) return refuse("PERSON_NOT_MEANT", { field: "person" });
  if (named && !ofUnit) return refuse("PERSON_NOT_OF_UNIT", { field: "person" });
  if (on > today) return refuse("NOT_YET", { field: "on", values: { today } });
  if (same !== null) return refuse("ALREADY_ENTERED", { field: "title", values: { no: same } });
  return accept(undefined);
}
