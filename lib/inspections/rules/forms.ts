import { fixed, points, sum } from "@/lib/kernel/points";
import type { StandardItem } from "@/lib/standards/types";
import type { Answer, DraftAnswer } from "../types";

export type CostFault =
  | "LOST_MISSING"
  | "LEVEL_MISSING"
  | "LEVEL_UNKNOWN"
  | "OPTION_MISSING"
  | "OPTION_UNKNOWN"
  | "GIVEN_MISSING"
  | "GIVEN_NOT_ALLOWED";

/** A cost, or why it cannot be told; `at` is the field of the answer. */
export type Cost =
  | { readonly ok: true; readonly lost: string; readonly words: string | null }
  | { readonly ok: false; readonly code: CostFault; readonly at: keyof Answer };

/**
 * What an answer costs by the item's own form, before repeats, caps and wiping (R1, R4, R5). `words` is what the anchor
 * text or the options say, the reason where the inspector gives none.
 */
export function costOf(item: Pick<StandardItem, "points" | "form" | "steps">, answer: DraftAnswer): Cost {
  const { form } = item;
  switch (form.kind) {
    case "STEPS": {
      const only = item.steps.length === 1 ? item.steps[0] : undefined;
      const lost = answer.lost ?? only;
      return lost === undefined
        ? { ok: false, code: "LOST_MISSING", at: "lost" }
        : { ok: true, lost: fixed(points(lost)), words: null };
    }
    case "YES_NO":
      return { ok: true, lost: item.points, words: null };
    case "LEVELS": {
      if (answer.level === undefined) return { ok: false, code: "LEVEL_MISSING", at: "level" };
      const level = form.levels.find(({ code }) => code === answer.level);
      if (!level) return { ok: false, code: "LEVEL_UNKNOWN", at: "level" };
      return { ok: true, lost: fixed(points(item.points).minus(level.points)), words: level.text.zh };
    }
    case "OPTIONS": {
      const chosen = answer.chosen ?? [];
      if (chosen.length === 0) return { ok: false, code: "OPTION_MISSING", at: "chosen" };
      const options = form.options.filter(({ code }) => chosen.includes(code));
      if (options.length < new Set(chosen).size) return { ok: false, code: "OPTION_UNKNOWN", at: "chosen" };
      const total = sum(options.map((option) => points(option.lost)));
      const lost = total.gt(item.points) ? points(item.points) : total;
      return { ok: true, lost: fixed(lost), words: options.map((option) => option.text.zh).join("；") };
    }
    case "CRITERION": {
      if (answer.given === undefined) return { ok: false, code: "GIVEN_MISSING", at: "given" };
      const given = points(answer.given);
      if (given.gt(item.points) || !given.mod(form.step).isZero())
        return { ok: false, code: "GIVEN_NOT_ALLOWED", at: "given" };
      return { ok: true, lost: fixed(points(item.points).minus(given)), words: "" };
    }
  }
}

/** Whether a reason has to be written: anchor texts and options already say what was wrong, points of a criterion are an opinion. */
export function wantsReason({ form }: Pick<StandardItem, "form">): boolean {
  return form.kind === "STEPS" || form.kind === "YES_NO";
}
