import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { AuditTable } from "@/components/admin/AuditTable";
import { ExportLink } from "@/components/lists/ExportLink";
import { Button, LinkButton } from "@/components/ui/Button";
import { DateField, SelectField, TextField } from "@/components/ui/form/inputs";
import { EmptyState, PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { Pager } from "@/components/ui/Pager";
import { loadAudit } from "@/lib/access/loaders/administration";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access.audit"))("title") };
}

export default async function AuditPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [page, t] = await Promise.all([loadAudit(await searchParams), getTranslations("access.audit"), getLocale()]);
  const { asked } = page;
  const named = (action: string) => {
    const key = `actions.${action.replace(".", "-")}` as "actions.access-signIn";
    return t.has(key) ? t(key) : action;
  };
  const kept = Object.entries(asked).filter(([, value]) => value !== "");
  return (
    <TwoColumn
      rail={
        <Section title={t("filter")}>
          <form action="/admin/audit" className="form">
            <SelectField
              name="action"
              label={t("action")}
              empty={t("any")}
              defaultValue={asked.action}
              options={page.actions.map((action) => ({ value: action, label: named(action) }))}
            />
            <TextField name="actor" label={t("actor")} defaultValue={asked.actor} autoComplete="off" />
            <SelectField
              name="outcome"
              label={t("outcome")}
              empty={t("any")}
              defaultValue={asked.outcome}
              options={(["DONE", "REFUSED", "READ"] as const).map((outcome) => ({
                value: outcome,
                label: t(`outcomes.${outcome}`),
              }))}
            />
            <DateField name="day" label={t("day")} defaultValue={asked.day} />
            <Button type="submit" fill>
              {t("apply")}
            </Button>
            {kept.length > 0 && (
              <LinkButton href="/admin/audit" kind="plain" fill>
                {t("clear")}
              </LinkButton>
            )}
          </form>
        </Section>
      }
    >
      <PageHead title={t("title")} actions={<ExportLink list="audit" filter={asked} />} />
      <p className="mb-4 text-ink-2">
        {t("intro")}
        {page.demo && t("demoClock")}
      </p>
      {page.entries.length === 0 ? (
        <EmptyState>{t("none")}</EmptyState>
      ) : (
        <AuditTable
          entries={page.entries.map((entry) => ({ ...entry, action: named(entry.action), code: entry.action }))}
        />
      )}
      <Pager
        page={page.page}
        size={page.size}
        total={page.total}
        hrefOf={(to) => `/admin/audit?${new URLSearchParams([...kept, ["page", String(to)]])}`}
      />
    </TwoColumn>
  );
}
