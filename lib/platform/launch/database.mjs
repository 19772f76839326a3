// What the application needs of any PostgreSQL: a version it knows, a server that keeps what it acknowledged, and two
// roles, of which the one that serves requests owns nothing.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";

const OLDEST = 15;

export async function withClient(connectionString, run) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new Failure(whyNotConnected(client, error));
  }
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** A server that refuses us and one that is not there want different things done. */
function whyNotConnected({ host, port, database, user }, error) {
  const server = `${host}:${port}`;
  if (error.code === "28P01" || error.code === "28000") {
    return `The database server at ${server} does not let ${user} in: ${error.message}. Check the user name and the password.`;
  }
  if (error.code === "3D000") {
    return `The database server at ${server} has no database called ${database}. Make it first (CREATE DATABASE).`;
  }
  const reason = error.message || error.errors?.map((each) => each.message).join(", ");
  const answered = /^[0-9A-Z]{5}$/.test(error.code ?? "");
  if (answered) return `The database ${database} at ${server} cannot be opened: ${reason}`;
  return `The database ${database} at ${server} does not answer: ${reason}. Check that the server runs and the address is right.`;
}

/**
 * The addresses we were started with, refused before anything is tried when they are none: a password that is not
 * percent-encoded is the usual reason. @returns undefined when there are none
 */
export function givenAddresses({ DATABASE_URL: appUrl, MIGRATE_DATABASE_URL: ownerUrl } = process.env) {
  if (!appUrl && ownerUrl) throw new Failure("MIGRATE_DATABASE_URL is set without DATABASE_URL. Set both, or neither.");
  if (!appUrl) return undefined;
  checkAddress("DATABASE_URL", appUrl);
  if (ownerUrl) checkAddress("MIGRATE_DATABASE_URL", ownerUrl);
  return { appUrl, ownerUrl: ownerUrl || appUrl };
}

function checkAddress(variable, address) {
  try {
    const { protocol, pathname, username, password } = new URL(address);
    for (const part of [username, password]) decodeURIComponent(part);
    if (/^postgres(ql)?:$/.test(protocol) && decodeURIComponent(pathname).length > 1) return;
  } catch {
    // The sentence below does not repeat the address: it may hold the password.
  }
  throw new Failure(
    `${variable} is not an address of the form postgresql://user:password@host:5432/database.\n` +
      "In the user name and the password write / as %2F, @ as %40, : as %3A, ? as %3F, # as %23 and % as %25.",
  );
}

/** Refuses a server that is too old or that may lose an acknowledged write. @returns the server's version */
export async function checkServer(connectionString) {
  return withClient(connectionString, async (client) => {
    const { rows } = await client.query(
      "SELECT name, setting FROM pg_settings WHERE name IN ('server_version', 'server_version_num', 'server_encoding', 'fsync', 'full_page_writes', 'synchronous_commit')",
    );
    const setting = Object.fromEntries(rows.map((row) => [row.name, row.setting]));
    if (Number(setting.server_version_num) < OLDEST * 10_000) {
      throw new Failure(`Mingyou needs PostgreSQL ${OLDEST} or newer; this server is ${setting.server_version}.`);
    }
    if (setting.server_encoding !== "UTF8") {
      throw new Failure(`The database must be encoded in UTF8; this one is in ${setting.server_encoding}.`);
    }
    for (const name of ["fsync", "full_page_writes", "synchronous_commit"]) {
      if (setting[name] !== "off") continue;
      throw new Failure(
        `The database server runs with ${name} = off, so it may lose what it has acknowledged. Mingyou does not start on it.\n` +
          `Set ${name} = on in postgresql.conf (or on the role or database), reload the server, then start again.`,
      );
    }
    return setting.server_version;
  });
}

/**
 * Makes the two roles and the database on the server we brought along; on a second run it changes nothing.
 * @param {{ url: (database: string, role: string) => string, passwords: { owner: string, app: string } }} server
 * @param {{ development?: boolean }} [options] for "prisma migrate dev": it makes a database of its own to compare with,
 *   and its new tables can be used at once, before prisma/access.sql has run again
 */
export async function prepareDatabase(server, name, { development = false } = {}) {
  await withClient(server.url("postgres", "admin"), async (client) => {
    const roles = (await client.query("SELECT rolname FROM pg_roles")).rows.map((row) => row.rolname);
    for (const [role, password] of [
      ["mingyou_owner", server.passwords.owner],
      ["mingyou_app", server.passwords.app],
    ]) {
      const statement = roles.includes(role) ? "ALTER" : "CREATE";
      await client.query(`${statement} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    }
    if (development) await client.query("ALTER ROLE mingyou_owner CREATEDB");
    const made = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (made.rowCount === 0) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} OWNER mingyou_owner TEMPLATE template0`);
    }
    await client.query(`REVOKE ALL ON DATABASE ${client.escapeIdentifier(name)} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${client.escapeIdentifier(name)} TO mingyou_app`);
  });
  if (!development) return;
  await withClient(server.url(name, "owner"), (client) =>
    client.query("ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mingyou_app"),
  );
}

/** Empties a database that was given to us, by its owner; only asked when what it holds is half a demo. */
export async function startAfresh(ownerUrl) {
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query("SELECT quote_ident(current_schema()) AS schema");
    try {
      await client.query(`DROP SCHEMA ${rows[0].schema} CASCADE`);
      await client.query("DROP SCHEMA IF EXISTS graphile_worker CASCADE");
      await client.query(`CREATE SCHEMA ${rows[0].schema}`);
    } catch (error) {
      throw new Failure(
        `The database holds a demo that was not loaded to its end, and it cannot be emptied: ${error.message}. Empty it, then start again.`,
      );
    }
  });
}

/**
 * Gives the application's role its rights, table by table (prisma/access.sql). With one role for everything there is
 * nobody to withhold them from.
 * @returns {Promise<boolean>} whether the application is held to its own role
 */
export async function grantAccess(root, { ownerUrl, appUrl }) {
  const user = (url) => decodeURIComponent(new URL(url).username);
  if (user(ownerUrl) === user(appUrl)) return false;
  const statements = readFileSync(join(root, "prisma", "access.sql"), "utf8");
  await withClient(ownerUrl, async (client) => {
    await client.query("BEGIN");
    await client.query("SELECT set_config('mingyou.app_role', $1, true)", [user(appUrl)]);
    await client.query(statements);
    await client.query("COMMIT");
  });
  return true;
}
