import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import project from "../../vitest.config.ts";

const { projects: _, ...test } = project.test;

/** One test that fails is enough: those beside the code, quick and close to the change, come before the golden cases. */
class NearestFirst extends BaseSequencer {
  async sort(files) {
    const far = ({ moduleId }) => Number(moduleId.includes("/tests/golden/"));
    return [...files].sort((a, b) => far(a) - far(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

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
    // The modules under test keep nothing between tests, and loading them for each file would take half of the time.
    isolate: false,
    sequence: { sequencer: NearestFirst },
  },
});
