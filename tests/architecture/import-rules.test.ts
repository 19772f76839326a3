import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const { forbidden, required, options } = createRequire(import.meta.url)(join(root, ".dependency-cruiser.cjs"));
const ruleNames: string[] = [...forbidden, ...required].map((rule: { name: string }) => rule.name);

/** A small project in which everything is where it belongs. */
const LAWFUL = {
  "lib/kernel/points.ts": `import Decimal from "decimal.js"; export const zero = new Decimal(0);`,
  "lib/kernel/result.ts": "export const fine = true;",
  "lib/scoring/types.ts": `import { zero } from "@/lib/kernel/points"; import { z } from "zod"; export const score = z.literal(zero.toString());`,
  "lib/platform/db/index.ts": `import "server-only"; import { PrismaPg } from "@prisma/adapter-pg"; export const db = PrismaPg; export type Tx = typeof db;`,
  "lib/access/action.ts": "export const action = () => {};",
  "lib/organisation/rules.ts": `import { fine } from "@/lib/kernel/result"; export const open = fine;`,
  "lib/organisation/data.ts": `import "server-only"; import type { Tx } from "@/lib/platform/db"; import { open } from "./rules"; export const listUnits = (tx: Tx) => [tx, open];`,
  "lib/organisation/loaders.ts": `import "server-only"; import { db } from "@/lib/platform/db"; import { listUnits } from "./data"; export const loadUnits = () => listUnits(db);`,
  "lib/tasks/types.ts": "export interface Task { readonly name: string }",
  "lib/metrics/types.ts": "export interface Metric { readonly name: string }",
  "components/ui/Button.tsx": "export const Button = 1;",
  "components/tasks/TaskRow.tsx": `import { Button } from "@/components/ui/Button"; import type { Task } from "@/lib/tasks/types"; export const row = (task: Task) => [task, Button];`,
  "app/page.tsx": `import { loadUnits } from "@/lib/organisation/loaders"; export default loadUnits;`,
};

/** For every rule a file that breaks it. */
const PLANTS: Record<string, readonly [path: string, source: string]> = {
  "rooms-are-known": ["lib/people/rules.ts", `import "../gossip/rules";`],
  "pure-imports-pure": ["lib/campaigns/rules.ts", `import { db } from "@/lib/platform/db"; export const stolen = db;`],
  "scoring-stands-alone": ["lib/scoring/compute.ts", `import "pg";`],
  "kernel-stands-alone": ["lib/kernel/calendar.ts", `import "next/headers";`],
  "decimals-through-points": [
    "lib/reviews/rules.ts",
    `import Decimal from "decimal.js"; export const half = new Decimal("0.5");`,
  ],
  "prisma-behind-data": ["lib/awards/loaders.ts", `import "server-only"; import "@prisma/client";`],
  "database-behind-loaders": [
    "components/awards/Tally.tsx",
    `import { db } from "@/lib/platform/db"; export const stolen = db;`,
  ],
  "core-knows-no-request": [
    "lib/campaigns/mutations.ts",
    `import "server-only"; import { cookies } from "next/headers"; export const c = cookies;`,
  ],
  "pages-read-through-loaders": [
    "app/units/page.tsx",
    `import { listUnits } from "@/lib/organisation/data"; export default listUnits;`,
  ],
  "another-room-by-its-core": [
    "lib/standards/loaders.ts",
    `import "server-only"; import { openUnitAction } from "@/lib/organisation/actions"; export const l = openUnitAction;`,
  ],
  "loaders-by-loaders": [
    "lib/standards/data.ts",
    `import "server-only"; import { loadUnits } from "@/lib/organisation/loaders"; export const l = loadUnits;`,
  ],
  "ui-kit-knows-no-room": [
    "components/ui/TaskBadge.tsx",
    `import type { Task } from "@/lib/tasks/types"; export const badge = (task: Task) => task;`,
  ],
  "nothing-imports-app": ["components/shell/Home.tsx", `import page from "@/app/page"; export const home = page;`],
  "product-knows-no-tests": ["lib/reports/rules.ts", `import { it } from "vitest"; export const t = it;`],
  "no-file-cycles": ["lib/inspections/rules.ts", `import { a } from "./types"; export const b = () => a;`],
  "nothing-unresolved": ["lib/facts/types.ts", `import "./nowhere";`],
  "server-only": ["lib/complaints/data.ts", "export const findComplaint = () => null;"],
};

/** For every room of the line a file that reaches for the first room it may not reach. */
const OUT_OF_LINE = forbidden.flatMap(({ name, to }: { name: string; to: { path: string } }) => {
  const room = /^rooms-stand-in-line-(.+)$/.exec(name)?.[1];
  const other = /\((\w+)/.exec(to.path ?? "")?.[1];
  return room && other
    ? [
        {
          name,
          path: `lib/${room}/reaching.ts`,
          source: `import "@/lib/${other}/reached";`,
          reached: `lib/${other}/reached.ts`,
        },
      ]
    : [];
}) as { name: string; path: string; source: string; reached: string }[];
for (const { name, path, source } of OUT_OF_LINE) PLANTS[name] = [path, source];

/** What the plants lean on; wrong in itself in no way. */
const PROPS: Record<string, string> = {
  ...Object.fromEntries(OUT_OF_LINE.map(({ reached }) => [reached, "export const reached = 1;"])),
  "lib/inspections/types.ts": `import { b } from "./rules"; export const a = () => b;`,
  "lib/gossip/rules.ts": "export const said = 1;",
  "lib/organisation/actions.ts": "export const openUnitAction = 1;",
};

const folder = mkdtempSync(join(tmpdir(), "mingyou-import-rules-"));

function write(files: Record<string, string>) {
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
}

/** Every rule that was broken, with the file that breaks it. */
async function violations(): Promise<Set<string>> {
  const tsConfigFile = join(folder, "tsconfig.json");
  const { output } = await cruise(
    ["app", "components", "lib"],
    // The project's node_modules is linked in, and has to be seen as lying here.
    {
      ...options,
      ruleSet: { forbidden, required },
      validate: true,
      baseDir: folder,
      preserveSymlinks: true,
      tsConfig: { fileName: tsConfigFile },
    },
    undefined,
    { tsConfig: extractTSConfig(tsConfigFile) },
  );
  return new Set((output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`));
}

beforeAll(() => {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  write({
    "tsconfig.json": JSON.stringify({ compilerOptions: { baseUrl: ".", paths: { "@/*": ["./*"] } } }),
    "package.json": "{}",
  });
  write(LAWFUL);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the import rules", () => {
  it("let a lawful project pass", async () => {
    expect([...(await violations())]).toEqual([]);
  }, 60_000);

  it("each have a violation planted here", () => {
    expect(Object.keys(PLANTS).sort()).toEqual(ruleNames.sort());
  });

  it("each catch the violation planted for them", async () => {
    write(PROPS);
    write(Object.fromEntries(Object.values(PLANTS)));
    const found = await violations();
    expect(Object.entries(PLANTS).filter(([rule, [path]]) => !found.has(`${rule}: ${path}`))).toEqual([]);
  }, 60_000);
});
