import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import project from "../../vitest.config";

const { projects: _, ...test } = project.test!;

/**
 * The tests of the engine and nothing else. Those on generated plans and facts are left out: from the next seed they
 * would notice other changes, and a figure has to come out the same twice.
 */
export default defineConfig({
  ...project,
  root: resolve(import.meta.dirname, "../.."),
  test: {
    ...test,
    include: ["lib/scoring/**/*.test.ts", "tests/golden/**/*.test.ts"],
    exclude: ["lib/scoring/{properties,change,simulate}.test.ts", "lib/scoring/simulate/**"],
  },
});
