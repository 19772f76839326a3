import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import {
  addRescoreChange,
  addRescoreFigure,
  addRescoreRecord,
  applyRescoreSet,
  cancelRescoreSet,
  openRescoreSet,
  previewRescoreSet,
  signRescoreSet,
} from "@/lib/appeals/usecases";
import { DOSSIER_JOBS } from "@/lib/dossiers/jobs";
import { buildDossier, takeDossier } from "@/lib/dossiers/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { listFigures } from "@/lib/metrics/data";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { readRendition } from "@/lib/platform/files/store";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { runQueuedJobs } from "@/lib/platform/jobs/worker";
import { recordFact } from "@/lib/records/usecases";
import { findResult, listStandings, readComputed, readLife } from "@/lib/reviews/data";
import { findEvidence } from "@/lib/reviews/evidence";
import { digest } from "@/lib/reviews/rules/seal";
import {
  type AppealedBank,
  freezeHalfYear,
  H1,
  makeAppealedBank,
  publishHalfYear,
  SEATS,
} from "../support/appealed-bank";
import { withRecords } from "../support/corrected-bank";
import { useDatabase } from "../support/database";

/** What a re-score set brings that was missing, and what it puts in the place of what was wrong. */

vi.mock("@/lib/access/loaders", () => ({
  requireActor: async () => bank.staff,
  findCurrentActor: async () => bank.staff,
}));

useDatabase({ each: "test" });

const C = { campaign: "C-2026-01" };
let bank: AppealedBank;
/** A violation that costs the second outlet five points. */
let violation: string;

const at = (day: string) => setClock(() => new Date(`${day}T02:00:00Z`));

beforeEach(async () => {
  at("2026-07-01");
  bank = await makeAppealedBank(withRecords);
  violation = (
    await value(
      perform(recordFact, {
        actor: bank.staff,
        input: {
          ...C,
          stream: "event.VIOLATION",
          unit: "O002",
          onDay: "2026-05-06",
          value: "5",
          attrs: { level: "SERIOUS" },
        },
      }),
    )
  ).no;
});

type Outcome = { ok: boolean; refusals?: readonly { code: string; field?: string | undefined }[] };
const codes = (outcome: Outcome) =>
  outcome.ok ? [] : (outcome.refusals ?? []).map(({ code, field }) => (field ? `${code} ${field}` : code));

async function value<T>(
  outcome: Promise<{ ok: true; value: T } | { ok: false; refusals: readonly unknown[] }>,
): Promise<T> {
  const done = await outcome;
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value;
}

const open = async () =>
  (await value(perform(openRescoreSet, { actor: bank.staff, input: { ...C, reason: "复查。" } }))).no;
const record = (set: string, changes: Record<string, unknown> = {}, actor: Actor = bank.staff) =>
  perform(addRescoreRecord, {
    actor,
    input: {
      ...C,
      set,
      stream: "event.VIOLATION",
      unit: "O003",
      onDay: "2026-05-20",
      value: "3",
      attrs: { level: "SERIOUS" },
      reason: "漏记一次违规。",
      ...changes,
    },
  });
const figure = (set: string, changes: Record<string, unknown> = {}, actor: Actor = bank.staff) =>
  perform(addRescoreFigure, {
    actor,
    input: {
      ...C,
      set,
      unit: "O003",
      metric: "BUSINESS_VOLUME",
      month: "2026-05",
      value: "9000",
      source: "业务量统计表（更正）",
      reason: "导入时错位。",
      ...changes,
    },
  });
const adjust = (set: string, changes: Record<string, unknown> = {}, actor: Actor = bank.leader) =>
  record(set, { stream: "adjust.GROUP", value: "2", attrs: {}, reason: "抗洪抢险表现突出。", ...changes }, actor);
const preview = (set: string) => value(perform(previewRescoreSet, { actor: bank.staff, input: { ...C, set } }));

async function put(set: string): Promise<{ digest: string; reviews: number }> {
  const read = await preview(set);
  for (const [actor, seat] of SEATS(bank))
    await value(perform(signRescoreSet, { actor, input: { ...C, set, review: "H1", seat, digest: read.digest } }));
  await value(perform(applyRescoreSet, { actor: bank.leader, input: { ...C, set, digest: read.digest } }));
  return read;
}

async function current() {
  const result = (await findResult(db, await readLife(db, bank.campaign.id, "H1")))!;
  const computed = await readComputed(db, "C-2026-01", "H1", result, { fresh: true });
  const totals = Object.fromEntries(
    (await listStandings(db, result.id)).map(({ subject, total }) => [
      bank.outlets.find(({ id }) => id === subject)!.code,
      Number(total),
    ]),
  );
  return { result, computed, totals };
}

describe("a record in a set", () => {
  it("adds what was missing, replaces what was wrong, and leaves the first result as it was", async () => {
    await publishHalfYear(bank);
    at("2026-07-03");
    const before = await current();
    const set = await open();
    const { record: added } = await value(record(set));
    const { record: other } = await value(
      record(set, { unit: "O002", onDay: "2026-05-06", value: "1", instead: violation, reason: "扣分录错。" }),
    );
    expect([added, other].every((no) => /^R-2026-\d{5}$/.test(no))).toBe(true);
    // Nothing is there until the set is applied.
    expect(await db.recordedFact.count()).toBe(1);
    await put(set);
    const after = await current();
    expect(after.totals.O003! - before.totals.O003!).toBeCloseTo(-3, 6);
    expect(after.totals.O002! - before.totals.O002!).toBeCloseTo(4, 6);
    expect(after.totals.O001).toBe(before.totals.O001);
    expect(after.computed.agrees).toBe(true);
    const old = await readComputed(db, "C-2026-01", "H1", before.result, { fresh: true });
    expect(old.agrees).toBe(true);
    expect(old.input.facts.some(({ ref }) => ref === added)).toBe(false);
    expect(old.input.facts.find(({ ref }) => ref === violation)?.state).toBe("COUNTED");

    const rows = await db.recordedFact.findMany({ where: { setNo: set }, orderBy: { no: "asc" } });
    expect(rows.map(({ no, ground, reason }) => [no, ground, reason])).toEqual([
      [added, "OFFICE", "漏记一次违规。"],
      [other, "OFFICE", "扣分录错。"],
    ]);
    expect(await db.factReversal.count({ where: { kind: "RECORD" } })).toBe(1);
    const fact = after.computed.input.facts.find(({ ref }) => ref === added)!;
    expect(fact.attrs).toMatchObject({ set, ground: "OFFICE", level: "SERIOUS" });
    expect(await findEvidence(db, bank.campaign.id, fact, null, { covert: [] } as never)).toMatchObject({
      kind: "record",
      provenance: { set, ground: "OFFICE", reason: "漏记一次违规。" },
    });
    expect(after.computed.input.facts.find(({ ref }) => ref === violation)?.state).toBe("VOIDED");
    expect(
      await db.auditEntry.findFirst({ where: { action: "appeals.addRecord" }, orderBy: { at: "asc" } }),
    ).toMatchObject({ subject: set, outcome: "DONE", detail: { record: added, stream: "event.VIOLATION" } });
    // What was previewed is what stands, byte for byte.
    const stored = await db.rescorePreview.findFirstOrThrow({ orderBy: { seq: "desc" } });
    const [touched] = stored.reviews as unknown as { input: string; output: string }[];
    const row = await db.reviewResult.findUniqueOrThrow({ where: { id: after.result.id } });
    expect([digest(row.input), digest(row.output)]).toEqual([touched!.input, touched!.output]);
  });

  it("is read in full beside a correction of an inspection, and its digest is another one", async () => {
    await freezeHalfYear(bank);
    const set = await open();
    await value(
      perform(addRescoreChange, {
        actor: bank.staff,
        input: { ...C, set, what: "FINDING", item: bank.findings[0]!.no, reason: "复查。" },
      }),
    );
    const alone = await preview(set);
    await value(record(set));
    await value(figure(set));
    const { digest: read, reviews } = await preview(set);
    expect([reviews, read === alone.digest]).toEqual([1, false]);
    const before = await current();
    await value(perform(applyRescoreSet, { actor: bank.leader, input: { ...C, set, digest: read } }));
    const after = await current();
    expect(after.computed.agrees).toBe(true);
    const visit = ({ computed }: typeof after) =>
      Number(computed.input.facts.find(({ id }) => id === bank.inspection.id)?.value);
    expect(visit(after)).toBeGreaterThan(visit(before));
    expect(after.computed.input.facts.some(({ attrs }) => attrs.set === set)).toBe(true);
    expect(after.computed.input.facts.length).toBe(before.computed.input.facts.length + 1);
  });

  it("is refused where entering it by hand would be, and on open days", async () => {
    const set = await open();
    expect(codes(await record(set))).toEqual(["DAY_OPEN onDay"]);
    await publishHalfYear(bank);
    const refused = async (changes: Record<string, unknown>) => codes(await record(set, changes));
    expect(await refused({ stream: "event.NONE" })).toEqual(["STREAM_UNKNOWN stream"]);
    expect(await refused({ unit: "O900" })).toEqual(["UNIT_UNKNOWN unit"]);
    expect(await refused({ value: "11" })).toEqual(["ABOVE value"]);
    expect(await refused({ value: "" })).toEqual(["MISSING value"]);
    expect(await refused({ attrs: { level: "AWFUL" } })).toEqual(["CHOICE_UNKNOWN attrs.level"]);
    expect(await refused({ attrs: {} })).toEqual(["MISSING attrs.level"]);
    expect(await refused({ onDay: "2025-12-31" })).toEqual(["OUTSIDE_CAMPAIGN onDay"]);
    expect(await refused({ onDay: "2026-07-02" })).toEqual(["DAY_TO_COME onDay"]);
    expect(await refused({ stream: "score.TEST", person: "9999", value: "90", attrs: {} })).toEqual([
      "PERSON_UNKNOWN person",
    ]);
    expect(await refused({ stream: "score.TEST", person: "1002", value: "90", attrs: {} })).toEqual([
      "PERSON_NOT_IN_POST person",
    ]);
    expect(await refused({ instead: "R-2026-09999" })).toEqual(["ITEM_UNKNOWN instead"]);
    expect(await refused({ evidence: ["00000000-0000-7000-8000-0000000000aa"] })).toEqual([
      "EVIDENCE_UNKNOWN evidence",
    ]);
    const same = { unit: "O002", onDay: "2026-05-06", value: "5", instead: violation };
    expect(await refused(same)).toEqual(["SAME_RECORD"]);
    expect(await refused({ reason: "" })).not.toEqual([]);
    await value(record(set, { ...same, value: "2" }));
    expect(await refused({ ...same, value: "2" })).toEqual(["IN_SET_ALREADY instead"]);
    await put(set);
    const next = await open();
    expect(codes(await record(next, { ...same, value: "3" }))).toEqual(["ALREADY_REVERSED instead"]);
    expect(codes(await record(set))).toEqual(["SET_CLOSED"]);
    for (const actor of [bank.manager, bank.inspector])
      expect(codes(await record(next, {}, actor))).toEqual(["NOT_FOUND"]);
  });

  it("of two sets that replace the same one the second cannot be applied", async () => {
    await publishHalfYear(bank);
    const [one, two] = [await open(), await open()];
    const other = { unit: "O002", onDay: "2026-05-06", instead: violation };
    await value(record(one, { ...other, value: "1" }));
    await value(record(two, { ...other, value: "2" }));
    await put(one);
    const again = await perform(previewRescoreSet, { actor: bank.staff, input: { ...C, set: two } });
    expect(codes(again)).toEqual(["ALREADY_REVERSED"]);
  });

  it("comes to nothing with a cancelled set", async () => {
    await publishHalfYear(bank);
    const set = await open();
    await value(record(set));
    await value(figure(set));
    await preview(set);
    await value(perform(cancelRescoreSet, { actor: bank.staff, input: { ...C, set, reason: "不再需要。" } }));
    expect([await db.recordedFact.count(), await db.metricImport.count({ where: { setNo: set } })]).toEqual([1, 0]);
  });
});

describe("an adjustment by the leading group", () => {
  it("is its own act, says why, and is shown as such", async () => {
    await publishHalfYear(bank);
    const set = await open();
    expect(codes(await adjust(set, {}, bank.staff))).toEqual(["NOT_THE_BODY stream"]);
    expect(codes(await adjust(set, { reason: " " }))).not.toEqual([]);
    expect(codes(await adjust(set, { value: "6" }))).toEqual(["ABOVE value"]);
    const before = await current();
    await value(adjust(set));
    expect((await db.rescoreChange.findFirstOrThrow()).ground).toBe("COMMITTEE");
    await put(set);
    const after = await current();
    expect(after.totals.O003! - before.totals.O003!).toBeCloseTo(2, 6);
    const fact = after.computed.input.facts.find(({ stream }) => stream === "adjust.GROUP")!;
    expect(fact.attrs).toMatchObject({ set, ground: "COMMITTEE" });
    expect(await findEvidence(db, bank.campaign.id, fact, null, { covert: [] } as never)).toMatchObject({
      note: "抗洪抢险表现突出。",
      provenance: { ground: "COMMITTEE", reason: "抗洪抢险表现突出。" },
    });
  });

  it("says why on open days too", async () => {
    const input = { ...C, stream: "adjust.GROUP", unit: "O003", onDay: "2026-06-20", value: "1" };
    expect(codes(await perform(recordFact, { actor: bank.staff, input }))).toEqual(["MISSING note"]);
    expect(
      codes(await perform(recordFact, { actor: bank.staff, input: { ...input, note: "领导小组会议纪要三。" } })),
    ).toEqual([]);
  });
});

describe("a month's figure in a set", () => {
  it("supersedes the one that held, which stays, and moves the score", async () => {
    await publishHalfYear(bank);
    const before = await current();
    const held = (await listFigures(db, bank.campaign.id)).find(
      ({ unitId, metric, month }) =>
        unitId === bank.outlets[2]!.id && metric === "BUSINESS_VOLUME" && month === "2026-05",
    )!;
    const set = await open();
    const { figure: no } = await value(figure(set));
    await put(set);
    const after = await current();
    expect(after.totals.O003).toBeGreaterThan(before.totals.O003!);
    expect(after.computed.agrees).toBe(true);
    const rows = await db.metricFact.findMany({
      where: { unitId: bank.outlets[2]!.id, metric: "BUSINESS_VOLUME", month: "2026-05" },
      include: { import: true },
    });
    expect(rows).toHaveLength(2);
    const fresh = rows.find(({ supersedesId }) => supersedesId !== null)!;
    expect([fresh.supersedesId, fresh.value.toFixed(), fresh.import.no]).toEqual([held.id, "9000", no]);
    expect(fresh.import).toMatchObject({
      setNo: set,
      ground: "OFFICE",
      reason: "导入时错位。",
      fileName: "业务量统计表（更正）",
    });
    const fact = after.computed.input.facts.find(({ id }) => id === fresh.id)!;
    expect(fact.attrs).toMatchObject({ month: "2026-05", set });
    expect(after.computed.input.facts.some(({ id }) => id === held.id)).toBe(false);
    expect(await findEvidence(db, bank.campaign.id, fact, null, { covert: [] } as never)).toMatchObject({
      former: held.value,
      provenance: { set, ground: "OFFICE", reason: "导入时错位。" },
    });
  });

  it("is judged as an import is, but for the frozen month", async () => {
    const set = await open();
    expect(codes(await figure(set))).toEqual(["DAY_OPEN month"]);
    await publishHalfYear(bank);
    const refused = async (changes: Record<string, unknown>) => codes(await figure(set, changes));
    expect(await refused({ unit: "O900" })).toEqual(["UNKNOWN_OUTLET unit"]);
    expect(await refused({ month: "2026-13" })).toEqual(["MONTH_FORM month"]);
    expect(await refused({ month: "2025-01" })).toEqual(["MONTH_OUTSIDE month"]);
    expect(await refused({ month: "2026-08" })).toEqual(["MONTH_TO_COME month"]);
    expect(await refused({ value: "many" })).toEqual(["NOT_A_NUMBER value"]);
    expect(await refused({ value: "9,000" })).toEqual(["THOUSANDS value"]);
    expect(await refused({ value: "-1" })).toEqual(["NEGATIVE value"]);
    expect(await refused({ value: "1.23456" })).toEqual(["TOO_MANY_DECIMALS value"]);
    expect(await refused({ value: "4000" })).toEqual(["SAME_FIGURE value"]);
    expect(await refused({ metric: "HEADCOUNT", value: "0" })).toEqual(["HEADCOUNT_ZERO value"]);
    expect(await refused({ metric: "BRANCH_RANK", value: "3" })).toEqual(["RANK_PAIR value"]);
    expect(await refused({ metric: "BRANCH_RANK", value: "3.5" })).toEqual(["NOT_WHOLE value"]);
    expect(await refused({ source: "" })).not.toEqual([]);
    expect(await refused({ evidence: ["00000000-0000-7000-8000-0000000000aa"] })).toEqual([
      "EVIDENCE_UNKNOWN evidence",
    ]);
    // The number ranked comes first, then a rank fits it although neither is in force yet.
    await value(figure(set, { metric: "BRANCH_OUTLETS", value: "20" }));
    expect(await refused({ metric: "BRANCH_RANK", value: "21" })).toEqual(["RANK_BEYOND value"]);
    await value(figure(set, { metric: "BRANCH_RANK", value: "20" }));
    await value(figure(set));
    expect(await refused({ value: "8000" })).toEqual(["IN_SET_ALREADY month"]);
    expect(codes(await figure(set, { metric: "HEADCOUNT" }, bank.manager))).toEqual(["NOT_FOUND"]);
  });

  it("of two sets the second is told that it has changed", async () => {
    await publishHalfYear(bank);
    const [one, two] = [await open(), await open()];
    await value(figure(one));
    await value(figure(two, { value: "8000" }));
    await put(one);
    const again = await perform(previewRescoreSet, { actor: bank.staff, input: { ...C, set: two } });
    expect(codes(again)).toEqual(["FIGURE_CHANGED"]);
  });
});

it("the dossier of a result with all of them is accepted by its own verifier", async () => {
  await publishHalfYear(bank);
  const set = await open();
  await value(record(set));
  await value(record(set, { unit: "O002", onDay: "2026-05-06", value: "1", instead: violation }));
  await value(adjust(set));
  await value(figure(set));
  await put(set);
  await value(perform(buildDossier, { actor: bank.leader, input: H1 }));
  await runQueuedJobs(DOSSIER_JOBS);
  const taken = await value(perform(takeDossier, { actor: bank.leader, input: H1 }));
  if (taken.state !== "MADE") throw new Error(JSON.stringify(await db.job.findMany()));
  const zip = new Uint8Array((await readRendition(taken.file.storageKey, "original")) ?? []);
  const folder = mkdtempSync(join(tmpdir(), "mingyou-corrected-"));
  try {
    const [program] = Object.entries(unzipSync(zip)).filter(([path]) => path.endsWith("/verify.mjs"));
    writeFileSync(join(folder, "verify.mjs"), program![1]);
    writeFileSync(join(folder, "dossier.zip"), zip);
    const done = spawnSync(process.execPath, ["verify.mjs", "dossier.zip", "--json"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(JSON.parse(done.stdout)).toMatchObject({ ok: true, seq: 2 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it("every refusal has its sentence in both languages", () => {
  const said = [
    ...["STREAM_UNKNOWN", "CAMPAIGN_NOT_OPEN", "SAME_RECORD", "SAME_FIGURE", "FIGURE_CHANGED", "NOT_THE_BODY"],
    ...["DAY_OPEN", "IN_SET_ALREADY", "ITEM_UNKNOWN", "ALREADY_REVERSED", "EVIDENCE_UNKNOWN"],
  ];
  for (const messages of Object.values(MESSAGES)) {
    const { refusals, faults } = messages.appeals;
    for (const code of said) expect(Object.keys(refusals), code).toContain(code);
    for (const code of ["MISSING", "ABOVE", "CHOICE_UNKNOWN", "PERSON_NOT_IN_POST", "RANK_BEYOND", "HEADCOUNT_ZERO"])
      expect(Object.keys(faults), code).toContain(code);
  }
});
