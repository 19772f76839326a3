// npm run dev — the application with hot reload, on the development database (its own data folder, so that it can run
// beside "npm start"). It shares a database that "npm run db" started, or starts it itself.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { node, stopCommands } from "./commands.mjs";
import { installDependencies, refuseOldNode } from "./dependencies.mjs";
import { DEVELOPMENT_DATABASE, developmentFolder as folder, root } from "./folders.mjs";
import { folderHolder, takeFolder } from "./lock.mjs";
import { runningPostgres } from "./postgres.mjs";
import { applicationEnvironment, openDatabase, prepareContents, prepareFiles, prepareSchema } from "./prepare.mjs";
import { makeDataFolder } from "./private-files.mjs";
import { portFromEnvironment, refuseTakenPort } from "./serve.mjs";
import { steps } from "./steps.mjs";
import { endWith, isStopping, onStopSignal } from "./terminal.mjs";

const open = { database: undefined, next: undefined, lock: undefined };

async function close() {
  stopCommands();
  if (open.next && open.next.exitCode === null) {
    const gone = new Promise((resolve) => open.next.once("exit", resolve));
    open.next.kill("SIGTERM");
    await gone;
  }
  await open.database?.stop();
  open.lock?.release();
}
async function fail(error) {
  if (isStopping()) return;
  await close().catch(() => {});
  endWith(error);
}
onStopSignal(close);

try {
  refuseOldNode();
  const port = portFromEnvironment();
  await refuseTakenPort(port);
  makeDataFolder(folder);
  const { step } = steps(4);
  await step("Dependencies", installDependencies);
  await step("Database", async (say) => {
    const running = folderHolder(folder)?.command === "db" ? runningPostgres(folder) : undefined;
    if (!running) open.lock = takeFolder(folder, "dev");
    open.database = await openDatabase({
      folder,
      name: DEVELOPMENT_DATABASE,
      say,
      onLost: fail,
      running,
      development: true,
    });
    return `PostgreSQL ${open.database.version}`;
  });
  const env = applicationEnvironment({ folder, database: open.database, port });
  await step("Schema", (say) => prepareSchema(open.database, say));
  await step("Contents", async (say) => {
    await prepareFiles({ env: env, say });
    const contents = await prepareContents({ database: open.database, env, say });
    Object.assign(env, contents.env);
    return contents.needsSetUp ? `one-time code for /setup: ${env.MINGYOU_SETUP_CODE}` : contents.remark;
  });

  const next = join(dirname(createRequire(import.meta.url).resolve("next/package.json")), "dist", "bin", "next");
  open.next = spawn(node(), [next, "dev", "-p", String(port)], {
    cwd: root,
    env: { ...process.env, ...env, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: "inherit",
  });
  open.next.once("exit", (code) => void close().then(() => process.exit(code ?? 0)));
} catch (error) {
  await fail(error);
}
