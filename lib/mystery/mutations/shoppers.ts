import "server-only";
import type { Context } from "@/lib/access/types";
import { listParticipants } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { seal, unseal } from "@/lib/platform/secrets";
import { countShoppers, findAcquaintance, findQuestionnaire, type Shopper } from "../data/shoppers";
import { decideSeeing, decideUnmasking } from "../rules/unmasking";
import type {
  AskUnmaskingInput,
  DecideUnmaskingInput,
  DeclareQuestionnaireInput,
  NoteAcquaintanceInput,
  RegisterShopperInput,
  RetireShopperInput,
} from "../schema";
import type { UnmaskingRow } from "../types";

export interface CampaignSubject {
  readonly path: string;
  readonly campaign: Campaign;
}

export interface ShopperSubject extends CampaignSubject {
  readonly shopper: Shopper;
}

export interface UnmaskingSubject extends CampaignSubject {
  readonly unmasking: UnmaskingRow & { readonly shopperId: string };
}

const NAME_FIELD = "mystery.shopper.name";
const CONTACT_FIELD = "mystery.shopper.contact";

const by = ({ actor, now }: Context) => ({ byId: actor.accountId, byName: actor.name, at: now });

/** The register of a bank, its rotation and the assignments of all its campaigns are changed one after the other. */
export async function holdMystery({ tx }: Context, { campaign }: CampaignSubject): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`mystery:${campaign.organiser.id}`}, 0))`;
}

/** The pseudonym is a number in the order of entry, so that it says nothing of who bears it. */
export async function registerShopper(
  context: Context,
  input: RegisterShopperInput,
  subject: CampaignSubject,
): Promise<Result<{ pseudonym: string }>> {
  const { campaign } = subject;
  await holdMystery(context, subject);
  const ownerId = campaign.organiser.id;
  const pseudonym = `S-${String((await countShoppers(context.tx, ownerId)) + 1).padStart(2, "0")}`;
  await context.tx.mysteryShopper.create({
    data: {
      ownerId,
      campaignId: campaign.id,
      pseudonym,
      source: input.source,
      nameSealed: seal(input.name, NAME_FIELD),
      contactSealed: seal(input.contact, CONTACT_FIELD),
      ...by(context),
    },
  });
  return accept({ pseudonym });
}

export async function retireShopper(
  context: Context,
  input: RetireShopperInput,
  subject: ShopperSubject,
): Promise<Result<{ pseudonym: string }, "RETIRED_ALREADY">> {
  const { campaign, shopper } = subject;
  await holdMystery(context, subject);
  if (shopper.retired) return refuse("RETIRED_ALREADY");
  await context.tx.mysteryRetirement.create({
    data: { shopperId: shopper.id, campaignId: campaign.id, reason: input.reason, ...by(context) },
  });
  return accept({ pseudonym: shopper.pseudonym });
}

/** Somebody there knows the shopper: kin, a neighbour, a customer of many years. */
export async function noteAcquaintance(
  context: Context,
  input: NoteAcquaintanceInput,
  subject: ShopperSubject,
): Promise<Result<{ pseudonym: string }, "OUTLET_UNKNOWN" | "NOTED_ALREADY">> {
  const { campaign, shopper } = subject;
  await holdMystery(context, subject);
  const participants = await listParticipants(context.tx, campaign.id, context.today);
  const unit = participants.find((one) => one.unit.code === input.unit)?.unit;
  if (!unit) return refuse("OUTLET_UNKNOWN", { field: "unit" });
  if (await findAcquaintance(context.tx, shopper.id, unit.id)) return refuse("NOTED_ALREADY", { field: "unit" });
  await context.tx.mysteryAcquaintance.create({
    data: {
      campaignId: campaign.id,
      shopperId: shopper.id,
      unitId: unit.id,
      reason: input.reason,
      ...by(context),
    },
  });
  return accept({ pseudonym: shopper.pseudonym });
}

export async function askUnmasking(
  context: Context,
  input: AskUnmaskingInput,
  { campaign, shopper }: ShopperSubject,
): Promise<Result<{ id: string }>> {
  return accept(
    await context.tx.mysteryUnmasking.create({
      data: { campaignId: campaign.id, shopperId: shopper.id, reason: input.reason, ...by(context) },
      select: { id: true },
    }),
  );
}

async function stepUnmasking(
  context: Context,
  { campaign, unmasking }: UnmaskingSubject,
  kind: "GRANTED" | "REFUSED" | "SEEN",
  reason: string,
): Promise<void> {
  await context.tx.mysteryUnmaskingStep.create({
    data: {
      campaignId: campaign.id,
      unmaskingId: unmasking.id,
      seq: unmasking.steps.length + 1,
      kind,
      reason,
      ...by(context),
    },
  });
}

export async function decideOnUnmasking(
  context: Context,
  input: DecideUnmaskingInput,
  subject: UnmaskingSubject,
): Promise<Result<{ pseudonym: string; outcome: string }>> {
  const decided = decideUnmasking(subject.unmasking, context.actor.accountId);
  if (!decided.ok) return decided;
  if (input.outcome === "REFUSED" && input.reason === "") return refuse("REASON_MISSING", { field: "reason" });
  await stepUnmasking(context, subject, input.outcome, input.reason);
  return accept({ pseudonym: subject.unmasking.pseudonym, outcome: input.outcome });
}

export interface Identity {
  readonly pseudonym: string;
  readonly name: string;
  readonly contact: string;
}

/** The only place where a seal is opened; what is told is told once and kept nowhere. */
export async function seeIdentity(
  context: Context,
  _: { campaign: string },
  subject: UnmaskingSubject,
): Promise<Result<Identity>> {
  const decided = decideSeeing(subject.unmasking, context.actor.accountId);
  if (!decided.ok) return decided;
  await stepUnmasking(context, subject, "SEEN", "");
  const sealed = await context.tx.mysteryShopper.findUniqueOrThrow({
    where: { id: subject.unmasking.shopperId },
    select: { pseudonym: true, nameSealed: true, contactSealed: true },
  });
  return accept({
    pseudonym: sealed.pseudonym,
    name: unseal(sealed.nameSealed, NAME_FIELD),
    contact: unseal(sealed.contactSealed, CONTACT_FIELD),
  });
}

/** For visits assigned from now on; those that are under way keep theirs. */
export async function declareQuestionnaire(
  context: Context,
  { questionnaire }: DeclareQuestionnaireInput,
  subject: CampaignSubject,
): Promise<Result<{ seq: number }>> {
  const { campaign } = subject;
  await holdMystery(context, subject);
  const seq = (await findQuestionnaire(context.tx, campaign.id)).seq + 1;
  await context.tx.mysteryQuestionnaire.create({
    data: {
      campaignId: campaign.id,
      seq,
      document: questionnaire as unknown as Prisma.InputJsonValue,
      ...by(context),
    },
  });
  return accept({ seq });
}
