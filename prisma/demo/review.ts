import { decideAward, decidePenalty, nominate, publishReview } from "@/lib/awards/usecases";
import type { Campaign } from "@/lib/campaigns/types";
import { db } from "@/lib/platform/db";
import { issueCertificates } from "@/lib/reports/usecases";
import { findResult, findReviewSubject, readComputed, readLife } from "@/lib/reviews/data";
import { commentOnReview, finaliseReview, freezeReview, signReview } from "@/lib/reviews/usecases";
import { OFFICERS } from "./bank";
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
          await act(decidePenalty, leader, {
            ...review,
            penalty: penalty.penalty,
            subject: penalty.subject,
            consequence: fine ? "FINE" : "ACCOUNTABILITY",
            ...(fine ? { amount: "1000.00" } : {}),
            reason: fine
              ? "总分列末位，暗访问题重复出现，处以经济处罚。"
              : "列后三名，由分管领导约谈网点主任并限期整改。",
          });
        }
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
    {
      day: "2026-07-17",
      time: "09:30",
      play: async () => {
        await act(finaliseReview, await actor("leader"), review);
      },
    },
    {
      day: "2026-07-17",
      time: "15:00",
      play: async () => {
        await act(issueCertificates, await actor("leader"), review);
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
