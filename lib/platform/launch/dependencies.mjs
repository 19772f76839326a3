// A fresh clone has no node_modules; this step and what it imports use nothing but Node itself.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { node, run } from "./commands.mjs";
import { Failure } from "./failure.mjs";
import { root } from "./folders.mjs";
import { hashOf, isStamped, stamp, unstamp } from "./stamps.mjs";

const STAMP = join(root, "node_modules", ".mingyou", "install.json");
const LOCK = join(root, "package-lock.json");

export function refuseOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Failure(`Mingyou needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
}

/** Installs when nothing is installed or the lock file is another one. */
export async function installDependencies(say) {
  const wanted = hashOf(["package.json", "package-lock.json", ".npmrc"]);
  if (isStamped(STAMP, wanted)) return "nothing to do";
  if (installedByHand()) {
    stamp(STAMP, wanted);
    return "nothing to do";
  }
  unstamp(STAMP);
  const before = readFileSync(LOCK, "utf8");
  say("npm install (once; the largest part is the PostgreSQL and Node programs)");
  const npm = process.env.npm_execpath;
  const words = ["install", "--no-audit", "--no-fund"];
  await (npm ? run(process.execPath, [npm, ...words]) : run("npm", words));
  if (readFileSync(LOCK, "utf8") !== before) {
    writeFileSync(LOCK, before);
    throw new Failure("“npm install” wanted to change package-lock.json: package.json and the lock file do not agree.");
  }
  stamp(STAMP, hashOf(["package.json", "package-lock.json", ".npmrc"]));
  return `installed for ${node() === process.execPath ? `Node ${process.versions.node}` : "the pinned Node"}`;
}

/** npm leaves its own record of what lies in node_modules; a later one than the lock file means that somebody installed. */
function installedByHand() {
  const record = join(root, "node_modules", ".package-lock.json");
  return existsSync(record) && statSync(record).mtimeMs >= statSync(LOCK).mtimeMs;
}
