import { getLocale, getTranslations } from "next-intl/server";
import { Button, LinkButton } from "@/components/ui/Button";
import { Fields } from "@/components/ui/form/Fields";
import { SelectField, TextField } from "@/components/ui/form/inputs";
import { GROUP_KINDS, type LanguageFilter, type LanguageVersion } from "@/lib/language/types";
import { pick } from "@/lib/platform/i18n/format";

/** Phrases by words or code, and by situation: a plain form whose answer is the address. */
export async function FindPhrases({
  shown,
  filter,
  keep,
}: {
  shown: LanguageVersion;
  filter: LanguageFilter;
  /** What else of the address stays. */
  keep: Readonly<Record<string, string>>;
}) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("language")]);
  return (
    <search className="no-print">
      <form action="/standards/language" method="get" className="form">
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Fields two>
          <TextField name="q" type="search" label={t("search.q")} defaultValue={filter.q} autoComplete="off" />
          <SelectField
            name="group"
            label={t("search.group")}
            defaultValue={filter.group ?? ""}
            empty={t("search.any")}
            groups={GROUP_KINDS.map((kind) => ({
              label: t(`groups.${kind}`),
              options: shown.content.groups
                .filter((group) => group.kind === kind)
                .map(({ code, name }) => ({ value: code, label: pick(name, locale) })),
            }))}
          />
        </Fields>
        <div className="foot">
          <Button type="submit">{t("search.submit")}</Button>
          {(filter.q !== "" || filter.group !== null) && (
            <LinkButton kind="plain" href={`/standards/language?${new URLSearchParams(keep)}`}>
              {t("search.clear")}
            </LinkButton>
          )}
        </div>
      </form>
    </search>
  );
}
