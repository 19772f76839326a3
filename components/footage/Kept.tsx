import { useLocale, useTranslations } from "next-intl";
import type { Countdown } from "@/lib/footage/types";
import { formatDay } from "@/lib/platform/i18n/format";

/** From so few days on the countdown stands in the colour of what is short. */
const SOON = 7;

/** How long the recording is still there. */
export function Kept({ countdown }: { countdown: Countdown }) {
  const t = useTranslations("footage");
  const locale = useLocale();
  const { gone, left, lastDay } = countdown;
  return (
    <>
      <span className={left <= SOON ? "down" : undefined}>{gone ? t("goneSince") : t("left", { left })}</span>
      <span className="block text-small text-ink-2">{t("lastDay", { day: formatDay(lastDay, locale) })}</span>
    </>
  );
}
