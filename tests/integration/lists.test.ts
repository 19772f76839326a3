import excel from "exceljs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { loadAppealList } from "@/lib/appeals/loaders/appeals";
import { fileAppeal } from "@/lib/appeals/usecases";
import { loadQueue } from "@/lib/complaints/loaders/complaints";
import { loadRegister } from "@/lib/findings/loaders/register";
import { loadInspectionList } from "@/lib/inspections/loaders/records";
import type { Actor } from "@/lib/kernel/actor";
import { LISTS, type ListKind } from "@/lib/lists/types";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { loadOrders } from "@/lib/rectifications/loaders/orders";
import { type AppealedBank, makeAppealedBank, publishHalfYear } from "../support/appealed-bank";
import { useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";
import { done } from "../support/programme-bank";

/** The lists of the pages as workbooks: the rows of the page and no others, for whoever may open it. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { MESSAGES } = await import("@/lib/platform/i18n/messages");
  return {
    getLocale: async () => "zh-CN",
    getTranslations: async (namespace?: never) =>
      createTranslator({ locale: "zh-CN", messages: MESSAGES["zh-CN"], namespace }),
  };
});

const { GET } = await import("@/app/(app)/lists/[list]/route");
const { fileOf } = await import("@/components/lists/sheet");
const { TABLES } = await import("@/components/lists/tables");

useDatabase({ each: "test" });

const C = "C-2026-01";
const HOSTILE = '=HYPERLINK("http://evil.example","点我")';
let bank: AppealedBank;

beforeEach(async () => {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeAppealedBank();
  const own = await db.inspection.findFirstOrThrow({ where: { unitId: bank.outlets[0]!.id, method: "OPEN" } });
  await db.finding.create({
    data: {
      no: "F-2026-80001",
      inspectionId: own.id,
      itemCode: "LOB-001",
      lost: "1",
      ofPoints: "2",
      reason: HOSTILE,
      dueOn: new Date("2026-07-20"),
      evidence: [],
    },
  });
});

async function take(actor: Actor, list: string, search = `campaign=${C}`) {
  asking = actor;
  const response = await GET(new Request(`http://localhost:3000/lists/${list}?${search}`), {
    params: Promise.resolve({ list }),
  });
  return sheetOf(response);
}

async function sheetOf(response: Response) {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(await response.arrayBuffer());
  const [sheet] = workbook.worksheets;
  const rows: unknown[][] = [];
  sheet!.eachRow({ includeEmpty: true }, (row) => rows.push((row.values as unknown[]).slice(1)));
  return { sheet: sheet!, said: rows.slice(0, 2).flat().join(" "), head: rows[2]!, rows: rows.slice(3), response };
}

const found = async (actor: Actor, list: string, search?: string) =>
  take(actor, list, search).then(
    () => "taken",
    (error: Error) => (/404/.test(error.message) ? "NOT_FOUND" : error.message),
  );

/** Numbers of what stands on the page, in its order. */
const PAGES: Partial<Record<ListKind, () => Promise<string[]>>> = {
  inspections: async () => (await loadInspectionList(C, {})).rows.map(({ no }) => no),
  findings: async () => (await loadRegister(C, {})).rows.map(({ finding }) => finding.no),
  rectifications: async () => (await loadOrders(C, {})).rows.map(({ order }) => order.finding.no),
  appeals: async () => (await loadAppealList(C)).rows.map(({ no }) => no),
};

describe("the file of a list", () => {
  it("holds the rows of its page in the same order, for an outlet its own, for headquarters all", async () => {
    await publishHalfYear(bank);
    setClock(() => new Date("2026-07-03T02:00:00Z"));
    const item = bank.findings[0]!.no;
    await done(fileAppeal, bank.appellant, {
      campaign: C,
      kind: "FINDING",
      item,
      statement: "我们有监控录像为证，当时并无此情形。",
    });
    const counts: Record<string, number[]> = {};
    for (const actor of [bank.manager, bank.appellant, bank.staff]) {
      asking = actor;
      for (const [list, page] of Object.entries(PAGES)) {
        const expected = await page();
        const { rows } = await take(actor, list);
        expect([list, ...rows.map(([no]) => no)]).toEqual([list, ...expected]);
        counts[list] = [...(counts[list] ?? []), rows.length];
      }
    }
    // One outlet has every order and appeal of this bank, neither has all the rest.
    for (const [list, [first, second, all]] of Object.entries(counts)) {
      expect([list, all! > Math.max(first!, second!)]).toEqual([list, list !== "rectifications" && list !== "appeals"]);
      expect([list, all! > 0]).toEqual([list, true]);
    }
    const { rows } = await take(bank.manager, "findings");
    expect(rows.map(([no]) => no)).toEqual(["F-2026-80001"]);
  });

  it("follows the filter of the page", async () => {
    const all = await take(bank.staff, "inspections");
    const some = await take(bank.staff, "inspections", `campaign=${C}&method=OPEN&page=7`);
    asking = bank.staff;
    expect(some.rows.map(([no]) => no)).toEqual(
      (await loadInspectionList(C, { method: "OPEN" })).rows.map(({ no }) => no),
    );
    expect(some.rows.length).toBeLessThan(all.rows.length);
  });

  it("says complaints as the page does, and nothing of who complained", async () => {
    const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
    const officer = await actorFor("officer", "COMPLAINT_OFFICER", { id: branch.id, path: "/HQ/B01/" });
    const { rows } = await take(officer, "complaints", `campaign=${C}&state=decided`);
    asking = officer;
    expect(rows.map(([no]) => no)).toEqual((await loadQueue(C, { state: "decided" })).rows.map(({ no }) => no));
    expect(rows.map(([no]) => no)).toContain(bank.complaint);
    expect((await take(bank.manager, "complaints", `campaign=${C}&state=decided`)).rows).toEqual([]);
  });

  it("keeps what looks like a formula as text", async () => {
    const { sheet } = await take(bank.manager, "findings");
    let seen = 0;
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        expect(cell.type).not.toBe(excel.ValueType.Formula);
        expect(cell.type).not.toBe(excel.ValueType.Hyperlink);
        if (cell.value === HOSTILE) seen += 1;
      }),
    );
    expect(seen).toBe(1);
  });

  it("says in its first lines what it holds, and that it was cut where it is too long", async () => {
    const whole = await take(bank.staff, "findings");
    expect(whole.said).toContain("共4行");
    expect(whole.said).not.toContain("缩小筛选范围");
    expect(whole.response.headers.get("content-disposition")).toContain(`${C}-`);
    expect(whole.response.headers.get("cache-control")).toBe("private, no-store");
    asking = bank.staff;
    const cut = await sheetOf(await fileOf({ ...(await TABLES.findings(C, {})), total: 6001 }));
    expect(cut.said).toContain("文件只含前5000行，共6001行");
  });

  it("is written down with who took what and how much, also out of the archive", async () => {
    await db.campaignArchive.create({
      data: { campaignId: bank.campaign.id, reason: "测试", byId: bank.campaign.id, byName: "测试" },
    });
    await take(bank.manager, "findings");
    const entries = await db.auditEntry.findMany({ where: { action: "lists.take" } });
    expect(entries).toMatchObject([
      { actorName: bank.manager.name, outcome: "DONE", subject: C, detail: { kind: "findings", rows: 1 } },
    ]);
  });
});

describe("who may take which list", () => {
  it("is who may open its page; to everybody else there is none", async () => {
    const branch = await db.orgUnit.findUniqueOrThrow({ where: { code: "B01" } });
    const hq = await db.orgUnit.findUniqueOrThrow({ where: { code: "HQ" } });
    const place = { id: branch.id, path: "/HQ/B01/" };
    const actors = {
      staff: bank.staff,
      leader: bank.leader,
      manager: bank.manager,
      teller: await actorFor("teller", "STAFF", bank.outlets[0]!),
      officer: await actorFor("officer", "COMPLAINT_OFFICER", place),
      auditor: await actorFor("auditor", "AUDITOR", { id: hq.id, path: "/HQ/" }),
      admin: await actorFor("admin", "SYSTEM_ADMIN", { id: hq.id, path: "/HQ/" }),
    };
    const taken: Record<string, string> = {};
    for (const [name, actor] of Object.entries(actors)) {
      const open: string[] = [];
      for (const list of LISTS) if ((await found(actor, list)) === "taken") open.push(list);
      taken[name] = open.join(" ");
    }
    expect(taken).toMatchInlineSnapshot(`
      {
        "admin": "accounts",
        "auditor": "inspections findings rectifications complaints appeals awards penalties visits letters language audit",
        "leader": "inspections findings rectifications complaints appeals awards penalties visits letters language",
        "manager": "inspections findings rectifications complaints appeals visits language",
        "officer": "complaints language",
        "staff": "inspections findings rectifications complaints appeals awards penalties visits letters language",
        "teller": "language",
      }
    `);
    expect(await found(bank.staff, "findings", "campaign=C-2099-01")).toBe("NOT_FOUND");
    expect(await found(bank.staff, "findings", "")).toBe("NOT_FOUND");
    expect(await found(bank.staff, "nothing")).toBe("NOT_FOUND");
  });
});
