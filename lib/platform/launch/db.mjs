// npm run db — the development database: starts PostgreSQL, prints its addresses, and stays until Ctrl-C.
import { prepareDatabase } from "./database.mjs";
import { DEVELOPMENT_DATABASE, developmentFolder } from "./folders.mjs";
import { takeFolder } from "./lock.mjs";
import { startPostgres } from "./postgres.mjs";
import { makeDataFolder } from "./private-files.mjs";
import { endWith, onStopSignal } from "./terminal.mjs";

try {
  makeDataFolder(developmentFolder);
  const lock = takeFolder(developmentFolder, "db");
  const server = await startPostgres({ folder: developmentFolder, say: console.log, onLost: endWith });
  onStopSignal(async () => {
    await server.stop();
    lock.release();
  });
  await prepareDatabase(server, DEVELOPMENT_DATABASE, { development: true });
  console.log(`PostgreSQL ${server.version} runs; Ctrl-C stops it.`);
  console.log(`DATABASE_URL=${server.url(DEVELOPMENT_DATABASE, "app")}`);
  console.log(`MIGRATE_DATABASE_URL=${server.url(DEVELOPMENT_DATABASE, "owner")}`);
} catch (error) {
  endWith(error);
}
