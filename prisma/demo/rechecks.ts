import { findInspection } from "@/lib/inspections/data/records";
import { db } from "@/lib/platform/db";
import { listRechecks } from "@/lib/rechecks/data/rechecks";
import { findSample } from "@/lib/rechecks/data/samples";
import type { RecheckRow } from "@/lib/rechecks/types";
import { drawRecheckSample, submitInspectionRecheck } from "@/lib/rechecks/usecases";
import { findSheet } from "@/lib/standards/data";
import { costsOf, inSeason } from "@/lib/standards/rules";
import { itemsOf } from "@/lib/standards/types";
import { act } from "./stage";
import type { Ground, Scene } from "./story";

/** Two samples of the inspectors' open visits: the first is looked at whole, of the second half still waits, for each inspector something. */
export function rechecks(ground: Ground): Scene[] {
  return [
    sample(ground, "2026-11-10", {
      from: "2026-08-12",
      to: "2026-09-11",
      size: 4,
      dueOn: "2026-11-13",
      reason: "三季度明查质量复核",
      seed: "2026年11月10日公开抽取：6052",
      hand: [1, 2, 3, 4],
    }),
    sample(ground, "2026-11-14", {
      from: "2026-10-20",
      to: "2026-11-13",
      size: 4,
      dueOn: "2026-11-20",
      reason: "近期明查质量复核，重点看扣分尺度是否一致",
      seed: "2026年11月14日公开抽取：2290",
      hand: [1, 3],
    }),
  ];
}

function sample(
  { cast, campaign }: Ground,
  day: string,
  { hand, ...asked }: { readonly hand: readonly number[] } & Record<string, unknown>,
): Scene {
  return {
    day,
    time: "19:45",
    play: async () => {
      const { no } = await act(drawRecheckSample, await cast.of(cast.hq), { campaign, method: "OPEN", ...asked });
      const { id } = await db.campaign.findUniqueOrThrow({ where: { code: campaign }, select: { id: true } });
      const drawn = await findSample(db, id, no);
      const rows = await listRechecks(db, id, { sampleId: drawn?.id ?? "" });
      for (const [at, row] of rows.filter(({ place }) => hand.includes(place)).entries()) {
        const account = await db.account.findFirstOrThrow({
          where: { personId: row.assignee.id },
          select: { id: true },
        });
        await act(submitInspectionRecheck, await cast.of(account.id), {
          campaign,
          no: row.no,
          ...(await secondLook(id, row, at)),
        });
      }
    },
  };
}

/** Every second one agrees with everything; in the others one deduction falls, and once something was missed. */
async function secondLook(campaignId: string, row: RecheckRow, at: number) {
  const inspection = await findInspection(db, campaignId, row.inspection.no, { unitIds: null, covert: "ALL" });
  const sheet = inspection && (await findSheet(db, inspection.standard.versionId));
  if (!inspection || !sheet) throw new Error(`no inspection ${row.inspection.no}`);
  const otherwise = at % 2 === 0;
  const words = Object.fromEntries(
    inspection.findingList.map(({ no }, place) => [
      no,
      otherwise && place === 0
        ? { verdict: "NOT", reason: "照片看不出所写的情况，按标准不应扣分。" }
        : { verdict: "STANDS" },
    ]),
  );
  const found = new Set(inspection.findingList.map(({ item }) => item.code));
  const missed = itemsOf(sheet).find((item) => !found.has(item.code) && inSeason(item, inspection.onDay));
  return {
    words,
    missed:
      at === 2 && missed
        ? [{ item: missed.code, lost: costsOf(missed)[0], reason: "照片中可见，原检查没有扣分。" }]
        : [],
    note: otherwise ? "" : "照片清楚，扣分尺度一致。",
  };
}
