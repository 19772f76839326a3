/** What may be filed: pictures that can be shown again safely, clips (video or sound), and PDF as a document to download. */
export type FileKind = "PICTURE" | "CLIP" | "DOCUMENT";

export interface Recognised {
  readonly kind: FileKind;
  readonly mime: "image/jpeg" | "image/png" | "image/webp" | "application/pdf";
  readonly extension: "jpg" | "png" | "webp" | "pdf";
}

/** A file as it lies in the store. `folder` holds the sealed original and, for a picture, its two copies. */
export interface StoredFile extends Recognised {
  readonly sha256: string;
  readonly folder: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
}

/** What pages know of a filed picture or document. */
export interface FileReference {
  readonly id: string;
  readonly name: string;
  readonly kind: FileKind;
  readonly width: number | null;
  readonly height: number | null;
  readonly sha256: string;
}

export type FileRefusal =
  | "FILE_EMPTY"
  | "FILE_TOO_LARGE"
  | "FILE_KIND"
  | "FILE_HEIC"
  | "FILE_DAMAGED"
  | "FILE_TOO_MANY_PIXELS"
  | "FILE_CHECKSUM";
