import "server-only";
import { createHash } from "node:crypto";
import { pipeline, Readable, Transform } from "node:stream";
import { log } from "@/lib/platform/log";
import { folderOf, kindOf, objectName, rangeOf, sealOf } from "./rules";
import { fileStore } from "./storage/open";
import { type ByteRange, type FileStore, StoreUnavailable } from "./storage/types";
import type { FiledBytes, Rendition } from "./types";
import { isSealed, wholeObject } from "./verify";

/** A filed original or copy, ready to be sent; or why there is none, for whoever had the right to it. */
export type OpenedFile =
  | {
      readonly state: "OPEN";
      readonly body: Buffer | ReadableStream<Uint8Array>;
      readonly mime: string;
      readonly bytes: number;
      /** Null: all of it. */
      readonly range: ByteRange | null;
      readonly etag: string;
      readonly download: boolean;
    }
  | { readonly state: "OUTSIDE"; readonly bytes: number }
  | { readonly state: "DAMAGED" | "MISSING" | "UNAVAILABLE" };

/**
 * Opens a file and compares it with its hash before a byte of it leaves: what was changed in the store is never shown as
 * evidence. Pictures and documents are read whole, so that what was compared is what is sent; clips are read through once
 * and then sent in pieces.
 */
export async function openFile(
  file: FiledBytes,
  asked: Rendition,
  rangeHeader: string | null = null,
  store: FileStore = fileStore(),
): Promise<OpenedFile> {
  const kind = kindOf(file.mime);
  const rendition = kind === "PICTURE" ? asked : "original";
  const about = { file: file.id, rendition, sha256: file.sha256 };
  try {
    const opened = kind === "CLIP" ? await openClip(file, rangeHeader, store) : await openWhole(file, rendition, store);
    if (opened.state === "DAMAGED") log.error(about, "a file in the store is not what was filed");
    if (opened.state === "MISSING") log.error(about, "a file is gone from the store");
    return opened;
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    log.error({ ...about, reason: error.message }, "the file store cannot be asked");
    return { state: "UNAVAILABLE" };
  }
}

async function openWhole(file: FiledBytes, rendition: Rendition, store: FileStore): Promise<OpenedFile> {
  const seal = sealOf(file, rendition);
  const body = await wholeObject(store, folderOf(file.storageKey), objectName(rendition, seal));
  if (!body) return { state: "MISSING" };
  const found = createHash("sha256").update(body).digest("hex");
  if (seal !== null && found !== seal) return { state: "DAMAGED" };
  const original = rendition === "original";
  return {
    state: "OPEN",
    body,
    mime: original ? file.mime : "image/webp",
    bytes: body.byteLength,
    range: null,
    etag: `"${found}"`,
    download: original,
  };
}

async function openClip(file: FiledBytes, rangeHeader: string | null, store: FileStore): Promise<OpenedFile> {
  const [folder, name] = [folderOf(file.storageKey), objectName("original", file.sha256)];
  const state = await store.stat(folder, name);
  if (!state) return { state: "MISSING" };
  if (state.bytes !== file.bytes || !(await isSealed(store, folder, name, file.sha256, state))) {
    return { state: "DAMAGED" };
  }
  const range = rangeOf(rangeHeader, file.bytes);
  if (range === "OUTSIDE") return { state: "OUTSIDE", bytes: file.bytes };
  const stream = await store.read(folder, name, range ?? undefined);
  if (!stream) return { state: "MISSING" };
  // Whoever breaks off closes both ends; there is nobody else to tell.
  const checked = range ? stream : pipeline(stream, sealedThrough(file.sha256), () => undefined);
  return {
    state: "OPEN",
    body: Readable.toWeb(checked) as ReadableStream<Uint8Array>,
    mime: file.mime,
    bytes: file.bytes,
    range,
    etag: `"${file.sha256}"`,
    download: true,
  };
}

/** Breaks off before the end when what went through was not what was filed: then the receiver has no whole file. */
function sealedThrough(seal: string): Transform {
  const hash = createHash("sha256");
  let last: Buffer | null = null;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      const before = last;
      last = piece;
      done(null, before);
    },
    flush(done) {
      if (hash.digest("hex") !== seal) done(new Error("the file changed while it was being sent"));
      else done(null, last);
    },
  });
}
