import type { Day, DayRange } from "@/lib/kernel/calendar";
import type { Text } from "@/lib/kernel/text";
import type { Cell } from "@/lib/platform/sheet/types";
import type { StreamPlan } from "@/lib/scoring/programme/schema";

/** Parts of a record: those every stream has, and one for each attribute that the plan declares. */
export type Column = "unit" | "name" | "person" | "personName" | "onDay" | "value" | "note" | `attrs.${string}`;

/** One record as it was sent or found in a file, before anything is believed. */
export interface RecordDraft {
  /** As the spreadsheet program numbers it; 1 for a record that came alone. */
  readonly row: number;
  readonly unit?: Cell;
  readonly name?: Cell;
  readonly person?: Cell;
  readonly personName?: Cell;
  readonly onDay?: Cell;
  readonly value?: Cell;
  readonly note?: Cell;
  readonly attrs?: Readonly<Record<string, Cell>>;
}

export type FaultCode =
  | "NO_HEADINGS"
  | "COLUMN_MISSING"
  | "COLUMN_TWICE"
  | "NO_ROWS"
  | "MISSING"
  | "FORMULA"
  | "ERROR_CELL"
  | "UNIT_UNKNOWN"
  | "UNIT_NOT_PARTICIPATING"
  | "UNIT_NOT_THERE"
  | "NAME_DIFFERS"
  | "PERSON_UNKNOWN"
  | "PERSON_NOT_ASKED"
  | "PERSON_NOT_IN_POST"
  | "PERSON_NAME_DIFFERS"
  | "DAY_FORM"
  | "OUTSIDE_CAMPAIGN"
  | "DAY_TO_COME"
  | "DAY_FROZEN"
  | "VALUE_NOT_ASKED"
  | "NOT_A_FIGURE"
  | "THOUSANDS"
  | "NOT_WHOLE"
  | "TOO_MANY_PLACES"
  | "TOO_LARGE"
  | "BELOW"
  | "ABOVE"
  | "CHOICE_UNKNOWN"
  | "ATTRIBUTE_UNKNOWN"
  | "TOO_LONG";

export type FaultValues = Readonly<Record<string, string | number>>;

/** What is wrong, where, and with which words (`records.faults.<code>`). */
export interface Fault {
  /** Null when the whole file is meant. */
  readonly row: number | null;
  readonly column: Column | null;
  readonly code: FaultCode;
  readonly values: FaultValues;
}

/** A unit from its first to its last day. */
export interface UnitKnown {
  readonly id: string;
  readonly name: Text;
  readonly openedOn: Day;
  readonly closedOn: Day | null;
  /** Inside the reach of who records; others are unknown to them as a subject. */
  readonly reached: boolean;
  readonly participates: boolean;
}

export interface PersonKnown {
  readonly id: string;
  readonly name: string;
  readonly nameLatin: string;
  readonly postings: readonly { readonly unitId: string; readonly fromOn: Day; readonly toOn: Day | null }[];
}

/** All that a record is judged against. */
export interface Reference {
  readonly stream: StreamPlan;
  /** First to last day that the plan covers. */
  readonly range: DayRange;
  readonly today: Day;
  readonly frozen: readonly (DayRange & { readonly review: string })[];
  /** Units that the drafts name, by code. */
  readonly units: ReadonlyMap<string, UnitKnown>;
  /** People that the drafts name, by staff number. */
  readonly people: ReadonlyMap<string, PersonKnown>;
}

/** A record that may be kept; people and units by id. */
export interface JudgedRecord {
  readonly row: number;
  readonly unitId: string;
  readonly personId: string | null;
  readonly onDay: Day;
  readonly value: string | null;
  readonly attrs: Readonly<Record<string, string>>;
  readonly note: string | null;
}

/** What a record says as somebody types it: people by staff number, units by code. */
export interface TypedRecord {
  readonly unit: string;
  readonly onDay: Day;
  readonly person?: string;
  readonly value?: string;
  readonly note?: string;
  readonly attrs: Readonly<Record<string, string>>;
}

/** A record that a set or a ruling brings, with its id and number, so that it is the same whenever it is written. */
export interface CorrectedRecord extends Omit<JudgedRecord, "row"> {
  readonly id: string;
  readonly no: string;
  readonly stream: string;
  readonly evidence: readonly string[];
}

export interface Judged {
  readonly faults: readonly Fault[];
  /** Nothing in here counts while there is a fault. */
  readonly records: readonly JudgedRecord[];
  /** Rows of the template that nobody filled in. */
  readonly skipped: number;
}

/** What the import route answers; the page says it in the reader's language. */
export type ImportAnswer =
  | { readonly status: "refused"; readonly message: string }
  | { readonly status: "faults"; readonly faults: readonly (Fault & { readonly heading: Text | null })[] }
  | {
      readonly status: "ready";
      readonly sha256: string;
      readonly confirm: string;
      readonly records: number;
      readonly skipped: number;
      /** Rows that say the same as an earlier row or as a record that already holds. */
      readonly repeated: { readonly count: number; readonly rows: readonly number[] };
      readonly ignored: readonly string[];
    }
  | {
      readonly status: "done";
      readonly no: string;
      readonly rows: number;
      readonly first: string;
      readonly last: string;
    };

export interface ImportEntry {
  readonly no: string;
  readonly stream: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly rows: number;
  readonly by: string;
  readonly at: string;
}
