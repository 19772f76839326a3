import { frozen } from "@/lib/kernel/frozen";
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
const SHIPPED: readonly { readonly code: string }[] = [
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

/** What has been read in this process, by code. Frozen, because everybody gets the same. */
const read = new Map<string, Programme>();

/** All programmes, in the order of their codes. Nobody can change them; `redate` and the like make new ones. */
export function listProgrammes(): Programme[] {
  return SHIPPED.map(({ code }) => findProgramme(code) as Programme);
}

/** The programme of a code, or null. Only this one is read and judged, once; nobody can change it. */
export function findProgramme(code: string): Programme | null {
  const known = read.get(code);
  if (known) return known;
  const document = SHIPPED.find((shipped) => shipped.code === code);
  if (!document) return null;
  const programme = frozen(programmeSchema.parse(document));
  read.set(code, programme);
  return programme;
}
