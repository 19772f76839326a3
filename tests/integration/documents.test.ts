import { unzipSync } from "fflate";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { finaliseReview } from "@/lib/appeals/usecases";
import { publishReview } from "@/lib/awards/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { loadVerification } from "@/lib/reports/loaders/certificates";
import { loadDocuments } from "@/lib/reports/loaders/documents";
import { codeOf } from "@/lib/reports/rules/certificates";
import { issueCertificates, revokeCertificate } from "@/lib/reports/usecases";
import { canonical, digest } from "@/lib/reviews/rules/seal";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import { useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";
import { readPdf } from "../support/pdf";
import {
  complain,
  makeReviewedBank,
  type ReviewedBank,
  underSubBranches,
  withoutChoices,
} from "../support/reviewed-bank";

/** Office documents as they leave the house: who gets which, when, what is in it, and what is written down. */

let asking: Actor;
let source = "10.0.0.1";
vi.mock("@/lib/access/loaders", () => ({
  requireActor: async () => asking,
  findCurrentActor: async () => asking,
}));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ "x-forwarded-for": source }) }));
vi.mock("next-intl/server", () => ({ getLocale: async () => "zh-CN" }));

const { GET } = await import("@/app/(app)/campaigns/[campaign]/documents/[...paper]/route");

useDatabase({ each: "test" });

let bank: ReviewedBank;
const CAMPAIGN = "C-2026-01";
const H1 = { campaign: CAMPAIGN, review: "H1" };
const PAPERS = [["plan"], ["circular", "H1"], ["report", "H1"], ["decision", "H1"], ["list", "H1"]];

beforeEach(async () => {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeReviewedBank(withoutChoices);
  for (const outlet of bank.outlets.slice(0, 2)) {
    const { id } = await db.inspection.findFirstOrThrow({ where: { unitId: outlet.id, method: "OPEN" } });
    await db.finding.create({
      data: {
        no: `I-2026-F${outlet.code}`,
        inspectionId: id,
        itemCode: "LOB-001",
        lost: "1",
        ofPoints: "2",
        reason: "现场所见",
        evidence: [],
      },
    });
  }
  // Both are punished by rule: the head of the outlet and the teller.
  for (const outlet of bank.outlets.slice(2))
    await complain(bank, outlet.id, "2026-05-20", {
      validity: "VALID",
      level: "HEAD_OFFICE",
      personId: outlet.teller,
    });
});

async function done(act: Promise<{ ok: boolean }>): Promise<void> {
  const outcome = await act;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
}

async function freeze(): Promise<string> {
  const frozen = await perform(freezeReview, { actor: bank.leader, input: H1 });
  if (!frozen.ok) throw new Error(JSON.stringify(frozen.refusals));
  return frozen.value.seal ?? "";
}

async function publish(): Promise<void> {
  const seal = await freeze();
  for (const [actor, seat] of [
    [bank.member, "MEMBER"],
    [bank.deputy, "DEPUTY_LEADER"],
    [bank.leader, "LEADER"],
  ] as const)
    await done(perform(signReview, { actor, input: { ...H1, seat, seal } }));
  await done(perform(publishReview, { actor: bank.leader, input: { ...H1, seal } }));
}

async function finalise(): Promise<void> {
  await publish();
  setClock(() => new Date("2026-07-20T02:00:00Z"));
  await done(perform(finaliseReview, { actor: bank.leader, input: H1 }));
}

async function take(actor: Actor, paper: readonly string[], query = ""): Promise<{ name: string; bytes: Uint8Array }> {
  asking = actor;
  const response = await GET(new Request(`http://localhost:3000/${query}`), {
    params: Promise.resolve({ campaign: CAMPAIGN, paper: [...paper] }),
  });
  expect(response.headers.get("Cache-Control")).toBe("private, no-store");
  const name = /''(.*)$/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "";
  return { name: decodeURIComponent(name), bytes: new Uint8Array(await response.arrayBuffer()) };
}
const textOf = async (...asked: Parameters<typeof take>) =>
  readPdf((await take(...asked)).bytes).text.replaceAll(/[\s\u200b]/g, "");
const absent = (work: Promise<unknown>) => expect(work).rejects.toThrow(/404/);
const listFor = async (actor: Actor) => {
  asking = actor;
  return (await loadDocuments(CAMPAIGN)).reviews[0];
};
const issue = (actor: Actor = bank.leader) => perform(issueCertificates, { actor, input: H1 });
const codes = (outcome: Awaited<ReturnType<typeof issue>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code);

describe("before publication", () => {
  it("only the plan is for everybody, and the report for those who prepare the review", async () => {
    await freeze();
    for (const paper of PAPERS.slice(1)) {
      await absent(take(bank.manager, paper));
      if (paper[0] !== "report") await absent(take(bank.leader, paper));
    }
    const text = await textOf(bank.leader, ["report", "H1"]);
    expect(text).toContain("讨论稿，结果尚未公布");
    expect(await textOf(bank.manager, ["plan"])).toContain("2026年文明优质服务竞赛实施方案");
    expect(await listFor(bank.manager)).toBeUndefined();
    expect((await listFor(bank.leader))?.papers).toEqual(["report"]);
    expect(await db.auditEntry.count({ where: { action: "documents.take", outcome: "REFUSED" } })).toBe(7);
  });

  it("nobody is notified, and no certificate is issued", async () => {
    await freeze();
    expect((await listFor(bank.leader))?.notices).toEqual([]);
    expect(codes(await issue())).toEqual(["REVIEW_NOT_FINAL"]);
  });
});

describe("ranks within sub-branches", () => {
  it("stand in the circular and the report as soon as there are two with a list each", async () => {
    await underSubBranches(bank);
    await publish();
    for (const [actor, kind] of [
      [bank.manager, "circular"],
      [bank.leader, "report"],
    ] as const) {
      const text = await textOf(actor, [kind, "H1"]);
      expect(text).toContain("支行内（位次/排名数）");
      for (const place of ["S01网点1/2", "S01网点2/2", "S02网点1/2", "S02网点2/2"]) expect(text).toContain(place);
      expect(text).not.toContain("片区内");
    }
  });
});

describe("winners that the plan reports to nobody", () => {
  it("make no list for the level above", async () => {
    const plan = await db.campaignPlan.findFirstOrThrow();
    const { awards, ...rest } = plan.document as unknown as { awards: Record<string, unknown>[] };
    const document = { ...rest, awards: awards.map(({ report: _, ...award }) => award) };
    const hash = digest(canonical(document));
    const { campaignId, publishedById } = plan;
    await db.campaignPlan.create({
      data: { campaignId, version: 2, document: document as never, hash, publishedById },
    });
    await finalise();
    expect((await listFor(bank.staff))?.papers).toEqual(["circular", "report", "decision"]);
    await absent(take(bank.staff, ["list", "H1"]));
  });
});

describe("a published review", () => {
  it("has one circular for everybody: list, awards, problems of several outlets, and no fine of anybody", async () => {
    await publish();
    const [ofManager, ofLeader] = [
      await textOf(bank.manager, ["circular", "H1"]),
      await textOf(bank.leader, ["circular", "H1"]),
    ];
    expect(ofManager).toBe(ofLeader);
    expect(ofManager).toContain("关于2026年文明优质服务竞赛上半年评比结果的通报");
    for (const outlet of bank.outlets) expect(ofManager).toContain(outlet.code);
    expect(ofManager).toContain("其余处理决定另行书面通知有关单位和个人。");
    expect(ofManager).not.toContain("免职");
    expect(ofManager).toContain("公示");
    for (const paper of [
      ["report", "H1"],
      ["list", "H1"],
      ["decision", "H1"],
    ])
      await absent(take(bank.manager, paper));
    expect((await listFor(bank.manager))?.papers).toEqual(["circular"]);
  });

  it("comes as Word and in English, and under its own name", async () => {
    await publish();
    const word = await take(bank.manager, ["circular", "H1"], "?form=word");
    expect(word.name).toBe("C-2026-01-H1-通报.docx");
    const xml = new TextDecoder().decode(unzipSync(word.bytes)["word/document.xml"]);
    expect(xml).toContain('w:line="579"');
    expect(xml).toContain("关于2026年文明优质服务竞赛");
    const english = await take(bank.manager, ["circular", "H1"], "?language=en");
    expect(english.name).toBe("C-2026-01-H1-circular.pdf");
    expect(readPdf(english.bytes).text).toContain("Service competition 2026");
    for (const query of ["?form=exe", "?language=fr"]) await absent(take(bank.manager, ["circular", "H1"], query));
  });

  it("notifies those it concerns: the ledger sees all, an outlet its own, a person theirs, and nobody else any", async () => {
    await publish();
    const all = (await listFor(bank.leader))?.notices ?? [];
    expect(all).toHaveLength(4);
    expect((await listFor(bank.manager))?.notices).toEqual([]);
    const third = bank.outlets[2]!;
    const head = { ...(await actorFor("manager3", "BRANCH_MANAGER", third)), personId: third.head };
    const own = (await listFor(head))?.notices ?? [];
    expect(own).toHaveLength(2);
    const teller = { ...(await actorFor("teller3", "STAFF", third)), personId: third.teller };
    const mine = (await listFor(teller))?.notices ?? [];
    expect(mine).toHaveLength(1);

    const text = await textOf(head, ["notice", mine[0]!.id]);
    for (const said of ["处罚通知书", "方案第十条", "重新竞聘上岗", "书面提出申诉", "T-2026-"])
      expect(text).toContain(said);
    expect(await textOf(teller, ["notice", mine[0]!.id])).toBe(text);
    await absent(take(bank.manager, ["notice", mine[0]!.id]));
    await absent(take(teller, ["notice", all.find(({ id }) => id !== mine[0]!.id)!.id]));
    await absent(take(bank.leader, ["notice", "00000000-0000-7000-8000-000000000000"]));
    const trail = await db.auditEntry.findMany({ where: { action: "documents.takeNotice" }, orderBy: { at: "asc" } });
    expect(trail.map(({ outcome }) => outcome)).toEqual(["DONE", "DONE", "REFUSED", "REFUSED", "REFUSED"]);
    expect(trail[0]?.detail).toMatchObject({ review: "H1", notice: mine[0]!.id, form: "pdf", language: "zh-CN" });
  });
});

describe("a final review", () => {
  it("has its decision for everybody, its list and report for the ledger", async () => {
    await finalise();
    expect((await listFor(bank.manager))?.papers).toEqual(["circular", "decision"]);
    expect((await listFor(bank.staff))?.papers).toEqual(["circular", "report", "decision", "list"]);
    expect(await textOf(bank.manager, ["decision", "H1"])).toContain("文明优质服务集体奖");
    const list = await textOf(bank.staff, ["list", "H1"]);
    for (const said of ["上报", "外出学习、考察", "分行"]) expect(list).toContain(said);
    await absent(take(bank.manager, ["list", "H1"]));
    const report = await textOf(bank.staff, ["report", "H1"]);
    for (const said of ["得分构成", "各评分项平均得分", "反复出现的问题", "认定有效投诉2件", "免职"])
      expect(report).toContain(said);
    for (const paper of PAPERS)
      for (const query of ["?language=en", "?form=word", "?form=word&language=en"])
        expect((await take(bank.leader, paper, query)).bytes.length).toBeGreaterThan(5000);
    expect(await db.auditEntry.findFirst({ where: { action: "documents.take", outcome: "DONE" } })).toMatchObject({
      subject: CAMPAIGN,
      detail: expect.objectContaining({
        kind: "decision",
        review: "H1",
        seal: expect.stringMatching(/^[0-9a-f]{64}$/),
      }),
    });
  });

  it("gives each award one certificate, by those who may, and only once", async () => {
    await finalise();
    expect(codes(await issue(bank.manager))).toEqual(["NOT_FOUND"]);
    const [one, other] = await Promise.all([issue(), issue()]);
    expect([one.ok, other.ok].sort()).toEqual([false, true]);
    expect(codes(one.ok ? other : one)).toEqual(["NOTHING_TO_ISSUE"]);
    const stored = await db.certificate.findMany();
    expect(stored).toHaveLength(await db.awardDecision.count({ where: { granted: true } }));
    expect(stored.every(({ check }) => /^[2-9B-DF-HJKMNP-TV-Z]{12}$/.test(check))).toBe(true);
    expect(new Set(stored.map(({ check }) => check)).size).toBe(stored.length);
    await expect(db.certificate.updateMany({ data: { recipientZh: "别人" } })).rejects.toThrow();
    await expect(db.certificate.deleteMany()).rejects.toThrow();
    expect((await listFor(bank.leader))?.waiting).toBe(0);
  });

  it("prints a certificate for the winner and the ledger, and shows it to no other outlet", async () => {
    await finalise();
    await done(issue());
    const certificate = await db.certificate.findFirstOrThrow({ where: { awardCode: "COLLECTIVE" } });
    const winner = bank.outlets.find(({ id }) => id === certificate.unitId)!;
    const [manager, another] = [
      await actorFor("winner", "BRANCH_MANAGER", winner),
      await actorFor("another", "BRANCH_MANAGER", bank.outlets.find(({ id }) => id !== certificate.unitId)!),
    ];
    const file = await take(manager, ["certificate", certificate.serial]);
    expect(file.name).toBe(`${certificate.serial}-奖状.pdf`);
    const pdf = readPdf(file.bytes);
    expect([pdf.pages, pdf.tagged, pdf.archival]).toEqual([1, true, true]);
    expect(pdf.fonts.map(({ name }) => name).join()).toContain("MaShanZheng");
    for (const said of ["奖状", certificate.recipientZh, "文明优质服务集体奖", certificate.serial])
      expect(pdf.text.replaceAll(/\s/g, "")).toContain(said);
    expect(pdf.text).not.toContain(certificate.check);
    await absent(take(another, ["certificate", certificate.serial]));
    await absent(take(manager, ["certificate", certificate.serial], "?form=word"));
    const seen = (await listFor(another))?.certificates.map(({ serial }) => serial) ?? [];
    expect(seen).not.toContain(certificate.serial);
  });
});

describe("the public check of a certificate", () => {
  async function issued() {
    await finalise();
    await done(issue());
    return db.certificate.findFirstOrThrow({ where: { awardCode: "COLLECTIVE" } });
  }

  it("says whether it is valid and what is printed on it, and nothing else", async () => {
    const certificate = await issued();
    expect(await loadVerification(codeOf(certificate))).toEqual({
      state: "ANSWERED",
      found: {
        valid: true,
        award: { zh: "文明优质服务集体奖", en: "Collective award for civilised quality service" },
        recipient: { zh: certificate.recipientZh, en: certificate.recipientEn },
        campaign: { zh: "2026年文明优质服务竞赛", en: "Service competition 2026" },
        awardedOn: "2026-07-20",
      },
    });
  });

  it("answers a wrong check, a number that nobody has, and nonsense alike", async () => {
    const { serial, check } = await issued();
    const wrong = check.startsWith("2") ? `3${check.slice(1)}` : `2${check.slice(1)}`;
    const unknown = { state: "ANSWERED", found: null };
    for (const code of [
      `${serial}-${wrong}`,
      `${serial}-`,
      serial,
      `${serial}-${check}X`,
      `${serial}-${check.slice(0, 11)}`,
      `JZ-2026-99999-${check}`,
      "",
      "-",
      "证".repeat(200),
      `${serial}-${"证".repeat(12)}`,
    ])
      expect(await loadVerification(code), code).toEqual(unknown);
  });

  it("says that it is not valid once another result counts under which the award was not granted", async () => {
    const certificate = await issued();
    const { id: _, input, output, ...result } = await db.reviewResult.findFirstOrThrow();
    await db.reviewResult.create({
      data: { ...result, input: input as never, output: output as never, seq: result.seq + 1, seal: "b".repeat(64) },
    });
    const answer = await loadVerification(codeOf(certificate));
    expect(answer.state === "ANSWERED" && answer.found?.valid).toBe(false);
  });

  it("says that it is not valid once it was revoked, and keeps it", async () => {
    const certificate = await issued();
    const input = { campaign: CAMPAIGN, serial: certificate.serial, reason: "奖项撤销。" };
    const refused = await perform(revokeCertificate, { actor: bank.manager, input });
    expect(refused.ok ? null : refused.refusals[0].code).toBe("NOT_FOUND");
    await done(perform(revokeCertificate, { actor: bank.leader, input }));
    const again = await perform(revokeCertificate, { actor: bank.leader, input });
    expect(again.ok ? null : again.refusals[0].code).toBe("ALREADY_REVOKED");
    const answer = await loadVerification(codeOf(certificate));
    expect(answer.state === "ANSWERED" && answer.found?.valid).toBe(false);
    await absent(take(bank.leader, ["certificate", certificate.serial]));
    expect(codes(await issue())).toEqual(["NOTHING_TO_ISSUE"]);
  });

  it("ends after thirty checks a minute from one address", async () => {
    const certificate = await issued();
    source = "10.0.0.9";
    const answers = [];
    for (let i = 0; i < 31; i += 1) answers.push((await loadVerification(codeOf(certificate))).state);
    expect(answers.filter((state) => state === "BUSY")).toHaveLength(1);
    source = "10.0.0.10";
    expect((await loadVerification(codeOf(certificate))).state).toBe("ANSWERED");
  });
});
