import { useLocale, useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { RadioGroup } from "@/components/ui/form/choices";
import { SelectField, TextAreaField, TextField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { State } from "@/components/ui/State";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { decideMysteryUnmaskingAction, seeMysteryIdentityAction } from "@/lib/mystery/actions";
import type { ShoppersPage } from "@/lib/mystery/loaders/shoppers";
import { formatInstant, pick } from "@/lib/platform/i18n/format";
import { UNMASKING_TONE } from "./tones";

/** Who asked for which shopper, why, what the second person said, and whether it was seen. */
export function Unmaskings({ page }: { page: ShoppersPage }) {
  const t = useTranslations("mystery.unmasking");
  const d = useTranslations("complaints.detail");
  const locale = useLocale();
  const hidden = { campaign: page.campaign.code };
  const open = page.unmaskings.filter(({ see }) => see);
  return (
    <Section title={t("title")} aside={page.unmaskings.length} id="unmaskings">
      {page.may.unmask && (
        // Stays when the last request was used, because its sentence is where the identity is told.
        <div className="max-w-[26rem] no-print">
          <ActionForm action={seeMysteryIdentityAction} hidden={hidden}>
            {open.length > 0 && (
              <>
                <SelectField
                  name="unmasking"
                  label={t("see")}
                  required
                  empty={false}
                  options={open.map(({ id, pseudonym, at }) => ({
                    value: id,
                    label: `${pseudonym} · ${formatInstant(at, locale)}`,
                  }))}
                />
                <TextField
                  type="password"
                  name="password"
                  label={d("password")}
                  hint={d("passwordHint")}
                  required
                  autoComplete="current-password"
                />
                <SubmitButton>{t("see")}</SubmitButton>
              </>
            )}
          </ActionForm>
        </div>
      )}
      {page.unmaskings.length === 0 && <p className="text-small text-ink-2">{t("none")}</p>}
      <ul>
        {page.unmaskings.map((row) => (
          <li key={row.id} className="border-b border-rule py-2">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span>
                <strong className="n">{row.pseudonym}</strong> {row.byName}{" "}
                <span className="text-small text-ink-3">{formatInstant(row.at, locale)}</span>
              </span>
              <State kind={UNMASKING_TONE[row.state]}>{t(`states.${row.state}`)}</State>
            </p>
            <p className="text-small text-ink-2">
              {row.reason}{" "}
              {row.elsewhere && (
                <span className="text-ink-3">{t("elsewhere", { campaign: pick(row.campaign.name, locale) })}</span>
              )}
            </p>
            {row.steps.map((step) => (
              <p key={step.at} className="text-small text-ink-3">
                {t(`kinds.${step.kind as "SEEN"}`)} · {step.byName} · {formatInstant(step.at, locale)}
                {step.reason && ` · ${step.reason}`}
              </p>
            ))}
            {row.decide && (
              <Disclosure summary={t("decide.open")} open>
                <div className="max-w-[34rem]">
                  <ActionForm action={decideMysteryUnmaskingAction} hidden={{ ...hidden, unmasking: row.id }}>
                    <RadioGroup
                      name="outcome"
                      label={t("decide.outcome")}
                      required
                      flow
                      choices={(["GRANTED", "REFUSED"] as const).map((value) => ({
                        value,
                        label: t(`decide.${value}`),
                      }))}
                    />
                    <TextAreaField name="reason" label={t("decide.reason")} maxLength={500} />
                    <SubmitButton>{t("decide.submit")}</SubmitButton>
                  </ActionForm>
                </div>
              </Disclosure>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
