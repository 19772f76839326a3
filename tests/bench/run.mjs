// npm run bench — measures, never judges: a table for people, JSON with --json. One part only: npm run bench -- --only scoring.

import { join } from "node:path";
import { parseArgs } from "node:util";
import { node, run } from "../../lib/platform/launch/commands.mjs";
import { installDependencies, refuseOldNode } from "../../lib/platform/launch/dependencies.mjs";
import { root } from "../../lib/platform/launch/folders.mjs";
import { endWith } from "../../lib/platform/launch/terminal.mjs";

const PARTS = ["scoring", "dossier"];
const { values } = parseArgs({ options: { json: { type: "boolean" }, only: { type: "string", multiple: true } } });
const wanted = values.only ?? PARTS;

try {
  refuseOldNode();
  await installDependencies((line) => console.error(line));
  const figures = [];
  for (const part of wanted) {
    if (!PARTS.includes(part)) throw new Error(`There is no part “${part}”, only ${PARTS.join(", ")}.`);
    const file = join(root, "tests", "bench", `${part}.ts`);
    const said = await run(node(), [
      "--import",
      join(import.meta.dirname, "server.mjs"),
      "--import",
      "tsx",
      "--expose-gc",
      file,
    ]);
    figures.push(...JSON.parse(said.trim().split("\n").at(-1)));
  }
  if (values.json) console.log(JSON.stringify(figures, null, 2));
  else {
    const width = Math.max(...figures.map(({ what }) => what.length));
    for (const { what, figure, unit, bar } of figures) {
      console.log(`${what.padEnd(width)}  ${String(figure).padStart(10)} ${unit}${bar ? `   (bar: ${bar})` : ""}`);
    }
  }
} catch (error) {
  endWith(error);
}
