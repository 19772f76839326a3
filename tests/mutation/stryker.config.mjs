/** Everything between the facts and the proposals. What only checks a plan or plays with results is left out. */
const DECIDING = [
  "lib/scoring/{rank,place,compare,streaks,facts,outcomes,standings,duties,awards,penalties,compute}.ts",
  "lib/scoring/{compute,awards,penalties}/*.ts",
  "lib/scoring/explain/*.ts",
  "lib/scoring/programme/calendar.ts",
];

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: [...DECIDING, "!**/*.test.ts"],
  testRunner: "vitest",
  vitest: { configFile: "tests/mutation/vitest.config.mjs" },
  coverageAnalysis: "perTest",
  // A text is either compared, and every comparison is changed as a whole, or said, and sentences have their own tests.
  mutator: { excludedMutations: ["StringLiteral"] },
  // What is evaluated once when a module loads cannot be switched on for one test; it would cost a whole run each.
  ignoreStatic: true,
  concurrency: 2,
  // A slow machine must not pass for a mutant that never ends.
  timeoutMS: 60_000,
  reporters: ["clear-text", "json", "progress-append-only"],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: ".data/mutation/report.json" },
  tempDirName: ".data/mutation/sandbox",
  ignorePatterns: [".data", ".next", ".ci", "/app", "/components", "/public", "/test-results", "/playwright-report"],
};
