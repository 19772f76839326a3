// npm start — from a fresh clone to a running application, and from a killed one to a running one in seconds.
// Uses nothing but Node itself until the dependencies are there.
import { build } from "./build.mjs";
import { stopCommands } from "./commands.mjs";
import { demoSignIns } from "./demo.mjs";
import { installDependencies, refuseOldNode } from "./dependencies.mjs";
import { DATABASE, dataFolder as folder } from "./folders.mjs";
import { takeFolder } from "./lock.mjs";
import { applicationEnvironment, openDatabase, prepareContents, prepareFiles, prepareSchema } from "./prepare.mjs";
import { makeDataFolder } from "./private-files.mjs";
import { portFromEnvironment, refuseTakenPort, serve } from "./serve.mjs";
import { steps } from "./steps.mjs";
import { endWith, isStopping, onStopSignal } from "./terminal.mjs";

const serving = process.argv[2] !== "--only-prepare";
const open = { database: undefined, server: undefined, lock: undefined };

async function close() {
  stopCommands();
  await open.server?.stop();
  await open.database?.stop();
  open.lock?.release();
}
async function fail(error) {
  if (isStopping()) return;
  await close().catch(() => {});
  endWith(error);
}

onStopSignal(async () => {
  console.log("\nStopping …");
  await close();
  console.log("Stopped.");
});

try {
  refuseOldNode();
  const port = portFromEnvironment();
  makeDataFolder(folder);
  open.lock = takeFolder(folder, serving ? "start" : "setup");
  if (serving) await refuseTakenPort(port);

  const { step, together, elapsed } = steps(serving ? 6 : 5);
  await step("Dependencies", (say) => installDependencies(say, { tools: false }));
  await step("Database", async (say) => {
    open.database = await openDatabase({ folder, name: DATABASE, say, onLost: fail });
    return `PostgreSQL ${open.database.version}${open.database.own ? "" : " (DATABASE_URL)"}`;
  });
  const { database } = open;
  const base = applicationEnvironment({ folder, database, port });
  await step("Schema", (say) => prepareSchema(database, say));
  let contents;
  await together(
    [
      [
        "Contents",
        async (say) => {
          await prepareFiles({ env: base, say });
          contents = await prepareContents({ database, env: base, say });
          return contents.remark;
        },
      ],
      ["Build", (say) => build({ env: base, say })],
    ],
    stopCommands,
  );
  const env = { ...base, ...contents.env };

  if (serving) {
    await step("Server", async (say) => {
      open.server = await serve({ env, port, say, onLost: fail });
    });
    open.lock.note({ address: env.MINGYOU_ORIGIN });
    console.log(welcome(env, contents.needsSetUp, elapsed()));
  } else {
    await close();
    console.log(`\nReady after ${elapsed()}. “npm start” serves it.`);
  }
} catch (error) {
  await fail(error);
}

function welcome(env, needsSetUp, time) {
  const lines = ["", `Mingyou 明优 is ready after ${time}:  ${env.MINGYOU_ORIGIN}`, ""];
  if (env.MINGYOU_DEMO === "1") {
    const signIns = demoSignIns();
    const width = Math.max(0, ...signIns.map(({ username }) => username.length));
    const secrets = Math.max(0, ...signIns.map(({ password }) => password.length));
    lines.push("Demo sign-ins (演示账号):");
    for (const { role, username, password } of signIns) {
      lines.push(`  ${username.padEnd(width)}  ${password.padEnd(secrets)}  ${role.zh} · ${role.en}`);
    }
    lines.push("");
  }
  if (needsSetUp) {
    lines.push(
      "There is no administrator yet. Make the first one (创建第一个管理员):",
      `  ${env.MINGYOU_ORIGIN}/setup`,
      `  set-up code (启动码): ${env.MINGYOU_SETUP_CODE}`,
      "",
    );
  }
  lines.push("Ctrl-C stops it.");
  return lines.join("\n");
}
