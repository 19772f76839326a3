import "server-only";
import { writeAudit } from "@/lib/access/mutations/audit";
import { accept, refuse } from "@/lib/kernel/result";
import { now, today } from "@/lib/platform/clock";
import { asJobKind, type JobKind } from "@/lib/platform/jobs/types";
import { findPaper, nameEdition } from "./data/papers";
import { writePaper } from "./data/written";
import { makeInput } from "./schema";
import { MAKE, PAPER_STAGES } from "./types";

/** A long document; whoever asks for the file is asked for their right to it again. */
const make = asJobKind({
  kind: MAKE,
  input: makeInput,
  run: async ({ job, input, reader, progress }) => {
    const { kind, language, form } = input;
    const paper = await findPaper(reader, input);
    // Between the asking and the making the review went on: the file would not be the one that was asked for.
    if (!paper || (await nameEdition(reader, paper, kind, today(), { language, form })) !== job.about)
      return refuse("PAPER_CHANGED");
    const file = await writePaper(reader, paper, kind, { language, form }, { at: now(), day: today() }, (stage) =>
      progress(stage, PAPER_STAGES.indexOf(stage), PAPER_STAGES.length),
    );
    return file ? accept({ name: file.name, mime: file.type, bytes: file.bytes }) : refuse("PAPER_CHANGED");
  },
  filed: async (tx, job, file) => {
    await writeAudit(tx, {
      actor: { accountId: job.askedById, personId: null, name: job.askedName, grants: [], via: "SYSTEM" },
      action: "documents.made",
      outcome: "DONE",
      ...(job.campaignId !== null && { campaignId: job.campaignId }),
      detail: { job: job.id, ...(file && { sha256: file.sha256 }) },
    });
  },
});

export const REPORT_JOBS: readonly JobKind[] = [make];
