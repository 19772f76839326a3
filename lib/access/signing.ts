import "server-only";
import { headers } from "next/headers";
import type { Refusal } from "@/lib/kernel/result";
import { keepSession } from "./auth";
import { listDemoSignIns } from "./demo";
import { samePath } from "./origin";
import { signIn } from "./sessions";

/** What the sign-in form sends, or one of the demo bank's buttons. Every failure is the same sentence (SECURITY 17). */
export async function signingIn(
  data: Record<string, unknown>,
  source: string,
): Promise<{ redirectTo: string } | { refusals: readonly [Refusal] }> {
  const demo = listDemoSignIns().find((entry) => entry.username === data.demo);
  const username = demo?.username ?? text(data.username);
  const password = demo?.password ?? text(data.password);
  const userAgent = (await headers()).get("user-agent") ?? undefined;
  const signedIn = await signIn(username, password, source, userAgent);
  if (!signedIn) return { refusals: [{ code: "WRONG_SIGN_IN" }] };
  await keepSession(signedIn);
  return { redirectTo: samePath(data.onward) };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
