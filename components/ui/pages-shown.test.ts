import { expect, it } from "vitest";
import { pagesShown } from "./pages-shown";

it("shows every page of a short list", () => {
  expect(pagesShown(1, 1)).toEqual([1]);
  expect(pagesShown(3, 5)).toEqual([1, 2, 3, 4, 5]);
});

it("keeps first, last and neighbours of a long one", () => {
  expect(pagesShown(1, 40)).toEqual([1, 2, 3, 4, 5, null, 40]);
  expect(pagesShown(20, 40)).toEqual([1, null, 19, 20, 21, null, 40]);
  expect(pagesShown(40, 40)).toEqual([1, null, 36, 37, 38, 39, 40]);
});

it("never folds a single page away", () => {
  for (let pages = 1; pages <= 30; pages += 1) {
    for (let page = 1; page <= pages; page += 1) {
      const shown = pagesShown(page, pages);
      expect(shown).toContain(page);
      shown.forEach((number, index) => {
        if (number !== null) return;
        expect(shown[index + 1]! - shown[index - 1]!).toBeGreaterThan(2);
      });
    }
  }
});
