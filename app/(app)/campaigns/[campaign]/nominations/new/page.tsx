import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { EmptyState, OneColumn, PageHead } from "@/components/ui/Page";
import { nominateAction } from "@/lib/awards/actions";
import { loadNominationForm } from "@/lib/awards/loaders/nominations";
import { nameOf } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("awards.nominations");
  return { title: t("new") };
}

export default async function NominatePage({ params }: Props) {
  const form = await loadNominationForm((await params).campaign);
  const t = await getTranslations("awards.nominations");
  const posts = await getTranslations("people.posts");
  const locale = await getLocale();
  const list = `/campaigns/${form.campaign.code}/nominations`;
  const [forUnits, forPeople] = (["UNIT", "PERSON"] as const).map((target) =>
    form.awards.some((award) => award.target === target),
  );
  const nominees = form.units.map((unit) => ({
    label: pick(unit.name, locale),
    options: [
      ...(forUnits ? [{ value: unit.id, label: t("unitOption", { name: pick(unit.name, locale) }) }] : []),
      ...(forPeople ? unit.people : []).map((person) => ({
        value: person.id,
        label: person.post
          ? t("personOption", { name: nameOf(person, locale), post: posts(person.post) })
          : nameOf(person, locale),
      })),
    ],
  }));
  return (
    <OneColumn>
      <PageHead title={t("new")} meta={[pick(form.campaign.name, locale)]} back={{ href: list, title: t("title") }} />
      {form.awards.length === 0 || nominees.length === 0 ? (
        <EmptyState>{t("closed")}</EmptyState>
      ) : (
        <div className="max-w-2xl">
          <ActionForm
            action={nominateAction}
            hidden={{ campaign: form.campaign.code }}
            submit={t("submit")}
            cancel={{ href: list, label: t("cancel") }}
          >
            <Fields>
              <RadioGroup
                name="award"
                label={t("award")}
                required
                choices={form.awards.map((award) => ({
                  value: award.code,
                  label: pick(award.name, locale),
                  hint: t("perUnit", { count: award.perUnit }),
                }))}
              />
              <SelectField
                name="nominee"
                label={t("nominee", { units: forUnits ? "yes" : "no", people: forPeople ? "yes" : "no" })}
                required
                {...(nominees.length === 1 ? { options: nominees[0]?.options ?? [] } : { groups: nominees })}
              />
              <TextAreaField
                name="reason"
                label={t("reason")}
                hint={t("reasonHint")}
                required
                rows={5}
                maxLength={2000}
              />
            </Fields>
          </ActionForm>
        </div>
      )}
    </OneColumn>
  );
}
