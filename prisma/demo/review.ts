import {
  answerObjection,
  applyRescoreSet,
  fileAppeal,
  finaliseReview,
  hearAppeal,
  objectToResult,
  previewRescoreSet,
  signRescoreSet,
} from "@/lib/appeals/usecases";
import {
  confirmPenalty,
  decideAward,
  decidePenalty,
  nominate,
  publishReview,
  screenNomination,
} from "@/lib/awards/usecases";
import type { Campaign } from "@/lib/campaigns/types";
import { db } from "@/lib/platform/db";
import { issueCertificates } from "@/lib/reports/usecases";
import { findResult, findReviewSubject, readComputed, readLife } from "@/lib/reviews/data";
import {
  commentOnReview,
  freezeReview,
  recordReviewMinutes,
  recuseFromSubject,
  signReview,
} from "@/lib/reviews/usecases";
import { acknowledgePenalty, executePenalty, handOverPenalty, notifyPenalty } from "@/lib/settlement/usecases";
import { FAMILY_OUTLET, OFFICERS, SHOWN_OUTLET } from "./bank";
import type { BankInStory } from "./people";
import type { Dice } from "./random";
import { act, as } from "./stage";
import type { Scene } from "./story";

/** The half-year review as the leading group held it: frozen, discussed, decided, signed in the plan's order, published, final. */
export function halfYear(bank: BankInStory, campaign: Campaign): Scene[] {
  const review = { campaign: campaign.code, review: "H1" };
  const actor = (username: string) => as(bank.officers[username]!.accountId);
  let seal = "";
  const sign = (username: string, day: string, time: string): Scene => ({
    day,
    time,
    play: async () => {
      const seat = OFFICERS.find((officer) => officer.username === username)?.seat;
      await act(signReview, await actor(username), { ...review, seat, seal });
    },
  });
  return [
    {
      day: "2026-07-02",
      time: "09:10",
      play: async () => {
        seal = (await act(freezeReview, await actor("leader"), review)).seal ?? "";
      },
    },
    {
      day: "2026-07-03",
      time: "10:30",
      play: async () => {
        await act(commentOnReview, await actor("deputy"), {
          ...review,
          text: "暗访失分集中在大堂接待和排队引导，请各支行对照本网点问题清单整改，第三季度复查。",
        });
      },
    },
    {
      day: "2026-07-03",
      time: "14:20",
      play: async () => {
        const outlet = bank.outlets.find(({ code }) => code === FAMILY_OUTLET);
        await act(recuseFromSubject, await actor("member"), {
          ...review,
          subject: outlet?.id,
          interest: "KIN",
          reason: "配偶在该网点任客户经理。",
        });
      },
    },
    {
      day: "2026-07-06",
      time: "15:00",
      play: async () => {
        const subject = await findReviewSubject(db, review);
        const life = await readLife(db, campaign.id, "H1");
        const result = await findResult(db, life);
        if (!subject || !result) throw new Error("the half-year review has no result to decide on");
        const { computation } = await readComputed(db, campaign.code, "H1", result);
        const leader = await actor("leader");
        for (const award of computation.awards) {
          if (!award.contested) continue;
          await act(decideAward, leader, {
            ...review,
            award: award.award,
            chosen: award.contested.subjects.slice(0, award.contested.seats),
            reason: "经领导小组会议比较两网点整改情况后确定。",
          });
        }
        const open = computation.penalties.filter((penalty) => penalty.choose === "ONE");
        for (const [place, penalty] of open.entries()) {
          const fine = place === open.length - 1;
          const { motion } = await act(decidePenalty, leader, {
            ...review,
            penalty: penalty.penalty,
            subject: penalty.subject,
            consequence: fine ? "FINE" : "ACCOUNTABILITY",
            ...(fine ? { amount: "1000.00" } : {}),
            reason: fine
              ? "总分列末位，暗访问题重复出现，处以经济处罚。"
              : "列后三名，由分管领导约谈网点主任并限期整改。",
          });
          await act(confirmPenalty, await actor("deputy"), { ...review, motion });
        }
      },
    },
    {
      day: "2026-07-06",
      time: "17:10",
      play: async () => {
        await act(recordReviewMinutes, await actor("hq"), {
          ...review,
          seal,
          heldOn: "2026-07-06",
          place: "分行三楼会议室",
          present: OFFICERS.filter(({ seat }) => seat).map(({ username }) => bank.officers[username]?.personId),
          others: "审计部派员列席。",
          said: "办公室汇报名次、失分构成和各支行比较；三个后三名网点的依据逐项打开核对。\n成员声明的回避已记录，审议相关网点时不参加表决。",
          resolved:
            "一、确认上半年名次。\n二、集体奖和人均业务量奖各取前两名。\n三、末位网点经济处罚1,000元，另两个网点由分管领导约谈。",
        });
      },
    },
    sign("member", "2026-07-07", "09:40"),
    sign("deputy", "2026-07-07", "11:05"),
    sign("deputy2", "2026-07-08", "09:15"),
    sign("leader", "2026-07-08", "16:20"),
    {
      day: "2026-07-09",
      time: "09:00",
      play: async () => {
        await act(publishReview, await actor("leader"), { ...review, seal });
      },
    },
    ...disagreements(bank, campaign),
    ...correction(bank, campaign),
    {
      day: "2026-07-23",
      time: "09:30",
      play: async () => {
        await act(finaliseReview, await actor("leader"), review);
      },
    },
    {
      day: "2026-07-23",
      time: "15:00",
      play: async () => {
        await act(issueCertificates, await actor("leader"), review);
      },
    },
    ...consequences(bank, campaign),
  ];
}

/** One appeal is upheld: the deduction is taken back by a re-score set, previewed, signed again and applied. */
function correction(bank: BankInStory, campaign: Campaign): Scene[] {
  const C = { campaign: campaign.code };
  const actor = (username: string) => as(bank.officers[username]!.accountId);
  let [appeal, set, digest] = ["", "", ""];
  return [
    {
      day: "2026-07-10",
      time: "16:40",
      play: async () => {
        const finding = await db.finding.findFirst({
          where: {
            inspection: {
              campaignId: campaign.id,
              unitId: { in: bank.outlets.slice(20).map(({ id }) => id) },
              method: "OPEN",
            },
          },
          orderBy: { no: "asc" },
          select: { no: true, inspection: { select: { unitId: true } } },
        });
        const outlet = bank.outlets.find(({ id }) => id === finding?.inspection.unitId);
        if (!finding || !outlet) return;
        const { no } = await act(fileAppeal, await as(outlet.managerAccountId), {
          ...C,
          kind: "FINDING",
          item: finding.no,
          statement: "扣分所指设施当日上午已报修并张贴告示，维修单编号WX-0418，请予复核。",
        });
        appeal = no;
      },
    },
    {
      day: "2026-07-14",
      time: "10:15",
      play: async () => {
        if (appeal === "") return;
        const heard = await act(hearAppeal, await actor("deputy"), {
          ...C,
          no: appeal,
          outcome: "UPHELD",
          code: "OUTSIDE_CONTROL",
          reason: "维修单和告示照片属实，属网点无法控制的情形。",
        });
        set = heard.set ?? "";
      },
    },
    {
      day: "2026-07-14",
      time: "15:20",
      play: async () => {
        if (set !== "") ({ digest } = await act(previewRescoreSet, await actor("hq"), { ...C, set }));
      },
    },
    ...["member", "deputy", "deputy2", "leader"].map(
      (username, index): Scene => ({
        day: "2026-07-15",
        time: `${String(9 + index).padStart(2, "0")}:10`,
        play: async () => {
          if (set === "") return;
          const seat = OFFICERS.find((officer) => officer.username === username)?.seat;
          await act(signRescoreSet, await actor(username), { ...C, set, review: "H1", seat, digest });
        },
      }),
    ),
    {
      day: "2026-07-15",
      time: "14:30",
      play: async () => {
        if (set !== "") await act(applyRescoreSet, await actor("leader"), { ...C, set, digest });
      },
    },
  ];
}

/** What becomes of the penalties: one fine paid and filed, one notice taken to the personnel department, one appealed against. */
function consequences(bank: BankInStory, campaign: Campaign): Scene[] {
  const C = { campaign: campaign.code };
  const staff = () => as(bank.officers.hq!.accountId);
  const decided = async (consequence: string) => {
    const result = await findResult(db, await readLife(db, campaign.id, "H1"));
    const rows = await db.penaltyDecision.findMany({
      where: { campaignId: campaign.id, reviewCode: "H1", consequence },
      orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
    });
    const first = rows.filter(
      (row, at) =>
        rows.findIndex(({ subject, penaltyCode }) => subject === row.subject && penaltyCode === row.penaltyCode) === at,
    );
    return first.filter(({ subject }) => rows.some((row) => row.subject === subject && row.resultId === result?.id));
  };
  const manager = (unitId: string) => bank.outlets.find(({ id }) => id === unitId)!.managerAccountId;
  return [
    {
      day: "2026-07-24",
      time: "09:20",
      play: async () => {
        for (const one of [...(await decided("FINE")), ...(await decided("ACCOUNTABILITY")).slice(0, 1)])
          await act(notifyPenalty, await staff(), { ...C, decision: one.id });
      },
    },
    {
      day: "2026-07-24",
      time: "15:10",
      play: async () => {
        for (const { id, subject } of await decided("FINE"))
          await act(acknowledgePenalty, await as(manager(subject)), { ...C, decision: id });
      },
    },
    {
      day: "2026-08-03",
      time: "10:00",
      play: async () => {
        for (const { id } of await decided("FINE"))
          await act(executePenalty, await staff(), { ...C, decision: id, reference: "财凭2026-08-011" });
        for (const { id } of (await decided("ACCOUNTABILITY")).slice(0, 1))
          await act(handOverPenalty, await staff(), {
            ...C,
            decision: id,
            reference: "人函2026-15",
            note: "请按方案第十条约谈网点主任并反馈。",
          });
      },
    },
    {
      day: "2026-11-11",
      time: "09:30",
      play: async () => {
        for (const { id } of (await decided("ACCOUNTABILITY")).slice(1, 2))
          await act(notifyPenalty, await staff(), { ...C, decision: id });
      },
    },
    {
      day: "2026-11-13",
      time: "11:00",
      play: async () => {
        const [one] = (await decided("ACCOUNTABILITY")).slice(1, 2);
        if (!one) return;
        const result = await findResult(db, await readLife(db, campaign.id, "H1"));
        const current = await db.penaltyDecision.findFirstOrThrow({
          where: { resultId: result?.id ?? "", subject: one.subject, consequence: "ACCOUNTABILITY" },
        });
        await act(fileAppeal, await as(manager(one.subject)), {
          ...C,
          kind: "PENALTY",
          item: current.id,
          statement: "本网点二季度整体搬迁，现场条件受限，请求复核问责决定。",
        });
      },
    },
  ];
}

/** During the notice one outlet appeals against a deduction and another objects to a line; neither is right, and both learn why. */
function disagreements(bank: BankInStory, campaign: Campaign): Scene[] {
  const review = { campaign: campaign.code, review: "H1" };
  const shown = bank.outlets.find(({ code }) => code === SHOWN_OUTLET) ?? bank.outlets[0]!;
  const other = bank.outlets.find(({ id }) => id !== shown.id)!;
  let [appeal, objection] = ["", ""];
  return [
    {
      day: "2026-07-10",
      time: "10:20",
      play: async () => {
        const finding = await db.finding.findFirst({
          where: { inspection: { campaignId: campaign.id, unitId: shown.id, method: "COVERT" } },
          orderBy: { no: "asc" },
        });
        if (!finding) return;
        const { no } = await act(fileAppeal, await as(shown.managerAccountId), {
          campaign: campaign.code,
          kind: "FINDING",
          item: finding.no,
          statement: "当日大堂两名同事参加分行培训，分流人员已安排到位，录像可以查证，请予复核。",
        });
        appeal = no;
      },
    },
    {
      day: "2026-07-13",
      time: "09:05",
      play: async () => {
        const { no } = await act(objectToResult, await as(other.managerAccountId), {
          ...review,
          subject: other.id,
          text: "本网点六月业务量与系统数据不一致，请核对导入表。",
        });
        objection = no;
      },
    },
    {
      day: "2026-07-14",
      time: "16:00",
      play: async () => {
        const deputy = await as(bank.officers.deputy!.accountId);
        await act(answerObjection, deputy, {
          campaign: campaign.code,
          no: objection,
          outcome: "REJECTED",
          code: "NOT_PROVEN",
          reason: "已与会计结算部核对，导入表与系统月报一致。",
        });
        if (appeal === "") return;
        await act(hearAppeal, deputy, {
          campaign: campaign.code,
          no: appeal,
          outcome: "REJECTED",
          code: "WITHIN_CONTROL",
          reason: "录像显示高峰时段无人引导，人员调配属网点职责。",
        });
      },
    },
  ];
}

const GROUNDS: Readonly<Record<string, readonly string[]>> = {
  PACESETTER: [
    "全年零投诉，三次收到客户书面表扬，带教两名新员工独立上岗。",
    "主动服务老年客户，上门办理业务四十余次，客户送来锦旗。",
  ],
  OPERATION_EXPERT: [
    "点钞、录入技能比赛连续两季度第一，全年业务差错为零。",
    "日均业务量居支行首位，复核通过率百分之百。",
  ],
  GRIEVANCE: [
    "面对客户误解和辱骂始终耐心解释，事后客户致电道歉，投诉认定无效。",
    "被无端指责少给现金，配合调取录像，维护了网点形象。",
  ],
};

/** Outlets name their candidates for the year's personal awards. */
export function nominations(dice: Dice, bank: BankInStory, campaign: string, day: string): Scene[] {
  const outlets = dice.shuffle(bank.outlets).slice(0, 11);
  return outlets.map((outlet, at) => {
    const award = ["PACESETTER", "OPERATION_EXPERT", "GRIEVANCE"][at % 3]!;
    const person = outlet.crew[1 + (at % (outlet.crew.length - 1))]!;
    return {
      day,
      time: `${String(9 + (at % 8)).padStart(2, "0")}:20`,
      play: async () => {
        await act(nominate, await as(outlet.managerAccountId), {
          campaign,
          award,
          nominee: person.id,
          reason: dice.pick(GROUNDS[award]!),
        });
      },
    };
  });
}

const FOUND = [
  { verdict: "PASSED", reason: "事迹与客户来信、录像和业务系统记录核对相符。" },
  { verdict: "PASSED", reason: "已向当事客户和同事核实，本人全年没有有效投诉。" },
  { verdict: "FAILED", reason: "所报笔数与业务系统不符，请网点核对后下次再报。" },
] as const;

/** The office checks what was nominated first; the rest still waits. */
export function screenings(bank: BankInStory, campaign: string, day: string): Scene[] {
  return [
    {
      day,
      time: "15:10",
      play: async () => {
        const hq = await as(bank.officers.hq!.accountId);
        const named = await db.nomination.findMany({ orderBy: { no: "asc" }, take: 5, select: { no: true } });
        for (const [at, { no }] of named.entries())
          await act(screenNomination, hq, { campaign, no, ...FOUND[at % FOUND.length]! });
      },
    },
  ];
}
