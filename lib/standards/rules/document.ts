import { fixed, points, sum } from "@/lib/kernel/points";
import { type AnyDocument, libraryDocumentSchema, type StandardDocument, standardDocumentSchema } from "../schema";
import type { Edition, EditionItem } from "../types";

export function isSheetDocument(document: AnyDocument): document is StandardDocument {
  return !("library" in document);
}

/** The version as a document; what is stored was read by the schema before, so this never fails. */
export function documentOf(edition: Edition): AnyDocument {
  const { code, name, method, about, effectiveOn } = edition;
  if (method === null) {
    return libraryDocumentSchema.parse({
      format: 1,
      library: code,
      name,
      effectiveOn,
      sections: edition.sections.map((section) => ({
        code: section.code,
        name: section.name,
        items: section.items.map((item) => ({ ...wording(item), points: item.points })),
      })),
    });
  }
  return standardDocumentSchema.parse({
    format: 1,
    code,
    name,
    method,
    about,
    effectiveOn,
    full: edition.full,
    sections: edition.sections.map((section) => ({
      code: section.code,
      name: section.name,
      items: section.items.map((item) => ({
        ...wording(item),
        points: item.points,
        form: item.form,
        steps: item.steps,
        wipes: item.wipes,
      })),
    })),
  });
}

function wording({ code, text, roles, demands, track, focus, fine, season, referenceId }: EditionItem) {
  return { code, text, roles, demands, track, focus, fine, season, referenceId };
}

/** Full marks are the sum of the items, whatever was written. */
export function withSum(document: AnyDocument): AnyDocument {
  if (!isSheetDocument(document)) return document;
  const items = document.sections.flatMap((section) => section.items);
  return { ...document, full: fixed(sum(items.map((item) => points(item.points)))) };
}
