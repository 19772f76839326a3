import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { currentSessionId } from "./auth";
import { administratorExists } from "./data";
import { type DemoSignIn, listDemoSignIns } from "./demo";
import { samePath } from "./origin";
import { findLiveSession, type LiveSession } from "./sessions";

const findCurrentSession = cache(async (): Promise<LiveSession | null> => {
  const sessionId = await currentSessionId();
  return sessionId ? findLiveSession(sessionId) : null;
});

/** Who is asking in this request, or null; read once per request. */
export async function findCurrentActor(): Promise<Actor | null> {
  return (await findCurrentSession())?.actor ?? null;
}

/** True while the password was set by somebody else: pages and acts wait until it is changed. */
export async function mustChangePassword(): Promise<boolean> {
  return (await findCurrentSession())?.mustChange ?? false;
}

/** For pages: the actor, or the way to the sign-in page (or to the very first set-up). */
export async function requireActor(): Promise<Actor> {
  const session = await findCurrentSession();
  if (session && !session.mustChange) return session.actor;
  const then = samePath((await headers()).get("x-path"));
  const back = then === "/" ? "" : `then=${encodeURIComponent(then)}`;
  if (session) redirect(`/sign-in/password${back && `?${back}`}`);
  if (!(await administratorExists(db))) redirect("/setup");
  const ended = (await currentSessionId()) === null ? "" : "ended=1";
  const query = [ended, back].filter(Boolean).join("&");
  redirect(`/sign-in${query && `?${query}`}`);
}

/** What the sign-in page shows; somebody already signed in goes on, and a bank without administrator is set up first. */
export async function loadSignIn(then: unknown): Promise<{ onward: string; demo: readonly DemoSignIn[] }> {
  const session = await findCurrentSession();
  if (session) redirect(session.mustChange ? "/sign-in/password" : samePath(then));
  if (!(await administratorExists(db))) redirect("/setup");
  return { onward: samePath(then), demo: listDemoSignIns() };
}

/** For the page where a password that is due gets changed; everybody else has nothing to do there. */
export async function requirePasswordDue(): Promise<void> {
  const session = await findCurrentSession();
  if (!session) redirect("/sign-in?ended=1");
  if (!session.mustChange) redirect("/");
}
