import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { publishReview } from "@/lib/awards/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { loadDocuments } from "@/lib/reports/loaders/documents";
import { loadEvaluation } from "@/lib/reports/loaders/evaluation";
import { loadRounds } from "@/lib/reports/loaders/rounds";
import { evaluateCampaign } from "@/lib/reports/usecases";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import { useDatabase } from "../support/database";
import { readPdf } from "../support/pdf";
import { makeReviewedBank, type ReviewedBank, withoutChoices } from "../support/reviewed-bank";

/** The summary of a whole campaign with the office's evaluation, and the circular of one inspection round. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));
vi.mock("next-intl/server", () => ({ getLocale: async () => "zh-CN" }));

const { GET } = await import("@/app/(app)/campaigns/[campaign]/documents/[...paper]/route");

useDatabase({ each: "test" });

let bank: ReviewedBank;
const CAMPAIGN = "C-2026-01";
const H1 = { campaign: CAMPAIGN, review: "H1" };

beforeEach(async () => {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeReviewedBank(withoutChoices);
  for (const [at, outlet] of bank.outlets.slice(0, 3).entries())
    for (const method of ["OPEN", "COVERT"]) {
      const { id } = await db.inspection.findFirstOrThrow({ where: { unitId: outlet.id, method } });
      await db.finding.create({
        data: {
          no: `I-2026-F${method}${outlet.code}`,
          inspectionId: id,
          itemCode: method === "OPEN" ? "LOB-001" : `COV-00${at + 1}`,
          lost: "1",
          ofPoints: "2",
          reason: "现场所见",
          evidence: [],
        },
      });
    }
});

async function done<T>(act: Promise<{ ok: true; value: T } | { ok: false; refusals: readonly unknown[] }>): Promise<T> {
  const outcome = await act;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

async function publish(): Promise<void> {
  const { seal } = await done(perform(freezeReview, { actor: bank.leader, input: H1 }));
  for (const [actor, seat] of [
    [bank.member, "MEMBER"],
    [bank.deputy, "DEPUTY_LEADER"],
    [bank.leader, "LEADER"],
  ] as const)
    await done(perform(signReview, { actor, input: { ...H1, seat, seal } }));
  await done(perform(publishReview, { actor: bank.leader, input: { ...H1, seal } }));
}

async function take(actor: Actor, paper: readonly string[], query = ""): Promise<{ name: string; text: string }> {
  asking = actor;
  const response = await GET(new Request(`http://localhost:3000/${query}`), {
    params: Promise.resolve({ campaign: CAMPAIGN, paper: [...paper] }),
  });
  const name = /''(.*)$/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "";
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = name.endsWith(".pdf") ? readPdf(bytes).text.replaceAll(/[\s\u200b]/g, "") : "";
  return { name: decodeURIComponent(name), text };
}
const absent = (work: Promise<unknown>) => expect(work).rejects.toThrow(/404/);
const evaluate = (actor: Actor, more: Record<string, unknown> = {}) =>
  perform(evaluateCampaign, {
    actor,
    input: {
      campaign: CAMPAIGN,
      version: "0",
      text: { zh: "服务水平明显提高，投诉减少。", en: "" },
      phases: [],
      ...more,
    },
  });
const codes = (outcome: Awaited<ReturnType<typeof evaluate>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code);

describe("the summary", () => {
  it("is there for those who prepare reviews, from the first publication on, and for nobody else", async () => {
    await absent(take(bank.leader, ["summary"]));
    await publish();
    await absent(take(bank.manager, ["summary"]));
    await absent(take(bank.leader, ["summary", "H1"]));
    const { name, text } = await take(bank.leader, ["summary"]);
    expect(name).toBe("C-2026-01-总结报告.pdf");
    for (const word of ["讨论稿，活动尚未结束", "阶段开展情况", "参与情况", "尚未填写评估", "明查"])
      expect(text).toContain(word);
    asking = bank.manager;
    expect((await loadDocuments(CAMPAIGN)).summary).toBe(false);
    asking = bank.leader;
    expect((await loadDocuments(CAMPAIGN)).summary).toBe(true);
  });

  it("comes in both languages and as Word", async () => {
    await publish();
    const english = await take(bank.staff, ["summary"], "?language=en&form=pdf");
    expect(english.name).toBe("C-2026-01-summary.pdf");
    expect(english.text).toContain("Thecompetitionisnotover".slice(3, 14));
    expect((await take(bank.staff, ["summary"], "?form=word")).name).toBe("C-2026-01-总结报告.docx");
  });

  it("carries the newest version of the office's words, and keeps the ones before", async () => {
    await publish();
    const { programme } = { programme: (await db.campaignPlan.findFirstOrThrow()).document } as never as {
      programme: { phases: { code: string }[] };
    };
    const [phase] = programme.phases;
    await done(evaluate(bank.staff));
    await done(
      evaluate(bank.staff, {
        version: "1",
        text: { zh: "第二稿：成效突出，仍有不足。", en: "Second draft." },
        phases: [{ code: phase!.code, state: "PARTLY", note: "启动推迟" }],
      }),
    );
    const { text } = await take(bank.leader, ["summary"]);
    for (const word of ["第二稿：成效突出", "部分完成", "启动推迟", "第2版"]) expect(text).toContain(word);
    expect(text).not.toContain("服务水平明显提高");
    asking = bank.staff;
    const view = await loadEvaluation(CAMPAIGN);
    expect(view?.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(view?.mayWrite).toBe(true);
    asking = bank.manager;
    expect(await loadEvaluation(CAMPAIGN)).toBeNull();
  });

  it("is evaluated by the office alone, each version from the newest, about phases that there are", async () => {
    expect(codes(await evaluate(bank.manager))).toEqual(["NOT_FOUND"]);
    expect(codes(await evaluate(bank.leader))).toEqual(["NOT_FOUND"]);
    expect(codes(await evaluate(bank.staff, { version: "3" }))).toEqual(["STALE"]);
    expect(codes(await evaluate(bank.staff, { phases: [{ code: "NONE", state: "DONE" }] }))).toEqual(["PHASE_UNKNOWN"]);
    expect(codes(await evaluate(bank.staff, { text: { zh: "短", en: "" } }))).not.toEqual([]);
    expect(await db.campaignEvaluation.count()).toBe(0);
    await done(evaluate(bank.staff));
    expect(codes(await evaluate(bank.staff))).toEqual(["STALE"]);
    await expect(db.campaignEvaluation.updateMany({ data: { textZh: "改" } })).rejects.toThrow();
  });
});

describe("the circular of an inspection round", () => {
  const round = (source: string, from = "2026-03-16", to = "2026-06-30", more = "") =>
    `?source=${source}&from=${from}&to=${to}${more}`;

  it("names method, days and problems, and no outlet", async () => {
    const { name, text } = await take(bank.staff, ["round"], round("OPEN"));
    expect(name).toBe("C-2026-01-OPEN-2026-03-16_2026-06-30-检查通报.pdf");
    for (const word of ["明查情况的通报", "得分情况", "主要问题", "结果尚未公布"]) expect(text).toContain(word);
    for (const { code } of bank.outlets) expect(text).not.toContain(`${code}网点`);
    const trail = await db.auditEntry.findFirst({ where: { action: "documents.takeRound", outcome: "DONE" } });
    expect(trail?.detail).toMatchObject({ source: "OPEN", from: "2026-03-16", to: "2026-06-30" });
  });

  it("is for those who prepare reviews, of what the plan knows, of days in their order", async () => {
    await absent(take(bank.manager, ["round"], round("OPEN")));
    await absent(take(bank.manager, ["round"], round("COVERT")));
    await absent(take(bank.staff, ["round"], round("NOTHING")));
    await absent(take(bank.staff, ["round"], round("OPEN", "2026-06-30", "2026-03-16")));
    await absent(take(bank.staff, ["round"]));
    asking = bank.manager;
    expect(await loadRounds(CAMPAIGN)).toBeNull();
    asking = bank.staff;
    const rounds = await loadRounds(CAMPAIGN);
    expect(rounds?.sources.map(({ code }) => code)).toEqual(expect.arrayContaining(["SELF", "OPEN", "COVERT"]));
    expect(rounds?.days.to).toBe("2026-07-01");
  });

  it("bears no reservation once a review that covers the days is published, and says so where nothing was found", async () => {
    await publish();
    const { text } = await take(bank.staff, ["round"], round("OPEN"));
    expect(text).not.toContain("结果尚未公布");
    const none = await take(bank.staff, ["round"], round("OPEN", "2026-03-16", "2026-03-16", "&language=en"));
    expect(none.text).toContain("Noproblemwasfound");
  });
});
