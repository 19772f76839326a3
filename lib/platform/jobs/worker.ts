import "server-only";
import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Logger, run, runOnce, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { tasksOf } from "./run";
import type { JobKind } from "./types";

/** First half of the advisory locks that say which workers live. */
const LIVING = 20_261_123;
/** How often each process looks for the work of dead ones. */
const LOOK_MS = 5_000;
const POLL_MS = 2_000;

const logger = new Logger(() => (level, message) => {
  if (level === "error") log.error(message);
  else if (level === "warning") log.warn(message);
  else log.debug(message);
});

/** Work is unlocked when no living worker holds it; graphile-worker alone would wait four hours. */
const UNLOCK_DEAD = `
  SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by))
  FROM graphile_worker._private_jobs
  WHERE locked_by IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 2
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND classid = ${LIVING} AND objid = (hashtext(locked_by)::bigint & 4294967295)::oid)
  HAVING count(*) > 0`;

export interface JobWorker {
  /** Settles when the worker has ended: stopped, or because the database was gone for too long. */
  readonly ended: Promise<void>;
  /** Takes nothing up any more and waits for what is being done. */
  readonly stop: () => Promise<void>;
}

/**
 * Works through the queue in this process, one job at a time beside its requests; as many processes as there are share it.
 * Each holds an advisory lock for its worker on a connection of its own: when the process dies, however it dies, PostgreSQL
 * lets go of the lock, and the next look of any other unlocks what it was doing.
 */
export async function startJobWorker(kinds: readonly JobKind[]): Promise<JobWorker> {
  const events: WorkerEvents = new EventEmitter();
  const life = signOfLife();
  // Its pool is what stands at a job as its holder.
  events.on("worker:create", ({ worker }) => life.begin(worker.workerPool.id));
  const runner = await run({
    connectionString: env.DATABASE_URL,
    maxPoolSize: 3,
    concurrency: 1,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    parsedCronItems: [],
    logger,
    events,
    taskList: tasksOf(kinds),
    // Asked before every look into the queue: nothing is taken up before this process can be seen to live.
    forbiddenFlags: async () => {
      await life.begun();
      return null;
    },
  });
  const ended = runner.promise.catch((error: unknown) => log.error({ err: error }, "the worker ended"));
  let running = true;
  void ended.then(() => {
    running = false;
  });
  return {
    ended,
    async stop() {
      if (running) await runner.stop();
      await life.end();
    },
  };
}

/** Between two beginnings. */
const AGAIN_MS = 5_000;

/** A worker for as long as the process lives: where it cannot begin, or ends because the database was gone, it begins again. */
export async function keepJobWorker(kinds: readonly JobKind[]): Promise<never> {
  for (;;) {
    try {
      const worker = await startJobWorker(kinds);
      await worker.ended;
      await worker.stop();
    } catch (error) {
      log.error({ err: error }, "the worker did not begin");
    }
    await pause(AGAIN_MS);
  }
}

/** The lock on a connection of its own, renewed when the connection breaks, and the looks for the dead. */
function signOfLife() {
  let client: pg.Client | null = null;
  let holder = "";
  let ended = false;
  let connecting: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const connect = async () => {
    const fresh = new pg.Client({ connectionString: env.DATABASE_URL, keepAlive: true });
    const lost = () => {
      if (client === fresh) client = null;
    };
    fresh.on("error", lost);
    fresh.on("end", lost);
    await fresh.connect();
    await fresh.query("SELECT pg_advisory_lock($1, hashtext($2))", [LIVING, holder]);
    await fresh.query(UNLOCK_DEAD);
    client = fresh;
  };
  const begun = async (): Promise<void> => {
    if (client || ended) return;
    connecting ??= connect().finally(() => {
      connecting = null;
    });
    await connecting;
  };
  const look = async () => {
    try {
      await begun();
      await client?.query(UNLOCK_DEAD);
    } catch (error) {
      log.warn({ err: error }, "the queue could not be looked through");
    }
    if (!ended) timer = setTimeout(look, LOOK_MS).unref();
  };
  return {
    begin(id: string) {
      holder = id;
      timer = setTimeout(look, LOOK_MS).unref();
    },
    begun,
    async end() {
      ended = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}

/** Does what waits in the queue, here and now, and returns when nothing is left: for tests, and for the demo bank. */
export async function runQueuedJobs(kinds: readonly JobKind[]): Promise<void> {
  await runOnce({
    connectionString: env.DATABASE_URL,
    maxPoolSize: 2,
    noHandleSignals: true,
    logger,
    taskList: tasksOf(kinds),
  });
}
