// Keeps a process beside the server that works through the queue of long work, so that no request waits for any of it.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { node } from "./commands.mjs";

/** Between an end that nobody asked for and the next beginning. The server goes on meanwhile: what is queued waits. */
const AGAIN_MS = 3000;

/**
 * @param {{ env: Record<string, string>, cwd: string, say: (line: string) => void, output: unknown }} options `cwd`: the folder of the build
 * @returns {{ stop: () => Promise<void> }}
 */
export function keepWorking({ env, cwd, say, output }) {
  const work = { child: undefined, stopping: false, timer: undefined };
  const words = ["--import", join(import.meta.dirname, "follow-parent.mjs"), join(import.meta.dirname, "work.mjs")];
  const start = () => {
    work.child = spawn(node(), words, { cwd, env, detached: true, stdio: ["ignore", output, output, "ipc"] });
    work.child.once("error", comeBack);
    work.child.once("exit", comeBack);
  };
  const comeBack = () => {
    if (work.stopping || work.timer) return;
    say("The worker stopped by itself: starting it again");
    work.timer = setTimeout(() => {
      work.timer = undefined;
      start();
    }, AGAIN_MS);
  };
  start();
  return {
    async stop() {
      work.stopping = true;
      clearTimeout(work.timer);
      const { child } = work;
      if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}
