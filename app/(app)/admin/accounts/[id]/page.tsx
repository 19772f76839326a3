import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountActs } from "@/components/admin/AccountActs";
import { UnitSelect } from "@/components/admin/UnitSelect";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { SelectField } from "@/components/ui/form/inputs";
import { KeyValue } from "@/components/ui/KeyValue";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { Notice } from "@/components/ui/Notice";
import { EmptyState, PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { grantRoleAction, revokeRoleAction } from "@/lib/access/actions";
import { loadAccount } from "@/lib/access/loaders/administration";
import { ROLES } from "@/lib/kernel/actor";
import { loadUnitChoices } from "@/lib/organisation/loaders";
import { nameOf } from "@/lib/people/types";
import { formatInstant, pick } from "@/lib/platform/i18n/format";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access.accounts"))("one") };
}

export default async function AccountPage({ params }: { params: Promise<{ id: string }> }) {
  const account = await loadAccount((await params).id);
  const [units, t, roles, locale] = await Promise.all([
    loadUnitChoices("accounts.manage"),
    getTranslations("access.accounts"),
    getTranslations("home.roles"),
    getLocale(),
  ]);
  return (
    <TwoColumn
      rail={
        <AccountActs
          accountId={account.id}
          disabled={account.disabledAt !== null}
          own={account.own}
          sessions={account.sessions.length}
        />
      }
    >
      <PageHead
        title={account.person ? nameOf(account.person, locale) : account.displayName}
        back={{ href: "/admin/accounts", title: t("title") }}
      />
      {account.disabledAt && (
        <Notice kind="blocked">
          {t("disabledSince", { at: formatInstant(account.disabledAt, locale, { year: true }) })}
        </Notice>
      )}
      <KeyValue
        rows={[
          { term: t("username"), detail: <span className="code">{account.username}</span> },
          {
            term: t("person"),
            detail: account.person
              ? t("personOf", { name: nameOf(account.person, locale), staffNo: account.person.staffNo })
              : t("nobody"),
          },
          {
            term: t("createdAt"),
            detail: <span className="n">{formatInstant(account.createdAt, locale, { year: true })}</span>,
          },
          {
            term: t("passwordSince"),
            detail: (
              <>
                <span className="n">{formatInstant(account.passwordChangedAt, locale, { year: true })}</span>
                {account.mustChange && ` · ${t("changeDue")}`}
              </>
            ),
          },
        ]}
      />
      <Section title={t("roles")} aside={t("clash")}>
        {account.grants.length === 0 ? (
          <EmptyState>{t("noRole")}</EmptyState>
        ) : (
          <LedgerTable caption={t("roles")}>
            <thead>
              <tr>
                <Th>{t("role")}</Th>
                <Th>{t("over")}</Th>
                <Th>
                  <span className="spoken">{t("revoke")}</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {account.grants.map((grant) => (
                <Tr key={grant.id}>
                  <RowName>{roles(grant.role)}</RowName>
                  <Td>
                    {pick(grant.unit.name, locale)} <span className="code text-ink-3">{grant.unit.code}</span>
                  </Td>
                  <Td>
                    <ActionForm
                      action={revokeRoleAction}
                      hidden={{ accountId: account.id, grantId: grant.id }}
                      layout="row"
                      className="justify-end"
                    >
                      <SubmitButton kind="quiet" size="low">
                        {t("revoke")}
                      </SubmitButton>
                    </ActionForm>
                  </Td>
                </Tr>
              ))}
            </tbody>
          </LedgerTable>
        )}
      </Section>
      <Section title={t("grantTitle")} small>
        <ActionForm action={grantRoleAction} hidden={{ accountId: account.id }} submit={t("grantSubmit")}>
          <Fields two>
            <SelectField
              name="role"
              label={t("role")}
              required
              options={ROLES.map((role) => ({ value: role, label: roles(role) }))}
            />
            <UnitSelect name="unitId" label={t("over")} hint={t("overHint")} units={units} />
          </Fields>
        </ActionForm>
      </Section>
    </TwoColumn>
  );
}
