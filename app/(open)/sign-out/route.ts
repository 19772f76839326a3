import { currentSessionId, forgetSession } from "@/lib/access/auth";
import { sameOriginSource } from "@/lib/access/origin";
import { endSession } from "@/lib/access/sessions";

/** Ends the session row and clears the cookie; a plain form reaches it, and a request from elsewhere changes nothing. */
export async function POST(): Promise<Response> {
  if ((await sameOriginSource()) === null) return new Response(null, { status: 403 });
  const sessionId = await currentSessionId();
  if (sessionId) await endSession(sessionId, "SIGNED_OUT");
  await forgetSession();
  return new Response(null, { status: 303, headers: { Location: "/sign-in" } });
}
