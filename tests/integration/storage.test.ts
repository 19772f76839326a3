import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { perform } from "@/lib/access/usecase";
import { fileEvidenceFor } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { accept } from "@/lib/kernel/result";
import { findRoot } from "@/lib/organisation/data";
import { now, setClock, today } from "@/lib/platform/clock";
import { db, inTransaction } from "@/lib/platform/db";
import { useStore } from "@/lib/platform/files/storage/open";
import { keepFile, keepProduct } from "@/lib/platform/files/store";
import { queueJob } from "@/lib/platform/jobs/mutations";
import { asJobKind } from "@/lib/platform/jobs/types";
import { runQueuedJobs } from "@/lib/platform/jobs/worker";
import { STORAGE_JOBS } from "@/lib/storage/jobs";
import { CHECK, WHOLE_STORE } from "@/lib/storage/types";
import { cancelStorageCheck, startStorageCheck } from "@/lib/storage/usecases";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";
import { localInHand, type StoreInHand, s3InHand } from "../support/stores";

const request = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("@/lib/access/loaders", () => ({ requireActor: async () => request.actor }));
vi.mock("next/navigation", () => ({
  notFound: () => {
    throw new Error("not found");
  },
}));
const { loadStorage, loadStorageJob } = await import("@/lib/storage/loaders");

const address = useDatabase();
let bank: InspectedBank;
let auditor: Actor;
let admin: Actor;
let local: Actor;
beforeAll(async () => {
  setClock(() => new Date("2026-07-13T04:40:00Z"));
  bank = await makeInspectedBank();
  const root = (await findRoot(db, today()))!;
  auditor = await actorFor("auditor", "AUDITOR", root);
  admin = await actorFor("root", "SYSTEM_ADMIN", root);
  local = await actorFor("branch-auditor", "AUDITOR", bank.outlets[0]!);
});
beforeEach(() => {
  request.actor = auditor;
});

const codes = (outcome: Awaited<ReturnType<typeof perform>>) =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code);
const start = (actor: Actor) => perform(startStorageCheck, { actor, input: {} });
const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}\n%%EOF`);

async function file(
  bytes: Uint8Array,
  unit: string,
): Promise<{ id: string; folder: string; displaySha256: string | null }> {
  const kept = await keepFile(bytes);
  if (!kept.ok) throw new Error(kept.refusals[0].code);
  const { kind: _kind, extension: _extension, ...found } = kept.value;
  const outcome = await perform(fileEvidenceFor, { actor: bank.staff, input: { unit, name: "x", ...found } });
  if (!outcome.ok) throw new Error(outcome.refusals[0].code);
  return { id: (outcome.value as { id: string }).id, folder: found.folder, displaySha256: found.displaySha256 };
}

describe.each([
  ["a folder", localInHand],
  ["a bucket", s3InHand],
])("a check of everything in %s", (where, make: () => Promise<StoreInHand>) => {
  let hand: StoreInHand;
  let back: () => void;
  const kept: { id: string; folder: string; displaySha256: string | null }[] = [];
  beforeAll(async () => {
    // A bank without files for each store; the rows of a check could otherwise not be removed.
    for (const table of ["file_faults", "file_checks", "produced_files", "jobs", "evidence_files"]) {
      await asOwner(
        address.owner,
        `ALTER TABLE ${table} DISABLE TRIGGER USER; DELETE FROM ${table}; ALTER TABLE ${table} ENABLE TRIGGER USER`,
      );
    }
    await asOwner(address.owner, "DELETE FROM file_usage");
    hand = await make();
    back = useStore(hand.store);
    kept.push(
      await file(
        await sharp({ create: { width: 50, height: 40, channels: 3, background: "#456" } })
          .jpeg()
          .toBuffer(),
        "O001",
      ),
      await file(pdf(`one in ${where}`), "O001"),
      await file(pdf(`two in ${where}`), "O002"),
    );
  });
  afterAll(async () => {
    back();
    await hand.end();
  });

  it("is for those who answer for the whole bank", async () => {
    for (const actor of [bank.inspector, bank.manager, bank.staff, local]) {
      expect(codes(await start(actor))).toEqual(["NOT_FOUND"]);
      expect(codes(await perform(cancelStorageCheck, { actor, input: {} }))).toEqual(["NOT_FOUND"]);
    }
    for (const actor of [bank.inspector, bank.manager, bank.staff]) {
      request.actor = actor;
      await expect(loadStorage({})).rejects.toThrow("not found");
      await expect(loadStorageJob()).rejects.toThrow("not found");
    }
  });

  it("finds everything as it was filed", async () => {
    expect(await loadStorage({})).toMatchObject({ check: null, job: null, mayCheck: true });
    expect((await start(auditor)).ok).toBe(true);
    expect(codes(await start(admin))).toEqual(["ALREADY_RUNNING"]);
    expect(await loadStorageJob()).toMatchObject({ state: "QUEUED", askedName: auditor.name });
    await runQueuedJobs(STORAGE_JOBS);
    const view = await loadStorage({});
    expect(view.job).toMatchObject({ state: "DONE", error: null });
    expect(view.check).toMatchObject({ files: 3, damaged: 0, missing: 0, faults: [], askedName: auditor.name });
    expect(view.check?.bytes).toBeGreaterThan(200);
    const audit = await db.auditEntry.findFirst({ where: { action: "storage.checked" }, orderBy: { at: "desc" } });
    expect(audit).toMatchObject({ actorName: auditor.name, detail: { files: 3, faults: 0 } });
  });

  it("lists the flipped byte and the deleted object, each with its outlet", async () => {
    const [picture, , second] = kept as [(typeof kept)[0], (typeof kept)[0], (typeof kept)[0]];
    await hand.flip(picture.folder, `display-${picture.displaySha256?.slice(0, 16)}.webp`);
    await hand.flip(kept[1]!.folder, "original");
    await hand.remove(second.folder, "original");
    // What the product made is compared as well.
    const made = await keepProduct(Buffer.from(`made in ${where}`));
    const kind = asJobKind({
      kind: "tests.made",
      input: z.strictObject({}),
      run: async () =>
        accept({ name: "made.txt", mime: "text/plain", bytes: new TextEncoder().encode(`made in ${where}`) }),
    });
    await inTransaction((tx) =>
      queueJob(tx, now(), { kind: "tests.made", about: where, campaignId: null, askedBy: auditor, input: {} }),
    );
    await runQueuedJobs([kind]);
    await hand.flip(made.storageKey, "original");

    expect((await start(admin)).ok).toBe(true);
    await runQueuedJobs(STORAGE_JOBS);
    const { check } = await loadStorage({});
    expect(check).toMatchObject({ files: 4, damaged: 3, missing: 1, askedName: admin.name });
    const found = check!.faults.map(
      ({ source, fault, rendition, unit }) => `${source} ${fault} ${rendition} ${unit?.code ?? "-"}`,
    );
    expect(found.sort()).toEqual([
      "EVIDENCE DAMAGED display O001",
      "EVIDENCE DAMAGED original O001",
      "EVIDENCE MISSING original O002",
      "PRODUCED DAMAGED original -",
    ]);
    const damaged = check!.faults.find(({ fileId }) => fileId === kept[1]!.id);
    expect(damaged?.foundSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(damaged?.foundSha256).not.toBe(damaged?.sha256);

    // Who answers for one outlet sees the faults of that outlet, and nobody sees names of files.
    request.actor = local;
    const own = await loadStorage({});
    expect(own.mayCheck).toBe(false);
    expect(own.check?.faults.map(({ unit }) => unit?.code)).toEqual(["O001", "O001"]);
    expect(own.usage.units.map(({ unit }) => unit?.code)).toEqual(["O001"]);
  });

  it("stays written down", async () => {
    await expect(db.fileCheck.updateMany({ data: { damaged: 0 } })).rejects.toThrow();
    await expect(db.fileFault.deleteMany({})).rejects.toThrow();
    await expect(asOwner(address.owner, "DELETE FROM file_faults")).rejects.toThrow();
  });

  it("can be cancelled before it is begun", async () => {
    expect(codes(await perform(cancelStorageCheck, { actor: auditor, input: {} }))).toEqual(["NOT_RUNNING"]);
    await start(auditor);
    expect((await perform(cancelStorageCheck, { actor: auditor, input: {} })).ok).toBe(true);
    await runQueuedJobs(STORAGE_JOBS);
    expect((await loadStorage({})).job).toMatchObject({ state: "CANCELLED" });
  });

  it("calls an outage an outage", async () => {
    const before = await db.fileCheck.count();
    await hand.vanish();
    await start(auditor);
    await runQueuedJobs(STORAGE_JOBS);
    const view = await loadStorage({});
    expect(view.job).toMatchObject({ state: "FAILED", error: { code: "STORE_UNAVAILABLE" } });
    expect(await db.fileCheck.count()).toBe(before);
    expect(await db.job.count({ where: { kind: CHECK, about: WHOLE_STORE, endedAt: null } })).toBe(0);
    expect(today()).toBe("2026-07-13");
  });
});
