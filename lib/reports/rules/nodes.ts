import { points, roundHalfUp, sum, ZERO } from "@/lib/kernel/points";
import type { Node } from "@/lib/scoring/programme/nodes";
import { rounded } from "./cells";
import { type Column, type Desk, type Place, partOf, type Shortfall, type Trees } from "./columns";
import { changeColumn, productColumn, shortfallColumn, vetoColumn } from "./formulas";
import { held, ledgerColumn, measureColumn, ratioColumn, showRecords } from "./leaves";
import { scaleColumn } from "./scales";

type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;

/**
 * The columns of a node and of all below it, its own last. Parts of sheets and sums stand on the sheet of their whole;
 * what has a weight, and whatever else a figure is made of, stands on the sheet of workings.
 */
export function nodeColumn(desk: Desk, node: Node, place: Place, trees: Trees): Column {
  const slot = desk.claim(node.code);
  const column = made(desk, node, place, trees);
  slot.column = column;
  return column;
}

function made(desk: Desk, node: Node, place: Place, trees: Trees): Column {
  switch (node.kind) {
    case "measure":
      return measureColumn(desk, node, place, trees);
    case "ratio":
      return ratioColumn(desk, node, trees, place);
    case "ledger":
      return ledgerColumn(desk, node, trees, place);
    case "constant": {
      const cell = desk.parameters.add(node.name, desk.words.word("constant"), node.value ?? "0", node.clause);
      return plainColumn(desk, node, place, trees, () =>
        node.places === undefined ? cell : rounded(cell, node.places),
      );
    }
    case "sheet":
      return sheetColumn(desk, node, place, trees);
    case "total":
      return totalColumn(desk, node, place, trees);
    case "weighted":
      return weightedColumn(desk, node, place, trees);
    case "product":
      return productColumn(desk, node, partsOf(desk, node.parts, "workings", trees), place, trees);
    case "change":
      return changeColumn(desk, node, partsOf(desk, [node.of, node.base], "workings", trees), place, trees);
    case "shortfall":
      return shortfallColumn(desk, node, innerOf(desk, node, trees), place, trees);
    case "scale":
      return scaleColumn(desk, node, innerOf(desk, node, trees), place, trees);
    case "veto":
      return vetoColumn(desk, node, innerOf(desk, node, trees), place, trees);
    case "ref":
      return refColumn(desk, node, place, trees);
    case "carry":
      return valueColumn(desk, node, place, trees, null, node.otherwise);
    case "choose":
      return valueColumn(desk, node, place, trees, desk.words.word("asValueChoose"), null);
    case "standing":
      return valueColumn(desk, node, place, trees, desk.words.word("asValueStanding"), node.otherwise);
    case "event":
      return valueColumn(desk, node, place, trees, desk.words.word("asValue"), null);
  }
}

function plainColumn(desk: Desk, node: Node, place: Place, trees: Trees, expression: (row: number) => string): Column {
  return desk.put(place, {
    name: desk.own(node.name),
    trees,
    places: node.places,
    expression: ({ row }) => expression(row),
  });
}

/** A figure that no formula of a cell can say: it stands as it was computed, with a note. */
function valueColumn(
  desk: Desk,
  node: Node,
  place: Place,
  trees: Trees,
  note: string | null,
  otherwise: Shortfall | null,
): Column {
  const name = desk.own(node.name);
  const states = new Set([...trees.values()].map(({ state }) => state));
  showRecords(desk, name, trees);
  return desk.put(place, {
    name,
    note,
    trees,
    miss: otherwise === "UNRANKED" || states.has("MISSING"),
    left: otherwise === "LEFT_OUT" || states.has("LEFT_OUT"),
    places: node.places,
    expression: () => null,
  });
}

function sheetColumn(desk: Desk, node: Of<"sheet">, place: Place, trees: Trees): Column {
  const plan = desk.source.programme.sheets.find((sheet) => sheet.code === node.sheet);
  if (!plan) return valueColumn(desk, node, place, trees, null, null);
  const inner = nodeColumn(desk, plan.root, place, partOf(trees, plan.root.kind, plan.root.code));
  return passedOn(desk, node, inner, place, trees);
}

/** The same figure once more, rounded where the plan says so. */
function passedOn(desk: Desk, node: Node, inner: Column, place: Place, trees: Trees): Column {
  return desk.put(place, {
    name: desk.own(node.name),
    trees,
    miss: inner.miss,
    left: inner.left,
    places: node.places,
    expression: ({ row }) => {
      const cell = desk.at(inner, row, place);
      if (node.places === undefined) return cell;
      const value = rounded(cell, node.places);
      return inner.miss || inner.left ? `IF(ISNUMBER(${cell}),${value},${cell})` : value;
    },
  });
}

function innerOf(desk: Desk, { of }: { of: Node }, trees: Trees): Column {
  return nodeColumn(desk, of, "workings", partOf(trees, of.kind, of.code));
}

function partsOf(desk: Desk, nodes: readonly Node[], place: Place, trees: Trees): Column[] {
  return nodes.map((part, i) => {
    const nth = nodes.slice(0, i).filter(({ kind, code }) => kind === part.kind && code === part.code).length;
    return nodeColumn(desk, part, place, partOf(trees, part.kind, part.code, nth));
  });
}

function totalColumn(desk: Desk, node: Of<"total">, place: Place, trees: Trees): Column {
  const parts = partsOf(desk, node.parts, place, trees);
  const limit = (what: "floor" | "cap") =>
    node[what] == null ? null : desk.parameters.add(node.name, desk.words.word(what), node[what], node.clause);
  const [floor, cap] = [limit("floor"), limit("cap")];
  const left = parts.every((part) => part.left);
  return desk.put(place, {
    name: desk.own(node.name),
    trees,
    miss: parts.some((part) => part.miss),
    left,
    places: node.places,
    strong: place === "scores",
    expression: ({ row }) => {
      const cells = parts.map((part) => desk.at(part, row, place)).join(",");
      const value = rounded(held(`SUM(${cells})`, floor, cap), node.places);
      return desk.unlessMissing(parts, row, place, left ? `IF(COUNT(${cells})=0,${desk.leftOut},${value})` : value);
    },
  });
}

/** Parts, what each contributes by its weight, and the sum. Weights of what is left out leave the denominator. */
function weightedColumn(desk: Desk, node: Of<"weighted">, place: Place, trees: Trees): Column {
  const { word } = desk.words;
  const parts = partsOf(
    desk,
    node.parts.map((part) => part.of),
    "workings",
    trees,
  );
  const weights = node.parts.map(({ weight, of }) =>
    desk.parameters.add(
      node.name,
      word("weightOf", { name: desk.own(of.name) }),
      weight ?? "0",
      of.clause ?? node.clause,
    ),
  );
  const whole = desk.parameters.compute(
    node.name,
    word("weightSum"),
    `SUM(${weights.join(",")})`,
    sum(node.parts.map(({ weight }) => points(weight ?? "0"))).toFixed(),
  );
  const left = parts.some((part) => part.left);
  const entering = (subject: string) =>
    sum(node.parts.map(({ weight }, i) => (isLeftOut(parts[i], subject) ? ZERO : points(weight ?? "0"))));
  const counted = left
    ? desk.put("workings", {
        name: word("weightCounted", { name: desk.own(node.name) }),
        trees,
        expression: ({ row }) =>
          parts
            .map((part, i) =>
              part.left ? `IF(${desk.at(part, row, "workings")}=${desk.leftOut},0,${weights[i]})` : (weights[i] ?? "0"),
            )
            .join("+"),
        result: ({ subject }) => ({ number: entering(subject).toFixed() }),
      })
    : null;
  const contributions = parts.map((part, i) =>
    desk.put(place, {
      name: word("contribution", { name: part.name }),
      trees: part.trees,
      miss: part.miss,
      left: part.left,
      places: node.places,
      expression: ({ row }) => {
        const cell = desk.at(part, row, place);
        const all = counted ? desk.at(counted, row, place) : whole;
        const value = rounded(`${cell}*${weights[i]}/${all}`, node.places);
        return part.miss || part.left ? `IF(ISNUMBER(${cell}),${value},${cell})` : value;
      },
      result: ({ subject }, own) => {
        const all = entering(subject);
        if (own.value === null || all.isZero()) return desk.cameTo(own);
        const exact = points(own.value)
          .times(points(node.parts[i]?.weight ?? "0"))
          .div(all);
        return { number: roundHalfUp(exact, node.places ?? 12).toFixed() };
      },
    }),
  );
  const out = parts.every((part) => part.left);
  return desk.put(place, {
    name: desk.own(node.name),
    trees,
    miss: parts.some((part) => part.miss),
    left: out,
    places: node.places,
    strong: place === "scores",
    expression: ({ row }) => {
      const cells = contributions.map((part) => desk.at(part, row, place)).join(",");
      const value = rounded(`SUM(${cells})`, undefined);
      return desk.unlessMissing(
        contributions,
        row,
        place,
        out ? `IF(COUNT(${cells})=0,${desk.leftOut},${value})` : value,
      );
    },
  });
}

function isLeftOut(part: Column | undefined, subject: string): boolean {
  return part?.trees.get(subject)?.state === "LEFT_OUT";
}

/** Another figure of the same tree; where that one is not on the sheets, the value stands. */
function refColumn(desk: Desk, node: Of<"ref">, place: Place, trees: Trees): Column {
  const states = new Set([...trees.values()].map(({ state }) => state));
  return desk.put(place, {
    name: desk.own(node.name),
    trees,
    miss: states.has("MISSING"),
    left: states.has("LEFT_OUT"),
    places: node.places,
    expression: ({ subject, row }, own) => {
      const target = desk.columnOf(node.node);
      const value = target?.trees.get(subject)?.value ?? null;
      if (!target || value === null || own.value === null) return null;
      const same = points(own.value).equals(roundHalfUp(points(value), node.places ?? 12));
      const cell = desk.at(target, row, place);
      return same ? (node.places === undefined ? cell : rounded(cell, node.places)) : null;
    },
  });
}
