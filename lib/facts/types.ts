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
