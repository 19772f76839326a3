import "server-only";
import { notFound } from "next/navigation";
import { may } from "@/lib/access/policy";
import { findVersionInUse, listParticipants } from "@/lib/campaigns/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import type { Text } from "@/lib/kernel/text";
import { now, today } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findSheet } from "@/lib/standards/data";
import { itemsOf } from "@/lib/standards/types";
import { findQuestionnaire, listShoppers, listUnmaskings } from "../data/shoppers";
import { findTrials } from "../data/trials";
import { seesTrials } from "../policy";
import { decideSeeing, decideUnmasking } from "../rules/unmasking";
import type { Questionnaire, ShopperRow, Trials, UnmaskingRow } from "../types";

export interface ShoppersPage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly shoppers: readonly ShopperRow[];
  readonly outlets: readonly { readonly code: string; readonly name: Text }[];
  readonly owner: Text;
  readonly unmaskings: readonly (UnmaskingRow & {
    /** Asked in another campaign of the register, and decided and seen there. */
    readonly elsewhere: boolean;
    readonly decide: boolean;
    readonly see: boolean;
  })[];
  readonly may: { readonly keep: boolean; readonly unmask: boolean };
}

export async function loadShoppers(code: string): Promise<ShoppersPage> {
  const { actor, campaign } = await requireCampaign(code);
  if (!may(actor, "mystery.read", campaign)) notFound();
  const open = !campaign.archived;
  const [shoppers, participants, unmaskings] = await Promise.all([
    listShoppers(db, campaign.organiser.id),
    listParticipants(db, campaign.id, today()),
    listUnmaskings(db, campaign.organiser.id, now()),
  ]);
  const grants = open && may(actor, "mystery.grant", campaign);
  const unmasks = open && may(actor, "mystery.unmask", campaign);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    owner: campaign.organiser.name,
    shoppers,
    outlets: participants.map(({ unit }) => ({ code: unit.code, name: unit.name })),
    unmaskings: unmaskings.map(({ shopperId: _, ...row }) => ({
      ...row,
      elsewhere: row.campaign.id !== campaign.id,
      decide: grants && row.campaign.id === campaign.id && decideUnmasking(row, actor.accountId).ok,
      see: unmasks && row.campaign.id === campaign.id && decideSeeing(row, actor.accountId).ok,
    })),
    may: { keep: open && may(actor, "mystery.keep", campaign), unmask: unmasks },
  };
}

export interface QuestionnairePage {
  readonly campaign: { readonly code: string; readonly name: Text };
  readonly owner: Text;
  readonly seq: number;
  readonly questionnaire: Questionnaire;
  readonly items: readonly { readonly code: string; readonly text: Text }[];
  /** Null: the reader is told nothing of trials. */
  readonly trials: Trials | null;
  readonly mayDeclare: boolean;
}

export async function loadQuestionnaire(code: string): Promise<QuestionnairePage> {
  const { actor, campaign } = await requireCampaign(code);
  if (!may(actor, "mystery.read", campaign)) notFound();
  const [declared, version] = await Promise.all([
    findQuestionnaire(db, campaign.id),
    findVersionInUse(db, campaign.id, "COVERT"),
  ]);
  const sheet = version && (await findSheet(db, version));
  return {
    campaign: { code: campaign.code, name: campaign.name },
    owner: campaign.organiser.name,
    ...declared,
    items: sheet ? itemsOf(sheet).map(({ code: item, text }) => ({ code: item, text })) : [],
    trials: seesTrials(actor, campaign) ? await findTrials(db, campaign.id) : null,
    mayDeclare: !campaign.archived && may(actor, "mystery.keep", campaign),
  };
}
