import { loadVerifierPage } from "@/lib/dossiers/loaders";

/**
 * The verifier for anybody, without signing in. It lies outside of `proxy.ts`, whose policy admits no inline script without
 * this request's nonce; its own policy stands here and in the page itself: its one script, and no address at all.
 */
export async function GET(): Promise<Response> {
  const page = await loadVerifierPage();
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? "default-src 'none'";
  return new Response(page, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": `${policy}; frame-ancestors 'none'`,
      "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
      "Cache-Control": "no-cache",
    },
  });
}
