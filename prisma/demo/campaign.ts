import { systemActor } from "@/lib/access/system";
import { findCampaign } from "@/lib/campaigns/data";
import type { Campaign } from "@/lib/campaigns/types";
import {
  bringPlan,
  create,
  editAward,
  editBasics,
  editCommittee,
  editPenalties,
  editStandards,
  publish,
  takePlan,
} from "@/lib/campaigns/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { loadLanguageFile } from "@/lib/language/usecases";
import { db } from "@/lib/platform/db";
import { loadLibraryFile, loadStandardFile, lockStandard } from "@/lib/standards/usecases";
import { SHIPPED_LANGUAGE, SHIPPED_LIBRARIES, SHIPPED_STANDARDS } from "../standards/shipped";
import { BRANCH, OFFICERS } from "./bank";
import type { BankInStory } from "./people";
import { act, as, at } from "./stage";

/** What the bank pays for awards whose amount the programme leaves open, in yuan. */
const PRIZE = { UNIT: "5000", PERSON: "1000" } as const;
const FINE = { min: "500", max: "2000" } as const;

export async function loadStandards(): Promise<void> {
  at("2026-03-03");
  for (const document of SHIPPED_LIBRARIES) {
    await act(loadLibraryFile, systemActor(), { document });
    await act(lockStandard, systemActor(), { standard: document.library, version: 1 });
  }
  for (const document of SHIPPED_STANDARDS) await act(loadStandardFile, systemActor(), { document });
  await act(loadLanguageFile, systemActor(), { document: SHIPPED_LANGUAGE });
}

async function reread(code: string): Promise<Campaign> {
  const campaign = await findCampaign(db, code);
  if (!campaign) throw new Error(`campaign ${code} is gone`);
  return campaign;
}

/** Headquarters writes the plan of 2026 from the shipped programme P01, fills its blanks and publishes it. */
export async function publishCampaign(bank: BankInStory): Promise<Campaign> {
  at("2026-03-10", "09:20");
  const hq = await as(bank.officers.hq!.accountId);
  const { code } = await act(create, hq, {
    programme: "P01",
    name: { zh: "2026年文明优质服务竞赛", en: "Service-quality competition 2026" },
    theme: { zh: "以客户为中心，让服务看得见", en: "Customers first, service you can see" },
    year: "2026",
    organiser: BRANCH.code,
  });

  let campaign = await reread(code);
  at("2026-03-10", "10:05");
  await act(editBasics, hq, {
    campaign: code,
    version: campaign.version,
    name: campaign.name,
    theme: campaign.theme,
    purpose: campaign.draft.purpose,
    basis: campaign.draft.basis,
  });

  campaign = await reread(code);
  await act(editCommittee, hq, {
    campaign: code,
    version: campaign.version,
    seats: campaign.draft.committee.map((seat) => ({
      seat: seat.code,
      people: OFFICERS.filter((officer) => officer.seat === seat.code).map(
        (officer) => bank.officers[officer.username]!.staffNo,
      ),
    })),
  });

  at("2026-03-11", "14:30");
  for (const award of campaign.draft.awards) {
    if (!award.prizes.some((prize) => prize.kind === "MONEY" && !prize.amount)) continue;
    campaign = await reread(code);
    await act(editAward, hq, {
      campaign: code,
      version: campaign.version,
      award: award.code,
      prizes: award.prizes.map((prize) => ({
        kind: prize.kind,
        amount: prize.kind === "MONEY" ? (prize.amount ?? PRIZE[award.target]) : "",
        what: prize.what,
        payer: prize.payer,
      })),
      excluded: award.excludedBy.map((bar) => bar.code),
    });
  }

  campaign = await reread(code);
  const fines = campaign.draft.penalties.flatMap((penalty, p) =>
    penalty.consequences.flatMap((consequence, c) =>
      consequence.amount
        ? [
            [`/penalties/${p}/consequences/${c}/amount/min`, FINE.min],
            [`/penalties/${p}/consequences/${c}/amount/max`, FINE.max],
          ]
        : [],
    ),
  );
  await act(editPenalties, hq, { campaign: code, version: campaign.version, values: Object.fromEntries(fines) });

  at("2026-03-12", "15:10");
  await reviewRecordings(hq, code);

  campaign = await reread(code);
  at("2026-03-12", "16:40");
  await act(publish, hq, { campaign: code, version: campaign.version });
  return reread(code);
}

/** The bank reviews recordings by the sheet of its mystery visits (P07), which the shipped programme leaves to the bank. */
async function reviewRecordings(hq: Actor, code: string): Promise<void> {
  const { id, draft, version } = await reread(code);
  const use = { method: "CCTV", standard: "mystery-visit", rhythm: "ASSIGNED" } as const;
  const text = JSON.stringify({ ...draft, standards: [...draft.standards, use] });
  await act(bringPlan, hq, { campaign: code, version, text });
  const brought = await db.draftImport.findFirstOrThrow({ where: { campaignId: id }, select: { id: true } });
  await act(takePlan, hq, { campaign: code, version, import: brought.id });
  const pinned = await db.standardInUse.findMany({ where: { campaignId: id } });
  const sheets = Object.fromEntries(pinned.map(({ method, versionId }) => [method, versionId]));
  await act(editStandards, hq, {
    campaign: code,
    version: (await reread(code)).version,
    standards: { ...sheets, CCTV: sheets.COVERT },
  });
}
