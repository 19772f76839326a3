import "server-only";
import { writeAudit } from "@/lib/access/mutations/audit";
import { accept, refuse } from "@/lib/kernel/result";
import { now } from "@/lib/platform/clock";
import { fileStore } from "@/lib/platform/files/storage/open";
import { StoreUnavailable } from "@/lib/platform/files/storage/types";
import { verifyFiled } from "@/lib/platform/files/verify";
import { asJobKind, type JobKind } from "@/lib/platform/jobs/types";
import { log } from "@/lib/platform/log";
import { countFiles, everyFile } from "./data";
import { recordCheck } from "./mutations";
import { checkFoundSchema, checkInput } from "./schema";
import { CHECK, type CheckFound, type FoundFault } from "./types";

/** Reads every object in the store through and compares it with what its row says. */
const check = asJobKind({
  kind: CHECK,
  input: checkInput,
  run: async ({ reader, progress }) => {
    const store = fileStore();
    const total = await countFiles(reader);
    const faults: FoundFault[] = [];
    let [files, bytes] = [0, 0];
    try {
      for await (const file of everyFile(reader)) {
        await progress(file.source, files, total);
        for await (const object of verifyFiled(store, file)) {
          bytes += object.bytes;
          if (object.fault === null) continue;
          const { rendition, fault, seal, found } = object;
          const { source, id, unitId } = file;
          faults.push({ source, fileId: id, unitId, rendition, fault, sha256: seal, foundSha256: found });
          log.error({ file: id, rendition, fault, sha256: seal }, "a file in the store is not what was filed");
        }
        files += 1;
      }
    } catch (error) {
      // An outage is no finding: a store that does not answer has lost nothing yet.
      if (!(error instanceof StoreUnavailable)) throw error;
      log.error({ reason: error.message }, "the file store cannot be asked");
      return refuse("STORE_UNAVAILABLE");
    }
    return accept({ found: { store: store.kind, files, bytes, faults } satisfies CheckFound });
  },
  filed: async (tx, job, _file, answer) => {
    const found = checkFoundSchema.parse(answer);
    await recordCheck(tx, job, now(), found);
    await writeAudit(tx, {
      actor: { accountId: job.askedById, personId: null, name: job.askedName, grants: [], via: "SYSTEM" },
      action: "storage.checked",
      outcome: "DONE",
      detail: { job: job.id, files: found.files, faults: found.faults.length },
    });
  },
});

export const STORAGE_JOBS: readonly JobKind[] = [check];
