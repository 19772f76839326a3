import { acknowledgeLetter, sendLetter } from "@/lib/notices/usecases";
import { db } from "@/lib/platform/db";
import { act } from "./stage";
import type { Ground, Scene } from "./story";

/** A letter of the office to all outlets, of which some have taken note, one that only tells, and a reading for the people of two outlets. */
export function letters({ bank, cast, campaign }: Ground): Scene[] {
  return [
    {
      day: "2026-11-10",
      time: "09:05",
      play: async () => {
        await act(sendLetter, await cast.of(cast.hq), {
          campaign,
          title: "四季度明查期间请备好登记簿",
          text: "四季度明查已经开始。检查人员到网点时，请出示晨会记录、服务日志和意见簿，由当班负责人陪同。",
          all: true,
        });
      },
    },
    {
      day: "2026-11-12",
      time: "16:20",
      play: async () => {
        const { no } = await act(sendLetter, await cast.of(cast.hq), {
          campaign,
          title: "做好年终全年总评准备",
          text: "全年总评将于12月31日截止。\n一、11月自查请在月底前提交。\n二、尚未办结的整改请在12月15日前销号。\n三、对导入数据有疑问的，请在12月20日前向办公室提出。",
          all: true,
          dueOn: "2026-11-20",
        });
        const sent = await db.letterAddressee.findMany({ where: { letter: { no } }, orderBy: { id: "asc" } });
        // The outlets that do best answer first.
        const quick = [...bank.outlets].sort((a, b) => b.quality - a.quality).slice(0, 17);
        for (const { id, managerAccountId } of quick) {
          const addressee = sent.find(({ unitId }) => unitId === id);
          if (addressee) await act(acknowledgeLetter, await cast.of(managerAccountId), { addressee: addressee.id });
        }
      },
    },
    {
      day: "2026-11-13",
      time: "10:15",
      play: async () => {
        const outlets = bank.outlets.slice(11, 13);
        const { no } = await act(sendLetter, await cast.of(cast.hq), {
          campaign,
          title: "必读：网点服务手册第二章“柜面服务”",
          text: "两家网点近期新员工较多。请全体员工阅读《网点服务手册》第二章和标准库里的“服务用语”，读完后各自签收。",
          outlets: outlets.map(({ code }) => code),
          whom: "STAFF",
          dueOn: "2026-11-27",
        });
        const sent = await db.letterAddressee.findMany({ where: { letter: { no } }, orderBy: { id: "asc" } });
        for (const { managerAccountId } of outlets) {
          const head = await cast.of(managerAccountId);
          const addressee = sent.find(({ personId }) => personId !== null && personId === head.personId);
          if (addressee) await act(acknowledgeLetter, head, { addressee: addressee.id });
        }
      },
    },
  ];
}
