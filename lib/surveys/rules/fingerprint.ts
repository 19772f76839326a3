import { createHash } from "node:crypto";
import type { Part, Survey } from "../types";

/** Stands for the file of an import: the same part of the same survey is taken into a stream once. */
export function fingerprintOf({ no }: Pick<Survey, "no">, part: Part): string {
  return createHash("sha256").update(`${no} ${part}`).digest("hex");
}
