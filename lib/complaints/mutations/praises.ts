import "server-only";
import type { Context } from "@/lib/access/types";
import { currentPlan } from "@/lib/campaigns/data";
import { openDay, reverseFact } from "@/lib/facts/mutations";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { nextNumber } from "@/lib/platform/numbers";
import { type findPraise, type PlaceForRecord, worksAt } from "../data";
import { praiseAttributes } from "../rules/attributes";
import { momentOf } from "../rules/moment";
import { judgePoints, type PointsRefusal, pointsAsked } from "../rules/points";
import type { RecordPraiseInput, ReverseInput, VerifyPraiseInput } from "../schema";
import { openRecord, type RecordRefusal } from "./record";

type Found = NonNullable<Awaited<ReturnType<typeof findPraise>>>;

export async function record(
  context: Context,
  input: RecordPraiseInput,
  place: PlaceForRecord,
): Promise<Result<{ no: string }, RecordRefusal>> {
  const ready = await openRecord(context, place, input.receivedOn, {
    dayField: "receivedOn",
    person: input.person,
    evidence: input.evidence,
  });
  if (!ready.ok) return ready;
  const [no = ""] = await nextNumber(context.tx, `P-${input.receivedOn.slice(0, 4)}`);
  await context.tx.praise.create({
    data: {
      no,
      campaignId: place.campaign.id,
      unitId: place.unit.id,
      receivedOn: new Date(input.receivedOn),
      channel: input.channel,
      account: input.account,
      personId: ready.value.personId,
      evidence: input.evidence,
      recordedById: context.actor.accountId,
      recordedAt: context.now,
    },
  });
  return accept({ no });
}

/** Found true or not, once, with a reason, by somebody whom the praise does not concern. Only a true one counts. */
export async function verify(
  context: Context,
  input: VerifyPraiseInput,
  { row }: Found,
): Promise<Result<{ no: string }, PointsRefusal | "DAY_FROZEN" | "ALREADY_VERIFIED" | "CONCERNED">> {
  const { actor, tx } = context;
  const receivedOn = row.receivedOn.toISOString().slice(0, 10);
  const open = await openDay(context, row.campaignId, receivedOn);
  if (!open.ok) return open;
  if (row.verification) {
    const { verifiedName, verifiedAt } = row.verification;
    return refuse("ALREADY_VERIFIED", { values: { no: row.no, who: verifiedName, when: momentOf(verifiedAt) } });
  }
  const self = actor.personId !== null && actor.personId === row.personId;
  if (self || (await worksAt(tx, actor.personId, row.unitId, [receivedOn, context.today])))
    return refuse("CONCERNED", { values: { no: row.no } });
  const verified = input.verified === "YES";
  const plan = await currentPlan(tx, row.campaignId);
  const set = judgePoints(plan && pointsAsked(plan.programme, "praise", praiseAttributes(row, verified)), input.points);
  if (!set.ok) return set;
  await tx.praiseVerification.create({
    data: {
      praiseId: row.id,
      verified,
      points: set.value,
      reason: input.reason,
      verifiedById: actor.accountId,
      verifiedName: actor.name,
      verifiedAt: context.now,
    },
  });
  return accept({ no: row.no });
}

export async function reverseVerification(
  context: Context,
  input: ReverseInput,
  { row }: Found,
): Promise<Result<{ no: string }, "DAY_FROZEN" | "ALREADY_REVERSED" | "NOT_VERIFIED">> {
  if (!row.verification) return refuse("NOT_VERIFIED");
  const fact = {
    campaignId: row.campaignId,
    kind: "PRAISE_VERIFICATION",
    id: row.verification.id,
    day: row.receivedOn.toISOString().slice(0, 10),
  } as const;
  const reversed = await reverseFact(context, fact, input.reason);
  return reversed.ok ? accept({ no: row.no }) : reversed;
}
