/** First, last, the page itself and its neighbours; `null` is a gap. A gap never hides a single page. */
export function pagesShown(page: number, pages: number): (number | null)[] {
  const shown = new Set([1, pages, page - 1, page, page + 1].filter((number) => number >= 1 && number <= pages));
  if (page <= 4) for (let number = 1; number <= Math.min(5, pages); number += 1) shown.add(number);
  if (page >= pages - 3) for (let number = Math.max(1, pages - 4); number <= pages; number += 1) shown.add(number);
  const list: (number | null)[] = [];
  for (const number of [...shown].sort((left, right) => left - right)) {
    const last = list.at(-1);
    if (typeof last === "number" && number - last === 2) list.push(last + 1);
    else if (typeof last === "number" && number - last > 2) list.push(null);
    list.push(number);
  }
  return list;
}
