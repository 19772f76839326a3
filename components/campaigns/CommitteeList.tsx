import { useLocale, useTranslations } from "next-intl";
import { KeyValue } from "@/components/ui/KeyValue";
import type { SeatForPage } from "@/lib/campaigns/loaders";
import { nameOf } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";

/** The leading group and its office, seat by seat. */
export function CommitteeList({ seats }: { seats: readonly SeatForPage[] }) {
  const t = useTranslations("campaigns.overview");
  const locale = useLocale();
  return (
    <KeyValue
      rows={seats
        .filter(({ seat, members }) => seat.min > 0 || members.length > 0)
        .map(({ seat, members }) => ({
          term: pick(seat.name, locale),
          detail:
            members.length > 0 ? (
              members.map(({ person }) => nameOf(person, locale)).join(locale === "en" ? ", " : "、")
            ) : (
              <span className="wait">{t("vacant")}</span>
            ),
        }))}
    />
  );
}
