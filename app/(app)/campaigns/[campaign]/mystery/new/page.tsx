import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { CheckboxField } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, SelectField } from "@/components/ui/form/inputs";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { assignMysteryVisitAction } from "@/lib/mystery/actions";
import { loadNewMystery } from "@/lib/mystery/loaders/visits";
import { formatDayRange, pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mystery.new"))("title") };
}

export default async function NewMysteryVisit({ params }: Props) {
  const [{ campaign }, locale, t, m] = await Promise.all([
    params,
    getLocale(),
    getTranslations("mystery.new"),
    getTranslations("mystery"),
  ]);
  const page = await loadNewMystery(campaign);
  const base = `/campaigns/${page.campaign.code}/mystery`;
  const { rotation, days } = page;
  return (
    <OneColumn>
      <PageHead title={t("title")} meta={[pick(page.campaign.name, locale)]} back={{ href: base, title: m("back") }} />
      <Sentence>
        {t("lead", {
          days: rotation.days,
          notTwice: rotation.notTwice ? "yes" : "no",
          most: rotation.most ?? 0,
          owner: pick(page.owner, locale),
        })}
      </Sentence>
      {page.trials.passed < page.trials.needed && (
        <Notice kind="wait" title={t("untried", { needed: page.trials.needed, passed: page.trials.passed })} />
      )}
      {page.shoppers.length === 0 ? (
        <EmptyState action={<LinkButton href={`${base}/shoppers`}>{m("shoppers.open")}</LinkButton>}>
          {t("noShoppers")}
        </EmptyState>
      ) : (
        <div className="max-w-[34rem]">
          <ActionForm
            action={assignMysteryVisitAction}
            hidden={{ campaign: page.campaign.code }}
            submit={t("submit")}
            cancel={{ href: base, label: t("cancel") }}
          >
            <Fields>
              <SelectField
                name="unit"
                label={t("unit")}
                required
                options={page.outlets.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
              />
              <SelectField
                name="shopper"
                label={t("shopper")}
                required
                options={page.shoppers.map(({ pseudonym, source, visits }) => ({
                  value: pseudonym,
                  label: t("option", { pseudonym, source: m(`sources.${source}`), visits }),
                }))}
              />
              <DateField name="onDay" label={t("day")} required max={days.to} defaultValue={days.usual} />
              <CheckboxField
                name="trial"
                label={t("trial")}
                hint={t("trialHint")}
                defaultChecked={page.trials.passed < page.trials.needed}
              />
              {page.planned.length > 0 && (
                <SelectField
                  name="planned"
                  label={t("planned")}
                  empty={t("noPlan")}
                  options={page.planned.map(({ id, unit, from, due }) => ({
                    value: id,
                    label: `${pick(unit.name, locale)} ${formatDayRange(from, due, locale)}`,
                  }))}
                />
              )}
            </Fields>
          </ActionForm>
        </div>
      )}
    </OneColumn>
  );
}
