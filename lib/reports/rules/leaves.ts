import type { Node } from "@/lib/scoring/programme/nodes";
import type { Explained } from "@/lib/scoring/types";
import { rounded } from "./cells";
import { type Column, type Desk, type Place, partOf, type Trees } from "./columns";
import type { Detail, SubjectRow } from "./sheets";

type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;
type Take = Of<"measure">["take"];
type Ranges = { readonly points: string; readonly days: string };

/** How many there are is asked of the points, so a figure that is wiped out is one less. */
function taken(take: Take, { points, days }: Ranges): string {
  switch (take) {
    case "MEAN":
      return `AVERAGE(${points})`;
    case "LATEST":
      return `AVERAGEIF(${days},MAX(${days}),${points})`;
    default:
      return `${take}(${points})`;
  }
}

/** Records of a node as they stand on the sheet of details; those that do not enter follow with their reason. */
function recordsOf(node: Explained | undefined): Detail[] {
  return (node?.inputs ?? []).flatMap((input): Detail[] => {
    if (input.kind !== "fact") return [];
    const enters = input.state === "VALUED";
    return [{ node: input, recorded: enters ? input.value : null, points: enters ? (recorded) => recorded : null }];
  });
}

function counted(records: readonly Detail[]): Detail[] {
  return records.map((record) => ({ ...record, recorded: null, points: record.points === null ? null : "1" }));
}

function blocksOf(desk: Desk, item: string, trees: Trees, take: Take): Map<string, Ranges> {
  const blocks = new Map<string, Ranges>();
  for (const { subject, open } of desk.rows) {
    const node = trees.get(subject);
    if (!open || !node) continue;
    const records = recordsOf(node);
    const ranges = desk.details.block(item, subject, node.clause, take === "COUNT" ? counted(records) : records);
    if (ranges) blocks.set(subject, ranges);
  }
  return blocks;
}

/** Facts taken together, or first within each week, month or quarter. */
export function measureColumn(desk: Desk, node: Of<"measure">, place: Place, trees: Trees): Column {
  if (node.every) return steppedColumn(desk, node, node.every, place, trees);
  const name = desk.own(node.name);
  const blocks = blocksOf(desk, name, trees, node.take);
  const least = needed(node);
  return desk.put(place, {
    name,
    trees,
    miss: least > 0 && node.otherwise === "UNRANKED",
    left: least > 0 && node.otherwise === "LEFT_OUT",
    places: node.places,
    expression: ({ subject }) => {
      const ranges = blocks.get(subject);
      if (!ranges) return null;
      const value = rounded(taken(node.take, ranges), node.places);
      return least === 0 ? value : `IF(COUNT(${ranges.points})<${least},${desk.instead(node.otherwise)},${value})`;
    },
  });
}

/** Without any fact a sum and a count are 0; everything else needs one. */
function needed({ take, atLeast }: Of<"measure">): number {
  return Math.max(atLeast ?? 0, take === "SUM" || take === "COUNT" ? 0 : 1);
}

function steppedColumn(
  desk: Desk,
  node: Of<"measure">,
  every: NonNullable<Of<"measure">["every"]>,
  place: Place,
  trees: Trees,
): Column {
  const name = desk.own(node.name);
  const codes = new Set(
    [...trees.values()].flatMap(({ inputs }) => inputs.flatMap(({ kind, code }) => (kind === "entry" ? [code] : []))),
  );
  const columns = [...codes].sort().map((code) => {
    const parts = partOf(trees, "entry", code);
    const label = `${name} ${code.slice(node.code.length + 1)}`;
    const blocks = blocksOf(desk, label, parts, every.take);
    return desk.put("workings", {
      name: label,
      trees: parts,
      left: true,
      expression: ({ subject }, step) => {
        const ranges = blocks.get(subject);
        return ranges && step.value !== null ? rounded(taken(every.take, ranges), undefined) : null;
      },
    });
  });
  const least = needed(node);
  const [first, last] = [columns[0], columns.at(-1)];
  return desk.put(place, {
    name,
    trees,
    miss: least > 0 && node.otherwise === "UNRANKED",
    left: least > 0 && node.otherwise === "LEFT_OUT",
    places: node.places,
    expression: ({ row }) => {
      if (!first || !last) return null;
      const to = desk.at(last, row, "workings");
      const range = `${desk.at(first, row, place)}:${to}`;
      const inner =
        node.take === "LATEST" ? `LOOKUP(1E+99,${range})` : taken(node.take, { points: range, days: range });
      const value = rounded(inner, node.places);
      return least === 0 ? value : `IF(COUNT(${range})<${least},${desk.instead(node.otherwise)},${value})`;
    },
  });
}

/** A quotient, its two sides in columns of their own. */
export function ratioColumn(desk: Desk, node: Of<"ratio">, trees: Trees, place: Place): Column {
  const side = (which: "over" | "under") => {
    const parts = partOf(trees, "entry", `${node.code}.${which}`);
    const label = desk.words.word(which, { name: desk.own(node.name) });
    const { take } = node[which];
    const blocks = blocksOf(desk, label, parts, take);
    return desk.put("workings", {
      name: label,
      trees: parts,
      miss: take !== "COUNT",
      expression: ({ subject }) => {
        const ranges = blocks.get(subject);
        if (!ranges) return null;
        const value = rounded(taken(take, ranges), undefined);
        return take === "COUNT" ? value : `IF(COUNT(${ranges.points})=0,${desk.missing},${value})`;
      },
    });
  };
  const [over, under] = [side("over"), side("under")];
  return desk.put(place, {
    name: desk.own(node.name),
    trees,
    miss: node.otherwise === "UNRANKED",
    left: node.otherwise === "LEFT_OUT",
    places: node.places,
    expression: ({ row }) => {
      const [above, below] = [desk.at(over, row, place), desk.at(under, row, place)];
      const instead = desk.instead(node.otherwise);
      return `IF(COUNT(${above},${below})<2,${instead},IF(${below}=0,${instead},${rounded(`${above}/${below}`, node.places)}))`;
    },
  });
}

/** Points for each event, by entry, held where the plan says so. */
export function ledgerColumn(desk: Desk, node: Of<"ledger">, trees: Trees, place: Place): Column {
  const { word } = desk.words;
  const base = node.base == null ? null : desk.parameters.add(node.name, word("base"), node.base, node.clause);
  const entries = node.entries.map((entry) => entryColumn(desk, node, entry, partOf(trees, "entry", entry.code)));
  const floor = node.floor == null ? null : desk.parameters.add(node.name, word("floor"), node.floor, node.clause);
  const cap = node.cap == null ? null : desk.parameters.add(node.name, word("cap"), node.cap, node.clause);
  return desk.put(place, {
    name: desk.own(node.name),
    trees,
    places: node.places,
    expression: ({ row }) => {
      const parts = [...(base ? [base] : []), ...entries.map((entry) => desk.at(entry, row, place))];
      return rounded(held(`SUM(${parts.join(",")})`, floor, cap), node.places);
    },
  });
}

export function held(expression: string, floor: string | null, cap: string | null): string {
  const above = floor === null ? expression : `MAX(${floor},${expression})`;
  return cap === null ? above : `MIN(${cap},${above})`;
}

function entryColumn(desk: Desk, node: Of<"ledger">, entry: Of<"ledger">["entries"][number], trees: Trees): Column {
  const { word } = desk.words;
  const clause = entry.clause ?? node.clause;
  const name = desk.own(entry.name);
  const parameter = (what: string, value: string) => desk.parameters.add(entry.name, what, value, clause);
  let points: (recorded: string) => string;
  if (entry.between) {
    const { min, max, sign } = entry.between;
    const [least, most] = [parameter(word("least"), min ?? "0"), parameter(word("most"), max ?? "0")];
    points = (recorded) => `${sign === "MINUS" ? "-" : ""}MIN(MAX(ABS(${recorded}),${least}),${most})`;
  } else {
    const each = parameter(word(entry.per === "VALUE" ? "eachUnit" : "each"), entry.each ?? "0");
    points = entry.per === "VALUE" ? (recorded) => rounded(`${each}*${recorded}`, undefined) : () => each;
  }
  const bound = entry.most === undefined ? null : parameter(word("most"), entry.most);
  const asks = entry.between !== undefined || entry.per === "VALUE";
  const blocks = new Map<string, Ranges>();
  for (const { subject, open } of desk.rows) {
    const own = trees.get(subject);
    if (!open || !own) continue;
    const details = own.inputs.flatMap((input): Detail[] => {
      if (input.kind !== "fact") return [];
      if (input.state !== "VALUED") return [{ node: input, recorded: null, points: null }];
      const recorded = asks ? (desk.facts.get(input.fact?.id ?? "")?.value ?? null) : null;
      return [{ node: input, recorded, points }];
    });
    const ranges = desk.details.block(name, subject, own.clause, details);
    if (ranges) blocks.set(subject, ranges);
  }
  return desk.put("workings", {
    name,
    trees,
    expression: ({ subject }: SubjectRow) => {
      const ranges = blocks.get(subject);
      if (!ranges) return null;
      return rounded(held(`SUM(${ranges.points})`, bound && `-${bound}`, bound), undefined);
    },
  });
}

/** Records below a figure that stands as a value: shown, and no formula points at them. */
export function showRecords(desk: Desk, item: string, trees: Trees): void {
  for (const { subject, open } of desk.rows) {
    const node = trees.get(subject);
    if (!open || !node) continue;
    const records = factsBelow(node);
    if (records.length > 0) desk.details.block(item, subject, node.clause, records);
  }
}

function factsBelow(node: Explained): Detail[] {
  return node.inputs.flatMap((input): Detail[] => {
    if (input.kind !== "fact") return factsBelow(input);
    const enters = input.state === "VALUED" && input.value !== null;
    return [{ node: input, recorded: null, points: enters ? input.value : null }];
  });
}
