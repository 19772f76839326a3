import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { Button } from "@/components/ui/Button";
import { ClientMessages } from "@/components/ui/ClientMessages";
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
  searchParams: Promise<{ unit?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("awards.nominations");
  return { title: t("new") };
}

export default async function NominatePage({ params, searchParams }: Props) {
  const { unit: asked } = await searchParams;
  const form = await loadNominationForm((await params).campaign, Array.isArray(asked) ? asked[0] : asked);
  const t = await getTranslations("awards.nominations");
  const posts = await getTranslations("people.posts");
  const locale = await getLocale();
  const list = `/campaigns/${form.campaign.code}/nominations`;
  const [forUnits, forPeople] = (["UNIT", "PERSON"] as const).map((target) =>
    form.awards.some((award) => award.target === target),
  );
  const { unit: chosen } = form;
  const nominees = form.units
    .filter((unit) => unit.id === chosen?.id)
    .flatMap((unit) => [
      ...(forUnits ? [{ value: unit.id, label: t("unitOption", { name: pick(unit.name, locale) }) }] : []),
      ...(forPeople ? unit.people : []).map((person) => ({
        value: person.id,
        label: person.post
          ? t("personOption", { name: nameOf(person, locale), post: posts(person.post) })
          : nameOf(person, locale),
      })),
    ]);
  return (
    <OneColumn>
      <PageHead
        title={t("new")}
        meta={[pick(form.campaign.name, locale), chosen && pick(chosen.name, locale)]}
        back={{ href: list, title: t("title") }}
      />
      {form.awards.length === 0 || form.units.length === 0 ? (
        <EmptyState>{t("closed")}</EmptyState>
      ) : !chosen ? (
        <form action={`${list}/new`} method="get" className="form max-w-[30rem]">
          <SelectField
            name="unit"
            label={t("unit")}
            required
            options={form.units.map(({ code, name }) => ({ value: code, label: `${pick(name, locale)} ${code}` }))}
          />
          <div className="foot">
            <Button type="submit" kind="main">
              {t("next")}
            </Button>
          </div>
        </form>
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
                options={nominees}
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
            <ClientMessages also={["complaints"]}>
              <EvidenceField unit={chosen.code} label={t("documents")} />
            </ClientMessages>
          </ActionForm>
        </div>
      )}
    </OneColumn>
  );
}
