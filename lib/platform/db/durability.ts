import type { ClientBase } from "pg";

/**
 * Refuses a connection on which an acknowledged write could be lost (SECURITY 23). Asked on every new connection, because
 * `synchronous_commit` can also be switched off for one role or database while the application runs.
 */
export async function refuseForgetfulServer(client: Pick<ClientBase, "query">): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'",
  );
  if (rows.length === 0) return;
  throw new Error(`PostgreSQL may lose acknowledged writes: ${rows.map((row) => row.name).join(", ")} is off`);
}
