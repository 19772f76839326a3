import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import type { Node } from "@/lib/scoring/programme/nodes";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import { differences } from "../rules/edit/diff";
import { filledIn, restructured } from "../rules/edit/edits";
import { exampleOf } from "../rules/edit/example";
import { type FormItem, formOf } from "../rules/edit/form";
import { placeAt, placesBelow, rootPlace, wayTo } from "../rules/edit/places";
import { CONDITION_KINDS, fieldsFor, NODE_KINDS, optionsAt, PROGRAMME_SHAPE, type Shape } from "../rules/edit/shape";
import { Speaker, type Words } from "../rules/edit/speak";
import { naming, placeInWords } from "./words";

const folder = join(import.meta.dirname, "../../../prisma/programmes");
const read = (file: string) => programmeSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
const P01 = read("P01.json");

function words(locale: "zh-CN" | "en"): Words {
  return createTranslator({
    locale,
    messages: MESSAGES[locale],
    namespace: "plan",
    onError: (error) => {
      throw error;
    },
  }) as unknown as Words;
}
const english = (programme: Programme) => new Speaker(programme, "en", words("en"));
const chinese = (programme: Programme) => new Speaker(programme, "zh-CN", words("zh-CN"));
const name = (text: string) => ({ zh: text, en: text });

function done(result: ReturnType<typeof restructured>): Programme {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value.programme;
}

const open: Node = {
  kind: "measure",
  code: "OPEN2",
  name: name("Open"),
  take: "MEAN",
  from: { stream: "inspection.open" },
  atLeast: 0,
  otherwise: "ZERO",
};

describe("what the tree says", () => {
  it.each(readdirSync(folder).filter((file) => file.endsWith(".json")))("has words for every part of %s", (file) => {
    const programme = read(file);
    for (const speaker of [english(programme), chinese(programme)]) {
      for (const place of placesBelow(rootPlace(programme))) {
        expect(speaker.title(place)).not.toBe("");
        expect(`${speaker.place(place)} ${speaker.title(place)}`).not.toMatch(/undefined|\{|\[object/);
      }
    }
  });

  it.each([...NODE_KINDS, ...CONDITION_KINDS])("has a name, an explanation and a sentence for %s", (kind) => {
    const section = NODE_KINDS.includes(kind) ? "nodes" : "conditions";
    for (const t of [words("en"), words("zh-CN")]) {
      expect(t(`${section}.${kind}.name`)).not.toBe("");
      expect(t(`${section}.${kind}.hint`)).not.toBe("");
    }
    const at = section === "nodes" ? "/reviews/0/root" : "/reviews/0/root/cases/0/when";
    const base = section === "nodes" ? P01 : done(restructured(P01, "wrap", "/reviews/0/root", "choose", naming));
    const programme = done(restructured(base, "recast", at, kind, naming));
    expect(english(programme).place(placeAt(programme, at)!)).toMatch(/\w/);
    expect(chinese(programme).place(placeAt(programme, at)!)).not.toBe("");
  });

  it("has a label for every box and a word for every choice", () => {
    const seen = new Set<Shape>();
    const missing: string[] = [];
    const visit = (shape: Shape, field: string, t: Words) => {
      if (shape.kind === "choice")
        for (const value of shape.values) if (!t.has(`choices.${field}.${value}`)) missing.push(`${field}.${value}`);
      if (seen.has(shape)) return;
      seen.add(shape);
      if (shape.kind === "list" || shape.kind === "record") visit(shape.of, field, t);
      const kinds = optionsAt(shape);
      if (shape.kind === "variant")
        for (const kind of kinds!.keys())
          if (!t.has(`choices.${field}Kind.${kind}`)) missing.push(`${field}Kind.${kind}`);
      for (const option of shape.kind === "object" ? [shape] : [...(kinds?.values() ?? [])]) {
        for (const inner of option.fields) {
          if (inner.shape.kind !== "fixed" && !t.has(`fields.${inner.name}`) && !t.has(`slots.${inner.name}`))
            missing.push(inner.name);
          visit(inner.shape, inner.name, t);
        }
      }
    };
    visit(PROGRAMME_SHAPE, "", words("en"));
    expect(missing).toEqual([]);
  });

  it("says a fine as a regulation would", () => {
    const fine: Node = {
      kind: "shortfall",
      code: "FINE",
      name: name("Fine"),
      of: open,
      side: "BELOW",
      mark: "92",
      base: "1000",
      each: "200",
      parts: "EXACT",
    };
    expect(english(P01).node(fine)).toBe(
      "1,000 plus 200 for each point that mean of open inspections is below 92; nothing at exactly 92",
    );
    expect(chinese(P01).node(fine)).toBe("明查的平均值低于92时为1,000，每差1分另加200；正好92不计");
  });

  it("says conditions with their brackets", () => {
    const compare = (than: string | null) => ({ kind: "compare" as const, of: open, is: "AT_LEAST" as const, than });
    const said = english(P01).condition({
      kind: "all",
      of: [compare("90"), { kind: "any", of: [compare(null), { kind: "not", of: compare("80") }] }],
    });
    expect(said).toBe(
      "mean of open inspections is at least 90 and (mean of open inspections is at least (open) or not: mean of open inspections is at least 80)",
    );
  });

  it("says which facts, with every narrowing", () => {
    const from = {
      stream: "event.MEDIA",
      where: { level: ["BRANCH", "XX"] },
      range: { value: { min: "3" } },
      anyOf: [{ where: { focus: ["YES"] } }, { range: { value: { max: "9" } } }],
      by: "person",
      lastMonths: 3,
      highestPer: "item",
    };
    expect(english(P01).selector(from)).toBe(
      "events MEDIA (level: branch or XX; value at least 3; focus item: yes or value at most 9; counted for the person; last 3 months; only the highest for each item)",
    );
  });

  it("names a place of a document that is no plan", () => {
    const raw = structuredClone(P01) as unknown as { sheets: { root: { parts: { weight?: number }[] } }[] };
    expect(placeInWords(raw, "/sheets/0/root/parts/0").en).toBe(
      "Score sheets › Outlet service score › Score › Parts › Inspection and business marks",
    );
    expect(placeInWords({}, "/whatever/3").zh).toBe("whatever › 第4个");
    expect(placeInWords({}, "").en).toBe("Plan");
  });
});

function typedFrom(items: readonly FormItem[]): Record<string, string> {
  return Object.assign(
    {},
    ...items.map((item) => (item.item === "group" ? typedFrom(item.items) : { [item.name]: item.value })),
  );
}

describe("differences between two wordings", () => {
  it("finds none between equal documents, whatever the order of their keys", () => {
    expect(differences(P01, structuredClone(P01))).toEqual([]);
  });

  it("a changed weight is one difference, at its part", () => {
    const at = "/sheets/0/root/parts/0/parts/1";
    const result = filledIn(P01, at, { ...typedFrom(formOf(placeAt(P01, at)!)), "/weight": "45" }, naming);
    const found = differences(P01, done(result));
    expect(found).toMatchObject([
      {
        kind: "changed",
        field: "weight",
        place: { at },
        before: { control: { value: "40" } },
        after: { control: { value: "45" } },
      },
    ]);
  });

  it("tells added, removed, moved and replaced parts apart", () => {
    expect(differences(P01, done(restructured(P01, "add", "/awards", null, naming)))).toMatchObject([
      { kind: "added", place: { at: "/awards/6" } },
    ]);
    expect(differences(P01, done(restructured(P01, "remove", "/awards/2", null, naming)))).toMatchObject([
      { kind: "removed", place: { at: "/awards/2" } },
    ]);
    expect(differences(P01, done(restructured(P01, "down", "/awards/0", null, naming)))).toMatchObject([
      { kind: "reordered", field: "awards" },
    ]);
    const recast = differences(P01, done(restructured(P01, "recast", "/reviews/0/root", "constant", naming)));
    expect(recast[0]).toMatchObject({ kind: "recast", place: { at: "/reviews/0/root" } });
  });

  it("a new code is a change of its part, and not a part that went and one that came", () => {
    const renamed = filledIn(P01, "/phases/0", { "/code": "START" }, naming);
    expect(differences(P01, done(renamed))).toMatchObject([{ kind: "changed", field: "code" }]);
  });

  it("other facts are one difference, however many boxes changed", () => {
    const at = "/sheets/0/root/parts/1/entries/0";
    const result = filledIn(
      P01,
      at,
      {
        "/from/stream": "praise",
        "/from/where/0/name": "verified",
        "/from/where/0/values": "YES",
        "/from/where/1/name": "",
        "/from/where/1/values": "",
      },
      naming,
    );
    expect(differences(P01, done(result))).toMatchObject([
      { kind: "changed", field: "from", after: { value: { stream: "praise" } } },
    ]);
  });

  it("every change that can be made shows as a difference", () => {
    for (const place of placesBelow(rootPlace(P01))) {
      for (const act of ["remove", "duplicate", "down"] as const) {
        const result = restructured(P01, act, place.at, null, naming);
        if (result.ok) expect(differences(P01, result.value.programme).length, `${act} ${place.at}`).toBeGreaterThan(0);
      }
    }
  });
});

describe("the worked example", () => {
  const at = (pointer: string, typed = {}) => exampleOf(P01, wayTo(P01, pointer), typed);

  it("computes a measure on the figures that were typed", () => {
    const example = at("/sheets/0/root/parts/0/parts/1", { x0: "90，91；92" });
    expect(example?.givens).toMatchObject([{ key: "x0", of: { sort: "facts", counted: false } }]);
    expect(example?.outcome).toMatchObject({ state: "DONE", root: { value: "91" } });
  });

  it("computes the whole sheet with its weights, and a second outlet to be measured against", () => {
    const example = at("/sheets/0/root")!;
    expect(example.givens.some((given) => given.of.sort === "facts" && given.of.whose === "other")).toBe(true);
    expect(example.outcome.state).toBe("DONE");
  });

  it("works a single line of points out by itself", () => {
    expect(at("/sheets/0/root/parts/1/entries/1", { x0: "3" })?.outcome).toMatchObject({
      state: "DONE",
      root: { value: "-6" },
    });
  });

  it("says what is missing instead of a value", () => {
    expect(at("/sheets/0/root/parts/0/parts/1", { x0: "" })?.outcome.state).toBe("NONE");
    const blank = done(restructured(P01, "recast", "/reviews/0/root", "shortfall", naming));
    expect(exampleOf(blank, wayTo(blank, "/reviews/0/root"), {})?.outcome.state).toBe("OPEN");
    expect(at("/phases/0")).toBeNull();
  });

  it("answers a condition with yes or no, and sets in what it refers to", () => {
    const chosen = done(restructured(P01, "wrap", "/reviews/0/root", "choose", naming));
    const when = "/reviews/0/root/cases/0/when";
    const than = done(filledIn(chosen, when, { "/than": "80" }, naming));
    const open = done(restructured(than, "recast", `${when}/of`, "ref", naming));
    const ref = done(filledIn(open, `${when}/of`, { "/node": "OPEN" }, naming));
    const holds = (typed: object) => {
      const outcome = exampleOf(ref, wayTo(ref, when), typed as never)?.outcome;
      return outcome?.state === "DONE" ? outcome.holds : outcome?.state;
    };
    expect(holds({ x0: "81" })).toBe(true);
    expect(holds({ x0: "79.99" })).toBe(false);
  });

  it("has an answer for every part of the plan and any figures", () => {
    for (const place of placesBelow(rootPlace(P01))) {
      for (const value of ["", "0", "-1", "abc", "999999999999999", "1e9"]) {
        const typed = Object.fromEntries(["x0", "x1", "o0", "c0", "n0"].map((key) => [key, value]));
        expect(() => exampleOf(P01, wayTo(P01, place.at), typed)).not.toThrow();
      }
    }
  });

  it("offers boxes that are all different", () => {
    const keys = at("/reviews/1/root")!.givens.map((given) => given.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(fieldsFor({ kind: "node" }, { kind: "carry" }).map((field) => field.name)).toContain("review");
  });
});
