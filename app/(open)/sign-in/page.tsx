import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DemoSignIns } from "@/components/access/DemoSignIns";
import { Here } from "@/components/inspections/offline/Here";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { TextField } from "@/components/ui/form/inputs";
import { Notice } from "@/components/ui/Notice";
import { PageHead } from "@/components/ui/Page";
import { signInAction } from "@/lib/access/actions";
import { loadSignIn } from "@/lib/access/loaders";
import { pick } from "@/lib/platform/i18n/format";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access.signIn"))("title") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const asked = await searchParams;
  const [{ onward, demo }, t, locale] = await Promise.all([
    loadSignIn(asked.then),
    getTranslations("access.signIn"),
    getLocale(),
  ]);
  return (
    <>
      <Here accountId={null} />
      <PageHead title={t("title")} />
      {asked.ended === "1" && <Notice kind="wait">{t("ended")}</Notice>}
      {asked.ready === "1" && <Notice kind="done">{t("ready")}</Notice>}
      <ActionForm action={signInAction} hidden={{ onward }} submit={t("submit")}>
        <TextField
          name="username"
          label={t("username")}
          required
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField type="password" name="password" label={t("password")} required autoComplete="current-password" />
      </ActionForm>
      {demo.length > 0 && (
        <DemoSignIns
          onward={onward}
          entries={demo.map((entry) => ({
            username: entry.username,
            password: entry.password,
            role: pick(entry.role, locale),
          }))}
        />
      )}
    </>
  );
}
