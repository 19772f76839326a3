import "server-only";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { FILE_LIMITS } from "./rules";
import type { FileRefusal, Recognised } from "./types";

// Two cores serve everybody: one picture never takes more than one of them.
sharp.concurrency(1);
sharp.cache(false);

const ALLOWED: Readonly<Record<string, Recognised>> = {
  "image/jpeg": { kind: "PICTURE", mime: "image/jpeg", extension: "jpg" },
  "image/png": { kind: "PICTURE", mime: "image/png", extension: "png" },
  "image/webp": { kind: "PICTURE", mime: "image/webp", extension: "webp" },
  "application/pdf": { kind: "DOCUMENT", mime: "application/pdf", extension: "pdf" },
};

/** The kind of a file by its first bytes; what it calls itself does not count (SECURITY 12). */
export async function recognise(bytes: Uint8Array): Promise<Result<Recognised, FileRefusal>> {
  if (bytes.byteLength === 0) return refuse("FILE_EMPTY");
  if (bytes.byteLength > FILE_LIMITS.bytes)
    return refuse("FILE_TOO_LARGE", { values: { limit: FILE_LIMITS.bytes / 1024 / 1024 } });
  const found = await fileTypeFromBuffer(bytes);
  if (found && /^image\/(heic|heif)/.test(found.mime)) return refuse("FILE_HEIC");
  const allowed = found && ALLOWED[found.mime];
  return allowed ? accept(allowed) : refuse("FILE_KIND");
}

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
