import "server-only";
import { allows, may } from "@/lib/access/policy";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { campaignsFor, findCampaign } from "@/lib/campaigns/data";
import { findUnit } from "@/lib/organisation/data";
import { findLetter, findLetterOfAddressee, mapCampaignNames } from "./data/letters";
import { listNotices } from "./data/told";
import {
  type AddresseeSubject,
  acknowledgeLetter as acknowledge,
  type LetterCampaign,
  type LetterSubject,
  markRead,
  sendLetter as send,
  withdrawLetter as withdraw,
} from "./mutations";
import { acknowledgeLetterInput, readAllInput, readNoticeInput, sendLetterInput, withdrawLetterInput } from "./schema";

export const sendLetter = asUseCase({
  name: "notices.send",
  input: sendLetterInput,
  subject: async ({ tx }: Context, input): Promise<LetterCampaign | null> => {
    const campaign = await findCampaign(tx, input.campaign);
    return campaign && { path: campaign.path, campaign };
  },
  policy: allows("letters.send"),
  run: send,
  trace: (input, { campaign }, { no, addressees }) => ({
    subject: no,
    campaignId: campaign.id,
    detail: { addressees, dueOn: input.dueOn ?? null, files: input.evidence.length },
  }),
});

export const withdrawLetter = asUseCase({
  name: "notices.withdraw",
  input: withdrawLetterInput,
  subject: async ({ tx }: Context, input): Promise<LetterSubject | null> => {
    const campaign = await findCampaign(tx, input.campaign);
    const letter = campaign && (await findLetter(tx, { campaignId: campaign.id, no: input.letter }));
    return campaign && letter ? { path: campaign.path, campaign, letter } : null;
  },
  policy: allows("letters.send"),
  run: withdraw,
  trace: (_, { campaign }, { no }) => ({ subject: no, campaignId: campaign.id }),
});

/** For the unit by whoever receives for it, in person by the one it is addressed to; nobody does it for somebody else. */
export const acknowledgeLetter = asUseCase({
  name: "notices.acknowledge",
  input: acknowledgeLetterInput,
  subject: async ({ tx, today }: Context, input): Promise<AddresseeSubject | null> => {
    const letter = await findLetterOfAddressee(tx, input.addressee);
    const addressee = letter?.addressees.find(({ id }) => id === input.addressee);
    if (!letter || !addressee) return null;
    const unit = addressee.unitId === null ? null : await findUnit(tx, addressee.unitId, today);
    return { letter, addressee, unitPath: unit?.path ?? null };
  },
  policy: (actor, { addressee, unitPath }) =>
    (unitPath !== null && may(actor, "notices.receive", { path: unitPath })) ||
    (addressee.personId !== null && actor.personId === addressee.personId),
  run: acknowledge,
  trace: (input, { letter }, { no }) => ({
    subject: no,
    campaignId: letter.campaignId,
    detail: { addressee: input.addressee },
  }),
});

/** The actor's own notices as of now; whatever else a form names is not there. */
async function ownNotices({ tx, actor, today }: Context) {
  const campaigns = await campaignsFor(tx, actor);
  return listNotices(
    tx,
    actor,
    campaigns.map(({ id, code, name, path, plan, draft }) => ({
      ...{ id, code, name, path },
      published: plan !== null,
      programme: plan?.programme ?? draft,
    })),
    today,
  );
}

export const readNotice = asUseCase({
  name: "notices.read",
  reads: true,
  input: readNoticeInput,
  subject: async (context: Context, input) =>
    (await ownNotices(context)).find(({ key }) => key === input.notice) ?? null,
  policy: () => true,
  run: (context, _, notice) => markRead(context, [notice.key]),
  trace: (_, { key, campaignId }) => ({ subject: key, campaignId }),
});

export const readAllNotices = asUseCase({
  name: "notices.readAll",
  reads: true,
  input: readAllInput,
  subject: async (context: Context, input) => {
    const notices = (await ownNotices(context)).filter(({ read }) => !read);
    if (input.campaign === undefined) return { keys: notices.map(({ key }) => key) };
    const names = await mapCampaignNames(
      context.tx,
      notices.map(({ campaignId }) => campaignId),
    );
    const here = notices.filter(({ campaignId }) => names.get(campaignId)?.code === input.campaign);
    return { keys: here.map(({ key }) => key) };
  },
  policy: () => true,
  run: (context, _, { keys }) => markRead(context, keys),
  trace: (_, __, { count }) => ({ detail: { count } }),
});
