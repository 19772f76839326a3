import "server-only";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { accept, type Result, refuse } from "@/lib/kernel/result";
import { log } from "@/lib/platform/log";
import { SHEET_LIMITS, type Sheet, type SheetRefusal } from "./types";

const cell = z.union([z.string(), z.null(), z.strictObject({ bad: z.enum(["FORMULA", "ERROR"]) })]);
const answerSchema = z.union([
  z.object({ rows: z.array(z.object({ row: z.int(), cells: z.array(cell) })) }),
  z.object({
    code: z.enum([
      "SHEET_EMPTY",
      "SHEET_TOO_BIG",
      "SHEET_NOT_READABLE",
      "SHEET_OLD_FORMAT",
      "SHEET_UNPACKS_TOO_BIG",
      "SHEET_TOO_MANY_ROWS",
    ]),
  }),
]);

/** Files read at the same time; one more is asked to wait, so that a burst of uploads cannot fill the machine. */
const AT_ONCE = 3;
let running = 0;

/**
 * The first sheet of an .xlsx or CSV file (UTF-8, UTF-16 or GB18030). Magic bytes decide what it is, never its name; it is
 * parsed in a process of its own within `SHEET_LIMITS`. Never throws on a hostile file. `text`: how long the text of a
 * cell may be where a column needs more.
 */
export async function readSheet(
  bytes: Uint8Array,
  { text = SHEET_LIMITS.text }: { text?: number } = {},
): Promise<Result<Sheet, SheetRefusal>> {
  if (bytes.length > SHEET_LIMITS.bytes)
    return refuse("SHEET_TOO_BIG", { values: { megabytes: SHEET_LIMITS.bytes / 1024 / 1024 } });
  if (running >= AT_ONCE) return refuse("SHEET_BUSY");
  running += 1;
  try {
    return await parseApart(bytes, { ...SHEET_LIMITS, text });
  } finally {
    running -= 1;
  }
}

async function parseApart(bytes: Uint8Array, limits: Record<string, number>): Promise<Result<Sheet, SheetRefusal>> {
  const program = join(/* turbopackIgnore: true */ process.cwd(), "lib", "platform", "sheet", "parse.mjs");
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${SHEET_LIMITS.megabytes}`, program, JSON.stringify(limits)],
    {
      stdio: ["pipe", "pipe", "pipe"],
      // Nothing of ours: no database address, no keys.
      env: { PATH: process.env.PATH, NODE_ENV: "production" } as NodeJS.ProcessEnv,
      timeout: SHEET_LIMITS.seconds * 1000,
      killSignal: "SIGKILL",
    },
  );
  const out: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => out.push(part));
  child.stderr.on("data", (part: Buffer) => complaints.length < 20 && complaints.push(part));
  // A parser that gave up early closes its input; the exit code says the rest.
  child.stdin.on("error", () => {});
  child.stdin.end(bytes);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.once("error", () => resolve([null, null]));
    child.once("close", (...ended) => resolve(ended));
  });

  if (signal === "SIGKILL") return refuse("SHEET_TOO_SLOW", { values: { seconds: SHEET_LIMITS.seconds } });
  // The parser ran out of the memory it was given.
  if (signal === "SIGABRT" || code === 134) return refuse("SHEET_UNPACKS_TOO_BIG");
  if (code !== 0) {
    log.warn(
      { code, signal, stderr: Buffer.concat(complaints).toString("utf8").slice(0, 500) },
      "spreadsheet could not be parsed",
    );
    return refuse("SHEET_NOT_READABLE");
  }
  const answer = answerSchema.safeParse(JSON.parse(Buffer.concat(out).toString("utf8")));
  if (!answer.success) return refuse("SHEET_NOT_READABLE");
  if ("rows" in answer.data) return accept({ rows: answer.data.rows });
  return refuse(answer.data.code, { values: { rows: SHEET_LIMITS.rows, megabytes: SHEET_LIMITS.bytes / 1024 / 1024 } });
}
