import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { writeBook } from "@/lib/platform/sheet/book";
import { writeCsv } from "@/lib/platform/sheet/write";
import { loadExport, loadStatementExport } from "@/lib/settlement/loaders/exports";
import { loadFalls } from "@/lib/settlement/loaders/falls";
import { loadLedger } from "@/lib/settlement/loaders/ledger";
import { loadStatement, loadStatements } from "@/lib/settlement/loaders/statement";
import { loadPenaltyStandings } from "@/lib/settlement/loaders/states";
import { linesOf, type SheetWords, sheetOf } from "@/lib/settlement/rules/sheets";
import { acknowledgePenalty, executePenalty, fallAway, handOverPrize, notifyPenalty } from "@/lib/settlement/usecases";
import { useDatabase } from "../support/database";
import { actorFor } from "../support/inspected-bank";
import type { ReviewedBank } from "../support/reviewed-bank";
import { atNoon, finalise, H1, makeSettledBank, must, publish, supersede } from "../support/settled-bank";

/** Who reads what of awards and penalties, and what leaves the house. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));
// One request after another: nothing is kept from the one before.
vi.mock("react", async (original) => ({ ...(await original<typeof import("react")>()), cache: <T>(run: T) => run }));

useDatabase({ each: "test" });

const CANARY = "金丝雀优胜奖";
const HOSTILE = '=HYPERLINK("http://example.org")';
const C = "C-2026-01";
const NOT_FOUND = /NEXT_HTTP_ERROR_FALLBACK;404/;

let bank: ReviewedBank;
let auditor: Actor;
let clerk: Actor;
let head: Actor;

beforeEach(async () => {
  bank = await makeSettledBank((plan) => {
    plan.awards[0]!.name = { zh: CANARY, en: CANARY };
    plan.awards[0]!.prizes[1]!.what = { zh: HOSTILE, en: HOSTILE };
  });
  const branch = bank.leader.grants[0]!;
  auditor = await actorFor("auditor", "AUDITOR", { id: branch.unitId, path: branch.path });
  clerk = { ...(await actorFor("clerk", "STAFF", bank.outlets[0]!)), personId: bank.outlets[0]!.teller };
  head = { ...(await actorFor("head", "STAFF", bank.outlets[1]!)), personId: bank.outlets[1]!.head };
});

async function as<T>(actor: Actor, read: () => Promise<T>): Promise<T> {
  asking = actor;
  return read();
}

describe("a statement", () => {
  it("is read by the outlet's head, by the person, and by those above", async () => {
    await publish(bank);
    const own = await as(bank.manager, () => loadStatement(C, "O001"));
    expect(own.awards.map(({ name, decidedMinor }) => [name.zh, decidedMinor])).toEqual([
      [CANARY, 80_000],
      [CANARY, null],
    ]);
    expect(own.sums).toMatchObject({ awarded: 80_000, given: 0, fined: 0 });
    await expect(as(bank.manager, () => loadStatement(C, "O002"))).rejects.toThrow(NOT_FOUND);
    await expect(as(bank.manager, () => loadStatement(C, "2001"))).rejects.toThrow(NOT_FOUND);
    await expect(as(bank.manager, () => loadStatement(C, "NOWHERE"))).rejects.toThrow(NOT_FOUND);
    for (const reader of [bank.leader, bank.staff, auditor]) {
      const other = await as(reader, () => loadStatement(C, "O002"));
      expect(other.penalties.map(({ what }) => what.zh).sort()).toEqual(["免职", "罚款"]);
      expect(other.penalties[0]!.shared).toHaveLength(1);
    }
    // The head's own: what falls on the person, not what falls on the outlet.
    const mine = await as(head, () => loadStatement(C, "2001"));
    expect(mine.penalties.map(({ what, possible }) => [what.zh, possible])).toEqual([["免职", []]]);
    await expect(as(head, () => loadStatement(C, "O002"))).rejects.toThrow(NOT_FOUND);
    await expect(as(clerk, () => loadStatement(C, "2001"))).rejects.toThrow(NOT_FOUND);
    expect((await as(clerk, () => loadStatement(C, "1002"))).penalties).toEqual([]);
  });

  it("lists what the reader may open", async () => {
    await publish(bank);
    expect((await as(bank.manager, () => loadStatements(C))).rows.map(({ code }) => code)).toEqual(["O001"]);
    expect((await as(auditor, () => loadStatements(C))).rows).toHaveLength(4);
    const own = await as(clerk, () => loadStatements(C));
    expect([own.rows, own.people, own.own]).toEqual([[], [], "1002"]);
    expect((await as(bank.staff, () => loadStatements(C))).people.map(({ code }) => code)).toContain("2001");
  });

  it("offers each reader the steps that are theirs", async () => {
    await publish(bank);
    const manager = await actorFor("manager2", "BRANCH_MANAGER", bank.outlets[1]!);
    const acts = async (actor: Actor) =>
      (await as(actor, () => loadStatement(C, "O002"))).penalties.map(({ possible }) => possible);
    expect(await acts(bank.staff)).toEqual([["NOTIFIED"], ["NOTIFIED"]]);
    expect(await acts(auditor)).toEqual([[], []]);
    expect(await acts(manager)).toEqual([[], []]);
    const fine = (await db.penaltyDecision.findFirstOrThrow({
      where: { consequence: "FINE", subject: bank.outlets[1]!.id },
    }))!;
    await must(notifyPenalty, bank.staff, { campaign: C, decision: fine.id });
    expect((await acts(manager)).flat()).toEqual(["ACKNOWLEDGED"]);
    await must(acknowledgePenalty, manager, { campaign: C, decision: fine.id });
    expect((await acts(manager)).flat()).toEqual([]);
  });
});

describe("the penalty ledger", () => {
  it("says of each penalty how far it has come, and whose statement tells the rest", async () => {
    await publish(bank);
    const fine = (await db.penaltyDecision.findFirstOrThrow({
      where: { consequence: "FINE", subject: bank.outlets[1]!.id },
    }))!;
    const standing = async () => (await as(auditor, () => loadPenaltyStandings(C)))[fine.id];
    const [head] = (await as(auditor, () => loadLedger(C))).penalties.filter(({ id }) => id === fine.id);
    expect(await standing()).toEqual({ state: "APPROVED", dueOn: null, of: head?.name.code });
    await must(notifyPenalty, bank.staff, { campaign: C, decision: fine.id });
    const told = await standing();
    expect(told?.state).toBe("NOTIFIED");
    expect(told?.dueOn).toMatch(/^2026-\d\d-\d\d$/);
    await expect(as(bank.manager, () => loadPenaltyStandings(C))).rejects.toThrow(NOT_FOUND);
  });
});

describe("what is not published", () => {
  it("is in no statement, no ledger and no file", async () => {
    // Decided before publication, in the open review room.
    atNoon("2026-07-01");
    const { freezeReview } = await import("@/lib/reviews/usecases");
    await must(freezeReview, bank.leader, H1);
    const result = await db.reviewResult.findFirstOrThrow({});
    await db.awardDecision.create({
      data: {
        campaignId: bank.campaign.id,
        reviewCode: "H1",
        resultId: result.id,
        awardCode: "BEST",
        subject: bank.outlets[0]!.id,
        unitId: bank.outlets[0]!.id,
        granted: true,
        reason: "金丝雀理由",
        decidedById: result.id,
        decidedName: "x",
      },
    });
    const seen = [
      await as(bank.manager, () => loadStatement(C, "O001")),
      await as(bank.manager, () => loadStatements(C)),
      await as(clerk, () => loadStatement(C, "1002")),
      await as(bank.manager, () => loadStatementExport(C, "O001")),
      await as(bank.staff, () => loadLedger(C)),
      await as(bank.staff, () => loadFalls(C)),
      await as(bank.staff, () => loadExport(C, "finance")),
      await as(bank.staff, () => loadExport(C, "upward")),
      await as(bank.staff, () => loadExport(C, "personnel")),
    ];
    expect(JSON.stringify(seen)).not.toMatch(/金丝雀|优胜/);
    expect(seen.flatMap((view) => ("rows" in view && "today" in view ? view.rows : []))).toEqual([]);
  });

  it("keeps ledgers and files from outlets altogether", async () => {
    await publish(bank);
    for (const reader of [bank.manager, clerk]) {
      await expect(as(reader, () => loadLedger(C))).rejects.toThrow(NOT_FOUND);
      await expect(as(reader, () => loadFalls(C))).rejects.toThrow(NOT_FOUND);
      await expect(as(reader, () => loadExport(C, "finance"))).rejects.toThrow(NOT_FOUND);
      await expect(as(reader, () => loadStatementExport(C, "O002"))).rejects.toThrow(NOT_FOUND);
    }
  });
});

const words: SheetWords = {
  own: (text) => text.zh,
  say: (say) => say.code,
  kind: (kind) => kind,
  payer: (payer) => payer,
  claim: (state) => state,
  penalty: (state) => state,
  column: (column) => column,
  join: "；",
  byRule: "按规则产生",
};

describe("files", () => {
  it("hold the money for finance, with every voucher, and who took them is written down", async () => {
    await publish(bank);
    await finalise(bank);
    const prize = { ...H1, award: "BEST", subject: bank.outlets[0]!.id, prize: "0", reference: "@SUM(A1)" };
    await must(handOverPrize, bank.staff, prize);
    const fine = await db.penaltyDecision.findFirstOrThrow({ where: { consequence: "FINE" } });
    await must(notifyPenalty, bank.staff, { campaign: C, decision: fine.id });
    atNoon("2026-07-30");
    await must(executePenalty, bank.staff, { campaign: C, decision: fine.id, reference: "罚-1" });
    const { rows } = await as(auditor, () => loadExport(C, "finance"));
    const { head: columns, rows: lines } = linesOf("finance", rows, words);
    const column = (name: string) => columns.indexOf(name);
    expect(lines[0]![column("amount")]).toBe("800.00");
    expect(lines[0]![column("done")]).toBe("800.00");
    expect(lines[0]![column("reference")]).toBe("Z-2026-00001 @SUM(A1)");
    expect(lines.filter((line) => line[column("kind")] === "PENALTY")).toHaveLength(2);
    expect(await db.auditEntry.count({ where: { action: "settlement.export", outcome: "DONE" } })).toBe(1);
  });

  it("hold consequences for personnel and winners upward, the follower in place of who fell away", async () => {
    await publish(bank);
    await must(fallAway, bank.leader, {
      ...H1,
      award: "BEST",
      subject: bank.outlets[0]!.id,
      cause: "LEFT",
      follower: bank.outlets[2]!.id,
      reason: "放弃。",
    });
    const personnel = await as(bank.staff, () => loadExport(C, "personnel"));
    expect(personnel.rows.map(({ what, decidedMinor }) => [what?.zh, decidedMinor])).toEqual([
      ["免职", null],
      ["免职", null],
    ]);
    const upward = await as(bank.leader, () => loadExport(C, "upward"));
    expect(upward.rows.map(({ code, place }) => [code, place])).toEqual([["O003", 1]]);
    atNoon("2026-07-09");
    await supersede(bank, () => false);
    expect((await as(bank.leader, () => loadExport(C, "upward"))).rows).toEqual([]);
    expect(
      (await as(bank.staff, () => loadExport(C, "personnel"))).rows.map(({ penaltyState }) => penaltyState),
    ).toEqual(["REVOKED", "REVOKED"]);
  });

  it("hold hostile words as words", async () => {
    await publish(bank);
    const { rows } = await as(bank.manager, () => loadStatementExport(C, "O001"));
    const csv = new TextDecoder().decode(writeCsv(linesOf("statement", rows, words)));
    expect(csv).toContain(`"'${HOSTILE.replaceAll('"', '""')}"`);
    expect(csv).not.toMatch(/(^|,)"?=/m);
    const { default: excel } = await import("exceljs");
    const workbook = new excel.Workbook();
    await workbook.xlsx.load((await writeBook([sheetOf("statement", "对账单", rows, words)])).buffer as never);
    const cells: unknown[] = [];
    workbook.worksheets[0]!.eachRow((row) => row.eachCell((cell) => cells.push([cell.type, cell.value])));
    expect(cells).toContainEqual([excel.ValueType.String, HOSTILE]);
    expect(cells).not.toContainEqual([excel.ValueType.Formula, expect.anything()]);
    expect(cells).toContainEqual([excel.ValueType.Number, 800]);
  });
});
