import type { BookCell, BookSheet } from "@/lib/platform/sheet/book";
import type { Explained, ScoreSheet } from "@/lib/scoring/types";
import type { Words, WorkbookSource } from "../types";
import { formula, head, sheetRef, text } from "./cells";
import { type Column, Desk, type Place, type Seats } from "./columns";
import { nodeColumn } from "./nodes";
import { awardsSheet, penaltiesSheet } from "./outcomes";
import { outsideSheet } from "./outside";
import { rankingSheet, titleRows } from "./ranking";
import { detailHeads, FIRST_ROW, type SheetNames, type SubjectRow, sheetNames, shownStandings } from "./sheets";

/**
 * A review as a workbook that computes: every figure of the score is a formula over the records and over the plan's own
 * figures, wherever a formula can say it. Each formula carries what the engine computed. Nothing is computed a second
 * time here but the contribution of a weighted part. Whoever may not open a subject gets its total and place alone.
 */
export function workbookOf(source: WorkbookSource, words: Words): BookSheet[] {
  const names = sheetNames(words);
  const desk = new Desk(source, words, names, seatsOf(source));
  const trees = new Map(source.computation.sheets.map((sheet) => [sheet.subject, sheet.root]));
  const root = nodeColumn(desk, source.review.root, "scores", trees);
  const workings = desk.columns.workings.length > 0 ? [tableSheet(desk, "workings", null)] : [];
  return [
    coverSheet(desk),
    rankingSheet(desk, root),
    ...outsideSheet(desk),
    tableSheet(desk, "scores", root),
    weightsSheet(desk),
    ...workings,
    {
      name: names.details,
      rows: [...titleRows(names.details, words.word("notes.3")), detailHeads(words), ...desk.details.rows],
      widths: [22, 12, 22, 18, 12, 12, 12, 8, 18, 48],
      frozen: { rows: FIRST_ROW - 1, columns: 3 },
      guarded: true,
    },
    findingsSheet(desk),
    awardsSheet(source, words, names),
    penaltiesSheet(source, words, names),
    notesSheet(source, words, names),
  ];
}

/** Everybody in the order of the plan, those who are not measured against last; unlisted ones only for who may open them. */
function seatsOf(source: WorkbookSource): Seats {
  const { computation, input, opens } = source;
  const shown = new Set(shownStandings(source).map(({ subject }) => subject));
  const barred = new Set(input.subjects.flatMap(({ id, excluded }) => (excluded ? [id] : [])));
  const isOut = ({ subject, missing }: ScoreSheet) =>
    barred.has(subject) || missing.some(({ code }) => code === "notAdmitted");
  const inside = computation.sheets.filter((sheet) => !isOut(sheet));
  const seated = [...inside, ...computation.sheets.filter(isOut)].filter(({ subject }) => shown.has(subject));
  return {
    rows: seated.map(({ subject, root, total }, i) => ({
      subject,
      row: FIRST_ROW + i,
      open: opens(subject),
      tree: root,
      total,
    })),
    field: inside.filter(({ subject }) => shown.has(subject)).length,
    measured: inside.map(({ subject }) => subject),
  };
}

/** A row a subject, a column a figure; above each column what kind of figure it is, or why it is no formula. */
function tableSheet(desk: Desk, place: Place, root: Column | null): BookSheet {
  const { word, own } = desk.words;
  const columns = desk.columns[place];
  const title = titleRows(desk.names[place], desk.source.title).slice(0, 2);
  return {
    name: desk.names[place],
    rows: [
      ...title,
      [null, null, ...columns.map((column) => text(column.note, "note"))],
      [head(word("code")), head(word("name")), ...columns.map((column) => head(column.name))],
      ...desk.rows.map((row): BookCell[] => {
        const known = desk.source.names.get(row.subject);
        return [
          text(known?.code ?? ""),
          text(known ? own(known.name) : ""),
          ...columns.map((column) => (column === root && !row.open ? closedTotal(desk, row) : column.cell(row))),
        ];
      }),
    ],
    widths: [12, 24, ...columns.map(() => 14)],
    frozen: { rows: FIRST_ROW - 1, columns: 2 },
  };
}

function closedTotal(desk: Desk, { total }: SubjectRow): BookCell {
  if (total === null) return text(desk.words.word("unranked"));
  return { number: total, places: desk.source.review.root.places ?? 2, look: "strong" };
}

function weightsSheet(desk: Desk): BookSheet {
  const { word } = desk.words;
  return {
    name: desk.names.weights,
    rows: [
      ...titleRows(desk.names.weights, word("notes.2")),
      [word("item"), word("parameter"), word("value"), word("clause")].map(head),
      ...desk.parameters.rows,
    ],
    widths: [30, 36, 14, 24],
    frozen: { rows: FIRST_ROW - 1, columns: 1 },
  };
}

/** Points lost at single items, of the records behind the scores that may be opened. */
function findingsSheet(desk: Desk): BookSheet {
  const { word, own } = desk.words;
  const rows: BookCell[][] = [];
  for (const { subject, open, tree } of desk.rows) {
    if (!open) continue;
    const known = desk.source.names.get(subject);
    const seen = new Set<string>();
    for (const fact of recordsOf(tree)) {
      if (!fact.fact || seen.has(fact.fact.id)) continue;
      seen.add(fact.fact.id);
      for (const line of desk.facts.get(fact.fact.id)?.lines ?? []) {
        if (/^0+(\.0+)?$/.test(line.lost)) continue;
        rows.push([
          text(known?.code ?? ""),
          text(known ? own(known.name) : ""),
          text(fact.fact.ref),
          { day: fact.fact.on },
          text(line.code),
          text(own(line.title)),
          { number: line.lost },
          { number: line.of },
        ]);
      }
    }
  }
  const heads = ["code", "name", "record", "day", "findingCode", "finding", "lost", "of"] as const;
  return {
    name: desk.names.findings,
    rows: [...titleRows(desk.names.findings, desk.source.title), heads.map((key) => head(word(key))), ...rows],
    widths: [12, 22, 18, 12, 14, 60, 10, 10],
    frozen: { rows: FIRST_ROW - 1, columns: 3 },
    headRow: FIRST_ROW - 1,
  };
}

function recordsOf(node: Explained): Explained[] {
  return node.kind === "fact" ? [node] : node.inputs.flatMap(recordsOf);
}

function coverSheet({ source, words, names }: Desk): BookSheet {
  const { standings, ranked } = source.computation.ranking;
  const places = `${sheetRef(names.ranking)}A${FIRST_ROW}:A${FIRST_ROW + Math.max(1, standings.length) - 1}`;
  const complete = shownStandings(source).length === standings.length;
  return {
    name: names.cover,
    rows: [
      [text(source.title, "title")],
      [],
      ...source.about.map(([label, value]): BookCell[] => [text(label, "head"), text(value)]),
      [text(words.word("subjects"), "head"), { number: String(standings.length), places: 0 }],
      [
        text(words.word("ranked"), "head"),
        complete ? formula(`COUNT(${places})`, { number: String(ranked) }, 0) : { number: String(ranked), places: 0 },
      ],
    ],
    widths: [24, 80],
  };
}

function notesSheet(source: WorkbookSource, { word }: Words, names: SheetNames): BookSheet {
  const lines = [
    word("notes.1"),
    word("notes.2"),
    word("notes.3"),
    word("notes.4"),
    word("notes.5"),
    word("notes.6"),
    word("notes.7"),
    word("notes.8"),
    ...(source.all ? [] : [word("notes.restricted")]),
  ];
  return {
    name: names.notes,
    rows: [[text(names.notes, "title")], [], ...lines.map((line): BookCell[] => [text(line)])],
    widths: [110],
  };
}
