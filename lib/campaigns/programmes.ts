import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import P01 from "@/prisma/programmes/P01.json";

/** Programmes that ship with the product. Imported, not read from disk: the standalone build carries them with it. */
const SHIPPED: readonly unknown[] = [P01];

export function listProgrammes(): Programme[] {
  return SHIPPED.map((document) => programmeSchema.parse(document));
}

export function findProgramme(code: string): Programme | null {
  return listProgrammes().find((programme) => programme.code === code) ?? null;
}
