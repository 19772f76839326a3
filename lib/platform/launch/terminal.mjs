// What the person who started the program sees of it, and how he stops it.
import { Failure } from "./failure.mjs";

let stopping = false;

/** Whether somebody asked the program to stop: what breaks from then on breaks because of that. */
export function isStopping() {
  return stopping;
}

/** Runs `stop` once at Ctrl-C, at kill, or when the terminal goes; a second Ctrl-C does not interrupt it. */
export function onStopSignal(stop) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      try {
        await stop();
        process.exit(0);
      } catch (error) {
        endWith(error);
      }
    });
  }
}

/** A sentence for what a person can mend; the whole story for a fault of ours. */
export function endWith(error) {
  console.error(`\n${error instanceof Failure ? error.message : (error.stack ?? error)}`);
  process.exit(1);
}
