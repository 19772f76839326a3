// npm run bench — measures, never judges: a table for people, JSON with --json. One part only: npm run bench -- --only scoring.

import { join } from "node:path";
import { parseArgs } from "node:util";
import { node, run } from "../../lib/platform/launch/commands.mjs";
import { installDependencies, refuseOldNode } from "../../lib/platform/launch/dependencies.mjs";
import { root } from "../../lib/platform/launch/folders.mjs";
import { endWith } from "../../lib/platform/launch/terminal.mjs";

const PARTS = ["scoring", "dossier", "review", "totals", "submissions"];
/** Parts of more than one program. */
const PROGRAMS = { totals: ["totals", "explained"] };
/** Parts that have a PostgreSQL database of their own. */
const STORED = ["review", "totals", "submissions"];
const { values } = parseArgs({ options: { json: { type: "boolean" }, only: { type: "string", multiple: true } } });
const wanted = values.only ?? PARTS;
/** BENCH_PROFILE=folder: where the time goes, for the developer tools of a browser. */
const profile = process.env.BENCH_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];

let server;
/** A migrated, empty database on an embedded PostgreSQL that lives as long as this run. */
async function databaseFor(part) {
  const { startTestPostgres, TEMPLATE } = await import("../support/postgres.mjs");
  const { withClient } = await import("../../lib/platform/launch/database.mjs");
  server ??= await startTestPostgres({ say: (line) => console.error(line), onDisk: true });
  const name = `mingyou_bench_${part}`;
  await withClient(server.server.url("postgres", "admin"), async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER mingyou_owner`);
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO mingyou_app`);
  });
  return {
    DATABASE_URL: server.server.url(name, "app"),
    BENCH_OWNER_URL: server.server.url(name, "owner"),
    NEXTAUTH_SECRET: "a secret of the benchmark",
    MINGYOU_FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
    LOG_LEVEL: "error",
  };
}

try {
  refuseOldNode();
  await installDependencies((line) => console.error(line));
  const figures = [];
  for (const part of wanted) {
    if (!PARTS.includes(part)) throw new Error(`There is no part “${part}”, only ${PARTS.join(", ")}.`);
    for (const program of PROGRAMS[part] ?? [part]) {
      const file = join(root, "tests", "bench", `${program}.ts`);
      const words = [
        "--import",
        join(import.meta.dirname, "server.mjs"),
        "--import",
        "tsx",
        "--expose-gc",
        ...profile,
        file,
      ];
      const env = STORED.includes(part) ? await databaseFor(program) : {};
      const said = await run(node(), words, { env, say: process.env.BENCH_VERBOSE && console.error });
      figures.push(...JSON.parse(said.trim().split("\n").at(-1)));
    }
  }
  if (values.json) console.log(JSON.stringify(figures, null, 2));
  else {
    const width = Math.max(...figures.map(({ what }) => what.length));
    for (const { what, figure, unit, bar } of figures) {
      console.log(`${what.padEnd(width)}  ${String(figure).padStart(10)} ${unit}${bar ? `   (bar: ${bar})` : ""}`);
    }
  }
  await server?.stop();
} catch (error) {
  await server?.stop();
  endWith(error);
}
