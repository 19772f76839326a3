/**
 * Runs once when a process of the application begins. The launcher's server process leaves the queue of jobs alone
 * (`MINGYOU_JOBS=0`) and its worker process works through it (launch/work.mjs); while developing one process does both.
 * Here stands which kinds of jobs there are: the rooms make them, and the queue knows none.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.MINGYOU_JOBS === "0") return;
  const [{ keepJobWorker }, { BALLOT_JOBS }, { DOSSIER_JOBS }, { REPORT_JOBS }, { STORAGE_JOBS }, { sweepStage }] =
    await Promise.all([
      import("@/lib/platform/jobs/worker"),
      import("@/lib/ballots/jobs"),
      import("@/lib/dossiers/jobs"),
      import("@/lib/reports/jobs"),
      import("@/lib/storage/jobs"),
      import("@/lib/platform/files/stage"),
    ]);
  void keepJobWorker([...BALLOT_JOBS, ...REPORT_JOBS, ...DOSSIER_JOBS, ...STORAGE_JOBS]);
  void sweepStage();
}
