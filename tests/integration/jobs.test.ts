import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction } from "@/lib/platform/db";
import { readRendition } from "@/lib/platform/files/store";
import { findJob, findLastJob, findLastMade } from "@/lib/platform/jobs/data";
import { cancelJob, queueJob } from "@/lib/platform/jobs/mutations";
import type { Job } from "@/lib/platform/jobs/types";
import { type JobWorker, runQueuedJobs, startJobWorker } from "@/lib/platform/jobs/worker";
import { asOwner, useDatabase } from "../support/database";
import { KINDS } from "../support/job-kinds";

const { owner } = useDatabase({ each: "test" });

const ASKER = { accountId: "00000000-0000-7000-8000-0000000000aa", name: "办公室" };
let folder: string;
const workers: JobWorker[] = [];
const processes: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mingyou-jobs-"));
});
afterEach(async () => {
  writeFileSync(join(folder, "gate"), "");
  for (const child of processes.splice(0)) await killed(child);
  for (const worker of workers.splice(0)) await worker.stop();
  rmSync(folder, { recursive: true, force: true });
});

const now = () => new Date("2026-07-01T02:00:00Z");
const open = () => writeFileSync(join(folder, "gate"), "");
const diary = () => {
  const path = join(folder, "diary");
  return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
};

function held(about: string): Promise<{ id: string; already: boolean }> {
  const input = { diary: join(folder, "diary"), gate: join(folder, "gate") };
  return inTransaction((tx) =>
    queueJob(tx, now(), { kind: "tests.held", about, campaignId: null, askedBy: ASKER, input }),
  );
}

async function work(): Promise<JobWorker> {
  const worker = await startJobWorker(KINDS);
  workers.push(worker);
  return worker;
}

/** Looks until it is so; a minute at most, because nothing here takes that long. */
async function until<T>(look: () => Promise<T | null | false> | T | null | false): Promise<T> {
  for (const end = performance.now() + 60_000; performance.now() < end; await pause(25)) {
    const found = await look();
    if (found !== null && found !== false) return found;
  }
  throw new Error("it did not come about");
}

const reaches = (id: string, state: Job["state"]) =>
  until(async () => {
    const job = await findJob(db, id);
    return job?.state === state && job;
  });

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

const queued = () => asOwner<{ id: string }>(owner, "SELECT id::text FROM graphile_worker.jobs");

describe("a job", () => {
  it("is queued by the transaction of its request, and not without it", async () => {
    const input = { diary: join(folder, "diary"), gate: join(folder, "gate") };
    const request = { kind: "tests.held", about: "x", campaignId: null, askedBy: ASKER, input };
    const work = inTransaction(async (tx) => {
      await queueJob(tx, now(), request);
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect([await db.job.count(), await queued()]).toEqual([0, []]);

    const { id, already } = await held("x");
    expect(already).toBe(false);
    expect(await held("x")).toEqual({ id, already: true });
    expect((await held("y")).id).not.toBe(id);
    expect(await queued()).toHaveLength(2);
  });

  it("is done once asked for, and its file is there under its hash", async () => {
    const { id } = await held("x");
    open();
    await runQueuedJobs(KINDS);
    const job = await findJob(db, id);
    expect(job).toMatchObject({ state: "DONE", stage: "end", done: 100, total: 100, error: null });
    expect(job?.endedAt).not.toBeNull();
    const made = await findLastMade(db, "tests.held", "x");
    expect(made?.file).toMatchObject({ name: "held.txt", mime: "text/plain", bytes: 4 });
    expect((await readRendition(made?.file.storageKey ?? "", "original"))?.toString()).toBe("done");
    expect(await queued()).toEqual([]);
    // Once it has ended, the same may be asked for again.
    expect((await held("x")).already).toBe(false);
  });

  it("says how far it is, while it is being done", async () => {
    const { id } = await held("x");
    await work();
    const first = await reaches(id, "RUNNING");
    const later = await until(async () => {
      const job = await findJob(db, id);
      return job !== null && job.done > first.done && job;
    });
    expect(later).toMatchObject({ state: "RUNNING", stage: `turn${later.done}`, total: 100 });
    open();
    await reaches(id, "DONE");
  });

  it("can be cancelled before it is begun", async () => {
    const { id } = await held("x");
    expect(await inTransaction((tx) => cancelJob(tx, now(), id))).toBe(true);
    expect(await inTransaction((tx) => cancelJob(tx, now(), id))).toBe(false);
    await runQueuedJobs(KINDS);
    expect(diary()).toEqual([]);
    expect(await findJob(db, id)).toMatchObject({ state: "CANCELLED", endedAt: now() });
  });

  it("can be cancelled while it is being done, and leaves no file", async () => {
    const { id } = await held("x");
    await work();
    await reaches(id, "RUNNING");
    await inTransaction((tx) => cancelJob(tx, now(), id));
    // Its worker is free again at its next word: it does the next job.
    const next = await held("y");
    await reaches(next.id, "RUNNING");
    open();
    await reaches(next.id, "DONE");
    expect(await findJob(db, id)).toMatchObject({ state: "CANCELLED", file: null });
    expect(await until(async () => (await queued()).length === 0)).toBe(true);
  });

  it("tells its failure by a code, and what was thrown by a reference alone", async () => {
    const ask = (how: string) =>
      inTransaction((tx) =>
        queueJob(tx, now(), { kind: "tests.failing", about: how, campaignId: null, askedBy: ASKER, input: { how } }),
      );
    await ask("REFUSE");
    await ask("THROW");
    await ask("WRONG");
    await runQueuedJobs(KINDS);
    const last = (about: string) => findLastJob(db, "tests.failing", about);
    expect(await last("REFUSE")).toMatchObject({ state: "FAILED", error: { code: "SEAL_BROKEN" } });
    expect(await last("WRONG")).toMatchObject({ state: "FAILED", error: { code: "JOB_INPUT" } });
    const thrown = await last("THROW");
    expect(thrown).toMatchObject({
      state: "FAILED",
      error: { code: "JOB_FAILED", values: { reference: expect.stringMatching(/^[0-9a-f]{8}$/) } },
    });
    expect(JSON.stringify(thrown)).not.toContain("stay on the server");
    expect(await queued()).toEqual([]);
  });
});

describe("several processes", () => {
  it("share the queue, and no job is done twice", async () => {
    open();
    const ids = [];
    for (let at = 0; at < 12; at += 1) ids.push((await held(`job ${at}`)).id);
    await Promise.all([work(), work(), work()]);
    for (const id of ids) await reaches(id, "DONE");
    const begun = diary().map((line) => line.split(" ")[1]);
    expect(begun.sort()).toEqual(ids.sort());
  });

  const other = () => {
    const child = spawn(
      process.execPath,
      ["--conditions=react-server", "--import", "tsx", join(process.cwd(), "tests/support/job-process.ts")],
      { stdio: ["ignore", "inherit", "inherit"] },
    );
    processes.push(child);
    return child;
  };

  it("take up what a killed process was doing, and leave alone what a living one is doing", async () => {
    const { id } = await held("x");
    const child = other();
    await until(() => diary().length === 1);
    await work();
    // Two looks for the dead go by: the other process lives.
    await pause(11_000);
    expect(diary()).toEqual([`${child.pid} ${id}`]);

    await killed(child);
    await until(() => diary().length === 2);
    expect(diary()[1]).toBe(`${process.pid} ${id}`);
    open();
    const job = await reaches(id, "DONE");
    expect(await db.job.findUnique({ where: { id: job.id }, select: { attempts: true } })).toEqual({ attempts: 2 });
  });

  it("give a job up that kills whoever takes it", async () => {
    const { id } = await held("x");
    await db.job.update({ where: { id }, data: { attempts: 3 } });
    await runQueuedJobs(KINDS);
    expect(diary()).toEqual([]);
    expect(await findJob(db, id)).toMatchObject({ state: "FAILED", error: { code: "JOB_GAVE_UP" } });
  });
});
