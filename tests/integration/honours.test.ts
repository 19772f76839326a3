import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { loadFile } from "@/lib/honours/loaders/files";
import { loadRegister, loadRegisterExport } from "@/lib/honours/loaders/register";
import { enterHonour, withdrawHonour } from "@/lib/honours/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { numberDocument } from "@/lib/reports/usecases";
import { fallAway } from "@/lib/settlement/usecases";
import { asOwner, useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";
import type { ReviewedBank } from "../support/reviewed-bank";
import { atNoon, finalise, H1, makeSettledBank, must, publish, refusalsOf } from "../support/settled-bank";

/** The register of honours: decisions of final reviews by themselves, others with their document, for those who may read. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

const { owner } = useDatabase({ each: "test" });

let bank: ReviewedBank;

beforeEach(async () => {
  bank = await makeSettledBank();
  asking = bank.staff;
});

async function document(by = bank.staff, at = 0): Promise<string> {
  const sha256 = randomBytes(32).toString("hex");
  const { id } = await db.evidenceFile.create({
    data: {
      name: "文件.pdf",
      mime: "application/pdf",
      bytes: 3,
      sha256,
      storageKey: `${sha256.slice(0, 2)}/${sha256}`,
      unitId: bank.outlets[at]!.id,
      uploadedById: by.accountId,
    },
  });
  return id;
}

const MEDAL = {
  kind: "PERSONAL",
  level: "EXTERNAL",
  title: "五一劳动奖章",
  unit: "O001",
  person: "1002",
  grantedBy: "市总工会",
  reference: "市工发〔2026〕8号",
  on: "2026-05-01",
};
const enter = async (more: object = {}, actor = bank.staff) =>
  must(enterHonour, actor, { ...MEDAL, evidence: [await document(actor)], ...more });
const titles = async (asked: Record<string, string> = {}) =>
  (await loadRegister(asked)).rows.map(({ title, code }) => `${title.zh} ${code}`);

describe("own decisions in the register", () => {
  it("are there by themselves once a review is final, with who gave them and the number of the decision", async () => {
    await publish(bank);
    expect(await titles()).toEqual([]);
    await finalise(bank);
    await must(numberDocument, bank.staff, {
      campaign: "C-2026-01",
      kind: "decision",
      of: "H1",
      number: "渝明发〔2026〕12号",
    });
    const { rows, counts } = await loadRegister({});
    expect(rows).toMatchObject([
      {
        source: "OWN",
        kind: "COLLECTIVE",
        level: "BRANCH",
        title: { zh: "优胜奖" },
        code: "O001",
        on: "2026-07-20",
        reference: "渝明发〔2026〕12号",
        campaign: { code: "C-2026-01", review: "H1" },
        mayWithdraw: false,
      },
    ]);
    expect(counts).toEqual({ COLLECTIVE: 1, PERSONAL: 0 });
  });

  it("follow the seat when a winner falls away", async () => {
    await publish(bank);
    await finalise(bank);
    atNoon("2026-07-25");
    await must(fallAway, bank.leader, {
      ...H1,
      award: "BEST",
      subject: bank.outlets[0]!.id,
      cause: "LEFT",
      follower: bank.outlets[1]!.id,
      reason: "撤并。",
    });
    expect((await loadRegister({})).rows.map(({ code, on }) => [code, on])).toEqual([["O002", "2026-07-25"]]);
  });
});

describe("entering an honour", () => {
  it("is for the office, with a document of its own, once, and of somebody of the unit", async () => {
    const evidence = [await document()];
    const given = { ...MEDAL, evidence };
    for (const [actor, input, code] of [
      [bank.manager, given, "NOT_FOUND"],
      [bank.leader, given, "NOT_FOUND"],
      [bank.staff, { ...given, unit: "O999" }, "NOT_FOUND"],
      [bank.staff, { ...given, person: "" }, "PERSON_NEEDED"],
      [bank.staff, { ...given, kind: "COLLECTIVE" }, "PERSON_NOT_MEANT"],
      [bank.staff, { ...given, person: "2002" }, "PERSON_NOT_OF_UNIT"],
      [bank.staff, { ...given, person: "9999" }, "PERSON_NOT_OF_UNIT"],
      [bank.staff, { ...given, on: "2026-07-02" }, "NOT_YET"],
      [bank.staff, { ...given, evidence: [await document(bank.leader)] }, "EVIDENCE_UNKNOWN"],
      [bank.staff, { ...given, evidence: [await document(bank.staff, 1)] }, "EVIDENCE_UNKNOWN"],
      [bank.staff, { ...given, reference: "" }, "REQUIRED"],
    ] as const)
      expect([code, await refusalsOf(enterHonour, actor, input)]).toEqual([code, [code]]);
    expect((await refusalsOf(enterHonour, bank.staff, { ...given, evidence: [] })).length).toBe(1);
    const { no } = await must(enterHonour, bank.staff, given);
    expect(no).toMatch(/^H-2026-/);
    expect(await refusalsOf(enterHonour, bank.staff, { ...given, evidence: [await document()] })).toEqual([
      "ALREADY_ENTERED",
    ]);
    await expect(asOwner(owner, "DELETE FROM honours")).rejects.toThrow();
  });

  it("can be withdrawn with a reason, stays readable, and may then be entered anew", async () => {
    const { no } = await enter();
    expect(await refusalsOf(withdrawHonour, bank.leader, { no, reason: "误登。" })).toEqual(["NOT_FOUND"]);
    expect(await refusalsOf(withdrawHonour, bank.staff, { no: "H-1", reason: "误登。" })).toEqual(["NOT_FOUND"]);
    expect(await refusalsOf(withdrawHonour, bank.staff, { no, reason: "" })).toEqual(["TOO_SHORT"]);
    await must(withdrawHonour, bank.staff, { no, reason: "误登。" });
    expect(await refusalsOf(withdrawHonour, bank.staff, { no, reason: "误登。" })).toEqual(["ALREADY_WITHDRAWN"]);
    const { rows, counts } = await loadRegister({});
    expect(rows).toMatchObject([{ no, withdrawn: { reason: "误登。" }, mayWithdraw: false }]);
    expect(counts.PERSONAL).toBe(0);
    await enter();
    expect((await loadRegister({})).counts.PERSONAL).toBe(1);
  });
});

describe("reading the register", () => {
  beforeEach(async () => {
    await enter();
    await must(enterHonour, bank.staff, {
      ...MEDAL,
      kind: "COLLECTIVE",
      person: "",
      unit: "O002",
      title: "文明单位",
      grantedBy: "市文明委",
      on: "2025-12-30",
      evidence: [await document(bank.staff, 1)],
    });
  });

  it("is searched by words, kind, year, unit and person", async () => {
    expect(await titles()).toEqual(["五一劳动奖章 1002", "文明单位 O002"]);
    expect(await titles({ q: "文明委" })).toEqual(["文明单位 O002"]);
    expect(await titles({ kind: "PERSONAL" })).toEqual(["五一劳动奖章 1002"]);
    expect(await titles({ year: "2025" })).toEqual(["文明单位 O002"]);
    expect(await titles({ level: "BRANCH" })).toEqual([]);
    expect(await titles({ of: "O002" })).toEqual(["文明单位 O002"]);
    expect(await titles({ of: "B01" })).toHaveLength(2);
    expect(await titles({ of: "1002" })).toEqual(["五一劳动奖章 1002"]);
    expect(await titles({ of: "nobody" })).toEqual([]);
    expect(await titles({ kind: "x", year: "abc" })).toHaveLength(2);
  });

  it("shows an outlet's head the own outlet, a member of staff the own honours, and others nothing", async () => {
    asking = bank.manager;
    expect(await titles()).toEqual(["五一劳动奖章 1002"]);
    const other = await loadRegister({ of: "O002" });
    expect([other.rows, other.of]).toEqual([[], null]);
    const teller = await actorFor("t1002", "STAFF", bank.outlets[0]!);
    asking = { ...teller, personId: bank.outlets[0]!.teller };
    expect(await titles()).toEqual(["五一劳动奖章 1002"]);
    asking = { ...teller, personId: bank.outlets[0]!.head };
    expect(await titles()).toEqual([]);
    asking = { ...teller, personId: null };
    await expect(loadRegister({})).rejects.toThrow();
  });

  it("opens the document to those who read the honour, and to nobody else through it", async () => {
    const { evidence } = await db.honour.findFirstOrThrow({ where: { title: "五一劳动奖章" } });
    const [id = ""] = evidence;
    const opens = async (actor: Actor) => (await loadFile(actor, id, "original")) !== null;
    const teller = await actorFor("t1002", "STAFF", bank.outlets[0]!);
    const stranger = await actorFor("m2", "BRANCH_MANAGER", bank.outlets[1]!);
    expect(await opens(bank.manager)).toBe(true);
    expect(await opens({ ...teller, personId: bank.outlets[0]!.teller })).toBe(true);
    expect(await opens(teller)).toBe(false);
    expect(await opens(stranger)).toBe(false);
  });

  it("leaves the house as a file with an audit entry, no wider than the page", async () => {
    asking = bank.manager;
    const taken = await loadRegisterExport({ kind: "PERSONAL", format: "csv" });
    expect(taken.rows.map(({ title }) => title.zh)).toEqual(["五一劳动奖章"]);
    const [entry] = await asOwner<{ action: string }>(
      owner,
      "SELECT action FROM audit_entries WHERE action = 'honours.export'",
    );
    expect(entry?.action).toBe("honours.export");
  });
});
