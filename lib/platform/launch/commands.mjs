// Starts the tools of the project and shows what they say.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Failure } from "./failure.mjs";
import { root } from "./folders.mjs";

const running = new Set();
let stopped = false;

/** What a stop signal, or the failure of what runs beside them, has to end. From then on nothing is started any more. */
export function stopCommands() {
  stopped = true;
  for (const child of running) child.kill("SIGTERM");
}

let runtime;

/** The Node that the project pins (24), when its package is installed and starts here; else the one that runs now. */
export function node() {
  if (runtime) return runtime;
  const pinned = join(root, "node_modules", ".bin", "node");
  const starts = existsSync(pinned) && spawnSync(pinned, ["--version"], { stdio: "ignore" }).status === 0;
  if (!starts) return process.execPath;
  runtime = pinned;
  return runtime;
}

/** Runs a program that uses the product's own rooms (TypeScript, as the server would), ended when we are. */
export function runProduct(program, options) {
  const follow = join(import.meta.dirname, "follow-parent.mjs");
  return run(node(), ["--conditions=react-server", "--import", follow, "--import", "tsx", program], {
    ...options,
    line: true,
  });
}

/**
 * Runs a command to its end. Its lines go to `say`. When it fails, `failure` is the whole message (for a command whose
 * lines have all been shown); without it the message holds everything the command wrote. `line` gives a Node program the
 * line to us that follow-parent.mjs watches.
 * @returns what it wrote
 */
export async function run(command, words, { env = {}, say, failure, cwd = root, line = false } = {}) {
  if (stopped) throw new Failure(`“${command}” was not started: everything is being stopped.`);
  const stdio = ["ignore", "pipe", "pipe", ...(line ? ["ipc"] : [])];
  const child = spawn(command, words, { cwd, env: { ...process.env, ...env }, stdio });
  running.add(child);
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (text) => {
      lines.push(text);
      if (say && text.trim()) say(text);
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => resolve(signal ?? status));
  }).finally(() => running.delete(child));
  const said = lines.join("\n");
  // What is being stopped may call its end a good one.
  if (code === 0 && !stopped) return said;
  throw new Failure(failure ?? `“${[command, ...words].join(" ")}” failed (${code}):\n${said.trim()}`);
}
