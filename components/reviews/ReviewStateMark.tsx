import { useLocale, useTranslations } from "next-intl";
import { State, type StateKind } from "@/components/ui/State";
import type { Day } from "@/lib/kernel/calendar";
import { formatDay } from "@/lib/platform/i18n/format";
import type { ReviewState } from "@/lib/reviews/types";

const KIND: Record<ReviewState, StateKind> = {
  OPEN: "draft",
  FROZEN: "review",
  APPROVED: "sent",
  NOTICE: "notice",
  FINAL: "final",
};

/** Where a review stands, in words; a public notice says when it ends. */
export function ReviewStateMark({ state, noticeUntil }: { state: ReviewState; noticeUntil?: Day | null }) {
  const t = useTranslations("reviews.state");
  const locale = useLocale();
  if (state === "NOTICE" && noticeUntil)
    return <State kind="notice">{t("noticeUntil", { day: formatDay(noticeUntil, locale) })}</State>;
  return <State kind={KIND[state]}>{t(state)}</State>;
}
