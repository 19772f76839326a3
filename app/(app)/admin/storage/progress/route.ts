import { fileHeaders } from "@/lib/platform/files/headers";
import { loadStorageJob } from "@/lib/storage/loaders";

/** How far the check is, for the page that waits for it. */
export async function GET(): Promise<Response> {
  const job = await loadStorageJob();
  const { state, stage, done, total } = job ?? { state: null, stage: "", done: 0, total: 0 };
  return Response.json({ state, stage, done, total }, { headers: fileHeaders() });
}
