// npm run mutate — breaks the modules that decide results one small piece at a time and counts how many of these changes
// a test notices. All of them take hours; for one file: npm run mutate -- --mutate lib/scoring/rank.ts
import { join } from "node:path";
import { node, run, stopCommands } from "../../lib/platform/launch/commands.mjs";
import { installDependencies, refuseOldNode } from "../../lib/platform/launch/dependencies.mjs";
import { root } from "../../lib/platform/launch/folders.mjs";
import { endWith, isStopping, onStopSignal } from "../../lib/platform/launch/terminal.mjs";

onStopSignal(stopCommands, 130);

try {
  refuseOldNode();
  await installDependencies(console.log);
  const stryker = join(root, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
  const words = ["run", join(import.meta.dirname, "stryker.config.mjs"), ...process.argv.slice(2)];
  await run(node(), [stryker, ...words], {
    say: console.log,
    failure: "The run did not end well; the reason stands above.",
  });
} catch (error) {
  if (!isStopping()) endWith(error);
}
