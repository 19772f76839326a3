import "server-only";
import { FILE_LIMITS } from "./rules";

/** Frame of a multipart message besides the file itself. */
const FRAME = 64 * 1024;

export interface UploadedBody {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads an upload and stops at the cap instead of filling the memory. Multipart (`file` and text fields) or the bare
 * bytes with the fields in the address. Null: too large. Throws on a multipart message that is none.
 */
export async function readUpload(request: Request): Promise<UploadedBody | null> {
  const declared = Number(request.headers.get("content-length") ?? "0");
  if (declared > FILE_LIMITS.bytes + FRAME) return null;
  const body = await readAtMost(request, FILE_LIMITS.bytes + FRAME);
  if (!body) return null;
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) {
    const fields = Object.fromEntries(new URL(request.url).searchParams);
    return { bytes: body, name: fields.name ?? "", fields };
  }
  const form = await new Response(body as BodyInit, { headers: { "content-type": type } }).formData();
  const file = form.get("file");
  const fields: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string") fields[name] = value;
  if (!(file instanceof File)) return { bytes: new Uint8Array(), name: "", fields };
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name, fields };
}

/**
 * The text fields of an upload whose file comes as the bare body: they stand in the address. For long files, which are
 * never held whole; a multipart message is, and so is short (`readUpload`).
 */
export function bareFields(request: Request): Readonly<Record<string, string>> | null {
  if ((request.headers.get("content-type") ?? "").startsWith("multipart/form-data")) return null;
  return Object.fromEntries(new URL(request.url).searchParams);
}

async function readAtMost(request: Request, cap: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > cap) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}
