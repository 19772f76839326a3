// The demo bank: loaded once into an empty database, through the product's own use cases. It lives in mid-November 2026
// whatever the calendar says: its clock stood at the moment below when it was loaded, and has run on since.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runProduct } from "./commands.mjs";
import { withClient } from "./database.mjs";
import { Failure } from "./failure.mjs";
import { root } from "./folders.mjs";

const DEMO_MOMENT = Date.parse("2026-11-16T09:00:00+08:00");
const LOADING = "demo.loading";
const LOADED = "demo.loaded";

/** What the database holds: nothing yet, a demo (perhaps half of one, when its loading was killed), or a bank of its own. */
export async function stateOf(ownerUrl) {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query("SELECT key, value FROM settings WHERE key IN ($1, $2)", [LOADING, LOADED]);
    const setting = Object.fromEntries(rows.map((row) => [row.key, row.value]));
    if (setting[LOADED]) return { holds: "demo", since: Number(setting[LOADED]) };
    if (setting[LOADING]) return { holds: "half a demo" };
    const { rowCount } = await client.query("SELECT 1 FROM accounts LIMIT 1");
    return { holds: rowCount ? "a bank" : "nothing" };
  });
}

/**
 * Decides between demo and real use. A demo in a real bank's database, or the other way round, is refused.
 * @param {string | undefined} wish MINGYOU_DEMO
 */
export function decideDemo(wish, holds, ownDatabase) {
  if (wish !== undefined && wish !== "0" && wish !== "1")
    throw new Failure("MINGYOU_DEMO is 1 (with the demo bank) or 0 (without).");
  if (wish === "1" && holds === "a bank") {
    throw new Failure(
      "This database already holds a bank of its own, so the demo bank is not loaded into it. Start with MINGYOU_DEMO=0, or use another database.",
    );
  }
  if (wish === "0" && holds.includes("demo")) {
    throw new Failure(
      "This database holds the demo bank. For real use begin with an empty one: another DATABASE_URL, or another folder (MINGYOU_DATA_DIR=/path).",
    );
  }
  if (holds.includes("demo")) return true;
  return wish === "1" || (wish === undefined && ownDatabase && holds === "nothing");
}

/** Loads the demo bank; the mark set before and changed after tells a later start whether it was finished. */
export async function loadDemo({ ownerUrl, env, say }) {
  const seed = join(root, "prisma", "seed.ts");
  if (!existsSync(seed))
    throw new Failure("There is no demo bank to load (prisma/seed.ts). Start with MINGYOU_DEMO=0.");
  const begun = Date.now();
  const mark = (key) =>
    withClient(ownerUrl, (client) =>
      client.query(
        "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [key, String(begun)],
      ),
    );
  await mark(LOADING);
  await runProduct(seed, {
    env: { ...env, ...demoEnvironment(begun) },
    say,
    failure: "The demo bank could not be loaded.",
  });
  await mark(LOADED);
  return begun;
}

export function demoEnvironment(since) {
  return { MINGYOU_DEMO: "1", MINGYOU_CLOCK_OFFSET_MS: String(DEMO_MOMENT - since) };
}

/** @returns {{ role: { zh: string, en: string }, username: string, password: string }[]} */
export function demoSignIns() {
  const path = join(root, "prisma", "demo", "sign-ins.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : [];
}
