/** What may be filed: pictures that can be shown again safely, clips (video or sound), and PDF as a document to download. */
export type FileKind = "PICTURE" | "CLIP" | "DOCUMENT";

export interface Recognised {
  readonly kind: FileKind;
  readonly mime: string;
  readonly extension: string;
}

/** The sealed original, the copy people see, and the small one. */
export type Rendition = "original" | "display" | "thumbnail";

/** A file as it lies in the store. `folder` holds the sealed original and, for a picture, its two copies. */
export interface StoredFile extends Recognised {
  readonly sha256: string;
  readonly folder: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  /** Of the two copies of a picture. */
  readonly displaySha256: string | null;
  readonly thumbnailSha256: string | null;
}

/** A filed original as its row knows it, and what its copies must be like. */
export interface FiledBytes {
  readonly id: string;
  readonly storageKey: string;
  readonly mime: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly displaySha256: string | null;
  readonly thumbnailSha256: string | null;
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
  | "FILE_CHECKSUM"
  /** The same bytes were filed before, and what lies in the store is no longer what was filed. */
  | "FILE_SEAL_BROKEN";
