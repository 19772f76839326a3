import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { GrantList } from "@/components/admin/GrantList";
import { ExportLink } from "@/components/lists/ExportLink";
import { LinkButton } from "@/components/ui/Button";
import { Figure } from "@/components/ui/Figure";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { EmptyState, OneColumn, PageHead } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { SearchBox } from "@/components/ui/SearchBox";
import { loadAccounts } from "@/lib/access/loaders/administration";
import { formatInstant } from "@/lib/platform/i18n/format";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access.accounts"))("title") };
}

export default async function AccountsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [list, t, locale] = await Promise.all([
    loadAccounts(await searchParams),
    getTranslations("access.accounts"),
    getLocale(),
  ]);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        meta={[t("count", { count: list.total })]}
        actions={
          <>
            <ExportLink list="accounts" filter={{ q: list.words }} />
            <LinkButton kind="main" href="/admin/accounts/new">
              {t("new")}
            </LinkButton>
          </>
        }
      />
      <div className="mb-4">
        <SearchBox action="/admin/accounts" value={list.words} label={t("search")} hint={t("search")} />
      </div>
      {list.accounts.length === 0 ? (
        <EmptyState>{t("none")}</EmptyState>
      ) : (
        <LedgerTable caption={t("title")}>
          <thead>
            <tr>
              <Th>{t("username")}</Th>
              <Th>{t("name")}</Th>
              <Th>{t("roles")}</Th>
              <Th from="sm">{t("lastSeen")}</Th>
              <Th from="sm">{t("state")}</Th>
            </tr>
          </thead>
          <tbody>
            {list.accounts.map((account) => (
              <Tr key={account.id}>
                <RowName>
                  <Figure href={`/admin/accounts/${account.id}`} code>
                    {account.username}
                  </Figure>
                </RowName>
                <Td className="whitespace-nowrap">{account.displayName}</Td>
                <Td>
                  <GrantList grants={account.grants} />
                </Td>
                <Td from="sm" mute className="n">
                  {account.lastSeenAt ? formatInstant(account.lastSeenAt, locale, { year: true }) : t("never")}
                </Td>
                <Td from="sm">{account.disabled ? <span className="bad">{t("disabled")}</span> : t("enabled")}</Td>
              </Tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
      <Pager
        page={list.page}
        size={list.size}
        total={list.total}
        hrefOf={(page) =>
          `/admin/accounts?${new URLSearchParams({ ...(list.words ? { q: list.words } : {}), page: String(page) })}`
        }
      />
    </OneColumn>
  );
}
