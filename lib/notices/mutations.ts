import "server-only";
import type { Context } from "@/lib/access/types";
import type { Campaign } from "@/lib/campaigns/types";
import { accept, type Result } from "@/lib/kernel/result";
import { nextNumber } from "@/lib/platform/numbers";
import { countForeign, readReachable } from "./data/letters";
import { decideAcknowledging, decideSending, decideWithdrawing } from "./rules/letters";
import type { AcknowledgeLetterInput, SendLetterInput, WithdrawLetterInput } from "./schema";
import type { AddresseeRow, Chosen, LetterRow } from "./types";

/** `path` is the organiser's. */
export interface LetterCampaign {
  readonly path: string;
  readonly campaign: Campaign;
}

export interface LetterSubject extends LetterCampaign {
  readonly letter: LetterRow;
}

/** `unitPath`: where the addressed unit lies today; null for a person. */
export interface AddresseeSubject {
  readonly letter: LetterRow;
  readonly addressee: AddresseeRow;
  readonly unitPath: string | null;
}

export async function sendLetter(
  { tx, actor, now, today }: Context,
  input: SendLetterInput,
  { campaign }: LetterCampaign,
): Promise<Result<{ no: string; addressees: number }>> {
  const { title, text, evidence, all, groups, places, outlets, people, whom, posts } = input;
  const chosen: Chosen = { all, groups, places, outlets, people, ...(whom === "STAFF" && { whom, posts }) };
  const decided = decideSending({
    published: campaign.plan !== null,
    chosen,
    reachable: await readReachable(tx, campaign, people, whom === "STAFF", today),
    dueOn: input.dueOn ?? null,
    today,
    foreign: await countForeign(tx, evidence, { unitId: campaign.organiser.id, uploadedById: actor.accountId }),
  });
  if (!decided.ok) return decided;
  const { unitIds, personIds } = decided.value;
  const [no = ""] = await nextNumber(tx, `H-${campaign.year}`);
  const letter = await tx.letter.create({
    data: {
      no,
      campaignId: campaign.id,
      title,
      text,
      evidence,
      dueOn: input.dueOn ? new Date(input.dueOn) : null,
      chosen: { ...chosen } as never,
      byId: actor.accountId,
      byName: actor.name,
      at: now,
    },
    select: { id: true },
  });
  await tx.letterAddressee.createMany({
    data: [
      ...unitIds.map((unitId) => ({ letterId: letter.id, unitId })),
      ...personIds.map((personId) => ({ letterId: letter.id, personId })),
    ],
  });
  return accept({ no, addressees: unitIds.length + personIds.length });
}

/** Two at once cannot both: the table takes one acknowledgement an addressee, and one withdrawal a letter. */
export async function acknowledgeLetter(
  { tx, actor, now }: Context,
  input: AcknowledgeLetterInput,
  { letter, addressee }: AddresseeSubject,
): Promise<Result<{ no: string }>> {
  const decided = decideAcknowledging(letter, addressee);
  if (!decided.ok) return decided;
  await tx.letterAcknowledgement.create({
    data: { addresseeId: addressee.id, note: input.note, byId: actor.accountId, byName: actor.name, at: now },
  });
  return accept({ no: letter.no });
}

export async function withdrawLetter(
  { tx, actor, now }: Context,
  input: WithdrawLetterInput,
  { letter }: LetterSubject,
): Promise<Result<{ no: string }>> {
  const decided = decideWithdrawing(letter);
  if (!decided.ok) return decided;
  await tx.letterWithdrawal.create({
    data: { letterId: letter.id, reason: input.reason, byId: actor.accountId, byName: actor.name, at: now },
  });
  return accept({ no: letter.no });
}

/** Reading again is no second reading. */
export async function markRead(
  { tx, actor, now }: Context,
  keys: readonly string[],
): Promise<Result<{ count: number }>> {
  const { count } = await tx.noticeRead.createMany({
    data: keys.map((notice) => ({ accountId: actor.accountId, notice, at: now })),
    skipDuplicates: true,
  });
  return accept({ count });
}
