import { createHash } from "node:crypto";
import {
  addComplaintStep,
  decideComplaint,
  recordPraise,
  registerComplaint,
  verifyPraise,
} from "@/lib/complaints/usecases";
import { checkMonths } from "@/lib/inspections/rules/days";
import { submitInspectionVisit, submitSelfCheckForMonth } from "@/lib/inspections/usecases";
import { type Day, type DayRange, lastDayOfMonth, monthsIn, within } from "@/lib/kernel/calendar";
import { Points, points, text } from "@/lib/kernel/points";
import { importMetrics } from "@/lib/metrics/usecases";
import { importRecordFile } from "@/lib/records/usecases";
import type { Node, Selector } from "@/lib/scoring/programme/nodes";
import type { Programme, StreamPlan } from "@/lib/scoring/programme/schema";
import { walkNodes } from "@/lib/scoring/programme/walk";
import { recordLearning } from "@/lib/tasks/usecases";
import { selectorsOf } from "../golden/support/anything";
import { documentOf } from "./inspected-bank";
import { done, type Employee, type ProgrammeBank } from "./programme-bank";

/**
 * Enters what a programme reads, month by month, through the use case of each room: a score for everybody, events for
 * some, never any for the last outlet. Earlier outlets and people do better, so that somebody is first and somebody last.
 */
export async function enterFacts(
  programme: Programme,
  bank: ProgrammeBank,
  campaign: string,
  days: DayRange,
  travelTo: (day: Day) => void,
): Promise<void> {
  const selectors = selectorsOf(programme).map(({ selector }) => selector);
  const named = new Set(selectors.map(({ stream }) => stream));
  for (const day of daysIn(days)) {
    const m = monthNumber(day);
    travelTo(day);
    for (const method of ["SELF", "OPEN", "COVERT"] as const)
      if (named.has(`inspection.${method.toLowerCase()}`) && isDue(programme, method, day))
        await inspect(bank, campaign, method, day);
    if (named.has("complaint")) await complain(bank, campaign, day, m, pointsSet(programme, "complaint"));
    if (named.has("praise")) await praise(bank, campaign, day, m, pointsSet(programme, "praise"));
    if (named.has("learning")) {
      const event = { kind: "LECTURE", title: "服务礼仪讲座", heldOn: day, attendance: "20" };
      await done(recordLearning, bank.staff, { campaign, unit: bank.branch.code, ...event });
    }
    if (named.has("metric.BUSINESS_VOLUME") || named.has("metric.HEADCOUNT")) await figures(bank, campaign, day);
  }
  travelTo(days.to);
  for (const stream of programme.streams ?? []) {
    const asked = selectors.filter((selector) => selector.stream === stream.code);
    const rows = rowsOf(programme, bank, stream, asked, daysIn(days));
    if (rows.length === 0) continue;
    const fileName = `${stream.code}-${days.to}.xlsx`;
    await done(importRecordFile, bank.staff, { campaign, stream: stream.code, ...fileOf(campaign, fileName), rows });
  }
}

const fileOf = (campaign: string, fileName: string) => ({
  fileName,
  sha256: createHash("sha256").update(`${campaign} ${fileName}`).digest("hex"),
});

/** The last day of every month, or the last that counts. */
function daysIn(range: DayRange): Day[] {
  return [...new Set(monthsIn(range).map((month) => [lastDayOfMonth(month), range.to].sort()[0]!))].filter((day) =>
    within(day, range),
  );
}

const monthNumber = (day: Day) => Number(day.slice(5, 7));

// ── the rooms of the product ──────────────────────────────────────────────────────────────────────────────────────────

const SHEETS = { SELF: "self-check", OPEN: "open-check", COVERT: "mystery-visit" } as const;

interface Sheet {
  readonly sections: readonly {
    readonly items: readonly { readonly code: string; readonly steps: readonly string[] }[];
  }[];
}

/** A month that the plan only touches asks for no self-check, and takes none. */
const isDue = (programme: Programme, method: keyof typeof SHEETS, day: Day) =>
  method !== "SELF" || checkMonths(programme, day).some(({ month }) => month === day.slice(0, 7));

/** Where the plan leaves the points of a case to a body, it sets two. */
function pointsSet(programme: Programme, stream: string): { points?: string } {
  const entries = programme.sheets.flatMap(({ root }) => entriesOf(root));
  return entries.some(({ from, between }) => between && from.stream === stream) ? { points: "2" } : {};
}

const entriesOf = (root: Node) =>
  [...walkNodes(root, "")].flatMap(({ node }) => (node.kind === "ledger" ? node.entries : []));

/** Each outlet loses points on one item more than the one before it. */
async function inspect(bank: ProgrammeBank, campaign: string, method: keyof typeof SHEETS, day: Day): Promise<void> {
  const { sections } = documentOf(`standards/${SHEETS[method]}.json`) as Sheet;
  const items = sections.flatMap((section) => section.items);
  for (const [at, outlet] of bank.outlets.entries()) {
    const answers = Object.fromEntries(
      items.map(({ code, steps }, n) => [
        code,
        n < at ? { verdict: "DEDUCTED", lost: steps.at(-1), reason: "现场不符合标准" } : { verdict: "PASS" },
      ]),
    );
    const common = { campaign, unit: outlet.code, onDay: day, answers };
    if (method === "SELF") await done(submitSelfCheckForMonth, outlet.manager, { ...common, month: day.slice(0, 7) });
    else await done(submitInspectionVisit, bank.inspector, { ...common, method });
  }
}

/** A valid complaint about a teller each month, now and then one to head office or one that proves unfounded. */
async function complain(
  bank: ProgrammeBank,
  campaign: string,
  day: Day,
  m: number,
  set: { points?: string },
): Promise<void> {
  const outlet = bank.outlets[m % 3]!;
  const { no } = await done(registerComplaint, bank.officer, {
    campaign,
    unit: outlet.code,
    receivedAt: `${day}T09:30`,
    channel: "HOTLINE",
    category: "ATTITUDE",
    level: "OUTLET",
    title: "态度生硬",
    account: "客户反映柜员态度生硬。",
  });
  await done(addComplaintStep, bank.officer, { no, kind: "INQUIRY", note: "已询问当事人。" });
  await done(decideComplaint, bank.officer, {
    no,
    validity: m % 4 === 3 ? "INVALID" : "VALID",
    level: m % 4 === 1 ? "HEAD_OFFICE" : "OUTLET",
    cause: "SUBJECTIVE",
    person: outlet.people[1]!.staffNo,
    reason: "经核查确定。",
    ...(m % 4 === 3 ? {} : set),
  });
}

async function praise(
  bank: ProgrammeBank,
  campaign: string,
  day: Day,
  m: number,
  set: { points?: string },
): Promise<void> {
  const outlet = bank.outlets[m % 2]!;
  const { no } = await done(recordPraise, bank.officer, {
    campaign,
    unit: outlet.code,
    receivedOn: day,
    channel: "LETTER",
    account: "客户来信感谢。",
    person: outlet.people[1]!.staffNo,
  });
  await done(verifyPraise, bank.officer, { no, verified: "YES", reason: "已核实。", ...set });
}

async function figures(bank: ProgrammeBank, campaign: string, day: Day): Promise<void> {
  const month = day.slice(0, 7);
  const rows = bank.outlets.map(({ code }, at) => ({
    row: at + 2,
    unit: code,
    month,
    headcount: "10",
    volume: String(50_000 - at * 1_000),
  }));
  await done(importMetrics, bank.staff, { campaign, ...fileOf(campaign, `figures-${month}.xlsx`), rows });
}

// ── streams that the programme declares ───────────────────────────────────────────────────────────────────────────────

type Row = Record<string, unknown>;

function rowsOf(
  programme: Programme,
  bank: ProgrammeBank,
  stream: StreamPlan,
  asked: readonly Selector[],
  days: readonly Day[],
): Row[] {
  const scored = stream.value !== undefined && !stream.code.startsWith("event.");
  const aboutPeople = stream.of === "PERSON" || stream.attrs.some(({ kind }) => kind === "PERSON");
  const rows: Row[] = [];
  for (const day of days) {
    const m = monthNumber(day);
    for (const [n, narrowing] of narrowingsOf(asked).entries()) {
      for (const [at, outlet] of bank.outlets.entries()) {
        if (!scored && !happens(bank, stream, at, n + m)) continue;
        const people = aboutPeople ? (scored ? outlet.people : [oneOf(programme, outlet.people, stream, n)]) : [null];
        for (const [i, person] of people.entries()) {
          rows.push({
            row: rows.length + 2,
            unit: outlet.code,
            onDay: day,
            ...(stream.of === "PERSON" && person ? { person: person.staffNo } : {}),
            ...(stream.value
              ? {
                  value: figureOf(
                    stream,
                    narrowing,
                    at * 4 + i * 3,
                    at < bank.outlets.length - 1 ? at + 1 : UNITS_RANKED,
                    m,
                  ),
                }
              : {}),
            attrs: attrsOf(bank, stream, narrowing, { at, n, m, person }),
          });
        }
      }
    }
  }
  return rows;
}

/** At one outlet after the other, and never at the last one; votes come from the first. */
const happens = (bank: ProgrammeBank, stream: StreamPlan, at: number, time: number) =>
  at === (stream.code === "vote" ? 0 : time % (bank.outlets.length - 1));

/** Whom an event is about: votes always name the first that can be chosen, so that there is a winner. */
function oneOf(programme: Programme, people: readonly Employee[], stream: StreamPlan, n: number): Employee {
  const posts = programme.reviews.flatMap(({ subjects }) =>
    subjects?.kind === "PERSON" ? (subjects.posts ?? []) : [],
  );
  const able = people.filter(({ post }) => posts.length === 0 || posts.includes(post));
  return able[stream.code === "vote" ? 0 : n % able.length] ?? people[0]!;
}

interface Narrowing {
  readonly where: Readonly<Record<string, readonly string[]>>;
  readonly range: NonNullable<Selector["range"]>;
}

/** Each way in which the plan asks for the stream, once; a narrowed question answers the wide one too. */
function narrowingsOf(asked: readonly Selector[]): Narrowing[] {
  const all = asked.flatMap((selector) =>
    [{}, ...(selector.anyOf ?? [])].map((more: Partial<Selector>) => ({
      where: { ...selector.where, ...more.where },
      range: { ...selector.range, ...more.range },
    })),
  );
  const distinct = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
  const narrow = distinct.filter(({ where, range }) => Object.keys(where).length + Object.keys(range).length > 0);
  return narrow.length > 0 ? narrow : [{ where: {}, range: {} }];
}

interface At {
  readonly at: number;
  readonly n: number;
  readonly m: number;
  readonly person: Employee | null;
}

function attrsOf(bank: ProgrammeBank, stream: StreamPlan, { where, range }: Narrowing, { at, n, m, person }: At) {
  const said = stream.attrs.map(({ code, kind, values = [] }): [string, string] => {
    const [wanted] = where[code] ?? [];
    if (wanted !== undefined) return [code, wanted];
    if (kind === "PERSON") return [code, code === "head" ? bank.outlets[at]!.people[0]!.staffNo : person!.staffNo];
    if (kind === "UNIT") return [code, bank.outlets[at]!.code];
    if (kind === "CHOICE") return [code, values[(m + at) % values.length]!.code];
    if (kind === "TEXT") return [code, `第${n + 1}项`];
    const bound = range[code];
    return [code, bound?.min ?? bound?.max ?? (stream.code.startsWith("rank.") ? `${UNITS_RANKED}` : "2")];
  });
  return Object.fromEntries(said);
}

/** Units of other branches that are ranked outside together with ours. */
const UNITS_RANKED = 150;

/**
 * First places outside, only the last outlet is last; other figures from their most downwards, each outlet and each of its
 * people a little less, in every other month less again. What a figure is compared with is twice the most,
 * and an event costs or lasts three.
 */
function figureOf(stream: StreamPlan, { range }: Narrowing, steps: number, place: number, m: number): string {
  if (stream.code.startsWith("rank.")) return String(place);
  const { min = "0", max = stream.value?.full ?? "100", places = 2 } = stream.value ?? {};
  const width = points(max).minus(points(min));
  const share = stream.code.endsWith("_BASE") ? -100 : steps + 3 * (m % 2);
  const raw = stream.code.startsWith("event.") ? points("3") : points(max).minus(width.times(points(share)).div(100));
  const { min: least, max: most } = range.value ?? {};
  const high = most == null ? raw : Points.min(raw, points(most));
  const held = least == null ? high : Points.max(high, points(least));
  return text(Points.max(held, points(min)).toDecimalPlaces(places));
}
