import { describe, expect, it } from "vitest";
import type { Result } from "@/lib/kernel/result";
import shipped from "@/prisma/standards/service-language.json" with { type: "json" };
import { countsOf, decidePublishing, filterOf, forbiddenIn, groupsFound, inForceOn, offeredAt } from "./rules";
import { arranged, withNewGroup, withNewPhrase, withPhrase } from "./rules/changes";
import { contentSchema, languageDocumentSchema } from "./schema";
import type { LanguageContent, LanguageVersion } from "./types";

const content = languageDocumentSchema.parse(shipped) as LanguageContent;
const target = { version: 1 };
const text = { zh: "字", en: "word" };
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string; field?: string | undefined }[] }) =>
  outcome.refusals?.map(({ code, field }) => (field ? `${code} ${field}` : code)) ?? [];
const changed = (outcome: Result<LanguageContent>) => (outcome.ok ? outcome.value : content);

describe("what ships", () => {
  it("holds what the sources left: sixteen scripts, 54 forbidden phrases, and the five sets without contents", () => {
    expect(contentSchema.safeParse({ groups: content.groups }).success).toBe(true);
    expect(countsOf(content)).toEqual({ situations: 31, scripts: 16, forbidden: 54 });
    expect(
      content.groups.flatMap(({ kind, name, expected, phrases }) =>
        kind === "SET" ? [`${name.zh} ${expected} ${phrases.length}`] : [],
      ),
    ).toEqual(["四个一样 4 0", "四个主动 4 0", "五不计较 5 0", "八个不准 8 0", "四个站立 4 0"]);
  });

  it("keeps the numbers of the source in its codes", () => {
    const forbidden = content.groups.flatMap(({ phrases }) =>
      phrases.flatMap(({ code, kind }) => (kind === "FORBIDDEN" ? [code] : [])),
    );
    expect(forbidden).toEqual(Array.from({ length: 54 }, (_, at) => `NOT-0${at + 21}`));
  });
});

describe("the version in force", () => {
  const versions = [
    { version: 3, effectiveOn: "2026-10-01" },
    { version: 2, effectiveOn: "2026-10-01" },
    { version: 1, effectiveOn: "2026-01-01" },
  ];
  it("is the last one that had begun, and none before the first", () => {
    expect(inForceOn(versions, "2025-12-31")).toBeNull();
    expect(inForceOn(versions, "2026-01-01")?.version).toBe(1);
    expect(inForceOn(versions, "2026-09-30")?.version).toBe(1);
    expect(inForceOn(versions, "2026-10-01")?.version).toBe(3);
  });
});

describe("publishing", () => {
  const latest: LanguageVersion = { version: 2, effectiveOn: "2026-10-01", note: null, content };
  const other = changed(withPhrase(content, { ...target, phrase: "NOT-030", text }));
  const decide = (given: LanguageContent, effectiveOn: string, today: string) =>
    codes(decidePublishing({ content: given, effectiveOn }, { latest, today }));

  it("takes a change that begins today or later, and no earlier than the version before it", () => {
    expect(decide(other, "2026-10-01", "2026-10-01")).toEqual([]);
    expect(decide(other, "2026-12-01", "2026-11-16")).toEqual([]);
  });
  it("refuses what changes nothing, a day that is past, and a day before the version that is published", () => {
    expect(decide(content, "2026-12-01", "2026-11-16")).toEqual(["NOTHING_NEW"]);
    expect(decide(other, "2026-11-15", "2026-11-16")).toEqual(["BACKDATED effectiveOn"]);
    expect(decide(other, "2026-09-30", "2026-09-20")).toEqual(["BEFORE_LATEST effectiveOn"]);
  });
});

describe("codes", () => {
  const add = (code?: string, published: readonly string[] = []) =>
    withNewPhrase(content, { ...target, group: "SIT-01", kind: "FORBIDDEN", code, text }, published);
  const last = (outcome: ReturnType<typeof add>) => changed(outcome).groups[0]?.phrases.at(-1)?.code;

  it("count on behind every number that was ever used", () => {
    expect(last(add())).toBe("NOT-075");
    expect(last(add(undefined, ["NOT-090", "SAY-120"]))).toBe("NOT-091");
    expect(last(add("NOT-001"))).toBe("NOT-001");
    const group = withNewGroup(
      content,
      { ...target, kind: "SITUATION", code: undefined, name: text, note: null, items: [], expected: null },
      [],
    );
    expect(changed(group).groups.map(({ code }) => code)[31]).toBe("SIT-32");
  });
  it("are never given twice, nor to something else after they were published", () => {
    expect(codes(add("NOT-030"))).toEqual(["CODE_TAKEN code"]);
    expect(codes(add("SIT-03"))).toEqual(["CODE_TAKEN code"]);
    expect(codes(add("NOT-099", ["NOT-099"]))).toEqual(["CODE_RETIRED code"]);
  });
});

describe("a change", () => {
  it("is refused where the entry is gone, or where its kind does not belong", () => {
    expect(codes(withPhrase(content, { ...target, phrase: "NOT-999", text }))).toEqual(["ENTRY_GONE"]);
    expect(codes(arranged(content, { ...target, arranged: "UP SIT-99" }))).toEqual(["ENTRY_GONE"]);
    const phrase = { ...target, code: undefined, text };
    expect(codes(withNewPhrase(content, { ...phrase, group: "SIT-99", kind: "SCRIPT" }, []))).toEqual(["ENTRY_GONE"]);
    expect(codes(withNewPhrase(content, { ...phrase, group: "SET-01", kind: "SCRIPT" }, []))).toEqual(["KIND kind"]);
    expect(codes(withNewPhrase(content, { ...phrase, group: "SIT-01", kind: "RULE" }, []))).toEqual(["KIND kind"]);
  });
  it("moves an entry among its own kind only, and takes it out", () => {
    const order = (asked: string) =>
      changed(arranged(content, { ...target, arranged: asked })).groups.map(({ code }) => code);
    expect(order("DOWN SIT-01").slice(0, 3)).toEqual(["SIT-02", "SIT-01", "SIT-03"]);
    expect(order("UP SIT-01")[0]).toBe("SIT-01");
    expect(order("UP SET-01").indexOf("SET-01")).toBe(31);
    expect(order("REMOVE SIT-01")[0]).toBe("SIT-02");
    const [, , , , , , , counterfeit] = changed(arranged(content, { ...target, arranged: "UP NOT-039" })).groups;
    expect(counterfeit?.phrases.map(({ code }) => code)).toEqual(["SAY-024", "NOT-039", "NOT-040"]);
  });
});

describe("what a check form offers", () => {
  const situations = forbiddenIn(content);
  it("are the phrases of the situation that names the item, all of them at other items about language, else none", () => {
    expect(offeredAt("FBD-009", situations).map(({ name }) => name.zh)).toEqual(["询问利率和政策"]);
    expect(offeredAt("LNG-005", situations)).toBe(situations);
    expect(offeredAt("FBD-099", situations)).toBe(situations);
    expect(offeredAt("LOB-001", situations)).toEqual([]);
    expect(offeredAt("SCR-001", situations)).toEqual([]);
    expect(situations.flatMap(({ phrases }) => phrases)).toHaveLength(54);
  });
});

describe("looking for words", () => {
  const found = (search: Record<string, string>) =>
    groupsFound(content, filterOf(search, content)).map(({ code, phrases }) => `${code} ${phrases.length}`);
  it("finds phrases by every word, in both languages and by code; a situation by its name, whole", () => {
    expect(found({ q: "假币" })).toEqual(["SIT-08 3"]);
    expect(found({ q: "FAKE cheat" })).toEqual(["SIT-08 1"]);
    expect(found({ q: "not-031" })).toEqual(["SIT-05 1"]);
    expect(found({ q: "五不计较" })).toEqual(["SET-03 0"]);
    expect(found({ q: "无此词" })).toEqual([]);
    expect(found({ group: "SIT-04" })).toEqual(["SIT-04 2"]);
    expect(found({ group: "SIT-999" })).toHaveLength(36);
  });
});
