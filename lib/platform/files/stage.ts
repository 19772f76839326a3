import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { filesFolder } from "./storage/open";
import type { StagedFile } from "./storage/types";

/** As much as tells one kind of file from another. */
const HEAD = 4_100;
/** What nobody can still be sending. */
const LEFT_MS = 24 * 3_600_000;

/** On the disk of the local store, so that taking a file in is giving it another name. */
const folder = () => path.join(filesFolder(), ".arriving");

/**
 * Writes what arrives to the disk, never more of it in memory than one piece, and adds it up on the way. Null: more than
 * `capFor` its first bytes allows; then it stops reading. What was staged is removed by `unstage`, wherever it went.
 */
export async function stage(
  source: ReadableStream<Uint8Array> | null,
  capFor: (head: Uint8Array) => Promise<number>,
): Promise<StagedFile | null> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const target = path.join(folder(), randomUUID());
  const handle = await open(target, "wx", 0o600);
  const [sha256, md5] = [createHash("sha256"), createHash("md5")];
  let bytes = 0;
  let cap: number | null = null;
  let waiting: Uint8Array[] = [];
  let whole = false;
  const write = async (piece: Uint8Array) => {
    sha256.update(piece);
    md5.update(piece);
    await handle.writeFile(piece);
  };
  const reader = source?.getReader();
  try {
    for (;;) {
      const next = await reader?.read();
      if (!next || next.done) break;
      bytes += next.value.byteLength;
      if (cap === null) {
        waiting.push(next.value);
        if (bytes < HEAD) continue;
        cap = await capFor(Buffer.concat(waiting));
      } else waiting = [next.value];
      if (bytes > cap) {
        await reader?.cancel();
        return null;
      }
      for (const piece of waiting) await write(piece);
      waiting = [];
    }
    for (const piece of waiting) await write(piece);
    await handle.sync();
    whole = true;
    return { path: target, bytes, sha256: sha256.digest("hex"), md5: md5.digest("base64") };
  } finally {
    await handle.close();
    if (!whole) await unstage({ path: target });
  }
}

export async function unstage({ path: staged }: Pick<StagedFile, "path">): Promise<void> {
  await rm(staged, { force: true });
}

/** Removes what processes left behind that were killed while a file arrived. Its age is the disk's, whatever day a demo plays. */
export async function sweepStage(now: number = Date.now()): Promise<number> {
  const names = await readdir(folder()).catch(() => []);
  let swept = 0;
  for (const name of names) {
    const left = path.join(folder(), name);
    const state = await stat(left).catch(() => null);
    if (!state || now - state.mtimeMs < LEFT_MS) continue;
    await unstage({ path: left });
    swept += 1;
  }
  return swept;
}
