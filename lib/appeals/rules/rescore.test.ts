import { describe, expect, it } from "vitest";
import type { SealedInput } from "@/lib/reviews/types";
import type { Programme, StreamPlan } from "@/lib/scoring/programme/schema";
import type { Fact } from "@/lib/scoring/types";
import {
  correctedInput,
  decideGround,
  decideObjecting,
  decidePreview,
  differences,
  discretionary,
  frozenDaysOf,
  previewDigest,
  stateAfter,
} from "./rescore";

const fact = (id: string, value: string, more: Partial<Fact> = {}): Fact => ({
  id,
  subject: "u",
  stream: "s",
  on: "2026-04-01",
  state: "COUNTED",
  value,
  attrs: {},
  ref: id,
  title: { zh: id, en: id },
  ...more,
});

const sealed: SealedInput = {
  plan: "hash",
  review: "YEAR",
  subjects: [{ id: "u" }],
  facts: [fact("a", "1"), fact("b", "2")],
  carried: { H1: { u: "90" } },
};
const gathered = (facts: readonly Fact[], h1 = "90") => ({ facts, carried: { H1: { u: h1 } } });

describe("a corrected input", () => {
  it("is none where nothing that went in reads otherwise", () => {
    const same = gathered([fact("a", "1"), fact("b", "2")]);
    expect(correctedInput(sealed, same, same)).toBeNull();
  });

  it("holds the correction, and nothing that changed in the bank besides", () => {
    // Since the freeze b was renamed and c came in; only a is corrected.
    const renamed = fact("b", "2", { title: { zh: "新", en: "new" } });
    const late = fact("c", "9");
    const next = correctedInput(
      sealed,
      gathered([fact("a", "1"), renamed, late]),
      gathered([fact("a", "5"), renamed, late]),
    );
    expect(next?.facts.map(({ id, value }) => [id, value])).toEqual([
      ["a", "5"],
      ["b", "2"],
    ]);
    expect(next?.facts[1]?.title.zh).toBe("b");
  });

  it("takes over what an earlier review came to", () => {
    const facts = [fact("a", "1"), fact("b", "2")];
    expect(correctedInput(sealed, gathered(facts), gathered(facts, "95"))?.carried).toEqual({ H1: { u: "95" } });
    // A review that reads otherwise for another reason stays as it was sealed.
    expect(correctedInput(sealed, gathered(facts, "80"), gathered(facts, "80"))).toBeNull();
  });

  it("drops facts that a corrected result no longer yields, and takes in new ones", () => {
    const next = correctedInput(
      sealed,
      gathered([fact("a", "1"), fact("b", "2")]),
      gathered([fact("a", "1"), fact("n", "3")]),
    );
    expect(next?.facts.map(({ id }) => id)).toEqual(["a", "n"]);
  });
});

describe("a preview", () => {
  const read = "d".repeat(64);
  const preview = { digest: read, reviews: [{ formerId: "r1" }] };
  const codes = (result: ReturnType<typeof decidePreview>) =>
    result.ok ? [] : result.refusals.map(({ code }) => code);

  it("is what is signed and applied, as long as it is the one that was read", () => {
    const current = new Set(["r1"]);
    expect(codes(decidePreview("OPEN", preview, read, current))).toEqual([]);
    expect(codes(decidePreview("APPLIED", preview, read, current))).toEqual(["SET_CLOSED"]);
    expect(codes(decidePreview("OPEN", null, read, current))).toEqual(["NO_PREVIEW"]);
    expect(codes(decidePreview("OPEN", preview, "e".repeat(64), current))).toEqual(["PREVIEW_CHANGED"]);
    expect(codes(decidePreview("OPEN", preview, read, new Set(["r2"])))).toEqual(["STALE"]);
  });

  it("has another digest when a correction or a result differs", () => {
    const change = {
      itemId: "i",
      itemNo: "F",
      remedy: { kind: "FINDING", lost: "0" },
      ground: "OFFICE",
      groundNo: "",
      reason: "x",
    } as const;
    const touched = { review: "H1", state: "NOTICE", formerId: "r", former: "s", input: "1", output: "2" } as const;
    const one = previewDigest([change], [touched]);
    expect(previewDigest([change], [touched])).toBe(one);
    expect(previewDigest([{ ...change, remedy: { kind: "FINDING", lost: "1" } }], [touched])).not.toBe(one);
    expect(previewDigest([change], [{ ...touched, output: "3" }])).not.toBe(one);
  });

  it("puts published reviews on notice and sends others back to be signed", () => {
    expect((["FROZEN", "APPROVED", "NOTICE", "FINAL"] as const).map(stateAfter)).toEqual([
      "FROZEN",
      "FROZEN",
      "NOTICE",
      "NOTICE",
    ]);
  });
});

describe("the public notice", () => {
  it("names the lines that differ from the first", () => {
    const line = (subject: string, rank: number, awards: string[] = []) => ({ subject, rank, total: "90", awards });
    expect(
      differences(
        [line("a", 1, ["B", "A"]), line("b", 2), line("c", 3)],
        [line("a", 1, ["A", "B"]), line("c", 2), line("b", 3)],
      ),
    ).toMatchObject([
      { subject: "c", before: { rank: 3 }, after: { rank: 2 } },
      { subject: "b", before: { rank: 2 }, after: { rank: 3 } },
    ]);
    expect(differences([line("a", 1)], [])).toMatchObject([{ subject: "a", after: null }]);
  });

  it("takes objections on its days, the last included", () => {
    expect(decideObjecting("NOTICE", "2026-07-01", 7, "2026-07-08").ok).toBe(true);
    expect(decideObjecting("NOTICE", "2026-07-01", 7, "2026-07-09")).toMatchObject({
      refusals: [{ code: "NOTICE_OVER" }],
    });
    expect(decideObjecting("FINAL", "2026-07-01", 7, "2026-07-02")).toMatchObject({
      refusals: [{ code: "NOT_ON_NOTICE" }],
    });
    expect(decideObjecting("FROZEN", null, 7, "2026-07-02").ok).toBe(false);
  });
});

describe("whose act a record in a set is", () => {
  const stream = (code: string, body?: StreamPlan["body"]): StreamPlan => ({
    code,
    name: { zh: code, en: code },
    of: "UNIT",
    attrs: [],
    ...(body ? { body } : {}),
  });
  const [groups, offices, nobodys] = [stream("g", "LEADING_GROUP"), stream("o", "OFFICE"), stream("n")];
  const planOf = (entry: Record<string, unknown>) =>
    ({
      streams: [groups, offices, nobodys],
      sheets: [],
      reviews: [{ root: { kind: "ledger", entries: [{ from: { stream: "n" }, ...entry }] } }],
    }) as unknown as Programme;

  it("is the body's own where the plan names one, and only that body's", () => {
    const plan = planOf({ each: "-1" });
    expect([...discretionary(plan)]).toEqual(["g", "o"]);
    expect(decideGround(plan, groups, { group: true })).toEqual({ ok: true, value: "COMMITTEE" });
    expect(decideGround(plan, groups, { group: false })).toMatchObject({
      ok: false,
      refusals: [{ code: "NOT_THE_BODY" }],
    });
    expect(decideGround(plan, offices, { group: false })).toEqual({ ok: true, value: "COMMITTEE" });
    expect(decideGround(plan, nobodys, { group: true })).toEqual({ ok: true, value: "OFFICE" });
  });

  it("is the leading group's where a body sets the points in a range", () => {
    const plan = planOf({ between: { min: "1", max: "5", sign: "MINUS" } });
    expect(decideGround(plan, nobodys, { group: true })).toEqual({ ok: true, value: "COMMITTEE" });
    expect(decideGround(plan, nobodys, { group: false })).toEqual({ ok: true, value: "OFFICE" });
  });
});

it("a record in the place of another changes both days", () => {
  const record = { onDay: "2026-05-06" } as never;
  expect(frozenDaysOf({ kind: "RECORD", record, instead: null })).toEqual(["2026-05-06"]);
  const instead = { id: "r", no: "R", onDay: "2026-06-01" };
  expect(frozenDaysOf({ kind: "RECORD", record, instead })).toEqual(["2026-05-06", "2026-06-01"]);
});
