import { rm } from "node:fs/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, inject } from "vitest";
import { db } from "@/lib/platform/db";
import { addressOf } from "./database-address";

declare module "vitest" {
  export interface ProvidedContext {
    /** Addresses of the migrated template database, by role. */
    postgres: { admin: string; owner: string; app: string };
  }
}

const TEMPLATE = "mingyou_template";

/**
 * Gives the tests of this file a migrated, empty PostgreSQL database of their own, behind the product's `db`. With
 * `each: "test"` every test begins with a new one (about 0.1 s each).
 *
 * @returns the connection addresses, for a test that looks from outside (`owner` may do what the application may not)
 */
export function useDatabase({ each = "file" }: { each?: "file" | "test" } = {}): {
  readonly app: string;
  readonly owner: string;
} {
  const app = process.env.DATABASE_URL ?? "";
  const name = new URL(app).pathname.slice(1);
  const owner = addressOf(inject("postgres").owner, name);

  const remove = async () => {
    await db.$disconnect();
    await asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  const make = async () => {
    await remove();
    await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER mingyou_owner`);
    // Rights on the database itself are not copied along with it.
    await asAdmin(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await asAdmin(`GRANT CONNECT ON DATABASE ${name} TO mingyou_app`);
  };
  if (each === "test") beforeEach(make);
  else beforeAll(make);
  afterAll(async () => {
    await remove();
    await rm(process.env.MINGYOU_DATA_DIR ?? "", { recursive: true, force: true });
  });
  return { app, owner };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf(inject("postgres").admin, "postgres") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Runs SQL as the owner of the tables, for what only he may do or see. */
export async function asOwner<T extends pg.QueryResultRow>(
  address: string,
  statement: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query<T>(statement, values)).rows;
  } finally {
    await client.end();
  }
}
