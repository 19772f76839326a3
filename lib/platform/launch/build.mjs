// Builds the application when its sources are others than those of the last build.
import { cpSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { node, run } from "./commands.mjs";
import { Failure } from "./failure.mjs";
import { root } from "./folders.mjs";
import { hashOf, isStamped, stamp, unstamp } from "./stamps.mjs";

const STAMP = join(root, ".next", "mingyou-build.json");
const STANDALONE = join(root, ".next", "standalone");
export const SERVER = join(STANDALONE, "server.js");

const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema",
  "prisma/programmes",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
/** Tests and the launcher are no part of what is built; the generated client is made from the schema. */
const skip = (name) => /\.test\.tsx?$|^lib\/platform\/(launch|db\/generated)\b/.test(name);

export async function build({ env, say }) {
  const hash = hashOf(SOURCES, { skip });
  if (isStamped(STAMP, hash) && existsSync(SERVER)) return "nothing to do";
  unstamp(STAMP);
  rmSync(STANDALONE, { recursive: true, force: true });
  const next = join(dirname(createRequire(import.meta.url).resolve("next/package.json")), "dist", "bin", "next");
  await run(node(), [next, "build"], {
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env },
    say: say && ((line) => /^[▲✓⚠⨯]|rror/.test(line) && say(line.trim())),
  });
  // Next says that all went well also when it was ended half-way.
  if (!existsSync(SERVER)) throw new Failure("The application was not built to its end.");
  // The standalone server brings its code; what browsers load directly has to be put beside it.
  cpSync(join(root, ".next", "static"), join(STANDALONE, ".next", "static"), { recursive: true });
  if (existsSync(join(root, "public"))) cpSync(join(root, "public"), join(STANDALONE, "public"), { recursive: true });
  stamp(STAMP, hash);
}
