import { fileOf } from "@/components/honours/sheet";
import { loadRegisterExport } from "@/lib/honours/loaders/register";

/** The register as far as the reader may read it, with the filter of the page: `?q=…&kind=…&format=xlsx|csv`. */
export async function GET(request: Request): Promise<Response> {
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  return fileOf(await loadRegisterExport(asked), asked.format === "csv");
}
