// Everything between a fresh clone and a built application on a database that is ready, in the order of its needs.
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { runProduct } from "./commands.mjs";
import { checkServer, givenAddresses, prepareDatabase, startAfresh, withClient } from "./database.mjs";
import { decideDemo, demoEnvironment, loadDemo, stateOf } from "./demo.mjs";
import { root } from "./folders.mjs";
import { generateClient, migrate } from "./migrations.mjs";
import { startPostgres } from "./postgres.mjs";
import { keptSecret } from "./private-files.mjs";

/**
 * A database to work with: the one of DATABASE_URL, else our own, which may already be running for somebody else.
 * @returns {Promise<{ ownerUrl: string, appUrl: string, own: boolean, version: string, empty: () => Promise<void>, stop: () => Promise<void> }>}
 */
export async function openDatabase({ folder, name, say, onLost, running, development = false }) {
  const given = givenAddresses();
  if (given) {
    const { appUrl, ownerUrl } = given;
    await checkServer(ownerUrl);
    return {
      appUrl,
      ownerUrl,
      own: false,
      version: await checkServer(appUrl),
      empty: () => startAfresh(ownerUrl),
      stop: async () => {},
    };
  }
  const server = running ?? (await startPostgres({ folder, say, onLost }));
  const ready = () => prepareDatabase(server, name, { development });
  await ready();
  return {
    appUrl: server.url(name, "app"),
    ownerUrl: server.url(name, "owner"),
    own: true,
    version: await checkServer(server.url(name, "app")),
    empty: async () => {
      await withClient(server.url("postgres", "admin"), (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
      await ready();
    },
    stop: async () => running ?? server.stop(),
  };
}

/** The environment the application and its tools run in; keys are made once and kept in the data folder. */
export function applicationEnvironment({ folder, database, port }) {
  return {
    DATABASE_URL: database.appUrl,
    PORT: String(port),
    MINGYOU_ORIGIN: process.env.MINGYOU_ORIGIN || `http://localhost:${port}`,
    NEXTAUTH_URL: process.env.MINGYOU_ORIGIN || `http://localhost:${port}`,
    MINGYOU_DATA_DIR: folder,
    NEXTAUTH_SECRET: keptSecret(folder, "secret", process.env.NEXTAUTH_SECRET),
    MINGYOU_FIELD_KEY: keptSecret(folder, "field-key", process.env.MINGYOU_FIELD_KEY),
  };
}

/** The step “schema”: the typed client, the migrations, the rights of the application's role. */
export async function prepareSchema(database, say) {
  const generated = await generateClient();
  const { migrated, restricted } = await migrate(database);
  if (!restricted) {
    say(
      "one database role does everything: set MIGRATE_DATABASE_URL to another role to hold the application to its rights",
    );
  }
  return migrated ? undefined : generated;
}

/**
 * Asks for the bucket of MINGYOU_FILES before anything is put into it; a folder of our own is made when it is needed. What
 * is wrong is said with the variable to set right.
 */
export async function prepareFiles({ env, say }) {
  const files = process.env.MINGYOU_FILES || "local";
  if (files === "local") return;
  await runProduct(join(root, "lib", "platform", "files", "storage", "check.ts"), {
    env,
    say,
    failure: "The file store cannot be used, so nothing was started.",
  });
  say(`files are kept in ${files}`);
}

/**
 * The step “contents”: the demo bank, or an empty database whose first administrator is made with a one-time code. There is
 * always such a code, known to nobody unless it is needed, so that the set-up page is never open to whoever comes first.
 * @returns {Promise<{ env: Record<string, string>, needsSetUp: boolean, remark: string }>}
 */
export async function prepareContents({ database, env, say }) {
  const code = { MINGYOU_SETUP_CODE: process.env.MINGYOU_SETUP_CODE || setUpCode() };
  let { holds, since } = await stateOf(database.ownerUrl);
  if (!decideDemo(process.env.MINGYOU_DEMO || undefined, holds, database.own)) {
    const needsSetUp = holds === "nothing";
    if (needsSetUp || !(await hasStandards(database.ownerUrl)))
      await loadStandards({ env: { ...env, MINGYOU_DEMO: "0" }, say });
    const remark = needsSetUp
      ? "empty but for the check sheets: the first administrator is still to be made"
      : "nothing to do";
    return { env: { MINGYOU_DEMO: "0", ...code }, needsSetUp, remark };
  }
  if (holds === "half a demo") {
    say("the demo bank was not loaded to its end: loading it anew");
    await database.empty();
    await migrate(database);
  }
  if (holds !== "demo") since = await loadDemo({ ownerUrl: database.ownerUrl, env, say });
  else if (!(await hasStandards(database.ownerUrl)))
    await loadStandards({ env: { ...env, ...demoEnvironment(since) }, say });
  return { env: { ...demoEnvironment(since), ...code }, needsSetUp: false, remark: "the demo bank is loaded" };
}

function loadStandards({ env, say }) {
  return runProduct(join(root, "prisma", "standards", "load.ts"), {
    env,
    say,
    failure: "The check sheets that come with the product could not be loaded.",
  });
}

/** Without check sheets no plan can be published, without a library no sheet can be made; an older bank lacks the service language. */
async function hasStandards(ownerUrl) {
  const { rowCount } = await withClient(ownerUrl, (client) =>
    client.query("SELECT 1 FROM standards WHERE method IS NULL AND EXISTS (SELECT 1 FROM language_versions) LIMIT 1"),
  );
  return rowCount > 0;
}

/** Ten characters that cannot be mistaken for one another. */
function setUpCode() {
  const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  const draw = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return `${draw()}-${draw()}`;
}
