import { verdictOf } from "@/lib/dossiers/rules/verdict";
import { canonical, digest, sealedInput, sealedOutput, sealOf } from "@/lib/reviews/rules/seal";
import { computeReview } from "@/lib/scoring/compute";
import { recurring } from "@/lib/scoring/programme/recur";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { ReviewComputation, ReviewInput } from "@/lib/scoring/types";

/** Files of a dossier by name, as text. */
export type DossierTexts = Readonly<Record<string, string>>;

/** The files that a dossier of this review holds for the verifier, sealed as the product seals them. */
export function dossierOf(
  document: Programme,
  given: Omit<ReviewInput, "programme">,
  more: {
    readonly computation?: ReviewComputation | undefined;
    readonly previous?: string | null;
    readonly seq?: number;
  } = {},
): DossierTexts {
  const programme = recurring(document);
  const computation = more.computation ?? computeReview({ ...given, programme });
  const plan = canonical(document);
  const input = canonical(sealedInput(digest(plan), { ...given, programme }));
  const sealed = sealedOutput(computation);
  const output = canonical(sealed);
  const head = { campaign: "C-2026", review: given.review, seq: more.seq ?? 1, previous: more.previous ?? null };
  const seal = sealOf({ ...head, input, output });
  return {
    "plan.json": plan,
    "result-input.json": input,
    "result-output.json": output,
    "seal.json": canonical({ ...head, seal }),
    "verdict.json": canonical(verdictOf(programme, sealed)),
  };
}
