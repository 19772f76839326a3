import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateTimeField, SelectField, TextField } from "@/components/ui/form/inputs";
import { OfficialSubmit } from "@/components/ui/OfficialActDialog";
import { EmptyState, OneColumn, PageHead, Sentence } from "@/components/ui/Page";
import { openBallotAction } from "@/lib/ballots/actions";
import { loadBallotForm } from "@/lib/ballots/loaders";
import { pick } from "@/lib/platform/i18n/format";

interface Props {
  params: Promise<{ campaign: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ballots.form"))("title") };
}

export default async function NewBallotPage({ params }: Props) {
  const view = await loadBallotForm((await params).campaign);
  const [t, act, locale] = await Promise.all([getTranslations("ballots"), getTranslations("ui.act"), getLocale()]);
  const list = `/campaigns/${view.campaign.code}/ballots`;
  return (
    <OneColumn>
      <PageHead
        title={t("form.title")}
        meta={[pick(view.campaign.name, locale)]}
        back={{ href: list, title: t("title") }}
      />
      {view.awards.length === 0 ? (
        <EmptyState>{t("form.nothing")}</EmptyState>
      ) : (
        <>
          <Sentence>{t("form.lead")}</Sentence>
          <div className="max-w-[40rem]">
            <ActionForm action={openBallotAction} hidden={{ campaign: view.campaign.code }}>
              <Fields two>
                <SelectField
                  name="award"
                  label={t("form.award")}
                  required
                  span
                  empty={view.awards.length === 1 ? false : undefined}
                  options={view.awards.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
                />
                <DateTimeField name="opensAt" label={t("form.opensAt")} hint={t("form.opensHint")} />
                <DateTimeField
                  name="closesAt"
                  label={t("form.closesAt")}
                  hint={t("form.closesHint")}
                  required
                  defaultValue={view.closesAt}
                />
                <TextField
                  type="password"
                  name="password"
                  label={act("password")}
                  hint={act("passwordHint")}
                  required
                  span
                  autoComplete="current-password"
                />
              </Fields>
              <p className="text-small text-ink-2">{t("form.ruleText")}</p>
              <OfficialSubmit character={t("form.character")} title={t("form.act")} meaning={t("form.meaning")} />
            </ActionForm>
          </div>
        </>
      )}
    </OneColumn>
  );
}
