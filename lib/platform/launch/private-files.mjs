// What is written once and read at every start: passwords, keys, ports. Readable by their owner only, and never half-written.
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/**
 * The folder for everything that outlives a run. Started by root, PostgreSQL runs under another account and must be able
 * to pass through this folder (not list it); the files inside keep their own mode.
 */
export function makeDataFolder(folder) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
}

export function readPrivateJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

function writePrivate(path, text) {
  const unfinished = `${path}.${process.pid}.new`;
  writeFileSync(unfinished, text, { mode: 0o600 });
  if (process.getuid?.() === 0) {
    // Started by root once, a user's own folder has to stay his.
    const { uid, gid } = statSync(dirname(path));
    chownSync(unfinished, uid, gid);
  }
  renameSync(unfinished, path);
}

export function writePrivateJson(path, value) {
  writePrivate(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** A key that stays the same from start to start: from the environment, or made once and kept in the data folder. */
export function keptSecret(folder, name, fromEnvironment, bytes = 32) {
  if (fromEnvironment) return fromEnvironment;
  const path = join(folder, name);
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  const secret = randomBytes(bytes).toString("base64");
  writePrivate(path, `${secret}\n`);
  return secret;
}
