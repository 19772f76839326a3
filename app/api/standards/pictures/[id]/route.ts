import { getTranslations } from "next-intl/server";
import { mustChangePassword } from "@/lib/access/loaders";
import { fileHeaders } from "@/lib/platform/files/headers";
import { NOT_OPENED, placeholder } from "@/lib/platform/files/placeholder";
import { loadReference } from "@/lib/standards/loaders";

/** The reference picture of an item, for everybody who may read standards; `?size=thumbnail` the small one. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const size = new URL(request.url).searchParams.get("size") === "thumbnail" ? "thumbnail" : "display";
  const picture = (await mustChangePassword()) ? null : await loadReference((await params).id, size);
  if (!picture || picture.opened.state === "OUTSIDE")
    return new Response(null, { status: 404, headers: fileHeaders() });
  const { name, opened } = picture;
  if (opened.state !== "OPEN") {
    const words = (await getTranslations())(`storage.opened.${opened.state}`);
    return new Response(placeholder(words), {
      status: NOT_OPENED[opened.state],
      headers: fileHeaders({ "Content-Type": "image/svg+xml" }),
    });
  }
  return new Response(opened.body as BodyInit, {
    headers: fileHeaders({
      "Content-Type": opened.mime,
      "Content-Length": String(opened.bytes),
      "Content-Disposition": `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
    }),
  });
}
