import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { NumberField, SelectField, TextField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { createAction } from "@/lib/campaigns/actions";
import { loadOrganisers } from "@/lib/campaigns/loaders";
import { listProgrammes } from "@/lib/campaigns/programmes";
import { today } from "@/lib/platform/clock";
import { formatDayRange, pick } from "@/lib/platform/i18n/format";

export default async function NewCampaignPage() {
  const [organisers, all, t, locale] = await Promise.all([
    loadOrganisers(),
    getTranslations("campaigns"),
    getTranslations("campaigns.create"),
    getLocale(),
  ]);
  const programmes = listProgrammes();
  const year = Number(today().slice(0, 4));
  const comma = locale === "en" ? ", " : "、";
  return (
    <TwoColumn
      railLabel={t("what")}
      rail={programmes.map((programme) => (
        <Section key={programme.code} title={pick(programme.name, locale)} aside={programme.code}>
          <p className="py-2 text-small leading-read text-ink-2">{pick(programme.purpose, locale)}</p>
          <KeyValue
            rows={[
              {
                term: t("phases"),
                detail: (
                  <ul>
                    {programme.phases.map((phase) => (
                      <li key={phase.code}>
                        {pick(phase.name, locale)}{" "}
                        <span className="n text-ink-3">
                          {phase.from && phase.to ? formatDayRange(phase.from, phase.to, locale) : all("undated")}
                        </span>
                      </li>
                    ))}
                  </ul>
                ),
              },
              { term: t("reviews"), detail: programme.reviews.map((review) => pick(review.name, locale)).join(comma) },
              { term: t("awards"), detail: programme.awards.map((award) => pick(award.name, locale)).join(comma) },
              {
                term: t("penalties"),
                detail: programme.penalties.map((penalty) => pick(penalty.name, locale)).join(comma),
              },
            ]}
          />
        </Section>
      ))}
    >
      <PageHead title={t("title")} meta={[t("meta")]} back={{ href: "/campaigns", title: all("title") }} />
      <ActionForm action={createAction} submit={t("submit")} cancel={{ href: "/campaigns", label: t("cancel") }}>
        <RadioGroup
          name="programme"
          label={t("programme")}
          hint={t("programmeHint")}
          choices={programmes.map((programme) => ({
            value: programme.code,
            label: `${pick(programme.name, locale)}（${programme.code}）`,
          }))}
          defaultValue={programmes[0]?.code}
        />
        <Fields two>
          <TextField name="name.zh" label={t("nameZh")} required maxLength={60} />
          <TextField name="name.en" label={t("nameEn")} required maxLength={120} lang="en" />
          <TextField name="theme.zh" label={t("themeZh")} hint={t("themeHint")} maxLength={200} />
          <TextField name="theme.en" label={t("themeEn")} hint={t("themeHint")} maxLength={200} lang="en" />
          <NumberField name="year" label={t("year")} defaultValue={String(year)} whole required />
          <SelectField
            name="organiser"
            label={t("organiser")}
            hint={t("organiserHint")}
            options={organisers.map((unit) => ({ value: unit.id, label: pick(unit.name, locale) }))}
            defaultValue={organisers[0]?.id}
            empty={false}
          />
        </Fields>
      </ActionForm>
    </TwoColumn>
  );
}
