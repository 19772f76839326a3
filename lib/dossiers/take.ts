import "server-only";
import type { Outcome } from "@/lib/access/types";
import { perform } from "@/lib/access/usecase";
import type { Actor } from "@/lib/kernel/actor";
import { readRendition } from "@/lib/platform/files/store";
import { takeDossier } from "./usecases";

export type TakenFile =
  | { readonly state: "MADE"; readonly name: string; readonly mime: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly state: "MAKING"; readonly job: string };

/** The zip itself, through the use case that writes down who took it. */
export async function takeDossierFile(
  actor: Actor,
  input: { campaign: string; review: string },
  source?: string,
): Promise<Outcome<TakenFile>> {
  const taken = await perform(takeDossier, { actor, input, ...(source !== undefined && { source }) });
  if (!taken.ok) return taken;
  if (taken.value.state === "MAKING") return { ok: true, value: taken.value };
  const { file, name } = taken.value;
  const bytes = await readRendition(file.storageKey, "original");
  // The row is there and the bytes are not: the store was emptied. It can be made again.
  if (!bytes) return { ok: false, refusals: [{ code: "NOT_BUILT" }] };
  return { ok: true, value: { state: "MADE", name, mime: file.mime, bytes: new Uint8Array(bytes) } };
}
