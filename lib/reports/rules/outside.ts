import type { BookCell, BookSheet } from "@/lib/platform/sheet/book";
import { ranksBeside } from "@/lib/reviews/rules/beside";
import { reviewPeriod } from "@/lib/scoring/awards";
import { head, number, text } from "./cells";
import type { Desk } from "./columns";
import { titleRows } from "./ranking";
import { FIRST_ROW, shownStandings } from "./sheets";

/** Ranks that others gave beside those of the review, of whom the reader may open; no sheet where none was brought in. */
export function outsideSheet({ source, words, names }: Desk): BookSheet[] {
  const { word, own } = words;
  const standings = shownStandings(source).filter(({ subject }) => source.opens(subject));
  const period = reviewPeriod(source.programme, source.review.code);
  const beside = ranksBeside(
    source.programme,
    source.input.facts,
    period,
    standings.map(({ subject }) => subject),
  );
  if (!beside) return [];
  const heads = [
    word("rank"),
    word("code"),
    word("name"),
    ...beside.lists.flatMap(({ name }) => [
      own(name),
      word("outside.of", { name: own(name) }),
      word("outside.day", { name: own(name) }),
      word("outside.record", { name: own(name) }),
    ]),
  ];
  const rows = standings.map(({ subject, rank }): BookCell[] => {
    const known = source.names.get(subject);
    return [
      rank === null ? text(word("unranked")) : number(String(rank), 0, "strong"),
      text(known?.code ?? ""),
      text(known ? own(known.name) : ""),
      ...(beside.ranks.get(subject) ?? []).flatMap((one): BookCell[] =>
        one === null
          ? [null, null, null, null]
          : [number(one.rank, 0), one.of === null ? null : number(one.of, 0), { day: one.on }, text(one.ref)],
      ),
    ];
  });
  return [
    {
      name: names.outside,
      rows: [...titleRows(names.outside, word("outside.note")), heads.map(head), ...rows],
      widths: [8, 12, 24, ...beside.lists.flatMap(() => [12, 12, 14, 18])],
      frozen: { rows: FIRST_ROW - 1, columns: 3 },
      headRow: FIRST_ROW - 1,
    },
  ];
}
