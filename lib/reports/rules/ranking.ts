import { points } from "@/lib/kernel/points";
import type { BookCell, BookSheet, Result } from "@/lib/platform/sheet/book";
import { type LocalRanks, localRanks, type PlaceWithin } from "@/lib/reviews/rules/populations";
import { findNode } from "@/lib/scoring/explain/find";
import { memberOf } from "@/lib/scoring/outcomes";
import type { TieStep } from "@/lib/scoring/programme/schema";
import type { Standing } from "@/lib/scoring/types";
import { formula, head, letters, number, quoted, sheetRef, text } from "./cells";
import type { Column, Desk } from "./columns";
import { FIRST_ROW, type SubjectRow, shownStandings } from "./sheets";

/** Below or above every figure that there is: a key that does not exist. */
const ABSENT = 999_999_999;
/** Name, number and rank. */
const LOCAL_CELLS = 3;
const KEY_FORMAT = `[<=-${ABSENT}]"—";[>=${ABSENT}]"—";0.00####`;

/**
 * Places as formulas: one more than those with a higher total, and among equals those who lead at the first step of the
 * ladder at which they differ (1-2-2-4). Readers who may not open everybody see no figures of the ladder.
 */
export function rankingSheet(desk: Desk, total: Column): BookSheet {
  const { source, words, names } = desk;
  const { word, own, say } = words;
  const standings = shownStandings(source);
  const apart = source.review.groups === "APART";
  const persons = [...source.names.values()].some(({ outlet }) => outlet !== null);
  const graded = source.review.grades !== undefined;
  const ladder = source.all ? source.review.ties : [];
  const rows = new Map(desk.rows.map((row) => [row.subject, row]));
  const groups = source.programme.groups;
  const local = localRanks(source.computation.ranking, source.input.subjects);

  const lead = [word("rank"), word("code"), word("name"), ...(persons ? [word("outlet")] : [])];
  if (apart) lead.push(word("group"), word("groupNo"));
  const groupColumn = lead.length;
  const totalColumn = lead.length + 1;
  const heads = [
    ...lead,
    word("total"),
    ...ladder.map((step) => word("tieKey", { name: own(step.name), better: word(`better.${step.better}`) })),
    ...(graded ? [word("grade")] : []),
    ...local.flatMap(({ population }) => [
      word(`within.${population}`),
      word("withinNo"),
      word(`placeWithin.${population}`),
    ]),
    word("remark"),
  ];
  const localColumn = totalColumn + ladder.length + (graded ? 1 : 0) + 1;
  const inputs = new Map(source.input.subjects.map((subject) => [subject.id, subject]));
  const unitsOf = local.map(({ population }) => [
    ...new Set(source.input.subjects.flatMap((subject) => memberOf(subject, population) ?? [])),
  ]);
  const last = FIRST_ROW + Math.max(1, standings.length) - 1;
  const range = (column: number) => `$${letters(column)}$${FIRST_ROW}:$${letters(column)}$${last}`;

  const lines = standings.map((standing, i): BookCell[] => {
    const at = FIRST_ROW + i;
    const row = rows.get(standing.subject);
    const known = source.names.get(standing.subject);
    const group = groups.findIndex(({ code }) => code === standing.group);
    const excluded = row !== undefined && desk.rows.indexOf(row) >= desk.field;
    return [
      rankCell(standing, excluded),
      text(known?.code ?? ""),
      text(known ? own(known.name) : ""),
      ...(persons ? [text(known?.outlet ? own(known.outlet) : "")] : []),
      ...(apart ? [text(groups[group] ? own(groups[group].name) : ""), number(String(group + 1), 0)] : []),
      totalCell(standing, row, excluded),
      ...ladder.map((step) => (row && !excluded ? keyCell(step, row) : null)),
      ...(graded ? [text(gradeOf(standing))] : []),
      ...local.flatMap((ranks, kind) => localCells(standing, ranks, kind, at)),
      text(remarkOf(standing)),
    ];

    function rankCell({ rank }: Standing, out: boolean): BookCell {
      if (out) return text(word("unranked"));
      const came = rank === null ? { text: word("unranked") } : { number: String(rank) };
      const cell = `${letters(totalColumn)}${at}`;
      const within = apart ? `,${range(groupColumn)},${letters(groupColumn)}${at}` : "";
      const higher = `COUNTIFS(${range(totalColumn)},">"&${cell}${within})`;
      // What decided among equals is not for everybody.
      if (!source.all && rank !== null && !decidedByTotal(standing)) return number(String(rank), 0, "strong");
      const steps = ladder.map((step, k) => {
        const before = ladder
          .slice(0, k)
          .map((_, j) => `,${range(totalColumn + 1 + j)},${letters(totalColumn + 1 + j)}${at}`);
        const sign = step.better === "LOWER" ? "<" : ">";
        const key = totalColumn + 1 + k;
        return `COUNTIFS(${range(totalColumn)},${cell}${within}${before.join("")},${range(key)},"${sign}"&${letters(key)}${at})`;
      });
      const place = [`1`, higher, ...steps].join("+");
      return formula(`IF(ISNUMBER(${cell}),${place},${quoted(word("unranked"))})`, came, 0, "strong");
    }
  });

  /** The unit, its number, and the rank within it as a formula on the ranks of the list; `—` for who is ranked there alone. */
  function localCells(
    { subject, group }: Standing,
    { population, places }: LocalRanks,
    kind: number,
    at: number,
  ): BookCell[] {
    const input = inputs.get(subject);
    const member = input ? memberOf(input, population) : null;
    if (member === null) return [null, null, text(word("closed"))];
    const unit = localColumn + kind * LOCAL_CELLS + 1;
    const cell = `${letters(unit)}${at}`;
    const within = `${range(unit)},${cell}${apart ? `,${range(groupColumn)},${letters(groupColumn)}${at}` : ""}`;
    const [rank, ranks] = [`A${at}`, range(1)];
    const place = places.get(subject);
    const came: Result = place ? { number: String(place.rank) } : { text: word("closed") };
    const name = source.units.get(member);
    const lead = [text(name ? own(name) : ""), number(String((unitsOf[kind] ?? []).indexOf(member) + 1), 0)];
    // Where the list does not show everybody, a count over its rows can come to less.
    if (!source.all && !countedAs(place, { population, member, group }))
      return [...lead, "number" in came ? number(came.number, 0) : text(came.text)];
    const alone = `COUNTIFS(${within},${ranks},">0")<2`;
    const counted = `1+COUNTIFS(${within},${ranks},"<"&${rank})`;
    const live = `IF(ISNUMBER(${rank}),IF(${alone},${quoted(word("closed"))},${counted}),${quoted(word("closed"))})`;
    return [...lead, formula(live, came, 0)];
  }

  /** Whether the rows of the sheet come to this place. */
  function countedAs(
    place: PlaceWithin | undefined,
    { population, member, group }: Pick<PlaceWithin, "population" | "member"> & { readonly group: string | undefined },
  ): boolean {
    const among = standings.filter((other) => {
      const input = inputs.get(other.subject);
      return (
        other.rank !== null && input && memberOf(input, population) === member && (!apart || other.group === group)
      );
    });
    return place === undefined ? among.length < 2 : among.length === place.of;
  }

  function decidedByTotal({ total: sum, rank, group }: Standing): boolean {
    if (sum === null || rank === null) return true;
    const higher = standings.filter(
      (other) =>
        other.total !== null && (!apart || other.group === group) && points(other.total).greaterThan(points(sum)),
    );
    return higher.length + 1 === rank;
  }

  function totalCell(standing: Standing, row: SubjectRow | undefined, excluded: boolean): BookCell {
    if (!row || excluded) return text(word("unranked"));
    const cell = `${sheetRef(names.scores)}${letters(total.index)}${row.row}`;
    const none = row.open ? desk.cameTo(row.tree) : { text: word("unranked") };
    const came = standing.total === null ? none : { number: standing.total };
    return formula(cell, came, source.review.root.places ?? 2);
  }

  function keyCell(step: TieStep, row: SubjectRow): BookCell {
    const value = findNode(row.tree, step.node)?.value ?? null;
    const absent = step.better === "LOWER" ? String(ABSENT) : `-${ABSENT}`;
    const column = desk.columnOf(step.node);
    const same = column && (column.trees.get(row.subject)?.value ?? null) === value;
    const result = { number: value ?? absent };
    if (!column || !same) return { formula: value ?? absent, result, format: KEY_FORMAT };
    const cell = `${sheetRef(names[column.place])}${letters(column.index)}${row.row}`;
    return { formula: `IF(ISNUMBER(${cell}),${cell},${absent})`, result, format: KEY_FORMAT };
  }

  function gradeOf({ grade }: Standing): string {
    const band = source.review.grades?.flatMap(({ bands }) => bands).find(({ code }) => code === grade);
    return band ? own(band.name) : "";
  }

  function remarkOf(standing: Standing): string {
    const tied = !source.all && standing.rank !== null && !decidedByTotal(standing) ? [word("tieClosed")] : [];
    const unlisted = standing.unlisted ? [say(standing.unlisted)] : [];
    return [...tied, ...unlisted, ...standing.unrankedBecause.map(say)].join("\n");
  }

  return {
    name: names.ranking,
    rows: [...titleRows(names.ranking, source.title), heads.map(head), ...lines],
    widths: [
      8,
      12,
      24,
      ...(persons ? [20] : []),
      ...(apart ? [16, 8] : []),
      12,
      ...ladder.map(() => 16),
      ...(graded ? [12] : []),
      ...local.flatMap(() => [18, 8, 12]),
      48,
    ],
    frozen: { rows: FIRST_ROW - 1, columns: 3 },
    headRow: FIRST_ROW - 1,
  };
}

/** Three rows above the heads: what the sheet is, of what, and room to breathe. */
export function titleRows(title: string, of: string): BookCell[][] {
  return [[text(title, "title")], [text(of, "quiet")], []];
}
