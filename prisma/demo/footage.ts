import {
  askFootageReview,
  closeFootageReview,
  exemptFootageItem,
  gatherForFootage,
  issueFootageCircular,
  missFootagePeriod,
  nameFootagePeriod,
  noteFootageFinding,
  setFootageTerms,
  supplyFootagePeriod,
  viewFootagePeriod,
} from "@/lib/footage/usecases";
import { SHOWN_OUTLET } from "./bank";
import type { OutletInStory } from "./people";
import { act } from "./stage";
import type { Ground, Scene } from "./story";

interface PeriodInStory {
  readonly onDay: string;
  readonly from: string;
  readonly to: string;
  readonly place: string;
  readonly reason: string;
}

/** Days are kept long enough for the reviewer, and one for the outlet to hurry. */
const PERIODS: readonly PeriodInStory[] = [
  { onDay: "2026-11-03", from: "09:00", to: "10:00", place: "2号柜台", reason: "客流高峰，看接待和唱收唱付" },
  { onDay: "2026-11-05", from: "14:30", to: "15:30", place: "大堂", reason: "看大堂经理分流和保安巡视" },
  { onDay: "2026-11-09", from: "09:30", to: "10:15", place: "4号柜台", reason: "节后首日，看开门服务" },
];

interface FoundInStory {
  readonly period: number;
  readonly code: string;
  readonly until?: string;
  readonly item: string;
  readonly lost: string;
  readonly reason: string;
  readonly post: string;
}

const FOUND: Readonly<Record<"first" | "second" | "third", readonly FoundInStory[]>> = {
  first: [
    {
      period: 1,
      code: "09:12:40",
      until: "09:42:10",
      item: "EFF-007",
      lost: "2.00",
      reason: "柜员接打私人电话近半小时，其间三位客户等候",
      post: "TELLER",
    },
    {
      period: 2,
      code: "14:51:05",
      until: "15:04:30",
      item: "LOB-004",
      lost: "2.00",
      reason: "大堂经理离岗，厅内无人分流",
      post: "LOBBY_MANAGER",
    },
  ],
  second: [
    {
      period: 1,
      code: "09:31:20",
      until: "09:33:05",
      item: "ATT-012",
      lost: "1.00",
      reason: "一手进食，一手递单据",
      post: "TELLER",
    },
    { period: 3, code: "09:48:00", item: "POS-011", lost: "0.50", reason: "叫号后未举手示意", post: "TELLER" },
  ],
  third: [{ period: 1, code: "09:20:15", item: "LNG-003", lost: "1.00", reason: "未使用文明用语", post: "TELLER" }],
};

/** From here on the penalty clauses are enforced. */
const GRACE = "2026-11-08";

/** Recordings of the fourth quarter: reviews in every state, a circular on two of them, and outlets that viewed it together. */
export function footage({ bank, cast, campaign, sheets }: Ground): Scene[] {
  const items = (sheets.CCTV ?? []).map(({ code }) => code);
  const at = (code: string) => bank.outlets.find((outlet) => outlet.code === code)!;
  const [inspector = "", colleague = ""] = cast.inspectors;
  const review = async (who: string, outlet: OutletInStory, purpose: string, periods: readonly PeriodInStory[]) => {
    const { no } = await act(askFootageReview, await cast.of(who), { campaign, unit: outlet.code, purpose });
    for (const period of periods)
      await act(nameFootagePeriod, await cast.of(who), { campaign, review: no, ...period, dueOn: "2026-11-17" });
    return no;
  };
  const supply = async (outlet: OutletInStory, no: string, period: number) =>
    act(supplyFootagePeriod, await cast.of(outlet.managerAccountId), {
      campaign,
      review: no,
      period,
      medium: period === 2 ? "DISC" : "RECORDER",
      reference: period === 2 ? `移动盘${outlet.code}-1` : `DVR-${period}通道`,
      text: "值班人员已核对时间",
    });
  const view = async (who: string, outlet: OutletInStory, no: string, period: number, minutes: number) => {
    const posts = [...new Set(outlet.crew.map(({ post }) => post))];
    const shown = period === 1 ? posts.filter((post) => post !== "GUARD") : posts;
    return act(viewFootagePeriod, await cast.of(who), { campaign, review: no, period, minutes, items, posts: shown });
  };
  const find = async (who: string, outlet: OutletInStory, no: string, found: readonly FoundInStory[]) => {
    for (const { post, ...one } of found) {
      const person = outlet.crew.find((member) => member.post === post);
      await act(noteFootageFinding, await cast.of(who), { campaign, review: no, ...one, person: person?.id });
    }
  };
  const known: Record<string, string> = {};
  const scene = (day: string, time: string, play: () => Promise<unknown>): Scene => ({
    day,
    time,
    play: async () => void (await play()),
  });
  const [one, two, three, four] = [at("O012"), at("O019"), at("O027"), at("O008")];
  return [
    scene("2026-11-09", "10:20", async () =>
      act(setFootageTerms, await cast.of(cast.hq), {
        campaign,
        retentionDays: 90,
        supplyDays: 3,
        floorPer: "CAMPAIGN",
        floorPeriods: 8,
        floorMinutes: 30,
        reason: "四季度录像检查安排：每周不少于8段，每段不少于30分钟",
      }),
    ),
    scene("2026-11-10", "09:40", async () => {
      known.one = await review(inspector, one, "四季度录像检查，核对柜面和大堂服务", PERIODS);
      known.two = await review(colleague, two, "四季度录像检查", PERIODS);
    }),
    scene("2026-11-11", "16:10", async () => {
      for (const period of [1, 2, 3]) await supply(one, known.one!, period);
      await supply(two, known.two!, 1);
      await act(missFootagePeriod, await cast.of(two.managerAccountId), {
        campaign,
        review: known.two,
        period: 2,
        cause: "FAULTY",
        text: "大堂摄像头电源故障，11月4日至6日没有录像，已报修",
      });
      await supply(two, known.two!, 3);
    }),
    scene("2026-11-12", "14:30", async () => {
      for (const [period, minutes] of [
        [1, 60],
        [2, 45],
        [3, 40],
      ] as const)
        await view(inspector, one, known.one!, period, minutes);
      await find(inspector, one, known.one!, FOUND.first);
      await act(exemptFootageItem, await cast.of(inspector), {
        campaign,
        review: known.one,
        item: "SIG-003",
        reason: "正在更换窗口标识，已书面报备",
      });
      known.three = await review(inspector, three, "排队投诉较多，看窗口开放和分流", PERIODS.slice(0, 2));
      known.four = await review(colleague, four, "四季度录像检查", PERIODS.slice(0, 2));
    }),
    scene("2026-11-13", "10:15", async () => {
      await view(colleague, two, known.two!, 1, 40);
      await view(colleague, two, known.two!, 3, 20);
      await find(colleague, two, known.two!, FOUND.second);
      await supply(three, known.three!, 1);
      await supply(three, known.three!, 2);
      await supply(four, known.four!, 1);
      await view(inspector, three, known.three!, 1, 35);
      await act(viewFootagePeriod, await cast.of(inspector), {
        campaign,
        review: known.three,
        period: 2,
        minutes: 30,
        items: items.filter((code) => code.startsWith("LOB") || code.startsWith("ATT")),
        posts: ["LOBBY_MANAGER"],
      });
      await find(inspector, three, known.three!, FOUND.third);
    }),
    scene("2026-11-13", "15:30", async () => {
      const shown = at(SHOWN_OUTLET);
      const no = await review(inspector, shown, "四季度录像检查", PERIODS.slice(0, 1));
      await act(nameFootagePeriod, await cast.of(inspector), {
        campaign,
        review: no,
        onDay: "2026-08-22",
        from: "10:00",
        to: "11:00",
        place: "1号柜台",
        reason: "一件投诉说到这段时间",
        dueOn: "2026-11-18",
      });
    }),
    // After everything else that is numbered, so that the rest of the story keeps its numbers.
    scene("2026-11-16", "07:45", async () => {
      await act(closeFootageReview, await cast.of(inspector), { campaign, review: known.one });
      await act(closeFootageReview, await cast.of(colleague), { campaign, review: known.two });
    }),
    scene("2026-11-16", "08:05", async () => {
      const { no } = await act(issueFootageCircular, await cast.of(cast.hq), {
        campaign,
        title: "四季度第一轮录像检查通报",
        text: "柜员面向客户、双手接递，营业时间不接打私人电话、不进食；大堂经理不得离岗。各网点在晨会上集体观看本通报并对照自查。11月8日起再发生的，除集体观看外按处罚条款执行。",
        from: "2026-11-16",
        to: "2026-11-16",
        graceOn: GRACE,
        dueOn: "2026-11-20",
      });
      known.circular = no;
    }),
    scene("2026-11-16", "08:40", async () => {
      for (const [outlet, away] of [
        [one, 0],
        [two, 1],
        [at("O003"), 0],
        [at("O015"), 2],
      ] as const) {
        const head = outlet.crew.find(({ post }) => post === "OUTLET_HEAD") ?? outlet.crew[0]!;
        await act(gatherForFootage, await cast.of(outlet.managerAccountId), {
          campaign,
          circular: known.circular,
          unit: outlet.code,
          heldOn: "2026-11-16",
          holder: head.id,
          present: outlet.crew.length - away,
          note: away === 0 ? "晨会全员观看，逐条对照自查" : "晨会观看；休假人员返岗后补看",
        });
      }
    }),
  ];
}
