import { withReward } from "@/lib/awards/rules/rewards";
import { points, sum } from "@/lib/kernel/points";
import type { BookCell, BookSheet } from "@/lib/platform/sheet/book";
import { prizesOf } from "@/lib/scoring/awards/prizes";
import type { AwardPlan, ConsequencePlan } from "@/lib/scoring/programme/schema";
import type { AwardProposal, Say } from "@/lib/scoring/types";
import { prizesFor } from "@/lib/settlement/rules/winners";
import type { Words, WorkbookSource } from "../types";
import { formula, head, letters, number, quoted, resultOf, text } from "./cells";
import { titleRows } from "./ranking";
import { FIRST_ROW, type SheetNames } from "./sheets";
import type { WorkbookWord } from "./words";

const MONEY = 2;

const AWARD_HEADS = [
  "award",
  "code",
  "name",
  "placeOfAward",
  "value",
  "ground",
  "standing",
  "prize",
  "payer",
  "amount",
] as const;

/** Awards with their prizes, one prize a row, as proposed or decided; the amounts add up by formula, in all and by who pays. */
export function awardsSheet(source: WorkbookSource, words: Words, names: SheetNames): BookSheet {
  const { word } = words;
  const lines = source.computation.awards.flatMap((proposal) => {
    const plan = source.programme.awards.find(({ code }) => code === proposal.award);
    return plan ? awardLines(source, words, plan, proposal) : [];
  });
  const rows = lines.map(({ cells }) => cells);
  const amounts = lines.flatMap(({ payer, amount }) => (amount === null ? [] : [{ payer, amount }]));
  const payers = [...new Set(amounts.map(({ payer }) => payer))];
  const column = range(AWARD_HEADS.length, rows.length);
  const payerColumn = range(AWARD_HEADS.length - 1, rows.length);
  const sums = payers.map((payer) =>
    sumRow(
      word("sumOf", { name: payer }),
      `SUMIFS(${column},${payerColumn},${quoted(payer)})`,
      amounts.filter((one) => one.payer === payer).map(({ amount }) => amount),
      AWARD_HEADS.length,
    ),
  );
  return {
    name: names.awards,
    rows: [
      ...titleRows(names.awards, source.title),
      AWARD_HEADS.map((key) => head(word(key))),
      ...listed(
        words,
        rows,
        AWARD_HEADS.length,
        amounts.map(({ amount }) => amount),
      ),
      ...sums,
    ],
    widths: [22, 12, 22, 8, 12, 44, 10, 20, 12, 14],
    frozen: { rows: FIRST_ROW - 1, columns: 3 },
  };
}

interface AwardLine {
  readonly cells: BookCell[];
  readonly payer: string;
  readonly amount: string | null;
}

/** Winners, those chosen among equals or named, those still to be chosen from, and the reserves. */
function awardLines(source: WorkbookSource, words: Words, plan: AwardPlan, proposal: AwardProposal): AwardLine[] {
  const { word, own, say } = words;
  const decisions = source.decided.awards.filter(({ award }) => award === plan.code);
  const followers = (source.decided.followers ?? []).filter(({ award }) => award === plan.code);
  const { winners, contested, reserves = [] } = proposal;
  const among = contested?.subjects ?? [];
  const known = new Set([...winners, ...reserves].map(({ subject }) => subject).concat(among));

  const line = (subject: string, place: BookCell, value: BookCell, ground: string, wins: boolean): AwardLine[] => {
    const decision = decisions.find((one) => one.subject === subject);
    const follower = followers.find((one) => one.subject === subject);
    const about = follower ?? decision;
    if (!source.opens(subject) && !(about && source.opens(about.holder))) return [];
    const granted = decision?.granted ?? wins;
    const standing = follower
      ? word("follows")
      : decision?.fell
        ? word("fell")
        : word(decision ? (granted ? "granted" : "notGranted") : wins ? "proposed" : "open");
    const prizes = follower
      ? prizesFor(plan, proposal, follower)
      : granted && !decision?.fell
        ? withReward(plan, prizesOf(plan, proposal, subject), decision?.reward ?? {})
        : [];
    return (prizes.length === 0 ? [null] : prizes).map((prize) => {
      const payer = prize ? word(`payers.${prize.prize.payer}`) : "";
      const amount = prize?.amount ?? null;
      const cells = [
        text(own(plan.name)),
        ...nameCells(source, words, subject),
        place,
        value,
        text(ground),
        text(standing),
        text(prize ? own(prize.prize.what) : ""),
        text(payer),
        amount === null ? null : number(amount, MONEY, "input"),
      ];
      return { cells, payer, amount };
    });
  };
  const named = decisions.filter(({ subject }) => !known.has(subject));
  return [
    ...winners.flatMap(({ subject, place, value, because, details = [] }) =>
      line(subject, number(String(place), 0), valueCell(value), [because, ...details].map(say).join("\n"), true),
    ),
    ...among.flatMap((subject) =>
      line(subject, null, null, word("contested", { seats: contested?.seats ?? 0 }), false),
    ),
    ...named.flatMap(({ subject }) => line(subject, null, null, word("nomination"), false)),
    ...reserves.flatMap(({ subject }) => line(subject, null, null, word("reserve"), false)),
  ];
}

const PENALTY_HEADS = [
  "penalty",
  "code",
  "name",
  "person",
  "record",
  "ground",
  "standing",
  "consequence",
  "range",
  "amountDecided",
] as const;

/** Penalties, one consequence a row, as proposed or decided. A fine that a body settles has a cell of its own, open until then. */
export function penaltiesSheet(source: WorkbookSource, words: Words, names: SheetNames): BookSheet {
  const { word, own, say } = words;
  const rows: BookCell[][] = [];
  const amounts: string[] = [];
  const money = (amount: string | null): BookCell => {
    if (amount === null) return null;
    amounts.push(amount);
    return number(amount, MONEY, "input");
  };
  for (const proposal of source.computation.penalties) {
    if (!source.opens(proposal.subject)) continue;
    const plan = source.programme.penalties.find(({ code }) => code === proposal.penalty);
    if (!plan) continue;
    const says: Say[] = [proposal.because, ...(proposal.details ?? [])];
    if (proposal.repeated) says.push(proposal.repeated);
    const person = proposal.person === null ? undefined : source.people.get(proposal.person);
    const put = (standing: WorkbookWord, consequence: ConsequencePlan | null, amount: BookCell) =>
      rows.push([
        text(own(plan.name)),
        ...nameCells(source, words, proposal.subject),
        text(person ? own(person) : ""),
        text(proposal.fact?.ref ?? ""),
        text(says.map(say).join("\n")),
        text(word(standing)),
        text(consequence ? own(consequence.name) : ""),
        text(consequence?.amount ? `${consequence.amount.min ?? "?"}–${consequence.amount.max ?? "?"}` : ""),
        amount,
      ]);
    const decisions = source.decided.penalties.filter(
      ({ penalty, subject, fact }) =>
        penalty === plan.code && subject === proposal.subject && fact === (proposal.fact?.id ?? ""),
    );
    for (const { consequence: code, amount } of decisions) {
      const followed = plan.consequences.find((consequence) => consequence.code === code);
      if (followed) put("decided", followed, money(amount));
      else put(proposal.notice ? "notice" : "waived", null, null);
    }
    for (const consequence of decisions.length > 0 ? [] : plan.consequences) {
      if (!proposal.consequences.includes(consequence.code)) continue;
      const amount = proposal.amounts?.[consequence.code]?.amount ?? null;
      const open = consequence.amount !== undefined && amount === null;
      const cell: BookCell = open ? { blank: true, places: MONEY, look: "input" } : money(amount);
      put(proposal.notice ? "notice" : "proposed", consequence, cell);
    }
  }
  return {
    name: names.penalties,
    rows: [
      ...titleRows(names.penalties, source.title),
      PENALTY_HEADS.map((key) => head(word(key))),
      ...listed(words, rows, PENALTY_HEADS.length, amounts),
    ],
    widths: [24, 12, 22, 14, 18, 44, 10, 24, 16, 14],
    frozen: { rows: FIRST_ROW - 1, columns: 3 },
  };
}

/** One who is ranked, or a person who was nominated. */
function nameCells({ names, people }: WorkbookSource, { own }: Words, subject: string): BookCell[] {
  const known = names.get(subject);
  const name = known?.name ?? people.get(subject);
  return [text(known?.code ?? ""), text(name ? own(name) : "")];
}

function valueCell(value: string): BookCell {
  return /^-?\d+(\.\d+)?$/.test(value) ? number(value) : text(value);
}

/** The rows with the sum of their last column, or that there are none. */
function listed({ word }: Words, rows: BookCell[][], columns: number, amounts: readonly string[]): BookCell[][] {
  if (rows.length === 0) return [[text(word("nobody"), "quiet")]];
  return [...rows, sumRow(word("sum"), `SUM(${range(columns, rows.length)})`, amounts, columns)];
}

function sumRow(label: string, expression: string, amounts: readonly string[], columns: number): BookCell[] {
  return [
    text(label, "strong"),
    ...Array.from({ length: columns - 2 }, () => null),
    formula(expression, resultOf(sum(amounts.map((amount) => points(amount)))), MONEY, "strong"),
  ];
}

/** A column of so many rows below the heads. */
function range(column: number, rows: number): string {
  return `$${letters(column)}$${FIRST_ROW}:$${letters(column)}$${FIRST_ROW + Math.max(1, rows) - 1}`;
}
