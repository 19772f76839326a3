import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Segmented } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, NumberField, SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { pick } from "@/lib/platform/i18n/format";
import { recordLearningAction } from "@/lib/tasks/actions";
import { loadLearningForm } from "@/lib/tasks/loaders";
import { LEARNING_KINDS } from "@/lib/tasks/types";

type Props = { params: Promise<{ campaign: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tasks.learning"))("form.title") };
}

export default async function RecordLearningPage({ params }: Props) {
  const { campaign: code } = await params;
  const [data, t, locale] = await Promise.all([loadLearningForm(code), getTranslations("tasks.learning"), getLocale()]);
  const base = `/campaigns/${data.campaign.code}/learning`;
  const [first] = data.units;
  return (
    <OneColumn>
      <PageHead title={t("form.title")} back={{ href: base, title: t("title") }} />
      <Sentence>
        {data.article ? t("form.lead", { article: pick(data.article, locale) }) : t("form.leadPlain")}
      </Sentence>
      <div className="max-w-[46rem]">
        <ActionForm
          action={recordLearningAction}
          hidden={{ campaign: data.campaign.code }}
          submit={t("form.submit")}
          cancel={{ href: base, label: t("form.cancel") }}
        >
          <Fields two>
            <TextField name="title" label={t("form.name")} required maxLength={120} span />
            <Segmented
              name="kind"
              label={t("form.kind")}
              defaultValue="LECTURE"
              choices={LEARNING_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            />
            <SelectField
              name="unit"
              label={t("form.unit")}
              required
              defaultValue={first?.code}
              options={data.units.map((unit) => ({
                value: unit.code,
                label: `${pick(unit.name, locale)} ${unit.code}`,
              }))}
            />
            <DateField name="heldOn" label={t("form.heldOn")} required max={data.today} />
            <NumberField name="attendance" label={t("form.attendance")} unit={t("form.people")} whole required />
            <TextAreaField name="note" label={t("form.note")} hint={t("form.noteHint")} maxLength={2000} span />
          </Fields>
        </ActionForm>
      </div>
    </OneColumn>
  );
}
