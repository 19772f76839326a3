import { chmodSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { defineConfig } from "prisma/config";

// Prisma would download a native schema engine at its first command, which a closed network refuses. It starts whatever
// this variable names instead: our small program that answers with the WebAssembly build of the same engine.
const engine = join(import.meta.dirname, "prisma", "schema-engine.mjs");
process.env.PRISMA_SCHEMA_ENGINE_BINARY = engine;

// Prisma starts that program by itself, through its "#!/usr/bin/env node" line. So it has to be executable (an unpacked
// archive may have lost the mode), and the node it finds has to be the one that is running now.
try {
  chmodSync(engine, 0o755);
} catch {
  // A read-only checkout keeps the mode that git gave it.
}
process.env.PATH = [dirname(process.execPath), process.env.PATH ?? ""].join(delimiter);

// Migrations run under the role that owns the tables; the application's own role may not change a table.
const url = process.env.MIGRATE_DATABASE_URL ?? process.env.DATABASE_URL;

export default defineConfig({
  schema: join("prisma", "schema"),
  migrations: { path: join("prisma", "migrations") },
  // Reading the schema ("generate", "format", "validate") needs no database.
  ...(url ? { datasource: { url } } : {}),
});
