import { describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { findReviewSubject } from "@/lib/reviews/data";
import { gatherFacts } from "@/lib/reviews/gather";
import { loadLead } from "@/lib/reviews/loaders/lead";
import { isCovered, readTotals } from "@/lib/reviews/totals";
import { freezeReview } from "@/lib/reviews/usecases";
import { computeReview } from "@/lib/scoring/compute";
import type { Node, Selector } from "@/lib/scoring/programme/nodes";
import type { Programme } from "@/lib/scoring/programme/schema";
import type { ReviewTotals } from "@/lib/scoring/totals";
import { makeAppealedBank } from "../support/appealed-bank";
import { useDatabase } from "../support/database";
import {
  complain,
  inspect,
  makeReviewedBank,
  type ReviewedBank,
  recordFigures,
  withoutChoices,
} from "../support/reviewed-bank";

/** Totals from what the database says the records come to, against every record read and explained. */

let asking: Actor;
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => asking, findCurrentActor: async () => asking }));

useDatabase({ each: "test" });

const AUTHOR = "00000000-0000-7000-8000-00000000000b";

async function open(change: (programme: Programme) => void = () => {}): Promise<ReviewedBank> {
  setClock(() => new Date("2026-07-01T02:00:00Z"));
  return makeReviewedBank((document) => change(document as unknown as Programme));
}

/** What both paths say; they must say the same. */
async function bothWays(covered = true): Promise<ReviewTotals> {
  const subject = await findReviewSubject(db, { campaign: "C-2026-01", review: "H1" });
  if (!subject) throw new Error("no review");
  expect(isCovered(subject)).toBe(covered);
  const come = await readTotals(db, subject);
  const { sheets, ranking } = computeReview(await gatherFacts(db, subject));
  expect(come.totals).toEqual(sheets.map(({ subject, total, missing }) => ({ subject, total, missing })));
  expect(come.ranking).toEqual(ranking);
  return come;
}

const totalOf = ({ totals }: ReviewTotals, id: string) => totals.find(({ subject }) => subject === id)?.total;

/** The whole review is one node, so that every figure of it can be seen in the total. */
function scored(root: Node): (programme: Programme) => void {
  return (programme) => {
    const review = programme.reviews.find(({ code }) => code === "H1")!;
    review.root = root;
    review.ties = [];
  };
}

const name = { zh: "得分", en: "Score" };

async function reverse(bank: ReviewedBank, kind: string, factId: string): Promise<void> {
  await db.factReversal.create({
    data: { campaignId: bank.campaign.id, kind, factId, reason: "录入错误。", byId: AUTHOR },
  });
}

async function praise(bank: ReviewedBank, unitId: string, on: string, verified: boolean | null, points?: string) {
  const row = await db.praise.create({
    data: {
      no: `P-${unitId}-${on}-${verified}`,
      campaignId: bank.campaign.id,
      unitId,
      receivedOn: new Date(on),
      channel: "LETTER",
      account: "客户来信表扬。",
      recordedById: AUTHOR,
      ...(verified !== null && {
        verification: {
          create: { verified, reason: "属实。", verifiedById: AUTHOR, verifiedName: "办公室", points: points ?? null },
        },
      }),
    },
    include: { verification: true },
  });
  return row.verification?.id ?? "";
}

describe("the half-year review of P01", () => {
  it("has its ties, and its unranked with their reasons", async () => {
    const bank = await open();
    const { ranking, totals } = await bothWays();
    expect(ranking.standings.map(({ rank }) => rank)).toEqual([1, 2, 2, null]);
    expect(ranking.standings.at(-1)?.unrankedBecause.map(({ code }) => code)).toEqual(["tooFew"]);
    expect(totals.map(({ subject }) => subject)).toEqual(bank.outlets.map(({ id }) => id));
  });

  it("leaves out what is pending, reversed, unverified or outside its days", async () => {
    const bank = await open();
    const [first, second, third] = bank.outlets.map(({ id }) => id) as [string, string, string];
    const before = await bothWays();
    await complain(bank, first, "2026-05-03", null);
    await complain(bank, first, "2026-05-04", { validity: "INVALID", level: "OUTLET" });
    await complain(bank, first, "2026-08-04", { validity: "VALID", level: "OUTLET" });
    await praise(bank, first, "2026-05-05", null);
    await praise(bank, first, "2026-05-06", false);
    const struck = await complain(bank, first, "2026-05-07", { validity: "VALID", level: "BRANCH" });
    const row = await db.complaint.findUniqueOrThrow({ where: { no: struck }, include: { decision: true } });
    await reverse(bank, "COMPLAINT_DECISION", row.decision!.id);
    await reverse(bank, "PRAISE_VERIFICATION", await praise(bank, first, "2026-05-08", true));
    expect(totalOf(await bothWays(), first)).toBe(totalOf(before, first));

    await complain(bank, first, "2026-05-09", { validity: "VALID", level: "BRANCH" });
    await praise(bank, second, "2026-05-10", true);
    const wrong = await inspect(bank, third, "OPEN", "2026-06-02", "10").then(() =>
      db.inspection.findFirstOrThrow({ where: { unitId: third }, orderBy: { onDay: "desc" } }),
    );
    const with10 = await bothWays();
    expect(totalOf(with10, first)).not.toBe(totalOf(before, first));
    expect(totalOf(with10, second)).not.toBe(totalOf(before, second));
    expect(totalOf(with10, third)).not.toBe(totalOf(before, third));
    await reverse(bank, "INSPECTION", wrong.id);
    expect(totalOf(await bothWays(), third)).toBe(totalOf(before, third));
  });

  it("takes the last verdict of a complaint and the last figure of a month", async () => {
    const bank = await open();
    const [first, second] = bank.outlets.map(({ id }) => id) as [string, string];
    const no = await complain(bank, first, "2026-05-09", { validity: "VALID", level: "HEAD_OFFICE" });
    const { decision } = await db.complaint.findUniqueOrThrow({ where: { no }, include: { decision: true } });
    const harsh = await bothWays();
    for (const [seq, validity, level] of [
      [1, "INVALID", "OUTLET"],
      [2, "VALID", "OUTLET"],
    ] as const)
      await db.complaintRevision.create({
        data: {
          decisionId: decision!.id,
          seq,
          validity,
          level,
          cause: "SUBJECTIVE",
          reason: "复查。",
          byId: AUTHOR,
          byName: "办公室",
        },
      });
    const mild = await bothWays();
    expect(Number(totalOf(mild, first))).toBeGreaterThan(Number(totalOf(harsh, first)));

    const old = await db.metricFact.findFirstOrThrow({
      where: { unitId: second, metric: "BUSINESS_VOLUME", month: "2026-05" },
    });
    await db.metricFact.create({
      data: {
        campaignId: old.campaignId,
        unitId: second,
        metric: old.metric,
        month: old.month,
        value: "4321.5",
        importId: old.importId,
        row: 2,
        supersedesId: old.id,
      },
    });
    expect(totalOf(await bothWays(), second)).not.toBe(totalOf(mild, second));
  });

  it("scores a visit anew of which a finding was corrected", async () => {
    setClock(() => new Date("2026-07-01T02:00:00Z"));
    const bank = await makeAppealedBank();
    const { id } = bank.outlets[1]!;
    const before = await bothWays();
    for (const [seq, lost] of [
      [1, "0.5"],
      [2, "0"],
    ] as const)
      await db.findingCorrection.create({
        data: { findingId: bank.findings[0]!.id, seq, lost, reason: "申诉成立。", byId: AUTHOR, byName: "办公室" },
      });
    expect(Number(totalOf(await bothWays(), id))).toBeGreaterThan(Number(totalOf(before, id)));
  });

  it("leaves every record where its unit and its people were then", async () => {
    const bank = await open();
    const [first] = bank.outlets as [ReviewedBank["outlets"][number]];
    await complain(bank, first.id, "2026-04-09", { validity: "VALID", level: "BRANCH", personId: first.teller });
    const before = await bothWays();
    const other = await db.orgUnit.create({
      data: { code: "B09", nameZh: "新支行", nameEn: "New branch", level: "BRANCH", openedOn: new Date("2026-05-01") },
    });
    const from = new Date("2026-05-15");
    await db.orgPlacement.updateMany({ where: { unitId: first.id }, data: { toOn: new Date("2026-05-14") } });
    await db.orgPlacement.create({
      data: { unitId: first.id, parentId: other.id, path: `/HQ/B09/${first.code}/`, fromOn: from },
    });
    await db.posting.updateMany({ where: { personId: first.teller }, data: { toOn: new Date("2026-05-14") } });
    await db.posting.create({
      data: { personId: first.teller, unitId: bank.outlets[1]!.id, post: "TELLER", fromOn: from },
    });
    expect(await bothWays()).toEqual(before);
  });

  it("knows no unit that did not exist yet at the cut-off", async () => {
    const bank = await open();
    const unit = await db.orgUnit.create({
      data: { code: "O099", nameZh: "新网点", nameEn: "New", level: "OUTLET", openedOn: new Date("2026-09-01") },
    });
    await db.orgPlacement.create({
      data: { unitId: unit.id, parentId: null, path: "/HQ/B01/O099/", fromOn: new Date("2026-09-01") },
    });
    await db.participant.create({ data: { campaignId: bank.campaign.id, unitId: unit.id, position: 9 } });
    expect((await bothWays()).totals.map(({ subject }) => subject)).not.toContain(unit.id);
  });
});

const STEPS = ["WEEK", "MONTH", "QUARTER"] as const;
const TAKES = ["MEAN", "SUM", "COUNT", "MIN", "MAX", "LATEST"] as const;

describe("what a leaf can ask", () => {
  const measure = (from: Selector, rest: Partial<Extract<Node, { kind: "measure" }>>): Node => ({
    kind: "measure",
    code: "OWN",
    name,
    take: "SUM",
    from,
    atLeast: 0,
    otherwise: "UNRANKED",
    ...rest,
  });

  it("is answered by the day, the week, the month and the quarter, however it is taken", async () => {
    const bank = await open();
    const { id } = bank.outlets[0]!;
    for (const [on, score] of [
      ["2026-03-29", "77.25"],
      ["2026-03-30", "81"],
      ["2026-04-21", "60.5"],
      ["2026-06-29", "91"],
      ["2026-06-29", "92.0001"],
    ] as const)
      await inspect(bank, id, "OPEN", on, score);
    const plan = await db.campaignPlan.findFirstOrThrow({ where: { campaignId: bank.campaign.id } });
    for (const take of TAKES) {
      for (const every of [undefined, ...STEPS.flatMap((step) => TAKES.map((inner) => ({ step, take: inner })))]) {
        const document = structuredClone(plan.document) as unknown as Programme;
        scored(measure({ stream: "inspection.open" }, { take, ...(every && { every }) }))(document);
        const subject = (await findReviewSubject(db, { campaign: "C-2026-01", review: "H1" }))!;
        const review = document.reviews.find(({ code }) => code === "H1")!;
        const asked = { ...subject, review, plan: { ...subject.plan, document, programme: document } };
        const come = await readTotals(db, asked);
        const { sheets, ranking } = computeReview({ ...(await gatherFacts(db, asked)), programme: document });
        const label = JSON.stringify([take, every]);
        expect(
          come.totals.map(({ total }) => total),
          label,
        ).toEqual(sheets.map(({ total }) => total));
        expect(come.ranking, label).toEqual(ranking);
      }
    }
  });

  it("may be narrowed by what was decided, and by whom a record names", async () => {
    const person = { stream: "complaint", where: { validity: ["VALID"], channel: ["HOTLINE"] }, by: "person" };
    const bank = await open((programme) => {
      scored(measure(person, { take: "COUNT" }))(programme);
      programme.reviews.find(({ code }) => code === "H1")!.subjects = { kind: "PERSON" };
    });
    const [first, second] = bank.outlets as [ReviewedBank["outlets"][number], ReviewedBank["outlets"][number]];
    for (const [unit, personId] of [
      [first, first.teller],
      [first, first.teller],
      [second, first.head],
    ] as const)
      await complain(bank, unit.id, "2026-05-09", { validity: "VALID", level: "OUTLET", personId });
    const come = await bothWays();
    expect(totalOf(come, first.teller)).toBe("2");
    expect(totalOf(come, first.head)).toBe("1");
    expect(totalOf(come, second.teller)).toBe("0");
  });

  it("may be a range of points that a body sets, each held by itself", async () => {
    const entry = { code: "E", name, from: { stream: "praise", where: { verified: ["YES"] } } };
    const bank = await open(
      scored({
        kind: "ledger",
        code: "OWN",
        name,
        base: "10",
        entries: [{ ...entry, between: { min: "0.5", max: "2", sign: "PLUS" } }],
        cap: "14",
      }),
    );
    const { id } = bank.outlets[0]!;
    for (const [on, set] of [
      ["2026-05-01", "0.1"],
      ["2026-05-02", "1.25"],
      ["2026-05-03", "9"],
    ] as const)
      await praise(bank, id, on, true, set);
    expect(totalOf(await bothWays(), id)).toBe("13.75");
  });

  it("may ask for records that the plan declares, by any of their attributes", async () => {
    const range = { severity: { min: "2", below: "4" } };
    const from = { stream: "event.VIOLATION", anyOf: [{ where: { kind: ["A"] } }, { range }], by: "department" };
    const bank = await open((programme) => {
      programme.streams = [{ code: "event.VIOLATION", name, of: "UNIT", attrs: [] }];
      scored({ kind: "ledger", code: "OWN", name, base: "100", entries: [{ code: "E", name, from, each: "-1.5" }] })(
        programme,
      );
    });
    const [first, second] = bank.outlets.map(({ id }) => id) as [string, string];
    const record = (no: number, attrs: Record<string, string>, unitId = first) =>
      db.recordedFact.create({
        data: {
          no: `R-${no}`,
          campaignId: bank.campaign.id,
          stream: "event.VIOLATION",
          unitId,
          onDay: new Date("2026-05-09"),
          attrs,
          recordedById: AUTHOR,
        },
      });
    await record(1, { kind: "A" });
    await record(2, { kind: "B" });
    await record(3, { kind: "B", severity: "2" });
    await record(4, { kind: "B", severity: "4" });
    await record(5, { kind: "B", severity: "serious" });
    await record(6, { kind: "A", department: second });
    await reverse(bank, "RECORD", (await record(7, { kind: "A" })).id);
    const come = await bothWays();
    expect([totalOf(come, first), totalOf(come, second)]).toEqual(["97", "98.5"]);
  });

  it("is answered from the records where the database alone cannot", async () => {
    const bank = await open((programme) => {
      programme.streams = [{ code: "event.VIOLATION", name, of: "UNIT", attrs: [] }];
      scored({
        kind: "ledger",
        code: "OWN",
        name,
        entries: [{ code: "E", name, from: { stream: "event.VIOLATION", by: "head" }, each: "-1" }],
      })(programme);
    });
    await recordFigures(bank, ["2026-07"]);
    await bothWays(false);
  });
});

describe("who leads an open review", () => {
  it("is told to those who prepare it, and to nobody once it is frozen", async () => {
    const bank = await open((programme) => withoutChoices(programme as unknown as Record<string, never>));
    asking = bank.leader;
    expect(await loadLead("C-2026-01", "H1")).toEqual({
      first: [{ zh: "O001网点", en: "Outlet O001" }],
      more: 0,
      total: expect.stringMatching(/^\d/),
      ranked: 3,
      of: 4,
    });
    asking = bank.manager;
    await expect(loadLead("C-2026-01", "H1")).rejects.toThrow();
    await perform(freezeReview, { actor: bank.leader, input: { campaign: "C-2026-01", review: "H1" } });
    asking = bank.leader;
    expect(await loadLead("C-2026-01", "H1")).toBeNull();
    expect(await loadLead("C-2026-01", "YEAR")).not.toBeNull();
  });

  it("is not told before its days have begun", async () => {
    const bank = await open();
    asking = bank.leader;
    setClock(() => new Date("2026-01-05T02:00:00Z"));
    expect(await loadLead("C-2026-01", "H1")).toBeNull();
  });
});
