import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, stat } from "node:fs/promises";
import path from "node:path";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { env } from "@/lib/platform/env";
import { recognise, redraw } from "./picture";
import type { FileRefusal, StoredFile } from "./types";

/** The sealed original, the copy people see, and the small one. */
export type Rendition = "original" | "display" | "thumbnail";

const RENDITION_FILE: Readonly<Record<Rendition, string>> = {
  original: "original",
  display: "display.webp",
  thumbnail: "thumbnail.webp",
};

/** Where the bytes lie. Today a local folder; anything with these two verbs can take its place. */
export interface FileStore {
  readonly put: (folder: string, file: string, bytes: Uint8Array) => Promise<void>;
  readonly get: (folder: string, file: string) => Promise<Buffer | null>;
}

const FOLDER = /^[0-9a-f]{2}\/[0-9a-f]{64}$/;

function absolute(folder: string, file: string): string {
  if (!FOLDER.test(folder)) throw new RangeError("not a folder of the store");
  return path.join(path.resolve(env.MINGYOU_DATA_DIR), "files", folder, file);
}

const localStore: FileStore = {
  async put(folder, file, bytes) {
    const target = absolute(folder, file);
    if (await stat(target).catch(() => null)) return;
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    // Written beside, forced to disk, then renamed: after a crash a file is whole or not there (SECURITY 23).
    const beside = `${target}.${randomUUID()}.part`;
    const handle = await open(beside, "wx", 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, target);
  },
  async get(folder, file) {
    return readFile(absolute(folder, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
  },
};

/**
 * Checks a file and puts it into the store: the original untouched under its SHA-256, a picture also as two re-drawn
 * copies. The same bytes lie there once, however often they are filed. `claimed` is the hash the sender computed.
 */
export async function keepFile(
  bytes: Uint8Array,
  claimed?: string,
  store: FileStore = localStore,
): Promise<Result<StoredFile, FileRefusal>> {
  const recognised = await recognise(bytes);
  if (!recognised.ok) return recognised;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (claimed !== undefined && claimed.toLowerCase() !== sha256) return refuse("FILE_CHECKSUM");
  const folder = `${sha256.slice(0, 2)}/${sha256}`;
  let size: { width: number; height: number } | null = null;
  if (recognised.value.kind === "PICTURE") {
    const copies = await redraw(bytes);
    if (!copies.ok) return copies;
    size = copies.value;
    await store.put(folder, RENDITION_FILE.display, copies.value.display);
    await store.put(folder, RENDITION_FILE.thumbnail, copies.value.thumbnail);
  }
  await store.put(folder, RENDITION_FILE.original, bytes);
  return accept({
    ...recognised.value,
    sha256,
    folder,
    bytes: bytes.byteLength,
    width: size?.width ?? null,
    height: size?.height ?? null,
  });
}

/** Puts a file that the product itself made into the store, as it is. The same bytes lie there once. */
export async function keepProduct(
  bytes: Uint8Array,
  store: FileStore = localStore,
): Promise<{ sha256: string; storageKey: string; bytes: number }> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const storageKey = `${sha256.slice(0, 2)}/${sha256}`;
  await store.put(storageKey, RENDITION_FILE.original, bytes);
  return { sha256, storageKey, bytes: bytes.byteLength };
}

/** `storageKey` of a row: the folder, and behind it the row's own mark, since two rows may share the same bytes. */
export function readRendition(
  storageKey: string,
  rendition: Rendition,
  store: FileStore = localStore,
): Promise<Buffer | null> {
  return store.get(storageKey.split("/").slice(0, 2).join("/"), RENDITION_FILE[rendition]);
}
