import { fileEvidenceFor } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { DECLARED } from "@/lib/mystery/declared";
import {
  adjudicateMysteryVisit,
  askMysteryUnmasking,
  assignMysteryVisit,
  attachMysteryRecordings,
  cancelMysteryVisit,
  checkMysteryVisit,
  decideMysteryUnmasking,
  declareMysteryQuestionnaire,
  keyMysteryVisit,
  noteMysteryAcquaintance,
  registerMysteryShopper,
  releaseMysteryVisit,
  seeMysteryIdentity,
} from "@/lib/mystery/usecases";
import { keepFile } from "@/lib/platform/files/store";
import { SHOWN_OUTLET } from "./bank";
import { Dice } from "./random";
import { questionnaire, sound } from "./recordings";
import { act } from "./stage";
import type { Ground, Scene } from "./story";
import { fillSheet } from "./visits";

const SHOPPERS = [
  ["AGENCY", "罗逸凡", "13900000101"],
  ["AGENCY", "舒雅琴", "13900000102"],
  ["CUSTOMER", "贺长青", "13900000103"],
  ["SUPERVISOR", "华静宜", "13900000104"],
  ["CUSTOMER", "柏文涛", "13900000105"],
  ["AGENCY", "纪晓岚", "13900000106"],
] as const;

const ANSWERS = [
  "您好，验资户要带工商核名通知书、法人身份证原件和股东的身份证，临时户还要主管部门的批文，我给您写张单子。",
  "这个要看您公司是什么类型，您先加我微信，我回头把清单发您。",
  "借记卡本行不收年费，小额账户管理费也取消了；理财有封闭的和开放的，您能接受多大波动？",
  "理财您看那边的牌子，上面都有。",
];

/** Visits of November in every state, one of them released; the rest of the story keeps its dice and its numbers. */
export function mysteryVisits({ bank, cast, campaign, sheets }: Ground): Scene[] {
  const dice = new Dice(20_261_110);
  const numbers = new Map<string, string>();
  const no = (unit: string) => numbers.get(unit)!;
  const officer = (username: string) => cast.of(bank.officers[username]!.accountId);
  const scene = (day: string, time: string, play: () => Promise<void>): Scene => ({ day, time, play });

  async function filed(by: Actor, unit: string, name: string, bytes: Uint8Array): Promise<string> {
    const stored = await keepFile(bytes);
    if (!stored.ok) throw new Error(`a drawn recording was refused: ${stored.refusals[0].code}`);
    const { kind: _kind, extension: _extension, ...found } = stored.value;
    return (await act(fileEvidenceFor, by, { unit, covert: true, name, ...found })).id;
  }

  const send = (day: string, unit: string, shopper: string, onDay: string, trial = false): Scene =>
    scene(day, "09:10", async () => {
      const sent = await act(assignMysteryVisit, await cast.of(cast.hq), { campaign, unit, shopper, onDay, trial });
      numbers.set(unit, sent.no);
    });

  const hand = (day: string, unit: string, seed: number, account = cast.inspectors[0]!): Scene =>
    scene(day, "17:30", async () => {
      const by = await cast.of(account);
      const sheet = await filed(by, unit, `${no(unit)} 问卷.jpg`, await questionnaire(seed));
      const heard = await filed(by, unit, `${no(unit)} 录音.wav`, sound(seed));
      const common = { campaign, no: no(unit) };
      await act(attachMysteryRecordings, by, { ...common, kind: "QUESTIONNAIRE", evidence: [sheet] });
      await act(attachMysteryRecordings, by, { ...common, kind: "SOUND", evidence: [heard] });
    });

  /** The same questionnaire keyed by each; `slip` is what the second misread. */
  const key = (day: string, unit: string, keyers: readonly string[], slip: Record<string, unknown> = {}): Scene =>
    scene(day, "18:10", async () => {
      const outlet = bank.outlets.find(({ code }) => code === unit)!;
      const late = dice.chance(0.4);
      const answers = {
        ...fillSheet(dice, outlet, "COVERT", sheets.COVERT ?? [], "2026-11-10", []),
        "ATT-015": late
          ? { verdict: "DEDUCTED", lost: "2.00", reason: "示意后三分多钟才有人上前" }
          : { verdict: "PASS" },
      };
      const minute = 10 + dice.between(0, 40);
      const keyed = {
        campaign,
        no: no(unit),
        round: 1,
        answers,
        waiting: { shown: `10:${minute}:05`, approached: `10:${minute + (late ? 4 : 1)}:20`, by: "STAFF" },
        words: {
          CORPORATE: { who: "柜员", words: ANSWERS[dice.between(0, 1)]! },
          PERSONAL: { who: "大堂经理", words: ANSWERS[dice.between(2, 3)]! },
        },
        satisfaction: {
          SITE: "7.5",
          NORMS: "6.5",
          QUALITY: late ? "5" : "5.5",
          TIME: late ? "2.5" : "4",
          OVERALL: "4.5",
        },
        remarks: { pleased: "保安主动开门，厅堂整洁。", displeased: late ? "等了很久没人招呼。" : "" },
      };
      for (const [at, username] of keyers.entries()) {
        const began = `${day}T09:${at === 0 ? "57" : "49"}:00.000Z`;
        await act(keyMysteryVisit, await officer(username), { ...keyed, ...(at === 0 ? {} : slip), began });
      }
    });

  const check = (day: string, unit: string, username: string): Scene =>
    scene(day, "18:30", async () => {
      await act(checkMysteryVisit, await officer(username), { campaign, no: no(unit), round: 1, outcome: "PASSED" });
    });

  return [
    scene("2026-11-02", "09:00", async () => {
      const hq = await cast.of(cast.hq);
      for (const [source, name, contact] of SHOPPERS)
        await act(registerMysteryShopper, hq, { campaign, source, name, contact });
      await act(noteMysteryAcquaintance, hq, {
        campaign,
        shopper: "S-03",
        unit: SHOWN_OUTLET,
        reason: "住在对面小区，常来办业务",
      });
    }),
    send("2026-11-04", SHOWN_OUTLET, "S-01", "2026-11-06"),
    send("2026-11-05", "O012", "S-02", "2026-11-09"),
    send("2026-11-06", "O007", "S-03", "2026-11-10"),
    send("2026-11-07", "O025", "S-04", "2026-11-10"),
    send("2026-11-08", "O021", "S-05", "2026-11-11"),
    send("2026-11-09", "O033", "S-01", "2026-11-12"),
    send("2026-11-10", "O030", "S-02", "2026-11-12"),
    send("2026-11-12", "O018", "S-04", "2026-11-18"),
    hand("2026-11-06", SHOWN_OUTLET, 1),
    hand("2026-11-09", "O012", 2),
    hand("2026-11-10", "O007", 3),
    hand("2026-11-10", "O025", 4),
    hand("2026-11-11", "O021", 5),
    hand("2026-11-12", "O033", 6),
    key("2026-11-09", SHOWN_OUTLET, ["inspector2", "hq"], {
      remarks: { pleased: "保安主动开门，厅堂整洁。", displeased: "柜台物品摆放凌乱，走错柜台时回答不够耐心。" },
    }),
    key("2026-11-10", "O012", ["inspector", "inspector2"]),
    key("2026-11-11", "O007", ["inspector", "inspector2"], {
      satisfaction: { SITE: "7.5", NORMS: "5.5", QUALITY: "5", TIME: "4", OVERALL: "4" },
      remarks: { pleased: "保安主动开门，厅堂整洁。", displeased: "柜员头也不抬。" },
    }),
    key("2026-11-12", "O025", ["inspector2", "hq"]),
    key("2026-11-12", "O021", ["inspector2"]),
    scene("2026-11-12", "18:20", async () => {
      await act(cancelMysteryVisit, await cast.of(cast.hq), {
        campaign,
        no: no("O030"),
        reason: "大堂经理认出了神秘顾客，本次不作数",
      });
    }),
    scene("2026-11-10", "18:20", async () => {
      await act(adjudicateMysteryVisit, await officer("inspector"), {
        campaign,
        no: no(SHOWN_OUTLET),
        round: 1,
        choices: { remarks: { displeased: "SECOND" } },
        reason: "问卷第二页写有排队一句，第一份漏录",
      });
    }),
    check("2026-11-11", SHOWN_OUTLET, "inspector"),
    check("2026-11-12", "O012", "hq"),
    scene("2026-11-13", "10:00", async () => {
      const request = { campaign, shopper: "S-02", reason: "网点反映录音中有内部员工的声音，须核实身份" };
      const { id } = await act(askMysteryUnmasking, await cast.of(cast.hq), request);
      await act(decideMysteryUnmasking, await officer("leader"), { campaign, unmasking: id, outcome: "GRANTED" });
      await act(seeMysteryIdentity, await cast.of(cast.hq), { campaign, unmasking: id });
    }),
    scene("2026-11-15", "16:00", async () => {
      await act(askMysteryUnmasking, await cast.of(cast.hq), {
        campaign,
        shopper: "S-05",
        reason: "付劳务费需核对身份",
      });
    }),
    // A second version asks to be tried out before it is used: one trial passed, another waits to be keyed.
    scene("2026-11-13", "08:30", async () => {
      const { rotation, waiting, questions, criteria } = DECLARED;
      await act(declareMysteryQuestionnaire, await cast.of(cast.hq), {
        campaign,
        rotation: { ...rotation, notTwice: "on" },
        waiting,
        questions,
        criteria,
        trials: 1,
      });
    }),
    send("2026-11-13", "O015", "S-06", "2026-11-13", true),
    hand("2026-11-13", "O015", 7),
    key("2026-11-13", "O015", ["inspector", "inspector2"]),
    check("2026-11-14", "O015", "hq"),
    send("2026-11-14", "O016", "S-03", "2026-11-14", true),
    hand("2026-11-14", "O016", 8, cast.hq),
    // After everything else that is numbered, so that the rest of the story keeps its numbers.
    scene("2026-11-15", "20:00", async () => {
      await act(releaseMysteryVisit, await cast.of(cast.hq), { campaign, no: no(SHOWN_OUTLET) });
    }),
  ];
}
