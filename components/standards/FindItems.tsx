import { getLocale, getTranslations } from "next-intl/server";
import { Button, LinkButton } from "@/components/ui/Button";
import { Fields } from "@/components/ui/form/Fields";
import { SelectField, TextField } from "@/components/ui/form/inputs";
import { pick } from "@/lib/platform/i18n/format";
import { isFiltered } from "@/lib/standards/rules/filter";
import { type Edition, ITEM_ROLES, type ItemFilter, TRACKS } from "@/lib/standards/types";

/** Items by words, section, post and track: a plain form whose answer is the address. */
export async function FindItems({ edition, filter, both }: { edition: Edition; filter: ItemFilter; both: boolean }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("standards")]);
  const items = edition.sections.flatMap((section) => section.items);
  const roles = ITEM_ROLES.filter((role) => items.some((item) => item.roles.includes(role)));
  const address = `/standards/${edition.code}`;
  const keep = `version=${edition.version}${both ? "&text=both" : ""}`;
  return (
    <search className="no-print">
      <form action={address} method="get" className="form">
        <input type="hidden" name="version" value={edition.version} />
        {both && <input type="hidden" name="text" value="both" />}
        <Fields two>
          <TextField name="q" type="search" label={t("search.q")} defaultValue={filter.q} autoComplete="off" />
          <SelectField
            name="section"
            label={t("search.section")}
            defaultValue={filter.section ?? ""}
            empty={t("search.any")}
            options={edition.sections.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
          />
          <SelectField
            name="role"
            label={t("search.role")}
            defaultValue={filter.role ?? ""}
            empty={t("search.any")}
            options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          />
          <SelectField
            name="track"
            label={t("search.track")}
            defaultValue={filter.track ?? ""}
            empty={t("search.any")}
            options={TRACKS.map((track) => ({ value: track, label: t(`tracks.${track}`) }))}
          />
        </Fields>
        <div className="foot">
          <Button type="submit">{t("search.submit")}</Button>
          {isFiltered(filter) && (
            <LinkButton kind="plain" href={`${address}?${keep}`}>
              {t("search.clear")}
            </LinkButton>
          )}
        </div>
      </form>
    </search>
  );
}
