import "server-only";
import { createHash } from "node:crypto";
import { folderOf, objectName, sealOf } from "./rules";
import type { FileStore, ObjectState } from "./storage/types";
import type { FiledBytes, Rendition } from "./types";

/** The SHA-256 of what lies in the store, read piece by piece; null: nothing lies there. */
export async function hashObject(
  store: FileStore,
  folder: string,
  file: string,
  onBytes: (count: number) => void = () => {},
): Promise<string | null> {
  const stream = await store.read(folder, file);
  if (!stream) return null;
  const hash = createHash("sha256");
  for await (const piece of stream as AsyncIterable<Buffer>) {
    hash.update(piece);
    onBytes(piece.byteLength);
  }
  return hash.digest("hex");
}

export async function wholeObject(store: FileStore, folder: string, file: string): Promise<Buffer | null> {
  const stream = await store.read(folder, file);
  if (!stream) return null;
  const pieces: Buffer[] = [];
  for await (const piece of stream as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** How long a clip counts as compared, and how many clips are remembered: a player asks for one piece after the other. */
const COMPARED_MS = 300_000;
const COMPARED_MOST = 500;

const compared = new Map<string, { readonly stamp: string; readonly until: number }>();

/**
 * Whether an object that is too large to be held is what its row says: read through once, and believed for a few minutes
 * while the store says that it is still the same object.
 */
export async function isSealed(
  store: FileStore,
  folder: string,
  file: string,
  seal: string,
  state: ObjectState,
): Promise<boolean> {
  const key = `${store.kind} ${folder}/${file}`;
  const known = compared.get(key);
  if (known && known.stamp === state.stamp && known.until > performance.now()) return true;
  compared.delete(key);
  if ((await hashObject(store, folder, file)) !== seal) return false;
  if (compared.size >= COMPARED_MOST) compared.delete(compared.keys().next().value ?? "");
  compared.set(key, { stamp: state.stamp, until: performance.now() + COMPARED_MS });
  return true;
}

export interface ObjectVerdict {
  readonly rendition: Rendition;
  readonly fault: "DAMAGED" | "MISSING" | null;
  readonly seal: string;
  readonly found: string | null;
  readonly bytes: number;
}

/** Compares every object of a filed original with what its row says. */
export async function* verifyFiled(store: FileStore, file: FiledBytes): AsyncGenerator<ObjectVerdict> {
  for (const rendition of ["original", "display", "thumbnail"] as const) {
    const seal = sealOf(file, rendition);
    if (seal === null) continue;
    let bytes = 0;
    const found = await hashObject(store, folderOf(file.storageKey), objectName(rendition, seal), (count) => {
      bytes += count;
    });
    const fault = found === null ? "MISSING" : found === seal ? null : "DAMAGED";
    yield { rendition, fault, seal, found, bytes };
  }
}
