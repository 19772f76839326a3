// npm test — everything, from a fresh clone: set-up, then each part, then one line with the sum. Parts that keep one core
// busy run two at a time. A part that could not run counts as failed.
// For one part only: npm test -- --only unit|architecture|integration|e2e|types|lint|…
import { mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { node, run, stopCommands } from "../lib/platform/launch/commands.mjs";
import { installDependencies, refuseOldNode } from "../lib/platform/launch/dependencies.mjs";
import { root } from "../lib/platform/launch/folders.mjs";
import { endWith, isStopping, onStopSignal } from "../lib/platform/launch/terminal.mjs";

const PARTS = [
  "install",
  "types",
  "lint",
  "imports",
  "architecture",
  "unit",
  "integration",
  "postgres",
  "build",
  "e2e",
];
const { values, positionals } = parseArgs({
  options: { only: { type: "string", multiple: true } },
  allowPositionals: true,
});
const wanted = values.only ?? PARTS;
const unknown = wanted.filter((part) => !PARTS.includes(part));
if (unknown.length > 0)
  endWith(new Error(`No part of the tests is called ${unknown.join(", ")}; there are ${PARTS.join(", ")}.`));

const results = join(root, "test-results");
const sum = { passed: 0, failed: 0 };
const open = [];
async function close() {
  stopCommands();
  for (const stop of open.splice(0).reverse()) await stop();
}
/** As a shell says of what was interrupted: whatever passed until then proves nothing. */
const INTERRUPTED = 130;
onStopSignal(close, INTERRUPTED);

// ── what the parts share ──────────────────────────────────────────────────────────────────────────────────────────────

/** Runs one part; it counts as one, unless it brings counts of its own. */
async function part(name, title, work) {
  if (!wanted.includes(name) || isStopping()) return;
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  console.log(`── ${title}`);
  const stillBusy = setInterval(() => console.log(`   ${name}: … ${seconds()}`), 30_000);
  let count = { passed: 1, failed: 0 };
  let remark = "";
  try {
    const said = await work();
    if (typeof said === "string") remark = said;
    else if (said) ({ remark = "", ...count } = said);
  } catch (error) {
    if (isStopping()) return;
    console.log(error.name === "Failure" ? error.message : error.stack);
    count = { passed: 0, failed: 1 };
  } finally {
    clearInterval(stillBusy);
  }
  sum.passed += count.passed;
  sum.failed += count.failed;
  const outcome =
    count.failed > 0 ? `FAILED (${count.failed} failed, ${count.passed} passed)` : `passed (${count.passed})`;
  // Its name again, because another part may have begun in between.
  console.log(`   ${name}: ${outcome}${remark ? `, ${remark}` : ""}, ${seconds()}`);
}

/** Where the time went: the files that took longest, of two workers together. */
function longest(files, count = 6) {
  const name = (path) =>
    path
      .split("/")
      .at(-1)
      .replace(/\.(test|spec)\.tsx?$/, "");
  const listed = [...files]
    .sort((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, count)
    .map(({ path, milliseconds }) => `${name(path)} ${Math.round(milliseconds / 1000)} s`);
  return `longest: ${listed.join(", ")}`;
}

function binary(name, ...path) {
  return join(root, "node_modules", name, ...path);
}

/** Runs vitest and counts; shows its output only when something failed. */
async function vitest(project, env = {}) {
  const file = join(results, `${project}.json`);
  rmSync(file, { force: true });
  let output = "";
  try {
    const words = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    output = await run(node(), [binary("vitest", "vitest.mjs"), ...words, ...positionals], {
      env: { ...env, NO_COLOR: "1" },
    });
  } catch (error) {
    output = error.message;
  }
  let report;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Error(`vitest left no report.\n${output}`);
  }
  // A file that cannot even be read has no tests that failed, and is a failure all the same; so is a skipped test.
  const unread = report.testResults.filter(
    (each) => each.status === "failed" && !each.assertionResults.some(({ status }) => status === "failed"),
  ).length;
  const passed = report.numPassedTests;
  const failed = report.numTotalTests - passed + unread;
  if (failed > 0 || passed === 0 || !report.success) console.log(output);
  const files = report.testResults.map((each) => ({
    path: each.name,
    milliseconds: each.endTime - each.startTime,
  }));
  return {
    passed,
    failed: Math.max(failed, passed === 0 || !report.success ? 1 : 0),
    ...(project === "architecture" ? {} : { remark: longest(files) }),
  };
}

/** PostgreSQL for the parts that need one, started by the first of them. */
const postgres = once(async () => {
  const { startTestPostgres } = await import("./support/postgres.mjs");
  const database = await startTestPostgres({ say: (line) => console.log(`   ${line}`) });
  open.push(database.stop);
  return database;
});

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** What is made once, by the first part that needs it. */
function once(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}

/** The environment of a server of its own: other keys, other data folder, other port than a running Mingyou. */
const serverEnvironment = once(async () => {
  const { applicationEnvironment } = await import("../lib/platform/launch/prepare.mjs");
  const { server } = await postgres();
  const port = await freePort();
  const folder = join(results, "data");
  mkdirSync(folder, { recursive: true });
  for (const name of ["MINGYOU_ORIGIN", "NEXTAUTH_SECRET", "MINGYOU_FIELD_KEY", "MINGYOU_DEMO", "MINGYOU_HOST"])
    delete process.env[name];
  return {
    port,
    env: applicationEnvironment({ folder, database: { appUrl: server.url("mingyou_e2e", "app") }, port }),
  };
});

/** The demo bank of the journeys. @returns since when its clock runs */
const demoBank = once(async () => {
  const { prepareDatabase } = await import("../lib/platform/launch/database.mjs");
  const { loadDemo } = await import("../lib/platform/launch/demo.mjs");
  const { migrate } = await import("../lib/platform/launch/migrations.mjs");
  const { server } = await postgres();
  const { env } = await serverEnvironment();
  const begun = Date.now();
  await prepareDatabase(server, "mingyou_e2e");
  const ownerUrl = server.url("mingyou_e2e", "owner");
  await migrate({ ownerUrl, appUrl: env.DATABASE_URL });
  const since = await loadDemo({ ownerUrl, env, say: () => {} });
  console.log(`   demo bank loaded in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  return since;
});

// ── the parts ─────────────────────────────────────────────────────────────────────────────────────────────────────────

try {
  refuseOldNode();
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const begun = Date.now();

  await part("install", "Installation", async () => {
    const remark = await installDependencies((line) => console.log(`   ${line}`));
    const { generateClient } = await import("../lib/platform/launch/migrations.mjs");
    await generateClient();
    return `Node ${(await run(node(), ["--version"])).trim()}${remark === "nothing to do" ? "" : `, ${remark}`}`;
  });

  await Promise.all([
    part("types", "Types", async () => {
      await run(node(), [binary("next", "dist", "bin", "next"), "typegen"], { env: { NEXT_TELEMETRY_DISABLED: "1" } });
      await run(node(), [binary("typescript", "bin", "tsc"), "--noEmit", "-p", "."]);
    }),
    (async () => {
      await part("lint", "Lint", () =>
        run(node(), [binary("@biomejs/biome", "bin", "biome"), "check", "--error-on-warnings"]).then(() => ""),
      );

      await part("imports", "Import rules", async () => {
        const words = [
          "app",
          "components",
          "lib",
          "tests",
          "prisma",
          "--config",
          ".dependency-cruiser.cjs",
          "--output-type",
          "err",
        ];
        const said = await run(node(), [binary("dependency-cruiser", "bin", "dependency-cruise.mjs"), ...words]);
        // A tool that silently looks at nothing would pass for ever.
        const modules = Number(/\((\d+) modules/.exec(said)?.[1] ?? 0);
        if (modules < 50) throw new Error(`dependency-cruiser looked at ${modules} modules only.\n${said}`);
        return `${modules} modules`;
      });
    })(),
  ]);

  await part("architecture", "Architecture (each import rule caught once, the one door)", () => vitest("architecture"));
  await part("unit", "Unit and golden", () => vitest("unit"));
  await part("integration", "Integration on PostgreSQL", async () => {
    const { addresses } = await postgres();
    return vitest("integration", { MINGYOU_TEST_POSTGRES: JSON.stringify(addresses) });
  });
  await part("postgres", "PostgreSQL version", async () => {
    const { version } = await postgres();
    if (Number.parseInt(version, 10) < 15) throw new Error(`PostgreSQL ${version} is older than 15.`);
    return `tested on PostgreSQL ${version}`;
  });

  await part("build", "Build", async () => {
    const { build } = await import("../lib/platform/launch/build.mjs");
    const { env } = await serverEnvironment();
    // The demo bank is loaded meanwhile; whether that went well is for the journeys to say.
    if (wanted.includes("e2e")) demoBank().catch(() => {});
    return build({ env, say: undefined });
  });

  await part("e2e", "Browser journeys", async () => {
    const { demoEnvironment } = await import("../lib/platform/launch/demo.mjs");
    const { build } = await import("../lib/platform/launch/build.mjs");
    const { serve } = await import("../lib/platform/launch/serve.mjs");
    const { findChromium } = await import("./support/chromium.mjs");

    const chromium = await findChromium();
    console.log(`   ${chromium.version} from ${chromium.from}`);
    const { env, port } = await serverEnvironment();
    await build({ env });
    const since = await demoBank();
    const log = openSync(join(results, "server.log"), "a");
    const running = await serve({
      env: {
        ...env,
        ...demoEnvironment(since),
        MINGYOU_ORIGIN: `http://127.0.0.1:${port}`,
        NEXTAUTH_URL: `http://127.0.0.1:${port}`,
      },
      port,
      output: log,
      say: (line) => console.log(`   ${line}`),
      onLost: (error) => console.log(`   ${error.message}`),
    });
    open.push(() => running.stop());
    return journeys({ MINGYOU_E2E_ADDRESS: `http://127.0.0.1:${port}`, CHROMIUM_PATH: chromium.path });
  });

  await close();
  console.log(`\nafter ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  if (isStopping()) {
    console.log("stopped before the end");
    process.exitCode = INTERRUPTED;
  } else {
    console.log(`${sum.passed} passed, ${sum.failed} failed`);
    process.exitCode = sum.failed > 0 ? 1 : 0;
  }
} catch (error) {
  if (!isStopping()) {
    await close().catch(() => {});
    endWith(error);
  }
}

async function journeys(env) {
  let output = "";
  try {
    output = await run(node(), [binary("@playwright/test", "cli.js"), "test", ...positionals], {
      env: { ...env, NO_COLOR: "1" },
    });
  } catch (error) {
    output = error.message;
  }
  let report;
  try {
    report = JSON.parse(readFileSync(join(results, "journeys.json"), "utf8"));
  } catch {
    throw new Error(`Playwright left no report.\n${output}`);
  }
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + skipped + report.errors.length;
  if (failed > 0 || expected === 0) console.log(output);
  return { passed: expected, failed: Math.max(failed, expected === 0 ? 1 : 0), remark: longest(filesOf(report), 20) };
}

/** How long the tests of each file took, whatever they are grouped in. */
function filesOf(report) {
  const duration = (suite) =>
    (suite.specs ?? [])
      .flatMap(({ tests }) => tests.flatMap(({ results }) => results))
      .reduce((all, { duration }) => all + duration, 0) +
    (suite.suites ?? []).reduce((all, inner) => all + duration(inner), 0);
  return report.suites.map((suite) => ({ path: suite.file, milliseconds: duration(suite) }));
}
