import excel from "exceljs";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { perform, type UseCase } from "@/lib/access/usecase";
import { loadSelfCheckForm } from "@/lib/inspections/loaders/forms";
import type { Actor } from "@/lib/kernel/actor";
import { findLanguageDraft, findVersion, listForbidden } from "@/lib/language/data";
import { loadLanguageDraft, loadLanguagePage } from "@/lib/language/loaders";
import {
  addLanguageGroup,
  addPhraseToLanguage,
  arrangeLanguage,
  beginLanguage,
  discardLanguage,
  editLanguageGroup,
  editPhraseOfLanguage,
  loadLanguageFile,
  publishLanguage,
} from "@/lib/language/usecases";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { createStandard } from "@/lib/standards/usecases";
import { asOwner, useDatabase } from "../support/database";
import { actorFor, documentOf, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";

/** The service language of the bank: who writes it, what was in force when, and where it is offered. */

const request = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("@/lib/access/loaders", () => ({
  findCurrentActor: async () => request.actor,
  requireActor: async () => request.actor,
}));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { MESSAGES } = await import("@/lib/platform/i18n/messages");
  return {
    getLocale: async () => "zh-CN",
    getTranslations: async (namespace?: never) =>
      createTranslator({ locale: "zh-CN", messages: MESSAGES["zh-CN"], namespace }),
  };
});
const { GET: takeList } = await import("@/app/(app)/lists/[list]/route");

const database = useDatabase();
let bank: InspectedBank;
let others: Actor[];
const document = documentOf("standards/service-language.json") as { groups: { phrases: object[] }[] };
const today = (day: string) => setClock(() => new Date(`${day}T02:00:00Z`));

beforeAll(async () => {
  today("2026-07-13");
  bank = await makeInspectedBank();
  const hq = await db.orgUnit.findUniqueOrThrow({ where: { code: "HQ" } });
  others = [
    bank.manager,
    bank.inspector,
    await actorFor("auditor", "AUDITOR", { id: hq.id, path: "/HQ/" }),
    await actorFor("admin", "SYSTEM_ADMIN", { id: hq.id, path: "/HQ/" }),
  ];
});
beforeEach(() => Object.assign(request, { actor: bank.staff }));

type Outcome = { ok: boolean; refusals?: readonly { code: string; field?: string }[] };
const codes = (outcome: Outcome) =>
  outcome.refusals?.map(({ code, field }) => (field ? `${code} ${field}` : code)) ?? [];
const revision = async () => (await findLanguageDraft(db))?.revision ?? 1;
/** Does it with the draft as it stands now. */
async function now<I, S, T>(act: UseCase<I, S, T>, input: object = {}, actor = bank.staff): Promise<Outcome> {
  return perform(act, { actor, input: { version: await revision(), ...input } });
}
const begin = (follows: number, actor = bank.staff) => perform(beginLanguage, { actor, input: { follows } });
const words = { zh: "说自己不负责这个", en: "Says it is not their job" };
const about = { name: { zh: "等候较久", en: "A long wait" }, note: { zh: "", en: "" }, items: "" };

describe("what ships", () => {
  it("is loaded once, by the product or by those who own standards, and never over what is there", async () => {
    const load = (actor: Actor) => perform(loadLanguageFile, { actor, input: { document } });
    for (const actor of others) expect(codes(await load(actor))).toEqual(["NOT_FOUND"]);
    expect(await load(bank.staff)).toEqual({ ok: true, value: { version: 1, outcome: "ADDED" } });
    expect(await load(bank.staff)).toEqual({ ok: true, value: { version: 1, outcome: "THERE" } });
    expect((await findVersion(db, 1))?.effectiveOn).toBe("2026-01-01");
  });

  it("is read by everybody who may read standards, empty sets included", async () => {
    for (const actor of others.slice(0, 3)) {
      Object.assign(request, { actor });
      const page = await loadLanguagePage({});
      expect([page.shown?.version, page.found.length, page.mayEdit]).toEqual([1, 36, false]);
      await expect(loadLanguageDraft()).rejects.toThrow(/404/);
    }
    Object.assign(request, { actor: others[3] });
    await expect(loadLanguagePage({})).rejects.toThrow(/404/);
  });

  it("has no page of its address taken by a check sheet", async () => {
    const input = { code: "language", name: words, method: "SPOT", about: "OUTLET", effectiveOn: "2026-08-01" };
    const outcome = await perform(createStandard, { actor: bank.staff, input: { ...input, library: "library" } });
    expect(codes(outcome)).toContain("CODE_TAKEN code");
  });

  it("leaves as a list, where an empty set says that it is still to be filled", async () => {
    const response = await takeList(new Request("http://localhost:3000/lists/language"), {
      params: Promise.resolve({ list: "language" }),
    });
    const workbook = new excel.Workbook();
    await workbook.xlsx.load(await response.arrayBuffer());
    const rows: unknown[][] = [];
    workbook.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    expect(rows.filter(([code]) => /^(SIT|SET)-/.test(String(code)))).toHaveLength(75);
    expect(rows.find(([code]) => code === "SET-03")?.join(" ")).toContain("五不计较  内容尚待录入");
  });
});

describe("a draft", () => {
  it("belongs to those who own standards, and nothing happens without one", async () => {
    const acts: ((actor: Actor) => Promise<Outcome>)[] = [
      (actor) => now(addLanguageGroup, { kind: "SITUATION", ...about }, actor),
      (actor) => now(editLanguageGroup, { group: "SIT-01", ...about }, actor),
      (actor) => now(addPhraseToLanguage, { group: "SIT-01", kind: "FORBIDDEN", text: words }, actor),
      (actor) => now(editPhraseOfLanguage, { phrase: "NOT-021", text: words }, actor),
      (actor) => now(arrangeLanguage, { arranged: "DOWN SIT-01" }, actor),
      (actor) => now(publishLanguage, { effectiveOn: "2026-08-01" }, actor),
      (actor) => now(discardLanguage, {}, actor),
    ];
    for (const act of acts) {
      for (const actor of others) expect(codes(await act(actor))).toEqual(["NOT_FOUND"]);
      expect(codes(await act(bank.staff))).toEqual(["NO_DRAFT"]);
    }
    for (const actor of others) expect(codes(await begin(1, actor))).toEqual(["NOT_FOUND"]);
  });

  it("is begun once, by whichever of two is first", async () => {
    const both = await Promise.all([begin(1), begin(1)]);
    expect(both.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
    expect(both.flatMap(codes)).toEqual(["DRAFT_THERE"]);
    expect((await findLanguageDraft(db))?.content.groups).toHaveLength(36);
  });

  const phrase = { group: "SIT-01", kind: "FORBIDDEN", text: words };
  it.each<[string, () => Promise<Outcome>, string]>([
    ["an empty text", () => now(addPhraseToLanguage, { ...phrase, text: { zh: " ", en: "x" } }), "REQUIRED text.zh"],
    [
      "one language",
      () => now(editPhraseOfLanguage, { phrase: "NOT-021", text: { zh: "字", en: "" } }),
      "REQUIRED text.en",
    ],
    ["a phrase that is none", () => now(editPhraseOfLanguage, { phrase: "NOT-999", text: words }), "ENTRY_GONE"],
    ["a situation that is none", () => now(addPhraseToLanguage, { ...phrase, group: "SIT-99" }), "ENTRY_GONE"],
    ["a kind that is not the set's", () => now(addPhraseToLanguage, { ...phrase, group: "SET-01" }), "KIND kind"],
    ["a code in no form", () => now(addPhraseToLanguage, { ...phrase, code: "禁语1" }), "CODE_FORM code"],
    ["a code in use", () => now(addPhraseToLanguage, { ...phrase, code: "NOT-030" }), "CODE_TAKEN code"],
    [
      "an item that is none",
      () => now(editLanguageGroup, { group: "SIT-01", ...about, items: "LNG-005 XYZ-1" }),
      "ITEM_UNKNOWN items",
    ],
    [
      "words instead of items",
      () => now(editLanguageGroup, { group: "SIT-01", ...about, items: "语言" }),
      "ITEM_CODES items.0",
    ],
    [
      "half a note",
      () => now(editLanguageGroup, { group: "SIT-01", ...about, note: { zh: "说明", en: "" } }),
      "BOTH_LANGUAGES note",
    ],
    ["a button that is none", () => now(arrangeLanguage, { arranged: "SIDEWAYS SIT-01" }), "ENTRY_GONE arranged"],
    ["an entry that is gone", () => now(arrangeLanguage, { arranged: "UP SIT-99" }), "ENTRY_GONE"],
  ])("refuses %s", async (_, act, code) => {
    expect(codes(await act())).toEqual([code]);
  });

  it("is not published while it says nothing new", async () => {
    expect(codes(await now(publishLanguage, { effectiveOn: "2026-08-01" }))).toEqual(["NOTHING_NEW"]);
  });

  it("takes an entry of a set as headquarters writes it, under a code of its own", async () => {
    const rule = { group: "SET-01", kind: "RULE", text: { zh: "甲乙一样", en: "A as B" } };
    expect(codes(await now(addPhraseToLanguage, rule))).toEqual([]);
    const set = (await findLanguageDraft(db))?.content.groups.find(({ code }) => code === "SET-01");
    expect([set?.expected, set?.phrases]).toEqual([4, [{ code: "RULE-001", kind: "RULE", text: rule.text }]]);
  });

  it("refuses the second of two tabs, and writes nothing of it", async () => {
    const seen = { version: await revision() };
    expect(codes(await now(editPhraseOfLanguage, { ...seen, phrase: "NOT-021", text: words }))).toEqual([]);
    const second = { ...seen, phrase: "NOT-021", text: { zh: "另一句", en: "Another" } };
    expect(codes(await now(editPhraseOfLanguage, second))).toEqual(["STALE"]);
    expect(codes(await now(publishLanguage, { ...seen, effectiveOn: "2026-08-01" }))).toEqual(["STALE"]);
    const [first] = (await findLanguageDraft(db))?.content.groups ?? [];
    expect(first?.phrases[0]?.text).toEqual(words);
  });

  it("is discarded without touching what is published", async () => {
    expect(codes(await now(discardLanguage))).toEqual([]);
    expect(await findLanguageDraft(db)).toBeNull();
    expect((await findVersion(db, 1))?.content.groups).toHaveLength(36);
  });
});

describe("a published version", () => {
  const sayings = async (day: string) =>
    (await listForbidden(db, day)).flatMap(({ phrases }) => phrases.map(({ code }) => code));

  it("begins today at the earliest, and leaves what was in force on a past day", async () => {
    await begin(1);
    await now(arrangeLanguage, { arranged: "REMOVE NOT-021" });
    expect(codes(await now(publishLanguage, { effectiveOn: "2026-07-12" }))).toEqual(["BACKDATED effectiveOn"]);
    expect(codes(await now(publishLanguage, { effectiveOn: "2026-02-30" }))).toEqual(["DAY effectiveOn"]);
    expect(codes(await now(publishLanguage, { effectiveOn: "2026-09-01", note: { zh: "删一条", en: "" } }))).toEqual([
      "BOTH_LANGUAGES note",
    ]);
    expect(codes(await now(publishLanguage, { effectiveOn: "2026-09-01" }))).toEqual([]);
    expect(await sayings("2025-12-31")).toEqual([]);
    expect(await sayings("2026-08-31")).toContain("NOT-021");
    expect(await sayings("2026-09-01")).not.toContain("NOT-021");
    expect((await loadLanguagePage({ on: "2026-08-31" })).shown?.version).toBe(1);
    expect((await loadLanguagePage({ on: "2026-09-01" })).shown?.version).toBe(2);
    expect((await loadLanguagePage({ on: "2025-12-31" })).shown).toBeNull();
    expect((await loadLanguagePage({ version: "1" })).shown?.version).toBe(1);
    await expect(loadLanguagePage({ version: "9" })).rejects.toThrow(/404/);
  });

  it("is followed by none that begins before it, and its codes are given to nothing else", async () => {
    expect(codes(await begin(1))).toEqual(["STALE"]);
    await begin(2);
    const again = { group: "SIT-02", kind: "FORBIDDEN", text: words };
    expect(codes(await now(addPhraseToLanguage, { ...again, code: "NOT-021" }))).toEqual(["CODE_RETIRED code"]);
    expect(codes(await now(addPhraseToLanguage, again))).toEqual([]);
    expect(codes(await now(publishLanguage, { effectiveOn: "2026-08-31" }))).toEqual(["BEFORE_LATEST effectiveOn"]);
    expect(codes(await now(publishLanguage, { effectiveOn: "2026-09-01" }))).toEqual([]);
    expect(await sayings("2026-09-01")).toContain("NOT-075");
  });

  it("is changed by nobody, whoever connects", async () => {
    await expect(db.languageVersion.updateMany({ data: { noteZh: "改", noteEn: "x" } })).rejects.toThrow();
    await expect(db.languageVersion.deleteMany()).rejects.toThrow();
    for (const statement of [
      "UPDATE language_versions SET content = '{\"groups\":[]}'",
      "DELETE FROM language_versions",
      "TRUNCATE language_versions",
      "INSERT INTO language_versions (id, version, effective_on, content, by_id, by_name) SELECT gen_random_uuid(), 4, '2026-08-01', content, by_id, by_name FROM language_versions WHERE version = 1",
    ])
      await expect(asOwner(database.owner, statement)).rejects.toThrow(/append-only|APPEND|LANGUAGE_OUT_OF_ORDER/i);
    expect((await findVersion(db, 1))?.content.groups[0]?.phrases[0]?.code).toBe("NOT-021");
  });

  it("is what a check form carries, as of the day of the form", async () => {
    Object.assign(request, { actor: bank.manager });
    const july = await loadSelfCheckForm(bank.campaign.code, "2026-07", {});
    expect(july.forbidden.flatMap(({ phrases }) => phrases)).toHaveLength(54);
    today("2026-09-20");
    const september = await loadSelfCheckForm(bank.campaign.code, "2026-09", {});
    expect(september.forbidden.flatMap(({ phrases }) => phrases).map(({ code }) => code)).toContain("NOT-075");
    expect(september.forbidden.map(({ code }) => code)).not.toContain("SIT-01");
  });
});
