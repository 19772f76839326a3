// The PostgreSQL of one test run: real, of its own, with the settings of the product, gone afterwards. It holds one
// migrated database that every test file gets a copy of. Its files lie in memory where the machine has room for them: a
// copy of a database is seven hundred small files, and every test makes one.
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { checkServer, prepareDatabase } from "../../lib/platform/launch/database.mjs";
import { generateClient, migrate } from "../../lib/platform/launch/migrations.mjs";
import { startPostgres, stopAbandonedPostgres } from "../../lib/platform/launch/postgres.mjs";
import { isAlive } from "../../lib/platform/launch/processes.mjs";

export const TEMPLATE = "mingyou_template";
const MEMORY = "/dev/shm";
/** A whole run needs less than half of it. */
const ROOM = 4 * 1024 ** 3;
const own = `mingyou-tests-${userInfo().uid}`;
const places = { disk: join(tmpdir(), own), memory: join(MEMORY, own) };

/** Starts it for this process. What a killed run left behind goes first. `onDisk`: what is measured is measured with a disk. */
export async function startTestPostgres({ say = () => {}, onDisk = false } = {}) {
  for (const place of Object.values(places)) await removeAbandoned(place);
  const folder = join(!onDisk && hasRoom() ? places.memory : places.disk, String(process.pid));
  mkdirSync(folder, { recursive: true });
  const server = await startPostgres({ folder, say });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    if (server.cluster.startsWith("/var/lib/")) rmSync(server.cluster, { recursive: true, force: true });
  };
  try {
    await generateClient();
    await prepareDatabase(server, TEMPLATE);
    await migrate({ ownerUrl: server.url(TEMPLATE, "owner"), appUrl: server.url(TEMPLATE, "app") });
  } catch (error) {
    await stop();
    throw error;
  }
  const version = await checkServer(server.url(TEMPLATE, "app"));
  const addresses = Object.fromEntries(["admin", "owner", "app"].map((role) => [role, server.url(TEMPLATE, role)]));
  return { server, addresses, version, stop };
}

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
}

async function removeAbandoned(place) {
  if (!existsSync(place)) return;
  for (const name of readdirSync(place)) {
    if (isAlive(Number(name))) continue;
    await stopAbandonedPostgres(join(place, name));
    rmSync(join(place, name), { recursive: true, force: true });
  }
}

/** What vitest calls before the first integration test; the whole run hands its server over, a single file starts one. */
export default async function setup({ provide }) {
  if (process.env.MINGYOU_TEST_POSTGRES) {
    provide("postgres", JSON.parse(process.env.MINGYOU_TEST_POSTGRES));
    return;
  }
  const { addresses, stop } = await startTestPostgres();
  provide("postgres", addresses);
  return stop;
}
