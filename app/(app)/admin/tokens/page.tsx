import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { CheckboxGroup } from "@/components/ui/form/choices";
import { DateField, SelectField, TextField } from "@/components/ui/form/inputs";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { issueTokenAction, revokeTokenAction } from "@/lib/access/actions";
import { loadTokens } from "@/lib/access/loaders/administration";
import { SCOPES } from "@/lib/access/schema";
import { formatDay, formatInstant } from "@/lib/platform/i18n/format";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access.tokens"))("title") };
}

export default async function TokensPage() {
  const [{ tokens, accounts, latest }, t, locale] = await Promise.all([
    loadTokens(),
    getTranslations("access.tokens"),
    getLocale(),
  ]);
  return (
    <TwoColumn
      rail={
        <Section title={t("issue")}>
          <ActionForm action={issueTokenAction} submit={t("issueSubmit")}>
            <TextField name="name" label={t("name")} hint={t("nameHint")} required autoComplete="off" />
            <SelectField
              name="accountId"
              label={t("account")}
              hint={t("accountHint")}
              required
              options={accounts.map((account) => ({
                value: account.id,
                label: t("accountChoice", { name: account.displayName, username: account.username }),
              }))}
            />
            <CheckboxGroup
              name="scopes[]"
              label={t("scopes")}
              required
              choices={SCOPES.map((scope) => ({
                value: scope,
                label: t(`scope.${scope}`.replace(":", "-") as "scope.campaigns-read"),
              }))}
            />
            <DateField
              name="expiresOn"
              label={t("expiresOn")}
              hint={t("expiresHint", { latest: formatDay(latest, locale, { year: true }) })}
              required
              max={latest}
            />
          </ActionForm>
        </Section>
      }
    >
      <PageHead title={t("title")} actions={<LinkButton href="/admin/api">{t("howTo")}</LinkButton>} />
      <p className="mb-4 text-ink-2">{t("intro")}</p>
      {tokens.length === 0 ? (
        <EmptyState>{t("none")}</EmptyState>
      ) : (
        <LedgerTable caption={t("title")}>
          <thead>
            <tr>
              <Th>{t("name")}</Th>
              <Th from="sm">{t("account")}</Th>
              <Th from="lg">{t("scopes")}</Th>
              <Th>{t("expiresOn")}</Th>
              <Th from="sm">{t("lastUsed")}</Th>
              <Th>{t("state")}</Th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <Tr key={token.id}>
                <RowName>
                  {token.name} <span className="code text-ink-3">…{token.hint}</span>
                </RowName>
                <Td from="sm" className="code">
                  {token.username}
                </Td>
                <Td from="lg" className="code">
                  {token.scopes.join(" ")}
                </Td>
                <Td className="n">
                  {formatInstant(new Date(token.expiresAt.getTime() - 1000), locale, { year: true })}
                </Td>
                <Td from="sm" mute className="n">
                  {token.lastUsedAt ? formatInstant(token.lastUsedAt, locale, { year: true }) : t("never")}
                </Td>
                <Td>
                  {token.live ? (
                    <ActionForm action={revokeTokenAction} hidden={{ tokenId: token.id }} layout="row">
                      <SubmitButton kind="quiet" size="low">
                        {t("revoke")}
                      </SubmitButton>
                    </ActionForm>
                  ) : (
                    <span className="text-ink-3">{token.revokedAt ? t("revoked") : t("expired")}</span>
                  )}
                </Td>
              </Tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
    </TwoColumn>
  );
}
