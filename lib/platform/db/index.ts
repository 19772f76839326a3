import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import type { ClientBase } from "pg";
import { env } from "@/lib/platform/env";
import { refuseForgetfulServer } from "./durability";
import { type Prisma, PrismaClient } from "./generated/client";
import { preparedName } from "./prepared";

/**
 * How long work waits for its turn when every connection is in use. On the day a result comes out the whole bank asks at
 * once: a page that comes late is better than one that says something went wrong, and half a minute is still below the
 * minute after which proxies give up. A server that is not there refuses at once and is not waited for.
 */
const PATIENCE_MS = 30_000;

function connect(): PrismaClient {
  const pool = {
    connectionString: env.DATABASE_URL,
    max: env.MINGYOU_DATABASE_POOL,
    connectionTimeoutMillis: PATIENCE_MS,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    onConnect: async (connection: ClientBase) => {
      await refuseForgetfulServer(connection);
      // Once a connection instead of once a transaction: every act of somebody waits for each of its statements.
      await connection.query("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED");
    },
  };
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => preparedName(sql) });
  return new PrismaClient({ adapter });
}

const shared = globalThis as unknown as { mingyouDb?: PrismaClient };

function client(): PrismaClient {
  shared.mingyouDb ??= connect();
  return shared.mingyouDb;
}

/** Connects at first use, so that building the pages needs no database. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get: (_, name) => {
    const value = Reflect.get(client(), name);
    return typeof value === "function" ? value.bind(client()) : value;
  },
});

/** A part of a statement, with its parameters. */
export type Sql = Prisma.Sql;

export type Tx = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/** Serialisation failure and deadlock: the same work can succeed a moment later. */
function isTransient(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const code = "code" in error ? String(error.code) : "";
  return code === "P2034" || /\b(40001|40P01)\b/.test(String((error as { message?: string }).message ?? ""));
}

/** One transaction; retried at most five times with jitter when the database asks for it (SECURITY 24). */
export async function inTransaction<T>(run: (tx: Tx) => Promise<T>, options: { timeoutMs?: number } = {}): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client().$transaction(run, {
        maxWait: PATIENCE_MS,
        timeout: options.timeoutMs ?? 30_000,
      });
    } catch (error) {
      if (attempt >= 5 || !isTransient(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt * (0.5 + Math.random())));
    }
  }
}
