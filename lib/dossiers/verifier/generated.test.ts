import { describe, expect, it } from "vitest";
import { computeReview } from "@/lib/scoring/compute";
import { recurring } from "@/lib/scoring/programme/recur";
import type { Explained, ReviewComputation } from "@/lib/scoring/types";
import { campaignOf, type GeneratedCampaign } from "@/tests/support/campaigns/campaign";
import { dossierOf } from "@/tests/support/dossier";
import { canonical, treesFrom, verifyFiles } from "./verify.mjs";

/**
 * Made-up campaigns, computed by the product and by the verifier. How many, and from which number on, can be said:
 * VERIFY_CAMPAIGNS=10000 VERIFY_FROM=0 npx vitest run --project unit lib/dossiers/verifier/generated.test.ts
 */
const COUNT = Number(process.env.VERIFY_CAMPAIGNS ?? 100);
const FROM = Number(process.env.VERIFY_FROM ?? 0);

/** So many plans that could be published; the numbers that make none are passed over. */
function* campaigns(): Generator<GeneratedCampaign & { readonly seed: number }> {
  for (let seed = FROM, made = 0; made < COUNT; seed += 1) {
    const campaign = campaignOf(seed);
    if (!campaign) continue;
    made += 1;
    yield { seed, ...campaign };
  }
}

/** Nodes of the plan with what they came to; generated codes have no full stop, lines that the product adds do. */
function nodesOf(line: Explained): string[] {
  const own = RECORDS.has(line.kind) || line.code.includes(".") ? [] : [`${line.code} ${line.state} ${line.value}`];
  return [...own, ...line.inputs.flatMap(nodesOf)];
}
const RECORDS: ReadonlySet<Explained["kind"]> = new Set<Explained["kind"]>(["fact", "line", "limit", "rounding"]);

interface Open {
  readonly code: string;
  readonly state: string;
  readonly value: string | null;
  readonly parts: readonly Open[];
}
const openNodes = ({ code, state, value, parts }: Open): string[] => [
  `${code} ${state} ${value}`,
  ...parts.flatMap(openNodes),
];
const set = (lines: readonly string[]) => [...new Set(lines)].sort();

/** Outcomes that a run should have seen, so that agreeing says something. */
function outcomesOf({ ranking, awards, penalties }: ReviewComputation): string[] {
  return [
    ...ranking.standings.flatMap(({ rank, ties, grade, unlisted }) => [
      rank === null ? "unranked" : "ranked",
      ...(ties.length > 0 ? ["tie"] : []),
      ...(grade ? ["grade"] : []),
      ...(unlisted ? ["unlisted"] : []),
    ]),
    ...awards.flatMap(({ winners, contested, reserves = [] }) => [
      ...(winners.length > 0 ? ["won"] : []),
      ...(winners.some(({ times = 1 }) => times > 1) ? ["won twice"] : []),
      ...(contested ? ["contested"] : []),
      ...(contested?.parts ? ["contested in parts"] : []),
      ...(reserves.length > 0 ? ["reserves"] : []),
    ]),
    ...penalties.flatMap(({ amounts, notice, repeated, insteadOf }) => [
      "penalty",
      ...(amounts ? ["fine"] : []),
      ...(notice ? ["notice"] : []),
      ...(repeated ? ["repeated"] : []),
      ...(insteadOf ? ["dearest"] : []),
    ]),
  ];
}

const KINDS = [
  ...["measure", "ratio", "ledger", "carry", "sheet", "constant", "ref", "event", "standing", "scale", "weighted"],
  ...["total", "product", "change", "shortfall", "choose", "veto"],
];
const OUTCOMES = [
  ...["ranked", "unranked", "tie", "grade", "unlisted", "won", "contested", "reserves"],
  ...["penalty", "fine", "notice", "repeated", "dearest"],
];
const RARE = ["won twice", "contested in parts"];

describe("generated campaigns", () => {
  it(`come out the same, to the last byte, in all ${COUNT}`, { timeout: 3_600_000 }, async () => {
    const kinds = new Set<string>();
    const outcomes = new Set<string>();
    for (const { seed, document, given } of campaigns()) {
      const computation = computeReview({ programme: recurring(document), ...given });
      const texts = dossierOf(document, given, { computation });
      const files = new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));
      const { checks } = await verifyFiles(files);
      expect(
        checks.filter(({ ok }) => !ok),
        `campaign ${seed}`,
      ).toEqual([]);
      const trees = treesFrom(JSON.parse(texts["plan.json"]!), JSON.parse(texts["result-input.json"]!));
      for (const [i, { subject, tree }] of trees.entries()) {
        expect(computation.sheets[i]!.subject).toBe(subject);
        expect(set(openNodes(tree)), `campaign ${seed}, ${subject}`).toEqual(set(nodesOf(computation.sheets[i]!.root)));
      }
      for (const [, kind] of canonical(document).matchAll(/"kind":"([a-z]+)"/g)) kinds.add(kind!);
      for (const outcome of outcomesOf(computation)) outcomes.add(outcome);
    }
    if (COUNT < 100) return;
    expect(KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
    const expected = COUNT < 1000 ? OUTCOMES : [...OUTCOMES, ...RARE];
    expect(expected.filter((outcome) => !outcomes.has(outcome))).toEqual([]);
  });
});
