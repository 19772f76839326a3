import { points } from "@/lib/kernel/points";
import type { BookCell, BookSheet } from "@/lib/platform/sheet/book";
import { findNode } from "@/lib/scoring/explain/find";
import type { TieStep } from "@/lib/scoring/programme/schema";
import type { Standing } from "@/lib/scoring/types";
import { formula, head, letters, number, quoted, sheetRef, text } from "./cells";
import type { Column, Desk } from "./columns";
import { FIRST_ROW, type SubjectRow, shownStandings } from "./sheets";

/** Below or above every figure that there is: a key that does not exist. */
const ABSENT = 999_999_999;
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

  const lead = [word("rank"), word("code"), word("name"), ...(persons ? [word("outlet")] : [])];
  if (apart) lead.push(word("group"), word("groupNo"));
  const groupColumn = lead.length;
  const totalColumn = lead.length + 1;
  const heads = [
    ...lead,
    word("total"),
    ...ladder.map((step) => word("tieKey", { name: own(step.name), better: word(`better.${step.better}`) })),
    ...(graded ? [word("grade")] : []),
    word("remark"),
  ];
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
