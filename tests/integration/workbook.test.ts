import { unzipSync } from "fflate";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { publishReview } from "@/lib/awards/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { freezeReview, signReview } from "@/lib/reviews/usecases";
import { useDatabase } from "../support/database";
import { type Cells, cellsIn, Recalculation } from "../support/formulas";
import {
  complain,
  makeReviewedBank,
  type ReviewedBank,
  underSubBranches,
  withoutChoices,
} from "../support/reviewed-bank";

/** The workbook of a review as it leaves the house: who gets it, what is in it, and what is written down. */

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

const { GET } = await import("@/app/(app)/campaigns/[campaign]/reviews/[review]/workbook/route");

useDatabase({ each: "test" });

let bank: ReviewedBank;
const H1 = { campaign: "C-2026-01", review: "H1" };
/** Item codes of findings, one for each outlet: whoever reads another outlet's is told too much. */
const CANARIES = ["KANARI-1", "KANARI-2", "KANARI-3", "KANARI-4"];
const complaints: string[] = [];

beforeEach(async () => {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  bank = await makeReviewedBank(withoutChoices);
  complaints.length = 0;
  for (const [at, outlet] of bank.outlets.entries()) {
    const { id } = await db.inspection.findFirstOrThrow({ where: { unitId: outlet.id, method: "OPEN" } });
    await db.finding.create({
      data: {
        no: `I-KANARI-${at}`,
        inspectionId: id,
        itemCode: CANARIES[at] ?? "",
        lost: "1",
        ofPoints: "2",
        reason: "现场所见",
        evidence: [],
      },
    });
    complaints.push(await complain(bank, outlet.id, "2026-05-20", { validity: "VALID", level: "OUTLET" }));
  }
});

async function published(): Promise<string> {
  const done = await perform(freezeReview, { actor: bank.leader, input: H1 });
  const seal = done.ok ? (done.value.seal ?? "") : "";
  for (const [actor, seat] of [
    [bank.member, "MEMBER"],
    [bank.deputy, "DEPUTY_LEADER"],
    [bank.leader, "LEADER"],
  ] as const) {
    await perform(signReview, { actor, input: { ...H1, seat, seal } });
  }
  const out = await perform(publishReview, { actor: bank.leader, input: { ...H1, seal } });
  if (!out.ok) throw new Error(JSON.stringify(out.refusals));
  return seal;
}

async function take(actor: Actor, review = H1): Promise<{ response: Response; bytes: Uint8Array<ArrayBuffer> }> {
  asking = actor;
  const response = await GET(new Request("http://localhost:3000/"), { params: Promise.resolve(review) });
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
}

const absent = (work: Promise<unknown>) => expect(work).rejects.toThrow(/404/);
const textOf = (bytes: Uint8Array) =>
  Object.values(unzipSync(bytes))
    .map((part) => new TextDecoder().decode(part))
    .join("\n");
const trail = () =>
  db.auditEntry.findMany({
    where: { action: "reports.workbook" },
    orderBy: { at: "asc" },
    select: { actorName: true, outcome: true, subject: true, detail: true },
  });

function expectRecomputed(cells: Cells): void {
  const book = new Recalculation(cells);
  for (const [sheet, own] of cells) {
    for (const [address, { formula, value }] of own) {
      if (formula === undefined) continue;
      const came = book.at(sheet, address);
      if (typeof value === "number") expect(came, `${sheet}!${address}`).toBeCloseTo(value, 8);
      else expect(came, `${sheet}!${address}`).toBe(value);
    }
  }
}

describe("before publication", () => {
  it("those who prepare the review get all of it, live or frozen, and it is written down", async () => {
    const { response, bytes } = await take(bank.leader);
    expect(response.headers.get("Content-Disposition")).toContain(encodeURIComponent("C-2026-01-H1-工作簿.xlsx"));
    expect(response.headers.get("Cache-Control")).toBe("private, no-store");
    const all = textOf(bytes);
    for (const word of [...CANARIES, ...complaints]) expect(all).toContain(word);
    await perform(freezeReview, { actor: bank.leader, input: H1 });
    await take(bank.staff);
    expect(await trail()).toEqual([
      expect.objectContaining({ outcome: "DONE", subject: "C-2026-01", detail: { review: "H1", all: true } }),
      expect.objectContaining({
        outcome: "DONE",
        detail: { review: "H1", all: true, seal: expect.stringMatching(/^[0-9a-f]{64}$/) },
      }),
    ]);
  });

  it("for everybody else it is not there", async () => {
    await absent(take(bank.manager));
    await perform(freezeReview, { actor: bank.leader, input: H1 });
    await absent(take(bank.manager));
    await absent(take({ ...bank.stranger, grants: [] }));
    await absent(take(bank.leader, { ...H1, review: "NONE" }));
    expect(await trail()).toEqual([]);
  });
});

describe("after publication", () => {
  it("a branch manager gets every rank and total, and details of the own outlet alone", async () => {
    const seal = await published();
    const { bytes } = await take(bank.manager);
    const all = textOf(bytes);
    expect(all).toContain(CANARIES[0]);
    expect(all).toContain(complaints[0]);
    for (const word of [...CANARIES.slice(1), ...complaints.slice(1)]) expect(all).not.toContain(word);
    const records = await db.inspection.findMany({ where: { unitId: { not: bank.outlets[0]!.id } } });
    expect(records.length).toBeGreaterThan(4);
    for (const { no, id } of records) for (const word of [no, id]) expect(all).not.toContain(word);

    const cells = await cellsIn(bytes);
    expectRecomputed(cells);
    const ranking = cells.get("名次")!;
    const places = [5, 6, 7, 8].map((row) => [ranking.get(`B${row}`)?.value, ranking.get(`A${row}`)?.value]);
    expect(places).toEqual([
      ["O001", 1],
      ["O002", 2],
      ["O003", 2],
      ["O004", "未排名"],
    ]);
    const stored = await db.reviewStanding.findMany({ where: { total: { not: null } } });
    for (const row of [5, 6, 7]) {
      const unit = bank.outlets.find(({ code }) => code === ranking.get(`B${row}`)?.value);
      expect(ranking.get(`D${row}`)?.value).toBe(Number(stored.find(({ subject }) => subject === unit?.id)?.total));
    }
    // Of the others not even the parts of their totals: their rows hold the total and dashes.
    const scores = cells.get("得分")!;
    const figures = [...scores].filter(([address, { value }]) => address.endsWith("6") && typeof value === "number");
    expect(figures).toHaveLength(1);
    const awards = [...cells.get("奖励")!].filter(([address]) => /^[BG]\d+$/.test(address) && address.slice(1) > "4");
    expect(new Set(awards.map(([, { value }]) => value))).toEqual(new Set(["O001", "授予"]));
    expect((await trail()).at(-1)).toMatchObject({ outcome: "DONE", detail: { review: "H1", all: false, seal } });
  });

  it("the leading group gets all of it, and every formula comes to the stored result", async () => {
    await published();
    const { bytes } = await take(bank.leader);
    const all = textOf(bytes);
    for (const word of [...CANARIES, ...complaints]) expect(all).toContain(word);
    expectRecomputed(await cellsIn(bytes));
  });

  it("ranks within sub-branches by formulas, with their names, for every reader", async () => {
    await underSubBranches(bank);
    await published();
    for (const actor of [bank.leader, bank.manager]) {
      const cells = await cellsIn((await take(actor)).bytes);
      expectRecomputed(cells);
      const ranking = cells.get("名次")!;
      const columnOf = (head: string) => [...ranking].find(([, { value }]) => value === head)?.[0].replace(/\d+$/, "");
      const column = (head: string) => [5, 6, 7, 8].map((row) => ranking.get(`${columnOf(head)}${row}`));
      const places = column("支行").map((unit, i) => `${unit?.value} ${column("支行内位次")[i]?.value}`);
      expect(places.sort()).toEqual(["S01网点 1", "S01网点 2", "S02网点 1", "S02网点 2"]);
      expect(column("支行内位次").every((cell) => cell?.formula !== undefined)).toBe(true);
      expect(columnOf("片区内位次")).toBeUndefined();
    }
  });
});
