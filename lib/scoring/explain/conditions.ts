import { points } from "@/lib/kernel/points";
import { ProgrammeError } from "../programme/error";
import type { Condition, Node } from "../programme/nodes";
import type { Say } from "../types";
import { aside, type Draft, named, type Piece, say } from "./draft";
import { shown } from "./exact";

/** The answer before anybody asks for yes or no: null when a figure it hangs on does not exist (empty is not zero). */
export interface Verdict {
  readonly holds: boolean | null;
  readonly because: readonly Say[];
  readonly asked: readonly Draft[];
}

const COMPARE = {
  LESS: (order: number) => order < 0,
  AT_MOST: (order: number) => order <= 0,
  EQUAL: (order: number) => order === 0,
  AT_LEAST: (order: number) => order >= 0,
  MORE: (order: number) => order > 0,
} as const;

/**
 * Three-valued: `all` is no as soon as one part is no, `any` is yes as soon as one is yes, `not` of a figure that does
 * not exist stays unknown. `because` holds one sentence for each comparison made.
 */
export function judge(condition: Condition, value: (node: Node) => Draft): Verdict {
  switch (condition.kind) {
    case "compare": {
      if (condition.than === null) throw new ProgrammeError("BLANK", condition.of.code);
      const draft = value(condition.of);
      const than = points(condition.than);
      const values = { ...named(condition.of.name, condition.of.clause), is: condition.is, than: shown(than) };
      if (draft.value === null) {
        return { holds: null, because: [say("comparedNothing", values)], asked: [draft] };
      }
      const holds = COMPARE[condition.is](draft.value.comparedTo(than));
      const said = say("compared", { ...values, value: shown(draft.value), holds: holds ? "yes" : "no" });
      return { holds, because: [said], asked: [draft] };
    }
    case "not": {
      const inner = judge(condition.of, value);
      return { ...inner, holds: inner.holds === null ? null : !inner.holds };
    }
    default: {
      const parts = condition.of.map((part) => judge(part, value));
      const decisive = condition.kind === "any";
      const decided = parts.some((part) => part.holds === decisive);
      const open = parts.some((part) => part.holds === null);
      return {
        holds: decided ? decisive : open ? null : !decisive,
        because: parts.flatMap((part) => part.because),
        asked: parts.flatMap((part) => part.asked),
      };
    }
  }
}

/** The comparisons of an answer as lines beside a value: each with its sentence and the figure it asked about. */
export function answered({ because, asked }: Verdict): Piece[] {
  return asked.map((inner, i) =>
    aside({
      code: `${inner.code}.asked`,
      name: inner.name,
      kind: "entry",
      clause: inner.clause,
      tone: null,
      fact: null,
      state: inner.state,
      value: inner.value,
      full: null,
      most: null,
      say: because[i] ?? inner.say,
      pieces: [aside(inner)],
      lacks: [],
    }),
  );
}
