import { defineConfig } from "@playwright/test";

// "npm test" (or "npm test -- --only e2e") starts the server, loads the demo bank and names the address and the browser.
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results/journeys",
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 45_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/journeys.json" }]],
  use: {
    baseURL: process.env.MINGYOU_E2E_ADDRESS,
    timezoneId: "Asia/Shanghai",
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    // A film of every journey would cost more than the journeys; what failed leaves a picture and its error.
    trace: "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        ...(asRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
