import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";

// Runs before each test file is read: the product asks for its database's address once. useDatabase makes the database.
export const databaseName = `mingyou_test_${randomUUID().slice(0, 8)}`;

process.env.DATABASE_URL = addressOf(inject("postgres").app, databaseName);
process.env.MINGYOU_DATA_DIR = join(tmpdir(), databaseName);

export function addressOf(template: string, name: string): string {
  const url = new URL(template);
  url.pathname = `/${name}`;
  return url.href;
}
