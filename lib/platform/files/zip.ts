import { setImmediate as breathe } from "node:timers/promises";
import { Zip, ZipDeflate } from "fflate";

/** Bytes packed before everybody else has a turn. */
const STRETCH = 128 * 1024;
/** What a zip can say at the earliest. Its days are local ones, and so is this: the bytes are the same in every time zone. */
const fixedDate = () => new Date(1980, 0, 1);

export interface ZipContent {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Packs file after file; the same files in the same order give the same bytes, whenever and wherever they are packed. */
export class ZipWriter {
  readonly #parts: Uint8Array[] = [];
  readonly #zip: Zip;

  constructor() {
    this.#zip = new Zip((error, part) => {
      if (error) throw error;
      this.#parts.push(part);
    });
  }

  async add({ path, content }: ZipContent): Promise<void> {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const entry = new ZipDeflate(path, { level: 6 });
    entry.mtime = fixedDate();
    this.#zip.add(entry);
    let at = 0;
    do {
      const end = Math.min(bytes.byteLength, at + STRETCH);
      entry.push(bytes.subarray(at, end), end === bytes.byteLength);
      at = end;
      if (at < bytes.byteLength || bytes.byteLength > STRETCH / 8) await breathe();
    } while (at < bytes.byteLength);
  }

  end(): Uint8Array<ArrayBuffer> {
    this.#zip.end();
    return new Uint8Array(Buffer.concat(this.#parts));
  }
}

export async function zipOf(files: Iterable<ZipContent>): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipWriter();
  for (const file of files) await zip.add(file);
  return zip.end();
}
