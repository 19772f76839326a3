import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  output: "standalone",
  typedRoutes: false,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@node-rs/argon2", "exceljs", "graphile-worker", "sharp", "pino"],
  // The parser of spreadsheets is started as a program of its own, so nothing that is built refers to it or what it imports.
  outputFileTracingIncludes: {
    "/api/**": ["./lib/platform/sheet/parse.mjs", "./node_modules/{decimal.js,fflate,papaparse}/**"],
    // Every dossier holds this very file, and the page of the verifier is made of it.
    "/verify": ["./lib/dossiers/verifier/verify.mjs"],
  },
  // For what lies outside proxy.ts as well: build files, uploads, downloads, errors (SECURITY 29).
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Referrer-Policy", value: "same-origin" },
      ],
    },
    {
      source: "/api/:room(files|imports)/:path*",
      headers: [
        { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'" },
      ],
    },
  ],
  experimental: { serverActions: { bodySizeLimit: "2mb" } },
};

export default createNextIntlPlugin("./lib/platform/i18n/request.ts")(config);
