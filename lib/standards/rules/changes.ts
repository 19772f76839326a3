import { type AnyDocument, itemSchema, type LibraryDocument, libraryItemSchema, type SheetItem } from "../schema";
import type { ItemInput } from "../schema/edit";
import type { AnyItem } from "./cells";
import { isSheetDocument } from "./document";

type Chosen = { readonly sections: readonly string[]; readonly items: readonly string[] };
type Section<Item> = { code: string; name: { zh: string; en: string }; items: Item[] };

/** Items of the library as items of a sheet. Points the library prints go off at once; the others are to be decided. */
export function sheetItemFrom({ points, ...item }: LibraryDocument["sections"][number]["items"][number]): SheetItem {
  return itemSchema.parse({ ...item, points: points ?? "0.00", steps: points === null ? [] : [points] });
}

/** What was chosen of the library, by section, without the items that are `known` already. */
export function sectionsChosen(
  library: LibraryDocument,
  { sections, items }: Chosen,
  known: ReadonlySet<string> = new Set(),
): Section<SheetItem>[] {
  return library.sections
    .map((section) => ({
      code: section.code,
      name: section.name,
      items: section.items
        .filter(({ code }) => (sections.includes(section.code) || items.includes(code)) && !known.has(code))
        .map(sheetItemFrom),
    }))
    .filter((section) => section.items.length > 0);
}

/** Adds items at the end of their own section, or with a section of their own behind the others. */
export function withItems<Document extends AnyDocument>(document: Document, added: Section<SheetItem>[]): Document {
  const sections = document.sections.map((section) => ({
    ...section,
    items: [...section.items, ...(added.find(({ code }) => code === section.code)?.items ?? [])],
  }));
  const fresh = added.filter(({ code }) => !document.sections.some((section) => section.code === code));
  return { ...document, sections: [...sections, ...fresh] } as Document;
}

/** Without the item; a section goes with its last item. */
export function withoutItem(document: AnyDocument, code: string): AnyDocument {
  const sections = (document.sections as Section<AnyItem>[])
    .map((section) => ({ ...section, items: section.items.filter((item) => item.code !== code) }))
    .filter((section) => section.items.length > 0);
  return { ...document, sections } as AnyDocument;
}

/** One place up or down; at the edge of its section the item stays there and the section moves instead of it. */
export function withMove(document: AnyDocument, code: string, act: "UP" | "DOWN"): AnyDocument {
  const sections = document.sections as Section<AnyItem>[];
  const at = sections.findIndex((section) => section.items.some((item) => item.code === code));
  const section = sections[at];
  if (!section) return document;
  const place = section.items.findIndex((item) => item.code === code);
  const by = act === "UP" ? -1 : 1;
  if (section.items[place + by]) {
    const items = swapped(section.items, place, place + by);
    return {
      ...document,
      sections: sections.map((other) => (other === section ? { ...section, items } : other)),
    } as AnyDocument;
  }
  return sections[at + by] ? ({ ...document, sections: swapped(sections, at, at + by) } as AnyDocument) : document;
}

function swapped<T>(list: readonly T[], a: number, b: number): T[] {
  const next = [...list];
  [next[a], next[b]] = [next[b]!, next[a]!];
  return next;
}

export interface ItemFault {
  /** Name of the field in the form. */
  readonly field: string;
  readonly code: string;
}

type Judged = { readonly item: AnyItem } | { readonly faults: readonly ItemFault[] };

/** The item as the form says it is; what is wrong stands at the field it was typed into. */
export function itemFrom(document: AnyDocument, before: AnyItem, input: ItemInput): Judged {
  const faults: ItemFault[] = [];
  if (!input.fineMin !== !input.fineMax)
    faults.push({ field: input.fineMin ? "fineMax" : "fineMin", code: "FINE_PAIR" });
  if (!input.seasonFrom !== !input.seasonTo)
    faults.push({ field: input.seasonFrom ? "seasonTo" : "seasonFrom", code: "SEASON_PAIR" });
  const wording = {
    code: before.code,
    text: input.text,
    roles: input.roles,
    demands: Object.entries(input.demands).flatMap(([kind, how]) =>
      how === "MUST" || how === "WISHED" ? [{ kind, must: how === "MUST" }] : [],
    ),
    track: input.track ?? null,
    focus: input.focus === "on",
    fine: input.fineMin && input.fineMax ? { min: input.fineMin, max: input.fineMax } : null,
    season: input.seasonFrom && input.seasonTo ? { from: input.seasonFrom, to: input.seasonTo } : null,
    referenceId: input.picture === "REMOVE" ? null : before.referenceId,
  };
  const judged = isSheetDocument(document)
    ? itemSchema.safeParse({ ...wording, ...scoringFrom(input), wipes: input.wipes ?? null })
    : libraryItemSchema.safeParse({ ...wording, points: input.points ?? null });
  if (judged.success && faults.length === 0) return { item: judged.data };
  for (const issue of judged.error?.issues ?? []) {
    const own = /^[A-Z][A-Z_]+$/.test(issue.message);
    faults.push({ field: fieldOf(issue.path, input), code: own ? issue.message : "CELL_FORM" });
  }
  return { faults };
}

function scoringFrom(input: ItemInput) {
  const form = input.form ?? "STEPS";
  const worth = input.points ?? "0.00";
  const two = (value: string) =>
    /^\d{1,4}$/.test(value) ? `${value}.00` : /^\d{1,4}\.\d$/.test(value) ? `${value}0` : value;
  switch (form) {
    case "STEPS":
    case "REPEATING":
      return {
        points: worth,
        form: { kind: "STEPS", repeats: form === "REPEATING" },
        steps: input.steps
          .normalize("NFKC")
          .split(/[^\d.]+/)
          .filter(Boolean)
          .map(two),
      };
    case "YES_NO":
      return { points: worth, form: { kind: "YES_NO" } };
    case "LEVELS":
      return {
        points: worth,
        form: { kind: "LEVELS", levels: input.levels.map((level) => ({ ...level, points: two(level.points) })) },
      };
    case "OPTIONS":
      return {
        points: worth,
        form: {
          kind: "OPTIONS",
          options: input.options.map(({ points: lost, ...option }) => ({ ...option, lost: two(lost) })),
        },
      };
    case "CRITERION":
      return { points: worth, form: { kind: "CRITERION", step: input.step ?? "" } };
  }
}

function fieldOf(path: readonly PropertyKey[], input: ItemInput): string {
  const [first, second, index, part, side] = path.map(String);
  switch (first) {
    case "fine":
      return "fineMin";
    case "season":
      return "seasonFrom";
    case "form":
      if (second === "step") return "step";
      if (index === undefined) return input.form === "LEVELS" ? "levels" : "options";
      return `${second}[${index}].${part === "lost" ? "points" : part}${side ? `.${side}` : ""}`;
    case "steps":
      return "steps";
    case "text":
      return `text.${second}`;
    default:
      return first ?? "";
  }
}
