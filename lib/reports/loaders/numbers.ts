import "server-only";
import { may } from "@/lib/access/policy";
import { listPenaltyDecisions, mapCurrentResults } from "@/lib/awards/data";
import { requireCampaign } from "@/lib/campaigns/loaders";
import { db } from "@/lib/platform/db";
import { mapNumbers } from "../data/numbers";
import { noticeKey } from "../rules/documents/material";

/** The numbers of issued documents beside the ledgers: of notices by the id of the decision, of award decisions by review. */
export interface LedgerNumbers {
  readonly notices: Readonly<Record<string, string>>;
  readonly decisions: Readonly<Record<string, string>>;
}

export async function loadLedgerNumbers(campaignCode: string): Promise<LedgerNumbers> {
  const { actor, campaign } = await requireCampaign(campaignCode);
  if (!may(actor, "penalties.tally", campaign) || !may(actor, "awards.tally", campaign))
    return { notices: {}, decisions: {} };
  const numberOf = await mapNumbers(db, campaign.id);
  const rows = await listPenaltyDecisions(db, [...(await mapCurrentResults(db, campaign.id)).keys()]);
  const entries = <T>(list: readonly T[], key: (one: T) => string, number: (one: T) => string | null) =>
    Object.fromEntries(
      list.flatMap((one) => {
        const found = number(one);
        return found === null ? [] : [[key(one), found]];
      }),
    );
  return {
    notices: entries(
      rows,
      ({ id }) => id,
      (row) => numberOf(row.reviewCode, "notice", noticeKey(row)),
    ),
    decisions: entries(
      campaign.programme.reviews,
      ({ code }) => code,
      ({ code }) => numberOf(code, "decision"),
    ),
  };
}
