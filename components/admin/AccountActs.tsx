import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/Disclosure";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { disableAccountAction, enableAccountAction, endSessionsAction, setPasswordAction } from "@/lib/access/actions";

/** What an administrator may do to an account besides its roles. */
export function AccountActs({
  accountId,
  disabled,
  own,
  sessions,
}: {
  accountId: string;
  disabled: boolean;
  own: boolean;
  sessions: number;
}) {
  const t = useTranslations("access.accounts");
  const password = useTranslations("access.password");
  const hidden = { accountId };
  return (
    <>
      <Section title={t("sessionsTitle")} aside={t("sessionsCount", { count: sessions })}>
        <p className="mb-2 text-small text-ink-2">{t("sessionsHint")}</p>
        <ActionForm action={endSessionsAction} hidden={hidden}>
          <SubmitButton kind="quiet" fill>
            {t("endSessions")}
          </SubmitButton>
        </ActionForm>
      </Section>
      {!own && (
        <>
          <Section title={t("passwordTitle")}>
            <Disclosure summary={t("setPassword")}>
              <ActionForm action={setPasswordAction} hidden={hidden}>
                <TextField
                  type="password"
                  name="password"
                  label={password("new")}
                  hint={password("rule")}
                  required
                  autoComplete="new-password"
                />
                <SubmitButton kind="quiet" fill>
                  {t("setPassword")}
                </SubmitButton>
              </ActionForm>
            </Disclosure>
          </Section>
          <Section title={disabled ? t("enableTitle") : t("disableTitle")}>
            <p className="mb-2 text-small text-ink-2">{disabled ? t("enableHint") : t("disableHint")}</p>
            <ActionForm action={disabled ? enableAccountAction : disableAccountAction} hidden={hidden}>
              <SubmitButton kind="quiet" fill>
                {disabled ? t("enable") : t("disable")}
              </SubmitButton>
            </ActionForm>
          </Section>
        </>
      )}
    </>
  );
}
