import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/Button";
import { LedgerTable, RowName, Td, Th, Tr } from "@/components/ui/Ledger";
import { OneColumn, PageHead, Section } from "@/components/ui/Page";
import { loadGuide } from "@/lib/api/loaders";
import { pick } from "@/lib/platform/i18n/format";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("api.guide"))("title") };
}

export default async function ApiGuidePage() {
  const [{ base, operations }, t, locale] = await Promise.all([loadGuide(), getTranslations("api.guide"), getLocale()]);
  return (
    <OneColumn>
      <PageHead
        title={t("title")}
        back={{ href: "/admin/tokens", title: t("key.link") }}
        actions={
          <LinkButton href="/api/v1/openapi.json" document>
            {t("document")}
          </LinkButton>
        }
      />
      <p className="text-ink-2">{t("intro")}</p>
      <Section title={t("key.title")} small>
        <p>
          {t("key.text")} <Link href="/admin/tokens">{t("key.link")}</Link>
        </p>
      </Section>
      <Section title={t("read.title")} small>
        <p>{t("read.text")}</p>
        <Sample>{`curl -H "Authorization: Bearer my_…" \\\n  ${base}/campaigns/C-2026-01/reviews/H1`}</Sample>
      </Section>
      <Section title={t("write.title")} small>
        <p>{t("write.text")}</p>
        <Sample>{`curl -X POST -H "Authorization: Bearer my_…" \\\n  -H "Content-Type: application/json" -H "Idempotency-Key: 2026-11-figures-1" \\\n  -d '{"rows":[{"unit":"O017","month":"2026-10","headcount":"11","volume":"1234.50"}]}' \\\n  ${base}/campaigns/C-2026-01/metrics`}</Sample>
      </Section>
      <Section title={t("problems.title")} small>
        <p>{t("problems.text")}</p>
        <Sample>{`{ "status": 422, "code": "INVALID", "message": "…",\n  "errors": [{ "field": "rows.0.month", "code": "MONTH_FORM", "message": "…" }] }`}</Sample>
      </Section>
      <Section title={t("operations")}>
        <LedgerTable caption={t("operations")} wide>
          <thead>
            <tr>
              <Th>{t("what")}</Th>
              <Th>{t("method")}</Th>
              <Th>{t("address")}</Th>
              <Th from="sm">{t("scope")}</Th>
            </tr>
          </thead>
          <tbody>
            {operations.map((operation) => (
              <Tr key={operation.name}>
                <RowName>{pick(operation.summary, locale)}</RowName>
                <Td className="code">{operation.method}</Td>
                <Td className="code">{operation.path}</Td>
                <Td from="sm" className="code">
                  {operation.scope}
                </Td>
              </Tr>
            ))}
          </tbody>
        </LedgerTable>
      </Section>
    </OneColumn>
  );
}

function Sample({ children }: { children: string }) {
  return <pre className="code mt-2 whitespace-pre-wrap wrap-anywhere bg-sunk p-3 text-small">{children}</pre>;
}
