import "server-only";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { accept, type Refusal, type Result, refuse, refuseAll } from "@/lib/kernel/result";
import { log } from "@/lib/platform/log";
import { recognise, redraw } from "./picture";
import { folderOf, objectName } from "./rules";
import { fileStore } from "./storage/open";
import type { FileStore, StagedFile } from "./storage/types";
import type { FileRefusal, Rendition, StoredFile } from "./types";
import { hashObject, wholeObject } from "./verify";

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/**
 * Checks a file and puts it into the store: the original untouched under its SHA-256, a picture also as two re-drawn
 * copies. The same bytes lie there once, however often they are filed. `claimed` is the hash the sender computed; `admit`
 * is asked when it is known what arrived, and before any of it goes into the store.
 */
export async function keepFile(
  source: Uint8Array | StagedFile,
  claimed?: string,
  admit: (arrived: { sha256: string; bytes: number }) => Promise<Refusal | null> = async () => null,
  store: FileStore = fileStore(),
): Promise<Result<StoredFile>> {
  const recognised = await recognise(source);
  if (!recognised.ok) return recognised;
  const sha256 = source instanceof Uint8Array ? sha256Of(source) : source.sha256;
  if (claimed !== undefined && claimed.toLowerCase() !== sha256) return refuse("FILE_CHECKSUM" satisfies FileRefusal);
  const bytes = source instanceof Uint8Array ? source.byteLength : source.bytes;
  const unwelcome = await admit({ sha256, bytes });
  if (unwelcome) return refuseAll([unwelcome]);
  const folder = `${sha256.slice(0, 2)}/${sha256}`;
  let picture: { width: number; height: number; displaySha256: string; thumbnailSha256: string } | null = null;
  if (recognised.value.kind === "PICTURE") {
    const copies = await redraw(source instanceof Uint8Array ? source : await readFile(source.path));
    if (!copies.ok) return copies;
    const { width, height, display, thumbnail } = copies.value;
    picture = { width, height, displaySha256: sha256Of(display), thumbnailSha256: sha256Of(thumbnail) };
    const kept = [
      await putSealed(store, folder, objectName("display", picture.displaySha256), display, picture.displaySha256),
      await putSealed(
        store,
        folder,
        objectName("thumbnail", picture.thumbnailSha256),
        thumbnail,
        picture.thumbnailSha256,
      ),
    ];
    if (kept.includes(false)) return refuse("FILE_SEAL_BROKEN" satisfies FileRefusal);
  }
  if (!(await putSealed(store, folder, objectName("original", sha256), source, sha256))) {
    return refuse("FILE_SEAL_BROKEN" satisfies FileRefusal);
  }
  return accept({
    ...recognised.value,
    sha256,
    folder,
    bytes,
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    displaySha256: picture?.displaySha256 ?? null,
    thumbnailSha256: picture?.thumbnailSha256 ?? null,
  });
}

/**
 * False: something else lies under this hash, so it was changed after it was filed. It is left as it is, since it is what
 * an auditor has to see; and nobody is told that their file is kept when it is not.
 */
async function putSealed(
  store: FileStore,
  folder: string,
  file: string,
  source: Uint8Array | StagedFile,
  seal: string,
): Promise<boolean> {
  if (await store.put(folder, file, source)) return true;
  return (await hashObject(store, folder, file)) === seal;
}

/** Puts a file that the product itself made into the store, as it is. The same bytes lie there once. */
export async function keepProduct(
  bytes: Uint8Array,
  store: FileStore = fileStore(),
): Promise<{ sha256: string; storageKey: string; bytes: number }> {
  const sha256 = sha256Of(bytes);
  const storageKey = `${sha256.slice(0, 2)}/${sha256}`;
  if (!(await putSealed(store, storageKey, objectName("original", sha256), bytes, sha256))) {
    throw new Error(`the store holds other bytes under ${sha256}`);
  }
  return { sha256, storageKey, bytes: bytes.byteLength };
}

/** A file that the product made; null when it is gone, or is no longer what was made. Evidence is opened by `openFile`. */
export async function readRendition(
  storageKey: string,
  rendition: Rendition,
  store: FileStore = fileStore(),
): Promise<Buffer | null> {
  const folder = folderOf(storageKey);
  const bytes = await wholeObject(store, folder, objectName(rendition, null));
  if (bytes && rendition === "original" && sha256Of(bytes) !== folder.slice(3)) {
    log.error({ storageKey }, "a file in the store is not what was filed");
    return null;
  }
  return bytes;
}
