import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DraftGroups } from "@/components/language/DraftGroups";
import { GroupFields } from "@/components/language/fields";
import { ClientMessages } from "@/components/ui/ClientMessages";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, TextAreaField } from "@/components/ui/form/inputs";
import { OneColumn, PageHead, Section } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { addLanguageGroupAction, discardLanguageAction, publishLanguageAction } from "@/lib/language/actions";
import { loadLanguageDraft } from "@/lib/language/loaders";
import { GROUP_KINDS } from "@/lib/language/types";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("language"))("edit.title") };
}

const WORDS = { SITUATION: ["situations", "addSituation"], SET: ["sets", "addSet"] } as const;

export default async function EditLanguage() {
  const [{ draft, earliest }, t] = await Promise.all([loadLanguageDraft(), getTranslations("language.edit")]);
  const { version, revision } = draft;
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        state={<State kind="draft">{t("state", { version })}</State>}
        back={{ href: "/standards/language", title: t("back") }}
      />
      <ClientMessages also={["language"]}>
        {GROUP_KINDS.map((kind) => {
          const [title, add] = WORDS[kind];
          return (
            <Section key={kind} title={t(title)}>
              <DraftGroups draft={draft} kind={kind} />
              <Disclosure summary={t(add)}>
                <ActionForm action={addLanguageGroupAction} version={revision} hidden={{ kind }} submit={t("add")}>
                  <GroupFields kind={kind} />
                </ActionForm>
              </Disclosure>
            </Section>
          );
        })}
        <Section title={t("publish")}>
          <p className="pb-2 text-small text-ink-3">{t("publishLead")}</p>
          <ActionForm action={publishLanguageAction} version={revision} submit={t("publishSubmit", { version })}>
            <Fields two>
              <DateField
                name="effectiveOn"
                label={t("effective")}
                defaultValue={earliest}
                min={earliest}
                required
                span
              />
              <TextAreaField name="note.zh" label={t("versionNoteZh")} hint={t("noteHint")} rows={2} />
              <TextAreaField name="note.en" label={t("versionNoteEn")} rows={2} lang="en" />
            </Fields>
          </ActionForm>
        </Section>
        <Section title={t("discard")}>
          <p className="pb-2 text-small text-ink-3">{t("discardLead", { version })}</p>
          <ActionForm action={discardLanguageAction} version={revision}>
            <div className="foot">
              <SubmitButton kind="quiet">{t("discard")}</SubmitButton>
            </div>
          </ActionForm>
        </Section>
      </ClientMessages>
    </OneColumn>
  );
}
