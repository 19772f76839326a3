import { useLocale, useTranslations } from "next-intl";
import { Acts, OfficialAct } from "@/components/ui/OfficialAct";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { finaliseReviewAction } from "@/lib/appeals/actions";
import { addDays } from "@/lib/kernel/calendar";
import type { FormAction } from "@/lib/kernel/form";
import { formatDay, formatDayRange, formatPoints, pick } from "@/lib/platform/i18n/format";
import { freezeReviewAction, liftFreezeAction, signReviewAction } from "@/lib/reviews/actions";
import type { RailView, RoomView } from "@/lib/reviews/loaders/room";
import { blocks } from "@/lib/reviews/rules/life";

/** The acts that bind the bank in this state: 冻, 签, 发, 定; what cannot be done yet stays visible with what is missing. */
export function ReviewActs({
  room,
  rail,
  waiting,
  publishAction,
}: {
  room: RoomView;
  rail: RailView;
  waiting: number;
  publishAction: FormAction;
}) {
  const t = useTranslations("reviews.acts");
  const locale = useLocale();
  const review = pick(room.review.name, locale);
  const hidden = { campaign: room.campaign.code, review: room.review.code };
  const seal = room.result?.seal ?? "";
  const ground = {
    term: t("ground"),
    detail: room.review.clause ? pick(room.review.clause.article, locale) : t("byPlan", { version: room.planVersion }),
  };
  const period = formatDayRange(room.period.from, room.period.to, locale);
  const first = room.rows[0];
  const outcome = first?.total
    ? t("outcome", {
        kind: room.kind,
        ranked: room.figures.ranked,
        unit: pick(first.name, locale),
        total: formatPoints(first.total),
        seal: short(seal),
      })
    : t("outcomeNone", { kind: room.kind });
  const openSeats = rail.seats.filter((seat) => !seat.complete);
  const unsigned = openSeats.map((seat) => t("missing.seat", { seat: pick(seat.name, locale) }));
  const choices = waiting > 0 ? [t("missing.choices", { count: waiting })] : [];
  const broken = rail.agrees ? [] : [t("missing.seal")];

  if (room.state === "OPEN" && rail.may.freeze) {
    const blocking = rail.obstacles.filter(blocks).length;
    const cutOff = room.review.cutOffOn;
    const missing = [
      ...(cutOff === null || room.today < cutOff
        ? [t("missing.cutOff", { day: cutOff ? formatDay(cutOff, locale) : "—" })]
        : []),
      ...(blocking > 0 ? [t("missing.obstacles", { count: blocking })] : []),
    ];
    return (
      <div>
        <Acts>
          <OfficialActDialog
            character="冻"
            title={t("freeze.title", { review })}
            meaning={t("freeze.meaning")}
            missing={missing}
            reason={false}
            rows={[ground, { term: t("effect"), detail: t("freeze.effect", { period }) }]}
            action={freezeReviewAction}
            hidden={hidden}
          />
        </Acts>
      </div>
    );
  }
  if (room.state === "FROZEN") {
    return (
      <div>
        <Acts>
          {rail.may.sign &&
            (rail.mine.length > 0 && rail.agrees ? (
              rail.mine.map((seat) => (
                <OfficialActDialog
                  key={seat.seat}
                  character="签"
                  title={t("sign.title", { review })}
                  meaning={t("sign.meaning", { seat: pick(seat.name, locale) })}
                  reason={false}
                  rows={[
                    ground,
                    { term: t("result"), detail: outcome },
                    { term: t("effect"), detail: t("sign.effect") },
                  ]}
                  action={signReviewAction}
                  hidden={{ ...hidden, seat: seat.seat, seal }}
                />
              ))
            ) : (
              <OfficialAct
                character="签"
                title={t("sign.title", { review })}
                meaning={t("sign.notNow")}
                missing={[...broken, ...signingNote()]}
              />
            ))}
          {rail.may.publish && (
            <OfficialAct
              character="发"
              title={t("publish.title", { review })}
              meaning={t("publish.meaning", { days: room.review.noticeDays ?? 0 })}
              missing={[...unsigned, ...choices, ...broken]}
            />
          )}
          {rail.may.freeze && rail.signed === 0 && (
            <OfficialActDialog
              compact
              character="撤"
              title={t("lift.title")}
              meaning={t("lift.meaning")}
              heading={t("lift.heading", { review })}
              rows={[{ term: t("effect"), detail: t("lift.effect", { period }) }]}
              action={liftFreezeAction}
              hidden={hidden}
            />
          )}
        </Acts>
      </div>
    );
  }
  if (room.state === "APPROVED" && rail.may.publish) {
    return (
      <div>
        <Acts>
          <OfficialActDialog
            character="发"
            title={t("publish.title", { review })}
            meaning={t("publish.meaning", { days: room.review.noticeDays ?? 0 })}
            missing={[...choices, ...broken]}
            reason={false}
            rows={[
              ground,
              { term: t("result"), detail: outcome },
              {
                term: t("effect"),
                detail: t("publish.effect", {
                  until: formatDay(addDays(room.today, room.review.noticeDays ?? 0), locale),
                }),
              },
            ]}
            action={publishAction}
            hidden={{ ...hidden, seal }}
          />
        </Acts>
      </div>
    );
  }
  if (room.state === "NOTICE" && rail.may.publish) {
    const running = room.noticeUntil !== null && (room.review.noticeDays ?? 0) > 0 && room.today <= room.noticeUntil;
    return (
      <div>
        <Acts>
          <OfficialActDialog
            character="定"
            title={t("finalise.title", { review })}
            meaning={t("finalise.meaning")}
            missing={
              running && room.noticeUntil ? [t("missing.notice", { day: formatDay(room.noticeUntil, locale) })] : []
            }
            reason={false}
            rows={[ground, { term: t("result"), detail: outcome }, { term: t("effect"), detail: t("finalise.effect") }]}
            action={finaliseReviewAction}
            hidden={hidden}
          />
        </Acts>
      </div>
    );
  }
  return null;

  function signingNote(): string[] {
    const mine = rail.seats.filter((seat) => seat.holders.some((holder) => holder.me));
    if (mine.length === 0) return [t("missing.noSeat")];
    if (mine.every((seat) => seat.holders.some((holder) => holder.me && holder.at))) return [t("missing.signed")];
    return openSeats.slice(0, 1).map((seat) => t("missing.turn", { seat: pick(seat.name, locale) }));
  }
}

/** A seal as people compare it: the first twelve characters in threes of four. */
export function short(seal: string): string {
  return [seal.slice(0, 4), seal.slice(4, 8), seal.slice(8, 12)].filter(Boolean).join(" ");
}
