import { notFound } from "next/navigation";
import { requireActor } from "@/lib/access/loaders";
import { takeDossierFile } from "@/lib/dossiers/take";
import { fileHeaders } from "@/lib/platform/files/headers";

/** The dossier as it was last made. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ campaign: string; review: string }> },
): Promise<Response> {
  const { campaign, review } = await params;
  const input = { campaign: decodeURIComponent(campaign), review: decodeURIComponent(review) };
  const taken = await takeDossierFile(await requireActor(), input);
  if (!taken.ok || taken.value.state !== "MADE") notFound();
  const { bytes, mime, name } = taken.value;
  return new Response(bytes, {
    headers: fileHeaders({
      "Content-Type": mime,
      "Content-Length": String(bytes.byteLength),
      "Content-Disposition": `attachment; filename="${name}"`,
    }),
  });
}
