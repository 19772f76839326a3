import { submitInspectionVisit } from "@/lib/inspections/usecases";
import { addDays } from "@/lib/kernel/calendar";
import { db } from "@/lib/platform/db";
import { approveVisitPlan, makeVisitPlan } from "@/lib/visits/usecases";
import { Dice } from "./random";
import { act } from "./stage";
import type { Ground, Scene } from "./story";
import { fillSheet } from "./visits";

const OPEN = "2026-11-09";

/** The plans of the fourth quarter: open visits, of which the first week's are partly made, and a sealed one of mystery visits. */
export function visitPlans({ bank, cast, campaign, sheets, pictures }: Ground, leader: string): Scene[] {
  const people = [bank.officers.inspector!.staffNo, bank.officers.inspector2!.staffNo];
  const common = {
    campaign,
    period: "2026-Q4",
    choice: "SAMPLE",
    times: 1,
    every: "PERIOD",
    window: "WEEK",
    people,
    notTwice: true,
    mostPerOutlet: 3,
  };
  const make = (time: string, input: Record<string, unknown>): Scene => ({
    day: OPEN,
    time,
    play: async () => {
      const { no } = await act(makeVisitPlan, await cast.of(cast.hq), { ...common, ...input });
      await act(approveVisitPlan, await cast.of(leader), { campaign, plan: no });
    },
  });
  return [
    make("08:10", {
      name: "四季度明查",
      method: "OPEN",
      announced: true,
      sample: 20,
      floorPer: "PERSON",
      floorTimes: 2,
      contents: "按明查标准全部项目；另查营业前十分钟准备、排队分流和年终结算告示。",
      seed: "2026年11月9日公开抽取：3817",
    }),
    make("08:30", { name: "四季度暗访", method: "COVERT", announced: false, sample: 8, seed: "暗访2026Q4-5274" }),
    {
      // After everything else that is numbered, so that the rest of the story keeps its numbers.
      day: addDays(OPEN, 6),
      time: "19:30",
      play: async () => {
        const visit = await db.visit.findFirst({
          where: { dueOn: new Date(addDays(OPEN, 6)), planId: await planNamed("四季度明查") },
          orderBy: { place: "asc" },
        });
        const outlet = bank.outlets.find(({ id }) => id === visit?.unitId);
        const account = visit && (await db.account.findFirst({ where: { personId: visit.assigneeId } }));
        if (!visit || !outlet || !account) return;
        const day = addDays(OPEN, 6);
        await act(submitInspectionVisit, await cast.of(account.id), {
          campaign,
          unit: outlet.code,
          method: "OPEN",
          onDay: day,
          visit: visit.id,
          // Dice of its own: the rest of the story falls as it did before there were plans.
          answers: fillSheet(
            new Dice(20_261_109),
            outlet,
            "OPEN",
            sheets.OPEN ?? [],
            day,
            pictures.get(outlet.code) ?? [],
          ),
        });
      },
    },
  ];
}

async function planNamed(name: string): Promise<string> {
  return (await db.visitPlan.findFirstOrThrow({ where: { name }, select: { id: true } })).id;
}
