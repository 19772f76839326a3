import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { loadImprovement, loadReported } from "@/lib/improvements/loaders";
import { planImprovement, suggestImprovement } from "@/lib/improvements/usecases";
import { reverseInspectionRecord, submitInspectionVisit } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, allPass, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));
// Out of a request nothing is remembered between two loads, whoever asks.
vi.mock("react", async (original) => ({
  ...(await original<typeof import("react")>()),
  cache: <T>(of: T): T => of,
}));

const { owner } = useDatabase({ each: "test" });

let bank: InspectedBank;
let colleague: Actor;
let auditor: Actor;
let no: string;
const C = "C-2026-01";
const TODAY = "2026-07-13";
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.refusals?.map(({ code }) => code) ?? [];

async function visit(method: "OPEN" | "COVERT"): Promise<string> {
  const outcome = await perform(submitInspectionVisit, {
    actor: bank.inspector,
    input: {
      campaign: C,
      unit: "O001",
      method,
      onDay: TODAY,
      answers: allPass(method === "COVERT" ? "mystery-visit" : "open-check"),
    },
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value.no;
}

beforeEach(async () => {
  setClock(() => new Date(`${TODAY}T12:00:00+08:00`));
  bank = await makeInspectedBank();
  const branch = bank.staff.grants[0]!;
  const place = { id: branch.unitId, path: branch.path };
  colleague = await actorFor("inspector2", "INSPECTOR", place);
  auditor = await actorFor("auditor", "AUDITOR", place);
  no = await visit("OPEN");
});

const suggest = (actor: Actor, of = no) =>
  perform(suggestImprovement, { actor, input: { campaign: C, no: of, text: "建议在高峰时段增设引导岗。" } });
const plan = (actor: Actor, more: Record<string, unknown> = {}) =>
  perform(planImprovement, {
    actor,
    input: {
      campaign: C,
      no,
      heldOn: TODAY,
      present: "全体员工",
      discussed: "逐项讨论检查报告，分析排队原因。",
      measures: [
        { text: "高峰时段增设引导岗", owner: "大堂经理", dueOn: "2026-07-20" },
        { text: "", owner: "", dueOn: "" },
      ],
      ...more,
    },
  });
const reverse = () =>
  perform(reverseInspectionRecord, { actor: bank.staff, input: { campaign: C, no, reason: "检查错了网点" } });
const load = async (actor: Actor, of = no) => {
  asking = actor;
  return loadImprovement(C, of);
};

describe("suggestions", () => {
  it("are written once, by whoever made the inspection, and read by whoever reads it", async () => {
    for (const actor of [colleague, bank.manager, bank.staff, auditor])
      expect(codes(await suggest(actor))).toEqual(["NOT_FOUND"]);
    expect((await load(bank.inspector))?.may).toEqual({ suggest: true, plan: false });
    expect((await suggest(bank.inspector)).ok).toBe(true);
    expect(codes(await suggest(bank.inspector))).toEqual(["ALREADY_WRITTEN"]);
    for (const actor of [bank.manager, bank.staff, auditor, colleague])
      expect((await load(actor))?.suggestion).toMatchObject({
        text: "建议在高峰时段增设引导岗。",
        byName: "inspector",
      });
    expect((await load(bank.inspector))?.may.suggest).toBe(false);
    expect(await load(bank.otherManager)).toBeNull();
  });

  it("are not for an inspection that no longer counts", async () => {
    await reverse();
    expect(codes(await suggest(bank.inspector))).toEqual(["INSPECTION_REVERSED"]);
    expect(await load(bank.inspector)).toBeNull();
  });

  it("on a mystery visit stay closed to the outlet as the visit does", async () => {
    no = await visit("COVERT");
    expect((await suggest(bank.inspector)).ok).toBe(true);
    expect(await load(bank.manager)).toBeNull();
    expect(codes(await plan(bank.manager))).toEqual(["NOT_FOUND"]);
    expect((await load(auditor))?.suggestion).not.toBeNull();
  });

  it("are not for a self-check", async () => {
    const { id: _, spent: __, ...same } = await db.inspection.findUniqueOrThrow({ where: { no } });
    await db.inspection.create({
      data: { ...same, answers: {}, no: "I-2026-99999", method: "SELF", month: "2026-07", submissionId: null },
    });
    no = "I-2026-99999";
    expect(codes(await suggest(bank.inspector))).toEqual(["SELF_CHECK"]);
    expect(codes(await plan(bank.manager))).toEqual(["SELF_CHECK"]);
    expect(await load(bank.manager)).toBeNull();
  });
});

describe("an improvement plan", () => {
  it("is the outlet's: what was discussed, when and with whom, and measures with their days", async () => {
    for (const actor of [bank.otherManager, bank.inspector, bank.staff, auditor])
      expect(codes(await plan(actor))).toEqual(["NOT_FOUND"]);
    expect((await plan(bank.manager)).ok).toBe(true);
    expect((await load(bank.inspector))?.plans).toMatchObject([
      { heldOn: TODAY, present: "全体员工", measures: [{ text: "高峰时段增设引导岗", dueOn: "2026-07-20" }] },
    ]);
  });

  it("may be made again; the earlier one stays to be read", async () => {
    await plan(bank.manager);
    await plan(bank.manager, { present: "网点负责人和大堂经理" });
    expect((await load(auditor))?.plans.map(({ seq, present }) => [seq, present])).toEqual([
      [2, "网点负责人和大堂经理"],
      [1, "全体员工"],
    ]);
    await suggest(bank.inspector);
    for (const sql of [
      "UPDATE inspection_suggestions SET text = 'x'",
      "UPDATE improvement_plans SET present = 'x'",
      "DELETE FROM improvement_measures",
      "TRUNCATE improvement_plans",
    ])
      await expect(asOwner(owner, sql)).rejects.toThrow("never changed or deleted");
  });

  it("stands beside its inspection on the outlet's page, mystery visits only for whoever sees them", async () => {
    const covert = await visit("COVERT");
    await suggest(bank.inspector);
    await plan(bank.manager);
    const told = [{ inspection: { no }, suggested: true, heldOn: TODAY }];
    asking = bank.manager;
    expect(await loadReported(C, "O001")).toMatchObject(told);
    asking = auditor;
    const seen = await loadReported(C, "O001");
    expect(seen.map(({ inspection }) => inspection.no).sort()).toEqual([no, covert].sort());
    expect(seen.find(({ inspection }) => inspection.no === covert)).toMatchObject({ suggested: false, heldOn: null });
    asking = bank.otherManager;
    expect(await loadReported(C, "O001")).toEqual([]);
  });

  it("is talked about between the inspection and today, and its measures come after", async () => {
    expect(codes(await plan(bank.manager, { heldOn: "2026-07-14" }))).toContain("DAY_FUTURE");
    expect(codes(await plan(bank.manager, { heldOn: "2026-07-12" }))).toEqual(["DAY_BEFORE_INSPECTION"]);
    const early = [{ text: "当日整改", owner: "", dueOn: "2026-07-12" }];
    expect(codes(await plan(bank.manager, { measures: early }))).toEqual(["DUE_BEFORE_TALK"]);
    expect(codes(await plan(bank.manager, { measures: [] }))).toEqual(["TOO_FEW"]);
    await reverse();
    expect(codes(await plan(bank.manager))).toEqual(["INSPECTION_REVERSED"]);
  });
});
