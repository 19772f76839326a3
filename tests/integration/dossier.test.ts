import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/access/system";
import { perform } from "@/lib/access/usecase";
import { issueToken } from "@/lib/access/usecases";
import { serve } from "@/lib/api/door";
import { takeDossierEndpoint } from "@/lib/api/endpoints";
import { dossierAnswer } from "@/lib/api/schema";
import { fileAppeal, hearAppeal, objectToResult, replyToItem, takeAppealUp } from "@/lib/appeals/usecases";
import { publishReview } from "@/lib/awards/usecases";
import { DOSSIER_JOBS } from "@/lib/dossiers/jobs";
import { buildDossier, cancelDossier, takeDossier } from "@/lib/dossiers/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { readRendition } from "@/lib/platform/files/store";
import { findLastJob } from "@/lib/platform/jobs/data";
import { runQueuedJobs } from "@/lib/platform/jobs/worker";
import { canonical, digest } from "@/lib/reviews/rules/seal";
import {
  commentOnReview,
  freezeReview,
  liftFreeze,
  recordReviewMinutes,
  recuseFromSubject,
  signReview,
} from "@/lib/reviews/usecases";
import type { Programme } from "@/lib/scoring/programme/schema";
import { asOwner, useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";
import { complain, makeReviewedBank, type ReviewedBank, withoutChoices } from "../support/reviewed-bank";

/** The dossier of a sealed review: made as a job, verified by its own verifier alone, and what must not be in it. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

const { loadDossier } = await import("@/lib/dossiers/loaders");
const download = await import("@/app/(app)/campaigns/[campaign]/reviews/[review]/dossier/download/route");
const progress = await import("@/app/(app)/campaigns/[campaign]/reviews/[review]/dossier/progress/route");
const verifying = await import("@/app/(open)/verify/route");

const { owner } = useDatabase({ each: "test" });

const H1 = { campaign: "C-2026-01", review: "H1" };
const CANARIES = ["王投诉人", "13812345678", "李暗访", "O001的暗访照片"];
let bank: ReviewedBank;

beforeEach(async () => {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeReviewedBank(withoutChoices);
});

async function freeze(): Promise<string> {
  const done = await perform(freezeReview, { actor: bank.leader, input: H1 });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value.seal ?? "";
}

async function publish(seal: string): Promise<void> {
  for (const [actor, seat] of [
    [bank.member, "MEMBER"],
    [bank.deputy, "DEPUTY_LEADER"],
    [bank.leader, "LEADER"],
  ] as const) {
    await perform(signReview, { actor, input: { ...H1, seat, seal } });
  }
  const out = await perform(publishReview, { actor: bank.leader, input: { ...H1, seal } });
  if (!out.ok) throw new Error(JSON.stringify(out.refusals));
}

async function build(actor: Actor = bank.leader): Promise<Uint8Array> {
  const asked = await perform(buildDossier, { actor, input: H1 });
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusals));
  await runQueuedJobs(DOSSIER_JOBS);
  const taken = await perform(takeDossier, { actor, input: H1 });
  if (!taken.ok || taken.value.state !== "MADE") throw new Error(JSON.stringify(await db.job.findMany()));
  return new Uint8Array((await readRendition(taken.value.file.storageKey, "original")) ?? []);
}

const codes = (outcome: Awaited<ReturnType<typeof perform>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code);

/** Runs the verifier that lies in the zip, in an empty folder, with nothing of ours around. */
function verify(zip: Uint8Array, what: (folder: string) => string = () => "dossier.zip") {
  const folder = mkdtempSync(join(tmpdir(), "mingyou-dossier-"));
  try {
    const files = unzipSync(zip);
    const [program] = Object.entries(files).filter(([path]) => path.endsWith("/verify.mjs"));
    writeFileSync(join(folder, "verify.mjs"), program![1]);
    writeFileSync(join(folder, "dossier.zip"), zip);
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, "open", path)), { recursive: true });
      writeFileSync(join(folder, "open", path), bytes);
    }
    const done = spawnSync(process.execPath, ["verify.mjs", what(folder), "--json"], {
      cwd: folder,
      env: { NODE_ENV: "production" },
      encoding: "utf8",
    });
    const report = done.stdout ? JSON.parse(done.stdout) : { checks: [] };
    const failed = report.checks
      .filter((check: { ok: boolean }) => !check.ok)
      .map(({ code }: { code: string }) => code);
    return { status: done.status, failed, report, said: done.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ROOT = "C-2026-01-H1-1";
const textOf = (files: Record<string, Uint8Array>, path: string) => Buffer.from(files[`${ROOT}/${path}`]!).toString();

describe("a dossier", () => {
  it("is verified by its own verifier alone, zipped or unpacked", async () => {
    await complain(bank, bank.outlets[3]!.id, "2026-05-20", { validity: "VALID", level: "OUTLET" });
    const seal = await freeze();
    await publish(seal);
    const zip = await build();
    const zipped = verify(zip);
    expect(zipped).toMatchObject({ status: 0, failed: [], said: "" });
    expect(zipped.report).toMatchObject({ ok: true, campaign: "C-2026-01", review: "H1", seq: 1, seal });
    expect(zipped.report.checks.map(({ code }: { code: string }) => code)).toContain("MANIFEST");
    expect(verify(zip, () => `open/${ROOT}`)).toMatchObject({ status: 0, failed: [] });
  });

  it("is refused by it when one byte of a canonical file, or any other file, is another one", async () => {
    const seal = await freeze();
    await publish(seal);
    const zip = await build();
    const files = unzipSync(zip);
    const canonicalFiles = ["chain", "plan", "result-input", "result-output", "seal", "verdict", "manifest"];
    for (const name of canonicalFiles) {
      const path = `${ROOT}/${name}.json`;
      const bytes = files[path]!.slice();
      // A figure or a letter becomes another one, in the middle and at the end.
      for (const start of [bytes.length >> 1, bytes.length - 8]) {
        const changed = bytes.slice();
        let at = start;
        while (!/[0-9a-z]/i.test(String.fromCharCode(changed[at]!))) at -= 1;
        changed[at] = changed[at] === 0x31 ? 0x32 : 0x31;
        expect(verify(zipSync({ ...files, [path]: changed })).status, `${name} at ${at}`).toBe(1);
      }
    }
    const readme = `${ROOT}/README.en.md`;
    const changed = zipSync({ ...files, [readme]: new TextEncoder().encode("another") });
    expect(verify(changed)).toMatchObject({ status: 1, failed: ["MANIFEST"] });
    const { [readme]: _, ...without } = files;
    expect(verify(zipSync(without))).toMatchObject({ status: 1, failed: ["MANIFEST"] });
  }, 300_000);

  it("gives the same bytes for the same result, and others once more was decided", async () => {
    await freeze();
    const first = await build();
    setClock(() => new Date("2026-07-09T05:00:00Z"));
    const second = await build(bank.staff);
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
    await perform(commentOnReview, { actor: bank.member, input: { ...H1, text: "同意按结果公示。" } });
    const third = await build();
    const [before, after] = [unzipSync(first), unzipSync(third)];
    const differing = Object.keys(after).filter(
      (path) => !Buffer.from(after[path]!).equals(Buffer.from(before[path]!)),
    );
    expect(differing.map((path) => path.slice(ROOT.length + 1)).sort()).toEqual([
      "decisions/decisions.json",
      "decisions/en.html",
      "decisions/zh-CN.html",
      "manifest.json",
    ]);
    expect(textOf(after, "decisions/zh-CN.html")).toContain("同意按结果公示。");
  });

  it("holds everything that was promised", async () => {
    const { id } = await db.inspection.findFirstOrThrow({ where: { method: "OPEN", unitId: bank.outlets[0]!.id } });
    const file = await db.evidenceFile.create({
      data: {
        name: "现场.jpg",
        mime: "image/jpeg",
        bytes: 3,
        sha256: "ab".repeat(32),
        storageKey: `ab/${"ab".repeat(32)}/1`,
        uploadedById: bank.leader.accountId,
      },
    });
    await db.finding.create({
      data: {
        no: "F-1",
        inspectionId: id,
        itemCode: "LOB-001",
        lost: "1",
        ofPoints: "2",
        reason: "现场所见",
        evidence: [file.id],
      },
    });
    const seal = await freeze();
    const [unit] = bank.outlets;
    const recused = await perform(recuseFromSubject, {
      actor: bank.member,
      input: { ...H1, subject: unit!.id, interest: "KIN", reason: "配偶在该网点任职。" },
    });
    if (!recused.ok) throw new Error(JSON.stringify(recused.refusals));
    const minuted = await perform(recordReviewMinutes, {
      actor: bank.leader,
      input: {
        ...H1,
        seal,
        heldOn: "2026-07-01",
        place: "十二楼会议室",
        present: [bank.leader.personId, bank.deputy.personId],
        said: "逐项审议了名次、奖励和处罚。",
        resolved: "同意公示。",
      },
    });
    if (!minuted.ok) throw new Error(JSON.stringify(minuted.refusals));
    await publish(seal);
    const objected = await perform(objectToResult, {
      actor: bank.manager,
      input: { ...H1, subject: unit!.id, text: "第二季度的暗访得分与现场不符，请复核。" },
    });
    if (!objected.ok) throw new Error(JSON.stringify(objected.refusals));
    const files = unzipSync(await build());
    expect(Object.keys(files).filter((path) => !path.startsWith(`${ROOT}/`))).toEqual([]);
    const paths = Object.keys(files).map((path) => path.slice(ROOT.length + 1));
    expect(paths.filter((path) => !path.startsWith("explanation/"))).toEqual([
      ...["chain.json", "plan.json", "result-input.json", "result-output.json", "seal.json", "verdict.json"],
      ...["decisions/decisions.json", "decisions/zh-CN.html", "decisions/en.html", "evidence/index.json"],
      ...[
        "workbook/zh-CN.xlsx",
        "workbook/en.xlsx",
        "report/zh-CN.docx",
        "report/en.docx",
        "verify.html",
        "verify.mjs",
      ],
      ...["README.zh-CN.md", "README.en.md", "manifest.json"],
    ]);
    expect(paths.filter((path) => path.startsWith("explanation/en/"))).toHaveLength(5);
    // The trees are those whose digests were sealed.
    const output = JSON.parse(textOf(files, "result-output.json"));
    for (const path of paths.filter((each) => each.startsWith("explanation/trees/"))) {
      const { subject, trees } = JSON.parse(textOf(files, path));
      const sheet = output.sheets.find((each: { subject: string }) => each.subject === subject);
      expect(digest(canonical(trees[0].root))).toBe(sheet.tree);
    }
    const decisions = JSON.parse(textOf(files, "decisions/decisions.json"));
    expect(decisions.signatures.map(({ seat }: { seat: string }) => seat)).toEqual([
      "MEMBER",
      "DEPUTY_LEADER",
      "LEADER",
    ]);
    expect(decisions.steps.map(({ state }: { state: string }) => state)).toEqual(["FROZEN", "APPROVED", "NOTICE"]);
    expect(decisions.awards.length).toBeGreaterThan(0);
    expect(decisions.minutes).toMatchObject([{ seq: 1, heldOn: "2026-07-01", resolved: "同意公示。" }]);
    expect(decisions.recusals).toEqual([
      { name: bank.member.name, subject: unit!.id, interest: "KIN", at: expect.any(String) },
    ]);
    expect(decisions.objections).toEqual([
      {
        no: expect.stringMatching(/^O/),
        subject: unit!.id,
        text: "第二季度的暗访得分与现场不符，请复核。",
        at: expect.any(String),
        answer: null,
      },
    ]);
    expect(decisions.corrections).toEqual([]);
    for (const words of ["同意公示。", "有亲属在那里", "请复核"])
      expect(textOf(files, "decisions/zh-CN.html")).toContain(words);
    for (const texts of Object.values(files)) expect(Buffer.from(texts).includes("配偶在该网点任职")).toBe(false);
    expect(JSON.parse(textOf(files, "evidence/index.json")).files).toEqual([
      {
        sha256: "ab".repeat(32),
        mime: "image/jpeg",
        bytes: 3,
        record: expect.stringMatching(/^I-2026-/),
        name: expect.stringMatching(/^I-2026-\d+-1\.jpg$/),
        with: "RECORD",
        fact: id,
      },
    ]);
    for (const path of ["README.zh-CN.md", "README.en.md"]) {
      expect(textOf(files, path)).toContain(seal);
      expect(textOf(files, path)).not.toMatch(/dossiers\.zip|\{\w+\}/);
    }
    for (const path of paths.filter((each) => each.endsWith(".html") && each !== "verify.html")) {
      expect(textOf(files, path), path).not.toMatch(/<script|https?:|scoring\.says|dossiers\.zip|undefined|\[object/);
    }
    expect(textOf(files, "explanation/zh-CN/index.html")).toContain(">88<");
  });

  it("lists what an outlet laid before hearings and sent with replies, by what it belongs to and never by its name", async () => {
    const [outlet, other] = bank.outlets;
    const no = await complain(bank, outlet!.id, "2026-05-20", { validity: "VALID", level: "HEAD_OFFICE" });
    await publish(await freeze());
    await build();
    asking = bank.leader;
    expect((await loadDossier("C-2026-01", "H1")).made?.stale).toBe(false);

    setClock(() => new Date("2026-07-02T02:00:00Z"));
    const file = async (sha: string, unitId = outlet!.id) => {
      const sha256 = sha.repeat(32);
      const { id } = await db.evidenceFile.create({
        data: {
          name: `李暗访 ${sha}.pdf`,
          mime: "application/pdf",
          bytes: 3,
          sha256,
          storageKey: `${sha}/${sha256}/1`,
          unitId,
          uploadedById: bank.manager.accountId,
        },
      });
      return id;
    };
    const about = { campaign: "C-2026-01", kind: "COMPLAINT", item: no };
    const statement = "王投诉人当日并未到店，有监控为证。";
    const filed = await perform(fileAppeal, {
      actor: bank.manager,
      input: { ...about, statement, evidence: [await file("a1"), await file("a2")] },
    });
    if (!filed.ok) throw new Error(JSON.stringify(filed.refusals));
    const penalty = await db.penaltyDecision.findFirstOrThrow({ where: { subject: outlet!.id } });
    const acts = [
      () =>
        perform(hearAppeal, {
          actor: bank.stranger,
          input: {
            campaign: "C-2026-01",
            no: filed.value.no,
            outcome: "REJECTED",
            code: "NOT_PROVEN",
            reason: "经复核。",
          },
        }),
      async () =>
        perform(takeAppealUp, {
          actor: bank.manager,
          input: { campaign: "C-2026-01", no: filed.value.no, statement, evidence: [await file("a3")] },
        }),
      async () =>
        perform(replyToItem, {
          actor: bank.manager,
          input: { ...about, text: "已经向客户说明。", evidence: [await file("b1")] },
        }),
      async () =>
        perform(replyToItem, {
          actor: bank.manager,
          input: { ...about, kind: "PENALTY", item: penalty.id, text: "已经改正。", evidence: [await file("b2")] },
        }),
    ];
    for (const act of acts) {
      const done = await act();
      if (!done.ok) throw new Error(JSON.stringify(done.refusals));
    }
    // What is said about another review, or about nothing that this result rests on, does not belong here.
    await db.outletReply.create({
      data: {
        campaignId: bank.campaign.id,
        kind: "INSPECTION",
        itemId: other!.id,
        itemNo: "I-2025-00001",
        unitId: other!.id,
        text: "别的事。",
        evidence: [await file("c1", other!.id)],
        byId: bank.manager.accountId,
        byName: bank.manager.name,
      },
    });
    expect((await loadDossier("C-2026-01", "H1")).made?.stale).toBe(true);

    const zip = await build();
    expect(verify(zip)).toMatchObject({ status: 0, failed: [] });
    const files = unzipSync(zip);
    const complaint = await db.complaint.findUniqueOrThrow({ where: { no } });
    const entry = (sha: string, name: string, more: { with: string; record: string; fact: string | null }) => ({
      sha256: sha.repeat(32),
      mime: "application/pdf",
      bytes: 3,
      name: `${name}.pdf`,
      ...more,
    });
    const appeal = { with: "APPEAL", record: filed.value.no, fact: complaint.id };
    const index = textOf(files, "evidence/index.json");
    expect(JSON.parse(index).files).toEqual([
      entry("a1", `${filed.value.no}-1-1`, appeal),
      entry("a2", `${filed.value.no}-1-2`, appeal),
      entry("a3", `${filed.value.no}-2-1`, appeal),
      entry("b1", `${no}-R1-1`, { with: "REPLY", record: no, fact: complaint.id }),
      entry("b2", `${penalty.penaltyCode}-R1-1`, {
        with: "REPLY",
        record: penalty.penaltyCode,
        fact: penalty.factId || null,
      }),
    ]);
    for (const words of ["李暗访", "王投诉人", bank.manager.name, bank.manager.accountId])
      expect(index).not.toContain(words);
    // One byte of the index is another one: the list of contents says so.
    const changed = new TextEncoder().encode(index.replace("a1a1", "a1a0"));
    expect(verify(zipSync({ ...files, [`${ROOT}/evidence/index.json`]: changed }))).toMatchObject({
      status: 1,
      failed: ["MANIFEST"],
    });
  });

  it("brings the results before it, each to be verified by itself", async () => {
    const first = await freeze();
    await perform(liftFreeze, { actor: bank.leader, input: { ...H1, reason: "补录投诉。" } });
    await complain(bank, bank.outlets[3]!.id, "2026-05-20", { validity: "VALID", level: "OUTLET" });
    const second = await freeze();
    const zip = await build();
    expect(verify(zip)).toMatchObject({ status: 0, failed: [] });
    const files = unzipSync(zip);
    const chain = JSON.parse(Buffer.from(files["C-2026-01-H1-2/chain.json"]!).toString());
    expect(chain.map(({ seal, previous }: Record<string, string>) => [previous, seal])).toEqual([
      [null, first],
      [first, second],
    ]);
    const earlier = verify(zip, () => "open/C-2026-01-H1-2/earlier/C-2026-01-H1-1.zip");
    expect(earlier).toMatchObject({ status: 0, failed: [], report: { seal: first, seq: 1 } });
  });
});

describe("what must not be in it", () => {
  it("nobody who complained, no unannounced visitor, no staff number, no name of a filed picture", async () => {
    const outlet = bank.outlets[0]!;
    const covert = await db.inspection.findFirstOrThrow({ where: { method: "COVERT", unitId: outlet.id } });
    await asOwner(owner, "ALTER TABLE inspections DISABLE TRIGGER USER");
    await asOwner(owner, "UPDATE inspections SET author_name = $1 WHERE id = $2::uuid", ["李暗访", covert.id]);
    const picture = await db.evidenceFile.create({
      data: {
        name: "李暗访 O001的暗访照片.jpg",
        mime: "image/jpeg",
        bytes: 3,
        sha256: "cd".repeat(32),
        storageKey: `cd/${"cd".repeat(32)}/1`,
        uploadedById: bank.leader.accountId,
      },
    });
    await db.finding.create({
      data: {
        no: "F-2",
        inspectionId: covert.id,
        itemCode: "LOB-001",
        lost: "1",
        ofPoints: "2",
        reason: "李暗访所见",
        evidence: [picture.id],
      },
    });
    const no = await complain(bank, outlet.id, "2026-05-20", {
      validity: "VALID",
      level: "OUTLET",
      personId: outlet.teller,
    });
    await asOwner(owner, "ALTER TABLE complaints DISABLE TRIGGER USER");
    await asOwner(owner, "UPDATE complaints SET account = $1 WHERE no = $2", ["王投诉人，电话13812345678。", no]);
    const seal = await freeze();
    await publish(seal);
    const staffNumbers = (await db.person.findMany({ select: { staffNo: true } })).flatMap(({ staffNo }) =>
      /^\d+$/.test(staffNo) ? [staffNo] : [],
    );
    expect(staffNumbers).toHaveLength(8);

    const files = unzipSync(await build());
    const texts = Object.entries(files).flatMap(([path, bytes]) =>
      path.endsWith(".xlsx")
        ? Object.entries(unzipSync(bytes)).map(
            ([inner, part]) => [`${path}/${inner}`, Buffer.from(part).toString()] as const,
          )
        : [[path, Buffer.from(bytes).toString()] as const],
    );
    expect(texts.some(([, text]) => text.includes(no))).toBe(true);
    for (const [path, text] of texts) {
      for (const canary of CANARIES) expect(text.includes(canary), `${canary} in ${path}`).toBe(false);
      // A staff number as a word of its own; the same figures inside of an id or an amount say nothing.
      for (const number of staffNumbers) {
        expect(new RegExp(`(?:"|>)${number}(?:"|<)`).test(text), `${number} in ${path}`).toBe(false);
      }
    }
  });
});

describe("a dossier of a review over people", () => {
  it("names them, and has no staff number, also where the workbook and the file names have codes", async () => {
    const made = await db.campaignPlan.findFirstOrThrow();
    const document = structuredClone(made.document) as unknown as Programme;
    const [half] = document.reviews.filter(({ code }) => code === "H1");
    Object.assign(half!, { subjects: { kind: "PERSON" } });
    const plan = {
      ...document,
      awards: document.awards.filter(({ review }) => review !== "H1"),
      penalties: document.penalties.filter(({ review }) => review !== "H1"),
    };
    await db.campaignPlan.create({
      data: {
        campaignId: made.campaignId,
        version: 2,
        document: JSON.parse(JSON.stringify(plan)),
        hash: digest(canonical(plan)),
        publishedById: made.publishedById,
      },
    });
    await db.person.updateMany({ data: { name: "柜员甲", nameLatin: "Teller" } });
    await freeze();
    const zip = await build();
    expect(verify(zip)).toMatchObject({ status: 0, failed: [] });
    const files = unzipSync(zip);
    expect(textOf(files, "explanation/zh-CN/index.html")).toContain("柜员甲");
    const staff = (await db.person.findMany()).flatMap(({ staffNo }) => (/^\d+$/.test(staffNo) ? [staffNo] : []));
    const texts = Object.entries(files).flatMap(([path, bytes]) =>
      path.endsWith(".xlsx")
        ? Object.values(unzipSync(bytes)).map((part) => Buffer.from(part).toString())
        : [path, Buffer.from(bytes).toString()],
    );
    for (const number of staff) {
      const word = new RegExp(`(?:["> /]|\\d-)${number}["<. ]`);
      expect(texts.filter((text) => word.test(text))).toEqual([]);
    }
  });
});

describe("who gets it", () => {
  it("those who may read all of the review, and for everybody else it is not there", async () => {
    await freeze();
    const branch = { id: "", path: bank.leader.grants[0]!.path };
    const auditor = { ...bank.leader, grants: [{ ...bank.leader.grants[0]!, role: "AUDITOR" as const }] };
    const nobodies: Actor[] = [
      bank.manager,
      { ...bank.leader, grants: [] },
      await actorFor("inspector", "INSPECTOR", bank.outlets[0]!),
      await actorFor("officer", "COMPLAINT_OFFICER", bank.outlets[0]!),
      await actorFor("teller", "STAFF", bank.outlets[0]!),
      { ...bank.leader, grants: [{ ...bank.leader.grants[0]!, path: "/hq/b02/" }] },
      { ...bank.leader, grants: [{ ...bank.leader.grants[0]!, role: "SYSTEM_ADMIN" }] },
    ];
    expect(branch.path).not.toBe("");
    const acts = [
      (actor: Actor, input = H1) => perform(buildDossier, { actor, input }),
      (actor: Actor, input = H1) => perform(takeDossier, { actor, input }),
      (actor: Actor, input = H1) => perform(cancelDossier, { actor, input }),
    ];
    for (const act of acts) {
      for (const actor of nobodies) expect(codes(await act(actor))).toEqual(["NOT_FOUND"]);
      expect(codes(await act(bank.leader, { ...H1, review: "NONE" }))).toEqual(["NOT_FOUND"]);
    }
    for (const actor of [bank.leader, bank.staff, auditor])
      expect((await build(actor)).byteLength).toBeGreaterThan(1000);
    expect(await db.job.count()).toBe(3);
  });

  it("also not after publication: it holds what concerns other outlets", async () => {
    await publish(await freeze());
    await build();
    expect(codes(await perform(takeDossier, { actor: bank.manager, input: H1 }))).toEqual(["NOT_FOUND"]);
  });

  it("and it is written down who asked for it, what was made, and who took which bytes", async () => {
    const seal = await freeze();
    await build(bank.staff);
    const { file } = (await findLastJob(db, "dossiers.build", (await db.reviewResult.findFirstOrThrow()).id))!;
    const trail = await db.auditEntry.findMany({
      where: { action: { startsWith: "dossiers." } },
      orderBy: { at: "asc" },
      select: { action: true, actorName: true, via: true, outcome: true, detail: true },
    });
    const sha256 = file?.sha256;
    expect(trail).toEqual([
      expect.objectContaining({ action: "dossiers.build", actorName: bank.staff.name, outcome: "DONE" }),
      expect.objectContaining({ action: "dossiers.built", via: "SYSTEM", detail: expect.objectContaining({ sha256 }) }),
      expect.objectContaining({ action: "dossiers.take", detail: { review: "H1", seal, sha256 } }),
    ]);
  });
});

describe("refusals", () => {
  it("before there is a result, before it was asked for, and while it waits", async () => {
    expect(codes(await perform(buildDossier, { actor: bank.leader, input: H1 }))).toEqual(["NO_RESULT"]);
    expect(codes(await perform(takeDossier, { actor: bank.leader, input: H1 }))).toEqual(["NOT_BUILT"]);
    await freeze();
    expect(codes(await perform(takeDossier, { actor: bank.leader, input: H1 }))).toEqual(["NOT_BUILT"]);
    expect(codes(await perform(cancelDossier, { actor: bank.leader, input: H1 }))).toEqual(["NOT_RUNNING"]);
    const asked = await perform(buildDossier, { actor: bank.leader, input: H1 });
    const again = await perform(buildDossier, { actor: bank.staff, input: H1 });
    expect(again).toEqual(asked);
    const taken = await perform(takeDossier, { actor: bank.leader, input: H1 });
    expect(taken.ok && taken.value.state).toBe("MAKING");
    expect((await perform(cancelDossier, { actor: bank.leader, input: H1 })).ok).toBe(true);
    await runQueuedJobs(DOSSIER_JOBS);
    expect(await db.producedFile.count()).toBe(0);
  });

  it.each([
    [
      "a stored figure was changed",
      "UPDATE review_results SET input = replace(input, '\"98\"', '\"99\"')",
      "SEAL_BROKEN",
    ],
    [
      "the plan was changed",
      "UPDATE campaign_plans SET document = jsonb_set(document, '{name,zh}', '\"另一个\"')",
      "SEAL_BROKEN",
    ],
    ["the chain has a gap", `UPDATE review_results SET previous_seal = '${"a".repeat(64)}'`, "CHAIN_BROKEN"],
  ])("when %s", async (_, statement, code) => {
    await freeze();
    for (const table of ["review_results", "campaign_plans"])
      await asOwner(owner, `ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await asOwner(owner, statement);
    await perform(buildDossier, { actor: bank.leader, input: H1 });
    await runQueuedJobs(DOSSIER_JOBS);
    const job = await findLastJob(db, "dossiers.build", (await db.reviewResult.findFirstOrThrow()).id);
    expect(job).toMatchObject({ state: "FAILED", error: { code }, file: null });
  });
});

describe("its page", () => {
  const params = { params: Promise.resolve(H1) };
  const request = new Request("http://localhost:3000/");
  const load = (actor: Actor) => {
    asking = actor;
    return loadDossier(H1.campaign, H1.review);
  };
  const absent = (work: () => Promise<unknown>) => expect(work()).rejects.toThrow(/404/);

  it("says what stands, from before the freeze to after the next decision", async () => {
    expect(await load(bank.leader)).toMatchObject({ result: null, job: null, made: null, chain: [] });
    const seal = await freeze();
    expect(await load(bank.leader)).toMatchObject({
      job: null,
      made: null,
      chain: [{ seal, previous: null, agrees: true, own: true, review: "H1" }],
    });
    await perform(buildDossier, { actor: bank.staff, input: H1 });
    expect(await load(bank.leader)).toMatchObject({ job: { state: "QUEUED", askedName: bank.staff.name }, made: null });
    expect(await (await progress.GET(request, params)).json()).toEqual({
      state: "QUEUED",
      stage: "",
      done: 0,
      total: 0,
    });
    await absent(() => download.GET(request, params));
    await runQueuedJobs(DOSSIER_JOBS);
    expect(await load(bank.leader)).toMatchObject({ job: { state: "DONE" }, made: { stale: false } });
    setClock(() => new Date("2026-07-02T02:00:00Z"));
    await perform(commentOnReview, { actor: bank.member, input: { ...H1, text: "同意。" } });
    expect(await load(bank.leader)).toMatchObject({ made: { stale: true } });
  });

  it("is not there for those who may not read all of it, published or not; nor is what it leads to", async () => {
    const seal = await freeze();
    await build();
    for (const turn of ["frozen", "published"]) {
      if (turn === "published") await publish(seal);
      asking = bank.manager;
      await absent(() => load(bank.manager));
      await absent(() => progress.GET(request, params));
      await absent(() => download.GET(request, params));
    }
  });

  it("hands the zip over under a name that says nothing before publication", async () => {
    const seal = await freeze();
    const zip = await build();
    asking = bank.leader;
    const before = await download.GET(request, params);
    expect(before.headers.get("content-disposition")).toMatch(/^attachment; filename="dossier-[0-9a-f]{8}\.zip"$/);
    expect(before.headers.get("cache-control")).toBe("private, no-store");
    expect(Buffer.from(await before.arrayBuffer()).equals(Buffer.from(zip))).toBe(true);
    await publish(seal);
    const after = await download.GET(request, params);
    expect(after.headers.get("content-disposition")).toBe('attachment; filename="C-2026-01-H1-dossier.zip"');
  });

  it("shows a broken link of the chain", async () => {
    await freeze();
    await perform(liftFreeze, { actor: bank.leader, input: { ...H1, reason: "补录投诉。" } });
    await freeze();
    await asOwner(owner, "ALTER TABLE review_results DISABLE TRIGGER USER");
    await asOwner(owner, `UPDATE review_results SET input = replace(input, '"98"', '"99"') WHERE seq = 1`);
    const { chain } = await load(bank.leader);
    expect(chain.map(({ seq, agrees }) => [seq, agrees])).toEqual([
      [1, false],
      [2, true],
    ]);
  });
});

describe("for other systems", () => {
  const keyOf = async (actor: Actor, scopes: readonly string[] = ["dossiers:read"]) => {
    const issued = await perform(issueToken, {
      actor: systemActor(),
      input: { name: "k", accountId: actor.accountId, scopes, expiresOn: "2026-12-31" },
    });
    if (!issued.ok) throw new Error(JSON.stringify(issued.refusals));
    return issued.value.token;
  };
  const get = async (token: string) =>
    serve(takeDossierEndpoint)(
      new Request("http://localhost:3000/api/v1", { headers: { authorization: `Bearer ${token}` } }),
      { params: Promise.resolve(H1) },
    );

  it("is there once it is published and made: 404, 409, 202, then the zip", async () => {
    const key = await keyOf(bank.staff);
    const seal = await freeze();
    await build();
    expect((await get(key)).status).toBe(404);
    await db.$executeRaw`UPDATE jobs SET about = 'another' WHERE kind = 'dossiers.build'`;
    await publish(seal);
    const missing = await get(key);
    expect([missing.status, (await missing.json()).code]).toEqual([409, "NOT_BUILT"]);
    await perform(buildDossier, { actor: bank.leader, input: H1 });
    const waiting = await get(key);
    expect(waiting.status).toBe(202);
    expect(dossierAnswer.safeParse(await waiting.json()).success).toBe(true);
    await runQueuedJobs(DOSSIER_JOBS);
    const made = await get(key);
    expect([made.status, made.headers.get("content-type")]).toEqual([200, "application/zip"]);
    expect(verify(new Uint8Array(await made.arrayBuffer()))).toMatchObject({ status: 0 });
    expect((await get(await keyOf(bank.manager))).status).toBe(404);
    expect((await get(await keyOf(bank.staff, ["results:read"]))).status).toBe(403);
  });
});

describe("the verifier for anybody", () => {
  it("is the page that lies in the dossier, and may reach no address", async () => {
    await freeze();
    const answer = await verifying.GET();
    const page = await answer.text();
    expect(page).toBe(textOf(unzipSync(await build()), "verify.html"));
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+';/);
    expect(policy).not.toMatch(/connect-src|unsafe|https?:|\*/);
  });
});
