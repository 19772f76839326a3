import { findCurrentActor, mustChangePassword } from "@/lib/access/loaders";
import { loadFile } from "@/lib/appeals/loaders/files";
import { fileHeaders } from "@/lib/platform/files/headers";

/**
 * One filed picture or document: the re-drawn copy, `?size=thumbnail` the small one, `?size=original` the sealed original
 * as a download. Absent and foreign look the same.
 */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const absent = () => new Response(null, { status: 404, headers: fileHeaders() });
  const actor = await findCurrentActor();
  if (!actor || (await mustChangePassword())) return new Response(null, { status: 401, headers: fileHeaders() });
  const size = new URL(request.url).searchParams.get("size");
  const file = await loadFile(actor, (await params).id, size === "thumbnail" || size === "original" ? size : "display");
  if (!file) return absent();
  return new Response(file.bytes as BodyInit, {
    headers: fileHeaders({
      "Content-Type": file.mime,
      "Content-Length": String(file.bytes.byteLength),
      "Content-Disposition": `${file.download ? "attachment" : "inline"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    }),
  });
}
