import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { UnitSelect } from "@/components/admin/UnitSelect";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { CheckboxField } from "@/components/ui/form/choices";
import { Fields } from "@/components/ui/form/Fields";
import { SelectField, TextField } from "@/components/ui/form/inputs";
import { OneColumn, PageHead, Section } from "@/components/ui/Page";
import { openAccountAction } from "@/lib/access/actions";
import { requireAccountManager } from "@/lib/access/loaders/administration";
import { ROLES } from "@/lib/kernel/actor";
import { loadUnitChoices } from "@/lib/organisation/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access.accounts"))("new") };
}

export default async function NewAccountPage() {
  await requireAccountManager();
  const [units, t, roles, password] = await Promise.all([
    loadUnitChoices("accounts.manage"),
    getTranslations("access.accounts"),
    getTranslations("home.roles"),
    getTranslations("access.password"),
  ]);
  return (
    <OneColumn>
      <PageHead title={t("new")} back={{ href: "/admin/accounts", title: t("title") }} />
      <ActionForm
        action={openAccountAction}
        submit={t("open")}
        cancel={{ href: "/admin/accounts", label: t("cancel") }}
        className="max-w-2xl"
      >
        <Section title={t("who")} small>
          <Fields two>
            <TextField name="displayName" label={t("name")} required autoComplete="off" />
            <TextField
              name="staffNo"
              label={t("staffNo")}
              hint={t("staffNoHint")}
              autoComplete="off"
              spellCheck={false}
            />
            <TextField
              name="username"
              label={t("username")}
              hint={t("usernameHint")}
              required
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            <TextField
              type="password"
              name="password"
              label={t("firstPassword")}
              hint={password("rule")}
              required
              autoComplete="new-password"
            />
          </Fields>
          <div className="mt-3">
            <CheckboxField name="mustChange" label={t("mustChange")} hint={t("mustChangeHint")} defaultChecked />
          </div>
        </Section>
        <Section title={t("firstRole")} aside={t("clash")} small>
          <Fields two>
            <SelectField
              name="grants[0].role"
              label={t("role")}
              required
              options={ROLES.map((role) => ({ value: role, label: roles(role) }))}
            />
            <UnitSelect name="grants[0].unitId" label={t("over")} hint={t("overHint")} units={units} />
          </Fields>
        </Section>
      </ActionForm>
    </OneColumn>
  );
}
