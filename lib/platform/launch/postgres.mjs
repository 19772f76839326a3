// The PostgreSQL that Mingyou brings along: made at the first start, stopped with the application, and started again on
// the same data whatever happened in between. It listens on this machine only.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Failure } from "./failure.mjs";
import { canEnter, postgresAccount } from "./postgres-account.mjs";
import { placeForClosedCheckouts, postgresBinaries } from "./postgres-binaries.mjs";
import { makeDataFolder, readPrivateJson, writePrivateJson } from "./private-files.mjs";
import { commandLineOf, isAlive, isTaken, pause, processesIn, waitUntilGone } from "./processes.mjs";

const SUPERUSER = "mingyou_admin";
const HOST = "127.0.0.1";

/** Nothing acknowledged may be lost: these three are stated, so that no configuration file can switch them off unseen. */
const SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: "",
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  max_connections: "100",
  password_encryption: "scram-sha-256",
};

/**
 * Starts PostgreSQL on the data folder and makes the cluster if there is none.
 * @param {{ folder: string, say?: (line: string) => void, onLost?: (error: Error) => void }} options
 *   `onLost` hears about a server that went away and could not be brought back
 */
export async function startPostgres({ folder, say = () => {}, onLost = () => {} }) {
  makeDataFolder(folder);
  const account = ownerOf(readPrivateJson(settingsFile(folder))?.cluster) ?? postgresAccount(say);
  const programs = postgresBinaries(account);
  const kept = keptSettings(folder, account, say);
  if (!existsSync(join(kept.cluster, "PG_VERSION"))) makeCluster({ programs, account, kept });
  refuseOtherVersion(programs, kept.cluster);
  await stopLeftOver(kept.cluster);

  const server = { child: undefined, stopping: false, restarts: [] };
  const log = join(folder, "postgres.log");
  const start = async () => {
    server.child = await untilStarted(() => launch({ programs, account, kept, log }), kept, log);
    server.child.once("exit", () => void comeBack());
  };
  // A killed server comes back on its old port, so that the application only has to connect again. One that keeps dying
  // (a full disk) is given up.
  const comeBack = async () => {
    if (server.stopping) return;
    try {
      server.restarts = [...server.restarts, Date.now()].filter((at) => at > Date.now() - 60_000);
      if (server.restarts.length > 5) throw new Failure("PostgreSQL stopped six times within a minute.");
      say("PostgreSQL stopped by itself: starting it again");
      await start();
      say("PostgreSQL is back");
    } catch (error) {
      onLost(error);
    }
  };
  kept.port = await freePort(kept.port);
  writePrivateJson(settingsFile(folder), kept);
  await start();

  return {
    version: programs.version,
    port: kept.port,
    cluster: kept.cluster,
    passwords: kept.passwords,
    /** @param {string} database @param {"admin" | "owner" | "app"} role */
    url: (database, role) => connectionUrl(kept, database, role),
    stop: () => {
      server.stopping = true;
      return stopProcess(server.child);
    },
  };
}

function connectionUrl({ passwords, port }, database, role) {
  const user = role === "admin" ? SUPERUSER : `mingyou_${role}`;
  return `postgresql://${user}:${passwords[role]}@${HOST}:${port}/${database}`;
}

/** The addresses of the server that runs on this folder, for somebody who did not start it; undefined when there is none. */
export function runningPostgres(folder) {
  const kept = readPrivateJson(settingsFile(folder));
  if (!kept || !namedProcess(kept.cluster)?.ours) return undefined;
  return { port: kept.port, passwords: kept.passwords, url: (database, role) => connectionUrl(kept, database, role) };
}

// ── what is kept between two starts ───────────────────────────────────────────────────────────────────────────────────

function settingsFile(folder) {
  return join(folder, "postgres.json");
}

function keptSettings(folder, account, say) {
  const kept = readPrivateJson(settingsFile(folder));
  if (kept) {
    // A folder that was moved or copied takes its cluster along.
    const moved = join(folder, basename(kept.cluster));
    if (!existsSync(kept.cluster) && existsSync(moved)) return { ...kept, cluster: moved };
    return kept;
  }
  const secret = () => randomBytes(24).toString("hex");
  let cluster = join(folder, "postgres");
  if (existsSync(cluster)) {
    throw new Failure(
      `${cluster} holds a database, but ${settingsFile(folder)} with its passwords is gone.\n` +
        "Put that file back, or move the folder away to begin with an empty database.",
    );
  }
  if (!canEnter(folder, account)) {
    cluster = join(placeForClosedCheckouts, `postgres-${randomUUID()}`);
    say(`this folder is closed to PostgreSQL’s account: its data goes to ${cluster}`);
  }
  const settings = { cluster, port: 0, passwords: { admin: secret(), owner: secret(), app: secret() } };
  writePrivateJson(settingsFile(folder), settings);
  return settings;
}

/** The port of last time when it is free, else any free one. */
async function freePort(wanted) {
  const tryPort = (port) =>
    new Promise((resolve) => {
      const probe = createServer();
      probe.once("error", () => resolve(undefined));
      probe.listen({ port, host: HOST, exclusive: true }, () => {
        const taken = probe.address().port;
        probe.close(() => resolve(taken));
      });
    });
  const port = (wanted ? await tryPort(wanted) : undefined) ?? (await tryPort(0));
  if (!port) throw new Failure(`No free port on ${HOST}.`);
  return port;
}

/** Started by root on data that an ordinary user made, PostgreSQL runs as that user again. */
function ownerOf(cluster) {
  if (process.getuid?.() !== 0 || !cluster || !existsSync(cluster)) return undefined;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? undefined : { uid, gid };
}

// ── making the cluster ────────────────────────────────────────────────────────────────────────────────────────────────

/** Made beside its place and then moved there, so that a start that is killed half-way leaves no half cluster. */
function makeCluster({ programs, account, kept }) {
  const parent = dirname(kept.cluster);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(kept.cluster)}.new-`)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const unfinished = `${kept.cluster}.new-${process.pid}`;
  const passwordFolder = mkdtempSync(join(tmpdir(), "mingyou-initdb-"));
  const passwordFile = join(passwordFolder, "password");
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, `${kept.passwords.admin}\n`, { mode: 0o600 });
    if (account.uid !== undefined) {
      for (const path of [unfinished, passwordFolder, passwordFile]) chownSync(path, account.uid, account.gid);
    }
    const result = spawnSync(
      programs.initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        ...locale(programs.version),
        "--data-checksums",
      ],
      { ...account, cwd: "/", encoding: "utf8", env: environment() },
    );
    if (result.status !== 0) {
      throw new Failure(`PostgreSQL could not make its data folder:\n${result.stderr || result.error?.message}`);
    }
    renameSync(unfinished, kept.cluster);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    rmSync(passwordFolder, { recursive: true, force: true });
  }
}

/**
 * The same order and case rules on every machine, so that a copied folder cannot corrupt an index. PostgreSQL 17 brings
 * its own Unicode rules; before that only bytes are the same everywhere.
 */
function locale(version) {
  const builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  return ["--locale=C", ...(Number.parseInt(version, 10) >= 17 ? builtin : [])];
}

function refuseOtherVersion(programs, cluster) {
  const made = readVersion(cluster);
  const major = Number.parseInt(programs.version, 10);
  if (made !== major) {
    throw new Failure(
      `The data in ${cluster} was written by PostgreSQL ${made}; this version of Mingyou brings PostgreSQL ${major}.\n` +
        "Carry it over with pg_dump and pg_restore, or move the folder away to begin with an empty database.",
    );
  }
}

function readVersion(cluster) {
  try {
    return Number.parseInt(readFileSync(join(cluster, "PG_VERSION"), "utf8"), 10);
  } catch (error) {
    if (error.code !== "EACCES") throw error;
    const owner = statSync(cluster).uid;
    throw new Failure(
      `${cluster} belongs to another account (user number ${owner}). Start Mingyou as before, or as root.`,
    );
  }
}

// ── running ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function environment() {
  return { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" };
}

/** In a process group of its own, so that Ctrl-C reaches only the launcher, which stops the application first. */
function launch({ programs, account, kept, log }) {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const output = openSync(log, "a", 0o600);
  try {
    return spawn(programs.postgres, ["-D", kept.cluster, "-p", String(kept.port), ...settings], {
      ...account,
      cwd: "/",
      env: environment(),
      detached: true,
      stdio: ["ignore", output, output],
    });
  } finally {
    closeSync(output);
  }
}

async function untilStarted(launchOne, kept, log) {
  const end = Date.now() + 120_000; // replaying a long journal after a crash takes its time
  for (;;) {
    const logged = existsSync(log) ? statSync(log).size : 0;
    const child = launchOne();
    let failed;
    child.once("error", (error) => {
      failed = error;
    });
    const ended = () => failed !== undefined || child.exitCode !== null || child.signalCode !== null;
    while (!ended() && Date.now() < end) {
      if (await answers(connectionUrl(kept, "postgres", "admin"))) return child;
      await pause(40);
    }
    await stopProcess(child);
    const said = existsSync(log) ? readFileSync(log).subarray(logged).toString() : "";
    // After kill -9 of the server its last workers need a moment to notice; PostgreSQL rightly waits for them.
    if (Date.now() < end && /pre-existing shared memory block/.test(said)) {
      await pause(300);
      continue;
    }
    throw new Failure(`PostgreSQL did not start. ${failed?.message ?? ""}\nThe end of ${log}:\n${said.trim()}`);
  }
}

async function answers(connectionString) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Fast shutdown: open work is rolled back, everything acknowledged is on disk. */
async function stopProcess(child) {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  const slow = setTimeout(() => child.kill("SIGQUIT"), 30_000);
  await gone;
  clearTimeout(slow);
}

// ── what an earlier run may have left ─────────────────────────────────────────────────────────────────────────────────

/** The process named in postmaster.pid: its number, and whether it is a living PostgreSQL on this very folder. */
function namedProcess(cluster) {
  let pid;
  try {
    pid = Number.parseInt(readFileSync(join(cluster, "postmaster.pid"), "utf8"), 10);
  } catch {
    return undefined;
  }
  const command = pid > 1 && isAlive(pid) ? commandLineOf(pid) : "";
  return { pid, ours: command.includes("postgres") && command.includes(`-D ${cluster} `) };
}

/**
 * After kill -9 of the launcher its PostgreSQL still runs; it is stopped and started anew, so that there is always one
 * owner and always today's settings.
 *
 * A dead number stays in its file, because PostgreSQL reads there how to tell whether workers of the killed server are
 * still about. But it also refuses to start when the number exists: as another program's after a restart of the machine,
 * or as a dead process that nobody collects in a container. Then the file goes, once no worker is left.
 */
async function stopLeftOver(cluster) {
  const named = namedProcess(cluster);
  if (!named) return;
  if (named.ours) {
    process.kill(named.pid, "SIGINT");
    if (await waitUntilGone(named.pid, 20_000)) return;
    process.kill(named.pid, "SIGQUIT");
    if (await waitUntilGone(named.pid, 10_000)) return;
    throw new Failure(
      `PostgreSQL from an earlier start (process ${named.pid}) does not stop. End it, then start again.`,
    );
  }
  if (!isTaken(named.pid)) return;
  for (const end = Date.now() + 20_000; processesIn(cluster).length > 0; await pause(50)) {
    if (Date.now() < end) continue;
    throw new Failure(
      `Processes of an earlier PostgreSQL still work in ${cluster}: ${processesIn(cluster).join(", ")}. End them, then start again.`,
    );
  }
  rmSync(join(cluster, "postmaster.pid"), { force: true });
}

/** Stops the server that a killed run left on this folder, if there is one. */
export async function stopAbandonedPostgres(folder) {
  const kept = readPrivateJson(settingsFile(folder));
  if (kept && existsSync(kept.cluster)) await stopLeftOver(kept.cluster);
}
