import pg from "pg";
import { describe, expect, it } from "vitest";
import { db, inTransaction } from "@/lib/platform/db";
import { asOwner, useDatabase } from "../support/database";

const { app, owner } = useDatabase();

/** Whether the role may do that to the table, as PostgreSQL itself answers. */
async function rights(role: string) {
  return asOwner<{
    name: string;
    owner: string;
    select: boolean;
    insert: boolean;
    update: boolean;
    delete: boolean;
    truncate: boolean;
  }>(
    owner,
    `SELECT tablename AS name, tableowner AS owner,
            has_table_privilege($1, quote_ident(tablename), 'SELECT') AS "select",
            has_table_privilege($1, quote_ident(tablename), 'INSERT') AS "insert",
            has_table_privilege($1, quote_ident(tablename), 'UPDATE') AS "update",
            has_table_privilege($1, quote_ident(tablename), 'DELETE') AS "delete",
            has_table_privilege($1, quote_ident(tablename), 'TRUNCATE') AS "truncate"
       FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    [role],
  );
}

/** What the application gets when it tries; the code is PostgreSQL's. */
async function attempt(statement: string): Promise<string> {
  const client = new pg.Client({ connectionString: app });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query(statement);
    return "done";
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query("ROLLBACK");
    await client.end();
  }
}

const INSUFFICIENT_PRIVILEGE = "42501";

describe("the application's database role", () => {
  it("owns no table and cannot make, change or empty one", async () => {
    expect((await rights("mingyou_app")).filter((table) => table.owner !== "mingyou_owner" || table.truncate)).toEqual(
      [],
    );
    expect(await attempt("CREATE TABLE mine (x int)")).toBe(INSUFFICIENT_PRIVILEGE);
    expect(await attempt("CREATE TEMPORARY TABLE mine (x int)")).toBe(INSUFFICIENT_PRIVILEGE);
    expect(await attempt("ALTER TABLE audit_entries ADD COLUMN x int")).toBe(INSUFFICIENT_PRIVILEGE);
    expect(await attempt("ALTER TABLE audit_entries DISABLE TRIGGER ALL")).toBe(INSUFFICIENT_PRIVILEGE);
    expect(await attempt("DROP TABLE settings")).toBe(INSUFFICIENT_PRIVILEGE);
  });

  it("adds to facts, decisions and the audit trail and never changes them", async () => {
    const tables = await rights("mingyou_app");
    const appendOnly = tables
      .filter((table) => table.select && table.insert && !table.update && !table.delete)
      .map(({ name }) => name);
    expect(appendOnly).toEqual(
      expect.arrayContaining([
        "audit_entries",
        "inspections",
        "findings",
        "complaints",
        "complaint_decisions",
        "metric_facts",
        "review_results",
        "award_decisions",
        "penalty_decisions",
      ]),
    );
    for (const name of appendOnly) {
      expect(await attempt(`DELETE FROM ${name}`), name).toBe(INSUFFICIENT_PRIVILEGE);
      expect(await attempt(`TRUNCATE ${name}`), name).toBe(INSUFFICIENT_PRIVILEGE);
    }
  });

  it("may read and write every other table, and does not see Prisma's record", async () => {
    const closed = (await rights("mingyou_app")).filter((table) => !table.select || !table.insert);
    expect(closed.map(({ name }) => name)).toEqual(["_prisma_migrations"]);
  });
});

describe("a transaction", () => {
  it("is tried again when the database asks for it, and both writers keep their work", async () => {
    await db.setting.create({ data: { key: "count", value: "0" } });
    const increase = () =>
      inTransaction(async (tx) => {
        await tx.$executeRaw`SET TRANSACTION ISOLATION LEVEL SERIALIZABLE`;
        const { value } = await tx.setting.findUniqueOrThrow({ where: { key: "count" } });
        await tx.setting.update({ where: { key: "count" }, data: { value: String(Number(value) + 1) } });
      });
    await Promise.all([increase(), increase(), increase()]);
    expect((await db.setting.findUniqueOrThrow({ where: { key: "count" } })).value).toBe("3");
  });

  it("is tried again after a deadlock", async () => {
    await db.setting.createMany({
      data: [
        { key: "a", value: "" },
        { key: "b", value: "" },
      ],
    });
    let runs = 0;
    const touch = (...keys: string[]) =>
      inTransaction(async (tx) => {
        runs += 1;
        for (const key of keys) {
          await tx.setting.update({ where: { key }, data: { value: keys.join() } });
          // Long enough for the other one to hold its first row.
          await tx.$queryRaw`SELECT pg_sleep(0.2)::text`;
        }
      });
    await Promise.all([touch("a", "b"), touch("b", "a")]);
    expect(runs).toBeGreaterThan(2);
  });

  it("leaves nothing behind when it fails, and is not tried again for a fault of its own", async () => {
    let runs = 0;
    const work = inTransaction(async (tx) => {
      runs += 1;
      await tx.setting.create({ data: { key: "half", value: "" } });
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(runs).toBe(1);
    expect(await db.setting.findUnique({ where: { key: "half" } })).toBeNull();
  });
});

describe("a server that may forget", () => {
  it("is refused at the next connection", async () => {
    const name = new URL(app).pathname.slice(1);
    const tryAgain = async () => {
      await db.$disconnect();
      return db.setting.count();
    };
    await asOwner(owner, `ALTER DATABASE ${name} SET synchronous_commit = off`);
    await expect(tryAgain()).rejects.toThrow(/synchronous_commit/);
    await asOwner(owner, `ALTER DATABASE ${name} RESET synchronous_commit`);
    expect(await tryAgain()).toBeGreaterThanOrEqual(0);
  });
});
