import { mustChangePassword } from "@/lib/access/loaders";
import { fileHeaders } from "@/lib/platform/files/headers";
import { loadReference } from "@/lib/standards/loaders";

/** The reference picture of an item, for everybody who may read standards; `?size=thumbnail` the small one. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const size = new URL(request.url).searchParams.get("size") === "thumbnail" ? "thumbnail" : "display";
  const picture = (await mustChangePassword()) ? null : await loadReference((await params).id, size);
  if (!picture) return new Response(null, { status: 404, headers: fileHeaders() });
  return new Response(picture.bytes as BodyInit, {
    headers: fileHeaders({
      "Content-Type": "image/webp",
      "Content-Length": String(picture.bytes.byteLength),
      "Content-Disposition": `inline; filename*=UTF-8''${encodeURIComponent(picture.name)}`,
    }),
  });
}
