import "server-only";
import type { db, Tx } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/db/generated/client";
import { type Aggregate, type Aggregates, type Ask, askKey } from "@/lib/scoring/totals/asks";
import { FACT_KINDS } from "../types";

type Reader = Tx | typeof db;
type Sql = Prisma.Sql;

const { sql, join } = Prisma;

/** Where a room keeps records that are facts, said in SQL; only records that count. */
export interface RecordSource {
  /** What stands behind FROM, the conditions that all of its records fulfil included. */
  readonly records: Sql;
  /** The records of a stream among them; null: none. */
  readonly stream: (stream: string) => Sql | null;
  /** Text: whom a record is about. */
  readonly subject: Sql;
  /** Date: the day it counts on. */
  readonly on: Sql;
  /** Numeric, null for a record that only happened. */
  readonly value: Sql;
  /** Text, null where a record has no attribute of this name. */
  readonly attribute: (name: string) => Sql;
}

/** The records that no reversal names. `id` is the column that one would name. */
export function standing(campaignId: string, id: Sql): Sql {
  return sql`NOT EXISTS (SELECT 1 FROM fact_reversals AS reversal
    WHERE reversal.campaign_id = ${campaignId}::uuid AND reversal.fact_id = ${id} AND reversal.kind = ANY(${[...FACT_KINDS]}::text[]))`;
}

const NO_ATTRIBUTE = sql`NULL::text`;

/** Attributes that are columns; a record has no others. */
export function attributesOf(columns: Readonly<Record<string, Sql>>): RecordSource["attribute"] {
  return (name) => (Object.hasOwn(columns, name) ? columns[name]! : NO_ATTRIBUTE);
}

/** Answers to the asks that the sources have records for, in one statement. Asks of other streams get an empty answer. */
export async function aggregate(
  reader: Reader,
  sources: readonly RecordSource[],
  asks: readonly Ask[],
): Promise<Aggregates> {
  const answers = new Map(asks.map((ask) => [askKey(ask), new Map<string, Aggregate[]>()]));
  const queries = sources.flatMap((source) => queriesOf(source, asks));
  if (queries.length === 0) return answers;
  const parts = queries.map(
    ({ rows }, at) =>
      sql`SELECT ${at}::int AS query, (SELECT json_agg(answer.line)::text FROM (${rows}) AS answer(line)) AS lines`,
  );
  const found = await reader.$queryRaw<{ query: number; lines: string | null }[]>(join(parts, " UNION ALL "));
  for (const { query, lines } of found) {
    if (lines !== null) queries[query]!.read(JSON.parse(lines) as Line[], answers);
  }
  return answers;
}

/** Subject, then a few cells for each ask; or subject, stretch and the cells of one. */
type Line = readonly (string | number | null)[];

interface Query {
  readonly rows: Sql;
  readonly read: (lines: readonly Line[], answers: Map<string, Map<string, Aggregate[]>>) => void;
}

interface Held {
  readonly ask: Ask;
  readonly when: Sql;
}

function queriesOf(source: RecordSource, asks: readonly Ask[]): Query[] {
  const held = asks.flatMap((ask): Held[] => {
    const stream = source.stream(ask.stream);
    return stream ? [{ ask, when: condition(source, ask, stream) }] : [];
  });
  const isPlain = ({ ask }: Held) => ask.step === null && ask.take !== "LATEST";
  const plain = new Map<string | null, Held[]>();
  for (const one of held.filter(isPlain)) plain.set(one.ask.by, [...(plain.get(one.ask.by) ?? []), one]);
  return [
    ...[...plain].map(([by, list]) => together(source, by, list)),
    ...held.filter((one) => !isPlain(one)).map((one) => byItself(source, one)),
  ];
}

function condition(source: RecordSource, { days, where, range, anyOf, take }: Ask, stream: Sql): Sql {
  const all = [
    stream,
    sql`${source.on} BETWEEN ${days.from}::date AND ${days.to}::date`,
    ...narrowed(source, { where, range }),
    ...(take === "COUNT" ? [] : [sql`${source.value} IS NOT NULL`]),
  ];
  if (anyOf) {
    const ways = anyOf.map((way) => join([sql`true`, ...narrowed(source, way)], " AND "));
    all.push(sql`((${join(ways, ") OR (")}))`);
  }
  return join(all, " AND ");
}

const BOUNDS = { min: sql`>=`, max: sql`<=`, above: sql`>`, below: sql`<` } as const;
const DECIMAL = "^-?[0-9]{1,15}(\\.[0-9]{1,12})?$";

function narrowed(source: RecordSource, { where, range }: Pick<Ask, "where" | "range">): Sql[] {
  const named = Object.entries(where).map(
    ([name, values]) => sql`coalesce(${source.attribute(name)} = ANY(${[...values]}::text[]), false)`,
  );
  const ranged = Object.entries(range).flatMap(([name, limits]) => {
    const attribute = source.attribute(name);
    const number =
      name === "value" ? source.value : sql`(CASE WHEN ${attribute} ~ ${DECIMAL} THEN (${attribute})::numeric END)`;
    const bounds = (["min", "max", "above", "below"] as const).flatMap((side) => {
      const limit = limits[side];
      return limit === undefined ? [] : [sql`coalesce(${number} ${BOUNDS[side]} ${limit}::numeric, false)`];
    });
    return [sql`${number} IS NOT NULL`, ...bounds];
  });
  return [...named, ...ranged];
}

function amountOf(source: RecordSource, { take, held }: Ask): Sql {
  const value = held
    ? sql`least(greatest(abs(${source.value}), ${held.min}::numeric), ${held.max}::numeric)`
    : source.value;
  return take === "MIN" ? sql`min(${value})` : take === "MAX" ? sql`max(${value})` : sql`sum(${value})`;
}

/** One pass over the records for all asks that want no order of days. */
function together(source: RecordSource, by: string | null, list: readonly Held[]): Query {
  const subject = by === null ? source.subject : source.attribute(by);
  const cells = list.map(({ ask, when }) => {
    const count = sql`count(*) FILTER (WHERE ${when})`;
    return ask.take === "COUNT" ? count : sql`${count}, (${amountOf(source, ask)} FILTER (WHERE ${when}))::text`;
  });
  const any = join(
    list.map(({ when }) => when),
    ") OR (",
  );
  const [from, to] = [
    list.map(({ ask }) => ask.days.from).sort()[0]!,
    list
      .map(({ ask }) => ask.days.to)
      .sort()
      .at(-1)!,
  ];
  return {
    rows: sql`SELECT json_build_array(${subject}, ${join(cells, ", ")}) FROM ${source.records}
      AND ${source.on} BETWEEN ${from}::date AND ${to}::date AND ${subject} IS NOT NULL AND ((${any})) GROUP BY ${subject}`,
    read: (lines, answers) => {
      const into = list.map(({ ask }) => ({ ask, own: answers.get(askKey(ask))! }));
      for (const line of lines) {
        const id = String(line[0]);
        let at = 1;
        for (const { ask, own } of into) {
          const n = Number(line[at]);
          const amount = ask.take === "COUNT" ? null : (line[at + 1] as string | null);
          at += ask.take === "COUNT" ? 1 : 2;
          if (n > 0) own.set(id, [{ n, amount, of: n }]);
        }
      }
    },
  };
}

const STEPS = {
  WEEK: (on: Sql) => sql`to_char(date_trunc('week', ${on}), 'YYYY-MM-DD')`,
  MONTH: (on: Sql) => sql`to_char(${on}, 'YYYY-MM')`,
  QUARTER: (on: Sql) => sql`to_char(${on}, 'YYYY"-Q"Q')`,
} as const;

/** Asks by week, month or quarter, and those for the last day: the records of a day come first. */
function byItself(source: RecordSource, { ask, when }: Held): Query {
  const subject = ask.by === null ? source.subject : source.attribute(ask.by);
  const step = ask.step === null ? sql`''::text` : STEPS[ask.step](source.on);
  const last = ask.take === "LATEST";
  const amount = last
    ? sql`(array_agg(amount ORDER BY day DESC))[1]::text, (array_agg(n ORDER BY day DESC))[1]`
    : ask.take === "COUNT"
      ? sql`NULL, sum(n)`
      : sql`${ask.take === "MIN" ? sql`min(amount)` : ask.take === "MAX" ? sql`max(amount)` : sql`sum(amount)`}::text, sum(n)`;
  return {
    rows: sql`SELECT json_build_array(subject, step, sum(n), ${amount}) FROM (
      SELECT subject, step, day, count(*) AS n, ${amountOf({ ...source, value: sql`value` }, ask)} AS amount
      FROM (SELECT ${subject} AS subject, ${step} AS step, ${source.on} AS day, ${source.value} AS value
        FROM ${source.records} AND ${when}) AS each WHERE subject IS NOT NULL GROUP BY subject, step, day) AS days
      GROUP BY subject, step ORDER BY subject, step`,
    read: (lines, answers) => {
      const own = answers.get(askKey(ask))!;
      for (const [id, of, n, value, entering] of lines) {
        const answer = { n: Number(n), amount: value as string | null, of: Number(entering) };
        const list = own.get(String(id)) ?? [];
        own.set(String(id), list);
        list.push(ask.step === null ? answer : { ...answer, step: String(of) });
      }
    },
  };
}
