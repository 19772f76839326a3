import { type NextRequest, NextResponse } from "next/server";

/**
 * Headers, and nothing else: no decision about who may see what is taken here, and every test of those decisions
 * passes without this file (SECURITY-REQUIREMENTS 4).
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");

  const forwarded = new Headers(request.headers);
  forwarded.set("x-nonce", nonce);
  // Where somebody whose session has ended wanted to go; read as a same-site path only.
  const { pathname, searchParams } = request.nextUrl;
  const query = new URLSearchParams([...searchParams].filter(([name]) => name !== "_rsc")).toString();
  forwarded.set("x-path", query ? `${pathname}?${query}` : pathname);
  // Next.js reads the nonce for its own scripts from the request's copy of the policy.
  forwarded.set("Content-Security-Policy", policy);

  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "same-origin");
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.set("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.set("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()");
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // Lengths of bars and places on a time line are style attributes, which no nonce can cover.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = {
  // Uploads and imports stream past: a body that goes through here is cut at 10 MB without a word. They set their own
  // headers, as the build's own files get theirs from `next.config.ts`.
  matcher: [
    "/((?!api/files|api/imports|api/standards|verify$|_next/static|_next/image|icon\\.svg|icons/|apple-icon\\.png|favicon\\.ico|manifest\\.webmanifest|without-script\\.css).*)",
  ],
};
