import type { Text } from "@/lib/kernel/text";

/** Steps of the set-up, in the order in which a person thinks. */
export const SECTIONS = [
  "basics",
  "phases",
  "committee",
  "units",
  "standards",
  "scoring",
  "reviews",
  "awards",
  "penalties",
] as const;
export type Section = (typeof SECTIONS)[number];

export type IssueCode =
  | "TOO_LARGE"
  | "TOO_NESTED"
  | "SHAPE"
  | "TOO_MANY_NODES"
  | "TOO_DEEP"
  | "BLANK"
  | "DUPLICATE_CODE"
  | "UNUSED_SHEET"
  | "UNUSED_PERIOD"
  | "DATES_REVERSED"
  | "RECURS_TOO_LONG"
  | "CUT_OFF_OUTSIDE_PERIOD"
  | "CUT_OFF_OUTSIDE_PHASES"
  | "PERIOD_AFTER_CUT_OFF"
  | "SEATS_REVERSED"
  | "NO_LEADING_GROUP"
  | "UNKNOWN_SEAT"
  | "OPTIONAL_SEAT"
  | "WEIGHT_NEGATIVE"
  | "WEIGHTS_NOT_100"
  | "LIMITS_REVERSED"
  | "FULL_NOT_POSITIVE"
  | "TARGET_NOT_POSITIVE"
  | "BANDS_NOT_ASCENDING"
  | "UNKNOWN_SHEET"
  | "UNKNOWN_PERIOD"
  | "UNKNOWN_REVIEW"
  | "UNKNOWN_NODE"
  | "AMBIGUOUS_NODE"
  | "SHEET_CYCLE"
  | "CARRY_OF_ITSELF"
  | "CARRY_OF_LATER"
  | "RANK_OF_PERSONS"
  | "QUOTA_NEGATIVE"
  | "QUOTA_REVERSED"
  | "SETTLED_BEFORE_REVIEW"
  | "PRIZE_WITHOUT_AMOUNT"
  | "PRIZE_NOT_POSITIVE"
  | "FINE_WITHOUT_RANGE"
  | "FINE_NEGATIVE"
  | "FINE_REVERSED"
  | "AMOUNT_NOT_CENTS"
  | "RANGE_REVERSED"
  | "RANK_OF_UNITS"
  | "NOT_FOR_NOMINATION"
  | "NO_GROUPS"
  | "STRATA_OF_UNITS"
  | "GROUPS_OVERLAP"
  | "STRATA_OVERLAP"
  | "STRATUM_NEVER"
  | "UNKNOWN_AWARD"
  | "NOT_WITH_ITSELF"
  | "NOT_WITH_LATER"
  | "STREAK_NOT_CALENDAR"
  | "STREAK_TOO_LONG"
  | "CONDITION_NEVER"
  | "PLACES_REVERSED"
  | "PLACES_BEYOND_QUOTA"
  | "AMOUNT_TWICE"
  | "AMOUNT_WITHOUT_MONEY"
  | "PROMOTION_NOT_OTHER"
  | "SINCE_AFTER_REVIEW"
  | "REPEAT_NOT_MORE"
  | "REPEAT_WITHOUT_EVENT"
  | "REPEAT_NEVER"
  | "REPEAT_WITHOUT_FINE"
  | "DEAREST_ALONE"
  | "FALLS_ON_NOBODY"
  | "QUOTA_ABOVE_POPULATION"
  | "BOTTOM_ABOVE_POPULATION"
  | "ENTRY_WITHOUT_POINTS"
  | "MOVEMENT_WITHOUT_REVIEW"
  | "EVENT_OUTSIDE_PENALTY"
  | "RANK_NOT_YET"
  | "REF_CYCLE"
  | "CARRY_RECURS"
  | "CHOICE_WITHOUT_VALUES";

/** One thing headquarters must put right, or with `blocks: false` may want to. The sentence is `scoring.issues.<code>`. */
export interface Issue {
  readonly code: IssueCode;
  /** JSON pointer into the document, e.g. `/reviews/1/root/parts/0/weight`. */
  readonly path: string;
  readonly section: Section;
  /** `name_zh` and `name_en` name the thing concerned; BLANK also says which `field` of it. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Publishing is refused while one blocks. */
  readonly blocks: boolean;
}

/** The issues that keep the programme from being published. */
export function blockersOf(issues: readonly Issue[]): Issue[] {
  return issues.filter((issue) => issue.blocks);
}

const NOTICES: ReadonlySet<IssueCode> = new Set<IssueCode>([
  "UNUSED_SHEET",
  "UNUSED_PERIOD",
  "REPEAT_WITHOUT_FINE",
  "DEAREST_ALONE",
  "FALLS_ON_NOBODY",
  "QUOTA_ABOVE_POPULATION",
  "BOTTOM_ABOVE_POPULATION",
]);

const SECTION_OF: Readonly<Record<string, Section>> = {
  phases: "phases",
  periods: "phases",
  duties: "phases",
  committee: "committee",
  groups: "units",
  standards: "standards",
  streams: "standards",
  sheets: "scoring",
  reviews: "reviews",
  awards: "awards",
  penalties: "penalties",
};

/** The step of the set-up on which a place in the document is edited; a review's score tree belongs to scoring. */
function sectionAt(path: string): Section {
  const [, top = "", , third = ""] = path.split("/");
  if (top === "reviews" && third === "root") return "scoring";
  return Object.hasOwn(SECTION_OF, top) ? SECTION_OF[top]! : "basics";
}

/** A fault at a place of the document (JSON pointer); `name` is that of the thing concerned. */
export function issue(code: IssueCode, path: string, name: Text, values: Issue["values"] = {}): Issue {
  return {
    code,
    path,
    section: sectionAt(path),
    values: { name_zh: name.zh, name_en: name.en, ...values },
    blocks: !NOTICES.has(code),
  };
}

export type BlankField =
  | "from"
  | "to"
  | "cutOffOn"
  | "noticeDays"
  | "weight"
  | "atLeast"
  | "each"
  | "target"
  | "floor"
  | "cap"
  | "quota"
  | "settledOn"
  | "amount"
  | "n"
  | "base"
  | "value"
  | "mark"
  | "ceiling"
  | "than"
  | "rangeMin"
  | "rangeMax"
  | "listed"
  | "since"
  | "times"
  | "fineMin"
  | "fineMax";

/** A parameter the source leaves open; headquarters must fill it before publishing (DESIGN §1.1). */
export function blank(path: string, name: Text, field: BlankField): Issue {
  return issue("BLANK", path, name, { field });
}
