import { useLocale, useTranslations } from "next-intl";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { EvidenceList } from "@/components/complaints/EvidenceList";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { RadioGroup } from "@/components/ui/form/choices";
import { OfficialActDialog } from "@/components/ui/OfficialActDialog";
import { State } from "@/components/ui/State";
import { screenNominationAction } from "@/lib/awards/actions";
import type { NominationsView, ScreeningShown } from "@/lib/awards/loaders/nominations";
import { nameOf } from "@/lib/people/types";
import { formatInstant, pick } from "@/lib/platform/i18n/format";

type Row = NominationsView["awards"][number]["rows"][number];

/** What the office found about a nomination, by whom and with which reason; or that it waits. */
export function ScreeningMark({ screening }: { screening: ScreeningShown | null }) {
  const t = useTranslations("awards.nominations");
  const locale = useLocale();
  if (!screening) return <State kind="sent">{t("waiting")}</State>;
  return (
    <div className="ms-auto max-w-[9.5rem] sm:max-w-[18rem]">
      {screening.passed ? (
        <State kind="review">{t("passed")}</State>
      ) : (
        <span className="text-ink-3">{t("failed")}</span>
      )}
      <span className="block whitespace-normal text-note text-ink-2">{screening.reason}</span>
      <span className="block whitespace-normal text-note text-ink-3">
        {t("by", { name: screening.byName, at: formatInstant(screening.at, locale) })}
      </span>
      <EvidenceList files={screening.files} />
    </div>
  );
}

/** The office checks a nomination against the plan's standards; another verdict later takes the place of the first. */
export function ScreeningAct({ row, campaign }: { row: Row; campaign: string }) {
  const t = useTranslations("awards.nominations");
  const locale = useLocale();
  const who = row.person ? nameOf(row.person, locale) : pick(row.unit, locale);
  const [newest] = row.screenings;
  return (
    <div className="no-print mt-2 flex justify-end text-start">
      <OfficialActDialog
        compact
        character={t("character")}
        title={newest ? t("screenAgain") : t("screen")}
        heading={t("screenHeading", { name: who })}
        meaning={t("screenMeaning")}
        rows={[
          { term: t("no"), detail: row.no },
          { term: t("reason"), detail: row.reason },
        ]}
        reason={{ hint: t("screenHint") }}
        action={screenNominationAction}
        hidden={{ campaign, no: row.no }}
      >
        <RadioGroup
          name="verdict"
          label={t("verdict")}
          required
          choices={(["PASSED", "FAILED"] as const)
            .filter((verdict) => !newest || newest.passed !== (verdict === "PASSED"))
            .map((verdict) => ({ value: verdict, label: t(`verdicts.${verdict}`) }))}
        />
        <ClientMessages also={["complaints"]}>
          <EvidenceField unit={row.unitCode} label={t("screenDocuments")} />
        </ClientMessages>
      </OfficialActDialog>
    </div>
  );
}
