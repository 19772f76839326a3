import { lastDayOfMonth, monthsIn } from "@/lib/kernel/calendar";
import { Points, points, text } from "@/lib/kernel/points";
import type { Selector } from "@/lib/scoring/programme/nodes";
import { datesOf } from "@/lib/scoring/programme/redate";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Fact, SubjectInput } from "@/lib/scoring/types";
import type { Cast } from "./settle";

/** Streams that the product itself fills; all others a programme declares. */
const OWN_STREAMS =
  /^(inspection\.(self|open|covert)|complaint|praise|learning|metric\.(HEADCOUNT|BUSINESS_VOLUME|BRANCH_RANK|BRANCH_OUTLETS)|(standing|award|task)\..+)$/;

const RESULTS = /^(standing|award)\./;

export interface Named {
  readonly path: string;
  readonly selector: Selector;
}

/** Every selector of a document with its place: whatever names a stream. Declarations of streams name none. */
export function selectorsOf(value: unknown, path = ""): Named[] {
  if (typeof value !== "object" || value === null) return [];
  if ("stream" in value && typeof value.stream === "string") return [{ path, selector: value as Selector }];
  return Object.entries(value).flatMap(([key, inner]) => selectorsOf(inner, `${path}/${key}`));
}

/** What is wrong with the streams that a programme names: not declared, or asked for what a record never says. */
export function strangeStreams(programme: Programme): string[] {
  const declared = new Map((programme.streams ?? []).map((stream) => [stream.code, stream]));
  return selectorsOf(programme).flatMap(({ path, selector }) => {
    const stream = declared.get(selector.stream);
    if (!stream) return OWN_STREAMS.test(selector.stream) ? [] : [`${path}: ${selector.stream} is not declared`];
    const asked = [selector, ...(selector.anyOf ?? [])].flatMap(({ where = {}, range = {} }) => [
      ...Object.entries(where),
      ...Object.keys(range).flatMap((name) => (name === "value" ? [] : [[name, []] as const])),
    ]);
    if (selector.by !== undefined && selector.by !== "group") asked.push([selector.by, []]);
    return asked.flatMap(([name, values]) => {
      const attr = stream.attrs.find(({ code }) => code === name);
      if (!attr) return [`${path}: ${selector.stream} has no ${name}`];
      const known = attr.values?.map(({ code }) => code);
      return values
        .filter((value) => known && !known.includes(value))
        .map((value) => `${path}: ${name} is never ${value}`);
    });
  });
}

/** Three units and three people in each post that the programme scores; its groups, or two if it names none. */
export function anybody(programme: Programme): Cast {
  const groups = programme.groups.map(({ code }) => code);
  const grouped = (i: number) => (groups.length > 0 ? { group: groups[i % groups.length]! } : {});
  const posts = programme.reviews.flatMap((review) =>
    review.subjects?.kind === "PERSON" ? (review.subjects.posts ?? []) : [],
  );
  const everyPost = posts.length > 0 ? [...new Set(posts)] : ["TELLER"];
  const within = { SUB_BRANCH: "s", DISTRICT: "d", BRANCH: "b", PROVINCE: "p" };
  const units = [0, 1, 2].map((i): SubjectInput => ({ id: `unit-${i}`, within, ...grouped(i) }));
  const people = everyPost.flatMap((post) =>
    [0, 1, 2].map((i): SubjectInput => ({ id: `${post}-${i}`, post, within, ...grouped(i) })),
  );
  return { units, people };
}

/** A record every month for everybody and everything that the programme asks about, none the same as the next. */
export function anything(programme: Programme, cast: Cast): Fact[] {
  const dates = datesOf(programme).sort();
  const months = monthsIn({ from: dates[0]!, to: dates.at(-1)! }).slice(0, 24);
  const everybody = [
    ...cast.units.map(({ id }) => id),
    ...(cast.people ?? []).map(({ id }) => id),
    ...programme.groups.map(({ code }) => code),
  ];
  const facts = new Map<string, Fact>();
  for (const [n, { selector }] of selectorsOf(programme).entries()) {
    if (RESULTS.test(selector.stream)) continue;
    for (const [m, month] of months.entries()) {
      for (const [i, id] of everybody.entries()) {
        const fact = record(programme, selector, { n, m, i }, month, id);
        facts.set(fact.ref, fact);
      }
    }
  }
  return [...facts.values()];
}

interface At {
  readonly n: number;
  readonly m: number;
  readonly i: number;
}

function record(programme: Programme, selector: Selector, at: At, month: string, id: string): Fact {
  const stream = programme.streams?.find(({ code }) => code === selector.stream);
  const narrowings = [selector, ...(selector.anyOf ?? []).slice(0, 1)];
  const attrs: Record<string, string> = {};
  for (const { code, kind, values } of stream?.attrs ?? []) {
    attrs[code] = values ? values[(at.m + at.i) % values.length]!.code : kind === "NUMBER" ? "2" : id;
  }
  for (const { where = {}, range = {} } of narrowings) {
    for (const [name, values] of Object.entries(where)) attrs[name] = values[0]!;
    for (const [name, { min, max }] of Object.entries(range)) if (name !== "value") attrs[name] = min ?? max ?? "1";
  }
  if (selector.by !== undefined) attrs[selector.by] = id;
  const rank = /^rank\.|RANK$/.test(selector.stream);
  if (rank) attrs.of = "42";
  const ref = `F-${at.n}-${month}-${id}`;
  const wanted = narrowings.flatMap(({ range }) => (range?.value ? [range.value] : []))[0];
  const value = rank ? String(40 - at.i) : valueFor(at, stream?.value, wanted);
  const day = at.m % 2 === 0 ? lastDayOfMonth(month) : `${month}-15`;
  return {
    id: ref,
    subject: id,
    stream: selector.stream,
    on: day,
    state: "COUNTED",
    value,
    attrs,
    ref,
    title: { zh: ref, en: ref },
  };
}

interface Bounds {
  readonly min?: string | null | undefined;
  readonly max?: string | null | undefined;
}

function valueFor({ m, i, n }: At, declared: Bounds | undefined, wanted: Bounds | undefined): string {
  const raw = points(60 + ((i * 7 + m * 3 + n) % 40));
  return text([declared, wanted].reduce((value, bounds) => held(value, bounds), raw));
}

function held(value: Points, bounds: Bounds | undefined): Points {
  const low = bounds?.min == null ? value : Points.max(value, points(bounds.min));
  return bounds?.max == null ? low : Points.min(low, points(bounds.max));
}
