import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { CriteriaFields } from "@/components/records/CriteriaFields";
import { personLabel } from "@/components/records/people";
import { Button, LinkButton } from "@/components/ui/Button";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, SelectField, TextAreaField } from "@/components/ui/form/inputs";
import { OneColumn, PageHead, Section, Sentence } from "@/components/ui/Page";
import { pick } from "@/lib/platform/i18n/format";
import { fillScoreFormAction } from "@/lib/records/actions";
import { loadScoreForm } from "@/lib/records/loaders/forms";
import { boundsOf } from "@/lib/records/rules/streams";

type Props = {
  params: Promise<{ campaign: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("records"))("score.title") };
}

export default async function ScoreFormPage({ params, searchParams }: Props) {
  const view = await loadScoreForm((await params).campaign, await searchParams);
  const [t, posts, locale] = await Promise.all([
    getTranslations("records"),
    getTranslations("people.posts"),
    getLocale(),
  ]);
  const base = `/campaigns/${view.campaign.code}/records`;
  const back = { href: base, title: t("title") };
  const { form, unit } = view;
  if (!form || !unit)
    return (
      <OneColumn>
        <PageHead title={t("score.title")} back={back} meta={[pick(view.campaign.name, locale)]} />
        <Sentence>{t("score.lead")}</Sentence>
        <form action={`${base}/form`} method="get" className="form max-w-[30rem]">
          <SelectField
            name="form"
            label={t("score.form")}
            required
            defaultValue={form?.code}
            options={view.forms.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
          />
          <SelectField
            name="unit"
            label={t("form.unit")}
            required
            defaultValue={unit?.code}
            options={view.units.map(({ code, name }) => ({ value: code, label: `${pick(name, locale)} ${code}` }))}
          />
          <div className="foot">
            <Button type="submit" kind="main">
              {t("form.next")}
            </Button>
          </div>
        </form>
      </OneColumn>
    );
  return (
    <OneColumn>
      <PageHead
        title={pick(form.name, locale)}
        back={back}
        meta={[
          pick(unit.name, locale),
          unit.code,
          form.criteria[0]?.stream.clause && pick(form.criteria[0].stream.clause.article, locale),
        ]}
        actions={
          <LinkButton size="low" href={`${base}/form?${new URLSearchParams({ form: form.code, unit: "" })}`}>
            {t("form.change")}
          </LinkButton>
        }
      />
      <Section
        title={pick(unit.name, locale)}
        aside={t("score.criteria", { count: form.criteria.length, full: form.full ?? "none" })}
      >
        <div className="max-w-[52rem]">
          <ActionForm
            action={fillScoreFormAction}
            hidden={{ campaign: view.campaign.code, form: form.code, unit: unit.code }}
            submit={t("form.submit")}
            cancel={{ href: base, label: t("form.cancel") }}
          >
            <Fields two>
              {form.of === "PERSON" && (
                <SelectField
                  name="person"
                  label={t("form.person")}
                  hint={view.people.length === 0 ? t("form.noPeople") : t("form.personHint")}
                  required
                  options={view.people.map((person) => ({
                    value: person.staffNo,
                    label: personLabel(person, {
                      locale,
                      post: person.post && posts(person.post),
                      until: (values) => t("form.personUntil", values),
                      from: (values) => t("form.personFrom", values),
                    }),
                  }))}
                />
              )}
              <DateField
                name="onDay"
                label={t("form.onDay")}
                hint={t("form.onDayHint")}
                required
                defaultValue={view.days?.to}
                min={view.days?.from}
                max={view.days?.to}
              />
            </Fields>
            <ClientMessages also={["records"]}>
              <CriteriaFields
                full={form.full}
                criteria={form.criteria.map(({ stream, value, name, weight }) => ({
                  code: stream.code,
                  name: pick(name, locale),
                  weight,
                  places: value.places ?? null,
                  ...boundsOf(value),
                }))}
              />
            </ClientMessages>
            <TextAreaField name="note" label={t("form.note")} hint={t("form.noteHint")} maxLength={1000} rows={2} />
            <ClientMessages also={["complaints"]}>
              <EvidenceField unit={unit.code} label={t("form.documents")} />
            </ClientMessages>
          </ActionForm>
        </div>
      </Section>
    </OneColumn>
  );
}
