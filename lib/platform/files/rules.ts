import type { FileKind } from "./types";

export const FILE_LIMITS = {
  bytes: 12 * 1024 * 1024,
  /** 12,000 × 4,000 and the like; a small file can unpack to gigabytes of pixels. */
  pixels: 50_000_000,
  /** Longest side of the copy that people see, and of the one in lists. */
  displaySide: 1600,
  thumbnailSide: 320,
} as const;

const MIME_KIND: Readonly<Record<string, FileKind>> = {
  "image/jpeg": "PICTURE",
  "image/png": "PICTURE",
  "image/webp": "PICTURE",
  "application/pdf": "DOCUMENT",
};

export function kindOf(mime: string): FileKind {
  return MIME_KIND[mime] ?? "DOCUMENT";
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
