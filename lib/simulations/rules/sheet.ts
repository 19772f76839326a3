import type { Text } from "@/lib/kernel/text";
import type { GroupChange, SubjectChange } from "@/lib/scoring/simulate";

/** The columns of an exported trial, in order; their headings stand in the messages. */
export const UNIT_COLUMNS = [
  "code",
  "unit",
  "group",
  "rankBefore",
  "rankAfter",
  "places",
  "totalBefore",
  "totalAfter",
  "points",
  "awardsBefore",
  "awardsAfter",
  "penaltiesBefore",
  "penaltiesAfter",
  "moneyBeforeLeast",
  "moneyBeforeMost",
  "moneyAfterLeast",
  "moneyAfterMost",
  "moneyLeast",
  "moneyMost",
] as const;

export const GROUP_COLUMNS = [
  "group",
  "units",
  "up",
  "down",
  "awardsBefore",
  "awardsAfter",
  "penaltiesBefore",
  "penaltiesAfter",
  "moneyBeforeLeast",
  "moneyBeforeMost",
  "moneyAfterLeast",
  "moneyAfterMost",
  "moneyLeast",
  "moneyMost",
] as const;

export type Column = (typeof UNIT_COLUMNS)[number] | (typeof GROUP_COLUMNS)[number];

interface Row {
  readonly code: string;
  readonly name: Text;
  readonly group: Text | null;
  readonly change: SubjectChange;
}

/** One line a unit. Exact figures as text; what is not there stays empty, which is not zero. */
export function unitLine(
  row: Row,
  say: (text: Text) => string,
  nameOf: (code: string) => string,
  join: string,
): string[] {
  const { before, after, places, points, money } = row.change;
  const names = (codes: readonly string[]) => codes.map(nameOf).join(join);
  const line: Record<(typeof UNIT_COLUMNS)[number], string> = {
    code: row.code,
    unit: say(row.name),
    group: row.group ? say(row.group) : "",
    rankBefore: figure(before.rank),
    rankAfter: figure(after.rank),
    places: figure(places),
    totalBefore: before.total ?? "",
    totalAfter: after.total ?? "",
    points: points ?? "",
    awardsBefore: names(before.awards),
    awardsAfter: names(after.awards),
    penaltiesBefore: names(before.penalties),
    penaltiesAfter: names(after.penalties),
    moneyBeforeLeast: before.money.least,
    moneyBeforeMost: before.money.most,
    moneyAfterLeast: after.money.least,
    moneyAfterMost: after.money.most,
    moneyLeast: money.least,
    moneyMost: money.most,
  };
  return UNIT_COLUMNS.map((column) => line[column]);
}

export function groupLine(name: string, change: GroupChange): string[] {
  const line: Record<(typeof GROUP_COLUMNS)[number], string> = {
    group: name,
    units: String(change.subjects),
    up: String(change.up),
    down: String(change.down),
    awardsBefore: String(change.awardsBefore),
    awardsAfter: String(change.awardsAfter),
    penaltiesBefore: String(change.penaltiesBefore),
    penaltiesAfter: String(change.penaltiesAfter),
    moneyBeforeLeast: change.moneyBefore.least,
    moneyBeforeMost: change.moneyBefore.most,
    moneyAfterLeast: change.moneyAfter.least,
    moneyAfterMost: change.moneyAfter.most,
    moneyLeast: change.money.least,
    moneyMost: change.money.most,
  };
  return GROUP_COLUMNS.map((column) => line[column]);
}

function figure(value: number | null): string {
  return value === null ? "" : String(value);
}
