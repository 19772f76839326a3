import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

// A place of its own, at an odd distance from UTC: a forgotten time zone shows. Set here so that the workers inherit it.
process.env.TZ = "Asia/Kathmandu";

const here = import.meta.dirname;

export default defineConfig({
  resolve: {
    alias: {
      "@": here,
      // The marker refuses to load outside of a server component; tests are the server here.
      "server-only": resolve(here, "tests/support/empty.ts"),
    },
  },
  test: {
    maxWorkers: 2,
    // How long something takes is the benchmark's business; here only an endless test ends.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: {
      LOG_LEVEL: "silent",
      NEXTAUTH_SECRET: "a secret that only the tests know",
      MINGYOU_FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
      MINGYOU_ORIGIN: "http://localhost:3000",
    },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components,app,prisma}/**/*.test.{ts,tsx}", "tests/golden/**/*.test.ts"],
        },
      },
      {
        extends: true,
        test: { name: "architecture", include: ["tests/architecture/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: ["tests/support/postgres.mjs"],
          setupFiles: ["tests/support/database-address.ts"],
        },
      },
    ],
  },
});
