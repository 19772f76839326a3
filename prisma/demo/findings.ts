import { confirmFinding, decideDispute, disputeFinding } from "@/lib/findings/usecases";
import { addDays, type Day } from "@/lib/kernel/calendar";
import { db } from "@/lib/platform/db";
import {
  extendRectification,
  orderRectification,
  orderRetraining,
  planRectification,
  recheckRectification,
  submitRectification,
} from "@/lib/rectifications/usecases";
import { SHOWN_OUTLET } from "./bank";
import { act } from "./stage";
import type { Ground, Scene } from "./story";

interface Found {
  readonly no: string;
  readonly ordered: boolean;
  /** What the outlet can show afterwards; none where nothing was shown before. */
  readonly after: readonly string[];
}

/** Open visits of a day, each with its manager and what was found there. */
async function visitsOn({ bank, pictures }: Ground, day: Day): Promise<{ manager: string; found: Found[] }[]> {
  const visits = await db.inspection.findMany({
    where: { method: "OPEN", onDay: new Date(day) },
    orderBy: { no: "asc" },
    select: { unitId: true, findings: { select: { no: true, evidence: true, dueOn: true }, orderBy: { no: "asc" } } },
  });
  return visits.flatMap(({ unitId, findings }) => {
    const outlet = bank.outlets.find(({ id }) => id === unitId);
    if (!outlet) return [];
    const others = (before: string[]) => (pictures.get(outlet.code) ?? []).filter((id) => !before.includes(id));
    const found = findings.map(({ no, evidence, dueOn }) => ({
      no,
      ordered: dueOn !== null,
      after: evidence.length > 0 ? others(evidence).slice(0, 1) : [],
    }));
    return [{ manager: outlet.managerAccountId, found }];
  });
}

/**
 * What outlets said about the findings of November, and how far they are with putting them right: most confirm, one
 * dispute is decided and one is open, some orders are closed, one was reopened, one waits for its re-check.
 */
export function followUps(ground: Ground): Scene[] {
  const { cast, campaign } = ground;
  let turn = 0;
  const days = Array.from({ length: 12 }, (_, at) => addDays("2026-11-02", at));
  const answers = days.map((day) => ({
    day: addDays(day, 1),
    time: "17:40",
    play: async () => {
      for (const { manager, found } of await visitsOn(ground, day)) {
        const [first] = found;
        if (!first) continue;
        turn += 1;
        const who = await cast.of(manager);
        if (turn === 2 || turn === 6) {
          await act(disputeFinding, who, {
            campaign,
            finding: first.no,
            reason: "检查时正值押运交接，大堂按规定清场，恢复营业后已立即整理。",
          });
          if (turn === 2)
            await act(decideDispute, await cast.of(cast.hq), {
              campaign,
              finding: first.no,
              outcome: "REJECTED",
              code: "WITHIN_CONTROL",
              reason: "交接已于检查前二十分钟结束，录像可证。",
            });
        } else await act(confirmFinding, who, { campaign, finding: first.no });
        const order = found.find(({ ordered }) => ordered);
        if (order && turn % 2 === 1) await putRight(ground, manager, order, turn);
      }
    },
  }));
  return [...answers, shownOutlet(ground)];
}

async function putRight({ cast, campaign }: Ground, manager: string, order: Found, turn: number): Promise<void> {
  const finding = order.no;
  await act(submitRectification, await cast.of(manager), {
    campaign,
    finding,
    text: "已当日整改到位，并列入每日开门前检查。",
    evidence: order.after,
  });
  if (turn % 4 === 3) return;
  const failed = turn === 5;
  await act(recheckRectification, await cast.of(cast.inspectors[1]!), {
    campaign,
    finding,
    outcome: failed ? "FAILED" : "PASSED",
    reason: failed ? "复查时仍有同样情况。" : "复查合格。",
    ...(failed ? { dueOn: "2026-11-20" } : {}),
  });
}

/** The outlet that visitors of the demo sign in to has something of everything. */
function shownOutlet({ bank, cast, campaign }: Ground): Scene {
  return {
    day: "2026-11-13",
    time: "18:10",
    play: async () => {
      const outlet = bank.outlets.find(({ code }) => code === SHOWN_OUTLET);
      const visit = await db.inspection.findFirst({
        where: { unitId: outlet?.id ?? "", method: "OPEN", onDay: { gte: new Date("2026-07-01") } },
        orderBy: { onDay: "desc" },
        select: { findings: { where: { dueOn: null }, orderBy: { no: "asc" }, take: 2, select: { no: true } } },
      });
      const [one, two] = visit?.findings ?? [];
      if (!outlet || !one) return;
      const hq = await cast.of(cast.hq);
      const manager = await cast.of(outlet.managerAccountId);
      const order = { campaign, finding: one.no };
      await act(orderRectification, hq, { ...order, dueOn: "2026-11-14", reason: "半年内再次发现，限期整改。" });
      await act(extendRectification, hq, { ...order, dueOn: "2026-11-18", reason: "供应商十七日到货。" });
      await act(planRectification, manager, { ...order, text: "已联系供应商，到货当日更换并拍照。" });
      if (!two) return;
      const drill = { campaign, finding: two.no };
      await act(orderRectification, hq, { ...drill, dueOn: "2026-11-20", reason: "补训后复查。" });
      await act(orderRetraining, hq, { ...drill, reason: "当晚由大堂经理讲评并演练，次日晨会点评。" });
    },
  };
}
