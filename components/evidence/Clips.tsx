import type { FileReference } from "@/lib/platform/files/types";

/** Files are named by what they were found to be when they were filed. */
const SOUND = /\.(m4a|mp3|wav|aac|ogg)$/i;

/** Recordings, played where they are shown or taken away as they were filed; nothing is fetched before somebody plays. */
export function Clips({ files }: { files: readonly FileReference[] }) {
  return files
    .filter(({ kind }) => kind === "CLIP")
    .map((file) => (
      <figure key={file.id}>
        {SOUND.test(file.name) ? (
          // biome-ignore lint/a11y/useMediaCaption: a recording of a visit has no captions; what was said stands beside it
          <audio controls preload="none" src={`/api/files/${file.id}`} aria-label={file.name} className="w-full" />
        ) : (
          // biome-ignore lint/a11y/useMediaCaption: a recording of a visit has no captions; what was seen stands in the finding
          <video
            controls
            preload="none"
            src={`/api/files/${file.id}`}
            aria-label={file.name}
            className="w-full max-h-96 bg-sunk"
          />
        )}
        <figcaption className="flex justify-between gap-3 text-note text-ink-3">
          <a href={`/api/files/${file.id}`} download>
            {file.name}
          </a>
          <span className="code">
            {file.sha256.slice(0, 4)} {file.sha256.slice(4, 8)}
          </span>
        </figcaption>
      </figure>
    ));
}
