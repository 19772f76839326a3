import "server-only";
import { administratorExists } from "@/lib/access/data";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";

export async function loadSetUp(): Promise<{ done: boolean; codeAsked: boolean }> {
  return { done: await administratorExists(db), codeAsked: Boolean(env.MINGYOU_SETUP_CODE) };
}
