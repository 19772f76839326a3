import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { zipSync } from "fflate";
import sharp from "sharp";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { submitInspectionVisit, submitSelfCheckForMonth } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { useDatabase } from "../support/database";
import { allPass, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";

/** Who is signed in, from where, and in which language: what the browser's cookies and headers would say. */
const request = vi.hoisted(() => ({ actor: null as unknown, origin: "http://localhost:3000" as string | null }));
vi.mock("@/lib/access/loaders", () => ({
  findCurrentActor: async () => request.actor,
  mustChangePassword: async () => false,
}));
vi.mock("next/headers", () => ({ headers: async () => new Headers(request.origin ? { origin: request.origin } : {}) }));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { MESSAGES } = await import("@/lib/platform/i18n/messages");
  return { getTranslations: async () => createTranslator({ locale: "zh-CN", messages: MESSAGES["zh-CN"] }) };
});

const { POST } = await import("@/app/api/files/route");
const { GET } = await import("@/app/api/files/[id]/route");

useDatabase();
let bank: InspectedBank;
beforeAll(async () => {
  setClock(() => new Date("2026-07-13T04:40:00Z"));
  bank = await makeInspectedBank();
});
beforeEach(() => Object.assign(request, { actor: bank.manager, origin: "http://localhost:3000" }));

const photo = (colour: string, side = 2000) =>
  sharp({ create: { width: side, height: Math.round(side / 2), channels: 3, background: colour } })
    .withExif({ IFD0: { Copyright: "secret-place", Make: "PhoneMaker" }, IFD3: { GPSLatitudeRef: "N" } })
    .jpeg()
    .toBuffer();

function send(bytes: Uint8Array, { unit = "O001", name = "大堂.jpg", headers = {} as Record<string, string> } = {}) {
  const form = new FormData();
  form.set("unit", unit);
  form.set("file", new File([bytes as BlobPart], name));
  return POST(new Request("http://localhost:3000/api/files", { method: "POST", body: form, headers }));
}

async function filed(bytes: Uint8Array, more: Parameters<typeof send>[1] = {}): Promise<string> {
  const answer = await send(bytes, more);
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

const open = (actor: Actor | null, id: string, size = "") => {
  request.actor = actor;
  return GET(new Request(`http://localhost:3000/api/files/${id}${size && `?size=${size}`}`), {
    params: Promise.resolve({ id }),
  });
};

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe("a photo", () => {
  it("is kept untouched under its hash and shown as a copy without its metadata", async () => {
    const original = await photo("#446688");
    expect(original.includes("PhoneMaker")).toBe(true);
    const answer = await send(original);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    const body = (await answer.json()) as { id: string; name: string; width: number; height: number };
    expect(body).toEqual({ id: expect.any(String), name: "大堂.jpg", width: 1600, height: 800 });

    const sha = createHash("sha256").update(original).digest("hex");
    const folder = join(process.env.MINGYOU_DATA_DIR!, "files", sha.slice(0, 2), sha);
    expect((await readdir(folder)).sort()).toEqual([
      expect.stringMatching(/^display-[0-9a-f]{16}\.webp$/),
      "original",
      expect.stringMatching(/^thumbnail-[0-9a-f]{16}\.webp$/),
    ]);
    expect(await readFile(join(folder, "original"))).toEqual(original);

    const shown = await open(bank.manager, body.id);
    expect(shown.status).toBe(200);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      "content-type": "image/webp",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
    expect(shown.headers.get("content-security-policy")).toContain("sandbox");
    const copy = Buffer.from(await shown.arrayBuffer());
    const { exif, width, format } = await sharp(copy).metadata();
    expect({ exif, width, format }).toEqual({ exif: undefined, width: 1600, format: "webp" });
    expect(copy.includes("secret-place")).toBe(false);

    const small = await sharp(
      Buffer.from(await (await open(bank.manager, body.id, "thumbnail")).arrayBuffer()),
    ).metadata();
    expect(small.width).toBe(320);
    const sealed = await open(bank.manager, body.id, "original");
    expect(sealed.headers.get("content-disposition")).toMatch(/^attachment; filename\*=UTF-8''%E5%A4%A7/);
    expect(Buffer.from(await sealed.arrayBuffer())).toEqual(original);
  });

  it("filed twice by the same person is one file, by another a row of its own on the same bytes", async () => {
    const bytes = await photo("#118844", 300);
    const first = await filed(bytes);
    expect(await filed(bytes)).toBe(first);
    request.actor = bank.inspector;
    expect(await filed(bytes)).not.toBe(first);
  });

  it("stands upright, whichever way the telephone was held", async () => {
    const turned = await sharp({ create: { width: 400, height: 200, channels: 3, background: "#222" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(await (await send(turned)).json()).toMatchObject({ width: 200, height: 400 });
  });

  it("is checked against the hash its sender computed", async () => {
    const bytes = await photo("#010203", 200);
    expect(await codeOf(await send(bytes, { headers: { "x-content-sha256": "0".repeat(64) } }))).toBe("FILE_CHECKSUM");
    const sha = createHash("sha256").update(bytes).digest("hex");
    expect((await send(bytes, { headers: { "x-content-sha256": sha } })).status).toBe(201);
  });

  it("may come as bare bytes too", async () => {
    const bytes = await photo("#0a0b0c", 200);
    const answer = await POST(
      new Request("http://localhost:3000/api/files?unit=O001&name=x.jpg", {
        method: "POST",
        body: bytes as BodyInit,
        headers: { "content-type": "image/jpeg" },
      }),
    );
    expect(answer.status).toBe(201);
  });
});

describe("a PDF", () => {
  it("is taken as a document and only ever downloaded", async () => {
    const id = await filed(Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\n%%EOF"), {
      name: "整改.pdf",
    });
    const answer = await open(bank.manager, id);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
  });
});

describe("refused is", () => {
  const png = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#fff" } })
      .png({ compressionLevel: 9 })
      .toBuffer();
  const script = "<script>alert(1)</script>";

  it.each([
    [
      "an SVG",
      async () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
      "x.jpg",
      "FILE_KIND",
    ],
    [
      "an SVG with an XML head",
      async () => Buffer.from(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`),
      "x.svg",
      "FILE_KIND",
    ],
    ["HTML", async () => Buffer.from(`<!doctype html><html>${script}`), "x.png", "FILE_KIND"],
    ["a zip bomb", async () => zipSync({ "a.txt": new Uint8Array(20_000_000) }), "x.jpg", "FILE_KIND"],
    [
      "a GIF",
      async () =>
        Buffer.from(
          "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;",
          "latin1",
        ),
      "x.gif",
      "FILE_KIND",
    ],
    ["a program", async () => Buffer.from("MZ\x90\x00\x03\x00\x00\x00", "latin1"), "x.jpg", "FILE_KIND"],
    ["nothing", async () => Buffer.alloc(0), "x.jpg", "FILE_EMPTY"],
    ["a picture cut short", async () => (await photo("#777", 600)).subarray(0, 900), "x.jpg", "FILE_DAMAGED"],
    ["a small file with too many pixels", () => png(9000, 9000), "x.png", "FILE_TOO_MANY_PIXELS"],
    [
      "an iPhone's own format",
      async () => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic\0\0\0\0mif1heic")]),
      "x.heic",
      "FILE_HEIC",
    ],
    [
      "more than 12 MB",
      async () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(12 * 1024 * 1024)]),
      "x.jpg",
      "FILE_TOO_LARGE",
    ],
  ])("%s, in words", async (_, make, name, code) => {
    const before = await db.evidenceFile.count();
    const answer = await send(await make(), { name });
    const body = (await answer.json()) as { code: string; message: string };
    expect(body.code).toBe(code);
    expect(body.message).not.toBe(MESSAGES["zh-CN"].access.refusals.INVALID);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await db.evidenceFile.count()).toBe(before);
  });

  it("a body that says itself that it is too long, before it is read", async () => {
    const headers = { "content-length": String(14 * 1024 * 1024) };
    const answer = await POST(
      new Request("http://localhost:3000/api/files?unit=O001", { method: "POST", body: "x", headers }),
    );
    expect(answer.status).toBe(413);
    expect(await codeOf(answer)).toBe("FILE_TOO_LARGE");
  });

  it("a stream without end, at the cap", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const answer = await POST(
      new Request("http://localhost:3000/api/files?unit=O001", {
        method: "POST",
        body: endless,
        duplex: "half",
      } as RequestInit),
    );
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(16);
  });

  it("whoever is not signed in, comes from elsewhere, or has no right over the outlet", async () => {
    const bytes = await photo("#333", 200);
    expect((await send(bytes, { unit: "O002" })).status).toBe(404);
    expect((await send(bytes, { unit: "O999" })).status).toBe(404);
    request.origin = "https://elsewhere.example";
    expect((await send(bytes)).status).toBe(403);
    request.origin = null;
    expect((await send(bytes)).status).toBe(403);
    Object.assign(request, { origin: "http://localhost:3000", actor: null });
    expect((await send(bytes)).status).toBe(401);
  });
});

describe("a filed picture is opened", () => {
  it("by those who may read the outlet's inspections, and by nobody else", async () => {
    const id = await filed(await photo("#909090", 200));
    expect((await open(bank.manager, id)).status).toBe(200);
    expect((await open(bank.staff, id)).status).toBe(200);
    expect((await open(bank.otherManager, id)).status).toBe(404);
    expect((await open(null, id)).status).toBe(401);
    expect((await open(bank.manager, "0197b7a0-0000-7000-8000-000000000009")).status).toBe(404);
    expect((await open(bank.manager, "..%2f..%2fetc%2fpasswd")).status).toBe(404);
  });

  it("of a mystery visit not by the outlet before its review is published, nor before it is submitted", async () => {
    request.actor = bank.inspector;
    const id = await filed(await photo("#505050", 220));
    expect((await open(bank.manager, id)).status).toBe(404);
    const answers = allPass("mystery-visit", {
      "ATT-001": { verdict: "DEDUCTED", lost: "4.00", reason: "无人问候", evidence: [id] },
    });
    const outcome = await perform(submitInspectionVisit, {
      actor: bank.inspector,
      input: { campaign: "C-2026-01", unit: "O001", method: "COVERT", onDay: "2026-06-20", answers },
    });
    expect(outcome.ok).toBe(true);
    expect((await open(bank.manager, id)).status).toBe(404);
    expect((await open(bank.staff, id)).status).toBe(200);
    await db.frozenPeriod.create({
      data: {
        campaignId: bank.campaign.id,
        reviewCode: "H1",
        fromOn: new Date("2026-03-16"),
        toOn: new Date("2026-06-30"),
      },
    });
    const review = await db.review.create({ data: { campaignId: bank.campaign.id, code: "H1" } });
    await db.reviewTransition.create({
      data: { reviewId: review.id, seq: 1, state: "FINAL", byId: bank.staff.accountId, byName: "hq" },
    });
    expect((await open(bank.manager, id)).status).toBe(200);
  });

  it("and cannot be borrowed as evidence against another outlet", async () => {
    request.actor = bank.otherManager;
    const id = await filed(await photo("#606060", 240), { unit: "O002" });
    const answers = allPass("self-check", {
      "POS-011": { verdict: "DEDUCTED", lost: "1.00", reason: "未举手", evidence: [id] },
    });
    const submit = (actor: Actor, unit: string) =>
      perform(submitSelfCheckForMonth, { actor, input: { campaign: "C-2026-01", unit, month: "2026-07", answers } });
    expect(await submit(bank.manager, "O001")).toMatchObject({
      refusals: [{ code: "EVIDENCE_UNKNOWN", field: "answers.POS-011.evidence" }],
    });
    expect((await submit(bank.otherManager, "O002")).ok).toBe(true);
  });
});
