import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/Icon";
import { nameOf } from "@/lib/people/types";
import { today } from "@/lib/platform/clock";
import { formatDay, pick } from "@/lib/platform/i18n/format";
import type { RailView } from "@/lib/reviews/loaders/room";
import type { ReviewState } from "@/lib/reviews/types";

/** Whose names the plan wants under the result, in its order, and who has signed. */
export function SignOff({ seats, state }: { seats: RailView["seats"]; state: ReviewState }) {
  const t = useTranslations("reviews.signing");
  const locale = useLocale();
  const holders = seats.flatMap((seat) => seat.holders.map((holder) => ({ ...holder, seat })));
  const word = (holder: (typeof holders)[number]) =>
    state === "OPEN"
      ? ""
      : holder.seat.complete
        ? t("notNeeded")
        : !holder.seat.turn
          ? t("later")
          : holder.me
            ? t("you")
            : t("waiting");
  return (
    <ul className="sign-list">
      {seats
        .filter((seat) => seat.holders.length === 0)
        .map((seat) => (
          <li key={seat.seat} className="single">
            <span className="text-ink-3">{pick(seat.name, locale)}</span>
            <span className="when wait">{t("nobody")}</span>
          </li>
        ))}
      {holders.map((holder) => (
        <li
          key={`${holder.seat.seat} ${holder.personId}`}
          className={holder.seat.holders.length === 1 ? "single" : undefined}
        >
          <span>
            <span className="text-ink-3">{pick(holder.seat.name, locale)}</span> {nameOf(holder, locale)}
          </span>
          <span className="when n">
            {holder.at ? (
              <>
                <Icon name="check" label={t("signed")} className="ok" />{" "}
                {formatDay(today("Asia/Shanghai", holder.at), locale)}
              </>
            ) : (
              word(holder)
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
