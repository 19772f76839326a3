import { getLocale, getTranslations } from "next-intl/server";
import { Button, LinkButton } from "@/components/ui/Button";
import { ActionForm } from "@/components/ui/form/ActionForm";
import { Fields } from "@/components/ui/form/Fields";
import { DateField } from "@/components/ui/form/inputs";
import { Section } from "@/components/ui/Page";
import { SegmentLinks } from "@/components/ui/SegmentLinks";
import { SubmitButton } from "@/components/ui/SubmitButton";
import { beginLanguageAction } from "@/lib/language/actions";
import type { LanguagePage } from "@/lib/language/loaders";
import { today } from "@/lib/platform/clock";
import { pick } from "@/lib/platform/i18n/format";

/** Which version, which day, what its owners do with it, and where everything stands. */
export async function LanguageRail({ page: { shown, found, versions, on, mayEdit, draft } }: { page: LanguagePage }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("language")]);
  const follows = versions[0]?.version ?? 0;
  return (
    <>
      {mayEdit && (
        <Section title={t("acts.title")}>
          {draft === null ? (
            <>
              <p className="pb-2 text-small text-ink-3">{t("acts.beginLead")}</p>
              <ActionForm action={beginLanguageAction} hidden={{ follows }}>
                <div className="foot">
                  <SubmitButton kind="quiet">{t("acts.begin", { version: follows + 1 })}</SubmitButton>
                </div>
              </ActionForm>
            </>
          ) : (
            <p>
              <LinkButton href="/standards/language/edit">{t("acts.edit", { version: draft })}</LinkButton>
            </p>
          )}
        </Section>
      )}
      {versions.length > 0 && (
        <Section title={t("versions.title")}>
          {versions.length > 1 && (
            <SegmentLinks
              label={t("versions.title")}
              links={versions.map(({ version }) => ({
                href: `/standards/language?version=${version}`,
                label: t("version", { version }),
                current: version === shown?.version,
              }))}
            />
          )}
          <form action="/standards/language" method="get" className="form no-print pt-2">
            <Fields>
              <DateField name="on" label={t("versions.on")} defaultValue={on ?? today()} />
            </Fields>
            <div className="foot">
              <Button type="submit">{t("versions.show")}</Button>
            </div>
          </form>
        </Section>
      )}
      {found.length > 1 && (
        <Section title={t("jump")}>
          <ol className="text-small">
            {found.map((group) => (
              <li key={group.code} className="border-b border-rule-2">
                <a
                  href={`#${group.code}`}
                  className="flex min-h-9 items-center justify-between gap-3 text-ink max-sm:min-h-11"
                >
                  <span>{pick(group.name, locale)}</span>
                  <span className="n text-ink-3">{group.phrases.length}</span>
                </a>
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  );
}
