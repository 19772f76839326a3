/** What every answer about a file carries: it lies outside of `proxy.ts`, so it brings its own (SECURITY 11, 12, 29). */
export function fileHeaders(more: Record<string, string> = {}): Record<string, string> {
  return {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy":
      "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...more,
  };
}
