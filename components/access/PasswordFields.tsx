import { useTranslations } from "next-intl";
import { TextField } from "@/components/ui/form/inputs";

/** The present password, and the new one twice. */
export function PasswordFields() {
  const t = useTranslations("access.password");
  return (
    <>
      <TextField type="password" name="currentPassword" label={t("current")} required autoComplete="current-password" />
      <TextField
        type="password"
        name="password"
        label={t("new")}
        hint={t("rule")}
        required
        autoComplete="new-password"
      />
      <TextField type="password" name="passwordAgain" label={t("again")} required autoComplete="new-password" />
    </>
  );
}
