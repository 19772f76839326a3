import { createHash } from "node:crypto";
import { importMetrics } from "@/lib/metrics/usecases";
import type { BankInStory } from "./people";
import type { Dice } from "./random";
import { act, as } from "./stage";
import type { Scene } from "./story";

/** Headcount and business volume of a month, imported by headquarters as one file on the given day. */
export function figures(dice: Dice, bank: BankInStory, campaign: string, month: string, day: string): Scene {
  const rows = bank.outlets.map((outlet, at) => {
    const perHead = 900 + outlet.quality * 520 + (dice.next() - 0.5) * 260 + (month.endsWith("-03") ? -380 : 0);
    const headcount = outlet.crew.length;
    return {
      row: at + 2,
      unit: outlet.code,
      name: outlet.zh,
      month,
      headcount: String(headcount),
      volume: String(Math.round(perHead * headcount)),
    };
  });
  return {
    day,
    time: "10:15",
    play: async () => {
      const hq = await as(bank.officers.hq!.accountId);
      await act(importMetrics, hq, {
        campaign,
        fileName: `人数与业务量${month}.xlsx`,
        sha256: createHash("sha256").update(JSON.stringify(rows)).digest("hex"),
        rows,
      });
    },
  };
}
