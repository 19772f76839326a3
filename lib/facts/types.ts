/** Kinds of facts that can be reversed; a reversal names the kind and the id. */
export const FACT_KINDS = [
  "INSPECTION",
  "COMPLAINT_DECISION",
  "PRAISE_VERIFICATION",
  "LEARNING_EVENT",
  "RECORD",
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

export interface Reversal {
  readonly factId: string;
  readonly kind: FactKind;
  readonly reason: string;
  readonly at: string;
}

/** What a corrected record or figure rests on: the re-score set if there is one, the ground and the reason. */
export interface Basis {
  readonly set: string | null;
  readonly ground: "OFFICE" | "COMMITTEE" | "APPEAL" | "OBJECTION";
  readonly reason: string;
}
