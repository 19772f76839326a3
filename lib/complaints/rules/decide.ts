import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { ComplaintForDecision, DecisionDraft } from "../types";

export type DecideRefusal = "ALREADY_DECIDED" | "CONCERNED" | "NO_EVIDENCE" | "EVIDENCE_UNKNOWN" | "CAUSE_MISSING";

/** Who decides, as far as the case is touched by it. */
export interface Decider {
  readonly personId: string | null;
  /** Works at the outlet complained of, then or now. */
  readonly worksThere: boolean;
}

/**
 * Validity is a decision with evidence (catalogue 8.3.17), made once, by somebody whom the case does not concern. Valid and
 * invalid are judged by the same conditions; only a valid one must name its cause.
 */
export function judgeDecision(
  complaint: ComplaintForDecision,
  draft: DecisionDraft,
  personConcerned: string | null,
  decider: Decider,
): Result<{ evidence: readonly string[] }, DecideRefusal> {
  if (complaint.decision)
    return refuse("ALREADY_DECIDED", {
      values: { no: complaint.no, who: complaint.decision.byName, when: complaint.decision.at },
    });
  const self = decider.personId !== null && [complaint.personId, personConcerned].includes(decider.personId);
  if (self || decider.worksThere) return refuse("CONCERNED", { values: { no: complaint.no } });
  if (draft.validity === "VALID" && !draft.cause) return refuse("CAUSE_MISSING", { field: "cause" });
  const known = [...complaint.files, ...complaint.steps];
  if (draft.evidence.some((id) => !known.includes(id))) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const evidence = draft.evidence.length > 0 ? draft.evidence : known;
  return evidence.length === 0 ? refuse("NO_EVIDENCE", { field: "evidence" }) : accept({ evidence });
}
