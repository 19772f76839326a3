/**
 * Runs once when a server process begins: each works through the queue of jobs beside its requests. Here stands which kinds
 * there are: the rooms make them, and the queue knows none.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.MINGYOU_JOBS === "0") return;
  const [{ keepJobWorker }, { DOSSIER_JOBS }, { STORAGE_JOBS }, { sweepStage }] = await Promise.all([
    import("@/lib/platform/jobs/worker"),
    import("@/lib/dossiers/jobs"),
    import("@/lib/storage/jobs"),
    import("@/lib/platform/files/stage"),
  ]);
  void keepJobWorker([...DOSSIER_JOBS, ...STORAGE_JOBS]);
  void sweepStage();
}
