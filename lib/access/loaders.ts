import "server-only";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { currentSessionId } from "./auth";
import { administratorExists } from "./data";
import { findSessionActor } from "./sessions";

/** Who is asking in this request, or null; read once per request. */
export const findCurrentActor = cache(async (): Promise<Actor | null> => {
  const sessionId = await currentSessionId();
  return sessionId ? findSessionActor(sessionId) : null;
});

/** For pages: the actor, or the way to the sign-in page (or to the very first set-up). */
export async function requireActor(): Promise<Actor> {
  const actor = await findCurrentActor();
  if (actor) return actor;
  redirect((await administratorExists(db)) ? "/sign-in" : "/setup");
}
