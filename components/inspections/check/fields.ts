import type { Verdict } from "@/lib/inspections/types";
import type { CheckItemModel, CheckSheetModel } from "./types";

/** Whose form it is, which one, and whether this tab may write in it. */
export interface CapturePlace {
  readonly accountId: string;
  readonly form: string;
  readonly holds: boolean;
}

/** Everything one item needs besides its own answer; the same object for all, so that a tap redraws one item. */
export interface ItemSurroundings {
  readonly verdicts: readonly Verdict[];
  readonly people: CheckSheetModel["people"];
  readonly unit: string;
  readonly onDay: string;
  readonly fileNames: ReadonlyMap<string, string>;
  readonly changed: () => void;
  readonly pending: (field: string, count: number) => void;
  readonly unfold: (code: string) => void;
  readonly place: CapturePlace;
}

/** The form of one item as its parts see it: names, what was typed before a refusal, and what was wrong with it. */
export interface ItemFields {
  readonly item: CheckItemModel;
  readonly field: (name: string) => string;
  readonly idOf: (name: string) => string;
  readonly kept: (name: string, own: string | undefined) => string | undefined;
  readonly faultsOf: (name: string) => readonly string[];
  readonly wrong: (name: string) => { "aria-invalid": true | undefined; "aria-describedby": string | undefined };
  /** How many further occurrences the refused form had. */
  readonly keptFurther: number;
  readonly anyKept: boolean;
}
