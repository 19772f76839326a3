import { unzipSync } from "fflate";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { publishReview } from "@/lib/awards/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { runQueuedJobs } from "@/lib/platform/jobs/worker";
import { REPORT_JOBS } from "@/lib/reports/jobs";
import { loadDocuments, loadPaperJob } from "@/lib/reports/loaders/documents";
import { LONG_FROM } from "@/lib/reports/rules/long";
import { makeDocument } from "@/lib/reports/usecases";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import { asOwner, useDatabase } from "../support/database";
import { readPdf } from "../support/pdf";
import { makeReviewedBank, type ReviewedBank, withoutChoices } from "../support/reviewed-bank";

/** Documents about many units: made as a job beside the requests, then taken by whoever may. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));
vi.mock("next/headers", () => ({ headers: async () => new Headers() }));
vi.mock("next-intl/server", () => ({ getLocale: async () => "zh-CN" }));

const { GET } = await import("@/app/(app)/campaigns/[campaign]/documents/[...paper]/route");
const progress = await import("@/app/(app)/campaigns/[campaign]/documents/progress/route");

const { owner } = useDatabase({ each: "test" });

const CAMPAIGN = "C-2026-01";
const H1 = { campaign: CAMPAIGN, review: "H1" };
const REPORT = { ...H1, kind: "report", language: "zh-CN", form: "word" } as const;

let bank: ReviewedBank;

beforeEach(async () => {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeReviewedBank(withoutChoices);
  await growTo(LONG_FROM);
});

/** More outlets, with figures of every month and no visit: they take part and are not ranked. */
async function growTo(count: number): Promise<void> {
  const parent = await db.orgPlacement.findFirstOrThrow({ where: { unitId: bank.outlets[0]!.id } });
  const above = parent.path.replace(/[^/]+\/$/, "");
  const file = await db.metricImport.findFirstOrThrow();
  for (let at = bank.outlets.length; at < count; at += 1) {
    const code = `X${String(at).padStart(3, "0")}`;
    const openedOn = new Date("2020-01-01");
    const unit = await db.orgUnit.create({
      data: { code, nameZh: `${code}网点`, nameEn: `Outlet ${code}`, level: "OUTLET", openedOn },
    });
    await db.orgPlacement.create({
      data: { unitId: unit.id, parentId: parent.parentId, path: `${above}${code}/`, fromOn: openedOn },
    });
    await db.participant.create({ data: { campaignId: bank.campaign.id, unitId: unit.id, position: at } });
    await db.metricFact.createMany({
      data: ["2026-03", "2026-04", "2026-05", "2026-06"].flatMap((month) =>
        ["BUSINESS_VOLUME", "HEADCOUNT"].map((metric) => ({
          campaignId: bank.campaign.id,
          unitId: unit.id,
          metric,
          month,
          value: "10",
          importId: file.id,
          row: at,
        })),
      ),
    });
  }
}

async function freeze(): Promise<string> {
  const frozen = await perform(freezeReview, { actor: bank.leader, input: H1 });
  if (!frozen.ok) throw new Error(JSON.stringify(frozen.refusals));
  return frozen.value.seal ?? "";
}

async function publish(seal: string): Promise<void> {
  for (const [actor, seat] of [
    [bank.member, "MEMBER"],
    [bank.deputy, "DEPUTY_LEADER"],
    [bank.leader, "LEADER"],
  ] as const)
    expect(await perform(signReview, { actor, input: { ...H1, seat, seal } })).toMatchObject({ ok: true });
  expect(await perform(publishReview, { actor: bank.leader, input: { ...H1, seal } })).toMatchObject({ ok: true });
}

const ask = (actor: Actor, input: object = REPORT) => perform(makeDocument, { actor, input });
const codes = (outcome: Awaited<ReturnType<typeof ask>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code);
const work = () => runQueuedJobs(REPORT_JOBS);

async function take(actor: Actor, paper: readonly string[], form = "word"): Promise<Response> {
  asking = actor;
  return GET(new Request(`http://localhost:3000/?language=zh-CN&form=${form}`), {
    params: Promise.resolve({ campaign: CAMPAIGN, paper: [...paper] }),
  });
}
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const listFor = async (actor: Actor) => {
  asking = actor;
  const { long } = await loadDocuments(CAMPAIGN, "zh-CN");
  return long.map(({ kind, form, job, madeAt }) => [kind, form, job?.state ?? null, madeAt !== null]);
};

describe("a long document", () => {
  it("is asked for, made and then taken; nobody waits for it in a request", async () => {
    await freeze();
    expect(await listFor(bank.leader)).toEqual([
      ["plan", "pdf", null, false],
      ["plan", "word", null, false],
      ["report", "pdf", null, false],
      ["report", "word", null, false],
    ]);
    // Whoever follows a link too early comes to the page where it is made.
    await expect(take(bank.leader, ["report", "H1"])).rejects.toThrow(/NEXT_REDIRECT/);
    const asked = await ask(bank.leader);
    expect(await ask(bank.staff)).toEqual(asked);
    expect((await listFor(bank.leader)).at(-1)).toEqual(["report", "word", "QUEUED", false]);
    await work();
    expect((await listFor(bank.leader)).at(-1)).toEqual(["report", "word", "DONE", true]);
    const response = await take(bank.staff, ["report", "H1"]);
    expect(decodeURIComponent(response.headers.get("Content-Disposition") ?? "")).toContain(
      "C-2026-01-H1-评比报告.docx",
    );
    const files = unzipSync(await bytesOf(response));
    expect(new TextDecoder().decode(files["word/document.xml"])).toContain("X039网点");
    const [made, took] = await db.auditEntry.findMany({
      where: { action: { in: ["documents.made", "documents.take"] }, outcome: "DONE" },
      orderBy: { at: "asc" },
    });
    const { sha256 } = await db.producedFile.findFirstOrThrow();
    expect(made).toMatchObject({ via: "SYSTEM", actorName: bank.leader.name, detail: { sha256 } });
    expect(took).toMatchObject({ actorName: bank.staff.name, detail: { kind: "report", sha256 } });
  });

  it("as PDF too, and the plan like the rest", async () => {
    const plan = { campaign: CAMPAIGN, kind: "plan", language: "zh-CN", form: "pdf" };
    expect((await ask(bank.manager, plan)).ok).toBe(true);
    await work();
    const { text } = await readPdf(await bytesOf(await take(bank.manager, ["plan"], "pdf")));
    expect(text.replaceAll(/[\s\u200b]/g, "")).toContain("2026年文明优质服务竞赛实施方案");
  });

  it("says how far it is, to whoever may have it", async () => {
    await freeze();
    await ask(bank.leader);
    asking = bank.leader;
    const how = { language: "zh-CN", form: "word" } as const;
    expect(await loadPaperJob(CAMPAIGN, "report", "H1", how)).toMatchObject({ state: "QUEUED", stage: "" });
    const address = "http://localhost:3000/?kind=report&review=H1&language=zh-CN&form=word";
    const params = { params: Promise.resolve({ campaign: CAMPAIGN }) };
    expect(await (await progress.GET(new Request(address), params)).json()).toMatchObject({ state: "QUEUED" });
    await expect(progress.GET(new Request("http://localhost:3000/?kind=letter"), params)).rejects.toThrow(/404/);
    const stages: string[] = [];
    const watched = REPORT_JOBS.map((kind) => ({
      ...kind,
      run: (given: Parameters<typeof kind.run>[0]) =>
        kind.run({
          ...given,
          progress: async (stage, done, total) => {
            stages.push(`${stage} ${done}/${total}`);
            await given.progress(stage, done, total);
          },
        }),
    }));
    await runQueuedJobs(watched);
    expect(stages).toEqual(["read 0/2", "composed 1/2"]);
    asking = bank.manager;
    await expect(loadPaperJob(CAMPAIGN, "report", "H1", how)).rejects.toThrow(/404/);
    await expect(progress.GET(new Request(address), params)).rejects.toThrow(/404/);
  });

  it("is refused to everybody who may not take it, whether it was made or not", async () => {
    const seal = await freeze();
    for (const actor of [bank.manager, { ...bank.manager, grants: [] }]) {
      expect(codes(await ask(actor))).toEqual(["NOT_FOUND"]);
      await expect(take(actor, ["report", "H1"])).rejects.toThrow(/404/);
    }
    expect(codes(await ask(bank.leader, { ...REPORT, kind: "circular" }))).toEqual(["NOT_FOUND"]);
    await ask(bank.leader);
    await work();
    await expect(take(bank.manager, ["report", "H1"])).rejects.toThrow(/404/);
    expect(await listFor(bank.manager)).toEqual([
      ["plan", "pdf", null, false],
      ["plan", "word", null, false],
    ]);
    await publish(seal);
    expect((await ask(bank.manager, { ...REPORT, kind: "circular" })).ok).toBe(true);
    expect(await db.job.count()).toBe(2);
  });

  it("made before the next step is a document of the past and is not offered any more", async () => {
    const seal = await freeze();
    await ask(bank.leader);
    await work();
    expect((await listFor(bank.leader)).at(-1)).toEqual(["report", "word", "DONE", true]);
    await publish(seal);
    const word = (await listFor(bank.leader)).filter(([kind, form]) => kind === "report" && form === "word");
    expect(word).toEqual([["report", "word", null, false]]);
    await expect(take(bank.leader, ["report", "H1"])).rejects.toThrow(/NEXT_REDIRECT/);
  });
});

describe("a long document that cannot be made", () => {
  it("because the review went on meanwhile: the job says so and can be asked for again", async () => {
    const seal = await freeze();
    await ask(bank.leader);
    await publish(seal);
    await work();
    expect(await db.job.findFirstOrThrow()).toMatchObject({ state: "FAILED", errorCode: "PAPER_CHANGED" });
    await ask(bank.leader);
    await work();
    expect((await listFor(bank.leader)).at(-1)).toEqual(["report", "word", "DONE", true]);
  });

  it("because something broke: with a reference, and the page offers it again", async () => {
    await freeze();
    await ask(bank.leader);
    await asOwner(owner, "ALTER TABLE review_results DISABLE TRIGGER USER");
    const [kept] = await asOwner<{ input: string }>(owner, "SELECT input FROM review_results");
    await asOwner(owner, "UPDATE review_results SET input = 'no JSON'");
    await work();
    asking = bank.leader;
    const { long } = await loadDocuments(CAMPAIGN, "zh-CN");
    const failed = long.find(({ kind, form }) => kind === "report" && form === "word");
    expect(failed?.job).toMatchObject({ state: "FAILED", error: { code: "JOB_FAILED" } });
    expect(failed?.job?.error?.values?.reference).toMatch(/^[0-9a-f]{8}$/);
    await asOwner(owner, "UPDATE review_results SET input = $1", [kept?.input]);
    expect((await ask(bank.leader)).ok).toBe(true);
    await work();
    expect((await listFor(bank.leader)).at(-1)).toEqual(["report", "word", "DONE", true]);
  });
});

describe("a short document", () => {
  it("comes at once", async () => {
    await db.participant.deleteMany({ where: { position: { gte: bank.outlets.length } } });
    await freeze();
    expect(await listFor(bank.leader)).toEqual([]);
    expect((await take(bank.leader, ["report", "H1"])).status).toBe(200);
    expect(await db.job.count()).toBe(0);
  });
});
