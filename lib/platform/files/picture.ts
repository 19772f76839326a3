import "server-only";
import { fileTypeFromBuffer, fileTypeFromFile } from "file-type";
import sharp from "sharp";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { env } from "@/lib/platform/env";
import { FILE_LIMITS, takenAs } from "./rules";
import type { StagedFile } from "./storage/types";
import type { FileRefusal, Recognised } from "./types";

// Two cores serve everybody: one picture never takes more than one of them.
sharp.concurrency(1);
sharp.cache(false);

const MEGABYTE = 1024 * 1024;

const found = (source: Uint8Array | StagedFile) =>
  source instanceof Uint8Array ? fileTypeFromBuffer(source) : fileTypeFromFile(source.path);

/** How much of a file that begins like this is taken: clips are long, everything else is not. */
export async function capFor(head: Uint8Array): Promise<number> {
  const type = await fileTypeFromBuffer(head);
  return type && takenAs(type.mime)?.kind === "CLIP" ? clipCap() : FILE_LIMITS.bytes;
}

/** How much of a body that says to be of this type is read at most; what it really is, its first bytes decide. */
export function announcedCap(type: string | null): number {
  return /^(video|audio)\/|^application\/octet-stream/.test(type ?? "") || type === null
    ? clipCap()
    : FILE_LIMITS.bytes;
}

export function clipCap(): number {
  return env.MINGYOU_CLIP_MB * MEGABYTE;
}

/** The kind of a file by its first bytes; what it calls itself does not count (SECURITY 12). */
export async function recognise(source: Uint8Array | StagedFile): Promise<Result<Recognised, FileRefusal>> {
  const bytes = source instanceof Uint8Array ? source.byteLength : source.bytes;
  if (bytes === 0) return refuse("FILE_EMPTY");
  const type = bytes > clipCap() ? undefined : await found(source);
  const taken = type ? takenAs(type.mime) : null;
  const cap = taken?.kind === "CLIP" ? clipCap() : FILE_LIMITS.bytes;
  if (bytes > cap) return tooLarge(cap);
  if (type && /^image\/(heic|heif)/.test(type.mime)) return refuse("FILE_HEIC");
  return taken ? accept(taken) : refuse("FILE_KIND");
}

export const tooLarge = (cap: number) => refuse("FILE_TOO_LARGE" as const, { values: { limit: cap / MEGABYTE } });

export interface Copies {
  readonly width: number;
  readonly height: number;
  readonly display: Buffer;
  readonly thumbnail: Buffer;
}

/** Decodes a picture and draws it anew, twice: nothing of the original's metadata or hidden payload comes along. */
export async function redraw(bytes: Uint8Array): Promise<Result<Copies, FileRefusal>> {
  const read = () => sharp(bytes, { limitInputPixels: FILE_LIMITS.pixels, failOn: "error", animated: false });
  try {
    const { width = 0, height = 0 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > FILE_LIMITS.pixels) {
      return refuse("FILE_TOO_MANY_PIXELS", { values: { limit: FILE_LIMITS.pixels / 1_000_000 } });
    }
    const display = await read()
      .autoOrient()
      .resize({
        width: FILE_LIMITS.displaySide,
        height: FILE_LIMITS.displaySide,
        fit: "inside",
        withoutEnlargement: true,
      })
      .webp({ quality: 80, effort: 3 })
      .toBuffer({ resolveWithObject: true });
    const thumbnail = await sharp(display.data)
      .resize({
        width: FILE_LIMITS.thumbnailSide,
        height: FILE_LIMITS.thumbnailSide,
        fit: "inside",
        withoutEnlargement: true,
      })
      .webp({ quality: 72, effort: 3 })
      .toBuffer();
    return accept({ width: display.info.width, height: display.info.height, display: display.data, thumbnail });
  } catch {
    return refuse("FILE_DAMAGED");
  }
}
