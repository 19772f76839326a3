import path from "node:path";
import { env } from "@/lib/platform/env";
import { localStore } from "./local";
import { s3Store } from "./s3";
import { storeSettings } from "./settings";
import type { FileStore } from "./types";

let opened: FileStore | undefined;

/** The store that the environment names; the same one for the life of the process. */
export function fileStore(): FileStore {
  if (!opened) {
    const settings = storeSettings(env);
    opened = settings.kind === "S3" ? s3Store(settings) : localStore(filesFolder());
  }
  return opened;
}

/** Sets another store in its place, for tests; returns the way back. */
export function useStore(store: FileStore): () => void {
  const before = opened;
  opened = store;
  return () => {
    opened = before;
  };
}

/** Where files lie on this machine: all of them, or with a bucket those that are just arriving. */
export function filesFolder(): string {
  return path.join(path.resolve(env.MINGYOU_DATA_DIR), "files");
}
