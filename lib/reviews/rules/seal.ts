import { createHash } from "node:crypto";
import { canonicalText, isSameData } from "@/lib/kernel/canonical";
import { computeReview } from "@/lib/scoring/compute";
import { recurring } from "@/lib/scoring/programme/recur";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { Explained, Fact, ReviewComputation, ReviewInput } from "@/lib/scoring/types";
import type { SealedInput, SealedOutput } from "../types";

/** RFC 8785 text of plain data. */
export function canonical(value: unknown): string {
  return canonicalText(value);
}

export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Facts by day, stream and id: the same facts always give the same text. */
export function sealedInput(planHash: string, input: ReviewInput): SealedInput {
  const key = (fact: Fact) => `${fact.on} ${fact.stream} ${fact.id}`;
  const facts = [...input.facts].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const { review, subjects, carried, carriedRanks } = input;
  return { plan: planHash, review, subjects, facts, carried, ...(carriedRanks && { carriedRanks }) };
}

/** Trees never change, so each is written out once, for as long as somebody holds it. */
const digests = new WeakMap<Explained, string>();

function digestOf(root: Explained): string {
  const known = digests.get(root) ?? digest(canonical(root));
  digests.set(root, known);
  return known;
}

/** `former`: an earlier computation of the same review; trees that are the same as there have the same digests. */
export function sealedOutput(computation: ReviewComputation, former?: ReviewComputation): SealedOutput {
  const { review, ranking, awards, penalties, sheets } = computation;
  const before = new Map(former?.sheets.map(({ subject, root }) => [subject, root]));
  const treeOf = (subject: string, root: Explained) => {
    const known = before.get(subject);
    return digestOf(known && digests.has(known) && isSameData(known, root) ? known : root);
  };
  return {
    review,
    ranking,
    awards,
    penalties,
    sheets: sheets.map((sheet) => ({
      subject: sheet.subject,
      total: sheet.total,
      tree: treeOf(sheet.subject, sheet.root),
    })),
  };
}

export interface Sealable {
  readonly campaign: string;
  readonly review: string;
  readonly seq: number;
  /** Canonical JSON texts. */
  readonly input: string;
  readonly output: string;
  readonly previous: string | null;
}

/** SHA-256 over which review this is, digests of what went in and came out, and the seal before it in the campaign. */
export function sealOf({ input, output, ...which }: Sealable): string {
  return sealOfDigests({ ...which, input: digest(input), output: digest(output) });
}

/** The same where the digests of the two texts are known: they have megabytes. */
export function sealOfDigests({ campaign, review, seq, input, output, previous }: Sealable): string {
  return digest(canonical({ format: 1, campaign, review, seq, input, output, previous }));
}

/** Computes a stored review once more from its own input. `agrees` is false when plan, input, output or seal do not fit together. */
export function recompute(
  document: Programme,
  planHash: string,
  stored: Sealable & { seal: string },
): { input: ReviewInput; computation: ReviewComputation; agrees: boolean } {
  const { plan, ...given } = JSON.parse(stored.input) as SealedInput;
  const input: ReviewInput = { programme: recurring(document), ...given };
  const computation = computeReview(input);
  return { input, computation, agrees: plan === planHash && agreesWith(document, planHash, stored, computation) };
}

/** Whether plan, what was computed once more from it, what is stored and the seal fit together. */
export function agreesWith(
  document: Programme,
  planHash: string,
  stored: Sealable & { seal: string },
  computation: ReviewComputation,
): boolean {
  return (
    digest(canonical(document)) === planHash &&
    canonical(sealedOutput(computation)) === stored.output &&
    sealOf(stored) === stored.seal
  );
}
