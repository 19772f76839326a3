import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import { localStore } from "@/lib/platform/files/storage/local";
import { s3Store } from "@/lib/platform/files/storage/s3";
import type { S3Settings } from "@/lib/platform/files/storage/settings";
import type { FileStore } from "@/lib/platform/files/storage/types";

/** A store, and what somebody with the disk in their hands can do to it behind its back. */
export interface StoreInHand {
  readonly store: FileStore;
  /** Turns one bit in the middle of an object, its length and times as they were told apart. */
  readonly flip: (folder: string, file: string) => Promise<void>;
  readonly remove: (folder: string, file: string) => Promise<void>;
  /** Everything that lies there, as paths. */
  readonly list: () => Promise<string[]>;
  /** The bucket or folder itself goes away. */
  readonly vanish: () => Promise<void>;
  readonly settings: S3Settings | null;
  readonly end: () => Promise<void>;
}

async function flipIn(path: string): Promise<void> {
  const bytes = await readFile(path);
  const at = Math.floor(bytes.byteLength / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

const listed = async (root: string) =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));

export async function localInHand(): Promise<StoreInHand> {
  const root = await mkdtemp(join(tmpdir(), "mingyou-files-"));
  const path = (folder: string, file: string) => join(root, folder, file);
  return {
    store: localStore(root),
    flip: (folder, file) => flipIn(path(folder, file)),
    remove: (folder, file) => rm(path(folder, file)),
    list: () => listed(root),
    vanish: () => rm(root, { recursive: true }),
    settings: null,
    end: () => rm(root, { recursive: true, force: true }),
  };
}

export const BUCKET = "evidence";

/** A real S3 server on a port of its own; its objects are files that a test can reach around it. */
export async function s3InHand(prefix = "bank/"): Promise<StoreInHand & { readonly settings: S3Settings }> {
  const root = await mkdtemp(join(tmpdir(), "mingyou-s3-"));
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory: root,
    vhostBuckets: false,
    configureBuckets: [{ name: BUCKET }],
  });
  const { port } = await server.run();
  const settings: S3Settings = {
    kind: "S3",
    bucket: BUCKET,
    prefix,
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    keyId: "S3RVER",
    secret: "S3RVER",
    pathStyle: true,
  };
  const path = (folder: string, file: string) => join(root, BUCKET, prefix, folder, `${file}._S3rver_object`);
  return {
    store: s3Store(settings),
    flip: async (folder, file) => {
      await flipIn(path(folder, file));
      await rm(`${path(folder, file)}.md5`, { force: true });
    },
    remove: (folder, file) => rm(path(folder, file)),
    list: async () => (await listed(root)).filter((name) => name.endsWith("_S3rver_object")),
    vanish: () => rm(join(root, BUCKET), { recursive: true }),
    settings,
    end: async () => {
      await server.close().catch(() => {});
      await rm(root, { recursive: true, force: true });
    },
  };
}
