import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { ZipWriter } from "@/lib/platform/files/zip";
import { canonical } from "@/lib/reviews/rules/seal";
import { PARTS } from "./parts";
import { folderOf } from "./rules/sealed";
import type { DossierSource } from "./types";

/**
 * Packs a dossier: part after part, then the list of all files with their SHA-256. One file is held at a time. `word` is
 * told which part is being packed, and may throw to end it.
 */
export async function packDossier(
  source: DossierSource,
  word: (part: string, done: number, total: number) => Promise<void> = async () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const folder = folderOf(source.result);
  const zip = new ZipWriter();
  const files: Record<string, string> = {};
  for (const [at, part] of PARTS.entries()) {
    await word(part.code, at, PARTS.length);
    for await (const { path, content } of part.make(source)) {
      if (path in files) throw new Error(`the dossier holds ${path} twice`);
      files[path] = createHash("sha256").update(content).digest("hex");
      await zip.add({ path: `${folder}/${path}`, content });
      await breathe();
      await word(part.code, at, PARTS.length);
    }
  }
  await zip.add({ path: `${folder}/manifest.json`, content: canonical({ files }) });
  return zip.end();
}
