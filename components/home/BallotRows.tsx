import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/Button";
import { TodoRow } from "@/components/ui/Checklist";
import type { BallotShown } from "@/lib/ballots/loaders";
import { formatDeadline, pick } from "@/lib/platform/i18n/format";

/** Votes that wait for the reader's own, of whichever campaign. */
export async function BallotRows({ ballots }: { ballots: readonly BallotShown[] }) {
  const [t, locale] = await Promise.all([getTranslations("ballots.home"), getLocale()]);
  return ballots.map((ballot) => (
    <TodoRow
      key={ballot.no}
      title={t("title", { award: pick(ballot.award, locale) })}
      note={t("note", { until: formatDeadline(ballot.closesAt, locale) })}
      action={
        <LinkButton kind="main" href={`/campaigns/${ballot.campaign.code}/ballots/${ballot.no}`}>
          {t("go")}
        </LinkButton>
      }
    />
  ));
}
