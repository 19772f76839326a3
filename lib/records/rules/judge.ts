import { type Day, within } from "@/lib/kernel/calendar";
import { points, text } from "@/lib/kernel/points";
import type { Cell } from "@/lib/platform/sheet/types";
import type {
  Column,
  Fault,
  FaultCode,
  FaultValues,
  Judged,
  JudgedRecord,
  PersonKnown,
  RecordDraft,
  Reference,
  UnitKnown,
} from "../types";
import { readDay } from "./day";
import { type AttributePlan, boundsOf, MOST_DIGITS, MOST_PLACES } from "./streams";

type Blame = (column: Column, code: FaultCode, values?: FaultValues) => void;

const MOST_LETTERS = { attribute: 400, note: 1000 } as const;
/** Choices that a sentence names; a longer list is in the plan. */
const CHOICES_NAMED = 12;

/**
 * Judges every record and every part of it by the stream that the plan declares, and keeps going: whoever sent them sees
 * all that is wrong at once. One fault anywhere means that nothing is taken.
 */
export function judgeRecords(drafts: readonly RecordDraft[], reference: Reference): Judged {
  const faults: Fault[] = [];
  const records: JudgedRecord[] = [];
  let skipped = 0;
  for (const draft of drafts) {
    if (isBlank(draft)) {
      skipped += 1;
      continue;
    }
    const before = faults.length;
    const record = judgeRecord(draft, reference, (column, code, values = {}) =>
      faults.push({ row: draft.row, column, code, values }),
    );
    if (record && faults.length === before) records.push(record);
  }
  return { faults, records, skipped };
}

/** A row of the template that nobody filled in: only unit and person stand there. */
function isBlank(draft: RecordDraft): boolean {
  const cells = [draft.onDay, draft.value, draft.note, ...Object.values(draft.attrs ?? {})];
  return cells.every((cell) => cell === null || cell === undefined || cell === "");
}

function judgeRecord(draft: RecordDraft, reference: Reference, blame: Blame): JudgedRecord | null {
  const { stream } = reference;
  const unit = judgeUnit(draft, reference, blame);
  const onDay = judgeDay(draft, reference, unit, blame);
  const personId = judgePerson(draft, reference, unit, onDay, blame);
  const value = judgeValue(draft, reference, blame);
  const attrs: Record<string, string> = {};
  for (const plan of stream.attrs) {
    const given = cellOf(draft, plan.code);
    const said = judgeAttribute(plan, given, reference, onDay, blame);
    if (said !== null) attrs[plan.code] = said;
  }
  for (const [code, cell] of Object.entries(draft.attrs ?? {})) {
    if (cell !== null && cell !== "" && !stream.attrs.some((plan) => plan.code === code))
      blame(`attrs.${code}`, "ATTRIBUTE_UNKNOWN", { text: shown(code) });
  }
  const note = judgeWords(draft.note, "note", MOST_LETTERS.note, stream.body !== undefined, blame);
  return unit && onDay ? { row: draft.row, unitId: unit.id, personId, onDay, value, attrs, note } : null;
}

function cellOf(draft: RecordDraft, code: string): Cell | undefined {
  return draft.attrs && Object.hasOwn(draft.attrs, code) ? draft.attrs[code] : undefined;
}

/** The words of a cell as a fault quotes them. */
function shown(cell: string): string {
  const letters = Array.from(cell);
  return letters.length > 40 ? `${letters.slice(0, 40).join("")}…` : cell;
}

/** What a cell says, or nothing, with the fault that it is empty although it must not be or no value at all. */
function read(cell: Cell | undefined, column: Column, required: boolean, blame: Blame): string | null {
  const words = typeof cell === "string" ? cell.trim() : cell;
  if (words === null || words === undefined || words === "") {
    if (required) blame(column, "MISSING");
    return null;
  }
  if (typeof words === "string") return words;
  blame(column, words.bad === "FORMULA" ? "FORMULA" : "ERROR_CELL");
  return null;
}

/** A cell from which we read a code, a day or a figure; text that is meant as a formula is none of these. */
function readPlain(cell: Cell | undefined, column: Column, required: boolean, blame: Blame): string | null {
  const words = read(cell, column, required, blame);
  if (words === null || !/^[=＝]/.test(words)) return words?.normalize("NFKC").trim() ?? null;
  blame(column, "FORMULA");
  return null;
}

function find<T>(known: ReadonlyMap<string, T>, code: string): T | undefined {
  return known.get(code) ?? known.get(code.toUpperCase());
}

function standsOn(unit: UnitKnown, day: Day): boolean {
  return unit.openedOn <= day && (unit.closedOn === null || day <= unit.closedOn);
}

function judgeUnit(draft: RecordDraft, { units }: Reference, blame: Blame): UnitKnown | null {
  const code = readPlain(draft.unit, "unit", true, blame);
  if (code === null) return null;
  const unit = find(units, code);
  if (!unit?.reached) {
    blame("unit", "UNIT_UNKNOWN", { text: shown(code) });
    return null;
  }
  if (!unit.participates) {
    blame("unit", "UNIT_NOT_PARTICIPATING", { text: shown(code) });
    return null;
  }
  const name = read(draft.name, "name", false, blame);
  if (name !== null && ![unit.name.zh, unit.name.en].includes(name))
    blame("name", "NAME_DIFFERS", { text: shown(name), name_zh: unit.name.zh, name_en: unit.name.en, code });
  return unit;
}

function judgeDay(draft: RecordDraft, reference: Reference, unit: UnitKnown | null, blame: Blame): Day | null {
  const given = readPlain(draft.onDay, "onDay", true, blame);
  if (given === null) return null;
  const { range, today, frozen } = reference;
  const day = readDay(given);
  const freeze = day === null ? undefined : frozen.find((period) => within(day, period));
  if (day === null) blame("onDay", "DAY_FORM", { text: shown(given) });
  else if (!within(day, range)) blame("onDay", "OUTSIDE_CAMPAIGN", { ...range });
  else if (day > today) blame("onDay", "DAY_TO_COME", { day });
  else if (freeze) blame("onDay", "DAY_FROZEN", { day, review: freeze.review });
  else if (unit && !standsOn(unit, day)) blame("onDay", "UNIT_NOT_THERE", { day });
  else return day;
  return null;
}

function judgePerson(
  draft: RecordDraft,
  reference: Reference,
  unit: UnitKnown | null,
  day: Day | null,
  blame: Blame,
): string | null {
  const { stream, people } = reference;
  const staffNo = readPlain(draft.person, "person", stream.of === "PERSON", blame);
  if (staffNo === null) return null;
  if (stream.of === "UNIT") {
    blame("person", "PERSON_NOT_ASKED");
    return null;
  }
  const person = find(people, staffNo);
  if (!person) {
    blame("person", "PERSON_UNKNOWN", { text: shown(staffNo) });
    return null;
  }
  if (unit && day && !inPost(person, day, unit.id)) blame("person", "PERSON_NOT_IN_POST", { text: staffNo, day });
  const name = read(draft.personName, "personName", false, blame);
  if (name !== null && ![person.name, person.nameLatin].includes(name))
    blame("personName", "PERSON_NAME_DIFFERS", { text: shown(name), name: person.name, code: staffNo });
  return person.id;
}

/** In post on the day, at the unit or (none given) anywhere. */
function inPost(person: PersonKnown, day: Day, unitId?: string): boolean {
  return person.postings.some(
    ({ fromOn, toOn, unitId: at }) =>
      fromOn <= day && (toOn === null || day <= toOn) && (unitId === undefined || at === unitId),
  );
}

function judgeValue(draft: RecordDraft, { stream }: Reference, blame: Blame): string | null {
  const plan = stream.value;
  const given = readPlain(draft.value, "value", plan !== undefined, blame);
  if (given === null) return null;
  if (!plan) {
    blame("value", "VALUE_NOT_ASKED");
    return null;
  }
  const value = judgeFigure(given, "value", plan.places ?? MOST_PLACES, blame);
  if (value === null) return null;
  const { min, max } = boundsOf(plan);
  if (min !== null && points(value).lessThan(points(min))) blame("value", "BELOW", { text: value, min });
  else if (max !== null && points(value).greaterThan(points(max))) blame("value", "ABOVE", { text: value, max });
  else return value;
  return null;
}

/** An exact number from text; says what exactly is wrong with anything else. */
function judgeFigure(given: string, column: Column, places: number, blame: Blame): string | null {
  const value = /^(-?)(\d+)(?:\.(\d+))?$/.exec(given.replace(/^\+/, ""));
  if (!value) {
    const grouped = /^-?\d{1,3}([,\u2019' ]\d{3})+(\.\d+)?$/.test(given);
    if (grouped) blame(column, "THOUSANDS", { text: shown(given), plain: given.replace(/[,\u2019' ]/g, "") });
    else blame(column, "NOT_A_FIGURE", { text: shown(given) });
    return null;
  }
  const [, minus = "", whole = "0", fraction = ""] = value;
  const digits = whole.replace(/^0+(?=\d)/, "");
  const decimals = fraction.replace(/0+$/, "");
  if (digits.length > MOST_DIGITS) blame(column, "TOO_LARGE", { text: shown(given), digits: MOST_DIGITS });
  else if (decimals.length > places)
    blame(column, places === 0 ? "NOT_WHOLE" : "TOO_MANY_PLACES", { text: shown(given), places });
  else return text(points(`${minus}${digits}${decimals ? `.${decimals}` : ""}`));
  return null;
}

function judgeAttribute(
  plan: AttributePlan,
  cell: Cell | undefined,
  reference: Reference,
  day: Day | null,
  blame: Blame,
): string | null {
  const column: Column = `attrs.${plan.code}`;
  if (plan.kind === "TEXT") return judgeWords(cell, column, MOST_LETTERS.attribute, plan.required, blame);
  const given = readPlain(cell, column, plan.required, blame);
  if (given === null) return null;
  if (plan.kind === "NUMBER") return judgeFigure(given, column, MOST_PLACES, blame);
  if (plan.kind === "CHOICE") return judgeChoice(plan, given, column, blame);
  if (plan.kind === "PERSON") {
    const person = find(reference.people, given);
    if (person && (day === null || inPost(person, day))) return person.id;
    blame(column, person ? "PERSON_NOT_IN_POST" : "PERSON_UNKNOWN", { text: shown(given), day: day ?? "" });
    return null;
  }
  const unit = find(reference.units, given);
  if (unit && (day === null || standsOn(unit, day))) return unit.id;
  blame(column, unit ? "UNIT_NOT_THERE" : "UNIT_UNKNOWN", { text: shown(given), day: day ?? "" });
  return null;
}

/** The code of a choice, from its code or its name in either language. */
function judgeChoice(plan: AttributePlan, given: string, column: Column, blame: Blame): string | null {
  const choices = plan.values ?? [];
  const plain = (words: string) => words.normalize("NFKC").trim().toLowerCase();
  const choice =
    choices.find(({ code }) => code === given) ??
    choices.find(({ code, name }) => [code, name.zh, name.en].some((words) => plain(words) === plain(given)));
  if (choice) return choice.code;
  const named = choices.slice(0, CHOICES_NAMED).map(({ name }) => name);
  blame(column, "CHOICE_UNKNOWN", {
    text: shown(given),
    choices_zh: named.map(({ zh }) => zh).join("、"),
    choices_en: named.map(({ en }) => en).join(", "),
  });
  return null;
}

/** Free words stay as they are, whatever they look like; what we write out again is text in every cell. */
function judgeWords(
  cell: Cell | undefined,
  column: Column,
  most: number,
  required: boolean,
  blame: Blame,
): string | null {
  const words = read(cell, column, required, blame);
  if (words === null) return null;
  if (Array.from(words).length <= most) return words;
  blame(column, "TOO_LONG", { maximum: most });
  return null;
}
