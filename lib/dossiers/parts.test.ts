import { expect, it } from "vitest";
import { LOCALES } from "@/lib/platform/i18n/locale";
import { MESSAGES } from "@/lib/platform/i18n/messages";
import { PARTS } from "./parts";

it.each(LOCALES)("every part has its sentence, and one for the time it is being made, in %s", (locale) => {
  const { zip, stages } = MESSAGES[locale].dossiers;
  const codes = PARTS.map(({ code }) => code);
  expect(Object.keys(zip.parts).sort()).toEqual([...codes, "manifest"].sort());
  for (const stage of ["chain", "computed", "gathered", ...codes]) expect(Object.keys(stages)).toContain(stage);
});
