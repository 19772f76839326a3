import "server-only";
import { headers } from "next/headers";
import { env } from "@/lib/platform/env";
import { sameSitePath } from "@/lib/platform/i18n/preferences";

/** The caller's address when the request comes from our own origin, else null (SECURITY 5: a missing Origin is foreign too). */
export async function sameOriginSource(): Promise<string | null> {
  const given = await headers();
  if (given.get("origin") !== env.MINGYOU_ORIGIN) return null;
  return sourceOf(given);
}

/** Address of the caller as the front proxy wrote it; without one, everybody comes from the same place. */
export function sourceOf(given: { get(name: string): string | null }): string {
  return given.get("x-forwarded-for")?.split(",")[0]?.trim().slice(0, 64) || "direct";
}

/** A path on this site, or the start page: what a redirect may go to. */
export function samePath(path: unknown): string {
  return sameSitePath(path);
}
