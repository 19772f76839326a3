// One start at a time on one data folder: two would start two PostgreSQL servers on the same files.
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { commandLineOf, isAlive } from "./processes.mjs";

/**
 * Takes the folder for this process, or refuses with the sentence to show.
 * @returns {{ note: (more: object) => void, release: () => void }} `note` tells later starters more, such as the address
 */
export function takeFolder(folder, command) {
  const path = join(folder, "lock");
  const mine = { pid: process.pid, command, startedAt: new Date().toISOString() };
  const write = (value, to) => writeFileSync(to, `${JSON.stringify(value)}\n`, { mode: 0o600 });

  // A link appears whole or not at all, and only one process can make it.
  const own = `${path}.${process.pid}`;
  write(mine, own);
  try {
    for (let attempt = 0; !linked(own, path); attempt++) {
      const holder = folderHolder(folder);
      if (holder || attempt > 20) throw new Failure(refusal(folder, holder));
      rmSync(path, { force: true }); // its process was killed
    }
  } finally {
    rmSync(own, { force: true });
  }
  return {
    note: (more) => write(Object.assign(mine, more), path),
    release: () => {
      if (read(path)?.pid === process.pid) rmSync(path, { force: true });
    },
  };
}

/** Who holds the folder now, if that process still runs. */
export function folderHolder(folder) {
  const holder = read(join(folder, "lock"));
  if (!holder || holder.pid === process.pid || !isAlive(holder.pid)) return undefined;
  return commandLineOf(holder.pid).includes("lib/platform/launch/") || commandLineOf(holder.pid).includes("tests/")
    ? holder
    : undefined;
}

function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

function refusal(folder, holder) {
  if (!holder) return `The folder ${folder} could not be taken; another start is just happening. Try again.`;
  const where = holder.address ? ` at ${holder.address}` : "";
  return (
    `Mingyou already runs on this data folder${where} (npm run ${holder.command}, process ${holder.pid}).\n` +
    `Stop that one first (Ctrl-C in its window, or “kill ${holder.pid}”), or use another folder: MINGYOU_DATA_DIR=/path npm start`
  );
}
