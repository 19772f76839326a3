// Runs Prisma's own commands; the schema and its history stay those of the stock tool.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { node, run } from "./commands.mjs";
import { grantAccess, withClient } from "./database.mjs";
import { Failure } from "./failure.mjs";
import { root } from "./folders.mjs";
import { hashOf, isStamped, stamp, unstamp } from "./stamps.mjs";

const CLIENT = join(root, "lib", "platform", "db", "generated");
const CLIENT_STAMP = join(root, "node_modules", ".mingyou", "client.json");
const MIGRATIONS = join(root, "prisma", "migrations");

/** Writes the typed client, when the schema or Prisma is another one than last time. */
export async function generateClient() {
  const hash = hashOf(["prisma/schema", "package-lock.json"]);
  if (isStamped(CLIENT_STAMP, hash) && existsSync(join(CLIENT, "client.ts"))) return "nothing to do";
  unstamp(CLIENT_STAMP);
  await prisma(["generate"]);
  stamp(CLIENT_STAMP, hash);
}

/**
 * Brings the database to the present schema and the application's role to its rights.
 * @returns `migrated`: whether there was anything to do; `restricted`: whether the application has a role without ownership
 */
export async function migrate({ ownerUrl, appUrl }, { say } = {}) {
  await refuseStranger(ownerUrl);
  const migrated = !(await isUpToDate(ownerUrl));
  if (migrated) {
    await prisma(["migrate", "deploy"], { env: { DATABASE_URL: ownerUrl, MIGRATE_DATABASE_URL: ownerUrl }, say });
  }
  await migrateQueue(ownerUrl);
  return { migrated, restricted: await grantAccess(root, { ownerUrl, appUrl }) };
}

/** The queue of the jobs lies in a schema of its own, which graphile-worker brings to its present form itself. */
async function migrateQueue(ownerUrl) {
  const { Logger, runMigrations } = await import("graphile-worker");
  try {
    await runMigrations({ connectionString: ownerUrl, logger: new Logger(() => () => {}) });
  } catch (error) {
    throw new Failure(
      `The queue of the jobs could not be made: ${error.message}. The owner of the database must be allowed to make the schema “graphile_worker” in it.`,
    );
  }
}

/** Since PostgreSQL 15 a role may not make tables in another's database, even one with all rights on that database. */
async function refuseStranger(ownerUrl) {
  const { rows } = await withClient(ownerUrl, (client) =>
    client.query(
      "SELECT current_user AS role, current_database() AS name, has_schema_privilege(current_schema(), 'CREATE') AS may",
    ),
  );
  const [{ role, name, may }] = rows;
  if (may) return;
  throw new Failure(
    `The role ${role} may not make tables in the database ${name}, so it cannot be brought to the present schema.\n` +
      "Give it the database (CREATE DATABASE … OWNER …), or name the owner’s address in MIGRATE_DATABASE_URL.",
  );
}

/** Whether Prisma's record names every migration of the folder, finished and unchanged: then its command is not needed. */
async function isUpToDate(ownerUrl) {
  const wanted = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, checksum(join(MIGRATIONS, name, "migration.sql"))]);
  return withClient(ownerUrl, async (client) => {
    const record = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
    if (!record.rows[0].name) return false;
    const { rows } = await client.query(
      "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
    );
    const done = new Map(rows.map((row) => [row.migration_name, row.finished_at ? row.checksum : "unfinished"]));
    return done.size === wanted.length && wanted.every(([name, sum]) => done.get(name) === sum);
  });
}

function checksum(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** One Prisma command; what it wrote is shown when it fails. */
function prisma(words, { env = {}, say } = {}) {
  const cli = join(dirname(createRequire(import.meta.url).resolve("prisma/package.json")), "build", "index.js");
  return run(node(), [cli, ...words], {
    env: { PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1", ...env },
    say,
    ...(say ? { failure: `“prisma ${words.join(" ")}” failed.` } : {}),
  });
}
