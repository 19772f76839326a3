// What the person who started the program sees of it, and how he stops it.
import { Failure } from "./failure.mjs";

let stopping = false;

/** Whether somebody asked the program to stop: what breaks from then on breaks because of that. */
export function isStopping() {
  return stopping;
}

/**
 * Runs `stop` once at Ctrl-C, at kill, or when the terminal goes; a second Ctrl-C does not interrupt it. A server that was
 * asked to stop has done well; what was to prove something has not: it ends with `code`.
 */
export function onStopSignal(stop, code = 0) {
  const stopOnce = async () => {
    if (stopping) return;
    stopping = true;
    try {
      await stop();
      process.exit(code);
    } catch (error) {
      endWith(error);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stopOnce);
  // A terminal that is gone takes no more lines; that must not end us half-way through stopping.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  followNpm(stopOnce);
}

/**
 * A service manager's signal reaches npm, which hands it to the shell between npm and us; many shells end of it without
 * handing it on. So the end of that shell counts as the signal.
 */
function followNpm(stop) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const shell = process.ppid;
  setInterval(() => process.ppid !== shell && stop(), 500).unref();
}

/** A sentence for what a person can mend; the whole story for a fault of ours. */
export function endWith(error) {
  console.error(`\n${error instanceof Failure ? error.message : (error.stack ?? error)}`);
  process.exit(1);
}
