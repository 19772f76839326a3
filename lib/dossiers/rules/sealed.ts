import { canonical, digest } from "@/lib/reviews/rules/seal";
import type { SealedInput, SealedOutput } from "@/lib/reviews/types";
import { recurring, stemOf } from "@/lib/scoring/programme/recur";
import type { ChainLink, DossierFile, SealedResult } from "../types";
import { verdictOf } from "./verdict";

/** The files that the verifier recomputes, byte for byte as they were sealed; of the chain what leads to this result. */
export function sealedFiles(result: SealedResult, chain: readonly ChainLink[]): DossierFile[] {
  const { campaign, review, seq, previous, seal } = result;
  return [
    { path: "chain.json", content: canonical(chain) },
    { path: "plan.json", content: canonical(result.document) },
    { path: "result-input.json", content: result.input },
    { path: "result-output.json", content: result.output },
    { path: "seal.json", content: canonical({ campaign, review, seq, previous, seal }) },
    {
      path: "verdict.json",
      content: canonical(verdictOf(recurring(result.document), JSON.parse(result.output) as SealedOutput)),
    },
  ];
}

export function linkOf(result: Omit<SealedResult, "document" | "planHash" | "planVersion" | "computedAt" | "id">) {
  const { campaign, review, seq, previous, seal } = result;
  return {
    campaign,
    review,
    seq,
    previous,
    input: digest(result.input),
    output: digest(result.output),
    seal,
  } satisfies ChainLink;
}

/** The chain from its beginning to this seal, by following each to the one before; null when one of them is not there. */
export function chainTo<T extends { seal: string; previous: string | null }>(
  results: readonly T[],
  seal: string,
): T[] | null {
  const bySeal = new Map(results.map((result) => [result.seal, result]));
  const chain: T[] = [];
  for (let at: string | null = seal; at !== null; ) {
    const result = bySeal.get(at);
    if (!result || chain.length > results.length) return null;
    chain.push(result);
    at = result.previous;
  }
  return chain.reverse();
}

/** Reviews of which an input takes over totals, ranks, places or awards. */
export function reviewsTakenOver(input: SealedInput): Set<string> {
  const taken = new Set([...Object.keys(input.carried), ...Object.keys(input.carriedRanks ?? {})]);
  for (const { stream, ref } of input.facts) if (/^(standing|award)\./.test(stream)) taken.add(ref);
  return taken;
}

/**
 * Which results of the chain a reader needs to prove this one: the last of each review that it takes something over from,
 * theirs in turn, and earlier results of the same review, which stay readable.
 */
export function neededOf<T extends { review: string; seq: number }>(
  chain: readonly T[],
  takenOverBy: (link: T) => ReadonlySet<string>,
): T[] {
  const needed = new Set<T>();
  const visit = (link: T): void => {
    const before = chain.slice(0, chain.indexOf(link));
    const taken = takenOverBy(link);
    const found = [
      ...before.filter(({ review }) => review === link.review),
      ...[...taken].flatMap(
        (code) => before.findLast(({ review }) => review === code || stemOf(review) === code) ?? [],
      ),
    ];
    for (const one of found) {
      if (needed.has(one)) continue;
      needed.add(one);
      visit(one);
    }
  };
  const own = chain.at(-1);
  if (own) visit(own);
  return chain.filter((link) => needed.has(link));
}

/** In file names nothing but letters, figures and dashes. */
export function fileWord(text: string): string {
  return text.replace(/[^A-Za-z0-9-]+/g, "-").replace(/^-+|-+$/g, "") || "x";
}

/** The folder that everything in a dossier lies in. */
export function folderOf({ campaign, review, seq }: Pick<SealedResult, "campaign" | "review" | "seq">): string {
  return `${fileWord(campaign)}-${fileWord(review)}-${seq}`;
}

/** What somebody's computer calls the zip. Before publication it does not even say that there is a result of this review. */
export function downloadName(published: readonly string[] | null, sha256: string): string {
  return `${[...(published ?? []), "dossier", ...(published ? [] : [sha256.slice(0, 8)])].map(fileWord).join("-")}.zip`;
}
