import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField, SelectField, TextField } from "@/components/ui/form/inputs";
import { Notice } from "@/components/ui/Notice";
import { PageHead, Section } from "@/components/ui/Page";
import { setUpAction } from "@/lib/organisation/actions";
import { loadSetUp } from "@/lib/organisation/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organisation.setUp"))("title") };
}

export default async function SetUpPage() {
  const [{ done, from }, t, levels] = await Promise.all([
    loadSetUp(),
    getTranslations("organisation.setUp"),
    getTranslations("organisation.levels"),
  ]);
  if (done) {
    return (
      <>
        <PageHead title={t("title")} />
        <Notice kind="blocked">{t("done")}</Notice>
        <p className="mt-4">
          <LinkButton kind="main" href="/sign-in">
            {t("toSignIn")}
          </LinkButton>
        </p>
      </>
    );
  }
  return (
    <>
      <PageHead title={t("title")} />
      <p className="mb-4 text-ink-2">{t("intro")}</p>
      <ActionForm action={setUpAction} submit={t("submit")}>
        <TextField
          name="setupSecret"
          label={t("code")}
          hint={t("codeHint")}
          required
          autoComplete="off"
          spellCheck={false}
        />
        <Section title={t("bank")} small>
          <Fields>
            <TextField name="name.zh" label={t("nameZh")} required autoComplete="organization" />
            <TextField name="name.en" label={t("nameEn")} required autoComplete="off" />
            <SelectField
              name="level"
              label={t("level")}
              hint={t("levelHint")}
              required
              empty={false}
              defaultValue="HQ"
              options={[
                { value: "HQ", label: levels("HQ") },
                { value: "BRANCH", label: levels("BRANCH") },
              ]}
            />
            <TextField
              name="code"
              label={t("rootCode")}
              hint={t("rootCodeHint")}
              required
              defaultValue="HQ"
              autoComplete="off"
              spellCheck={false}
            />
            <DateField name="openedOn" label={t("openedOn")} hint={t("openedOnHint")} required defaultValue={from} />
          </Fields>
        </Section>
        <Section title={t("administrator")} small>
          <Fields>
            <TextField name="displayName" label={t("displayName")} required autoComplete="name" />
            <TextField
              name="username"
              label={t("username")}
              hint={t("usernameHint")}
              required
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
            />
            <TextField
              type="password"
              name="password"
              label={t("password")}
              hint={t("passwordRule")}
              required
              autoComplete="new-password"
            />
            <TextField
              type="password"
              name="passwordAgain"
              label={t("passwordAgain")}
              required
              autoComplete="new-password"
            />
          </Fields>
        </Section>
      </ActionForm>
    </>
  );
}
