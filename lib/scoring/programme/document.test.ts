import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { programmeDocument } from "./document";

/** The published JSON Schema is a schema, and takes what we ship. */

const ID = "https://mingyou.example/api/v1/schemas/programme.json";
const document = programmeDocument(ID);
const folder = join(process.cwd(), "prisma/programmes");
const shipped = readdirSync(folder).filter((file) => file.endsWith(".json"));

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: true } });
const validate = ajv.compile(document);
const judge = (value: unknown) => ({ takes: validate(value), errors: validate.errors });

const read = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, file), "utf8"));

describe("the JSON Schema of a programme", () => {
  it("is of draft 2020-12, knows its address, and names its recursive parts", () => {
    expect(ajv.validateSchema(document)).toBe(true);
    expect(document.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(document.$id).toBe(ID);
    expect(Object.keys(document.$defs ?? {}).sort()).toEqual([
      "clause",
      "code",
      "condition",
      "day",
      "decimal",
      "node",
      "selector",
      "text",
    ]);
  });

  it.each(shipped)("takes %s", (file) => {
    expect(judge(read(file))).toEqual({ takes: true, errors: null });
  });

  it("takes nothing that the format does not know", () => {
    const programme = read("P01.json");
    for (const broken of [
      { ...programme, format: 2 },
      { ...programme, script: "1+1" },
      { ...programme, timeZone: "UTC" },
      { ...programme, sheets: [] },
      { ...programme, sheets: [{ code: "s", name: { zh: "一", en: "one" }, root: { kind: "eval", code: "x" } }] },
      {},
      null,
    ])
      expect(judge(broken).takes).toBe(false);
  });
});
