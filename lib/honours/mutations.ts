import "server-only";
import type { Context } from "@/lib/access/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Unit } from "@/lib/organisation/types";
import { findPersonOn } from "@/lib/people/data";
import { nextNumber } from "@/lib/platform/numbers";
import { decideEntering } from "./rules";
import type { EnterInput, WithdrawInput } from "./schema";

export interface EnterSubject {
  readonly path: string;
  readonly unit: Unit;
  /** Null: no staff number was given, or nobody has it. */
  readonly personId: string | null;
}

/** The office enters an honour from outside, with the document that proves it. */
export async function enterHonour(
  context: Context,
  input: EnterInput,
  { unit, personId }: EnterSubject,
): Promise<Result<{ no: string }>> {
  const { tx, actor, now, today } = context;
  // Two officers who enter the same at once: the second waits and sees it.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`honours:${unit.id}`}, 0))`;
  const posts =
    personId === null
      ? []
      : [await findPersonOn(tx, personId, input.on), await findPersonOn(tx, personId, today)].map((one) => one?.unitId);
  const same = await tx.honour.findFirst({
    where: {
      unitId: unit.id,
      personId,
      title: input.title,
      grantedBy: input.grantedBy,
      onDay: new Date(input.on),
      withdrawal: null,
    },
    select: { no: true },
  });
  const decided = decideEntering({
    kind: input.kind,
    named: (input.person ?? "") !== "",
    ofUnit: posts.includes(unit.id),
    on: input.on,
    today,
    same: same?.no ?? null,
  });
  if (!decided.ok) return decided;
  // The document is what the officer filed for this very unit: no file of another record is opened by laying it here.
  const own = await tx.evidenceFile.count({
    where: { id: { in: input.evidence }, unitId: unit.id, uploadedById: actor.accountId },
  });
  if (own !== new Set(input.evidence).size) return refuse("EVIDENCE_UNKNOWN", { field: "evidence" });
  const [no = ""] = await nextNumber(tx, `H-${today.slice(0, 4)}`);
  await tx.honour.create({
    data: {
      no,
      kind: input.kind,
      level: input.level,
      title: input.title,
      unitId: unit.id,
      personId,
      grantedBy: input.grantedBy,
      reference: input.reference,
      onDay: new Date(input.on),
      note: input.note ?? "",
      evidence: [...new Set(input.evidence)],
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
  });
  return accept({ no });
}

export interface WithdrawSubject {
  readonly path: string;
  readonly id: string;
  readonly no: string;
}

/** An entry that was wrong, or an honour that was taken back; it stays in the register with the reason. */
export async function withdrawHonour(
  { tx, actor, now }: Context,
  input: WithdrawInput,
  { id, no }: WithdrawSubject,
): Promise<Result<{ no: string }>> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`honours:${id}`}, 0))`;
  if (await tx.honourWithdrawal.findUnique({ where: { honourId: id } })) return refuse("ALREADY_WITHDRAWN");
  await tx.honourWithdrawal.create({
    data: { honourId: id, reason: input.reason, byId: actor.accountId, byName: actor.name, at: now },
  });
  return accept({ no });
}
