import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { CheckboxField, CheckboxGroup } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { NumberField, SelectField } from "@/components/ui/form/inputs";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { viewPeriodAction } from "@/lib/footage/actions";
import type { ReviewPage } from "@/lib/footage/loaders/reviews";
import { pick } from "@/lib/platform/i18n/format";
import { usePeriodOptions } from "./usePeriodOptions";

/** One sitting: which period, how long, and what was observed of whom. */
export function ViewForm({ page }: { page: ReviewPage }) {
  const t = useTranslations("footage.view");
  const p = useTranslations("people.posts");
  const locale = useLocale();
  const periods = usePeriodOptions(page, ["SUPPLIED", "VIEWED"]);
  const items = page.sections.flatMap((section) => section.items);
  return (
    <Disclosure summary={t("open")}>
      <ActionForm action={viewPeriodAction} hidden={{ campaign: page.campaign.code, review: page.review.no }}>
        <Fields two>
          <SelectField name="period" label={t("period")} required empty={false} options={periods} />
          <NumberField name="minutes" label={t("minutes")} unit={t("unit")} whole required />
        </Fields>
        <CheckboxGroup
          name="posts[]"
          label={t("posts")}
          flow
          choices={(page.coverage?.posts ?? []).map(({ post }) => ({ value: post, label: p(post) }))}
        />
        <CheckboxField name="allItems" label={t("allItems")} hint={t("allItemsHint")} />
        <Disclosure summary={t("itemList", { count: items.length })}>
          <CheckboxGroup
            name="items[]"
            label={t("items")}
            choices={items.map(({ code, text }) => ({ value: code, label: `${code} ${pick(text, locale)}` }))}
          />
        </Disclosure>
        <SubmitButton>{t("submit")}</SubmitButton>
      </ActionForm>
    </Disclosure>
  );
}
