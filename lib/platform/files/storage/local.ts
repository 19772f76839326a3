import { randomUUID } from "node:crypto";
import { copyFile, link, mkdir, open, rename, stat, unlink } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { type ByteRange, type FileStore, keyOf, type StagedFile, StoreUnavailable } from "./types";

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? "";

/** Objects as files below a folder of this machine. */
export function localStore(root: string): FileStore {
  const absolute = (folder: string, file: string) => path.join(root, keyOf(folder, file));

  /** Absent, or a store that is not there at all, such as a disk that was not mounted. */
  const absent = async (error: unknown): Promise<null> => {
    if (codeOf(error) === "ENOENT" && (await stat(root).catch(() => null))) return null;
    throw unavailable(root, error);
  };

  return {
    kind: "LOCAL",
    async put(folder, file, source) {
      const target = absolute(folder, file);
      if (await stat(target).catch(() => null)) return false;
      try {
        await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
        const beside = `${target}.${randomUUID()}.part`;
        await (source instanceof Uint8Array ? writeWhole(beside, source) : bring(source, beside));
        // Forced to disk, then given its name: after a crash a file is whole or not there (SECURITY 23).
        return await settle(beside, target);
      } catch (error) {
        throw unavailable(root, error);
      }
    },
    async stat(folder, file) {
      const found = await stat(absolute(folder, file), { bigint: true }).catch(absent);
      return (
        found && { bytes: Number(found.size), stamp: `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}` }
      );
    },
    async read(folder, file, range?: ByteRange): Promise<Readable | null> {
      const handle = await open(absolute(folder, file), "r").catch(absent);
      return handle?.createReadStream(range ? { start: range.from, end: range.to } : {}) ?? null;
    },
    async reach() {
      try {
        await mkdir(root, { recursive: true, mode: 0o700 });
        const probe = path.join(root, `.${randomUUID()}.probe`);
        await writeWhole(probe, new Uint8Array(1));
        await unlink(probe);
      } catch (error) {
        throw unavailable(root, error);
      }
    },
  };
}

function unavailable(root: string, error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  return new StoreUnavailable(
    `The folder of the files cannot be used (${root}: ${codeOf(error) || String(error)}). See MINGYOU_DATA_DIR.`,
    "MINGYOU_DATA_DIR",
    error,
  );
}

async function writeWhole(target: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(target, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What was staged lies on the same disk and was forced to it, so a second name is enough; elsewhere it is copied. */
async function bring(source: StagedFile, beside: string): Promise<void> {
  try {
    await link(source.path, beside);
  } catch (error) {
    if (!["EXDEV", "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(codeOf(error))) throw error;
    await copyFile(source.path, beside);
    const handle = await open(beside, "r+");
    await handle.sync().finally(() => handle.close());
  }
}

/** Gives the file its name unless somebody else was first. A hard link, unlike renaming, never takes another's place. */
async function settle(beside: string, target: string): Promise<boolean> {
  let fresh = true;
  try {
    await link(beside, target);
    await unlink(beside);
  } catch (error) {
    if (codeOf(error) === "EEXIST") {
      fresh = false;
      await unlink(beside);
    } else if (["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(codeOf(error))) await rename(beside, target);
    else throw error;
  }
  const folder = await open(path.dirname(target), "r");
  await folder
    .sync()
    .catch(() => undefined) // Not every file system lets a folder be forced to disk.
    .finally(() => folder.close());
  return fresh;
}
