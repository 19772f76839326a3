import { type Programme, programmeSchema } from "@/lib/scoring/programme/schema";
import P01 from "@/prisma/programmes/P01.json";
import P02 from "@/prisma/programmes/P02.json";
import P03 from "@/prisma/programmes/P03.json";
import P04 from "@/prisma/programmes/P04.json";
import P05 from "@/prisma/programmes/P05.json";
import P06 from "@/prisma/programmes/P06.json";
import P07 from "@/prisma/programmes/P07.json";
import P08 from "@/prisma/programmes/P08.json";
import P09 from "@/prisma/programmes/P09.json";
import P10 from "@/prisma/programmes/P10.json";
import P11 from "@/prisma/programmes/P11.json";
import P12 from "@/prisma/programmes/P12.json";
import P13 from "@/prisma/programmes/P13.json";
import P14 from "@/prisma/programmes/P14.json";
import P15 from "@/prisma/programmes/P15.json";
import P16 from "@/prisma/programmes/P16.json";
import P17 from "@/prisma/programmes/P17.json";
import P18 from "@/prisma/programmes/P18.json";
import P19 from "@/prisma/programmes/P19.json";
import P22 from "@/prisma/programmes/P22.json";
import P24 from "@/prisma/programmes/P24.json";
import P25 from "@/prisma/programmes/P25.json";
import P26 from "@/prisma/programmes/P26.json";
import P27 from "@/prisma/programmes/P27.json";
import P28 from "@/prisma/programmes/P28.json";
import P30 from "@/prisma/programmes/P30.json";

/** Programmes that ship with the product. Imported, not read from disk: the standalone build carries them with it. */
const SHIPPED: readonly unknown[] = [
  P01,
  P02,
  P03,
  P04,
  P05,
  P06,
  P07,
  P08,
  P09,
  P10,
  P11,
  P12,
  P13,
  P14,
  P15,
  P16,
  P17,
  P18,
  P19,
  P22,
  P24,
  P25,
  P26,
  P27,
  P28,
  P30,
];

export function listProgrammes(): Programme[] {
  return SHIPPED.map((document) => programmeSchema.parse(document));
}

export function findProgramme(code: string): Programme | null {
  return listProgrammes().find((programme) => programme.code === code) ?? null;
}
