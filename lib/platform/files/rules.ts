import type { ByteRange } from "./storage/types";
import type { FiledBytes, FileKind, Recognised, Rendition } from "./types";

/** Of pictures and documents; how large a clip may be is configured. */
export const FILE_LIMITS = {
  bytes: 12 * 1024 * 1024,
  /** 12,000 × 4,000 and the like; a small file can unpack to gigabytes of pixels. */
  pixels: 50_000_000,
  /** Longest side of the copy that people see, and of the one in lists. */
  displaySide: 1600,
  thumbnailSide: 320,
} as const;

/** What is taken, by what the first bytes say it is. Clips are kept as they are: nothing here converts or cuts them. */
const TAKEN: Readonly<Record<string, Recognised>> = {
  "image/jpeg": { kind: "PICTURE", mime: "image/jpeg", extension: "jpg" },
  "image/png": { kind: "PICTURE", mime: "image/png", extension: "png" },
  "image/webp": { kind: "PICTURE", mime: "image/webp", extension: "webp" },
  "application/pdf": { kind: "DOCUMENT", mime: "application/pdf", extension: "pdf" },
  "video/mp4": { kind: "CLIP", mime: "video/mp4", extension: "mp4" },
  "video/x-m4v": { kind: "CLIP", mime: "video/mp4", extension: "mp4" },
  "video/quicktime": { kind: "CLIP", mime: "video/quicktime", extension: "mov" },
  "video/webm": { kind: "CLIP", mime: "video/webm", extension: "webm" },
  "audio/x-m4a": { kind: "CLIP", mime: "audio/mp4", extension: "m4a" },
  "audio/mp4": { kind: "CLIP", mime: "audio/mp4", extension: "m4a" },
  "audio/mpeg": { kind: "CLIP", mime: "audio/mpeg", extension: "mp3" },
  "audio/wav": { kind: "CLIP", mime: "audio/wav", extension: "wav" },
  "audio/aac": { kind: "CLIP", mime: "audio/aac", extension: "aac" },
  "audio/ogg": { kind: "CLIP", mime: "audio/ogg", extension: "ogg" },
  "audio/ogg; codecs=opus": { kind: "CLIP", mime: "audio/ogg", extension: "ogg" },
};

/** What the found type is kept as; null: not taken. */
export function takenAs(found: string): Recognised | null {
  return TAKEN[found] ?? null;
}

const KEPT = new Map(Object.values(TAKEN).map((taken) => [taken.mime, taken]));

export function kindOf(mime: string): FileKind {
  return KEPT.get(mime)?.kind ?? "DOCUMENT";
}

export function extensionOf(mime: string): string {
  return KEPT.get(mime)?.extension ?? "pdf";
}

const COPY: Readonly<Record<Exclude<Rendition, "original">, (file: FiledBytes) => string | null>> = {
  display: (file) => file.displaySha256,
  thumbnail: (file) => file.thumbnailSha256,
};

/** What a rendition must hash to; null: a copy that was drawn before its hash was kept. */
export function sealOf(file: FiledBytes, rendition: Rendition): string | null {
  return rendition === "original" ? file.sha256 : COPY[rendition](file);
}

/** Copies carry the beginning of their hash, so that drawing anew, by a later version, puts its own beside the old. */
export function objectName(rendition: Rendition, seal: string | null): string {
  if (rendition === "original") return "original";
  return seal === null ? `${rendition}.webp` : `${rendition}-${seal.slice(0, 16)}.webp`;
}

/** `storageKey` of a row: the folder, and behind it the row's own mark, since two rows may share the same bytes. */
export function folderOf(storageKey: string): string {
  return storageKey.split("/").slice(0, 2).join("/");
}

/** A request's `Range` of something so long. Null: all of it, also for what is no range or several; or none of it. */
export function rangeOf(header: string | null, bytes: number): ByteRange | null | "OUTSIDE" {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (first === "" && last === "") return null;
  const from = first === "" ? Math.max(0, bytes - Number(last)) : Number(first);
  const to = first === "" || last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (first !== "" && last !== "" && Number(last) < from) return null;
  return from > to ? "OUTSIDE" : { from, to };
}

/** A name people recognise, without path, control characters or what a file system or header could trip over. */
export function safeName(name: string, extension: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const bare = last
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}<>:"|?*;%]/gu, "")
    .replace(/\.[A-Za-z0-9]{1,8}$/, "")
    .trim()
    .slice(0, 80);
  return `${bare || "file"}.${extension}`;
}
