import { getTranslations } from "next-intl/server";
import { findCurrentActor, mustChangePassword } from "@/lib/access/loaders";
import { sameOriginSource } from "@/lib/access/origin";
import { type Sentences, sentenceOf } from "@/lib/access/refusals";
import { perform } from "@/lib/access/usecase";
import { mayFileBeside, slotIn } from "@/lib/appeals/loaders/files";
import type { ItemSlot } from "@/lib/appeals/schema";
import { fileBesideItem } from "@/lib/appeals/usecases";
import { mayFileFor, refuseOverQuota } from "@/lib/inspections/loaders/files";
import { fileEvidenceFor } from "@/lib/inspections/usecases";
import type { Actor } from "@/lib/kernel/actor";
import type { Refusal } from "@/lib/kernel/result";
import { bareFields, readUpload } from "@/lib/platform/files/body";
import { fileHeaders } from "@/lib/platform/files/headers";
import { announcedCap, capFor, tooLarge } from "@/lib/platform/files/picture";
import { FILE_LIMITS } from "@/lib/platform/files/rules";
import { stage, unstage } from "@/lib/platform/files/stage";
import { type StagedFile, StoreUnavailable } from "@/lib/platform/files/storage/types";
import { keepFile } from "@/lib/platform/files/store";
import { log } from "@/lib/platform/log";

/**
 * Files a picture, clip or PDF as evidence for an outlet: the bare bytes with `?unit=…&name=…`, or for short files
 * multipart (`file`, `unit`). Session and right come before a byte is read, the bytes before a row is written.
 * With `?campaign=…&kind=…&item=…` it is filed for the outlet of an item that is appealed against or answered; with
 * `purpose=mystery` for a mystery visit, and closed to the outlet at once.
 */
export async function POST(request: Request): Promise<Response> {
  const source = await sameOriginSource();
  if (source === null) return refused(403, { code: "FOREIGN_ORIGIN" });
  const actor = await findCurrentActor();
  if (!actor) return refused(401, { code: "SESSION_ENDED" });
  if (await mustChangePassword()) return refused(403, { code: "PASSWORD_CHANGE_DUE" });
  // Known before the body: who may file nowhere need not send it to learn that.
  const slot = slotIn(new URL(request.url));
  if (!(slot ? await mayFileBeside(actor, slot) : mayFileFor(actor))) return refused(404, { code: "NOT_FOUND" });
  const named = new URL(request.url).searchParams.get("purpose");
  const claimed = request.headers.get("x-content-sha256") ?? undefined;

  const bare = bareFields(request);
  if (!bare) {
    let upload: Awaited<ReturnType<typeof readUpload>>;
    try {
      upload = await readUpload(request);
    } catch {
      return refused(400, { code: "INVALID" });
    }
    if (!upload) return refused(413, tooLarge(FILE_LIMITS.bytes).refusals[0]);
    const { unit = "", purpose = named } = upload.fields;
    if (!isPurpose(purpose)) return refused(400, { code: "INVALID" });
    return file({ actor, source, slot, unit, covert: purpose !== null, claimed }, upload.name, upload.bytes);
  }

  const cap = announcedCap(request.headers.get("content-type"));
  if (Number(request.headers.get("content-length") ?? "0") > cap) return refused(413, tooLarge(cap).refusals[0]);
  const { unit = "" } = bare;
  if (!isPurpose(named)) return refused(400, { code: "INVALID" });
  const covert = named !== null;
  if (!slot && !(await mayFileFor(actor, unit, covert))) return refused(404, { code: "NOT_FOUND" });
  let stopped = cap;
  let staged: StagedFile | null;
  try {
    staged = await stage(request.body, async (head) => {
      stopped = Math.min(cap, await capFor(head));
      return stopped;
    });
  } catch (error) {
    // Nobody hears this but the log: the sender is gone, or the disk is full.
    log.warn({ err: error }, "an upload did not arrive");
    return refused(400, { code: "INVALID" });
  }
  if (!staged) return refused(413, tooLarge(stopped).refusals[0]);
  try {
    return await file({ actor, source, slot, unit, covert, claimed }, bare.name ?? "", staged);
  } finally {
    await unstage(staged);
  }
}

/** A purpose that we do not know is refused, because what was to be closed must not become open by a slip. */
const isPurpose = (purpose: string | null): boolean => purpose === null || purpose === "mystery";

interface Filing {
  readonly actor: Actor;
  readonly source: string;
  /** The item it is laid beside; null: it is filed for the unit. */
  readonly slot: ItemSlot | null;
  readonly unit: string;
  /** For a mystery visit. */
  readonly covert: boolean;
  readonly claimed: string | undefined;
}

async function file(
  { actor, source, slot, unit, covert, claimed }: Filing,
  name: string,
  bytes: Uint8Array | StagedFile,
): Promise<Response> {
  if (!slot && !(await mayFileFor(actor, unit, covert))) return refused(404, { code: "NOT_FOUND" });
  let kept: Awaited<ReturnType<typeof keepFile>>;
  try {
    kept = await keepFile(bytes, claimed, async (arrived) =>
      slot ? null : refuseOverQuota(actor, unit, { ...arrived, covert }),
    );
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    log.error({ reason: error.message }, "the file store cannot be asked");
    return refused(503, { code: "FILES_UNAVAILABLE" });
  }
  if (!kept.ok) return refused(422, kept.refusals[0]);
  const { kind: _kind, extension: _extension, ...found } = kept.value;
  const outcome = slot
    ? await perform(fileBesideItem, { actor, input: { ...slot, name, ...found }, source })
    : await perform(fileEvidenceFor, { actor, input: { unit, covert, name, ...found }, source });
  if (!outcome.ok) return refused(outcome.reference ? 500 : 422, outcome.refusals[0]);
  return Response.json(outcome.value, { status: 201, headers: fileHeaders() });
}

async function refused(status: number, refusal: Refusal): Promise<Response> {
  const say = (await getTranslations()) as unknown as Sentences;
  return Response.json(
    { code: refusal.code, message: sentenceOf(refusal, "inspections", say) },
    { status, headers: fileHeaders() },
  );
}
