import "server-only";
import type { Context } from "@/lib/access/types";
import { asUseCase } from "@/lib/access/usecase";
import { findCampaign, mayEnter } from "@/lib/campaigns/data";
import { accept } from "@/lib/kernel/result";
import { mayTakeList } from "./policy";
import { listInput } from "./schema";

async function subjectOf({ tx, actor }: Context, asked: { campaign: string }) {
  if (asked.campaign === "") return { code: "", id: null, campaign: null };
  const campaign = await findCampaign(tx, asked.campaign);
  return (
    campaign && {
      code: campaign.code,
      id: campaign.id,
      campaign: { path: campaign.path, enters: mayEnter(actor, campaign) },
    }
  );
}

/** A list leaves the house as a file: nothing changes but the audit trail, which says who took which and how much of it. */
export const takeList = asUseCase({
  name: "lists.take",
  reads: true,
  input: listInput,
  subject: subjectOf,
  policy: (actor, subject, { list }) => mayTakeList(actor, subject, list),
  run: async () => accept({}),
  trace: ({ list, rows }, { code, id }) => ({
    subject: code,
    ...(id !== null && { campaignId: id }),
    detail: { kind: list, rows },
  }),
});
