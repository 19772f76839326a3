import { getTranslations } from "next-intl/server";
import { findCurrentActor, mustChangePassword } from "@/lib/access/loaders";
import { loadFile } from "@/lib/assignments/loaders/files";
import { fileHeaders } from "@/lib/platform/files/headers";
import { NOT_OPENED, placeholder } from "@/lib/platform/files/placeholder";

/**
 * One filed picture, clip or document: the re-drawn copy, `?size=thumbnail` the small one, `?size=original` the sealed
 * original as a download; of a clip the part that `Range` names. Absent and foreign look the same. Whoever has the right
 * to it is told when the store no longer holds what was filed.
 */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const absent = () => new Response(null, { status: 404, headers: fileHeaders() });
  const actor = await findCurrentActor();
  if (!actor || (await mustChangePassword())) return new Response(null, { status: 401, headers: fileHeaders() });
  const size = new URL(request.url).searchParams.get("size");
  const file = await loadFile(
    actor,
    (await params).id,
    size === "thumbnail" || size === "original" ? size : "display",
    request.headers.get("range"),
  );
  if (!file) return absent();
  const { name, opened } = file;
  if (opened.state === "OUTSIDE") {
    return new Response(null, { status: 416, headers: fileHeaders({ "Content-Range": `bytes */${opened.bytes}` }) });
  }
  if (opened.state !== "OPEN") {
    const words = (await getTranslations())(`storage.opened.${opened.state}`);
    const drawn = request.headers.get("sec-fetch-dest") === "image";
    return new Response(drawn ? placeholder(words) : words, {
      status: NOT_OPENED[opened.state],
      headers: fileHeaders({ "Content-Type": drawn ? "image/svg+xml" : "text/plain; charset=utf-8" }),
    });
  }
  const { range, bytes } = opened;
  return new Response(opened.body as BodyInit, {
    status: range ? 206 : 200,
    headers: fileHeaders({
      "Content-Type": opened.mime,
      "Content-Length": String(range ? range.to - range.from + 1 : bytes),
      "Content-Disposition": `${opened.download ? "attachment" : "inline"}; filename*=UTF-8''${encodeURIComponent(name)}`,
      "Accept-Ranges": "bytes",
      ETag: opened.etag,
      ...(range && { "Content-Range": `bytes ${range.from}-${range.to}/${bytes}` }),
    }),
  });
}
