import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/**
 * What is wrong with one source file. Every export of a "use server" file is a public address, used or not, so each has to
 * come through the one door: `action`, or `openAction` for the few acts before there is a session (SECURITY 3).
 */
function faultsOf(path: string, source: string): string[] {
  // To read every file as a program takes half a minute, and a directive cannot be written in another way.
  if (!source.includes("use server")) return [];
  const file = ts.createSourceFile(
    path,
    source,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const faults: string[] = [];
  const isDirective = (node: ts.Statement | undefined) =>
    node !== undefined &&
    ts.isExpressionStatement(node) &&
    ts.isStringLiteral(node.expression) &&
    node.expression.text === "use server";

  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) && node.statements.some(isDirective)) faults.push("makes an action inside a function");
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (!isDirective(file.statements[0])) return faults;

  if (!/(^|\/)actions(\/[^/]+)?\.ts$/.test(path)) faults.push("is not called actions.ts");
  const door = makersIn(file, path);
  for (const statement of file.statements) {
    if (ts.isExportAssignment(statement)) faults.push("has a default export");
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) faults.push("passes exports on");
    if (
      !ts.canHaveModifiers(statement) ||
      !ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    )
      continue;
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) continue;
    if (!ts.isVariableStatement(statement)) {
      faults.push("exports something that is not made by the door");
      continue;
    }
    for (const { name, initializer } of statement.declarationList.declarations) {
      const made =
        initializer &&
        ts.isCallExpression(initializer) &&
        ts.isIdentifier(initializer.expression) &&
        door.has(initializer.expression.text);
      if (!made) faults.push(`exports ${name.getText()}, which is not made by the door`);
    }
  }
  return faults;
}

/** The names under which the file knows the door; `openAction` is for those who have no account: signing in, the very first set-up of a bank, a customer with a card. */
function makersIn(file: ts.SourceFile, path: string): Set<string> {
  const open =
    path.startsWith("lib/access/") || ["lib/organisation/actions.ts", "lib/surveys/actions/card.ts"].includes(path);
  const allowed = open ? ["action", "openAction"] : ["action"];
  const makers = new Set<string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const from = statement.moduleSpecifier.text;
    if (from !== "@/lib/access/action" && !(path.startsWith("lib/access/") && /^\.\.?\/action$/.test(from))) continue;
    const names = statement.importClause?.namedBindings;
    if (!names || !ts.isNamedImports(names)) continue;
    for (const each of names.elements) {
      if (allowed.includes((each.propertyName ?? each.name).text)) makers.add(each.name.text);
    }
  }
  return makers;
}

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === "generated" || entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)) yield relative(root, path);
  }
}

describe("server actions", () => {
  it("all come through the one door", () => {
    const files = ["app", "components", "lib"].flatMap((folder) => [...sources(join(root, folder))]);
    const faults = files.flatMap((path) =>
      faultsOf(path, readFileSync(join(root, path), "utf8")).map((fault) => `${path} ${fault}`),
    );
    expect(faults).toEqual([]);
  }, 30_000);

  const door = `"use server"; import { action } from "@/lib/access/action"; `;
  it("are accepted when the door makes them", () => {
    expect(
      faultsOf("lib/tasks/actions.ts", `${door} export const a = action(work); export interface Form { x: string }`),
    ).toEqual([]);
    expect(
      faultsOf(
        "lib/access/actions.ts",
        `"use server"; import { openAction } from "./action"; export const a = openAction("x", run);`,
      ),
    ).toEqual([]);
  });
  it.each([
    ["a bare function", `${door} export async function remove(id: string) {}`],
    ["a bare arrow function", `${door} export const remove = async (id: string) => {};`],
    ["somebody else's action", `"use server"; import { action } from "./mine"; export const a = action(work);`],
    ["something passed on", `${door} export { remove } from "./mutations";`],
    ["a default export", `${door} export default action(work);`],
    [
      "an open action of another room",
      `"use server"; import { openAction } from "@/lib/access/action"; export const a = openAction("x", run);`,
    ],
    ["an action inside a function", `export function Page() { async function remove() { "use server"; } }`],
  ])("are refused as %s", (_, source) => {
    expect(faultsOf("lib/tasks/actions.ts", source)).toHaveLength(1);
  });
  it("are refused in a file of another name", () => {
    expect(faultsOf("lib/tasks/mutations.ts", `${door} export const a = action(work);`)).toEqual([
      "is not called actions.ts",
    ]);
  });
});
