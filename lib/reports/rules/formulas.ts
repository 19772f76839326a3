import { points } from "@/lib/kernel/points";
import type { Node } from "@/lib/scoring/programme/nodes";
import type { Explained } from "@/lib/scoring/types";
import { rounded } from "./cells";
import type { Column, Desk, Place, Trees } from "./columns";

type Of<K extends Node["kind"]> = Extract<Node, { kind: K }>;

/** All parts multiplied. */
export function productColumn(
  desk: Desk,
  node: Of<"product">,
  parts: readonly Column[],
  place: Place,
  trees: Trees,
): Column {
  const [miss, left] = [parts.some((part) => part.miss), parts.some((part) => part.left)];
  return desk.put(place, {
    name: desk.own(node.name),
    trees,
    miss,
    left,
    places: node.places,
    expression: ({ row }) => {
      const cells = parts.map((part) => desk.at(part, row, place));
      const value = rounded(cells.join("*"), node.places);
      const some = left ? `IF(COUNT(${cells.join(",")})<${cells.length},${desk.leftOut},${value})` : value;
      return desk.unlessMissing(parts, row, place, some);
    },
  });
}

/** A figure against its base: the difference, or the growth in percent. */
export function changeColumn(
  desk: Desk,
  node: Of<"change">,
  parts: readonly Column[],
  place: Place,
  trees: Trees,
): Column {
  const instead = desk.instead(node.otherwise);
  return desk.put(place, {
    name: desk.own(node.name),
    trees,
    miss: node.otherwise === "UNRANKED",
    left: node.otherwise === "LEFT_OUT" || (node.otherwise === "UNRANKED" && parts.some((part) => part.left)),
    places: node.places,
    expression: ({ row }) => {
      const [of = "", base = ""] = parts.map((part) => desk.at(part, row, place));
      const value =
        node.as === "DIFFERENCE"
          ? rounded(`${of}-${base}`, node.places)
          : `IF(${base}=0,${instead},${rounded(`(${of}-${base})*100/${base}`, node.places)})`;
      // Nobody is kept from a rank by what is left out.
      const none = node.otherwise === "UNRANKED" ? desk.unlessMissing(parts, row, place, desk.leftOut) : instead;
      return `IF(COUNT(${of},${base})<2,${none},${value})`;
    },
  });
}

/** What it costs to stay on the wrong side of a mark. */
export function shortfallColumn(desk: Desk, node: Of<"shortfall">, of: Column, place: Place, trees: Trees): Column {
  const { word } = desk.words;
  const parameter = (what: string, value: string | null) =>
    desk.parameters.add(node.name, what, value ?? "0", node.clause);
  const mark = parameter(word("mark"), node.mark);
  const fixed = parameter(word("fixed"), node.base);
  const each = parameter(word("eachUnit"), node.each);
  return desk.put(place, {
    name: desk.own(node.name),
    trees,
    miss: of.miss,
    left: of.left,
    places: node.places,
    expression: ({ row }) => {
      const cell = desk.at(of, row, place);
      const exact = rounded(node.side === "BELOW" ? `${mark}-${cell}` : `${cell}-${mark}`, undefined);
      const distance = node.parts === "STARTED" ? `ROUNDUP(${exact},0)` : exact;
      const value = `IF(${exact}>0,${rounded(`${fixed}+${each}*${distance}`, node.places)},0)`;
      return of.miss || of.left ? `IF(ISNUMBER(${cell}),${value},${cell})` : value;
    },
  });
}

/** What overrules a value is a judgement, so it stands as a value: nothing, the limit that holds, or no rank at all. */
export function vetoColumn(desk: Desk, node: Of<"veto">, of: Column, place: Place, trees: Trees): Column {
  const { word } = desk.words;
  const limit = desk.put("workings", {
    name: word("veto", { name: desk.own(node.name) }),
    note: word("asValueChoose"),
    trees,
    expression: () => null,
    result: (_, own) => {
      const at = limitOf(own);
      return at === null ? { text: word("none") } : { number: at };
    },
  });
  return desk.put(place, {
    name: desk.own(node.name),
    trees,
    miss: true,
    left: of.left,
    places: node.places,
    expression: ({ row }, own) => {
      if (own.value === null && own.say.code === "vetoedRank") return null;
      const [cell, bound] = [desk.at(of, row, place), desk.at(limit, row, place)];
      const overruled = limitOf(own) === "0" ? bound : `IF(ISNUMBER(${bound}),MIN(${cell},${bound}),${cell})`;
      return `IF(ISNUMBER(${cell}),${rounded(overruled, node.places)},${cell})`;
    },
  });
}

/** Where the value was held by a veto; null where it was not. */
function limitOf(node: Explained): string | null {
  if (node.say.code !== "vetoed") return null;
  const [of, limit] = [node.inputs[0], node.inputs.find(({ kind }) => kind === "limit")];
  return points(of?.value ?? "0")
    .plus(points(limit?.value ?? "0"))
    .toFixed();
}
