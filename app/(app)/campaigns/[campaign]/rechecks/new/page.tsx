import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, NumberField, SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { addDays } from "@/lib/kernel/calendar";
import { pick } from "@/lib/platform/i18n/format";
import { drawRecheckSampleAction } from "@/lib/rechecks/actions";
import { loadNewSample } from "@/lib/rechecks/loaders/rechecks";
import { FORMER_MONTHS } from "@/lib/rechecks/rules/draw";

interface Props {
  params: Promise<{ campaign: string }>;
}

/** Proposed in the form: what was inspected in the last weeks, and time enough to look at it. */
const BACK_DAYS = 28;
const DUE_DAYS = 10;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rechecks.new"))("title") };
}

export default async function NewRecheckSample({ params }: Props) {
  const [{ campaign }, locale, t, m] = await Promise.all([
    params,
    getLocale(),
    getTranslations("rechecks.new"),
    getTranslations("inspections.methods"),
  ]);
  const page = await loadNewSample(campaign);
  const list = `/campaigns/${page.campaign.code}/rechecks`;
  return (
    <OneColumn>
      <PageHead title={t("title")} meta={[pick(page.campaign.name, locale)]} back={{ href: list, title: t("back") }} />
      <Sentence>{t("lead", { inspectors: page.inspectors, months: FORMER_MONTHS })}</Sentence>
      <div className="max-w-[46rem]">
        <ActionForm
          action={drawRecheckSampleAction}
          hidden={{ campaign: page.campaign.code }}
          submit={t("submit")}
          cancel={{ href: list, label: t("cancel") }}
        >
          <Fields two>
            <DateField
              name="from"
              label={t("from")}
              required
              defaultValue={addDays(page.today, -BACK_DAYS)}
              max={page.today}
            />
            <DateField name="to" label={t("to")} required defaultValue={page.today} max={page.today} />
            <SelectField
              name="method"
              label={t("method")}
              empty={t("allMethods")}
              options={page.methods.map((method) => ({ value: method, label: m(method) }))}
            />
            <NumberField name="size" label={t("size")} whole required defaultValue="3" unit={t("unit")} />
            <DateField
              name="dueOn"
              label={t("dueOn")}
              required
              defaultValue={addDays(page.today, DUE_DAYS)}
              min={page.today}
            />
            <TextField name="seed" label={t("seed")} hint={t("seedHint")} maxLength={100} />
            <TextAreaField name="reason" label={t("reason")} required minLength={4} maxLength={500} rows={2} span />
          </Fields>
        </ActionForm>
      </div>
    </OneColumn>
  );
}
