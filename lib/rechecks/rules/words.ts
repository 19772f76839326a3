import { fixed, points } from "@/lib/kernel/points";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import { costsOf, mayCost } from "@/lib/standards/rules";
import type { StandardItem } from "@/lib/standards/types";
import type { RecheckState, Verdict, Word } from "../types";

interface Found {
  readonly id: string;
  readonly no: string;
  readonly itemCode: string;
  readonly lost: string;
}

interface Said {
  readonly verdict: Verdict;
  readonly lost?: string | undefined;
  readonly reason: string;
}

/** A row of the form; all empty: none. */
interface Missed {
  readonly item: string;
  readonly lost?: string | undefined;
  readonly reason: string;
}

interface SecondLook {
  /** By number of the finding. */
  readonly words: Readonly<Record<string, Said>>;
  readonly missed: readonly Missed[];
}

type Item = Pick<StandardItem, "code" | "points" | "form" | "steps">;

function wordOf({ id, no, itemCode, lost }: Found, said: Said | undefined, item: Item | undefined): Result<Word> {
  if (!said) return refuse("WORD_MISSING", { field: `words.${no}.verdict`, values: { no } });
  const { verdict, reason } = said;
  const word = { findingId: id, itemCode, verdict, was: fixed(points(lost)), reason };
  if (verdict === "STANDS") return accept({ ...word, lost: word.was });
  if (reason === "") return refuse("REASON_MISSING", { field: `words.${no}.reason`, values: { no } });
  if (verdict === "NOT") return accept({ ...word, lost: "0.00" });
  const field = `words.${no}.lost`;
  if (said.lost === undefined) return refuse("POINTS_MISSING", { field, values: { no } });
  const second = points(said.lost);
  if (second.isZero() || (verdict === "LESS" ? !second.lessThan(points(lost)) : !second.greaterThan(points(lost))))
    return refuse(verdict === "LESS" ? "NOT_LESS" : "NOT_MORE", { field, values: { no, was: word.was } });
  if (item && !mayCost(item, said.lost))
    return refuse("POINTS_DO_NOT_FIT", { field, values: { item: itemCode, costs: costsOf(item).join(", ") } });
  return accept({ ...word, lost: fixed(second) });
}

function missedAt(row: Missed, item: Item | undefined, taken: readonly string[], place: string): Result<Word> {
  const values = { item: row.item };
  if (!item) return refuse("ITEM_UNKNOWN", { field: `${place}.item`, values });
  if (taken.includes(item.code)) return refuse("ALREADY_SAID", { field: `${place}.item`, values });
  if (row.lost === undefined || !mayCost(item, row.lost))
    return refuse("POINTS_DO_NOT_FIT", {
      field: `${place}.lost`,
      values: { ...values, costs: costsOf(item).join(", ") },
    });
  if (row.reason === "") return refuse("MISSED_WITHOUT_REASON", { field: `${place}.reason`, values });
  const lost = fixed(points(row.lost));
  return accept({ findingId: null, itemCode: item.code, verdict: "MISSED", was: "0.00", lost, reason: row.reason });
}

/** A word for every finding, as they were written down, and what was missed besides; nothing is left unsaid. */
export function decideWords(
  findings: readonly Found[],
  items: readonly Item[],
  { words, missed }: SecondLook,
): Result<Word[]> {
  const known = new Map(items.map((item) => [item.code, item]));
  const refusals: Refusal[] = [];
  const said: Word[] = [];
  for (const finding of findings) {
    const word = wordOf(finding, words[finding.no], known.get(finding.itemCode));
    if (word.ok) said.push(word.value);
    else refusals.push(...word.refusals);
  }
  const foreign = Object.keys(words).find((no) => !findings.some((finding) => finding.no === no));
  if (foreign !== undefined) refusals.push({ code: "NOT_OF_THIS", field: "words", values: { no: foreign } });
  const before = findings.map(({ itemCode }) => itemCode);
  for (const [at, row] of missed.entries()) {
    if (row.item === "" && row.lost === undefined && row.reason === "") continue;
    const word = missedAt(
      row,
      known.get(row.item),
      [...before, ...missed.slice(0, at).map(({ item }) => item)],
      `missed.${at}`,
    );
    if (word.ok) said.push(word.value);
    else refusals.push(...word.refusals);
  }
  return refusals.length > 0 ? refuseAll(refusals) : accept(said);
}

type OpenRefusal = "ALREADY_DONE" | "SAMPLE_WITHDRAWN" | "INSPECTION_REVERSED";

/** What is handed in is not edited, and what nobody waits for any more is not handed in. */
export function decideOpen(state: RecheckState): Result<void, OpenRefusal> {
  switch (state) {
    case "WAITING":
      return accept(undefined);
    case "DONE":
      return refuse("ALREADY_DONE");
    case "WITHDRAWN":
      return refuse("SAMPLE_WITHDRAWN");
    case "VOID":
      return refuse("INSPECTION_REVERSED");
  }
}
