import { accept, type Result, refuse } from "@/lib/kernel/result";

/** States of a working copy are numbered; one of them is the one that holds. Older ones than this many are let go. */
export const KEPT = 60;

export interface Track {
  /** Number of the oldest state that is kept. */
  readonly first: number;
  readonly last: number;
  /** The state that holds. */
  readonly at: number;
}

/** A new state follows the one that holds; what had been undone is gone for good. */
export function afterEdit(track: Track): Track {
  const at = track.at + 1;
  return { first: Math.max(track.first, at - KEPT), last: at, at };
}

export function afterUndo(track: Track): Result<Track, "NOTHING_TO_UNDO"> {
  return track.at > track.first ? accept({ ...track, at: track.at - 1 }) : refuse("NOTHING_TO_UNDO");
}

export function afterRedo(track: Track): Result<Track, "NOTHING_TO_REDO"> {
  return track.at < track.last ? accept({ ...track, at: track.at + 1 }) : refuse("NOTHING_TO_REDO");
}
