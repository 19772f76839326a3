// A fresh clone has no node_modules; this step and what it imports use nothing but Node itself.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { node, run } from "./commands.mjs";
import { Failure } from "./failure.mjs";
import { root } from "./folders.mjs";
import { hashOf, isStamped, stamp, unstamp } from "./stamps.mjs";

const STAMP = join(root, "node_modules", ".mingyou", "install.json");
const LOCK = join(root, "package-lock.json");
const RECORD = join(root, "node_modules", ".package-lock.json");
const SOURCES = ["package.json", "package-lock.json", ".npmrc"];

export function refuseOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Failure(`Mingyou needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
}

/**
 * Installs when something that is needed is missing, or the lock file is another one. To run the application no tool of
 * its developers is needed, so a first start leaves them out; `npm test` and its like install them later. Tools that are
 * there stay: an installation without them would take them away.
 */
export async function installDependencies(say, { tools = true } = {}) {
  const wanted = hashOf(SOURCES);
  const there = installedTools();
  if ((isStamped(STAMP, wanted) || installedByHand()) && (there === "all" || !tools)) {
    stamp(STAMP, wanted);
    return "nothing to do";
  }
  unstamp(STAMP);
  const before = readFileSync(LOCK, "utf8");
  const withTools = tools || there !== "none";
  say(`npm install (once; the largest part is the ${withTools ? "tools for tests" : "PostgreSQL and Node programs"})`);
  const npm = process.env.npm_execpath;
  const words = ["install", withTools ? "--include=dev" : "--omit=dev", "--no-audit", "--no-fund"];
  // Prisma asks the internet for an engine that we do not use, unless one is named.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: join(root, "prisma", "schema-engine.mjs") };
  await (npm ? run(process.execPath, [npm, ...words], { env }) : run("npm", words, { env }));
  if (readFileSync(LOCK, "utf8") !== before) {
    writeFileSync(LOCK, before);
    throw new Failure("“npm install” wanted to change package-lock.json: package.json and the lock file do not agree.");
  }
  stamp(STAMP, hashOf(SOURCES));
  const runtime = node() === process.execPath ? `Node ${process.versions.node}` : "the pinned Node";
  return `installed for ${runtime}${withTools ? "" : ", without the tools for tests"}`;
}

/** npm leaves its own record of what lies in node_modules; a later one than the lock file means that somebody installed. */
function installedByHand() {
  return existsSync(RECORD) && statSync(RECORD).mtimeMs >= statSync(LOCK).mtimeMs;
}

/** How much of what only developers need lies in node_modules, by npm's record: all that the lock file names, some, or none. */
function installedTools() {
  const there = packagesIn(RECORD);
  const tools = Object.entries(packagesIn(LOCK)).filter(([, { dev, optional }]) => dev && !optional);
  if (tools.every(([path]) => path in there)) return "all";
  return Object.values(there).some(({ dev }) => dev) ? "some" : "none";
}

function packagesIn(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : {};
}
