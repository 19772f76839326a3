import type { StandardDocument } from "./schema";
import type { StandardSheet } from "./types";

/** True when the version already says exactly what the document says, so that loading it again changes nothing. */
export function saysTheSame(sheet: StandardSheet, document: StandardDocument): boolean {
  return JSON.stringify(wordingOf(sheet)) === JSON.stringify(wordingOf(document));
}

type Wording = Pick<StandardSheet, "name" | "method" | "effectiveOn" | "full"> & {
  readonly sections: readonly {
    readonly code: string;
    readonly name: { zh: string; en: string };
    readonly items: readonly {
      code: string;
      text: { zh: string; en: string };
      points: string;
      steps: readonly string[];
      roles: readonly string[];
      evidence: boolean;
    }[];
  }[];
};

/** What counts as the wording, in one order of keys. */
function wordingOf(from: Wording): unknown {
  return [
    [from.name.zh, from.name.en],
    from.method,
    from.effectiveOn,
    from.full,
    from.sections.map((section) => [
      section.code,
      [section.name.zh, section.name.en],
      section.items.map((item) => [
        item.code,
        [item.text.zh, item.text.en],
        item.points,
        item.steps,
        [...item.roles].sort(),
        item.evidence,
      ]),
    ]),
  ];
}
