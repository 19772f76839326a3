import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PasswordFields } from "@/components/access/PasswordFields";
import { SessionTable } from "@/components/access/SessionTable";
import { GrantList } from "@/components/admin/GrantList";
import { PreferenceForm } from "@/components/shell/PreferenceForm";
import { Button } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { KeyValue } from "@/components/ui/KeyValue";
import { PageHead, Section, TwoColumn } from "@/components/ui/Page";
import { changePasswordAction } from "@/lib/access/actions";
import { loadOwnAccount } from "@/lib/access/loaders/administration";
import { nameOf } from "@/lib/people/types";
import { currentPreferences } from "@/lib/platform/i18n/current";
import { formatInstant } from "@/lib/platform/i18n/format";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access.me"))("title") };
}

export default async function MePage() {
  const [me, t, locale, preferences] = await Promise.all([
    loadOwnAccount(),
    getTranslations("access.me"),
    getLocale(),
    currentPreferences(),
  ]);
  return (
    <TwoColumn
      rail={
        <>
          <Section title={t("looks")}>
            <PreferenceForm preferences={preferences} />
          </Section>
          <form action="/sign-out" method="post">
            <Button type="submit" fill>
              {t("signOut")}
            </Button>
          </form>
        </>
      }
    >
      <PageHead title={t("title")} />
      <KeyValue
        rows={[
          { term: t("name"), detail: me.person ? nameOf(me.person, locale) : me.displayName },
          ...(me.person ? [{ term: t("staffNo"), detail: <span className="code">{me.person.staffNo}</span> }] : []),
          { term: t("username"), detail: <span className="code">{me.username}</span> },
          { term: t("roles"), detail: <GrantList grants={me.grants} /> },
          {
            term: t("passwordSince"),
            detail: <span className="n">{formatInstant(me.passwordChangedAt, locale, { year: true })}</span>,
          },
        ]}
      />
      <p className="mt-2 text-small text-ink-3">{t("ask")}</p>
      <Section title={t("sessions")} id="sessions">
        <SessionTable sessions={me.sessions} current={me.sessionId} />
      </Section>
      <Section title={t("changePassword")} id="password">
        <ActionForm action={changePasswordAction} submit={t("changePassword")} className="max-w-md">
          <PasswordFields />
        </ActionForm>
      </Section>
    </TwoColumn>
  );
}
