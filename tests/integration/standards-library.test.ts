import sharp from "sharp";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { findInspection } from "@/lib/inspections/data/records";
import { submitInspectionVisit } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { readSheet } from "@/lib/platform/sheet/read";
import { writeWorkbook } from "@/lib/platform/sheet/write";
import { findEdition } from "@/lib/standards/data";
import { documentOf } from "@/lib/standards/rules/document";
import type { ContentAnswer, Edition } from "@/lib/standards/types";
import {
  addStandardItems,
  arrangeStandardItem,
  copyStandard,
  createStandard,
  discardStandard,
  editStandardHead,
  editStandardItem,
  loadLibraryFile,
  lockStandard,
} from "@/lib/standards/usecases";
import { asOwner, useDatabase } from "../support/database";
import {
  actorFor,
  allPass,
  documentOf as fileOf,
  type InspectedBank,
  makeInspectedBank,
} from "../support/inspected-bank";

/** Who is signed in, and where the request comes from. */
const request = vi.hoisted(() => ({ actor: null as unknown, origin: "http://localhost:3000" as string | null }));
vi.mock("@/lib/access/loaders", () => ({
  findCurrentActor: async () => request.actor,
  requireActor: async () => request.actor,
  mustChangePassword: async () => false,
}));
vi.mock("next/headers", () => ({ headers: async () => new Headers(request.origin ? { origin: request.origin } : {}) }));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { MESSAGES } = await import("@/lib/platform/i18n/messages");
  return {
    getLocale: async () => "zh-CN",
    getTranslations: async (namespace?: "standards") =>
      createTranslator({ locale: "zh-CN", messages: MESSAGES["zh-CN"], ...(namespace ? { namespace } : {}) }),
  };
});
const { POST: importTable } = await import("@/app/api/standards/[code]/import/route");
const { GET: exportTable } = await import("@/app/api/standards/[code]/table/route");
const { POST: filePicture } = await import("@/app/api/standards/[code]/reference/route");
const { GET: showPicture } = await import("@/app/api/standards/pictures/[id]/route");

const database = useDatabase();
let bank: InspectedBank;
let auditor: Actor;
let administrator: Actor;

beforeAll(async () => {
  setClock(() => new Date("2026-07-13T04:40:00Z"));
  bank = await makeInspectedBank();
  const hq = await db.orgUnit.findUniqueOrThrow({ where: { code: "HQ" } });
  auditor = await actorFor("auditor", "AUDITOR", { id: hq.id, path: "/HQ/" });
  administrator = await actorFor("admin", "SYSTEM_ADMIN", { id: hq.id, path: "/HQ/" });
  const loaded = await perform(loadLibraryFile, {
    actor: bank.staff,
    input: { document: fileOf("standards/library.json") },
  });
  expect(loaded).toMatchObject({ ok: true, value: { version: 1, outcome: "ADDED" } });
});
beforeEach(() => Object.assign(request, { actor: bank.staff, origin: "http://localhost:3000" }));

const codes = (outcome: { ok: boolean; refusals?: readonly { code: string; field?: string }[] }) =>
  outcome.refusals?.map(({ code, field }) => (field ? `${code} ${field}` : code)) ?? [];
const head = (code: string, more: object = {}) => ({
  code,
  name: { zh: "抽查表", en: "Spot sheet" },
  method: "SPOT",
  about: "OUTLET",
  effectiveOn: "2026-08-01",
  library: "library",
  sections: ["LOB"],
  items: ["APP-003", "FAC-004"],
  ...more,
});
const create = (code: string, more: object = {}, actor = bank.staff) =>
  perform(createStandard, { actor, input: head(code, more) });
const draft = async (code: string): Promise<Edition> => (await findEdition(db, code))!;
const at = async (code: string) => ({ standard: code, version: (await draft(code)).revision });
const items = (edition: Edition) => edition.sections.flatMap((section) => section.items);
const itemOf = async (code: string, item: string) => items(await draft(code)).find((each) => each.code === item)!;
const itemInput = (item: string, more: object = {}) => ({
  item,
  text: { zh: "叫号机运行正常", en: "The ticket machine works" },
  points: "2",
  form: "STEPS",
  steps: "0.5 1 2",
  roles: ["OUTLET"],
  ...more,
});
const edit = async (code: string, item: string, more: object = {}, actor = bank.staff) =>
  perform(editStandardItem, { actor, input: { ...(await at(code)), ...itemInput(item, more) } });

describe("a sheet made in the browser", () => {
  it("takes sections and items of the library, with points only where the library prints them", async () => {
    expect(await create("spot-1")).toMatchObject({ ok: true, value: { code: "spot-1", version: 1 } });
    const edition = await draft("spot-1");
    expect(edition).toMatchObject({ method: "SPOT", effectiveOn: "2026-08-01", frozenAt: null, full: "3.00" });
    expect(items(edition).map(({ code, points }) => `${code} ${points}`)).toEqual([
      "FAC-004 1.00",
      "APP-003 0.00",
      "LOB-001 1.00",
      "LOB-002 1.00",
      "LOB-003 0.00",
      "LOB-004 0.00",
      "LOB-005 0.00",
      "LOB-006 0.00",
      "LOB-007 0.00",
    ]);
    expect((await itemOf("spot-1", "APP-003")).season).toEqual({ from: "05-01", to: "09-30" });
  });

  it.each([
    ["a code that is taken", { code: "self-check" }, "CODE_TAKEN code"],
    ["an address of our own", { code: "new" }, "CODE_TAKEN code"],
    ["a code with spaces", { code: "a b" }, "NOT_A_NUMBER code"],
    ["a library that is none", { library: "self-check" }, "NOT_A_CHOICE library"],
    ["nothing chosen", { sections: [], items: ["X-1"] }, "NOTHING_CHOSEN"],
    ["one language", { name: { zh: "表", en: "" } }, "REQUIRED name.en"],
    ["a day that is none", { effectiveOn: "2026-02-30" }, "DAY effectiveOn"],
    ["a method that is none", { method: "RUMOUR" }, "NOT_A_CHOICE method"],
  ])("is refused for %s", async (_, more, code) => {
    expect(codes(await create("spot-x", more))).toEqual([code]);
  });

  it("belongs to campaign staff alone", async () => {
    for (const actor of [bank.manager, bank.inspector, auditor, administrator])
      expect(codes(await create("spot-2", {}, actor))).toEqual(["NOT_FOUND"]);
  });

  it("gets points, form, steps, evidence, fine and season item by item, and adds its full marks up", async () => {
    const saved = await edit("spot-1", "FAC-004", {
      wipes: "SECTION",
      focus: "on",
      track: "HARDWARE",
      demands: { PHOTO: "MUST", NOTE: "WISHED", CLIP: "NONE" },
      fineMin: "100",
      fineMax: "200",
      seasonFrom: "06-01",
      seasonTo: "08-31",
    });
    expect(saved).toMatchObject({ ok: true });
    expect(await itemOf("spot-1", "FAC-004")).toMatchObject({
      text: { zh: "叫号机运行正常", en: "The ticket machine works" },
      points: "2.00",
      form: { kind: "STEPS", repeats: false },
      steps: ["0.50", "1.00", "2.00"],
      wipes: "SECTION",
      focus: true,
      track: "HARDWARE",
      demands: [
        { kind: "PHOTO", must: true },
        { kind: "NOTE", must: false },
      ],
      fine: { min: "100.00", max: "200.00" },
      season: { from: "06-01", to: "08-31" },
    });
    expect((await draft("spot-1")).full).toBe("4.00");
    const row = (code: string, points: string) => ({ code, points, text: { zh: code, en: code } });
    const empty = { code: "", points: "", text: { zh: "", en: "" } };
    expect(
      await edit("spot-1", "LOB-003", { form: "LEVELS", levels: [row("A", "2"), row("B", "0"), empty] }),
    ).toMatchObject({ ok: true });
    expect((await itemOf("spot-1", "LOB-003")).form).toMatchObject({
      kind: "LEVELS",
      levels: [{ points: "2.00" }, { points: "0.00" }],
    });
    expect(await edit("spot-1", "LOB-004", { form: "OPTIONS", options: [row("A", "1.5")] })).toMatchObject({
      ok: true,
    });
    expect(await edit("spot-1", "LOB-005", { form: "CRITERION", points: "20", step: "0.5" })).toMatchObject({
      ok: true,
    });
    expect(await edit("spot-1", "LOB-006", { form: "YES_NO", steps: "" })).toMatchObject({ ok: true });
    expect(await edit("spot-1", "LOB-007", { form: "REPEATING", steps: "0.5" })).toMatchObject({ ok: true });
    expect((await draft("spot-1")).full).toBe("32.00");
  });

  const level = (code: string, points: string) => ({ code, points, text: { zh: code, en: code } });
  it.each<[string, object, string[]]>([
    ["steps that do not reach the points", { steps: "0.5 1" }, ["STEPS steps"]],
    ["points that are none", { points: "zwei" }, ["POINTS_FORM points"]],
    ["levels that rise", { form: "LEVELS", levels: [level("A", "0"), level("B", "2")] }, ["LEVELS levels"]],
    ["one level", { form: "LEVELS", levels: [level("A", "2")] }, ["CELL_FORM levels"]],
    [
      "a level without text",
      { form: "LEVELS", levels: [level("A", "2"), { ...level("B", "0"), text: { zh: "乙", en: "" } }] },
      ["CELL_FORM levels[1].text.en"],
    ],
    ["options above the points", { form: "OPTIONS", options: [level("A", "3")] }, ["OPTIONS options"]],
    ["a code chosen twice", { form: "OPTIONS", options: [level("A", "1"), level("A", "1")] }, ["CODES_TWICE options"]],
    ["a unit that does not fit", { form: "CRITERION", step: "0.3" }, ["CRITERION_STEP step"]],
    ["yes or no without points", { form: "YES_NO", points: "" }, ["POINTS_ZERO points"]],
    ["half a fine", { fineMin: "100" }, ["FINE_PAIR fineMax"]],
    ["a fine upside down", { fineMin: "200", fineMax: "100" }, ["FINE_RANGE fineMin"]],
    ["half a season", { seasonTo: "09-30" }, ["SEASON_PAIR seasonFrom"]],
    ["29 February", { seasonFrom: "02-29", seasonTo: "03-01" }, ["WRONG_KIND seasonFrom"]],
    ["nobody", { roles: [] }, ["TOO_FEW roles"]],
    ["an item that is not there", { item: "X-1" }, ["ITEM_GONE"]],
  ])("is refused with %s, at its field", async (_, more, expected) => {
    const before = await draft("spot-1");
    expect(codes(await edit("spot-1", "FAC-004", more))).toEqual(expected);
    expect(await draft("spot-1")).toEqual(before);
  });

  it("moves, loses and gains items, and keeps one", async () => {
    const arrange = async (arranged: string, code = "spot-1") =>
      perform(arrangeStandardItem, { actor: bank.staff, input: { ...(await at(code)), arranged } });
    expect(await arrange("DOWN LOB-001")).toMatchObject({ ok: true });
    expect(await arrange("UP APP-003")).toMatchObject({ ok: true });
    expect((await draft("spot-1")).sections.map(({ code }) => code)).toEqual(["APP", "FAC", "LOB"]);
    expect(
      items(await draft("spot-1"))
        .slice(2, 4)
        .map(({ code }) => code),
    ).toEqual(["LOB-002", "LOB-001"]);
    expect(await arrange("REMOVE APP-003")).toMatchObject({ ok: true });
    expect((await draft("spot-1")).sections.map(({ code }) => code)).toEqual(["FAC", "LOB"]);
    expect(codes(await arrange("REMOVE APP-003"))).toEqual(["ITEM_GONE"]);
    expect(codes(await arrange("EAT LOB-001"))).toEqual(["ITEM_GONE arranged"]);
    const add = async (more: object) =>
      perform(addStandardItems, { actor: bank.staff, input: { ...(await at("spot-1")), library: "library", ...more } });
    expect(await add({ items: ["APP-003", "FAC-005"] })).toMatchObject({ ok: true });
    expect((await draft("spot-1")).sections.map(({ code, items }) => `${code} ${items.length}`)).toEqual([
      "FAC 2",
      "LOB 7",
      "APP 1",
    ]);
    expect(codes(await add({ items: ["APP-003"] }))).toEqual(["NOTHING_CHOSEN"]);
    expect(codes(await add({ library: "self-check", items: ["APP-003"] }))).toEqual(["NOT_A_CHOICE library"]);
    await create("tiny", { sections: [], items: ["FAC-004"] });
    expect(codes(await arrange("REMOVE FAC-004", "tiny"))).toEqual(["LAST_ITEM"]);
    const own = { ...(await at("library")), library: "library", items: ["APP-003"] };
    expect(codes(await perform(addStandardItems, { actor: bank.staff, input: own }))).toEqual(["LIBRARY_ITSELF"]);
  });

  it("is not saved over what somebody else saved meanwhile", async () => {
    const input = { ...(await at("tiny")), name: { zh: "小表", en: "Tiny" }, effectiveOn: "2026-09-01" };
    expect(await perform(editStandardHead, { actor: bank.staff, input })).toMatchObject({ ok: true });
    expect(codes(await perform(editStandardHead, { actor: bank.staff, input }))).toEqual(["STALE"]);
    expect(await draft("tiny")).toMatchObject({ name: { zh: "小表", en: "Tiny" }, effectiveOn: "2026-09-01" });
  });
});

describe("a locked version", () => {
  it("is none while points are undecided", async () => {
    const lock = async () => perform(lockStandard, { actor: bank.staff, input: await at("tiny") });
    await edit("tiny", "FAC-004", { points: "", steps: "" });
    expect(await lock()).toMatchObject({
      ok: false,
      refusals: [{ code: "UNDECIDED", values: { count: 1, items: "FAC-004" } }],
    });
    await edit("tiny", "FAC-004");
    expect(await lock()).toMatchObject({ ok: true, value: { version: 1 } });
    expect(codes(await lock())).toEqual(["LOCKED"]);
  });

  it("changes by no act: the next draft says what it said, and has its own day", async () => {
    expect(codes(await edit("tiny", "FAC-004"))).toEqual(["LOCKED"]);
    const discard = async () => perform(discardStandard, { actor: bank.staff, input: await at("tiny") });
    expect(codes(await discard())).toEqual(["LOCKED"]);
    const before = await draft("tiny");
    const copy = () => perform(copyStandard, { actor: bank.staff, input: { standard: "tiny" } });
    expect(await copy()).toMatchObject({ ok: true, value: { version: 2 } });
    expect(codes(await copy())).toEqual(["DRAFT_THERE"]);
    expect(codes(await perform(copyStandard, { actor: bank.staff, input: { standard: "none" } }))).toEqual([
      "NOT_FOUND",
    ]);
    const next = await draft("tiny");
    expect(next).toMatchObject({ version: 2, frozenAt: null, effectiveOn: "2026-09-01", latest: true });
    expect(next.sections).toEqual(before.sections);
    await edit("tiny", "FAC-004", { text: { zh: "新文字", en: "New words" } });
    expect((await findEdition(db, "tiny", 1))?.sections).toEqual(before.sections);
    const rename = { ...(await at("tiny")), name: { zh: "别名", en: "Other" }, effectiveOn: "2026-10-01" };
    expect(codes(await perform(editStandardHead, { actor: bank.staff, input: rename }))).toEqual([
      "NAME_PINNED name.zh",
    ]);
    expect(await discard()).toMatchObject({ ok: true, value: { version: 1 } });
    expect((await draft("tiny")).version).toBe(1);
  });

  it("cannot be changed in the database either, not even by its owner", async () => {
    const { versionId } = await draft("tiny");
    const item = await db.standardItem.findFirstOrThrow({ where: { versionId } });
    const attempts = [
      `UPDATE standard_items SET text_zh = 'x' WHERE id = '${item.id}'`,
      `DELETE FROM standard_items WHERE id = '${item.id}'`,
      `INSERT INTO standard_items (id, version_id, code, position, section, section_zh, section_en, text_zh, text_en, steps, roles) VALUES (gen_random_uuid(), '${versionId}', 'Z-1', 99, 'Z', 'z', 'z', 'z', 'z', '{}', '{}')`,
      `UPDATE standard_versions SET frozen_at = NULL WHERE id = '${versionId}'`,
      `UPDATE standard_versions SET effective_on = '2020-01-01' WHERE id = '${versionId}'`,
      `UPDATE standards SET name_zh = 'x' WHERE code = 'tiny'`,
    ];
    for (const statement of attempts) {
      await expect(db.$executeRawUnsafe(statement)).rejects.toThrow(/STANDARD_LOCKED/);
      await expect(asOwner(database.owner, statement)).rejects.toThrow(/STANDARD_LOCKED/);
    }
    const other = await draft("spot-1");
    await expect(
      db.standardItem.updateMany({ where: { versionId: other.versionId, code: "FAC-004" }, data: { versionId } }),
    ).rejects.toThrow(/STANDARD_LOCKED/);
  });

  it("a draft that a campaign is set up with stays", async () => {
    const { versionId } = await draft("spot-1");
    const use = await db.standardInUse.create({ data: { campaignId: bank.campaign.id, method: "SPOT", versionId } });
    const discard = await perform(discardStandard, { actor: bank.staff, input: await at("spot-1") });
    expect(discard).toMatchObject({ ok: false, refusals: [{ code: "DRAFT_IN_USE", values: { list: "C-2026-01" } }] });
    await db.standardInUse.delete({ where: { id: use.id } });
  });
});

const params = (code: string) => ({ params: Promise.resolve({ code }) });
async function exported(code: string, format = "xlsx", version?: number): Promise<Uint8Array<ArrayBuffer>> {
  const query = `format=${format}${version ? `&version=${version}` : ""}`;
  const answer = await exportTable(
    new Request(`http://localhost:3000/api/standards/${code}/table?${query}`),
    params(code),
  );
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}
async function send(code: string, bytes: Uint8Array, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new File([bytes as BlobPart], "表.xlsx"));
  const answer = await importTable(
    new Request(`http://localhost:3000/api/standards/${code}/import`, { method: "POST", body: form }),
    params(code),
  );
  return { status: answer.status, body: (await answer.json()) as ContentAnswer };
}
/** The exported table with its rows changed, as a workbook. */
async function changed(code: string, change: (rows: string[][], head: string[]) => string[][]): Promise<Uint8Array> {
  const sheet = await readSheet(await exported(code), { text: 32_767 });
  if (!sheet.ok) throw new Error(sheet.refusals[0].code);
  const [head, ...rows] = sheet.value.rows.map(({ cells }) =>
    cells.map((cell) => (typeof cell === "string" ? cell : "")),
  );
  const width = head!.length;
  const full = rows.map((cells) => Array.from({ length: width }, (_, index) => cells[index] ?? ""));
  return writeWorkbook([{ name: "x", head: head!, rows: change(full, head!) }]);
}
const column = (headings: readonly string[], name: string) => headings.findIndex((heading) => heading.startsWith(name));

describe("the round trip through Excel", () => {
  it.each([
    ["library", "xlsx"],
    ["library", "csv"],
    ["spot-1", "xlsx"],
    ["spot-1", "csv"],
    ["tiny", "xlsx"],
  ])("of %s as %s without a change says so, and writes nothing", async (code, format) => {
    const before = await draft(code);
    expect(await send(code, await exported(code, format))).toEqual({
      status: 200,
      body: { status: "same", items: items(before).length },
    });
    expect(await draft(code)).toEqual(before);
  });

  it("keeps hostile text as text, in both formats", async () => {
    await create("hostile", { sections: [], items: ["FAC-004"] });
    for (const words of ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2", "＝1", "_x0041_ 'x\""]) {
      await edit("hostile", "FAC-004", { text: { zh: words, en: words } });
      for (const format of ["xlsx", "csv"]) {
        const bytes = await exported("hostile", format);
        expect((await send("hostile", bytes)).body, `${words} ${format}`).toMatchObject({ status: "same" });
      }
    }
  });

  it("shows the difference first, and writes it once that was confirmed: into the draft", async () => {
    const bytes = await changed("spot-1", ([first, ...rows], head) => {
      const named = [...first!];
      named[column(head, "检查内容 ")] = "改过的文字";
      return [named, ...rows.slice(1)];
    });
    const before = await draft("spot-1");
    const shown = await send("spot-1", bytes);
    expect(shown).toMatchObject({
      status: 200,
      body: {
        status: "ready",
        into: 1,
        revision: before.revision,
        diff: {
          added: [],
          removed: [{ code: "FAC-005" }],
          changed: [{ code: "FAC-004", cells: [{ column: "zh", old: "叫号机运行正常", value: "改过的文字" }] }],
          moved: [],
          renamed: [],
        },
      },
    });
    expect(await draft("spot-1")).toEqual(before);
    if (shown.body.status !== "ready") throw new Error();
    const { sha256, versionId, revision } = shown.body;
    const confirm = { confirm: "yes", sha256, versionId, revision: String(revision) };
    for (const spoilt of [{ sha256: "0".repeat(64) }, { revision: "999" }, { versionId: "x" }])
      expect(await send("spot-1", bytes, { ...confirm, ...spoilt })).toMatchObject({
        status: 409,
        body: { status: "refused" },
      });
    expect(await draft("spot-1")).toEqual(before);
    expect(await send("spot-1", bytes, confirm)).toEqual({
      status: 201,
      body: { status: "done", code: "spot-1", version: 1 },
    });
    expect((await itemOf("spot-1", "FAC-004")).text.zh).toBe("改过的文字");
    expect((await send("spot-1", bytes)).body.status).toBe("same");
  });

  it("makes the next draft beside a locked version", async () => {
    const before = await draft("tiny");
    const bytes = await changed("tiny", ([first], head) => {
      const fresh = [...first!];
      fresh[column(head, "编号 ")] = "OWN-1";
      return [first!, fresh];
    });
    const shown = await send("tiny", bytes);
    expect(shown.body).toMatchObject({ status: "ready", into: 2, diff: { added: [{ code: "OWN-1" }] } });
    if (shown.body.status !== "ready") throw new Error();
    const { sha256, versionId, revision } = shown.body;
    const done = await send("tiny", bytes, { confirm: "yes", sha256, versionId, revision: String(revision) });
    expect(done.body).toEqual({ status: "done", code: "tiny", version: 2 });
    expect(await findEdition(db, "tiny", 1)).toEqual({ ...before, latest: false });
    expect(await draft("tiny")).toMatchObject({ version: 2, frozenAt: null, full: "4.00" });
  });

  it("names every faulty row with its column and what to do, and takes nothing", async () => {
    const before = await draft("spot-1");
    const bytes = await changed("spot-1", (rows, head) => {
      rows[0]![column(head, "分值")] = "两分";
      rows[2]![column(head, "对象")] = "行长";
      return rows;
    });
    const { body } = await send("spot-1", bytes);
    expect(body).toMatchObject({
      status: "faults",
      faults: [
        { row: 2, column: "points", sentence: "请写数字，最多两位小数，不带单位。" },
        { row: 4, column: "roles", code: "WORD_UNKNOWN" },
      ],
    });
    expect(await draft("spot-1")).toEqual(before);
  });

  it("refuses what is too big, too long, no table, or not for the sender", async () => {
    const refusal = async (bytes: Uint8Array, code = "spot-1") => {
      const { status, body } = await send(code, bytes);
      return body.status === "refused" ? `${status} ${body.message}` : body.status;
    };
    expect(await refusal(new Uint8Array(5 * 1024 * 1024 + 1))).toMatch(/^4(13|22) 文件超过5 MB/);
    const line = (at: number) => `A,甲,a,X-${at},文,text,1,网点`;
    const long = `组编号,组名,组名英文,编号,检查内容,检查内容英文,分值,对象\n${Array.from({ length: 2001 }, (_, n) => line(n)).join("\n")}`;
    expect(await refusal(new TextEncoder().encode(long))).toBe("422 超过2000行，没有读取。一张表最多2000项。");
    expect(await refusal(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]))).toMatch(/^422 这不是Excel/);
    expect(await refusal(new TextEncoder().encode(long.split("\n").slice(0, 2).join("\n")), "nowhere")).toMatch(/^404/);
    for (const actor of [bank.manager, bank.inspector, auditor, administrator, null]) {
      request.actor = actor;
      expect(await refusal(new Uint8Array([1]))).toMatch(/^404/);
    }
    Object.assign(request, { actor: bank.staff, origin: null });
    expect(await refusal(new Uint8Array([1]))).toMatch(/^403/);
  });

  it("lets everybody who may read standards take a table along, and nobody else", async () => {
    request.actor = bank.manager;
    expect((await exported("library")).length).toBeGreaterThan(10_000);
    for (const actor of [administrator, null]) {
      request.actor = actor;
      const answer = await exportTable(
        new Request("http://localhost:3000/api/standards/library/table"),
        params("library"),
      );
      expect(answer.status).toBe(404);
    }
  });
});

describe("a reference picture", () => {
  const photo = () =>
    sharp({ create: { width: 60, height: 40, channels: 3, background: "#456" } })
      .png()
      .toBuffer();
  const upload = async (bytes: Uint8Array, version: number, item = "FAC-004") => {
    const form = new FormData();
    form.set("item", item);
    form.set("version", String(version));
    form.set("file", new File([bytes as BlobPart], "叫号机.png"));
    const answer = await filePicture(
      new Request("http://localhost:3000/api/standards/spot-1/reference", { method: "POST", body: form }),
      params("spot-1"),
    );
    return { status: answer.status, body: (await answer.json()) as { id?: string; message?: string } };
  };
  const show = async (id: string) =>
    (
      await showPicture(new Request(`http://localhost:3000/api/standards/pictures/${id}?size=thumbnail`), {
        params: Promise.resolve({ id }),
      })
    ).status;

  it("is filed for the bank, shown to every reader of standards, kept by the table, and taken away", async () => {
    const { revision } = await draft("spot-1");
    const { status, body } = await upload(await photo(), revision);
    expect([status, typeof body.id]).toEqual([201, "string"]);
    expect((await itemOf("spot-1", "FAC-004")).referenceId).toBe(body.id);
    const filed = await db.evidenceFile.findUniqueOrThrow({ where: { id: body.id! } });
    expect(filed).toMatchObject({ mime: "image/png", name: "叫号机.png", uploadedById: bank.staff.accountId });
    expect((await db.orgUnit.findUniqueOrThrow({ where: { id: filed.unitId! } })).code).toBe("HQ");
    for (const actor of [bank.manager, bank.inspector, auditor]) {
      request.actor = actor;
      expect(await show(body.id!)).toBe(200);
    }
    for (const actor of [administrator, null]) {
      request.actor = actor;
      expect(await show(body.id!)).toBe(404);
    }
    request.actor = bank.staff;
    expect((await send("spot-1", await exported("spot-1"))).body.status).toBe("same");
    expect(await edit("spot-1", "FAC-004", { picture: "REMOVE" })).toMatchObject({ ok: true });
    expect((await itemOf("spot-1", "FAC-004")).referenceId).toBeNull();
    expect(await show(body.id!)).toBe(404);
  });

  it("is a picture, of a draft as it stands, from its owner", async () => {
    const { revision } = await draft("spot-1");
    expect((await upload(await photo(), revision - 1)).status).toBe(409);
    expect((await upload(await photo(), revision, "X-1")).status).toBe(409);
    expect((await upload(new TextEncoder().encode("%PDF-1.7\n%%EOF"), revision)).body.message).toMatch(/照片/);
    expect((await upload(new TextEncoder().encode("hello"), revision)).status).toBe(422);
    request.actor = bank.manager;
    expect((await upload(await photo(), revision)).status).toBe(404);
    Object.assign(request, { actor: bank.staff, origin: null });
    expect((await upload(await photo(), revision)).status).toBe(403);
  });

  it("that belongs to an outlet is none of a standard", async () => {
    const foreign = await db.evidenceFile.create({
      data: {
        name: "x.png",
        mime: "image/png",
        bytes: 1,
        sha256: "0".repeat(64),
        storageKey: "foreign",
        unitId: bank.outlets[0]!.id,
        uploadedById: bank.manager.accountId,
      },
    });
    const bytes = await changed("spot-1", (rows, head) => {
      rows[0]![column(head, "示范图编号")] = foreign.id;
      return rows;
    });
    expect((await send("spot-1", bytes)).body).toMatchObject({
      status: "faults",
      faults: [{ row: 2, code: "PICTURE_UNKNOWN" }],
    });
    expect(await show(foreign.id)).toBe(404);
  });
});

describe("old facts", () => {
  it("keep wording and score of their version, whatever the sheet and the library say later", async () => {
    const given = await perform(submitInspectionVisit, {
      actor: bank.inspector,
      input: {
        campaign: bank.campaign.code,
        unit: "O001",
        method: "OPEN",
        onDay: "2026-07-10",
        answers: allPass("open-check"),
      },
    });
    if (!given.ok) throw new Error(JSON.stringify(given.refusals));
    const look = () => findInspection(db, bank.campaign.id, given.value.no, { unitIds: null, covert: "ALL" });
    const before = await look();
    expect(before).not.toBeNull();

    const old = await draft("open-check");
    expect(await perform(copyStandard, { actor: bank.staff, input: { standard: "open-check" } })).toMatchObject({
      ok: true,
    });
    const [first] = items(old);
    await edit("open-check", first!.code, {
      text: { zh: "全新的说法", en: "Quite other words" },
      points: "9",
      steps: "9",
    });
    await edit("library", first!.code, {
      text: { zh: "全新的说法", en: "Quite other words" },
      form: undefined,
      points: "",
      steps: "",
    });
    expect((await itemOf("open-check", first!.code)).points).toBe("9.00");
    expect(documentOf((await findEdition(db, "open-check", 1))!)).toEqual(documentOf(old));
    expect(await look()).toEqual(before);
  });
});
