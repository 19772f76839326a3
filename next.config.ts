import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  output: "standalone",
  typedRoutes: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // For everybody: a title that streams in after the page leaves a moment without one, in which a screen reader that was led to a new page has nothing to say.
  htmlLimitedBots: /.*/,
  serverExternalPackages: [
    "@node-rs/argon2",
    "exceljs",
    "graphile-worker",
    "sharp",
    "pino",
    "@myriaddreamin/typst-ts-node-compiler",
    "docx",
  ],
  // The parser of spreadsheets is started as a program of its own, so nothing that is built refers to it or what it imports.
  outputFileTracingIncludes: {
    "/api/**": ["./lib/platform/sheet/parse.mjs", "./node_modules/{decimal.js,fflate,papaparse}/**"],
    // Templates and fonts of documents are read by path, and only the weights that are used come along.
    "/campaigns/*/documents/**": [
      "./lib/platform/pdf/*.typ",
      "./node_modules/@expo-google-fonts/noto-serif-sc/{400Regular,700Bold}/*.ttf",
      "./node_modules/@expo-google-fonts/noto-sans-sc/500Medium/*.ttf",
      "./node_modules/@expo-google-fonts/ma-shan-zheng/400Regular/*.ttf",
    ],
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
  // "npm test" checks the types, of the tests and the launcher as well; a start would only wait for the same answer.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    serverActions: { bodySizeLimit: "2mb" },
    // A build happens once an update; to keep its cache for the next one costs more than a tenth of it.
    turbopackFileSystemCacheForBuild: false,
  },
};

export default createNextIntlPlugin("./lib/platform/i18n/request.ts")(config);
