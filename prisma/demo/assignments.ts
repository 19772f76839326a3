import { randomUUID } from "node:crypto";
import { endAssignment, giveAssignment, recordAssignedAnswer } from "@/lib/assignments/usecases";
import { listMysteryVisits } from "@/lib/mystery/data/visits";
import { db } from "@/lib/platform/db";
import { EVALUATOR } from "./bank";
import { Dice } from "./random";
import { act } from "./stage";
import type { Ground, Scene } from "./story";

/** Interviews and a keying handed to an agency; its evaluator has asked at the first outlets. */
export function assignments({ bank, cast, campaign }: Ground): Scene[] {
  const dice = new Dice(20_261_114);
  const outlets = bank.outlets.slice(20, 26).map(({ code }) => code);
  const give = (more: Record<string, unknown>) => async () =>
    act(giveAssignment, await cast.of(cast.hq), { campaign, evaluator: EVALUATOR.username, ...more });
  return [
    {
      day: "2026-11-14",
      time: "09:20",
      play: async () => {
        const { no } = await give({ about: "MD-2026-00002", outlets, dueOn: "2026-12-10" })();
        const evaluator = await cast.of(bank.officers[EVALUATOR.username]!.accountId);
        for (const unit of outlets.slice(0, 3))
          await act(recordAssignedAnswer, evaluator, {
            assignment: no,
            unit,
            onDay: "2026-11-14",
            said: Object.fromEntries(
              ["SAT-001", "SAT-002", "SAT-003", "SAT-006", "SAT-007"].map((code) => [code, "ABC"[dice.between(0, 2)]!]),
            ),
            remark: "",
            submission: randomUUID(),
          });
      },
    },
    {
      day: "2026-11-14",
      time: "09:40",
      play: async () => {
        const { id } = await db.campaign.findUniqueOrThrow({ where: { code: campaign }, select: { id: true } });
        const waiting = (await listMysteryVisits(db, id)).filter(({ state }) => state === "RETURNED");
        const [first, second] = waiting.map(({ no }) => no).sort();
        const { no } = await give({ about: first, dueOn: "2026-11-20" })();
        await act(endAssignment, await cast.of(cast.hq), {
          campaign,
          assignment: no,
          reason: "问卷改由总行质控部录入",
        });
        await give({ about: second ?? first, dueOn: "2026-11-30" })();
      },
    },
  ];
}
