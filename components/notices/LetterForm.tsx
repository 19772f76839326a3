import { useLocale, useTranslations } from "next-intl";
import { EvidenceField } from "@/components/complaints/EvidenceField";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { CheckboxField, CheckboxGroup, Segmented } from "@/components/ui/form/choices";
import { DateField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { sendLetterAction } from "@/lib/notices/actions";
import type { NewLetterPage } from "@/lib/notices/loaders/letters";
import { pick } from "@/lib/platform/i18n/format";

/** A letter is written once: what it says, to whom, and by when they take note of it. */
export function LetterForm({ page }: { page: NewLetterPage }) {
  const t = useTranslations("notices.new");
  const p = useTranslations("people.posts");
  const locale = useLocale();
  const choices = (units: NewLetterPage["outlets"]) =>
    units.map(({ code, name }) => ({ value: code, label: pick(name, locale) }));
  return (
    <ActionForm
      action={sendLetterAction}
      hidden={{ campaign: page.campaign.code }}
      submit={t("submit")}
      cancel={{ href: `/campaigns/${page.campaign.code}/letters`, label: t("cancel") }}
    >
      <Section title={t("what")} small>
        <TextField name="title" label={t("subject")} required maxLength={100} />
        <TextAreaField name="text" label={t("text")} required maxLength={8000} rows={10} />
        <EvidenceField unit={page.organiser} label={t("files")} />
        <DateField name="dueOn" label={t("dueOn")} hint={t("dueHint")} min={page.today} />
      </Section>
      <Section title={t("who")} small>
        <CheckboxField name="all" label={t("all")} />
        {page.groups.length > 0 && (
          <CheckboxGroup name="groups[]" label={t("groups")} flow choices={choices(page.groups)} />
        )}
        {page.places.length > 0 && (
          <CheckboxGroup
            name="places[]"
            label={t("places")}
            choices={page.places.map(({ code, name, outlets }) => ({
              value: code,
              label: pick(name, locale),
              hint: t("placeHint", { count: outlets }),
            }))}
          />
        )}
        <Disclosure summary={t("outletList", { count: page.outlets.length })}>
          <CheckboxGroup name="outlets[]" label={t("outlets")} flow choices={choices(page.outlets)} />
        </Disclosure>
        <Segmented
          name="whom"
          label={t("whom")}
          defaultValue="OUTLETS"
          fit
          choices={(["OUTLETS", "STAFF"] as const).map((value) => ({ value, label: t(`whomOf.${value}`) }))}
        />
        <Disclosure summary={t("postList")}>
          <CheckboxGroup
            name="posts[]"
            label={t("posts")}
            hint={t("postsHint")}
            flow
            choices={page.posts.map((post) => ({ value: post, label: p(post) }))}
          />
        </Disclosure>
        <TextField name="people" label={t("people")} hint={t("peopleHint")} />
      </Section>
    </ActionForm>
  );
}
