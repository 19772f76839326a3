import type { Readable } from "node:stream";

/** A file that arrived and lies whole on this machine, not yet in the store. */
export interface StagedFile {
  readonly path: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
  /** In base64, as `Content-MD5` wants it. */
  readonly md5: string;
}

export interface ObjectState {
  readonly bytes: number;
  /** Another one when the object is another one. */
  readonly stamp: string;
}

/** First and last byte, both included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the bytes lie: objects in folders that are named by the SHA-256 of the original in them. What lies there is never
 * written again, so there is nothing to lock. An absent object is null; a store that cannot be asked throws
 * `StoreUnavailable`, so that an outage never looks like lost evidence.
 */
export interface FileStore {
  readonly kind: "LOCAL" | "S3";
  /** Puts the whole object or nothing. False: one lies there already and was left as it is, whatever its bytes. */
  readonly put: (folder: string, file: string, bytes: Uint8Array | StagedFile) => Promise<boolean>;
  readonly stat: (folder: string, file: string) => Promise<ObjectState | null>;
  /** The bytes as they come; all of them without a range, which must lie inside of the object. */
  readonly read: (folder: string, file: string, range?: ByteRange) => Promise<Readable | null>;
  /** Asks whether the store is there at all. Throws `StoreUnavailable` with what to do. */
  readonly reach: () => Promise<void>;
}

/** The store cannot be asked. `variable`: where the fault most likely stands. */
export class StoreUnavailable extends Error {
  constructor(
    message: string,
    readonly variable: string | null,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = "StoreUnavailable";
  }
}

const FOLDER = /^[0-9a-f]{2}\/[0-9a-f]{64}$/;
const FILE = /^[a-z]+(-[0-9a-f]{16})?(\.webp)?$/;

/** The object's key; throws at what could lead anywhere else. */
export function keyOf(folder: string, file: string): string {
  if (!FOLDER.test(folder) || !FILE.test(file)) throw new RangeError("not an object of the store");
  return `${folder}/${file}`;
}
