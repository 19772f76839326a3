import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import { type Edit, filledIn, kindsFor, restructured, STRUCTURAL_ACTS, wrappersFor } from "./edits";
import { type FormItem, formOf, openName } from "./form";
import { afterEdit, afterRedo, afterUndo, KEPT, type Track } from "./history";
import { insert, move, remove, replace } from "./operations";
import { childrenOf, nodeOf, placeAt, placesBelow, rootPlace, slotsOf, wayTo } from "./places";
import { valueAt } from "./pointer";
import { CONDITION_KINDS, NODE_KINDS } from "./shape";
import type { Naming } from "./templates";

const P01 = programmeSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../../prisma/programmes/P01.json"), "utf8")),
);
const naming: Naming = (type, kind) => ({ zh: `新${kind ?? type}`, en: `New ${kind ?? type}` });

function done(result: ReturnType<typeof restructured>): Edit {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}
const codeOf = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.refusals?.[0]?.code ?? "done";

describe("the four operations", () => {
  it("insert, replace, move and remove leave the document they were given alone", () => {
    const before = structuredClone(P01);
    insert(P01, "/periods/-", { code: "X", name: { zh: "新", en: "New" }, from: null, to: null });
    replace(P01, "/name", { zh: "别名", en: "Other" });
    move(P01, "/periods/0", "/periods/1");
    remove(P01, "/duties/0");
    expect(P01).toEqual(before);
  });

  it("refuse a place that is not there, whatever inherits the name", () => {
    for (const at of ["/nowhere", "/sheets/9/root", "/__proto__/x", "/sheets/00", "sheets", "/constructor"]) {
      expect(codeOf(remove(P01, at)), at).toBe("NO_SUCH_PLACE");
      expect(codeOf(replace(P01, at, 1)), at).toBe("NO_SUCH_PLACE");
    }
    expect(codeOf(insert(P01, "/periods/77", {}))).toBe("NO_SUCH_PLACE");
    expect(codeOf(insert(P01, "/name", { zh: "甲", en: "A" }))).toBe("NO_SUCH_PLACE");
  });

  it("refuse what the vocabulary cannot read, with its place", () => {
    expect(replace(P01, "/sheets/0/root/kind", "magic")).toMatchObject({ refusals: [{ code: "NOT_READABLE" }] });
    expect(insert(P01, "/unknownWord", 1)).toMatchObject({ refusals: [{ code: "NOT_READABLE" }] });
    expect(codeOf(replace(P01, "/name/zh", ""))).toBe("NOT_READABLE");
  });

  it("refuse an empty list where one is needed, one item too many, and too much text", () => {
    let one: Programme = P01;
    for (let n = P01.committee.length; n > 1; n -= 1) one = must(remove(one, "/committee/0"));
    expect(codeOf(remove(one, "/committee/0"))).toBe("LIST_TOO_SHORT");
    const many = replace(
      P01,
      "/duties",
      Array.from({ length: 41 }, () => P01.duties[0]),
    );
    expect(many).toMatchObject({ refusals: [{ code: "LIST_FULL", values: { most: 40 } }] });
    expect(codeOf(replace(P01, "/purpose/zh", "长".repeat(1_000_001)))).toBe("TOO_LARGE");
    let deep: unknown = 1;
    for (let n = 0; n < 500; n += 1) deep = { of: deep };
    expect(codeOf(replace(P01, "/sheets/0/root", deep))).toBe("TOO_NESTED");
  });

  it("move refuses to put a part inside itself", () => {
    expect(codeOf(move(P01, "/sheets/0", "/sheets/0/root"))).toBe("INTO_ITSELF");
  });
});

function must(result: ReturnType<typeof remove>): Programme {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

describe("places", () => {
  it("every part has a pointer that leads back to it, and weighted parts are one with their node", () => {
    const places = [...placesBelow(rootPlace(P01))];
    expect(places.length).toBeGreaterThan(60);
    for (const place of places) expect(placeAt(P01, place.at)?.value).toBe(valueAt(P01, place.at));
    const part = places.find((place) => place.type === "part")!;
    expect(placeAt(P01, part.inner!.at)?.at).toBe(part.at);
    expect(new Set(places.map((place) => place.at)).size).toBe(places.length);
  });

  it("a pointer to a value leads to the part that holds it", () => {
    expect(wayTo(P01, "/penalties/0/consequences/1/amount/max").at(-1)!.at).toBe("/penalties/0/consequences/1");
    expect(wayTo(P01, "/phases/0/from").map((place) => place.type)).toEqual(["programme", "phase"]);
    expect(placeAt(P01, "/phases/0/from")).toBeNull();
  });
});

describe("changing the structure", () => {
  const root = "/reviews/0/root";

  it.each(NODE_KINDS)("a component of the kind %s can be added and is at once readable", (kind) => {
    const total = done(restructured(P01, "wrap", root, "total", naming));
    const { programme, at } = done(restructured(total.programme, "add", `${root}/parts`, kind, naming));
    expect(at).toBe(`${root}/parts/1`);
    expect(valueAt(programme, `${at}/kind`)).toBe(kind);
  });

  it.each(CONDITION_KINDS)("a condition can become %s and can be put into one where that makes sense", (kind) => {
    const chosen = done(restructured(P01, "wrap", root, "choose", naming));
    const when = `${root}/cases/0/when`;
    const cast = done(restructured(chosen.programme, "recast", when, kind, naming));
    expect(valueAt(cast.programme, `${when}/kind`)).toBe(kind);
    const around = restructured(chosen.programme, "wrap", when, kind, naming);
    expect(codeOf(around)).toBe(kind === "compare" ? "CANNOT_WRAP" : "done");
  });

  it("every list can grow: phases, periods, groups, reviews, awards, penalties, duties and the rest", () => {
    for (const slot of slotsOf(rootPlace(P01))) {
      const { programme, at } = done(restructured(P01, "add", slot.at, null, naming));
      expect(at).toBe(`${slot.at}/${slot.places.length}`);
      expect(placeAt(programme, at)?.type).toBe(slot.type);
    }
  });

  it("adds the first item of a list that was absent", () => {
    const { programme, at } = done(restructured(P01, "add", "/reviews/0/entry", null, naming));
    expect(at).toBe("/reviews/0/entry/0");
    expect(programme.reviews[0]!.entry).toHaveLength(1);
    expect(done(restructured(programme, "add", "/reviews/0/entry", null, naming)).at).toBe("/reviews/0/entry/1");
  });

  it("a copy has codes of its own and points at its own parts", () => {
    const sheet = done(restructured(P01, "duplicate", "/sheets/0", null, naming));
    const codes = [...placesBelow(rootPlace(sheet.programme))].flatMap((place) => {
      const code = place.value.code ?? place.inner?.value.code;
      return place.at.startsWith("/sheets") && typeof code === "string" ? [code] : [];
    });
    expect(new Set(codes).size).toBe(codes.length);
    expect(sheet.programme.sheets[1]!.name).toEqual(P01.sheets[0]!.name);
  });

  it("up and down change the order and stop at the ends", () => {
    const down = done(restructured(P01, "down", "/awards/0", null, naming));
    expect(down.at).toBe("/awards/1");
    expect(down.programme.awards[1]).toEqual(P01.awards[0]);
    expect(done(restructured(down.programme, "up", down.at, null, naming)).programme).toEqual(P01);
    expect(codeOf(restructured(P01, "up", "/awards/0", null, naming))).toBe("AT_THE_END");
    expect(codeOf(restructured(P01, "down", `/awards/${P01.awards.length - 1}`, null, naming))).toBe("AT_THE_END");
  });

  it("wrapping keeps what is inside, and taking it out again gives the document back", () => {
    for (const kind of wrappersFor(placeAt(P01, root)!)) {
      const { programme, at } = done(restructured(P01, "wrap", root, kind, naming));
      const outer = placeAt(programme, at)!;
      const inner = childrenOf(outer).find((child) => nodeOf(child)?.value.code === P01.reviews[0]!.root.code)!;
      expect(inner, kind).toBeDefined();
      expect(done(restructured(programme, "unwrap", inner.at, null, naming)).programme, kind).toEqual(P01);
    }
  });

  it("refuses what would leave a hole, and what there is no room for", () => {
    expect(codeOf(restructured(P01, "remove", root, null, naming))).toBe("PART_NEEDED");
    expect(codeOf(restructured(P01, "duplicate", root, null, naming))).toBe("NOT_IN_A_LIST");
    expect(codeOf(restructured(P01, "unwrap", root, null, naming))).toBe("CANNOT_UNWRAP");
    expect(codeOf(restructured(P01, "unwrap", "/periods/0", null, naming))).toBe("CANNOT_UNWRAP");
    expect(codeOf(restructured(P01, "wrap", root, "measure", naming))).toBe("CANNOT_WRAP");
    expect(codeOf(restructured(P01, "wrap", "/periods/0", "total", naming))).toBe("CANNOT_WRAP");
    expect(codeOf(restructured(P01, "recast", root, "magic", naming))).toBe("NOT_A_CHOICE");
    expect(codeOf(restructured(P01, "add", "/awards/0/quota", null, naming))).toBe("NO_SUCH_PLACE");
    expect(codeOf(restructured(P01, "remove", "", null, naming))).toBe("NO_SUCH_PLACE");
    expect(codeOf(restructured(P01, "remove", "/nowhere", null, naming))).toBe("NO_SUCH_PLACE");
  });

  it("a component can become another kind and keeps its name, code and clause", () => {
    const { programme } = done(restructured(P01, "recast", root, "shortfall", naming));
    const now = programme.reviews[0]!.root;
    expect(now).toMatchObject({ kind: "shortfall", code: P01.reviews[0]!.root.code, name: P01.reviews[0]!.root.name });
  });
});

function typedFrom(items: readonly FormItem[]): Record<string, string> {
  return Object.assign(
    {},
    ...items.map((item) => ({
      ...(item.item === "group" ? typedFrom(item.items) : { [item.name]: item.value }),
      ...(item.open ? { [openName(item.name)]: "on" } : {}),
    })),
  );
}

describe("the form of a part", () => {
  it("sent back as it came changes nothing, for every part of the document", () => {
    for (const place of placesBelow(rootPlace(P01))) {
      const filled = filledIn(P01, place.at, typedFrom(formOf(place)), naming);
      expect(filled, place.at).toEqual({ ok: true, value: { programme: P01, at: place.at } });
    }
  });

  it.each(NODE_KINDS)("the same holds for a new component of the kind %s", (kind) => {
    const { programme, at } = done(restructured(P01, "recast", "/reviews/0/root", kind, naming));
    for (const place of placesBelow(placeAt(programme, at)!)) {
      expect(done(filledIn(programme, place.at, typedFrom(formOf(place)), naming)).programme).toEqual(programme);
    }
  });

  const cap = () => done(restructured(P01, "recast", "/reviews/0/root", "total", naming)).programme;

  it("an empty limit is none, and with the tick it is a blank to be filled", () => {
    const at = "/reviews/0/root";
    const form = typedFrom(formOf(placeAt(cap(), at)!));
    const none = done(filledIn(cap(), at, { ...form, "/cap": "" }, naming)).programme;
    expect(none.reviews[0]!.root).not.toHaveProperty("cap");
    const open = done(filledIn(cap(), at, { ...form, "/cap": "", "/cap/~open": "on" }, naming)).programme;
    expect(open.reviews[0]!.root).toMatchObject({ cap: null });
    const filled = done(filledIn(open, at, { ...form, "/cap": "5.00", "/cap/~open": "on" }, naming)).programme;
    expect(filled.reviews[0]!.root).toMatchObject({ cap: "5.00" });
  });

  it("the terms of appeals are written into a plan that says nothing of them, changed, and taken out again", () => {
    const { appeals: _, ...silent } = P01;
    const typed = typedFrom(formOf(rootPlace(silent)));
    const said = done(
      filledIn(silent, "", { ...typed, "/appeals/days": "7", "/appeals/rounds": "1" }, naming),
    ).programme;
    expect(said.appeals).toEqual({ days: 7, rounds: 1 });
    const again = typedFrom(formOf(rootPlace(said)));
    expect(done(filledIn(said, "", { ...again, "/appeals/days": "9" }, naming)).programme.appeals?.days).toBe(9);
    const answered = filledIn(said, "", { ...again, "/appeals/confirmDays": "6" }, naming);
    expect(done(answered).programme.appeals).toEqual({ days: 7, rounds: 1, confirmDays: 6 });
    expect(filledIn(said, "", { ...again, "/appeals/confirmDays": "31" }, naming).ok).toBe(false);
    const none = done(filledIn(said, "", { ...again, "/appeals/days": "", "/appeals/rounds": "" }, naming)).programme;
    expect(none).not.toHaveProperty("appeals");
    const half = filledIn(silent, "", { ...typed, "/appeals/days": "7" }, naming);
    expect(half.ok).toBe(false);
  });

  it("says at its box what cannot be read", () => {
    const at = "/reviews/0/root";
    const faults = (typed: Record<string, string>) => {
      const result = filledIn(cap(), at, typed, naming);
      return result.ok ? [] : result.refusals.map(({ code, field }) => [code, field]);
    };
    expect(faults({ "/cap": "five" })).toEqual([["NOT_A_NUMBER", "f./cap"]]);
    expect(faults({ "/code": "1x" })).toEqual([["NOT_A_CODE", "f./code"]]);
    expect(faults({ "/name/zh": "甲", "/name/en": "" })).toEqual([["BOTH_LANGUAGES", "f./name/en"]]);
    expect(faults({ "/places": "9" })).toEqual([["TOO_BIG", "f./places"]]);
    expect(faults({ "/places": "1.5" })).toEqual([["NOT_WHOLE", "f./places"]]);
    expect(faults({ "/tone": "pink" })).toEqual([["NOT_A_CHOICE", "f./tone"]]);
  });

  it("rows grow by the empty one and shrink when emptied", () => {
    const ledger = [...placesBelow(rootPlace(P01))].find((place) => place.type === "line")!;
    const typed = typedFrom(formOf(ledger));
    const more = done(
      filledIn(
        P01,
        ledger.at,
        { ...typed, "/from/where/9/name": "channel", "/from/where/9/values": "PHONE，网络" },
        naming,
      ),
    );
    expect(valueAt(more.programme, `${ledger.at}/from/where/channel`)).toEqual(["PHONE", "网络"]);
    const without = Object.fromEntries(
      Object.entries(typed).map(([name, value]) => [name, name.includes("/where/") ? "" : value]),
    );
    expect(
      valueAt(done(filledIn(P01, ledger.at, without, naming)).programme, `${ledger.at}/from/where`),
    ).toBeUndefined();
  });

  it("another kind of basis brings its own fields", () => {
    const at = P01.awards.findIndex((award) => award.basis.kind === "RANK");
    const { programme } = done(filledIn(P01, `/awards/${at}`, { "/basis/kind": "THRESHOLD" }, naming));
    expect(programme.awards[at]!.basis).toMatchObject({ kind: "THRESHOLD", when: { kind: "compare" } });
  });

  it("a changed code is changed wherever something points at it", () => {
    const { programme } = done(filledIn(P01, "/sheets/0", { "/code": "MARKS_SHEET" }, naming));
    expect(programme.sheets[0]!.code).toBe("MARKS_SHEET");
    expect(JSON.stringify(programme.reviews)).toContain('"sheet":"MARKS_SHEET"');
    expect(JSON.stringify(programme.reviews)).not.toContain(`"sheet":"${P01.sheets[0]!.code}"`);
    const review = done(filledIn(P01, "/reviews/0", { "/code": "HALF" }, naming)).programme;
    expect(review.awards.some((award) => award.review === "HALF")).toBe(true);
  });
});

describe("any sequence of changes", () => {
  const step = fc.record({
    act: fc.constantFrom(...STRUCTURAL_ACTS),
    where: fc.nat(),
    kind: fc.nat(),
    undo: fc.integer({ min: 0, max: 3 }),
  });

  it("keeps the document readable, and undoing gives back exactly what was", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const states: Programme[] = [P01];
        let track: Track = { first: 0, last: 0, at: 0 };
        for (const { act, where, kind, undo } of steps) {
          const programme = states[track.at]!;
          const places = [...placesBelow(rootPlace(programme))];
          const slots = places.flatMap(slotsOf);
          const slot = slots[where % slots.length]!;
          const at = act === "add" ? slot.at : places[where % places.length]!.at;
          const kinds = act === "add" ? kindsFor(slot) : [...NODE_KINDS, ...CONDITION_KINDS];
          const result = restructured(programme, act, at, kinds[kind % Math.max(1, kinds.length)] ?? null, naming);
          if (!result.ok) continue;
          expect(programmeSchema.safeParse(result.value.programme).success).toBe(true);
          expect(placeAt(result.value.programme, result.value.at)).not.toBeNull();
          const before = structuredClone(programme);
          track = afterEdit(track);
          states.splice(track.at, states.length, result.value.programme);
          for (let n = 0; n < undo; n += 1) {
            const back = afterUndo(track);
            if (!back.ok) break;
            track = back.value;
            if (n === 0) expect(states[track.at]).toEqual(before);
          }
          const again = undo === 1 ? afterRedo(track) : null;
          if (again?.ok) {
            track = again.value;
            expect(states[track.at]).toEqual(result.value.programme);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keeps so many states and no more, and ends at both ends", () => {
    let track: Track = { first: 0, last: 0, at: 0 };
    expect(codeOf(afterUndo(track))).toBe("NOTHING_TO_UNDO");
    for (let n = 0; n < KEPT + 10; n += 1) track = afterEdit(track);
    expect(track).toEqual({ first: 10, last: KEPT + 10, at: KEPT + 10 });
    expect(codeOf(afterRedo(track))).toBe("NOTHING_TO_REDO");
    for (let n = 0; n < KEPT; n += 1) {
      const back = afterUndo(track);
      if (back.ok) track = back.value;
    }
    expect(track.at).toBe(10);
    expect(codeOf(afterUndo(track))).toBe("NOTHING_TO_UNDO");
    expect(afterEdit(track)).toEqual({ first: 10, last: 11, at: 11 });
  });
});
