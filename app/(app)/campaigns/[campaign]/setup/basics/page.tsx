import { getLocale, getTranslations } from "next-intl/server";
import { SetupFoot } from "@/components/campaigns/SetupFoot";
import { SetupHead } from "@/components/campaigns/SetupHead";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { TextAreaField, TextField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { OneColumn, Section } from "@/components/ui/Page";
import { editBasicsAction } from "@/lib/campaigns/actions";
import { loadSetup } from "@/lib/campaigns/loaders";
import { pick } from "@/lib/platform/i18n/format";

export default async function BasicsPage({ params }: { params: Promise<{ campaign: string }> }) {
  const { campaign: code } = await params;
  const [setup, t, common, locale] = await Promise.all([
    loadSetup(code),
    getTranslations("setup.basics"),
    getTranslations("setup"),
    getLocale(),
  ]);
  const { campaign, document } = setup;
  const facts = [
    { term: t("organiser"), detail: pick(campaign.organiser.name, locale) },
    { term: t("year"), detail: <span className="n">{campaign.year}</span> },
    { term: t("programme"), detail: pick(document.name, locale) },
  ];
  if (!setup.open) {
    return (
      <OneColumn>
        <SetupHead setup={setup} step="basics" />
        <KeyValue
          rows={[
            { term: t("name"), detail: <b>{pick(campaign.name, locale)}</b> },
            { term: t("theme"), detail: campaign.theme.zh ? pick(campaign.theme, locale) : t("noTheme") },
            ...facts,
            { term: t("purpose"), detail: pick(document.purpose, locale) },
            {
              term: t("ground"),
              detail: (
                <ol>
                  {document.basis.map((line) => (
                    <li key={line.zh}>{pick(line, locale)}</li>
                  ))}
                </ol>
              ),
            },
          ]}
        />
        <SetupFoot code={campaign.code} step="basics" />
      </OneColumn>
    );
  }
  const lines = [
    ...document.basis,
    ...Array.from({ length: Math.min(2, 20 - document.basis.length) }, () => ({ zh: "", en: "" })),
  ];
  return (
    <OneColumn>
      <SetupHead setup={setup} step="basics" />
      <ActionForm
        action={editBasicsAction}
        version={setup.version}
        hidden={{ campaign: campaign.code }}
        afterDone="keep"
        submit={common("save")}
      >
        <Section title={t("words")}>
          <Fields two>
            <TextField name="name.zh" label={t("nameZh")} defaultValue={campaign.name.zh} required maxLength={60} />
            <TextField
              name="name.en"
              label={t("nameEn")}
              defaultValue={campaign.name.en}
              required
              maxLength={120}
              lang="en"
            />
            <TextField
              name="theme.zh"
              label={t("themeZh")}
              hint={t("themeHint")}
              defaultValue={campaign.theme.zh}
              maxLength={200}
            />
            <TextField
              name="theme.en"
              label={t("themeEn")}
              defaultValue={campaign.theme.en}
              maxLength={200}
              lang="en"
            />
            <TextAreaField name="purpose.zh" label={t("purposeZh")} defaultValue={document.purpose.zh} required />
            <TextAreaField
              name="purpose.en"
              label={t("purposeEn")}
              defaultValue={document.purpose.en}
              required
              lang="en"
            />
          </Fields>
        </Section>
        <Section title={t("ground")} aside={t("groundHint")} small>
          <div className="pair-rows">
            {lines.map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines are told apart by their place
              <div key={i}>
                <TextField
                  name={`basis.${i}.zh`}
                  label={t("groundZh", { n: i + 1 })}
                  defaultValue={line.zh}
                  maxLength={500}
                />
                <TextField
                  name={`basis.${i}.en`}
                  label={t("groundEn", { n: i + 1 })}
                  defaultValue={line.en}
                  maxLength={500}
                  lang="en"
                />
              </div>
            ))}
          </div>
        </Section>
        <KeyValue rows={facts} />
      </ActionForm>
      <SetupFoot code={campaign.code} step="basics" />
    </OneColumn>
  );
}
