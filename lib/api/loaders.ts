import "server-only";
import { requireTokenManager } from "@/lib/access/loaders/administration";
import type { Text } from "@/lib/kernel/text";
import { env } from "@/lib/platform/env";
import { ENDPOINTS } from "./endpoints";

/** What the guide shows, for those who hand out keys. */
export async function loadGuide(): Promise<{
  base: string;
  operations: { name: string; method: string; path: string; scope: string; summary: Text }[];
}> {
  await requireTokenManager();
  return {
    base: `${env.MINGYOU_ORIGIN}/api/v1`,
    operations: ENDPOINTS.map(({ name, method, path, scope, summary }) => ({ name, method, path, scope, summary })),
  };
}
