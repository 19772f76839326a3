import { randomUUID } from "node:crypto";
import { systemActor } from "@/lib/access/system";
import { db } from "@/lib/platform/db";
import { listCards } from "@/lib/surveys/data/surveys";
import { answerSurveyCard, closeSurvey, makeSurveyCards, planSurvey, recordSurveyAnswer } from "@/lib/surveys/usecases";
import type { Dice } from "./random";
import { act } from "./stage";
import type { Ground, Scene } from "./story";

/** Exit interviews after the summer, closed; a second round that runs; and rating cards that lie on the counters. */
export function surveys(ground: Ground): Scene[] {
  const from = { EXIT: "2026-07-01", AGAIN: "2026-11-02", CARD: "2026-11-02" };
  const numbers = new Map<string, string>();
  return [
    plan(ground, numbers, "EXIT", {
      kind: "EXIT",
      name: { zh: "三季度拦截访问", en: "Exit interviews, third quarter" },
      questionnaire: "exit-interview",
      from: from.EXIT,
      to: "2026-09-30",
      sample: 5,
    }),
    interviews(ground, numbers, "EXIT", "2026-09-24", 5, 0.97),
    close(ground, numbers, "EXIT", "2026-10-08"),
    plan(ground, numbers, "AGAIN", {
      kind: "EXIT",
      name: { zh: "四季度拦截访问", en: "Exit interviews, fourth quarter" },
      questionnaire: "exit-interview",
      from: from.AGAIN,
      to: "2026-12-15",
      sample: 5,
    }),
    interviews(ground, numbers, "AGAIN", "2026-11-13", 3, 0.7),
    plan(ground, numbers, "CARD", {
      kind: "CARD",
      name: { zh: "柜台评价卡", en: "Rating cards at the counter" },
      questionnaire: "rating-card",
      from: from.CARD,
      to: "2026-12-15",
    }),
    cards(ground, numbers, "CARD", "2026-11-15"),
  ];
}

function plan(
  { cast, campaign }: Ground,
  numbers: Map<string, string>,
  key: string,
  asked: { from: string } & Record<string, unknown>,
): Scene {
  return {
    day: asked.from,
    time: "08:20",
    play: async () => {
      const { no } = await act(planSurvey, await cast.of(cast.hq), { campaign, ...asked });
      numbers.set(key, no);
    },
  };
}

/** Most customers are satisfied; what they think of one question is near to what they think of the others. */
function said(dice: Dice, codes: readonly string[], mood: number): Record<string, string> {
  return Object.fromEntries(
    codes.flatMap((code) => {
      if (dice.next() < 0.04) return [];
      const level = Math.min(4, Math.max(0, Math.round(mood + (dice.next() - 0.5) * 2)));
      return [[code, "ABCDE"[level]!]];
    }),
  );
}

const QUESTIONS = ["SAT-001", "SAT-002", "SAT-003", "SAT-004", "SAT-005", "SAT-006", "SAT-007"];
const REMARKS = [
  "排队时间有点长，中午只开一个窗口",
  "大堂经理很热情，帮我用手机办好了",
  "填单区的笔不出水",
  "柜员讲得很清楚，满意",
  "停车不方便",
  "老人优先窗口很好",
];

function interviews(
  { dice, bank, cast, campaign }: Ground,
  numbers: Map<string, string>,
  key: string,
  day: string,
  each: number,
  share: number,
): Scene {
  const inspector = bank.officers.inspector!.accountId;
  return {
    day,
    time: "18:10",
    play: async () => {
      const actor = await cast.of(inspector);
      for (const [place, outlet] of bank.outlets.entries())
        for (let one = 0; one < each; one += 1) {
          if (dice.next() > share) continue;
          const mood = 0.35 + ((place * 7) % 10) / 12 + dice.next();
          await act(recordSurveyAnswer, actor, {
            campaign,
            survey: numbers.get(key),
            unit: outlet.code,
            onDay: day,
            said: { "SAT-007": "B", ...said(dice, QUESTIONS, mood) },
            remark: dice.next() < 0.12 ? dice.pick(REMARKS) : "",
            submission: randomUUID(),
          });
        }
    },
  };
}

function close({ cast, campaign }: Ground, numbers: Map<string, string>, key: string, day: string): Scene {
  return {
    day,
    time: "16:30",
    play: async () => {
      await act(closeSurvey, await cast.of(cast.hq), { campaign, survey: numbers.get(key) });
    },
  };
}

function cards({ dice, cast, campaign }: Ground, numbers: Map<string, string>, key: string, day: string): Scene {
  return {
    day,
    time: "17:40",
    play: async () => {
      const no = numbers.get(key) ?? "";
      await act(makeSurveyCards, await cast.of(cast.hq), { campaign, survey: no, of: "OUTLETS" });
      const { id } = await db.survey.findUniqueOrThrow({ where: { no }, select: { id: true } });
      for (const { code } of await listCards(db, id))
        for (let one = dice.between(0, 4); one > 0; one -= 1) {
          const mood = dice.next() * 1.6;
          const recommends = Math.max(0, 10 - Math.round(mood * 1.3 + dice.next() * 1.4));
          await act(answerSurveyCard, systemActor(), {
            card: code,
            said: { ...said(dice, ["SAT-007", "SAT-008"], mood), "REC-001": String(recommends) },
            remark: dice.next() < 0.2 ? dice.pick(REMARKS) : "",
            submission: randomUUID(),
          });
        }
    },
  };
}
