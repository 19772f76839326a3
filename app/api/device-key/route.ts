import { findCurrentActor } from "@/lib/access/loaders";
import { sameOriginSource } from "@/lib/access/origin";
import { deviceKeyOf } from "@/lib/platform/secrets";

/**
 * The key that this account's devices lock unsent work with when it signs out (decision 009). Asked for by the page itself
 * once after every sign-in; it opens nothing but what such a device holds.
 */
export async function POST(): Promise<Response> {
  if ((await sameOriginSource()) === null) return new Response(null, { status: 403 });
  const actor = await findCurrentActor();
  if (!actor) return new Response(null, { status: 401 });
  return Response.json(
    { key: deviceKeyOf(actor.accountId).toString("base64") },
    { headers: { "cache-control": "no-store" } },
  );
}
