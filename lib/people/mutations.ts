import "server-only";
import type { Context } from "@/lib/access/types";
import { addDays } from "@/lib/kernel/calendar";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Tx } from "@/lib/platform/db";
import type { EngageInput, ReleaseInput, TransferInput } from "./schema";

/** Nobody holds a post in a unit on a day on which it was not there. */
async function refuseOutside(tx: Tx, unitId: string, day: string): Promise<Result<{ id: string }> | null> {
  const unit = await tx.orgUnit.findUnique({ where: { id: unitId }, select: { openedOn: true, closedOn: true } });
  const openedOn = unit?.openedOn.toISOString().slice(0, 10);
  const closedOn = unit?.closedOn?.toISOString().slice(0, 10);
  if (openedOn && day < openedOn) return refuse("BEFORE_UNIT", { field: "fromOn", values: { openedOn } });
  if (closedOn && day > closedOn) return refuse("AFTER_UNIT", { field: "fromOn", values: { closedOn } });
  return null;
}

export async function engage(context: Context, input: EngageInput): Promise<Result<{ id: string }>> {
  const { tx } = context;
  if (await tx.person.findUnique({ where: { staffNo: input.staffNo }, select: { id: true } })) {
    return refuse("STAFF_NO_TAKEN", { field: "staffNo" });
  }
  const outside = await refuseOutside(tx, input.unitId, input.fromOn);
  if (outside) return outside;
  const { id } = await tx.person.create({
    data: {
      staffNo: input.staffNo,
      name: input.name,
      nameLatin: input.nameLatin,
      postings: { create: { unitId: input.unitId, post: input.post, fromOn: new Date(input.fromOn) } },
    },
    select: { id: true },
  });
  return accept({ id });
}

/** The posting that has not ended, with the person held, so that two moves of one person come one after the other. */
async function holdOpenPosting(tx: Tx, personId: string) {
  await tx.$executeRaw`SELECT id FROM persons WHERE id = ${personId}::uuid FOR UPDATE`;
  return tx.posting.findFirst({
    where: { personId, toOn: null },
    select: { id: true, unitId: true, post: true, fromOn: true },
  });
}

export async function transfer(context: Context, input: TransferInput): Promise<Result<{ id: string }>> {
  const { tx } = context;
  const outside = await refuseOutside(tx, input.unitId, input.fromOn);
  if (outside) return outside;
  const current = await holdOpenPosting(tx, input.personId);
  const since = current?.fromOn.toISOString().slice(0, 10);
  if (current && since !== undefined) {
    if (current.unitId === input.unitId && current.post === input.post) return refuse("SAME_POST", { field: "post" });
    if (input.fromOn <= since) return refuse("TRANSFER_TOO_EARLY", { field: "fromOn", values: { since } });
    await tx.posting.update({ where: { id: current.id }, data: { toOn: new Date(addDays(input.fromOn, -1)) } });
  } else {
    const last = await tx.posting.findFirst({
      where: { personId: input.personId },
      orderBy: { fromOn: "desc" },
      select: { toOn: true },
    });
    const left = last?.toOn?.toISOString().slice(0, 10);
    if (left && input.fromOn <= left) return refuse("TRANSFER_TOO_EARLY", { field: "fromOn", values: { since: left } });
  }
  const { id } = await tx.posting.create({
    data: { personId: input.personId, unitId: input.unitId, post: input.post, fromOn: new Date(input.fromOn) },
    select: { id: true },
  });
  return accept({ id });
}

export async function release(context: Context, input: ReleaseInput): Promise<Result<{ id: string }>> {
  const current = await holdOpenPosting(context.tx, input.personId);
  if (!current) return refuse("NOT_POSTED");
  const since = current.fromOn.toISOString().slice(0, 10);
  if (input.lastOn < since) return refuse("RELEASED_TOO_EARLY", { field: "lastOn", values: { since } });
  await context.tx.posting.update({ where: { id: current.id }, data: { toOn: new Date(input.lastOn) } });
  return accept({ id: input.personId });
}
