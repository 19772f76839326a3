import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { SubmitButton } from "@/components/ui/SubmitButton";
import {
  askMysteryUnmaskingAction,
  noteMysteryAcquaintanceAction,
  registerMysteryShopperAction,
  retireMysteryShopperAction,
} from "@/lib/mystery/actions";
import type { ShoppersPage } from "@/lib/mystery/loaders/shoppers";
import { SOURCES } from "@/lib/mystery/types";
import { pick } from "@/lib/platform/i18n/format";

/** What the office does with the register, and the way to ask who somebody is. */
export function ShopperActs({ page }: { page: ShoppersPage }) {
  const t = useTranslations("mystery");
  const locale = useLocale();
  const hidden = { campaign: page.campaign.code };
  const all = page.shoppers.map(({ pseudonym }) => ({ value: pseudonym, label: pseudonym }));
  const active = page.shoppers
    .filter(({ retired }) => retired === null)
    .map(({ pseudonym }) => ({ value: pseudonym, label: pseudonym }));
  return (
    <div className="no-print">
      {page.may.keep && (
        <>
          <Disclosure summary={t("shoppers.register.open")} open={page.shoppers.length === 0}>
            <ActionForm action={registerMysteryShopperAction} hidden={hidden}>
              <SelectField
                name="source"
                label={t("shoppers.register.source")}
                required
                options={SOURCES.map((value) => ({ value, label: t(`sources.${value}`) }))}
              />
              <TextField
                name="name"
                label={t("shoppers.register.name")}
                hint={t("shoppers.register.sealed")}
                required
                maxLength={60}
                autoComplete="off"
              />
              <TextField
                name="contact"
                label={t("shoppers.register.contact")}
                hint={t("shoppers.register.sealed")}
                required
                maxLength={120}
                autoComplete="off"
              />
              <SubmitButton>{t("shoppers.register.submit")}</SubmitButton>
            </ActionForm>
          </Disclosure>
          {active.length > 0 && (
            <>
              <Disclosure summary={t("shoppers.note.open")}>
                <ActionForm action={noteMysteryAcquaintanceAction} hidden={hidden}>
                  <SelectField name="shopper" label={t("shoppers.note.shopper")} required options={active} />
                  <SelectField
                    name="unit"
                    label={t("shoppers.note.unit")}
                    required
                    options={page.outlets.map(({ code, name }) => ({ value: code, label: pick(name, locale) }))}
                  />
                  <TextAreaField name="reason" label={t("shoppers.note.reason")} required maxLength={500} />
                  <SubmitButton kind="quiet">{t("shoppers.note.submit")}</SubmitButton>
                </ActionForm>
              </Disclosure>
              <Disclosure summary={t("shoppers.retire.open")}>
                <ActionForm action={retireMysteryShopperAction} hidden={hidden}>
                  <SelectField name="shopper" label={t("shoppers.retire.shopper")} required options={active} />
                  <TextAreaField name="reason" label={t("shoppers.retire.reason")} required maxLength={500} />
                  <SubmitButton kind="quiet">{t("shoppers.retire.submit")}</SubmitButton>
                </ActionForm>
              </Disclosure>
            </>
          )}
        </>
      )}
      {page.may.unmask && all.length > 0 && (
        <Disclosure summary={t("unmasking.ask.open")}>
          <ActionForm action={askMysteryUnmaskingAction} hidden={hidden}>
            <SelectField name="shopper" label={t("unmasking.ask.shopper")} required options={all} />
            <TextAreaField name="reason" label={t("unmasking.ask.reason")} required maxLength={500} />
            <SubmitButton kind="quiet">{t("unmasking.ask.submit")}</SubmitButton>
          </ActionForm>
        </Disclosure>
      )}
    </div>
  );
}
