// The import rules of the project, checked in every test run. tests/architecture/import-rules.test.ts plants a violation
// of each one and expects it to be caught, so a rule that stopped working shows.

/** Rooms from left to right: each imports only from rooms on its left. Those in one group stand side by side. */
const LINE = [
  ["kernel"],
  ["scoring"],
  ["platform"],
  ["access"],
  ["people"],
  ["organisation"],
  ["storage"],
  ["standards"],
  ["language"],
  ["facts"],
  ["campaigns"],
  ["tasks", "inspections", "complaints", "metrics", "records"],
  ["visits", "surveys"],
  ["mystery"],
  ["footage"],
  ["findings"],
  ["rechecks"],
  ["improvements"],
  ["rectifications"],
  ["ballots"],
  ["reviews"],
  ["awards"],
  ["appeals"],
  ["settlement"],
  ["notices"],
  ["simulations"],
  ["reports"],
  ["honours"],
  ["assignments"],
  ["dossiers"],
  ["home", "search", "api", "lists"],
];
const ROOMS = LINE.flat();

/** A file of the closed vocabulary, or the folder of the same name that it grew into. */
const file = (...names) => `^lib/[^/]+/(${names.join("|")})([.]tsx?$|/)`;
const PURE = ["^lib/kernel/", "^lib/scoring/", file("types", "rules", "policy", "schema")];
const PRISMA = ["^lib/platform/db/generated/", "^node_modules/@prisma/", "^node_modules/pg/"];

const standInLine = LINE.flatMap((group, position) =>
  group.map((room) => {
    const right = [...group.filter((other) => other !== room), ...LINE.slice(position + 1).flat()];
    return {
      name: `rooms-stand-in-line-${room}`,
      severity: "error",
      comment: "Each room imports only from its left. A shared idea moves to the room on the left.",
      from: { path: `^lib/${room}/` },
      to: { path: `^lib/(${right.join("|")})/` },
    };
  }),
).filter((rule) => rule.to.path !== "^lib/()/");

module.exports = {
  forbidden: [
    ...standInLine,
    {
      name: "rooms-are-known",
      severity: "error",
      comment: "A new room takes its place in the line above before anybody imports it.",
      from: { pathNot: "^tests/" },
      to: { path: "^lib/[^/]+/", pathNot: `^lib/(${ROOMS.join("|")})/` },
    },
    {
      name: "pure-imports-pure",
      severity: "error",
      comment: "types, rules, policy and schema know no framework, no database and no clock.",
      from: { path: PURE, pathNot: ["^lib/(kernel|scoring|platform)/", "[.]test[.]tsx?$"] },
      to: {
        // A type may say what it is handed; at run time nothing comes along.
        dependencyTypesNot: ["type-only"],
        pathNot: [
          ...PURE,
          // The permission matrix and the programme documents are data.
          "^lib/access/matrix[.]ts$",
          // How a figure is written is pure, and the worked examples of a plan write figures.
          "^lib/platform/i18n/(format|locale)[.]ts$",
          "^node_modules/(zod|canonicalize)/",
          "^(node:)?crypto$",
        ],
      },
    },
    {
      name: "scoring-stands-alone",
      severity: "error",
      comment:
        "The engine is what others would want to reuse: kernel and zod, nothing else. Decimals come from kernel/points.",
      from: { path: "^lib/scoring/", pathNot: "[.]test[.]tsx?$" },
      to: { pathNot: ["^lib/(scoring|kernel)/", "^node_modules/zod/"] },
    },
    {
      name: "kernel-stands-alone",
      severity: "error",
      comment: "The kernel is language, not plumbing.",
      from: { path: "^lib/kernel/", pathNot: "[.]test[.]tsx?$" },
      to: { pathNot: ["^lib/kernel/", "^node_modules/(zod|decimal[.]js)/"] },
    },
    {
      name: "decimals-through-points",
      severity: "error",
      comment: "One clone of decimal.js with one rounding; a second one would round otherwise.",
      from: { pathNot: ["^lib/kernel/points", "^lib/platform/sheet/", "^tests/"] },
      to: { path: "^node_modules/decimal[.]js/" },
    },
    {
      name: "prisma-behind-data",
      severity: "error",
      comment: "Only data and mutations speak Prisma; everything else asks them.",
      from: { pathNot: ["^lib/platform/", file("data", "mutations"), "^tests/", "^prisma/", "^prisma[.]config[.]ts$"] },
      to: { path: PRISMA },
    },
    {
      name: "database-behind-loaders",
      severity: "error",
      comment: "A loader hands the connection on to data; pages, components and pure files never hold one.",
      from: {
        pathNot: [
          "^lib/platform/",
          "^lib/access/",
          file("data", "mutations", "loaders"),
          "^tests/",
          "^prisma/",
          "[.]test[.]tsx?$",
        ],
      },
      to: { path: "^lib/platform/db/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "core-knows-no-request",
      severity: "error",
      comment: "data and mutations take arguments. They never read a cookie or a header, and never redirect.",
      from: { path: file("data", "mutations") },
      to: {
        path: [
          "(^|node_modules/)next/(headers|navigation|cache)",
          "^lib/access/(session|sessions|action|auth)[.]ts$",
          file("actions", "loaders"),
        ],
      },
    },
    {
      name: "pages-read-through-loaders",
      severity: "error",
      comment: "The loader holds the gate, so a page cannot forget it.",
      from: { path: "^(app|components)/" },
      to: { path: [file("data", "mutations"), "^lib/platform/db/", "^prisma/"] },
    },
    {
      name: "another-room-by-its-core",
      severity: "error",
      comment:
        "Actions belong to the pages, loaders to the request: only a loader may start from another room's loader.",
      // A loader begins with the gate of the room on its left (who is asking, which campaign).
      from: { path: "^lib/([^/]+)/" },
      to: { path: file("actions"), pathNot: ["^lib/$1/"] },
    },
    {
      name: "loaders-by-loaders",
      severity: "error",
      comment: "What is not a loader takes its arguments; it never asks who the request belongs to.",
      from: { path: "^lib/([^/]+)/", pathNot: [file("loaders"), "^lib/access/"] },
      to: { path: file("loaders"), pathNot: ["^lib/$1/"] },
    },
    {
      name: "ui-kit-knows-no-room",
      severity: "error",
      comment: "components/ui could ship in another product.",
      from: { path: "^components/ui/", pathNot: "[.]test[.]tsx?$" },
      to: { path: ["^app/", "^components/(?!ui/)", "^lib/(?!kernel/|platform/i18n/)"] },
    },
    {
      name: "nothing-imports-app",
      severity: "error",
      comment: "Routes compose. Whatever two routes share lives in a room or in components.",
      from: { pathNot: ["^app/", "^tests/"] },
      to: { path: "^app/" },
    },
    {
      name: "product-knows-no-tests",
      severity: "error",
      comment: "What serves people does not depend on what checks it.",
      from: { path: "^(app|components|lib|prisma)/", pathNot: "[.]test[.]tsx?$" },
      to: { path: ["^tests/", "[.]test[.]tsx?$", "^node_modules/(vitest|fast-check|@playwright|@axe-core)/"] },
    },
    {
      name: "no-file-cycles",
      severity: "error",
      comment: "Two files that need each other are one file, or miss a third.",
      from: { pathNot: "/db/generated/" },
      to: { circular: true },
    },
    {
      name: "nothing-unresolved",
      severity: "error",
      comment: "An import that leads nowhere would escape every rule above.",
      from: { pathNot: "/db/generated/" },
      to: { couldNotResolve: true },
    },
  ],
  required: [
    {
      name: "server-only",
      severity: "error",
      comment: "A file that touches the database or the request says so, and cannot slip into a browser.",
      module: { path: file("data", "mutations", "loaders"), pathNot: "[.]test[.]tsx?$" },
      to: { path: "server-only" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["^[.]next/", "/db/generated/internal/", "^lib/platform/launch/"] },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
