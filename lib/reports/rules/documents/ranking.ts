import type { LocalKind } from "@/lib/reviews/rules/populations";
import type { PenaltyGiven, RankedRow, ReviewMaterial } from "./material";
import { type Body, column } from "./outline";
import type { Words } from "./words";

const LOCAL: readonly LocalKind[] = ["SUB_BRANCH", "DISTRICT"];

const hasRank = (row: RankedRow) => row.rank !== null;

function moved(words: Words, movement: number | null): string {
  if (movement === null) return words.t("none");
  if (movement === 0) return words.t("same");
  return words.t(movement > 0 ? "up" : "down", { places: Math.abs(movement) });
}

/** “渝中支行 2/5”; who is ranked there alone has no place. */
function placeIn(words: Words, { within }: RankedRow, population: LocalKind): string {
  const place = within.find((one) => one.population === population);
  if (!place) return words.t("none");
  return words.t("placeIn", { unit: words.own(place.unit), rank: place.rank, of: place.of });
}

/** One table, or one for each group where groups are ranked apart; with the movement where there is anything to compare. */
export function rankingTables(
  body: Body,
  words: Words,
  { kind, previous, review }: Pick<ReviewMaterial, "kind" | "previous" | "review">,
  rows: readonly RankedRow[],
  title: string,
): void {
  const ranked = rows.filter(hasRank);
  const lists = Map.groupBy(ranked, ({ list }) => (list === null ? null : words.own(list)));
  const graded = review.grades !== undefined;
  const kinds = LOCAL.filter((population) =>
    rows.some(({ within }) => within.some((one) => one.population === population)),
  );
  for (const [list, own] of lists) {
    body.table(
      list === null ? title : words.t("circular.rankingOf", { group: list }),
      [
        column(words, "rank", 1, "center"),
        column(words, "name", 3.4, "start", { kind }),
        ...(kind === "PERSON" ? [column(words, "outlet", 3)] : []),
        column(words, "total", 1.4, "end"),
        ...(graded ? [column(words, "grade", 1.4, "center")] : []),
        ...(previous ? [column(words, "movement", 1.4, "end")] : []),
        ...kinds.map((population) => column(words, `within.${population}`, 3)),
      ],
      own.map((row) => [
        String(row.rank ?? ""),
        words.own(row.name),
        ...(kind === "PERSON" ? [row.outlet ? words.own(row.outlet) : words.t("none")] : []),
        words.points(row.total),
        ...(graded ? [row.grade ? words.own(row.grade) : words.t("none")] : []),
        ...(previous ? [moved(words, row.movement)] : []),
        ...kinds.map((population) => placeIn(words, row, population)),
      ]),
    );
  }
}

/** Names of those without a rank, each with the reason. */
export function unrankedNames(words: Words, rows: readonly RankedRow[]): string[] {
  return rows
    .filter((row) => !hasRank(row))
    .map((row) => {
      const why = words.list(row.unranked.map((say) => words.say(say)).map(withoutStop));
      return why === "" ? words.own(row.name) : words.t("party", { person: words.own(row.name), unit: why });
    });
}

/** A sentence inside another one. */
export function withoutStop(sentence: string): string {
  return sentence.replace(/[。.]\s*$/u, "");
}

/** Why somebody is punished, without a full stop; most reasons of the engine begin with the name of the penalty. */
export function groundOf({ plan, because }: Pick<PenaltyGiven, "plan" | "because">, words: Words): string {
  const name = words.own(plan.name);
  const said = because ? withoutStop(words.say(because)) : "";
  if (said === "") return name;
  return said.startsWith(name) ? said : words.list([name, said]);
}

export function groupsTable(body: Body, words: Words, { groups }: ReviewMaterial): void {
  body.table(
    words.t("circular.groupsTable"),
    [
      column(words, "group", 3),
      column(words, "units", 1.2, "end"),
      column(words, "ranked", 1.2, "end"),
      column(words, "mean", 1.4, "end"),
      column(words, "best", 1.4, "end"),
      column(words, "worst", 1.4, "end"),
    ],
    groups.map((group) => [
      words.own(group.name),
      String(group.units),
      String(group.ranked),
      words.points(group.mean),
      words.points(group.best),
      words.points(group.worst),
    ]),
  );
}

export function problemsTable(body: Body, words: Words, title: string, problems: ReviewMaterial["problems"]): void {
  body.table(
    title,
    [
      column(words, "no", 0.9, "center"),
      column(words, "problem", 6),
      column(words, "times", 1.1, "end"),
      column(words, "outlets", 1.4, "end"),
      column(words, "lost", 1.2, "end"),
    ],
    problems.map((problem, index) => [
      String(index + 1),
      words.own(problem.title),
      String(problem.times),
      String(problem.outlets),
      words.points(problem.lost),
    ]),
  );
}
