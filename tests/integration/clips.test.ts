import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { perform } from "@/lib/access/usecase";
import { submitInspectionVisit } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import { setClock } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { kindOf } from "@/lib/platform/files/rules";
import { filesFolder, useStore } from "@/lib/platform/files/storage/open";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { useDatabase } from "../support/database";
import { actorFor, allPass, type InspectedBank, makeInspectedBank } from "../support/inspected-bank";
import { localInHand, type StoreInHand, s3InHand } from "../support/stores";

const request = vi.hoisted(() => {
  // Read once, at the first use of the environment.
  process.env.MINGYOU_CLIP_MB = "14";
  return { actor: null as unknown };
});
vi.mock("@/lib/access/loaders", () => ({
  findCurrentActor: async () => request.actor,
  mustChangePassword: async () => false,
}));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ origin: "http://localhost:3000" }) }));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { MESSAGES } = await import("@/lib/platform/i18n/messages");
  return { getTranslations: async () => createTranslator({ locale: "zh-CN", messages: MESSAGES["zh-CN"] }) };
});

const { POST } = await import("@/app/api/files/route");
const { GET } = await import("@/app/api/files/[id]/route");

useDatabase();
let bank: InspectedBank;
let officer: Actor;
beforeAll(async () => {
  setClock(() => new Date("2026-07-13T04:40:00Z"));
  bank = await makeInspectedBank();
  const branch = bank.staff.grants[0]!;
  officer = await actorFor("officer", "COMPLAINT_OFFICER", { id: branch.unitId, path: branch.path });
});
beforeEach(() => {
  request.actor = bank.inspector;
});

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const padded = (head: Uint8Array | string, length: number) => {
  const start = typeof head === "string" ? Buffer.from(head, "latin1") : Buffer.from(head);
  return Buffer.concat([start, randomBytes(Math.max(0, length - start.byteLength))]);
};
const brand = (name: string) => `\0\0\0\x18ftyp${name}\0\0\0\0${name}mp42`;
const wav = (length: number) => padded("RIFF\x10\0\0\0WAVEfmt ", length);

/** The first bytes that real recorders write. */
const CLIPS: readonly [string, Buffer, string, string][] = [
  ["MP4", padded(brand("isom"), 6_000), "video/mp4", "mp4"],
  ["QuickTime", padded(brand("qt  "), 6_000), "video/quicktime", "mov"],
  [
    "WebM",
    padded(
      Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x8b, 0x42, 0x82, 0x84, 0x77, 0x65, 0x62, 0x6d, 0x42, 0x87, 0x81, 0x04]),
      6_000,
    ),
    "video/webm",
    "webm",
  ],
  ["M4A", padded(brand("M4A "), 6_000), "audio/mp4", "m4a"],
  ["MP3 with tags", padded("ID3\x04\0\0\0\0\x7f\x7f", 6_000), "audio/mpeg", "mp3"],
  ["bare MP3", padded(Buffer.from([0xff, 0xfb, 0x90, 0x64]), 6_000), "audio/mpeg", "mp3"],
  ["WAV", wav(6_000), "audio/wav", "wav"],
  ["AAC", padded(Buffer.from([0xff, 0xf1, 0x50, 0x80]), 6_000), "audio/aac", "aac"],
  [
    "Ogg Opus",
    padded(Buffer.concat([Buffer.from("OggS"), Buffer.alloc(24), Buffer.from("OpusHead")]), 6_000),
    "audio/ogg",
    "ogg",
  ],
];

function send(
  bytes: Uint8Array,
  { name = "录音.bin", type = "application/octet-stream", unit = "O001", sha = "" } = {},
) {
  return POST(
    new Request(`http://localhost:3000/api/files?unit=${unit}&name=${encodeURIComponent(name)}`, {
      method: "POST",
      body: bytes as BodyInit,
      headers: { "content-type": type, ...(sha && { "x-content-sha256": sha }) },
    }),
  );
}
async function filed(bytes: Uint8Array, more: Parameters<typeof send>[1] = {}): Promise<string> {
  const answer = await send(bytes, more);
  expect(answer.status, await answer.clone().text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
const open = (actor: Actor, id: string, { size = "", headers = {} as Record<string, string> } = {}) => {
  request.actor = actor;
  return GET(new Request(`http://localhost:3000/api/files/${id}${size && `?size=${size}`}`, { headers }), {
    params: Promise.resolve({ id }),
  });
};
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
const arriving = () => readdir(join(filesFolder(), ".arriving"));

describe.each([
  ["a folder", localInHand],
  ["a bucket", s3InHand],
])("clips in %s", (where, make: () => Promise<StoreInHand>) => {
  let hand: StoreInHand;
  let back: () => void;
  beforeAll(async () => {
    hand = await make();
    back = useStore(hand.store);
  });
  afterAll(async () => {
    back();
    await hand.end();
  });

  it.each(CLIPS)(
    "%s is taken by its first bytes and given back untouched, as a download",
    async (_, bytes, mime, extension) => {
      const mine = Buffer.concat([bytes, Buffer.from(where)]);
      const id = await filed(mine, { name: "暗访.exe", sha: hash(mine) });
      expect(await arriving()).toEqual([]);
      const row = await db.evidenceFile.findUniqueOrThrow({ where: { id } });
      expect(row).toMatchObject({ mime, name: `暗访.${extension}`, bytes: mine.byteLength, sha256: hash(mine) });
      expect(kindOf(row.mime)).toBe("CLIP");
      const answer = await open(bank.inspector, id);
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-type": mime,
        "content-length": String(mine.byteLength),
        "accept-ranges": "bytes",
        "x-content-type-options": "nosniff",
      });
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename\*=UTF-8''/);
      expect(answer.headers.get("content-security-policy")).toContain("sandbox");
      expect((await bytesOf(answer)).equals(mine)).toBe(true);
    },
  );

  it("are played from the middle", async () => {
    const bytes = Buffer.concat([wav(700_000), Buffer.from(where)]);
    const id = await filed(bytes);
    const last = bytes.byteLength - 1;
    const part = (range: string) => open(bank.inspector, id, { headers: { range } });
    for (const [asked, from, to] of [
      ["bytes=0-1", 0, 1],
      ["bytes=500000-599999", 500_000, 599_999],
      [`bytes=699000-`, 699_000, last],
      ["bytes=-100", last - 99, last],
      ["bytes=10-99999999", 10, last],
    ] as const) {
      const answer = await part(asked);
      expect(answer.status, asked).toBe(206);
      expect(answer.headers.get("content-range")).toBe(`bytes ${from}-${to}/${bytes.byteLength}`);
      expect(answer.headers.get("content-length")).toBe(String(to - from + 1));
      expect((await bytesOf(answer)).equals(bytes.subarray(from, to + 1)), asked).toBe(true);
    }
    for (const whole of ["bytes=0-1,5-6", "lines=1-2", "bytes=5-2", "bytes=-"]) {
      const answer = await part(whole);
      expect(answer.status, whole).toBe(200);
      expect((await bytesOf(answer)).equals(bytes), whole).toBe(true);
    }
    const outside = await part("bytes=800000-");
    expect(outside.status).toBe(416);
    expect(outside.headers.get("content-range")).toBe(`bytes */${bytes.byteLength}`);
  });

  it("larger than the configured cap are refused, on the word of their length or when they pass it", async () => {
    const long = wav(14 * 1024 * 1024 + 1);
    const told = await POST(
      new Request("http://localhost:3000/api/files?unit=O001", {
        method: "POST",
        body: "x",
        headers: { "content-type": "video/mp4", "content-length": String(15 * 1024 * 1024) },
      }),
    );
    expect(told.status).toBe(413);
    const answer = await send(long);
    expect(answer.status).toBe(413);
    const said = (await answer.json()) as { code: string; message: string };
    expect(said.code).toBe("FILE_TOO_LARGE");
    expect(said.message).toContain("14 MB");
    expect((await send(long.subarray(0, 14 * 1024 * 1024))).status).toBe(201);
    expect(await arriving()).toEqual([]);
  });

  it("do not let anything else grow as large", async () => {
    const answer = await send(padded(Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 13 * 1024 * 1024), { type: "video/mp4" });
    expect(answer.status).toBe(413);
    expect(await codeOf(answer)).toBe("FILE_TOO_LARGE");
    expect((await send(padded("MZ\x90\0", 13 * 1024 * 1024), { type: "video/mp4" })).status).toBe(413);
  });

  it.each([
    [
      "a Matroska film",
      padded(Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x8b, 0x42, 0x82, 0x88, ...Buffer.from("matroska")]), 6_000),
    ],
    ["a program that calls itself a clip", padded("MZ\x90\0\x03\0\0\0", 6_000)],
    ["a page that calls itself a clip", Buffer.from("<!doctype html><html><script>alert(1)</script>")],
    ["an AVI", padded("RIFF\x10\0\0\0AVI LIST", 6_000)],
  ])("%s is refused", async (_, bytes) => {
    const before = await db.evidenceFile.count();
    const answer = await send(bytes, { type: "video/mp4", name: "x.mp4" });
    expect(answer.status).toBe(422);
    const said = (await answer.json()) as { code: string; message: string };
    expect(said.code).toBe("FILE_KIND");
    expect(said.message).toContain("录像");
    expect(await db.evidenceFile.count()).toBe(before);
  });

  it("that arrive otherwise than they were sent are refused", async () => {
    const answer = await send(wav(9_000), { sha: "0".repeat(64) });
    expect(await codeOf(answer)).toBe("FILE_CHECKSUM");
  });

  it("that were changed in the store are never sent as evidence, not even in part", async () => {
    const bytes = Buffer.concat([wav(400_000), Buffer.from(where)]);
    const id = await filed(bytes);
    await hand.flip(`${hash(bytes).slice(0, 2)}/${hash(bytes)}`, "original");
    for (const headers of [{}, { range: "bytes=0-10" }] as Record<string, string>[]) {
      const answer = await open(bank.inspector, id, { headers });
      expect(answer.status).toBe(409);
      expect(await answer.text()).toBe(MESSAGES["zh-CN"].storage.opened.DAMAGED);
    }
    // Somebody without the right learns nothing of it.
    expect((await open(bank.otherManager, id)).status).toBe(404);
    // Who files the same bytes again is not told that they are kept.
    request.actor = bank.manager;
    expect(await codeOf(await send(bytes))).toBe("FILE_SEAL_BROKEN");
  });

  it("changed after they were played once are found out", async () => {
    const bytes = Buffer.concat([wav(300_000), Buffer.from(where)]);
    const id = await filed(bytes);
    const folder = `${hash(bytes).slice(0, 2)}/${hash(bytes)}`;
    expect((await open(bank.inspector, id, { headers: { range: "bytes=0-1" } })).status).toBe(206);
    await hand.flip(folder, "original");
    expect((await open(bank.inspector, id, { headers: { range: "bytes=0-1" } })).status).toBe(409);
    await hand.remove(folder, "original");
    const gone = await open(bank.inspector, id);
    expect(gone.status).toBe(410);
    expect(await gone.text()).toBe(MESSAGES["zh-CN"].storage.opened.MISSING);
  });

  describe("beside them, a picture", () => {
    /** A JPEG as a telephone makes it, with the place where it was taken. */
    const photo = (colour: string) =>
      sharp({ create: { width: 900, height: 600, channels: 3, background: colour } })
        .withExif({
          IFD0: { Make: "PhoneMaker", Copyright: `secret ${where}` },
          IFD3: {
            GPSLatitudeRef: "N",
            GPSLatitude: "31/1 12/1 0/1",
            GPSLongitudeRef: "E",
            GPSLongitude: "121/1 30/1 0/1",
          },
        })
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret-xmp/></x:xmpmeta>')
        .jpeg()
        .toBuffer();

    it("is shown without place, telephone or comment, and sealed with all of it", async () => {
      const original = await photo("#123456");
      const before = await sharp(original).metadata();
      expect(before.exif?.includes(Buffer.from("PhoneMaker"))).toBe(true);
      // The tag that leads to the GPS block, in either byte order.
      const gps = [Buffer.from([0x88, 0x25]), Buffer.from([0x25, 0x88])];
      expect(gps.some((tag) => before.exif?.includes(tag))).toBe(true);
      const id = await filed(original, { name: "x.jpg" });
      for (const size of ["", "thumbnail"]) {
        const copy = await bytesOf(await open(bank.inspector, id, { size }));
        const { exif, xmp, iptc, icc } = await sharp(copy).metadata();
        expect({ exif, xmp, iptc, icc }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, icc: undefined });
        for (const word of ["PhoneMaker", "secret", "Exif", "GPS"]) expect(copy.includes(word), word).toBe(false);
      }
      const sealed = await bytesOf(await open(bank.inspector, id, { size: "original" }));
      expect(sealed.equals(original)).toBe(true);
    });

    it("whose copy was changed is not shown either, and says so in its place", async () => {
      const id = await filed(await photo("#654321"), { name: "x.jpg" });
      const row = await db.evidenceFile.findUniqueOrThrow({ where: { id } });
      const folder = row.storageKey.split("/").slice(0, 2).join("/");
      await hand.flip(folder, `display-${row.displaySha256?.slice(0, 16)}.webp`);
      const shown = await open(bank.inspector, id, { headers: { "sec-fetch-dest": "image" } });
      expect(shown.status).toBe(409);
      expect(shown.headers.get("content-type")).toBe("image/svg+xml");
      expect(shown.headers.get("content-security-policy")).toContain("sandbox");
      expect((await sharp(await bytesOf(shown)).metadata()).width).toBe(320);
      expect((await open(bank.inspector, id, { size: "original" })).status).toBe(200);
      await hand.remove(folder, "original");
      expect((await open(bank.inspector, id, { size: "original" })).status).toBe(410);
    });
  });

  it("cannot be filed or opened while the store is away, and that is said", async () => {
    const id = await filed(Buffer.concat([wav(5_000), Buffer.from(where)]));
    await hand.vanish();
    if (where === "a bucket") {
      const answer = await send(wav(6_000));
      expect(answer.status).toBe(503);
      expect(await codeOf(answer)).toBe("FILES_UNAVAILABLE");
    }
    const opened = await open(bank.inspector, id);
    expect(opened.status).toBe(503);
    expect(await opened.text()).toBe(MESSAGES["zh-CN"].storage.opened.UNAVAILABLE);
  });
});

describe("an original is opened by whoever may open its record", () => {
  const everybody = () => ({
    inspector: bank.inspector,
    manager: bank.manager,
    other: bank.otherManager,
    officer,
    staff: bank.staff,
  });
  // One after the other: the mock knows one person at a time.
  const each = async (id: string) => {
    const found: Record<string, number> = {};
    for (const [name, actor] of Object.entries(everybody())) {
      const answer = await open(actor, id, { size: "original" });
      await answer.body?.cancel();
      found[name] = answer.status;
    }
    return found;
  };

  it("a mystery visit's recording by its outlet only after publication", async () => {
    const clip = await filed(wav(8_000));
    const picture = await sharp({ create: { width: 90, height: 60, channels: 3, background: "#abc" } })
      .jpeg()
      .toBuffer();
    const photo = await filed(picture, { name: "x.jpg" });
    const waiting = { inspector: 200, manager: 404, other: 404, officer: 404, staff: 200 };
    expect(await each(clip)).toEqual(waiting);
    const answers = allPass("mystery-visit", {
      "ATT-001": { verdict: "DEDUCTED", lost: "4.00", reason: "无人问候", evidence: [photo, clip] },
    });
    const submitted = await perform(submitInspectionVisit, {
      actor: bank.inspector,
      input: { campaign: "C-2026-01", unit: "O001", method: "COVERT", onDay: "2026-06-20", answers },
    });
    expect(submitted.ok).toBe(true);
    expect(await each(clip)).toEqual(waiting);
    expect(await each(photo)).toEqual(waiting);
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
    const published = { ...waiting, manager: 200 };
    expect(await each(clip)).toEqual(published);
    expect(await each(photo)).toEqual(published);
    expect((await bytesOf(await open(bank.manager, photo, { size: "original" }))).equals(picture)).toBe(true);
  });

  it("a complaint's by those who read complaints, and by no inspector", async () => {
    request.actor = officer;
    const id = await filed(wav(7_000));
    await db.complaint.create({
      data: {
        no: "T-2026-0001",
        campaignId: bank.campaign.id,
        unitId: bank.outlets[0]!.id,
        evidence: [id],
        receivedOn: new Date("2026-07-01"),
        receivedAt: new Date("2026-07-01T02:00:00Z"),
        channel: "PHONE",
        category: "ATTITUDE",
        level: "OUTLET",
        title: "等候太久",
        account: "录音",
        registeredById: officer.accountId,
      },
    });
    expect(await each(id)).toEqual({ inspector: 404, manager: 200, other: 404, officer: 200, staff: 200 });
  });
});
