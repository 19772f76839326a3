import { useLocale, useTranslations } from "next-intl";
import { LifeLine, type LifeStep } from "@/components/ui/LifeLine";
import { today as dayOf } from "@/lib/platform/clock";
import { formatDay, formatDayRange, formatInstant } from "@/lib/platform/i18n/format";
import type { RoomView } from "@/lib/reviews/loaders/room";
import { stepInto } from "@/lib/reviews/rules/life";
import type { ReviewState } from "@/lib/reviews/types";

const ORDER: readonly ReviewState[] = ["OPEN", "FROZEN", "APPROVED", "NOTICE", "FINAL"];

/** Open, frozen and computed, under review, approved, public notice, final: when each was, or what it waits for. */
export function ReviewLifeLine({ room, signed, needed }: { room: RoomView; signed?: number; needed?: number }) {
  const t = useTranslations("reviews.life");
  const locale = useLocale();
  const at = ORDER.indexOf(room.state);
  const frozen = at >= 1 ? stepInto(room.steps, "FROZEN") : null;
  const approved = at >= 2 ? stepInto(room.steps, "APPROVED") : null;
  const published = at >= 3 ? stepInto(room.steps, "NOTICE") : null;
  const final = at >= 4 ? stepInto(room.steps, "FINAL") : null;
  const moment = (step: { at: Date } | null) => (step ? formatInstant(step.at, locale) : undefined);
  const cutOff = room.review.cutOffOn;
  const steps: LifeStep[] = [
    { label: t("open"), note: formatDay(room.period.from, locale), state: at === 0 ? "now" : "done" },
    {
      label: t("frozen"),
      note: moment(frozen) ?? (cutOff ? t("cutOff", { day: formatDay(cutOff, locale) }) : undefined),
      state: at >= 1 ? "done" : "todo",
    },
    {
      label: t("review"),
      note:
        needed === undefined
          ? undefined
          : at === 0
            ? t("seats", { needed })
            : t("signed", { signed: signed ?? 0, needed }),
      state: at === 1 ? "now" : at > 1 ? "done" : "todo",
    },
    { label: t("approved"), note: moment(approved), state: at >= 2 ? "done" : "todo" },
    {
      label: t("notice"),
      note:
        published && room.noticeUntil
          ? formatDayRange(dayOf("Asia/Shanghai", published.at), room.noticeUntil, locale)
          : t("noticeDays", { days: room.review.noticeDays ?? 0 }),
      state: at === 2 || at === 3 ? "now" : at > 3 ? "done" : "todo",
    },
    { label: t("final"), note: moment(final), state: at >= 4 ? "done" : "todo" },
  ];
  return <LifeLine steps={steps} label={t("label")} />;
}
