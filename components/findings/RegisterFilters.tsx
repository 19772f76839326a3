import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/Button";
import type { RegisterPage } from "@/lib/findings/loaders/register";
import { nameOf } from "@/lib/people/types";
import { pick } from "@/lib/platform/i18n/format";
import { TRACKS } from "@/lib/standards/types";

/** A plain GET form: every view of the register has its own address. */
export function RegisterFilters({ page, base }: { page: RegisterPage; base: string }) {
  const t = useTranslations("findings");
  const locale = useLocale();
  const { outlet, item, person, track, state } = page.filter;
  return (
    <form action={base} className="mb-4 flex flex-wrap items-center gap-2" aria-label={t("filters.label")}>
      {page.outlets.length > 0 && (
        <select name="outlet" aria-label={t("filters.outlet")} defaultValue={outlet ?? ""} className="input w-auto">
          <option value="">{t("filters.allOutlets")}</option>
          {page.outlets.map((one) => (
            <option key={one.code} value={one.code}>
              {pick(one.name, locale)}
            </option>
          ))}
        </select>
      )}
      <input
        name="item"
        aria-label={t("filters.item")}
        placeholder={t("filters.item")}
        defaultValue={item ?? ""}
        maxLength={40}
        className="input w-32"
      />
      {page.people.length > 0 && (
        <select name="person" aria-label={t("filters.person")} defaultValue={person ?? ""} className="input w-auto">
          <option value="">{t("filters.allPeople")}</option>
          {page.people.map((one) => (
            <option key={one.id} value={one.staffNo}>
              {nameOf(one, locale)}
            </option>
          ))}
        </select>
      )}
      <select name="track" aria-label={t("filters.track")} defaultValue={track ?? ""} className="input w-auto">
        <option value="">{t("filters.allTracks")}</option>
        {TRACKS.map((one) => (
          <option key={one} value={one}>
            {t(`tracks.${one}`)}
          </option>
        ))}
      </select>
      <select name="state" aria-label={t("filters.state")} defaultValue={state ?? ""} className="input w-auto">
        <option value="">{t("filters.allStates")}</option>
        {page.states.map((one) => (
          <option key={one} value={one}>
            {t(`states.${one}`)}
          </option>
        ))}
      </select>
      <Button type="submit">{t("filters.apply")}</Button>
    </form>
  );
}
