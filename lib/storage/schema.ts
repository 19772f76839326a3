import { z } from "zod";
import { FAULTS, SOURCES } from "./types";

/** There is one store: nothing to choose. */
export const checkInput = z.strictObject({});

/** What the job hands over to be written down. */
export const checkFoundSchema = z.strictObject({
  store: z.enum(["LOCAL", "S3"]),
  files: z.int(),
  bytes: z.int(),
  faults: z.array(
    z.strictObject({
      source: z.enum(SOURCES),
      fileId: z.uuid(),
      unitId: z.uuid().nullable(),
      rendition: z.string(),
      fault: z.enum(FAULTS),
      sha256: z.string(),
      foundSha256: z.string().nullable(),
    }),
  ),
});
