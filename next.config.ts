import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  output: "standalone",
  typedRoutes: false,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@node-rs/argon2", "exceljs", "sharp", "pino"],
  experimental: { serverActions: { bodySizeLimit: "2mb" } },
};

export default createNextIntlPlugin("./lib/platform/i18n/request.ts")(config);
