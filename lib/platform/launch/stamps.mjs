// A stamp says from what something was made, so that a start makes again only what its sources changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./folders.mjs";

/** One hash over the names and contents of files and folders of the project; what is not there does not count. */
export function hashOf(paths, { skip = () => false } = {}) {
  const hash = createHash("sha256");
  const visit = (path) => {
    const name = relative(root, path);
    if (!existsSync(path) || skip(name)) return;
    if (statSync(path).isDirectory()) {
      for (const entry of readdirSync(path).sort()) visit(join(path, entry));
      return;
    }
    hash.update(`${name}\0`).update(readFileSync(path)).update("\0");
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest("hex");
}

export function isStamped(path, hash) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).hash === hash;
  } catch {
    return false;
  }
}

export function stamp(path, hash) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ hash })}\n`);
}

/** Taken away before the making begins, so that a killed run is not taken for a finished one. */
export function unstamp(path) {
  rmSync(path, { force: true });
}
