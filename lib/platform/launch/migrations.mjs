// Runs Prisma's own commands; the schema and its history stay those of the stock tool.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { grantAccess } from "./database.mjs";
import { Failure } from "./failure.mjs";
import { root } from "./folders.mjs";

/** Brings the database to the present schema. @returns whether the application is held to a role without ownership */
export async function migrate({ ownerUrl, appUrl }, { output = "pipe" } = {}) {
  await prisma(["migrate", "deploy"], { DATABASE_URL: ownerUrl, MIGRATE_DATABASE_URL: ownerUrl }, output);
  return grantAccess(root, { ownerUrl, appUrl });
}

/** One Prisma command; what it wrote is shown when it fails. */
export async function prisma(words, environment = {}, output = "pipe") {
  const require = createRequire(import.meta.url);
  const cli = join(dirname(require.resolve("prisma/package.json")), "build", "index.js");
  const child = spawn(process.execPath, [cli, ...words], {
    cwd: root,
    env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1", ...environment },
    stdio: ["ignore", output, output],
  });
  let said = "";
  child.stdout?.on("data", (chunk) => (said += chunk));
  child.stderr?.on("data", (chunk) => (said += chunk));
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Failure(`“prisma ${words.join(" ")}” failed.\n${said.trim()}`);
  return said;
}
