import { describe, expect, it } from "vitest";
import { z } from "zod";
import { mean, name, programme } from "../specimens";
import { type Named, nodeSchema, references } from "./nodes";
import { mapReferences } from "./references";
import { awardSchema, penaltySchema, programmeSchema } from "./schema";

const shout = (names: Named, code: string) => `${names}:${code}`;

describe("codes that name something", () => {
  it("are renamed wherever a tree holds one", () => {
    const tree = nodeSchema.parse({
      kind: "choose",
      code: "C",
      name: name("c"),
      cases: [
        {
          when: {
            kind: "not",
            of: {
              kind: "compare",
              of: { kind: "standing", code: "S", name: name("s"), as: "TOP", review: "H1", otherwise: "ZERO" },
              is: "LESS",
              than: "3",
            },
          },
          gives: { kind: "carry", code: "K", name: name("k"), review: "H1", otherwise: "ZERO" },
        },
      ],
      else: {
        kind: "veto",
        code: "V",
        name: name("v"),
        of: { kind: "sheet", code: "U", name: name("u"), sheet: "A", period: "M" },
        vetoes: [
          {
            code: "X",
            name: name("x"),
            when: {
              kind: "any",
              of: [
                {
                  kind: "compare",
                  of: { kind: "sheet", code: "U2", name: name("u2"), sheet: "B", period: "N" },
                  is: "MORE",
                  than: null,
                },
              ],
            },
            effect: { kind: "ZERO" },
          },
        ],
      },
    });
    const found: string[] = [];
    const renamed = mapReferences(nodeSchema, tree, (names, code) => {
      found.push(shout(names, code));
      return shout(names, code);
    });
    expect(found.sort()).toEqual(["PERIOD:M", "PERIOD:N", "REVIEW:H1", "REVIEW:H1", "SHEET:A", "SHEET:B"]);
    expect(JSON.stringify(renamed).match(/(PERIOD|REVIEW|SHEET):/g)).toHaveLength(6);
    // Nothing else has changed, and the given tree has not at all.
    expect(JSON.parse(JSON.stringify(renamed).replaceAll(/(PERIOD|REVIEW|SHEET):/g, ""))).toEqual(tree);
    expect(JSON.stringify(tree)).not.toContain(":H1");
  });

  it("are renamed in penalties, and in a list one may become several or none", () => {
    const penalty = penaltySchema.parse({
      code: "P",
      name: name("p"),
      review: "R",
      when: { kind: "PER_EVENT", from: { stream: "x", where: { review: ["R"] } }, within: "M" },
      choose: "ALL",
      consequences: [
        {
          code: "F",
          kind: "FINE",
          name: name("f"),
          falls: "UNIT",
          by: { kind: "sheet", code: "U", name: name("u"), sheet: "A", period: "M" },
        },
      ],
    });
    expect(mapReferences(penaltySchema, penalty, shout)).toMatchObject({
      review: "REVIEW:R",
      when: { within: "PERIOD:M", from: { stream: "x", where: { review: ["R"] } } },
      consequences: [{ by: { sheet: "SHEET:A", period: "PERIOD:M" } }],
    });
    const award = awardSchema.parse({
      code: "A",
      name: name("a"),
      review: "R",
      target: "UNIT",
      basis: { kind: "NOMINATION", perUnit: 1 },
      quota: { min: 0, max: 1, per: "GROUP" },
      notWith: ["B", "C"],
      excludedBy: [],
      prizes: [],
      settledOn: null,
    });
    const several = mapReferences(awardSchema, award, (names, code) =>
      names === "REVIEW" ? [] : code === "B" ? ["B1", "B2"] : [],
    );
    expect(several).toEqual({ ...award, notWith: ["B1", "B2"] });
  });

  it("are found by the schema: there is none that a document can hold and the walk does not know", () => {
    expect(mapReferences(programmeSchema, programme(mean("x")), (_, code) => code)).toEqual(programme(mean("x")));
    expect(() => mapReferences(z.tuple([z.string()]) as never, ["a"] as never, shout)).toThrow(TypeError);
    // Codes of these fields name what can recur; another code schema in such a field would be passed over.
    const naming: Record<string, Named> = { period: "PERIOD", review: "REVIEW", notWith: "AWARD", sheet: "SHEET" };
    const seen = new Map<string, Set<string>>();
    const visited = new Set<z.core.$ZodType>();
    const visit = (schema: z.core.$ZodType, key: string): void => {
      const names = references.get(schema)?.names;
      if (names) seen.set(key, (seen.get(key) ?? new Set()).add(names));
      if (visited.has(schema)) return;
      visited.add(schema);
      const { def } = (schema as z.core.$ZodTypes)._zod;
      if (def.type === "lazy") visit(def.getter(), key);
      else if (def.type === "optional" || def.type === "nullable") visit(def.innerType, key);
      else if (def.type === "array") visit(def.element, key);
      else if (def.type === "record") visit(def.valueType, key);
      else if (def.type === "union") for (const option of def.options) visit(option, key);
      else if (def.type === "object") {
        for (const [inner, field] of Object.entries(def.shape)) {
          const bare = field instanceof z.ZodOptional ? field.unwrap() : field;
          const listed = bare instanceof z.ZodArray ? bare.element : bare;
          if (naming[inner]) expect(`${inner} ${references.get(listed)?.names}`).toBe(`${inner} ${naming[inner]}`);
          visit(field, inner);
        }
      } else expect(["string", "number", "boolean", "literal", "enum"]).toContain(def.type);
    };
    visit(programmeSchema, "");
    expect(Object.fromEntries([...seen].map(([key, names]) => [key, [...names]]))).toEqual({
      period: ["PERIOD"],
      review: ["REVIEW"],
      notWith: ["AWARD"],
      sheet: ["SHEET"],
      within: ["PERIOD"],
    });
  });
});
