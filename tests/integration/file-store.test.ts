import { createHash, randomBytes } from "node:crypto";
import { readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { capFor } from "@/lib/platform/files/picture";
import { stage, sweepStage, unstage } from "@/lib/platform/files/stage";
import { filesFolder } from "@/lib/platform/files/storage/open";
import { s3Store } from "@/lib/platform/files/storage/s3";
import { type FileStore, StoreUnavailable } from "@/lib/platform/files/storage/types";
import { keepFile, keepProduct, readRendition } from "@/lib/platform/files/store";
import { hashObject, wholeObject } from "@/lib/platform/files/verify";
import { localInHand, type StoreInHand, s3InHand } from "../support/stores";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const folderFor = (bytes: Uint8Array) => `${sha256(bytes).slice(0, 2)}/${sha256(bytes)}`;
const streamOf = (bytes: Uint8Array, piece = 64 * 1024) => {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.byteLength) controller.close();
      else controller.enqueue(bytes.subarray(at, at + piece));
      at += piece;
    },
  });
};
const wav = (length: number) => {
  const bytes = randomBytes(length);
  bytes.write("RIFF", 0, "latin1");
  bytes.write("WAVEfmt ", 8, "latin1");
  return bytes;
};
const PDF = Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\n%%EOF");

afterAll(() => rm(process.env.MINGYOU_DATA_DIR ?? "", { recursive: true, force: true }));

describe.each([
  ["a folder", localInHand],
  ["a bucket", s3InHand],
])("the store in %s", (_, open: () => Promise<StoreInHand>) => {
  let hand: StoreInHand;
  let store: FileStore;
  beforeEach(async () => {
    hand = await open();
    store = hand.store;
  });
  afterEach(() => hand.end());

  it("is there", async () => {
    await expect(store.reach()).resolves.toBeUndefined();
  });

  it("gives back what was put, and knows what it has not", async () => {
    const bytes = randomBytes(200_000);
    const folder = folderFor(bytes);
    expect(await store.stat(folder, "original")).toBeNull();
    expect(await store.read(folder, "original")).toBeNull();
    expect(await store.put(folder, "original", bytes)).toBe(true);
    expect(await store.stat(folder, "original")).toMatchObject({ bytes: 200_000 });
    expect((await wholeObject(store, folder, "original"))?.equals(bytes)).toBe(true);
    expect(await hashObject(store, folder, "original")).toBe(sha256(bytes));
    expect(await store.stat(folder, "display.webp")).toBeNull();
    expect(await store.read(folder, "display.webp")).toBeNull();
  });

  it("reads a part", async () => {
    const bytes = randomBytes(10_000);
    const folder = folderFor(bytes);
    await store.put(folder, "original", bytes);
    const part = async (from: number, to: number) => {
      const pieces: Buffer[] = [];
      for await (const piece of (await store.read(folder, "original", { from, to }))!) pieces.push(piece as Buffer);
      return Buffer.concat(pieces);
    };
    expect(await part(0, 1)).toEqual(bytes.subarray(0, 2));
    expect(await part(5_000, 5_999)).toEqual(bytes.subarray(5_000, 6_000));
    expect(await part(9_999, 9_999)).toEqual(bytes.subarray(9_999));
  });

  it("never writes over what lies there", async () => {
    const bytes = randomBytes(1_000);
    const folder = folderFor(bytes);
    expect(await store.put(folder, "original", bytes)).toBe(true);
    expect(await store.put(folder, "original", bytes)).toBe(false);
    expect(await store.put(folder, "original", Buffer.from("something else"))).toBe(false);
    expect(await wholeObject(store, folder, "original")).toEqual(bytes);
    expect(await hand.list()).toHaveLength(1);
  });

  it("takes the same bytes from many at once as one object", async () => {
    const bytes = randomBytes(300_000);
    const put = await Promise.all(Array.from({ length: 8 }, () => store.put(folderFor(bytes), "original", bytes)));
    expect(put).toContain(true);
    expect(await hashObject(store, folderFor(bytes), "original")).toBe(sha256(bytes));
    expect(await hand.list()).toHaveLength(1);
  });

  it("refuses keys that lead elsewhere", async () => {
    for (const [folder, file] of [
      ["../../etc", "passwd"],
      [folderFor(PDF), "../original"],
      [folderFor(PDF), "original/x"],
      ["", "original"],
    ] as const) {
      await expect(store.put(folder, file, PDF)).rejects.toThrow(RangeError);
      await expect(store.read(folder, file)).rejects.toThrow(RangeError);
    }
  });

  it("takes in what was staged, without holding it", async () => {
    const bytes = wav(30 * 1024 * 1024);
    const staged = (await stage(streamOf(bytes), capFor))!;
    expect(staged).toMatchObject({ bytes: bytes.byteLength, sha256: sha256(bytes) });
    const kept = await keepFile(staged, staged.sha256, undefined, store);
    expect(kept).toMatchObject({ ok: true, value: { kind: "CLIP", mime: "audio/wav", bytes: bytes.byteLength } });
    await unstage(staged);
    expect(await hashObject(store, folderFor(bytes), "original")).toBe(sha256(bytes));
  });

  it("acknowledges nothing that it holds otherwise", async () => {
    expect((await keepFile(PDF, undefined, undefined, store)).ok).toBe(true);
    expect((await keepFile(PDF, undefined, undefined, store)).ok).toBe(true);
    await hand.flip(folderFor(PDF), "original");
    const again = await keepFile(PDF, undefined, undefined, store);
    expect(again).toMatchObject({ ok: false, refusals: [{ code: "FILE_SEAL_BROKEN" }] });
    await expect(keepProduct(PDF, store)).rejects.toThrow("other bytes");
    expect(await readRendition(folderFor(PDF), "original", store)).toBeNull();
  });

  it("says that it is gone, instead of that everything in it is", async () => {
    await store.put(folderFor(PDF), "original", PDF);
    await hand.vanish();
    await expect(store.stat(folderFor(PDF), "original")).rejects.toThrow(StoreUnavailable);
    await expect(store.read(folderFor(PDF), "original")).rejects.toThrow(StoreUnavailable);
    if (hand.settings) {
      await expect(store.put(folderFor(PDF), "original", PDF)).rejects.toThrow(/MINGYOU_FILES/);
      await expect(store.reach()).rejects.toThrow(/no bucket “evidence”.*MINGYOU_FILES/);
    }
  });
});

describe("a bucket", () => {
  it("says which variable is wrong", async () => {
    const hand = await s3InHand();
    const saying = async (change: Partial<typeof hand.settings>) => {
      const error = await s3Store({ ...hand.settings, ...change })
        .put(folderFor(PDF), "original", PDF)
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StoreUnavailable);
      return (error as StoreUnavailable).variable;
    };
    // A HEAD is refused without a reason, so that only a GET tells an unknown key from other refusals.
    expect(await saying({ keyId: "SOMEBODY" })).toBe("MINGYOU_S3_KEY_ID");
    expect(await saying({ bucket: "another" })).toBe("MINGYOU_FILES");
    expect(await saying({ endpoint: "http://127.0.0.1:9" })).toBe("MINGYOU_S3_ENDPOINT");
    expect(await hand.list()).toEqual([]);
    await hand.end();
  });

  it("that goes away in the middle loses nothing that was acknowledged", async () => {
    const hand = await s3InHand("");
    expect((await keepFile(PDF, undefined, undefined, hand.store)).ok).toBe(true);
    await hand.end();
    await expect(keepFile(PDF, undefined, undefined, hand.store)).rejects.toThrow(/MINGYOU_S3_ENDPOINT/);
    await expect(hand.store.read(folderFor(PDF), "original")).rejects.toThrow(StoreUnavailable);
  });
});

/** A server that says what the one above does not: it checks no signatures and knows no conditions. */
async function answering(answers: readonly { status: number; code?: string }[]) {
  const seen: { method: string; unless: string | undefined; md5: string | undefined }[] = [];
  const left = [...answers];
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      const { "if-none-match": unless, "content-md5": md5 } = request.headers;
      seen.push({ method: request.method ?? "", unless, md5: md5 as string | undefined });
      const answer = left.shift() ?? { status: 200 };
      response.writeHead(answer.status, { "content-type": "application/xml" });
      response.end(answer.code && request.method !== "HEAD" ? `<Error><Code>${answer.code}</Code></Error>` : "");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const store = s3Store({
    kind: "S3",
    bucket: "evidence",
    prefix: "",
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    keyId: "key",
    secret: "s3cr3t",
    pathStyle: true,
  });
  return { store, seen, end: () => server.close() };
}

describe("a bucket of a stricter server", () => {
  const folder = folderFor(PDF);
  const absent = { status: 404 };

  it("is told to take nothing that is there by now, and what arrived is checked on its way", async () => {
    const { store, seen, end } = await answering([absent, { status: 412, code: "PreconditionFailed" }]);
    expect(await store.put(folder, "original", PDF)).toBe(false);
    expect(seen).toEqual([
      { method: "HEAD", unless: undefined, md5: undefined },
      { method: "PUT", unless: "*", md5: createHash("md5").update(PDF).digest("base64") },
    ]);
    end();
  });

  it("is asked again without the condition when it knows none, and after a stumble", async () => {
    const { store, seen, end } = await answering([
      absent,
      { status: 501, code: "NotImplemented" },
      { status: 503, code: "SlowDown" },
      { status: 200 },
    ]);
    const staged = (await stage(streamOf(PDF), capFor))!;
    expect(await store.put(folder, "original", staged)).toBe(true);
    expect(seen.map(({ method, unless }) => `${method} ${unless ?? ""}`)).toEqual(["HEAD ", "PUT *", "PUT ", "PUT "]);
    await unstage(staged);
    end();
  });

  it.each([
    [403, "SignatureDoesNotMatch", "MINGYOU_S3_SECRET"],
    [403, "InvalidAccessKeyId", "MINGYOU_S3_KEY_ID"],
    [403, "AccessDenied", "MINGYOU_S3_KEY_ID"],
    [404, "NoSuchBucket", "MINGYOU_FILES"],
    [400, "AuthorizationHeaderMalformed", "MINGYOU_S3_REGION"],
    [400, "BadDigest", null],
  ])("%i %s is said with %s, and without the secret", async (status, code, variable) => {
    const { store, end } = await answering([absent, { status, code }]);
    const error = await store.put(folder, "original", PDF).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error).toMatchObject({ variable });
    expect((error as Error).message).not.toContain("s3cr3t");
    end();
  });
});

describe("what arrives", () => {
  const arriving = () => readdir(join(filesFolder(), ".arriving")).catch(() => []);

  it("leaves nothing behind when its sender goes away", async () => {
    let sent = 0;
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 3) controller.error(new Error("the line is gone"));
        else controller.enqueue(randomBytes(100_000));
      },
    });
    await expect(stage(broken, async () => 1e9)).rejects.toThrow("the line is gone");
    expect(await arriving()).toEqual([]);
  });

  it("stops at its cap, which its first bytes decide", async () => {
    expect(await stage(streamOf(wav(3_000_000)), async () => 1_000_000)).toBeNull();
    expect(await arriving()).toEqual([]);
    expect(await capFor(wav(5_000))).toBe(200 * 1024 * 1024);
    expect(await capFor(PDF)).toBe(12 * 1024 * 1024);
    expect(await capFor(Buffer.alloc(5_000))).toBe(12 * 1024 * 1024);
  });

  it("may be short, or nothing", async () => {
    const small = await stage(streamOf(PDF), capFor);
    expect(small).toMatchObject({ bytes: PDF.byteLength, sha256: sha256(PDF) });
    const none = await stage(null, capFor);
    expect(none).toMatchObject({ bytes: 0 });
    await Promise.all([unstage(small!), unstage(none!)]);
  });

  it("is swept away a day after a killed process left it", async () => {
    const folder = join(filesFolder(), ".arriving");
    for (const name of ["old", "new"]) await writeFile(join(folder, name), "x");
    const before = new Date(Date.now() - 25 * 3_600_000);
    await utimes(join(folder, "old"), before, before);
    expect(await sweepStage()).toBe(1);
    expect(await stat(join(folder, "new"))).toBeTruthy();
    expect(await arriving()).toEqual(["new"]);
  });
});
