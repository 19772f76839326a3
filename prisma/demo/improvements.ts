import { planImprovement, suggestImprovement } from "@/lib/improvements/usecases";
import { db } from "@/lib/platform/db";
import { SHOWN_OUTLET } from "./bank";
import { act } from "./stage";
import type { Ground, Scene } from "./story";

/** The outlet that visitors of the demo sign in to talked about its last open visit; the one before has suggestions only. */
export function improvements({ bank, cast, campaign }: Ground): Scene[] {
  const outlet = bank.outlets.find(({ code }) => code === SHOWN_OUTLET);
  const visits = () =>
    db.inspection.findMany({
      where: { unitId: outlet?.id ?? "", method: "OPEN" },
      orderBy: { onDay: "desc" },
      take: 2,
      select: { no: true, authorId: true },
    });
  return [
    {
      day: "2026-11-14",
      time: "16:20",
      play: async () => {
        const texts = [
          "一、高峰时段由大堂经理在门口预先分流，客户走错柜台时主动引导；二、等候座椅和自助设备每日开门前逐台检查并签字；三、每周晨会演练一次引导用语。",
          "建议把门外地面清洁列入保洁员每日两次的检查单。",
        ];
        for (const [at, { no, authorId }] of (await visits()).entries())
          await act(suggestImprovement, await cast.of(authorId), { campaign, no, text: texts[at] });
      },
    },
    {
      day: "2026-11-15",
      time: "17:50",
      play: async () => {
        const [last] = await visits();
        if (!outlet || !last) return;
        await act(planImprovement, await cast.of(outlet.managerAccountId), {
          campaign,
          no: last.no,
          heldOn: "2026-11-15",
          present: "网点全体员工，夕会",
          discussed: "逐条读了检查报告和建议。排队主要在上午十点前后，大堂只有一人；自助设备的标识和加钞没有专人负责。",
          measures: [
            { text: "上午九点半至十一点增设一名引导员", owner: "大堂经理", dueOn: "2026-11-18" },
            { text: "自助设备和座椅定人，每日开门前检查签字", owner: "营业主管", dueOn: "2026-11-17" },
          ],
        });
      },
    },
  ];
}
