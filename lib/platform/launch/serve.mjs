// Keeps the built application running.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { SERVER } from "./build.mjs";
import { node } from "./commands.mjs";
import { Failure } from "./failure.mjs";
import { pause } from "./processes.mjs";
import { keepWorking } from "./worker.mjs";

const HOST = process.env.MINGYOU_HOST || "127.0.0.1";

/**
 * The port people open, checked before anything slow begins. The server of a launcher that was just killed needs a moment
 * to leave, so a taken port is looked at for a while.
 */
export async function refuseTakenPort(port) {
  let error = await tryPort(port);
  for (const end = Date.now() + 4000; error?.code === "EADDRINUSE" && Date.now() < end; error = await tryPort(port)) {
    await pause(100);
  }
  if (error?.code === "EADDRINUSE") {
    throw new Failure(
      `Port ${port} is taken by another program. End that program, or choose another port: PORT=${port + 1} npm start`,
    );
  }
  if (error?.code === "EACCES") {
    throw new Failure(`Port ${port} may not be used by this account. Choose a port above 1023: PORT=3000 npm start`);
  }
  if (error) throw error;
}

function tryPort(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", resolve);
    probe.listen({ port, host: HOST, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

export function portFromEnvironment() {
  const port = Number(process.env.PORT || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Failure(`PORT is a number from 1 to 65535, not “${process.env.PORT}”.`);
}

/**
 * Starts the server and waits until it answers; one that is killed is started again. Beside it a worker does what takes
 * long, unless MINGYOU_JOBS=0.
 * @param {{ env: Record<string, string>, port: number, say: (line: string) => void, onLost: (error: Error) => void }} options
 */
export async function serve({ env, port, say, onLost, output = "inherit" }) {
  const server = { child: undefined, stopping: false, restarts: [] };

  const surroundings = { ...process.env, ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };

  const start = async () => {
    const child = spawn(node(), ["--import", join(import.meta.dirname, "follow-parent.mjs"), SERVER], {
      cwd: dirname(SERVER),
      env: {
        ...surroundings,
        PORT: String(port),
        HOSTNAME: HOST,
        MINGYOU_JOBS: "0",
      },
      // A process group of its own: Ctrl-C reaches the launcher, which stops the server before the database.
      detached: true,
      stdio: ["ignore", output, output, "ipc"],
    });
    server.child = child;
    await untilAnswering(child, port);
    if (child.exitCode !== null || child.signalCode !== null) return comeBack();
    child.once("exit", () => void comeBack());
  };
  const comeBack = async () => {
    if (server.stopping) return;
    try {
      server.restarts = [...server.restarts, Date.now()].filter((at) => at > Date.now() - 60_000);
      if (server.restarts.length > 5) throw new Failure("The application stopped six times within a minute.");
      say("The application stopped by itself: starting it again");
      await start();
    } catch (error) {
      onLost(error);
    }
  };
  await start();
  const works = process.env.MINGYOU_JOBS !== "0";
  const worker = works ? keepWorking({ env: surroundings, cwd: dirname(SERVER), say, output }) : undefined;

  return {
    async stop() {
      server.stopping = true;
      await worker?.stop();
      const { child } = server;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const slow = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await gone;
      clearTimeout(slow);
    },
  };
}

async function untilAnswering(child, port) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Failure("The application ended while starting; the reason stands above.");
    try {
      await fetch(`http://${HOST === "0.0.0.0" ? "127.0.0.1" : HOST}:${port}/`, {
        redirect: "manual",
        signal: AbortSignal.timeout(10_000),
      });
      return;
    } catch {
      await pause(60);
    }
  }
  throw new Failure("The application does not answer.");
}
