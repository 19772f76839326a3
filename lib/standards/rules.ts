import type { Day } from "@/lib/kernel/calendar";
import { points } from "@/lib/kernel/points";
import type { LibraryDocument, StandardDocument } from "./schema";
import type { Edition, EvidenceKind, ItemWording, Library, LibraryItem, StandardItem, StandardSheet } from "./types";

/** True when the version already says exactly what the document says, so that loading it again changes nothing. */
export function saysTheSame(sheet: StandardSheet, document: StandardDocument): boolean {
  return JSON.stringify(wordingOf(sheet)) === JSON.stringify(wordingOf(document));
}

/** The same for a library. */
export function librarySaysTheSame(library: Library, document: LibraryDocument): boolean {
  return JSON.stringify(libraryWording(library)) === JSON.stringify(libraryWording(document));
}

type Wording = Pick<StandardSheet, "name" | "method" | "about" | "effectiveOn" | "full"> & {
  readonly sections: readonly {
    readonly code: string;
    readonly name: { zh: string; en: string };
    readonly items: readonly Omit<StandardItem, "section">[];
  }[];
};

/** What counts as the wording, in one order of keys. */
function wordingOf(from: Wording): unknown {
  return [
    [from.name.zh, from.name.en],
    from.method,
    from.about,
    from.effectiveOn,
    from.full,
    from.sections.map((section) => [
      section.code,
      [section.name.zh, section.name.en],
      section.items.map((item) => [...itemWording(item), item.points, item.steps, formWording(item), item.wipes]),
    ]),
  ];
}

type LibraryWording = Pick<Library, "name" | "effectiveOn"> & {
  readonly sections: readonly {
    readonly code: string;
    readonly name: { zh: string; en: string };
    readonly items: readonly Omit<LibraryItem, "section">[];
  }[];
};

function libraryWording(from: LibraryWording): unknown {
  return [
    [from.name.zh, from.name.en],
    from.effectiveOn,
    from.sections.map((section) => [
      section.code,
      [section.name.zh, section.name.en],
      section.items.map((item) => [...itemWording(item), item.points]),
    ]),
  ];
}

function itemWording(item: Omit<ItemWording, "section">): unknown[] {
  return [
    item.code,
    [item.text.zh, item.text.en],
    [...item.roles].sort(),
    [...item.demands].map(({ kind, must }) => `${kind} ${must}`).sort(),
    item.track,
    item.focus,
    item.fine && [item.fine.min, item.fine.max],
    item.season && [item.season.from, item.season.to],
    item.referenceId,
  ];
}

function formWording({ form }: Pick<StandardItem, "form">): unknown {
  switch (form.kind) {
    case "STEPS":
      return ["STEPS", form.repeats];
    case "YES_NO":
      return ["YES_NO"];
    case "LEVELS":
      return ["LEVELS", form.levels.map(({ code, text, points: earns }) => [code, text.zh, text.en, earns])];
    case "OPTIONS":
      return ["OPTIONS", form.options.map(({ code, text, lost }) => [code, text.zh, text.en, lost])];
    case "CRITERION":
      return ["CRITERION", form.step];
  }
}

/** True as long as nobody decided what the item is worth; a sheet with such an item cannot be scored by. */
export function isUndecided(item: Pick<StandardItem, "points" | "form" | "steps">): boolean {
  return item.form.kind === "STEPS" && item.steps.length === 0 && points(item.points).isZero();
}

/** Codes of the items of a sheet whose worth is still to be decided; a library decides nothing. */
export function undecidedIn({ sections }: Pick<Edition, "sections">): string[] {
  return sections
    .flatMap((section) => section.items)
    .filter(({ points: worth, form, steps }) => worth !== null && form && isUndecided({ points: worth, form, steps }))
    .map(({ code }) => code);
}

/** Whether the item is looked at on that day: always, or in its season, which may run over New Year. */
export function inSeason({ season }: Pick<ItemWording, "season">, day: Day): boolean {
  if (!season) return true;
  const on = day.slice(5);
  return season.from <= season.to ? on >= season.from && on <= season.to : on >= season.from || on <= season.to;
}

/**
 * Whether one finding at the item may cost so much: its own answers say what is possible, and a wiping item may also
 * cost the whole of what it wipes, which only the filled sheet knows. Zero is no cost.
 */
export function mayCost(item: Pick<StandardItem, "points" | "form" | "steps">, lost: string): boolean {
  const wanted = points(lost);
  if (wanted.lte(0) || wanted.gt(item.points)) return false;
  const { form } = item;
  switch (form.kind) {
    case "STEPS":
      return item.steps.some((step) => wanted.eq(step));
    case "YES_NO":
      return wanted.eq(item.points);
    case "LEVELS":
      return form.levels.some((level) => wanted.eq(points(item.points).minus(level.points)));
    case "OPTIONS":
      return sums(form.options.map((option) => option.lost)).some((total) => {
        const capped = points(total).gt(item.points) ? points(item.points) : points(total);
        return wanted.eq(capped);
      });
    case "CRITERION":
      return wanted.mod(form.step).isZero();
  }
}

/** Everything that some of the costs can add up to. */
function sums(costs: readonly string[]): string[] {
  let totals = new Set(["0"]);
  for (const cost of costs)
    totals = new Set([...totals, ...[...totals].map((total) => points(total).plus(cost).toString())]);
  return [...totals];
}

/** What a finding at the item may cost, for a sentence: `0.50, 1.00`. Criteria and options name their unit and their most. */
export function costsOf(item: Pick<StandardItem, "points" | "form" | "steps">): string[] {
  const { form } = item;
  switch (form.kind) {
    case "STEPS":
      return [...item.steps];
    case "YES_NO":
      return [item.points];
    case "LEVELS":
      return form.levels
        .map((level) => points(item.points).minus(level.points))
        .filter((lost) => lost.gt(0))
        .map((lost) => lost.toFixed(2));
    case "OPTIONS":
      return form.options.map((option) => option.lost);
    case "CRITERION":
      return [form.step, item.points];
  }
}

/** What a deduction at the item should, or must, bring along. */
export function demands(item: Pick<ItemWording, "demands">, kind: EvidenceKind): "MUST" | "WISHED" | null {
  const found = item.demands.find((demand) => demand.kind === kind);
  return found ? (found.must ? "MUST" : "WISHED") : null;
}
