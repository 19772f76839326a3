import { findLanguageDraft } from "@/lib/language/data";
import { addLanguageGroup, addPhraseToLanguage, beginLanguage, publishLanguage } from "@/lib/language/usecases";
import { db } from "@/lib/platform/db";
import { act } from "./stage";
import type { Ground, Scene } from "./story";

/** Headquarters adds what to say to a situation that had only forbidden phrases, and is writing on the version after. */
export function language({ cast }: Ground): Scene[] {
  const revision = async () => ({ version: (await findLanguageDraft(db))?.revision });
  return [
    {
      day: "2026-09-18",
      time: "15:10",
      play: async () => {
        const hq = await cast.of(cast.hq);
        await act(beginLanguage, hq, { follows: 1 });
        await act(addPhraseToLanguage, hq, {
          ...(await revision()),
          group: "SIT-14",
          kind: "SCRIPT",
          text: {
            zh: "致歉，说明正在抢修，告知预计时间和可以改去的网点",
            en: "Apologise, say it is being repaired, give the expected time and an outlet to go to instead",
          },
        });
        await act(publishLanguage, hq, {
          ...(await revision()),
          effectiveOn: "2026-10-01",
          note: {
            zh: "三季度投诉多与设备故障有关，补充“客户抱怨故障”的服务用语。其余同首版，成组要求仍待录入。",
            en: "Many complaints of the third quarter concerned equipment faults, so what to say to them was added. Otherwise as the first version; the named sets are still to be entered.",
          },
        });
      },
    },
    {
      day: "2026-11-13",
      time: "10:40",
      play: async () => {
        const hq = await cast.of(cast.hq);
        await act(beginLanguage, hq, { follows: 2 });
        await act(addLanguageGroup, hq, {
          ...(await revision()),
          kind: "SITUATION",
          name: { zh: "客户等候较久", en: "A long wait" },
          note: { zh: "", en: "" },
        });
      },
    },
  ];
}
