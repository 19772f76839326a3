import "server-only";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { ComputedReview, ResultHead } from "@/lib/reviews/types";
import { listNominees } from "../data";
import { awardChoices, penaltyCases } from "../rules";
import { sameChoice, samePenalty } from "../rules/carry";
import { minorOf } from "../rules/fines";
import { BY_RULE } from "../types";

export interface UnderResult {
  readonly result: Pick<ResultHead, "id">;
  readonly computed: Pick<ComputedReview, "input" | "computation">;
}

/**
 * What people decided under a result, once more under the one that corrects it, where the very same thing is still to be
 * decided. What the plan decides by itself is not carried: it follows from the corrected result, or falls away.
 */
export async function carryDecisions(
  { tx }: Pick<Context, "tx">,
  campaignId: string,
  from: UnderResult,
  to: UnderResult,
  /** Penalties that are decided anew, and so not carried. */
  except: readonly Pick<PenaltyAmended, "penalty" | "subject" | "fact">[] = [],
): Promise<void> {
  const nominees = await listNominees(tx, campaignId);
  const [before, after] = [from, to].map(({ computed: { input, computation } }) => ({
    choices: awardChoices(input.programme, computation.awards, nominees, input.facts, []),
    cases: penaltyCases(input.programme, computation.penalties, []),
  })) as [Open, Open];
  const where = { resultId: from.result.id, reason: { not: BY_RULE } };
  const awards = await tx.awardDecision.findMany({ where, orderBy: [{ decidedAt: "asc" }, { id: "asc" }] });
  const stands = new Set(
    after.choices.flatMap((choice) => {
      const former = before.choices.find(({ award }) => award.code === choice.award.code);
      return former && sameChoice(former, choice) ? [choice.award.code] : [];
    }),
  );
  const penalties = await tx.penaltyDecision.findMany({ where, orderBy: [{ decidedAt: "asc" }, { id: "asc" }] });
  const keyOf = (row: { penaltyCode: string; subject: string; factId: string }) =>
    `${row.penaltyCode} ${row.subject} ${row.factId}`;
  const ofCase = ({ proposal }: Open["cases"][number]) =>
    keyOf({ penaltyCode: proposal.penalty, subject: proposal.subject, factId: proposal.fact?.id ?? "" });
  const anew = new Set(except.map(({ penalty, subject, fact }) => `${penalty} ${subject} ${fact}`));
  const imposed = new Set(
    after.cases.flatMap((one) => {
      if (anew.has(ofCase(one))) return [];
      const former = before.cases.find((other) => ofCase(other) === ofCase(one));
      return former && samePenalty(former, one) ? [ofCase(one)] : [];
    }),
  );
  const moved = { resultId: to.result.id };
  await tx.awardDecision.createMany({
    data: awards.filter(({ awardCode }) => stands.has(awardCode)).map(({ id: _, ...row }) => ({ ...row, ...moved })),
  });
  await tx.penaltyDecision.createMany({
    data: penalties.filter((row) => imposed.has(keyOf(row))).map(({ id: _, ...row }) => ({ ...row, ...moved })),
  });
}

interface Open {
  readonly choices: ReturnType<typeof awardChoices>;
  readonly cases: ReturnType<typeof penaltyCases>;
}

/** One consequence of a penalty decided otherwise after an appeal: it falls away (`amount` null), or the fine is smaller. */
export interface PenaltyAmended {
  readonly penalty: string;
  readonly subject: string;
  readonly fact: string;
  readonly consequence: string;
  /** Yuan. */
  readonly amount: string | null;
  readonly reason: string;
}

/**
 * Writes the amended decision on one penalty under the corrected result, in the place of the one under the former; what
 * was not appealed against stays as it was. Nothing where the corrected result does not propose the penalty any more, for
 * then it has fallen away by itself.
 */
export async function amendPenalty(
  { tx, actor, now }: Context,
  from: UnderResult,
  to: UnderResult,
  amendments: readonly [PenaltyAmended, ...PenaltyAmended[]],
): Promise<Result<void, "PENALTY_UNKNOWN" | "NO_FINE" | "AMOUNT_NOT_LESS">> {
  const [{ penalty, subject, fact }] = amendments;
  const rows = await tx.penaltyDecision.findMany({
    where: { penaltyCode: penalty, subject, factId: fact, resultId: from.result.id },
  });
  const stands = to.computed.computation.penalties.some(
    (one) => one.penalty === penalty && one.subject === subject && (one.fact?.id ?? "") === fact,
  );
  const moved = { resultId: to.result.id };
  const own = {
    ...moved,
    decidedById: actor.accountId,
    decidedName: actor.name,
    decidedAt: now,
    confirmedById: null,
    confirmedName: "",
  };
  const kept = [];
  let waived: { row: (typeof rows)[number]; reason: string } | null = null;
  for (const { consequence, amount, reason } of amendments)
    if (!rows.some((row) => row.consequence === consequence && consequence !== ""))
      return refuse("PENALTY_UNKNOWN", { values: { consequence, reason, amount: amount ?? "" } });
  for (const { id: _, ...row } of rows) {
    const amended = amendments.find(({ consequence }) => consequence === row.consequence);
    if (!amended) {
      kept.push({ ...row, ...moved });
      continue;
    }
    if (amended.amount === null) {
      waived = { row: { id: _, ...row }, reason: amended.reason };
      continue;
    }
    if (row.amountMinor === null) return refuse("NO_FINE", { field: "amount" });
    const minor = minorOf(amended.amount);
    if (minor <= 0 || minor >= row.amountMinor)
      return refuse("AMOUNT_NOT_LESS", { field: "amount", values: { amount: (row.amountMinor / 100).toFixed(2) } });
    kept.push({ ...row, ...own, reason: amended.reason, amountMinor: minor });
  }
  if (!stands) return accept(undefined);
  if (kept.length === 0 && waived) {
    const { id: _, ...row } = waived.row;
    kept.push({ ...row, ...own, reason: waived.reason, personId: null, consequence: "", amountMinor: null });
  }
  await tx.penaltyDecision.createMany({ data: kept });
  return accept(undefined);
}
