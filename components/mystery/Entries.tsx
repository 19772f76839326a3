import { useLocale, useTranslations } from "next-intl";
import type { Answer } from "@/lib/inspections/types";
import type { MysteryVisitPage } from "@/lib/mystery/loaders/visits";
import type { Difference, Keying } from "@/lib/mystery/types";
import { pick } from "@/lib/platform/i18n/format";

/** What one keying says at one entry, as whoever compares it with the files reads it. */
export function Entry({
  keying,
  difference: { part, code },
  people,
}: {
  keying: Keying;
  difference: Difference;
  people: MysteryVisitPage["people"];
}) {
  const t = useTranslations("mystery");
  if (part === "answers") return <AnswerSaid answer={keying.answers[code]} people={people} />;
  if (part === "waiting")
    return keying.waiting ? (
      <span className="n">
        {keying.waiting.shown} → {keying.waiting.approached} {t(`keying.${keying.waiting.by}`)}
      </span>
    ) : (
      t("report.notMeasured")
    );
  const words = keying.words[code];
  const text = {
    words: words ? `${words.who}：${words.words}` : "",
    satisfaction: keying.satisfaction[code] ?? "",
    remarks: keying.remarks[code as "pleased"] ?? "",
  }[part];
  return <span className="whitespace-pre-line break-words">{text === "" ? t("differences.silent") : text}</span>;
}

function AnswerSaid({ answer, people }: { answer: Answer | undefined; people: MysteryVisitPage["people"] }) {
  const t = useTranslations("mystery");
  const verdicts = useTranslations("inspections.verdicts");
  const locale = useLocale();
  if (!answer) return t("differences.silent");
  const person = people.find(({ id }) => id === answer.personId);
  const said = [
    verdicts(answer.verdict),
    answer.lost,
    answer.level,
    answer.chosen?.join(", "),
    answer.given,
    answer.reason,
    person && pick(person.name, locale),
    answer.note,
  ];
  return <span className="break-words">{said.filter(Boolean).join(" · ")}</span>;
}

/** What an entry is called: the item with its words, the question, the criterion. */
export function useEntryName(page: MysteryVisitPage): (difference: Difference) => string {
  const t = useTranslations("mystery");
  const locale = useLocale();
  const { questions, criteria } = page.visit.questionnaire;
  return ({ part, code }) => {
    if (part === "waiting") return t("times");
    if (part === "remarks") return t(`remarks.${code as "pleased"}`);
    const known = { answers: page.items, words: questions, satisfaction: criteria }[part].find(
      (one) => one.code === code,
    );
    return known ? pick(known.text, locale) : code;
  };
}
