import { Points, points } from "@/lib/kernel/points";
import type { Node } from "@/lib/scoring/programme/nodes";
import { rounded } from "./cells";
import { type Column, type Desk, type Place, type Shortfall, type Trees, valuesOf } from "./columns";

type Scale = Extract<Node, { kind: "scale" }>;
type By<K extends Scale["by"]["kind"]> = Extract<Scale["by"], { kind: K }>;

/** A figure brought onto points: against the best, against a target, by bands, or by the place among all. */
export function scaleColumn(desk: Desk, node: Scale, of: Column, place: Place, trees: Trees): Column {
  const { by } = node;
  switch (by.kind) {
    case "BANDS":
      return bandColumn(desk, node, by, of, place, trees);
    case "PLACES":
      return placeColumn(desk, node, by, of, place, trees);
    default:
      return markColumn(desk, node, by, of, place, trees);
  }
}

function base(desk: Desk, node: Scale, of: Column, trees: Trees) {
  return {
    name: desk.own(node.name),
    trees,
    miss: of.miss,
    left: of.left,
    places: node.places,
  };
}

/** What a figure without a value passes on. */
function orItself(of: Column, cell: string, value: string): string {
  return of.miss || of.left ? `IF(ISNUMBER(${cell}),${value},${cell})` : value;
}

function markColumn(
  desk: Desk,
  node: Scale,
  by: By<"TO_BEST"> | By<"TO_TARGET">,
  of: Column,
  place: Place,
  trees: Trees,
): Column {
  const { word } = desk.words;
  const full = desk.parameters.add(node.name, word("full"), by.full, node.clause);
  const lower = by.better === "LOWER";
  const mark =
    by.kind === "TO_TARGET"
      ? desk.parameters.add(node.name, word("target"), by.target ?? "0", node.clause)
      : bestOf(desk, node, of, lower);
  const otherwise = shortfallOf(node);
  return desk.put(place, {
    ...base(desk, node, of, trees),
    miss: of.miss || (by.kind === "TO_BEST" && otherwise === "UNRANKED"),
    left: of.left || (by.kind === "TO_BEST" && otherwise === "LEFT_OUT"),
    expression: ({ row }) => {
      const cell = desk.at(of, row, place);
      const value = lower
        ? rounded(`IF(${cell}<=${mark},${full},${full}*${mark}/${cell})`, node.places)
        : rounded(`MAX(0,MIN(${full},${cell}*${full}/${mark}))`, node.places);
      const asked =
        by.kind === "TO_BEST" ? `IF(${mark}${lower ? ">=" : ">"}0,${value},${desk.instead(otherwise)})` : value;
      return orItself(of, cell, asked);
    },
  });
}

/** Where nobody has a figure: nobody is measured against a mark below zero. */
const NO_MARK = "-1";

/** The best of everybody in the field: a formula for those who see everybody. */
function bestOf(desk: Desk, node: Scale, of: Column, lower: boolean): string {
  const values = valuesOf(of.trees, desk.measured);
  const best = values.length === 0 ? null : (lower ? Points.min(...values) : Points.max(...values)).toFixed();
  const label = desk.words.word("best");
  if (!desk.source.all || desk.field === 0) return desk.parameters.settle(node.name, label, best ?? NO_MARK);
  const all = desk.fieldOf(of);
  const live = `IF(COUNT(${all})=0,${NO_MARK},${lower ? "MIN" : "MAX"}(${all}))`;
  return desk.parameters.compute(node.name, label, live, best ?? NO_MARK);
}

/** As the engine has it: a scale without a best has what its own leaf has when it lacks facts. */
function shortfallOf(node: Node): Shortfall {
  if (node.kind === "scale") return shortfallOf(node.of);
  return node.kind === "measure" || node.kind === "ratio" || node.kind === "carry" ? node.otherwise : "UNRANKED";
}

function bandColumn(desk: Desk, node: Scale, by: By<"BANDS">, of: Column, place: Place, trees: Trees): Column {
  const { word } = desk.words;
  const ascending = [...by.bands].sort((a, b) => points(a.from).comparedTo(points(b.from)));
  const table = desk.parameters.table(
    node.name,
    word("bandFrom"),
    word("bandPoints"),
    ascending.map((band) => [band.from, band.points] as const),
    node.clause,
  );
  return desk.put(place, {
    ...base(desk, node, of, trees),
    expression: ({ row }) => {
      const cell = desk.at(of, row, place);
      const reached = `COUNTIF(${table.left},"<="&${cell})`;
      return orItself(of, cell, rounded(`IF(${reached}=0,0,INDEX(${table.right},MAX(1,${reached})))`, node.places));
    },
  });
}

function placeColumn(desk: Desk, node: Scale, by: By<"PLACES">, of: Column, place: Place, trees: Trees): Column {
  const { word } = desk.words;
  const ascending = by.places.every((row, i) => i === 0 || row.to > (by.places[i - 1]?.to ?? 0));
  if (!desk.source.all || !ascending) {
    const note = word(desk.source.all ? "asValue" : "asValueClosed");
    return desk.put(place, { ...base(desk, node, of, trees), note, expression: () => null });
  }
  const table = desk.parameters.table(
    node.name,
    word("placeTo"),
    word("placePoints"),
    by.places.map((row) => [String(row.to), row.points] as const),
    node.clause,
  );
  const rest = desk.parameters.add(node.name, word("placeRest"), by.rest, node.clause);
  return desk.put(place, {
    ...base(desk, node, of, trees),
    expression: ({ row }) => {
      const cell = desk.at(of, row, place);
      const ahead = `COUNTIF(${desk.fieldOf(of)},"${by.better === "LOWER" ? "<" : ">"}"&${cell})+1`;
      const earlier = `COUNTIF(${table.left},"<"&${ahead})`;
      const value = `IF(${earlier}>=${by.places.length},${rest},INDEX(${table.right},MIN(${by.places.length},${earlier}+1)))`;
      return orItself(of, cell, rounded(value, node.places));
    },
  });
}
