import { getTranslations } from "next-intl/server";
import { Fields } from "@/components/ui/form/Fields";
import { NumberField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import type { GroupKind, LanguageGroup } from "@/lib/language/types";

/** What is said of a situation or set; `group` when there is one already. */
export async function GroupFields({ kind, group }: { kind: GroupKind; group?: LanguageGroup }) {
  const t = await getTranslations("language.edit");
  return (
    <Fields two>
      <TextField name="name.zh" label={t("nameZh")} defaultValue={group?.name.zh} required maxLength={60} />
      <TextField name="name.en" label={t("nameEn")} defaultValue={group?.name.en} required maxLength={120} lang="en" />
      <TextAreaField name="note.zh" label={t("noteZh")} hint={t("noteHint")} defaultValue={group?.note?.zh} rows={2} />
      <TextAreaField name="note.en" label={t("noteEn")} defaultValue={group?.note?.en} rows={2} lang="en" />
      <TextField
        name="items"
        label={t("items")}
        hint={t("itemsHint")}
        defaultValue={group?.items.join(" ")}
        autoComplete="off"
      />
      {kind === "SET" && (
        <NumberField
          name="expected"
          label={t("expected")}
          hint={t("expectedHint")}
          defaultValue={group?.expected?.toString()}
          whole
        />
      )}
      {!group && <TextField name="code" label={t("code")} hint={t("codeHint")} autoComplete="off" />}
    </Fields>
  );
}

/** The words of one entry in both languages. */
export async function PhraseFields({ text }: { text?: { readonly zh: string; readonly en: string } }) {
  const t = await getTranslations("language.edit");
  return (
    <>
      <TextAreaField name="text.zh" label={t("textZh")} defaultValue={text?.zh} required maxLength={300} rows={2} />
      <TextAreaField
        name="text.en"
        label={t("textEn")}
        defaultValue={text?.en}
        required
        maxLength={600}
        rows={2}
        lang="en"
      />
    </>
  );
}
