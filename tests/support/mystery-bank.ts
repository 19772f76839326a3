import sharp from "sharp";
import { perform, type UseCase } from "@/lib/access/usecase";
import { fileEvidenceFor } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { keepFile } from "@/lib/platform/files/store";
import { allPass, type InspectedBank } from "./inspected-bank";

/** What tests of mystery visits begin with. */

export async function must<I, S, T>(act: UseCase<I, S, T>, actor: Actor, input: Record<string, unknown>): Promise<T> {
  const outcome = await perform(act, { actor, input });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}

export async function codes<I, S, T>(
  act: UseCase<I, S, T>,
  actor: Actor,
  input: Record<string, unknown>,
): Promise<string[]> {
  const outcome = await perform(act, { actor, input });
  return outcome.ok ? [] : outcome.refusals.map(({ code }) => code);
}

/** A further running campaign, like the bank's own, with the same outlets and sheets. */
export async function furtherCampaign(
  bank: InspectedBank,
  code: string,
  organiserId?: string,
  more: object = {},
): Promise<string> {
  const first = await db.campaign.findUniqueOrThrow({ where: { id: bank.campaign.id } });
  const plan = await db.campaignPlan.findFirstOrThrow({ where: { campaignId: first.id } });
  const document = { ...(first.document as object), ...more };
  const { id } = await db.campaign.create({
    data: {
      code,
      nameZh: `${code}竞赛`,
      nameEn: `Campaign ${code}`,
      year: first.year,
      organiserId: organiserId ?? first.organiserId,
      programmeCode: first.programmeCode,
      document,
      createdById: first.createdById,
    },
  });
  await db.campaignPlan.create({
    data: { campaignId: id, version: 1, document, hash: "-", publishedById: plan.publishedById },
  });
  await db.participant.createMany({
    data: bank.outlets.map((outlet, position) => ({ campaignId: id, unitId: outlet.id, position })),
  });
  for (const { method, versionId } of await db.standardInUse.findMany({ where: { campaignId: first.id } }))
    await db.standardInUse.create({ data: { campaignId: id, method, versionId } });
  return code;
}

let pictures = 0;
/** A picture of its own, filed for the outlet. */
export async function filedFor(actor: Actor, unit: string): Promise<string> {
  const background = { r: (++pictures * 41) % 256, g: (pictures * 97) % 256, b: 77 };
  const kept = await keepFile(
    new Uint8Array(
      await sharp({ create: { width: 20, height: 20, channels: 3, background } })
        .jpeg()
        .toBuffer(),
    ),
  );
  if (!kept.ok) throw new Error(kept.refusals[0].code);
  const { kind: _kind, extension: _extension, ...found } = kept.value;
  return (await must(fileEvidenceFor, actor, { unit, name: `${pictures}.jpg`, ...found })).id;
}

/** A questionnaire as shipped, filled in without a fault. */
export const filledIn = (no: string, more: Record<string, unknown> = {}) => ({
  no,
  round: 1,
  answers: allPass("mystery-visit"),
  waiting: { shown: "10:02:10", approached: "10:04:00", by: "STAFF" },
  words: {
    CORPORATE: { who: "柜员", words: "营业执照和法人身份证。" },
    PERSONAL: { who: "大堂经理", words: "借记卡不收年费。" },
  },
  satisfaction: { SITE: "7", NORMS: "6.5", QUALITY: "6", TIME: "4", OVERALL: "4.5" },
  remarks: { pleased: "", displeased: "" },
  ...more,
});
