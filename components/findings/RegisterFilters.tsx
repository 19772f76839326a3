import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/Button";
import { FilterSelect } from "@/components/ui/FilterSelect";
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
      <FilterSelect
        name="outlet"
        label={t("filters.outlet")}
        all={t("filters.allOutlets")}
        value={outlet}
        options={page.outlets.map((one) => ({ value: one.code, label: pick(one.name, locale) }))}
      />
      <input
        name="item"
        aria-label={t("filters.item")}
        placeholder={t("filters.item")}
        defaultValue={item ?? ""}
        maxLength={40}
        className="input w-32"
      />
      <FilterSelect
        name="person"
        label={t("filters.person")}
        all={t("filters.allPeople")}
        value={person}
        options={page.people.map((one) => ({ value: one.staffNo, label: nameOf(one, locale) }))}
      />
      <FilterSelect
        name="track"
        label={t("filters.track")}
        all={t("filters.allTracks")}
        value={track}
        options={TRACKS.map((one) => ({ value: one, label: t(`tracks.${one}`) }))}
      />
      <FilterSelect
        name="state"
        label={t("filters.state")}
        all={t("filters.allStates")}
        value={state}
        options={page.states.map((one) => ({ value: one, label: t(`states.${one}`) }))}
      />
      <Button type="submit">{t("filters.apply")}</Button>
    </form>
  );
}
