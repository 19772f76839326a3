// npm run migrate — brings a database to the present schema and gives the application's role its rights: the database of
// MIGRATE_DATABASE_URL and DATABASE_URL, else the development database, which "npm run db" must be running.
import { checkServer, givenAddresses } from "./database.mjs";
import { Failure } from "./failure.mjs";
import { DEVELOPMENT_DATABASE, developmentFolder } from "./folders.mjs";
import { migrate } from "./migrations.mjs";
import { runningPostgres } from "./postgres.mjs";
import { endWith } from "./terminal.mjs";

try {
  const urls = addresses();
  await checkServer(urls.ownerUrl);
  const { restricted } = await migrate(urls, { say: console.log });
  console.log(
    restricted ? "The application’s role has its rights." : "One role for everything: nothing is withheld from it.",
  );
} catch (error) {
  endWith(error);
}

function addresses() {
  const given = givenAddresses();
  if (given) return given;
  const server = runningPostgres(developmentFolder);
  if (!server)
    throw new Failure("The development database does not run. Start it with “npm run db”, or set DATABASE_URL.");
  return { appUrl: server.url(DEVELOPMENT_DATABASE, "app"), ownerUrl: server.url(DEVELOPMENT_DATABASE, "owner") };
}
