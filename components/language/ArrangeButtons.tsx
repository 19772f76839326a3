import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/ui/SubmitButton";

const ACTS = [
  ["UP", "up", "moveUp"],
  ["DOWN", "down", "moveDown"],
  ["REMOVE", "remove", "removeEntry"],
] as const;

/** Up, down, out: three buttons of a form that arranges. */
export function ArrangeButtons({ code }: { code: string }) {
  const t = useTranslations("language.edit");
  return ACTS.map(([act, word, spoken]) => (
    <SubmitButton
      key={act}
      kind="plain"
      size="low"
      name="arranged"
      value={`${act} ${code}`}
      aria-label={t(spoken, { code })}
    >
      {t(word)}
    </SubmitButton>
  ));
}
