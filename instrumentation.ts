/**
 * Runs once when a server process begins: each works through the queue of jobs beside its requests. Here stands which kinds
 * there are: the rooms make them, and the queue knows none.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.MINGYOU_JOBS === "0") return;
  const [{ keepJobWorker }, { DOSSIER_JOBS }] = await Promise.all([
    import("@/lib/platform/jobs/worker"),
    import("@/lib/dossiers/jobs"),
  ]);
  void keepJobWorker([...DOSSIER_JOBS]);
}
