import { points, sum } from "@/lib/kernel/points";
import type { Text } from "@/lib/kernel/text";
import type { BookCell, BookSheet } from "@/lib/platform/sheet/book";
import { prizesOf } from "@/lib/scoring/awards/prizes";
import type { AwardProposal, Say } from "@/lib/scoring/types";
import type { Words, WorkbookSource } from "../types";
import { formula, head, letters, number, quoted, resultOf, text } from "./cells";
import { titleRows } from "./ranking";
import { FIRST_ROW, type SheetNames } from "./sheets";

const MONEY = 2;

/** Proposed awards with their prizes, one prize a row; the amounts add up by formula, in all and by who pays. */
export function awardsSheet(source: WorkbookSource, words: Words, names: SheetNames): BookSheet {
  const { word, own, say } = words;
  const heads = ["award", "code", "name", "placeOfAward", "value", "ground", "prize", "payer", "amount"] as const;
  const amountColumn = heads.length;
  const rows: BookCell[][] = [];
  const amounts: { payer: string; amount: string }[] = [];
  for (const proposal of source.computation.awards) {
    const plan = source.programme.awards.find(({ code }) => code === proposal.award);
    if (!plan) continue;
    const name = own(plan.name);
    for (const { subject, place, value, because, details = [] } of proposal.winners) {
      if (!source.opens(subject)) continue;
      const ground = [because, ...details].map(say).join("\n");
      const won = prizesOf(plan, proposal, subject);
      for (const prize of won.length === 0 ? [null] : won) {
        const payer = prize ? word(`payers.${prize.prize.payer}`) : "";
        if (prize?.amount != null) amounts.push({ payer, amount: prize.amount });
        rows.push([
          text(name),
          ...nameCells(source, words, subject),
          number(String(place), 0),
          valueCell(value),
          text(ground),
          text(prize ? own(prize.prize.what) : ""),
          text(payer),
          prize && prize.amount !== null ? number(prize.amount, MONEY, "input") : null,
        ]);
      }
    }
    rows.push(...waiting(proposal, name));
  }

  /** Who is equal at the last place, and who stands ready: without an amount, since nothing is decided. */
  function waiting({ contested, reserves = [] }: AwardProposal, name: string): BookCell[][] {
    const line = (subject: string, ground: string): BookCell[][] =>
      source.opens(subject)
        ? [[text(name), ...nameCells(source, words, subject), null, null, text(ground), text(""), text(""), null]]
        : [];
    return [
      ...(contested?.subjects ?? []).flatMap((subject) =>
        line(subject, word("contested", { seats: contested?.seats ?? 0 })),
      ),
      ...reserves.flatMap(({ subject }) => line(subject, word("reserve"))),
    ];
  }

  const last = FIRST_ROW + rows.length - 1;
  const sums = sumRows(
    words,
    heads.length,
    last,
    rows.length,
    amounts.map(({ amount }) => amount),
  );
  const payers = [...new Set(amounts.map(({ payer }) => payer))];
  const payerColumn = letters(amountColumn - 1);
  const column = letters(amountColumn);
  const byPayer =
    rows.length === 0
      ? []
      : payers.map((payer): BookCell[] => [
          text(word("sumOf", { name: payer }), "strong"),
          ...Array.from({ length: amountColumn - 2 }, () => null),
          formula(
            `SUMIFS($${column}$${FIRST_ROW}:$${column}$${last},$${payerColumn}$${FIRST_ROW}:$${payerColumn}$${last},${quoted(payer)})`,
            resultOf(sum(amounts.filter((one) => one.payer === payer).map(({ amount }) => points(amount)))),
            MONEY,
            "strong",
          ),
        ]);
  return {
    name: names.awards,
    rows: [
      ...titleRows(names.awards, source.title),
      heads.map((key) => head(word(key))),
      ...(rows.length === 0 ? [[text(word("nobody"), "quiet")]] : rows),
      ...sums,
      ...byPayer,
    ],
    widths: [22, 12, 22, 8, 12, 44, 20, 12, 14],
    frozen: { rows: FIRST_ROW - 1, columns: 3 },
  };
}

/** Proposed penalties, one consequence a row. A fine that a body settles has a cell of its own, open until then. */
export function penaltiesSheet(source: WorkbookSource, words: Words, names: SheetNames): BookSheet {
  const { word, own, say } = words;
  const heads = [
    "penalty",
    "code",
    "name",
    "person",
    "record",
    "ground",
    "consequence",
    "range",
    "amountDecided",
  ] as const;
  const rows: BookCell[][] = [];
  const amounts: string[] = [];
  for (const proposal of source.computation.penalties) {
    if (!source.opens(proposal.subject)) continue;
    const plan = source.programme.penalties.find(({ code }) => code === proposal.penalty);
    if (!plan) continue;
    const says: Say[] = [
      proposal.because,
      ...(proposal.details ?? []),
      ...(proposal.repeated ? [proposal.repeated] : []),
    ];
    const ground = [...(proposal.notice ? [word("notice")] : []), ...says.map(say)].join("\n");
    for (const consequence of plan.consequences) {
      if (!proposal.consequences.includes(consequence.code)) continue;
      const amount = proposal.amounts?.[consequence.code]?.amount ?? null;
      if (amount !== null) amounts.push(amount);
      const { min = null, max = null } = consequence.amount ?? {};
      const range = consequence.amount ? `${min ?? "?"}–${max ?? "?"}` : "";
      const open = consequence.amount !== undefined && amount === null;
      rows.push([
        text(own(plan.name)),
        ...nameCells(source, words, proposal.subject),
        text(personOf(source, words, proposal.person)),
        text(proposal.fact?.ref ?? ""),
        text(ground),
        text(own(consequence.name)),
        text(range),
        amount !== null ? number(amount, MONEY, "input") : open ? text("", "input") : null,
      ]);
    }
  }
  return {
    name: names.penalties,
    rows: [
      ...titleRows(names.penalties, source.title),
      heads.map((key) => head(word(key))),
      ...(rows.length === 0 ? [[text(word("nobody"), "quiet")]] : rows),
      ...sumRows(words, heads.length, FIRST_ROW + rows.length - 1, rows.length, amounts),
    ],
    widths: [24, 12, 22, 14, 18, 44, 24, 16, 14],
    frozen: { rows: FIRST_ROW - 1, columns: 3 },
  };
}

function personOf({ people }: WorkbookSource, { own }: Words, id: string | null): string {
  const name: Text | undefined = id === null ? undefined : people.get(id);
  return name ? own(name) : "";
}

function nameCells({ names }: WorkbookSource, { own }: Words, subject: string): BookCell[] {
  const known = names.get(subject);
  return [text(known?.code ?? ""), text(known ? own(known.name) : "")];
}

function valueCell(value: string): BookCell {
  return /^-?\d+(\.\d+)?$/.test(value) ? number(value) : text(value);
}

function sumRows(
  { word }: Words,
  columns: number,
  last: number,
  rows: number,
  amounts: readonly string[],
): BookCell[][] {
  if (rows === 0) return [];
  const column = letters(columns);
  return [
    [
      text(word("sum"), "strong"),
      ...Array.from({ length: columns - 2 }, () => null),
      formula(
        `SUM(${column}${FIRST_ROW}:${column}${last})`,
        resultOf(sum(amounts.map((amount) => points(amount)))),
        MONEY,
        "strong",
      ),
    ],
  ];
}
